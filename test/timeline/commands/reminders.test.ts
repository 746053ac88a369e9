/** Reminders put off, off and on: for how long, and of what. */
import { describe, expect, it } from "vitest";
import { readSpan, writeSpan } from "../../../src/timeline/time/span.ts";
import { refused, said } from "./reading.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe("a snooze", () => {
  it.each([
    ["/snooze 2h", 2 * hour, "all"],
    ["/snooze 90m", 90 * minute, "all"],
    ["/snooze 1d", day, "all"],
    ["/snooze 1w", 7 * day, "all"],
    ["/snooze 2 hours", 2 * hour, "all"],
    ["/snooze 30 min", 30 * minute, "all"],
    ["/snooze for half an hour", 30 * minute, "all"],
    ["/snooze 90 days all", 90 * day, "all"],
    ["/snooze 2h ack", 2 * hour, "acknowledgement"],
    ["/snooze 2h acknowledgement", 2 * hour, "acknowledgement"],
    ["/snooze 2h for updates: we are on the phone", 2 * hour, "update"],
    ["/snooze 2h update", 2 * hour, "update"],
    ["/snooze updates 2h", 2 * hour, "update"],
    ["/snooze 1d the review", day, "review"],
    ["/snooze 1w items", 7 * day, "items"],
    ["/snooze 1w action items", 7 * day, "items"],
    ["/snooze 1w #15", 7 * day, "item 15"],
    ["/snooze 1w item #15", 7 * day, "item 15"],
    ["/snooze #15 1w", 7 * day, "item 15"],
    ["/incident snooze 1w https://github.com/acme/shop/issues/15", 7 * day, "item 15"],
  ])("%s", (line, ms, topic) => {
    expect(said(line)).toEqual([{ verb: "snooze", ms, topic }]);
    expect(refused(line)).toEqual([]);
  });

  const topics = "they are of ack, updates, review, items, or an item such as #12.";
  it.each([
    ["/snooze", "The length of time is missing. → /snooze 2h"],
    ["/snooze updates", "The length of time is missing. → /snooze 2h updates"],
    ["/snooze 2", "`2` is no length of time. → /snooze 2h"],
    ["/snooze 0m review", "A snooze lasts a minute at least. → /snooze 2h"],
    ["/snooze until Monday", "`until` is no length of time. → /snooze 2h"],
    [
      "/snooze 91d updates",
      "A snooze lasts 90 days at most; `remind off` ends reminders until somebody wants them again. → /snooze 90d updates",
    ],
    ["/snooze 2h udpates", `There are no reminders of \`udpates\`: ${topics} → /snooze 2h updates`],
    ["/snooze 2h coffee", `There are no reminders of \`coffee\`: ${topics} → /snooze 2h`],
    ["/snooze 2h 15", `There are no reminders of \`15\`: ${topics} → /snooze 2h #15`],
    ["/snooze 2h review and updates", "One line is about one thing. → /snooze 2h review"],
  ])("is refused: %s", (line, expected) => {
    expect(refused(line)).toEqual([expected]);
    expect(said(line)).toEqual([]);
  });
});

describe("reminders off and on", () => {
  it.each([
    ["/remind off", "off", "all"],
    ["/remind on", "on", "all"],
    ["/Remind OFF.", "off", "all"],
    ["/remind off updates", "off", "update"],
    ["/remind on for the review", "on", "review"],
    ["/incident remind off #15, she is on leave", "off", "item 15"],
  ])("%s", (line, state, topic) => {
    expect(said(line)).toEqual([{ verb: "remind", state, topic }]);
    expect(refused(line)).toEqual([]);
  });

  it.each([
    ["/remind", "Say on or off first. → /remind off"],
    ["/remind updates off", "Say on or off first. → /remind off updates"],
    ["/remind maybe", "`maybe` is neither on nor off. → /remind off"],
    ["/remind off items and review", "One line is about one thing. → /remind off items"],
    ["/incident remind me to look", "`me` is neither on nor off. → /incident remind off"],
  ])("is refused: %s", (line, expected) => {
    expect(refused(line)).toEqual([expected]);
    expect(said(line)).toEqual([]);
  });

  it.each(["/remind me to look tomorrow", "/remind @greg to look", "/reland", "/resend", "/define incident"])(
    "leaves other bots their own: %s",
    (line) => {
      expect([...said(line), ...refused(line)]).toEqual([]);
    },
  );
});

describe("a length of time", () => {
  it.each([
    ["2-3 hours", 3 * hour, ""],
    ["1h30m, updates", 90 * minute, "updates"],
    ["2 months", 60 * day, ""],
  ])("%s", (text, ms, rest) => {
    expect(readSpan(text)).toEqual({ ms, rest });
  });

  it("is none without a unit, or later in the text", () => {
    expect([readSpan("2"), readSpan("in 2h"), readSpan("")]).toEqual([null, null, null]);
  });

  it.each([30 * minute, 90 * minute, 2 * hour, 36 * hour, 7 * day])("is written as it is read: %i", (ms) => {
    expect(readSpan(writeSpan(ms))?.ms).toBe(ms);
  });
});
