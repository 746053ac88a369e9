/**
 * Nobody has to remember: a quarter of a team's year, in which every reminder comes once, in time, and to the right people.
 * `QUARTER_SEEDS=5` plays as many quarters of full size besides, `QUARTER_FROM` names the first of their seeds.
 */
import { describe, expect, test } from "vitest";
import { playQuarter } from "./quarter.ts";

const hour = 60 * 60_000;
const seeds = Number(process.env.QUARTER_SEEDS ?? 0);
const first = Number(process.env.QUARTER_FROM ?? 1);

describe("a simulated quarter", () => {
  /** With fewer rounds than the App has, what is lost is known later, and the quarter is played sooner. */
  test("of 10 incidents", { timeout: 300_000 }, async () => {
    const { faults, reminders } = await playQuarter({ seed: 1, incidents: 10, days: 90, roundEvery: 6 * hour });
    expect(faults).toEqual([]);
    expect(Object.keys(reminders).sort()).toEqual([
      "acknowledgement",
      "due",
      "due soon",
      "no owner",
      "overdue",
      "review",
      "still worth it",
      "update",
    ]);
  });

  const others = Array.from({ length: seeds }, (_, n) => first + n);
  test.each(others)("of 60 incidents, seed %i", { timeout: 3_600_000 }, async (seed) => {
    const { faults, ...played } = await playQuarter({ seed, incidents: 60, days: 90, roundEvery: hour });
    console.log(played);
    expect(faults).toEqual([]);
  });
});
