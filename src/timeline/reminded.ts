/** Reminders that were sent: what our comments prove, what of it is remembered, and the missed deadlines as events. */
import { z } from "zod";
import { childrenOf } from "../children.ts";
import type { DueReminder, Subject } from "../deadlines/deadline.ts";
import type { ObservedIssue } from "../github/observed.ts";
import type { Incident, Instant } from "../incident/incident.ts";
import { readMarker, writeMarker } from "../marker.ts";
import type { Memory, Sent } from "../memory.ts";
import { memoryOn } from "../situation.ts";
import type { IncidentEvent } from "./event.ts";

type Reminded = Memory["reminded"];
type RemindedEvent = Extract<IncidentEvent, { kind: "reminded" }>;

/** What the keys of all such comments begin with. */
const prefix = "reminder:";
const mark = z.object({ at: z.int(), told: z.string() });

/** The hidden first line of a reminder's comment: it proves what was sent, when, and whom it notified. */
export function reminderMarker({ deadline, told }: DueReminder, now: Instant): string {
  const [at, names] = sentNow(told, now);
  return writeMarker(keyOf(deadline.subject, deadline.stage), { at, told: names });
}

/** Whether a comment with this key is a reminder. */
export function isReminder(key: string): boolean {
  return key.startsWith(prefix);
}

/** A key ends at its first blank. */
function keyOf(subject: string, stage: string): string {
  return `${prefix}${subject}:${stage}`.replaceAll(" ", "_");
}

function sentNow(told: readonly string[], now: Instant): Sent {
  return [Math.floor(now / 1000), told.join(" ")];
}

/** A reminder's comment, as it was found. */
export interface SentReminder {
  subject: Subject;
  stage: string;
  sent: Sent;
  /** Where it stands. */
  issue: number;
  comment: number;
  url: string;
}

/** Our reminders on the incident, its review and its action items: on each the oldest comment first. */
export function sentReminders(issue: ObservedIssue, self: string, memory: Memory): SentReminder[] {
  const kept = childrenOf(issue, self, memory).kept.map((child) => child.issue);
  const children = new Map([...kept, ...issue.subIssues].map((child) => [child.number, child]));
  const own = issue.items.flatMap((item) => (item.type === "comment" ? [{ ...item, author: item.actor }] : []));
  return [{ number: issue.number, comments: own }, ...children.values()].flatMap(({ number, comments }) =>
    comments.flatMap(({ author, body, comment, url }) => {
      const read = author.login === self && author.kind === "bot" ? readReminder(body) : null;
      return read ? [{ ...read, issue: number, comment, url }] : [];
    }),
  );
}

function readReminder(body: string): Pick<SentReminder, "subject" | "stage" | "sent"> | null {
  const marker = readMarker(body);
  if (!marker || !isReminder(marker.key)) return null;
  const [, name = "", ...rest] = marker.key.replaceAll("_", " ").split(":");
  const subject = subjectIn(name);
  const { data } = mark.safeParse(marker.value);
  return subject && data ? { subject, stage: rest.join(":"), sent: [data.at, data.told] } : null;
}

function subjectIn(name: string): Subject | null {
  if (name === "acknowledgement" || name === "update" || name === "review") return name;
  const [, number] = /^item (\d{1,15})$/.exec(name) ?? [];
  return number === undefined ? null : `item ${Number(number)}`;
}

/** What is remembered, with what comments prove besides: a pass may have ended before it could remember. */
export function withProof(reminded: Reminded, found: readonly SentReminder[]): Reminded {
  const all = { ...reminded };
  for (const { subject, stage, sent } of found) {
    const stages = all[subject] ?? {};
    if (!Object.hasOwn(stages, stage)) all[subject] = { ...stages, [stage]: sent };
  }
  return all;
}

/** What is remembered once these are sent. */
export function withSent(reminded: Reminded, reminders: readonly DueReminder[], now: Instant): Reminded {
  const all = { ...reminded };
  for (const { deadline, told } of reminders)
    all[deadline.subject] = { ...all[deadline.subject], [deadline.stage]: sentNow(told, now) };
  return all;
}

/** Stages remembered of a subject, and of all: the card has room for no more. */
const most = { each: 12, all: 160 };

/** What is still worth remembering, always in the same order: the newest stages of whatever is not settled. */
export function worthRemembering(reminded: Reminded, incident: Incident): Reminded {
  const subjects = Object.keys(reminded)
    .filter((subject) => !isSettled(subject, incident))
    .sort();
  const each = Math.max(1, Math.min(most.each, Math.floor(most.all / subjects.length)));
  return Object.fromEntries(subjects.map((subject) => [subject, newest(reminded[subject] ?? {}, each)]));
}

function isSettled(subject: string, { actionItems, review }: Incident): boolean {
  if (subject === "review") return review?.state !== "planned";
  const isOpen = actionItems.some(({ number, state }) => state === "open" && subject === `item ${number}`);
  return subject.startsWith("item ") && !isOpen;
}

/** The last one keeps those before it from being sent; a week's comes never again; what is asked once may, whenever a due day moves. */
function newest(stages: Readonly<Record<string, Sent>>, count: number): Record<string, Sent> {
  const byTime = Object.entries(stages).sort(([a, [at]], [b, [other]]) => at - other || (a < b ? -1 : 1));
  const isWeekly = ([stage]: [string, Sent]) => stage.startsWith("overdue ");
  const before = byTime.slice(0, -1);
  const byWorth = [...before.filter(isWeekly), ...before.filter((one) => !isWeekly(one)), ...byTime.slice(-1)];
  const kept = new Set(byWorth.slice(-count));
  return Object.fromEntries(byTime.filter((one) => kept.has(one)));
}

/** Missed deadlines of the response that people were reminded of, oldest first: by our comments, and by the card. */
export function remindedEvents(issue: ObservedIssue, self: string): IncidentEvent[] {
  const memory = memoryOn(issue, self);
  const reminded = withProof(memory.reminded, sentReminders(issue, self, memory));
  const events = Object.entries(reminded).flatMap(([subject, stages]) =>
    Object.entries(stages).flatMap(([stage, sent]) => eventOf(subject, stage, sent, { self, url: issue.url })),
  );
  return events.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** The events of reminders that this pass sends, as later passes will tell them. `url` is the incident's. */
export function eventsOf(reminders: readonly DueReminder[], now: Instant, self: string, url: string): IncidentEvent[] {
  return reminders.flatMap(({ deadline: { subject, stage }, told }) =>
    eventOf(subject, stage, sentNow(told, now), { self, url }),
  );
}

/** With the incident's address: a comment's own is not known before it is there, and it may go when the next one comes. */
function eventOf(
  subject: string,
  stage: string,
  [second, names]: Sent,
  { self, url }: { self: string; url: string },
): RemindedEvent[] {
  if (subject !== "acknowledgement" && subject !== "update") return [];
  const told = names === "" ? [] : names.split(" ");
  const id = keyOf(subject, stage);
  return [{ kind: "reminded", id, at: second * 1000, who: self, standing: "self", url, subject, stage, told }];
}
