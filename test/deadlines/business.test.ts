/** Business time: days of work, openings, and working hours, also where the clocks change. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BusinessDays, BusinessTime, businessTime, type Weekday } from "../../src/deadlines/business.ts";
import { dayNumber, dayText } from "../../src/deadlines/day.ts";
import { timeOfDay } from "../../src/deadlines/zone.ts";
import { dueOfReview } from "../../src/words/review.ts";
import { configured, moment, open, recovered, text, utc } from "./incidents.ts";

const weekdays: Weekday[] = ["monday", "tuesday", "wednesday", "thursday", "friday"];
const gulf: Weekday[] = ["sunday", "monday", "tuesday", "wednesday", "thursday"];

describe("business days", () => {
  it.each([
    ["the day itself", weekdays, "2026-03-10", 0, "2026-03-10"],
    ["from a Tuesday", weekdays, "2026-03-10", 1, "2026-03-11"],
    ["from a Friday", weekdays, "2026-03-13", 1, "2026-03-16"],
    ["from a Saturday", weekdays, "2026-03-14", 1, "2026-03-16"],
    ["three from a Thursday", weekdays, "2026-03-12", 3, "2026-03-17"],
    ["over Christmas", weekdays, "2026-12-24", 1, "2026-12-28"],
    ["from a Thursday in the Gulf", gulf, "2026-03-12", 1, "2026-03-15"],
    ["with one day a week", ["friday" as const], "2026-03-13", 2, "2026-03-27"],
    ["with every day", [], "2026-03-13", 2, "2026-03-15"],
  ])("%s", (_name, days, from, count, to) => {
    const business = new BusinessDays(days, ["2026-12-25", "2026-12-26", "nonsense"]);
    expect(dayText(business.after(dayNumber(from), count))).toBe(to);
    if (count > 0) expect(business.between(dayNumber(from), dayNumber(to))).toBe(count);
  });

  it.each([
    ["two before a Wednesday", weekdays, "2026-03-11", 2, "2026-03-09"],
    ["two before a Tuesday", weekdays, "2026-03-10", 2, "2026-03-06"],
    ["two before a Sunday", weekdays, "2026-03-15", 2, "2026-03-12"],
    ["over Christmas", weekdays, "2026-12-28", 1, "2026-12-24"],
    ["two before a Monday in the Gulf", gulf, "2026-03-16", 2, "2026-03-12"],
  ])("%s", (_name, days, from, count, to) => {
    const business = new BusinessDays(days, ["2026-12-25"]);
    expect(dayText(business.before(dayNumber(from), count))).toBe(to);
  });

  it("counts the same forwards, backwards and in between", () => {
    const days = fc.uniqueArray(fc.constantFrom(...gulf, "friday" as const, "saturday" as const), { minLength: 1 });
    const offsets = fc.array(fc.integer({ min: -40, max: 40 }));
    const start = fc.integer({ min: -1_000, max: 40_000 });
    fc.assert(
      fc.property(days, offsets, start, fc.integer({ min: 1, max: 20 }), (named, off, day, count) => {
        const business = new BusinessDays(
          named,
          off.map((offset) => dayText(day + offset)),
        );
        const to = business.after(day, count);
        expect(business.has(to)).toBe(true);
        expect(business.between(day, to)).toBe(count);
        expect(business.between(day, to - 1)).toBe(count - 1);
        expect(business.before(to + 1, 1)).toBe(to);
        const first = business.before(day, count);
        expect(business.between(first - 1, day - 1)).toBe(count);
      }),
    );
  });
});

describe("work begins", () => {
  it.each([
    ["Europe/Berlin", "2026-03-27", "2026-03-27 08:00"],
    // The clocks went on in the night to Sunday.
    ["Europe/Berlin", "2026-03-28", "2026-03-30 07:00"],
    ["Europe/Berlin", "2026-10-23", "2026-10-23 07:00"],
    ["Europe/Berlin", "2026-10-24", "2026-10-26 08:00"],
    ["America/New_York", "2026-03-06", "2026-03-06 14:00"],
    ["America/New_York", "2026-03-09", "2026-03-09 13:00"],
    ["America/New_York", "2026-11-02", "2026-11-02 14:00"],
    ["Pacific/Auckland", "2026-03-11", "2026-03-10 20:00"],
    ["UTC", "2026-12-25", "2026-12-28 09:00"],
  ])("in %s on %s at %s", (zone, day, at) => {
    const time = businessTime(configured(`{ zone: ${zone}, holidays: [2026-12-25] }`));
    expect(text(time.opening(dayNumber(day)))).toBe(at);
  });

  it.each([
    ["Africa/Cairo", "2026-04-24", "2026-04-23 22:00"],
    ["America/Santiago", "2026-09-06", "2026-09-06 04:00"],
    ["America/Santiago", "2026-04-05", "2026-04-05 04:00"],
    ["America/Santiago", "2026-04-04", "2026-04-04 03:00"],
  ])("at midnight, which is skipped or comes twice, in %s on %s", (zone, day, at) => {
    const all = "[monday, tuesday, wednesday, thursday, friday, saturday, sunday]";
    const time = businessTime(configured(`{ zone: ${zone}, businessHours: { days: ${all}, from: "00:00" } }`));
    expect(text(time.opening(dayNumber(day)))).toBe(at);
    expect(dayText(time.dayOf(time.opening(dayNumber(day))))).toBe(day);
  });
});

describe("a time of day", () => {
  it.each([
    ["within working hours", "2026-03-10", "14:30", "2026-03-10 14:30"],
    ["before", "2026-03-10", "7:00", "2026-03-10 09:00"],
    ["at the opening", "2026-03-10", "09:00", "2026-03-10 09:00"],
    ["as work ends", "2026-03-10", "17:00", "2026-03-11 09:00"],
    ["on a Friday evening", "2026-03-13", "20:00", "2026-03-16 09:00"],
    ["on a Saturday", "2026-03-14", "14:00", "2026-03-16 09:00"],
  ])("%s", (_name, day, time, at) => {
    expect(text(businessTime(configured()).atWork(dayNumber(day), timeOfDay(time)))).toBe(at);
  });

  it("of hours that end before they begin, those up to midnight are meant", () => {
    const odd = new BusinessTime({ ...configured(), businessHours: { days: weekdays, from: "22:00", to: "06:00" } });
    expect(text(odd.atWork(dayNumber("2026-03-10"), timeOfDay("23:00")))).toBe("2026-03-10 23:00");
    expect(text(odd.atWork(dayNumber("2026-03-10"), timeOfDay("05:00")))).toBe("2026-03-10 22:00");
  });

  it("that daylight saving skips comes later by as much; of one that comes twice it is the first", () => {
    const night = `businessHours: { days: [sunday], from: "02:00", to: "05:00" }`;
    const time = businessTime(configured(`zone: Europe/Berlin\n${night}`));
    expect(text(time.atWork(dayNumber("2026-03-29"), timeOfDay("02:30")))).toBe("2026-03-29 01:30");
    expect(text(time.atWork(dayNumber("2026-10-25"), timeOfDay("02:30")))).toBe("2026-10-25 00:30");
  });
});

describe("a review is due by the end of", () => {
  it.each([
    ["the next business day", "", "2026-03-10 16:20", "2026-03-11"],
    ["Monday, from a Friday", "", "2026-03-13 12:00", "2026-03-16"],
    ["Monday, from a Saturday", "", "2026-03-14 12:00", "2026-03-16"],
    ["the day after the holidays", "holidays: [2026-03-11, 2026-03-12]", "2026-03-10 16:20", "2026-03-13"],
    ["the third business day", "review: { businessDays: 3 }", "2026-03-10 16:20", "2026-03-13"],
    ["Sunday, where people work then", "businessHours: { days: [sunday, monday] }", "2026-03-09 16:20", "2026-03-15"],
    ["the day there, which may be another", "zone: Pacific/Auckland", "2026-03-12 20:00", "2026-03-16"],
  ])("%s", (_name, yaml, restored, due) => {
    const incident = recovered({ moments: { ...recovered().moments, restored: moment(restored) }, reviewPlan: null });
    expect(dueOfReview(incident, configured(yaml))).toBe(due);
  });

  it("the planned day, whichever it is; before the restoration there is none", () => {
    const planned = open({ reviewPlan: { at: utc("2026-03-14 23:30") } });
    expect(dueOfReview(planned, configured())).toBe("2026-03-14");
    expect(dueOfReview(planned, configured("zone: Europe/Berlin"))).toBe("2026-03-15");
    expect(dueOfReview(open({ reviewPlan: null }), configured())).toBe(null);
  });
});
