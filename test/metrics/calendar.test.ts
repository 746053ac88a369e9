/** The team's calendar: days in its zone, and business days. */
import { describe, expect, it } from "vitest";
import { defaults } from "../../src/config.ts";
import { dayNumber, dayText } from "../../src/deadlines/day.ts";
import { TeamCalendar } from "../../src/metrics/calendar.ts";

const weekdays = defaults.businessHours.days;

describe("a day", () => {
  it.each([
    ["UTC", "2026-03-10T23:59:59Z", "2026-03-10"],
    ["Europe/Berlin", "2026-03-10T22:59:59Z", "2026-03-10"],
    ["Europe/Berlin", "2026-03-10T23:00:00Z", "2026-03-11"],
    ["Europe/Berlin", "2026-03-29T21:59:59Z", "2026-03-29"],
    ["Europe/Berlin", "2026-03-29T22:00:00Z", "2026-03-30"],
    ["Europe/Berlin", "2026-10-25T22:59:59Z", "2026-10-25"],
    ["America/Los_Angeles", "2026-03-10T06:59:59Z", "2026-03-09"],
    ["Pacific/Kiritimati", "2026-03-10T10:00:00Z", "2026-03-11"],
  ])("in %s at %s is %s", (zone, at, day) => {
    expect(dayText(new TeamCalendar(zone, [], weekdays).dayOf(Date.parse(at)))).toBe(day);
  });

  it.each([
    ["UTC", "2026-03-10", "2026-03-10T00:00:00.000Z"],
    ["Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00.000Z"],
    ["Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00.000Z"],
    ["Europe/Berlin", "2026-10-26", "2026-10-25T23:00:00.000Z"],
    // Midnight was skipped there: the day began at one.
    ["America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00.000Z"],
  ])("in %s, %s begins at %s", (zone, day, at) => {
    expect(new Date(new TeamCalendar(zone, [], weekdays).startOf(dayNumber(day))).toISOString()).toBe(at);
  });

  it("is refused for a zone that does not exist", () => {
    expect(() => new TeamCalendar("Europe/Atlantis", [], weekdays).dayOf(0)).toThrow(RangeError);
  });
});

describe("business days", () => {
  const holidays = ["2026-12-25", "2026-12-26", "2026-12-25"];
  it.each([
    ["the same day", "2026-03-10", "2026-03-10", 0],
    ["Tuesday to Wednesday", "2026-03-10", "2026-03-11", 1],
    ["Friday to Sunday", "2026-03-13", "2026-03-15", 0],
    ["Friday to Monday", "2026-03-13", "2026-03-16", 1],
    ["Saturday to Monday", "2026-03-14", "2026-03-16", 1],
    ["a week", "2026-03-10", "2026-03-17", 5],
    ["over a holiday", "2026-12-24", "2026-12-28", 1],
    ["before it", "2026-03-11", "2026-03-10", 0],
  ])("%s", (_name, from, to, expected) => {
    expect(new TeamCalendar("UTC", holidays, weekdays).businessDays(dayNumber(from), dayNumber(to))).toBe(expected);
  });

  it.each([
    ["Thursday to Sunday", "2026-03-12", "2026-03-15", 1],
    ["Saturday to Sunday", "2026-03-14", "2026-03-15", 1],
    ["a week", "2026-03-10", "2026-03-17", 5],
    ["two weeks, with a holiday on a Friday", "2026-12-13", "2026-12-27", 10],
  ] as const)("of a team that works from Sunday to Thursday: %s", (_name, from, to, expected) => {
    const calendar = new TeamCalendar(
      "Asia/Dubai",
      ["2026-12-25"],
      ["sunday", "monday", "tuesday", "wednesday", "thursday"],
    );
    expect(calendar.businessDays(dayNumber(from), dayNumber(to))).toBe(expected);
  });
});
