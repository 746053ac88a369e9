/** Times as people read them: the team's zone, no seconds, the date only where it is another day. */
import { describe, expect, test } from "vitest";
import { showDay, showDuration, showInstant, showZone } from "../../src/words/time.ts";

const at = Date.UTC(2026, 2, 10, 16, 4, 30);

test.each([
  [at, "UTC", at, "16:04"],
  [at, "Europe/Berlin", at, "17:04"],
  [Date.UTC(2026, 2, 11, 10), "UTC", at, "11 Mar 10:00"],
  [Date.UTC(2027, 0, 1), "UTC", at, "1 Jan 2027 00:00"],
  [Date.UTC(2026, 2, 10, 23, 30), "Europe/Berlin", at, "11 Mar 00:30"],
])("%i in %s near %i is %s", (instant, zone, reference, expected) => {
  expect(showInstant(instant, zone, reference)).toBe(expected);
});

test("days and zones", () => {
  expect(showDay(at, "UTC")).toBe("Tue 10 Mar 2026");
  expect(showZone("UTC", at)).toBe("UTC");
  expect(showZone("Europe/Berlin", at)).toBe("Europe/Berlin (UTC+01:00)");
  expect(() => showZone("Mars/Base", at)).toThrow(RangeError);
});

describe("durations", () => {
  const minute = 60_000;
  test.each([
    [0, "0 min"],
    [400, "1 s"],
    [40_000, "40 s"],
    [4 * minute, "4 min"],
    [59.7 * minute, "1 h"],
    [80 * minute, "1 h 20 min"],
    [24 * 60 * minute, "1 day"],
    [(3 * 24 + 4) * 60 * minute, "3 days 4 h"],
    [-5 * minute, "−5 min"],
  ])("%i ms is %s", (ms, expected) => expect(showDuration(ms)).toBe(expected));
});
