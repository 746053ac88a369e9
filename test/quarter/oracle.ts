/** What ought to be reminded of, and when: computed from the facts by the rules that users read, and by nothing of the App's. */
import { Temporal } from "temporal-polyfill";
import type { Instant, Severity } from "../../src/incident/incident.ts";
import type { Issue } from "../world/state.ts";
import { confirmDays, minutes, type Team } from "./cast.ts";
import {
  itemsOf,
  type Life,
  type Order,
  type PlannedReview,
  type Pledge,
  reviewOf,
  severityOf,
  type Topic,
} from "./facts.ts";

export type Kind =
  | "acknowledgement"
  | "update"
  | "review"
  | "no owner"
  | "due soon"
  | "due"
  | "overdue"
  | "still worth it";

/** One reminder that is to come. */
export interface Expected {
  /** What it is about: of each only the newest that has come due is sent. */
  subject: Exclude<Topic, "items" | "all">;
  kind: Kind;
  /** Tells it from every other of its subject. */
  key: string;
  /** When its time comes, snoozes aside. */
  due: Instant;
  /** When it is to be sent, snoozes and all. */
  at: Instant;
  /** The day that it names. */
  day: string | null;
  /** Of an acknowledgement: which step, from 1. */
  step: number;
  /** The issue that it is written on. */
  issue: number;
  /** Whom to tell: the first of these groups in which anybody can be. */
  to: string[][];
}

type Raw = Pick<Expected, "kind" | "key" | "due"> & Partial<Pick<Expected, "day" | "step" | "to">>;

const minute = 60_000;
const aDay = 24 * 60 * minute;

/** Everything that is due by now or later, of endless series up to the first that is not due yet. */
export function expectedOf(life: Life, incident: Issue, team: Team, now: Instant): Expected[] {
  if (isQuiet(severityOf(life)) || life.gone === "withdrawn") return [];
  const items = itemsOf(incident).filter(({ open }) => open);
  const review = reviewOf(incident);
  const byItem = items.flatMap((item) =>
    itemReminders(item, team, now).map((raw) =>
      placed(raw, `item ${item.number}`, item.number, itemPeople(item, review, life)),
    ),
  );
  const response = life.gone === null ? responseReminders(life, team) : [];
  const held = life.gone === null && review?.open ? reviewReminders(life, team) : [];
  const all = [
    ...response.map((raw) =>
      placed(raw, raw.kind === "update" ? "update" : "acknowledgement", life.number, raw.to ?? []),
    ),
    ...held.map((raw) => placed(raw, "review", review?.number ?? 0, reviewPeople(review, life))),
    ...byItem,
  ];
  return all.flatMap((one) => ordered(one, life));
}

/** The newest of the subject that has come due; null where nothing has. */
export function newest(expected: readonly Expected[], subject: Expected["subject"], now: Instant): Expected | null {
  const reached = expected.filter((one) => one.subject === subject && one.at <= now);
  const last = reached.reduce<Expected | null>(
    (best, one) => (best === null || one.due >= best.due ? one : best),
    null,
  );
  const isStale = last !== null && (subject === "acknowledgement" || subject === "update") && now > last.at + aDay;
  return isStale ? null : last;
}

function placed(raw: Raw, subject: Expected["subject"], issue: number, to: string[][]): Expected {
  return { subject, issue, at: raw.due, day: null, step: 0, ...raw, to };
}

const isQuiet = (severity: Severity | null): boolean => severity === "sev4" || severity === "sev5";

/** As the latest order about it says: nothing where it is off, at a snooze's end where it would come before. */
function ordered(one: Expected, { orders, drill }: Life): Expected[] {
  const about = orders.filter(({ topic }) => isAbout(topic, one.subject));
  const wanted = about.findLast(({ until }) => typeof until !== "number")?.until;
  const last = about.at(-1)?.until;
  if (last === "off" || (drill && wanted !== "on")) return [];
  return [typeof last === "number" ? { ...one, at: Math.max(one.due, last) } : one];
}

function isAbout(topic: Order["topic"], subject: Expected["subject"]): boolean {
  return topic === "all" || topic === subject || (topic === "items" && subject.startsWith("item "));
}

/** While it goes on, of sev1 and sev2: to take it up, and to tell the public. */
function responseReminders(life: Life, team: Team): Raw[] {
  const severity = severityOf(life);
  if (life.restored !== null || (severity !== "sev1" && severity !== "sev2")) return [];
  const base = severeSince(life, severity);
  const acknowledged = life.acknowledged !== null || life.isLateTaken;
  return [...(acknowledged ? [] : toTakeUp(life, severity, base, team)), toTellThePublic(life, severity, base)];
}

