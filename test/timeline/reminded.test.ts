/** Reminders that were sent: by our comments, by the card, and as events. */
import { describe, expect, test } from "vitest";
import type { DueReminder, Reminder, Subject } from "../../src/deadlines/deadline.ts";
import type { ObservedChild } from "../../src/github/observed.ts";
import { writeMarker } from "../../src/marker.ts";
import { nothingRemembered, type Sent } from "../../src/memory.ts";
import {
  eventsOf,
  remindedEvents,
  reminderMarker,
  sentReminders,
  withProof,
  withSent,
  worthRemembering,
} from "../../src/timeline/reminded.ts";
import { commented, issueWith } from "../plan/situation.ts";
import { actionItem, at, reference } from "../words/reference.ts";

const reminder: Reminder = { about: "update", since: at(6), last: null };
const due = (subject: Subject, stage: string, told: string[] = []): DueReminder => ({
  deadline: { subject, stage, at: at(30), to: [], reminder },
  told,
  named: [],
  lost: [],
});
const second = at(36) / 1000;

function child(number: number, bodies: string[]): ObservedChild {
  const author = { login: "sooner", kind: "bot" } as const;
  const comments = bodies.map((body, index) => {
    const comment = number * 10 + index;
    return { id: `IC_${comment}`, comment, author, body, at: 0, url: `#issuecomment-${comment}` };
  });
  return {
    number,
    databaseId: number * 100,
    title: "Alert",
    url: `https://github.com/acme/shop/issues/${number}`,
    body: "",
    author: { login: "greg", kind: "user" },
    state: "open",
    stateReason: null,
    createdAt: 0,
    closedAt: null,
    labels: ["action-item"],
    assignees: [],
    parent: 12,
    comments,
  };
}

describe("a comment's marker", () => {
  test("says what was sent, when, and whom it notified", () => {
    expect(reminderMarker(due("item 15", "due 2026-12-01", ["greg", "acme/web"]), at(36) + 999)).toBe(
      `<!-- sooner:reminder:item_15:due_2026-12-01 {"at":${second},"told":"greg acme/web"} -->`,
    );
  });

  test.each<[Subject, string]>([
    ["acknowledgement", "1"],
    ["update", "1773158760"],
    ["review", "overdue 2026-03-11"],
    ["item 15", "no owner"],
    ["item 15", "overdue 2026-12-01 3"],
  ])("of %s, %s is read back", (subject, stage) => {
    const body = `${reminderMarker(due(subject, stage, ["greg"]), at(36))}\nText`;
    const issue = issueWith({ subIssues: [child(15, [body])] });
    const [found] = sentReminders(issue, "sooner", nothingRemembered);
    expect(found).toMatchObject({ subject, stage, sent: [second, "greg"], issue: 15, comment: 150 });
  });

  test("counts only in comments of ours, and only where it is whole", () => {
    const ours = reminderMarker(due("update", "1"), at(36));
    const items = [
      commented(1, ours, { login: "gary", kind: "user" }),
      commented(2, ours, { login: "robot", kind: "bot" }),
      commented(3, writeMarker("reminder:update:1")),
      commented(4, writeMarker("reminder:lunch:1", { at: 1, told: "" })),
      commented(5, ours),
    ];
    const found = sentReminders(issueWith({ items }), "sooner", nothingRemembered);
    expect(found.map(({ comment }) => comment)).toEqual([5]);
  });
});

describe("what is remembered", () => {
  const sent: Sent = [second, "greg"];

  test("goes before what comments say, and they add what is missing", () => {
    const proof = { subject: "update", issue: 12, comment: 1, url: "" } as const;
    const found = [
      { ...proof, stage: "1", sent: [1, "cathy"] as Sent },
      { ...proof, stage: "2", sent: [2, ""] as Sent },
    ];
    expect(withProof({ update: { 1: sent } }, found)).toEqual({ update: { 1: sent, 2: [2, ""] } });
  });

  test("takes in what is sent now", () => {
    expect(withSent({ update: { 1: sent } }, [due("update", "2", ["cathy", "greg"])], at(36))).toEqual({
      update: { 1: sent, 2: [second, "cathy greg"] },
    });
  });

  test("leaves out what is settled, in an order that is always the same", () => {
    const incident = {
      ...reference,
      actionItems: [actionItem(45, "Done", { state: "done" }), actionItem(46, "Open"), actionItem(47, "Open")],
    };
    const one = { x: sent };
    const all = { update: one, "item 47": one, review: one, "item 46": one, "item 45": one, acknowledgement: one };
    expect(Object.keys(worthRemembering(all, incident))).toEqual(["acknowledgement", "item 46", "item 47", "update"]);
  });

  test("keeps a dozen stages of each, the newest", () => {
    const stages = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`s${n}`, [n, ""] as Sent]));
    const kept = worthRemembering({ update: stages }, reference);
    expect(Object.keys(kept.update ?? {})).toEqual(Array.from({ length: 12 }, (_, n) => `s${n + 18}`));
  });

  test("of a hundred open items stays well within the card", () => {
    const actionItems = Array.from({ length: 100 }, (_, n) => actionItem(n, "Open"));
    const stages = Object.fromEntries(
      Array.from({ length: 12 }, (_, n) => [`overdue 2026-12-01 ${n}`, [second + n, "somebody"] as Sent]),
    );
    const all = Object.fromEntries(actionItems.map(({ number }) => [`item ${number}`, stages]));
    expect(JSON.stringify(worthRemembering(all, { ...reference, actionItems })).length).toBeLessThan(8_000);
  });

  test("of very many open items keeps what was sent last, so that it is not sent again", () => {
    const actionItems = Array.from({ length: 100 }, (_, n) => actionItem(n, "Open"));
    const stages = {
      "due soon 2026-12-01": [second, "greg"],
      "due 2026-12-01": [second + 1, "greg"],
      "overdue 2026-12-01 1": [second + 2, "greg"],
    } satisfies Record<string, Sent>;
    const all = Object.fromEntries(actionItems.map(({ number }) => [`item ${number}`, stages]));
    const kept = worthRemembering(all, { ...reference, actionItems });
    expect(kept["item 7"]).toEqual({ "overdue 2026-12-01 1": [second + 2, "greg"] });
  });
});

describe("missed deadlines as events", () => {
  test("are the same in the pass that sends the reminder and in those after it", () => {
    const reminders = [due("acknowledgement", "1", ["greg", "acme/web"]), due("item 46", "no owner", ["rita"])];
    const now = at(36) + 400;
    const bodies = reminders.map((one) => reminderMarker(one, now));
    const issue = issueWith({ items: bodies.map((body, index) => commented(index, body)) });
    const sending = eventsOf(reminders, now, "sooner", issue.url);
    expect(sending).toEqual([
      {
        kind: "reminded",
        id: "reminder:acknowledgement:1",
        at: at(36),
        who: "sooner",
        standing: "self",
        url: issue.url,
        subject: "acknowledgement",
        stage: "1",
        told: ["greg", "acme/web"],
      },
    ]);
    expect(remindedEvents(issue, "sooner")).toEqual(sending);
  });

  test("outlast their comments, which the next reminder replaces", () => {
    const reminded = { update: { 1: [second, "cathy"], 2: [second + 60, ""] } };
    const issue = issueWith({ items: [commented(9, writeMarker("card", { reminded }))] });
    expect(remindedEvents(issue, "sooner").map((event) => [event.at, event.id])).toEqual([
      [at(36), "reminder:update:1"],
      [at(37), "reminder:update:2"],
    ]);
  });
});
