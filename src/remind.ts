/** What is to be reminded of now, and who can be told: asks GitHub only for the people of what is due. */
import { childrenOf, parentOf } from "./children.ts";
import { namedIn } from "./config/named.ts";
import type { Configuration } from "./config.ts";
import { addressed } from "./deadlines/addressed.ts";
import type { Deadline, DueReminder } from "./deadlines/deadline.ts";
import { deadlinesOf } from "./deadlines/deadlines.ts";
import { dueAt } from "./deadlines/due.ts";
import type { ObservedIssue } from "./github/observed.ts";
import type { GitHub } from "./github/port.ts";
import type { Incident, Instant } from "./incident/incident.ts";
import type { Memory } from "./memory.ts";
import { survivorOf } from "./plan/retirement.ts";
import { type Reach, reachOf } from "./reach.ts";
import { sentReminders, withProof, withSent, worthRemembering } from "./timeline/reminded.ts";

interface Known {
  incident: Incident;
  memory: Memory;
  configuration: Configuration;
  now: Instant;
  /** The App's login. */
  self: string;
}

export interface Reminding {
  reminders: DueReminder[];
  /** When the next deadline is; null where none is known. */
  nextDeadline: Instant | null;
  /** With what comments prove was sent, what is to be sent now, and whom that does not reach. */
  memory: Memory;
}

/** The reminders that this pass is to send. Throws where GitHub can't be reached. */
export async function remindersFor(github: GitHub, issue: ObservedIssue, known: Known): Promise<Reminding> {
  const { incident, memory, configuration, now, self } = known;
  if (!isOwnIncident(issue, self)) return { reminders: [], nextDeadline: null, memory };
  const reminded = withProof(memory.reminded, sentReminders(issue, self, memory));
  const own = { ...incident, actionItems: ownItems(issue, incident, known) };
  const deadlines = deadlinesOf(own, { configuration, owners: memory.owners, now });
  const { due, next } = dueAt(deadlines, { reminded, orders: incident.reminderOrders, now });
  const reaches = await Promise.all(due.map(({ to }) => reachOf(github, issue, to)));
  const unreachable = new Set(reaches.flatMap((reach) => reach.unreachable));
  const reminders = due.map((deadline) => addressed(deadline, { reminded, unreachable, now }));
  return {
    reminders,
    nextDeadline: next,
    memory: {
      ...memory,
      reminded: worthRemembering(withSent(reminded, reminders, now), own),
      unreached: unreachedNow(memory.unreached.filter(isToBeTold(deadlines, known)), reaches),
    },
  };
}

/** Items of merged incidents are reminded of by the passes over those. */
function ownItems(issue: ObservedIssue, { actionItems }: Incident, { memory, self }: Known): Incident["actionItems"] {
  const children = [...childrenOf(issue, self, memory).kept.map((child) => child.issue), ...issue.subIssues];
  const own = new Set(children.map(({ number }) => number));
  return actionItems.filter(({ number }) => own.has(number));
}

/** Nobody is reminded of a pull request, of an action item itself, or of the younger of two issues for one incident. */
function isOwnIncident(issue: ObservedIssue, self: string): boolean {
  return issue.kind === "issue" && parentOf(issue, self) === null && survivorOf({ issue, self }) === null;
}

/** People who can't be told, as far as the card has room for them. */
const most = 10;

/** Whom the configuration or CODEOWNERS names, or one of the deadlines: nobody else need be mended any more. */
function isToBeTold(deadlines: readonly Deadline[], { configuration, memory }: Known): (name: string) => boolean {
  const named = [
    ...namedIn(configuration).map(({ name }) => name),
    ...Object.values(memory.owners).flat(),
    ...deadlines.flatMap(({ to }) => to.flat()),
  ];
  const concerned = new Set(named.map((name) => name.replace(/^@/, "").toLowerCase()));
  return (name) => concerned.has(name.toLowerCase());
}

/** Whoever could not be told when last asked. */
function unreachedNow(before: readonly string[], reaches: readonly Reach[]): string[] {
  const asked = new Set(reaches.flatMap((reach) => reach.asked));
  const others = before.filter((name) => !asked.has(name));
  return [...new Set([...others, ...reaches.flatMap(({ unreachable }) => unreachable)])].sort().slice(0, most);
}
