/** The team's calendar: days in its zone, and business days. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayNumber, dayText, TeamCalendar } from "../../src/metrics/calendar.ts";
import { reviewDueDay } from "../../src/words/review.ts";

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
    expect(dayText(new TeamCalendar(zone, []).dayOf(Date.parse(at)))).toBe(day);
  });

  it.each([
    ["UTC", "2026-03-10", "2026-03-10T00:00:00.000Z"],
    ["Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00.000Z"],
    ["Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00.000Z"],
    ["Europe/Berlin", "2026-10-26", "2026-10-25T23:00:00.000Z"],
    // Midnight was skipped there: the day began at one.
    ["America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00.000Z"],
  ])("in %s, %s begins at %s", (zone, day, at) => {
    expect(new Date(new TeamCalendar(zone, []).startOf(dayNumber(day))).toISOString()).toBe(at);
  });

  it("is refused for a zone that does not exist", () => {
    expect(() => new TeamCalendar("Europe/Atlantis", []).dayOf(0)).toThrow(RangeError);
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
    expect(new TeamCalendar("UTC", holidays).businessDays(dayNumber(from), dayNumber(to))).toBe(expected);
  });

  it("are those by which reviews fall due", () => {
    const day = fc.date({ min: new Date("1970-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
    const holiday = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 20 }), fc.array(holiday), (restored, businessDays, offsets) => {
        const first = Math.floor(restored.getTime() / 86_400_000);
        const off = offsets.map((offset) => dayText(first + offset));
        const due = dayNumber(reviewDueDay(restored.getTime(), { zone: "UTC", holidays: off, businessDays }));
        const calendar = new TeamCalendar("UTC", off);
        expect(calendar.businessDays(first, due)).toBe(businessDays);
        expect(calendar.businessDays(first, due - 1)).toBe(businessDays - 1);
      }),
    );
  });
});
