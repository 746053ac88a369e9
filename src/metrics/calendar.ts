/** The team's calendar: on which day an instant falls, when a day begins, and how many business days lie between two. */
import { Temporal } from "temporal-polyfill";
import { BusinessDays, type Weekday } from "../deadlines/business.ts";
import { type DayNumber, dayLength, dayText } from "../deadlines/day.ts";
import type { Day } from "../incident/action-item.ts";
import type { Instant } from "../incident/incident.ts";

/** The days of a zone, and which of them are business days. Throws a RangeError where there is no such zone. */
export class TeamCalendar {
  readonly zone: string;
  readonly #business: BusinessDays;
  /** The zone is slow to ask, and the same instants are asked about for every window. */
  readonly #days = new Map<Instant, DayNumber>();

  constructor(zone: string, holidays: readonly Day[], weekdays: readonly Weekday[]) {
    this.zone = zone;
    this.#business = new BusinessDays(weekdays, holidays);
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
    return this.#business.between(after, to);
  }
}
