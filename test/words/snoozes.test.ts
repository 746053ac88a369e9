/** What the card says of reminders that somebody put off. */
import { describe, expect, it } from "vitest";
import type { ReminderOrder } from "../../src/incident/incident.ts";
import { snoozeNotices } from "../../src/words/snoozes.ts";
import { actionItem, at, reference } from "./reference.ts";

/** Its item 15 is open, and 16 is done. */
const incident = { ...reference, actionItems: [actionItem(15, "Alert"), actionItem(16, "Docs", { state: "done" })] };

const order = (topic: ReminderOrder["topic"], until: ReminderOrder["until"]): ReminderOrder => ({
  topic,
  at: at(10),
  until,
});

describe("reminders that somebody put off", () => {
  it.each<[string, ReminderOrder[], string[]]>([
    ["all, off", [order("all", "off")], ["Reminders are off: `/remind on` brings them back."]],
    [
      "of one topic",
      [order("update", "off"), order("item 15", at(130)), order("acknowledgement", at(30))],
      [
        "Reminders of updates are off: `/remind on updates` brings them back.",
        "Reminders of #15 are snoozed until 18:10.",
        "Reminders of the acknowledgement are snoozed until 16:30.",
      ],
    ],
    ["of items that there are none, or that are done", [order("item 99", "off"), order("item 16", at(130))], []],
    ["over by the last change", [order("all", at(20))], []],
    ["wanted again", [order("update", "off"), order("update", "on")], []],
    ["wanted again with all", [order("update", "off"), order("item 15", "off"), order("all", "on")], []],
    [
      "part of what is wanted again",
      [order("item 15", "off"), order("review", "off"), order("items", "on")],
      ["Reminders of the review are off: `/remind on review` brings them back."],
    ],
    [
      "off, but for one",
      [order("all", "off"), order("items", "on")],
      ["Reminders are off: `/remind on` brings them back.", "Reminders of action items are on."],
    ],
  ])("%s", (_, reminderOrders, expected) => {
    expect(snoozeNotices({ ...incident, reminderOrders }, "UTC", (command) => `/${command}`)).toEqual(expected);
  });

  it("say that they are on in a drill, which has none unasked", () => {
    const drill = { ...reference, drill: true, reminderOrders: [order("all", "on")] };
    expect(snoozeNotices(drill, "UTC", (command) => `/${command}`)).toEqual(["Reminders are on."]);
  });
});
