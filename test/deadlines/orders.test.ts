/** Reminders snoozed, called off, and asked for again. */
import { describe, expect, it } from "vitest";
import type { ReminderOrder } from "../../src/incident/incident.ts";
import { configured, item, open, recovered, review, told, utc } from "./incidents.ts";

/** What somebody said at 08:00 and later, a minute apart. */
function orders(day: string, ...said: [ReminderOrder["topic"], "on" | "off" | string][]): ReminderOrder[] {
  return said.map(([topic, until], index) => ({
    topic,
    at: utc(`${day} 08:0${index}`),
    until: until === "on" || until === "off" ? until : utc(until),
  }));
}

describe("of review and action items, which are due on Friday at nine", () => {
  const items = [item("2026-03-20"), { ...item("2026-03-20"), number: 32 }];
  const said = (...what: Parameters<typeof orders>[1][]) => {
    const reminderOrders = orders("2026-03-20", ...what);
    const waiting = recovered({ review: review({ due: "2026-03-19" }), actionItems: items, reminderOrders });
    const quiet = configured("actionItems: { confirmDays: 700 }");
    const sent = { "due soon 2026-03-20": [utc("2026-03-18 09:00") / 1000, "greg"] as [number, string] };
    const lines = told(waiting, ["2026-03-20 09:00", "2026-03-20 15:00"], quiet, { "item 31": sent, "item 32": sent });
    return lines.map((line) =>
      line.slice("2026-03-20 ".length).replaceAll(/ (?:overdue|due) 2026-03-\d\d: \w+(?: \w+)*/g, ""),
    );
  };

  it.each<[string, Parameters<typeof orders>[1][], string[]]>([
    [
      "nothing was said",
      [],
      ["09:00 item 31 + item 32 + review, then 2026-03-27 09:00", "15:00 nothing, then 2026-03-27 09:00"],
    ],
    [
      "all was snoozed",
      [["all", "2026-03-20 15:00"]],
      ["09:00 nothing, then 2026-03-20 15:00", "15:00 item 31 + item 32 + review, then 2026-03-27 09:00"],
    ],
    [
      "a snooze ended before",
      [["all", "2026-03-20 08:30"]],
      ["09:00 item 31 + item 32 + review, then 2026-03-27 09:00", "15:00 nothing, then 2026-03-27 09:00"],
    ],
    ["all is off", [["all", "off"]], ["09:00 nothing, then never", "15:00 nothing, then never"]],
    [
      "the review is off",
      [["review", "off"]],
      ["09:00 item 31 + item 32, then 2026-03-27 09:00", "15:00 nothing, then 2026-03-27 09:00"],
    ],
    [
      "an item is snoozed, the others are off",
      [
        ["items", "off"],
        ["item 32", "2026-03-20 15:00"],
      ],
      ["09:00 review, then 2026-03-20 15:00", "15:00 item 32, then 2026-03-27 09:00"],
    ],
    [
      "an item was snoozed, then all of them were put off",
      [
        ["item 32", "2026-03-20 15:00"],
        ["items", "off"],
      ],
      ["09:00 review, then never", "15:00 nothing, then never"],
    ],
    [
      "off, and on again",
      [
        ["all", "off"],
        ["item 31", "on"],
      ],
      ["09:00 item 31, then 2026-03-27 09:00", "15:00 nothing, then 2026-03-27 09:00"],
    ],
    [
      "snoozed, and on again",
      [
        ["all", "2026-03-20 15:00"],
        ["review", "on"],
      ],
      ["09:00 review, then 2026-03-20 15:00", "15:00 item 31 + item 32, then 2026-03-27 09:00"],
    ],
  ])("%s", (_name, what, expected) => {
    expect(said(...what)).toEqual(expected);
  });
});

it("of a response that was snoozed, the last step is told at the end together with those before it", () => {
  const path = configured("escalation: [ann, ben, cid]");
  const reminderOrders: ReminderOrder[] = [
    { topic: "acknowledgement", at: utc("2026-03-10 16:10"), until: utc("2026-03-10 16:40") },
  ];
  expect(told(open({ reminderOrders }), ["2026-03-10 16:21", "2026-03-10 16:40", "2026-03-10 16:51"], path)).toEqual([
    "2026-03-10 16:21 nothing, then 2026-03-10 16:40",
    "2026-03-10 16:40 acknowledgement 2: ann ben, then 2026-03-10 16:51",
    "2026-03-10 16:51 acknowledgement 3: cid, then 2026-03-10 17:06",
  ]);
});

it("an update that was snoozed for days is not too late at the end", () => {
  const reminderOrders: ReminderOrder[] = [
    { topic: "all", at: utc("2026-03-10 16:10"), until: utc("2026-03-13 16:10") },
  ];
  expect(told(open({ reminderOrders }), ["2026-03-13 16:11"])).toEqual([
    "2026-03-13 16:11 acknowledgement 0: nobody + update 1773158760: gary, then never",
  ]);
});
