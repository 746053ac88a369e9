/** The team's calendar: on which day an instant falls, when a day begins, and how many business days lie between two. */
import { bisectRight } from "d3-array";
import { Temporal } from "temporal-polyfill";
import type { Day } from "../incident/action-item.ts";
import type { Instant } from "../incident/incident.ts";

/** A calendar day, counted from 1970-01-01 = 0: days subtract, and daylight saving can't shift them. */
export type DayNumber = number;

export const dayLength = 24 * 60 * 60_000;

/** The days of a zone, and which of them are business days. Throws a RangeError where there is no such zone. */
export class TeamCalendar {
  readonly zone: string;
  /** Holidays that fall on a weekday, in order. */
  readonly #holidays: readonly DayNumber[];
  /** The zone is slow to ask, and the same instants are asked about for every window. */
  readonly #days = new Map<Instant, DayNumber>();

  constructor(zone: string, holidays: readonly Day[]) {
    this.zone = zone;
    const off = [...new Set(holidays)].map(dayNumber).filter((day) => weekdaysUntil(day) > weekdaysUntil(day - 1));
    this.#holidays = off.sort((a, b) => a - b);
  }

  /** The day on which the instant falls in the team's zone. */
  dayOf(at: Instant): DayNumber {
    const known = this.#days.get(at);
    if (known !== undefined) return known;
    const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(this.zone);
    const day = Date.UTC(there.year, there.month - 1, there.day) / dayLength;
    this.#days.set(at, day);
    return day;
  }

  /** The first instant of the day in the team's zone; also where daylight saving skips midnight. */
  startOf(day: DayNumber): Instant {
    return Temporal.PlainDate.from(dayText(day)).toZonedDateTime(this.zone).epochMilliseconds;
  }

  /** How many business days come after the one day, up to and with the other; 0 on the same day, or before it. */
  businessDays(after: DayNumber, to: DayNumber): number {
    if (to <= after) return 0;
    const off = bisectRight(this.#holidays, to) - bisectRight(this.#holidays, after);
    return weekdaysUntil(to) - weekdaysUntil(after) - off;
  }
}

/** 1970-01-04, a Sunday. */
const sunday = 3;

/** Weekdays from a fixed Monday up to and with the day: five for each full week, and those of the week begun. */
function weekdaysUntil(day: DayNumber): number {
  const weeks = Math.floor((day - sunday) / 7);
  return weeks * 5 + Math.min(5, day - sunday - weeks * 7);
}

/** The number of a day: 1 for `1970-01-02`. */
export function dayNumber(day: Day): DayNumber {
  return Date.parse(day) / dayLength;
}

/** The day with the number: `1970-01-02` for 1. */
export function dayText(day: DayNumber): Day {
  return new Date(day * dayLength).toISOString().slice(0, "2026-12-01".length);
}
