/** Reminders as comments: a new one where somebody is to be notified, else an edit of the one that is there. */
import type { DueReminder, Subject } from "../deadlines/deadline.ts";
import type { Incident } from "../incident/incident.ts";
import type { Situation } from "../situation.ts";
import { reminderMarker, type SentReminder, sentReminders } from "../timeline/reminded.ts";
import { reminderText } from "../words/reminders.ts";
import type { Change } from "./change.ts";

/** Changes that send what is due, and leave one reminder of each subject, but for acknowledgement: of each step one. */
export function planReminders(situation: Situation, incident: Incident): Change[] {
  const { issue, self, memory, reminders } = situation;
  const { kept, surplus } = apart(sentReminders(issue, self, memory));
  const sent = reminders.flatMap((reminder) => {
    const last = kept.find(({ subject }) => subject === reminder.deadline.subject);
    return changesFor(reminder, last, situation, incident);
  });
  return [...sent, ...surplus.map(deleted)];
}

function changesFor(
  reminder: DueReminder,
  last: SentReminder | undefined,
  situation: Situation,
  incident: Incident,
): Change[] {
  const { configuration, templates, now } = situation;
  const text = reminderText(reminder, { incident, configuration, now, templates });
  const body = `${reminderMarker(reminder, now)}\n${text}`;
  const { subject } = reminder.deadline;
  const created: Change = { do: "create comment", issue: issueOf(subject, incident), body };
  if (!last || subject === "acknowledgement") return [created];
  return reminder.told.length > 0 ? [created, deleted(last)] : [{ do: "edit comment", comment: last.comment, body }];
}

function issueOf(subject: Subject, { number, review }: Incident): number {
  if (subject === "acknowledgement" || subject === "update") return number;
  return subject === "review" ? (review?.number ?? number) : Number(subject.slice("item ".length));
}

function deleted({ comment }: SentReminder): Change {
  return { do: "delete comment", comment };
}

/**
 * What stays, and what goes: of two processes' doubles the younger comment, of a subject the older stages, as where a pass
 * ended between sending the new one and taking away the old.
 */
function apart(found: readonly SentReminder[]): { kept: SentReminder[]; surplus: SentReminder[] } {
  const kept = new Map<string, SentReminder>();
  for (const one of found) {
    const place = one.subject === "acknowledgement" ? `${one.subject} ${one.stage}` : one.subject;
    const other = kept.get(place);
    if (!other || (other.stage !== one.stage && other.sent[0] <= one.sent[0])) kept.set(place, one);
  }
  const staying = new Set([...kept.values()].map(({ comment }) => comment));
  return { kept: [...kept.values()], surplus: found.filter(({ comment }) => !staying.has(comment)) };
}
