/** Which deadlines are to be reminded of now, and when the next ones are. */
import type { Instant, Milliseconds, ReminderOrder } from "../incident/incident.ts";
import type { Memory } from "../memory.ts";
import { isAsFar } from "./acknowledgement.ts";
import type { Deadline, Subject } from "./deadline.ts";
import { quietUntil } from "./orders.ts";
import { distinctNames } from "./responsible.ts";

export interface SentSoFar {
  /** By subject and stage. */
  reminded: Memory["reminded"];
  orders: readonly ReminderOrder[];
  now: Instant;
}

interface DueDeadlines {
  /** At most one of each subject: the latest stage reached, where neither it nor a later one was sent. */
  due: Deadline[];
  /** When something is due next: a deadline, or the end of a snooze; null where nothing is known to be. */
  next: Instant | null;
}

/** A deadline with the time from which on it is reminded of: its own, or the end of a snooze. */
interface Awaited {
  deadline: Deadline;
  from: Instant;
}

/** What is due now of the deadlines, which are sorted by time, and when to ask again. */
export function dueAt(deadlines: readonly Deadline[], sent: SentSoFar): DueDeadlines {
  const bySubject = Map.groupBy(deadlines, ({ subject }) => subject);
  const awaited = [...bySubject].map(([subject, stages]) => awaitedOf(subject, stages, sent));
  const due = awaited.flatMap((stages) => latestReached(stages, sent.now) ?? []);
  const later = awaited.flat().filter(({ from }) => from > sent.now && Number.isFinite(from));
  const next = later.reduce<Instant | null>((first, { from }) => (first === null || from < first ? from : first), null);
  return { due, next };
}

/** The stages after the last one that was sent. */
function awaitedOf(subject: Subject, stages: readonly Deadline[], { reminded, orders }: SentSoFar): Awaited[] {
  const sent = reminded[subject] ?? {};
  const last = stages.findLastIndex(({ stage }) => isSent(subject, stage, sent));
  const quiet = quietUntil(subject, orders) ?? Number.NEGATIVE_INFINITY;
  return stages.slice(last + 1).map((deadline) => ({ deadline, from: Math.max(deadline.at, quiet) }));
}

/** Whether the stage was sent, or one that says as much: a severity that goes down counts from before what was sent. */
function isSent(subject: Subject, stage: string, sent: Memory["reminded"][string]): boolean {
  if (subject === "acknowledgement") return Object.keys(sent).some((one) => isAsFar(one, stage));
  if (subject === "update") return Object.keys(sent).some((silence) => Number(silence) >= Number(stage));
  return Object.hasOwn(sent, stage);
}

function latestReached(stages: readonly Awaited[], now: Instant): Deadline | null {
  const reached = stages.filter(({ from }) => from <= now);
  const latest = reached.at(-1);
  if (!latest || isTooLate(latest, now)) return null;
  return latest.deadline.subject === "acknowledgement" ? withMissed(reached, latest.deadline) : latest.deadline;
}

const tooLate: Milliseconds = 24 * 60 * 60_000;

/** Who wasn't told within a day that an incident goes on has heard of it. */
function isTooLate({ deadline: { subject }, from }: Awaited, now: Instant): boolean {
  return (subject === "acknowledgement" || subject === "update") && now - from > tooLate;
}

/** The step together with the people of those that were slept through. */
function withMissed(reached: readonly Awaited[], latest: Deadline): Deadline {
  if (reached.length === 1) return latest;
  const people = distinctNames(reached.flatMap(({ deadline }) => deadline.to[0] ?? []));
  return { ...latest, to: [people, ...latest.to.slice(1)] };
}
