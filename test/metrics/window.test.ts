/** Windows: whole days in the team's zone, today included, by declaration for counts and by restoration for durations. */
import { describe, expect, it } from "vitest";
import { incident, inWindow, metrics } from "./incidents.ts";

const berlin = "Europe/Berlin";

describe("the windows", () => {
  it("end today and have so many days", () => {
    const { windows } = metrics([]);
    expect(windows.map(({ days, from, to }) => [days, from, to])).toEqual([
      [30, "2026-10-22", "2026-11-20"],
      [90, "2026-08-23", "2026-11-20"],
      [365, "2025-11-21", "2026-11-20"],
      [null, null, "2026-11-20"],
    ]);
  });

  it("go by the team's day: in Auckland it is tomorrow", () => {
    const window = inWindow(metrics([], { zone: "Pacific/Auckland" }), 30);
    expect([window.from, window.to]).toEqual(["2026-10-23", "2026-11-21"]);
  });
});

describe("the edge of a window", () => {
  // 30 days to 20 November begin on 22 October, in summer time; those to 18 April on 20 March, in winter time.
  const autumn = Date.UTC(2026, 10, 20, 12);
  const spring = Date.UTC(2026, 3, 18, 12);
  it.each([
    ["before summer time ended", autumn, "2026-10-21 21:59", 0],
    ["before summer time ended", autumn, "2026-10-21 22:00", 1],
    ["today, after it", autumn, "2026-11-20 22:59", 1],
    ["today, after it", autumn, "2026-11-20 23:00", 0],
    ["before summer time began", spring, "2026-03-19 22:59", 0],
    ["before summer time began", spring, "2026-03-19 23:00", 1],
    ["today, after it", spring, "2026-04-18 21:59", 1],
    ["today, after it", spring, "2026-04-18 22:00", 0],
  ])("%s: of %d, %s counts %d", (_name, now, at, expected) => {
    const window = inWindow(metrics([incident({ declared: at, restored: at })], { zone: berlin, now }), 30);
    expect([window.total.count, window.total.restored]).toEqual([expected, expected]);
  });

  it.each([
    ["the day that summer time began", "2026-03-28 23:00", "2026-03-29 21:59", Date.UTC(2026, 3, 27, 12)],
    ["the day that it ended", "2026-10-24 22:00", "2026-10-25 22:59", Date.UTC(2026, 10, 23, 12)],
  ])("takes in the whole of %s", (_name, first, last, now) => {
    const minute = 60_000;
    const outside = new Date(Date.parse(`${first.replace(" ", "T")}:00Z`) - minute).toISOString();
    const before = `${outside.slice(0, 10)} ${outside.slice(11, 16)}`;
    const records = [first, last, before].map((declared) => incident({ declared }));
    expect(inWindow(metrics(records, { zone: berlin, now }), 30).total.count).toBe(2);
  });
});

describe("an incident declared before the window and restored in it", () => {
  const record = incident({
    declared: "2026-10-21 23:50",
    restored: "2026-10-22 00:10",
    durations: { timeToRecover: 1_200, timeToAcknowledge: 60, timeToDeclare: 30 },
  });
  const { total } = inWindow(metrics([record]), 30);

  it("is not counted there, but its durations are", () => {
    expect([total.count, total.restored]).toEqual([0, 1]);
    expect(total.durations.timeToRecover.values).toEqual([1_200]);
    expect(total.durations.timeToAcknowledge.values).toEqual([60]);
    expect(total.durations.timeToDeclare.values).toEqual([30]);
  });
});