/** Since when it has been so severe, or worse. */
function severeSince({ severities }: Life, severity: Severity): Instant {
  const mild = severities.findLastIndex((one) => one.severity === null || one.severity > severity);
  return severities[mild + 1]?.at ?? 0;
}

function toTakeUp({ service }: Life, severity: "sev1" | "sev2", base: Instant, team: Team): Raw[] {
  const dueAt = (step: number) => base + step * minutes.acknowledge[severity] * minute;
  return team.path(service, dueAt).map((_, index) => ({
    kind: "acknowledgement",
    key: `${base} ${index + 1}`,
    due: dueAt(index + 1),
    step: index + 1,
    // Where nobody of a step can be told, the next one is, by whoever's turn it is then.
    to: team.path(service, () => dueAt(index + 1)).slice(index),
  }));
}

function toTellThePublic(life: Life, severity: "sev1" | "sev2", base: Instant): Raw {
  const silent = Math.max(base, life.openings.at(-1) ?? 0, life.updates.at(-1) ?? 0);
  return {
    kind: "update",
    key: String(silent),
    due: silent + minutes.update[severity] * minute,
    to: groups(life.comms, life.commander, life.acknowledged?.who, life.declarer),
  };
}

/** At the opening after the day by whose end it was due. */
function reviewReminders({ restored, plannedReview }: Life, { calendar }: Team): Raw[] {
  if (restored === null) return [];
  const day = plannedReview?.day ?? calendar.businessDays(calendar.dayOf(restored), 1).toString();
  const due = calendar.opening(Temporal.PlainDate.from(day).add({ days: 1 }));
  return [{ kind: "review", key: day, due, day }];
}

function itemReminders(item: Pledge, team: Team, now: Instant): Raw[] {
  const { calendar } = team;
  const unowned: Raw[] =
    item.owners.length > 0
      ? []
      : [{ kind: "no owner", key: "no owner", due: calendar.businessDaysAfter(item.madeAt, 2) }];
  const asked = confirmations(item, team, now);
  if (item.due === null) return [...unowned, ...asked];
  return [...unowned, ...dated({ ...item, due: item.due }, asked, team, now)];
}

/** Months after it was made: is it still worth doing? */
function confirmations({ madeAt }: Pledge, { calendar }: Team, now: Instant): Raw[] {
  const asked: Raw[] = [];
  for (let n = 1; ; n += 1) {
    const due = calendar.inHours(calendar.daysAfter(madeAt, n * confirmDays));
    asked.push({ kind: "still worth it", key: `confirm ${n}`, due });
    if (due > now) return asked;
  }
}

/** By its due day; where it is overdue, that question takes the place of the first weekly reminder from then on. */
function dated(item: Pledge & { due: string }, asked: readonly Raw[], { calendar }: Team, now: Instant): Raw[] {
  const day = Temporal.PlainDate.from(item.due);
  const onTheDay = calendar.opening(day);
  const soon = calendar.opening(calendar.businessDays(day, -2));
  const weekly: Raw[] = [];
  for (let n = 1; ; n += 1) {
    const due = calendar.inHours(calendar.daysAfter(onTheDay, 7 * n));
    weekly.push({ kind: "overdue", key: `overdue ${item.due} ${n}`, due, day: item.due });
    if (due > now && asked.every((question) => question.due <= due)) break;
  }
  const early = asked.filter(({ due }) => due < onTheDay);
  const places = new Map(
    asked
      .filter(({ due }) => due >= onTheDay)
      .map((question) => [weekly.find(({ due }) => due >= question.due)?.key, question]),
  );
  return [
    ...(soon >= item.madeAt ? [{ kind: "due soon", key: `soon ${item.due}`, due: soon, day: item.due } as const] : []),
    { kind: "due", key: `due ${item.due}`, due: onTheDay, day: item.due },
    ...early,
    ...weekly.map((week) => {
      const question = places.get(week.key);
      return question ? { ...question, due: week.due } : week;
    }),
  ];
}

function itemPeople({ owners }: Pledge, review: PlannedReview | null, life: Life): string[][] {
  return [...(owners.length > 0 ? [owners] : []), ...reviewPeople(review, life)];
}

function reviewPeople(review: PlannedReview | null, { plannedReview, commander, acknowledged }: Life): string[][] {
  return groups(plannedReview?.facilitator ?? review?.facilitator, commander, acknowledged?.who);
}

function groups(...names: (string | null | undefined)[]): string[][] {
  return names.flatMap((name) => (name ? [[name]] : []));
}
