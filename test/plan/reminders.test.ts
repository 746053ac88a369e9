/** Reminders: a new comment where somebody is to be notified, else an edit, and one of each subject in the end. */
import { describe, expect, test } from "vitest";
import type { DueReminder, Reminder, Subject } from "../../src/deadlines/deadline.ts";
import type { TimelineItem } from "../../src/github/observed.ts";
import type { Incident } from "../../src/incident/incident.ts";
import type { Change } from "../../src/plan/change.ts";
import { planReminders } from "../../src/plan/reminders.ts";
import { reminderMarker } from "../../src/timeline/reminded.ts";
import { at, reference } from "../words/reference.ts";
import { commented, issueWith, situationWith } from "./situation.ts";

const update: Reminder = { about: "update", since: at(6), last: null };
const ack: Reminder = { about: "acknowledgement", since: at(6), step: 1, steps: 2 };

function due(subject: Subject, stage: string, reminder: Reminder, told: string[] = []): DueReminder {
  return { deadline: { subject, stage, at: at(30), to: [told], reminder }, told, named: [], lost: [] };
}

/** A reminder's comment that is there already. */
function there(comment: number, subject: Subject, stage: string, minutes: number): TimelineItem {
  return commented(comment, `${reminderMarker(due(subject, stage, update), at(minutes))}\nText`);
}

const incident: Incident = { ...reference, severity: { ...reference.severity, final: "sev1" } };

/** `create on #12: @cathy`, `edit 5`, `delete 4`. */
function planned(reminders: DueReminder[], items: TimelineItem[] = []): string[] {
  const situation = { ...situationWith(issueWith({ items })), reminders, now: at(36) };
  return planReminders(situation, incident).map(inShort);
}

function inShort(change: Change): string {
  if (change.do === "create comment") {
    const [marker = "", first = ""] = change.body.split("\n");
    return `create on #${change.issue}: ${marker.split(" ")[1]} ${first}`;
  }
  if (change.do === "edit comment") return `edit ${change.comment}: ${change.body.split(" ")[1]}`;
  return change.do === "delete comment" ? `delete ${change.comment}` : change.do;
}

describe("a reminder that is due", () => {
  test("is a new comment, which takes the place of the one before", () => {
    expect(planned([due("update", "2", update, ["cathy"])], [there(4, "update", "1", 20)])).toEqual([
      "create on #12: sooner:reminder:update:2 @cathy",
      "delete 4",
    ]);
  });

  test("is an edit where nobody is to be notified", () => {
    expect(planned([due("update", "2", update)], [there(4, "update", "1", 20)])).toEqual([
      "edit 4: sooner:reminder:update:2",
    ]);
  });

  test("is a new comment where there is none to edit", () => {
    expect(planned([due("update", "2", update)])).toEqual([
      "create on #12: sooner:reminder:update:2 **There has been no status update yet.** This SEV1 has waited for one since 16:06, for 30 min.",
    ]);
  });

  test("of acknowledgement leaves those before it", () => {
    const items = [there(4, "acknowledgement", "1", 20)];
    expect(planned([due("acknowledgement", "2", ack, ["olga"])], items)).toEqual([
      "create on #12: sooner:reminder:acknowledgement:2 @olga",
    ]);
  });

  test("stands on the item that it is about", () => {
    const item: Reminder = { about: "item", item: 46, says: "no owner", due: null };
    expect(planned([due("item 46", "no owner", item, ["rita"])])).toEqual([
      "create on #46: sooner:reminder:item_46:no_owner @rita",
    ]);
  });
});

describe("of what is there", () => {
  test.each<[string, TimelineItem[], string[]]>([
    ["one of each subject stays", [there(4, "update", "1", 20), there(5, "acknowledgement", "1", 20)], []],
    [
      "two processes' doubles: the older stays",
      [there(4, "update", "1", 20), there(5, "update", "1", 20)],
      ["delete 5"],
    ],
    [
      "two processes' doubles, seconds apart: the older stays",
      [there(4, "acknowledgement", "1", 20), there(5, "acknowledgement", "1", 20.1)],
      ["delete 5"],
    ],
    [
      "a pass ended before it took the old one away: the newer stage stays",
      [there(4, "update", "1", 20), there(5, "update", "2", 30)],
      ["delete 4"],
    ],
    [
      "every step of acknowledgement stays",
      [there(4, "acknowledgement", "1", 20), there(5, "acknowledgement", "2", 25)],
      [],
    ],
  ])("%s", (_, items, changes) => {
    expect(planned([], items)).toEqual(changes);
  });
});
