/** Which week a digest tells of. */
import { describe, expect, test } from "vitest";
import { defaults } from "../../src/config.ts";
import { weekBefore } from "../../src/report/digest-week.ts";

const iso = (at: number) => new Date(at).toISOString().slice(0, 16);

function week(now: string, zone = "UTC", digest: Partial<typeof defaults.digest> = {}) {
  const { day, from, until } = weekBefore(Date.parse(now), { zone, digest: { ...defaults.digest, ...digest } });
  return `${day}: ${iso(from)} to ${iso(until)}`;
}

describe("the week to Monday 09:00", () => {
  test.each([
    ["2026-11-16T08:59:59Z", "2026-11-09: 2026-11-02T09:00 to 2026-11-09T09:00"],
    ["2026-11-16T09:00:00Z", "2026-11-16: 2026-11-09T09:00 to 2026-11-16T09:00"],
    ["2026-11-20T15:00:00Z", "2026-11-16: 2026-11-09T09:00 to 2026-11-16T09:00"],
    ["2026-11-23T08:00:00Z", "2026-11-16: 2026-11-09T09:00 to 2026-11-16T09:00"],
    ["2027-01-01T00:00:00Z", "2026-12-28: 2026-12-21T09:00 to 2026-12-28T09:00"],
  ])("at %s it is %s", (now, expected) => {
    expect(week(now)).toBe(expected);
  });
});

test.each([
  ["sunday", "2026-11-15: 2026-11-08T09:00 to 2026-11-15T09:00"],
  ["friday", "2026-11-20: 2026-11-13T09:00 to 2026-11-20T09:00"],
  ["saturday", "2026-11-14: 2026-11-07T09:00 to 2026-11-14T09:00"],
] as const)("on a Friday the last %s ends it", (day, expected) => {
  expect(week("2026-11-20T15:00:00Z", "UTC", { day })).toBe(expected);
});

describe("on the team's clock", () => {
  test("the day is the zone's", () => {
    expect(week("2026-11-15T23:30:00Z", "Pacific/Auckland")).toBe("2026-11-16: 2026-11-08T20:00 to 2026-11-15T20:00");
  });

  test("a week has an hour more or less where the clocks change", () => {
    expect(week("2026-10-26T12:00:00Z", "Europe/Berlin")).toBe("2026-10-26: 2026-10-19T07:00 to 2026-10-26T08:00");
    expect(week("2026-03-30T12:00:00Z", "Europe/Berlin")).toBe("2026-03-30: 2026-03-23T08:00 to 2026-03-30T07:00");
  });

  test("a time that daylight saving skips comes an hour later", () => {
    const skipped = { day: "sunday", time: "2:30" } as const;
    expect(week("2026-03-29T01:29:00Z", "Europe/Berlin", skipped)).toBe(
      "2026-03-22: 2026-03-15T01:30 to 2026-03-22T01:30",
    );
    expect(week("2026-03-29T01:30:00Z", "Europe/Berlin", skipped)).toBe(
      "2026-03-29: 2026-03-22T01:30 to 2026-03-29T01:30",
    );
  });
});
