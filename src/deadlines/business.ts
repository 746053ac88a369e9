/** Business time: on which days people work, and when a working day opens and closes. */
import { bisectRight } from "d3-array";
import { weekday } from "../config/values.ts";
import type { Configuration } from "../config.ts";
import type { Day } from "../incident/action-item.ts";
import type { Instant } from "../incident/incident.ts";
import { type DayNumber, dayLength, dayNumber } from "./day.ts";
import { instantOf, type TimeOfDay, timeOfDay, wallAt } from "./zone.ts";

/** A day of the week, as the configuration names it. */
export type Weekday = Configuration["businessHours"]["days"][number];

const week: readonly Weekday[] = weekday.options;

/** 1970-01-05. */
const monday: DayNumber = 4;

/** How many days the day lies after the last one of that name, itself included: 0 to 6. */
export function daysSince(weekday: Weekday, day: DayNumber): number {
  return modulo(day - monday - week.indexOf(weekday), 7);
}

/** The days that are business days: those of the week on which people work, without holidays. */
export class BusinessDays {
  /** Of the days of a week from Monday on, how many before each are worked on. */
  readonly #before: readonly number[];
  readonly #worked: ReadonlySet<number>;
  /** Holidays that fall on a day of work, in order. */
  readonly #holidays: readonly DayNumber[];
  readonly #off: ReadonlySet<DayNumber>;

  constructor(days: readonly Weekday[], holidays: readonly Day[]) {
    const named = days.length > 0 ? days : week;
    this.#worked = new Set(named.map((day) => week.indexOf(day)));
    this.#before = week.map((_, index) => [...this.#worked].filter((day) => day < index).length);
    this.#off = new Set(holidays.map(dayNumber).filter((day) => this.#isWorked(day)));
    this.#holidays = [...this.#off].sort((a, b) => a - b);
  }

  /** Whether people work on the day. */
  has(day: DayNumber): boolean {
    return this.#isWorked(day) && !this.#off.has(day);
  }

  /** The first business day from the day on, itself included. */
  from(day: DayNumber): DayNumber {
    let next = day;
    while (!this.has(next)) next += 1;
    return next;
  }

  /** So many business days after the day; the day itself for 0. */
  after(day: DayNumber, count: number): DayNumber {
    let next = day;
    for (let left = count; left > 0; left -= 1) next = this.from(next + 1);
    return next;
  }

  /** So many business days before the day; the day itself for 0. */
  before(day: DayNumber, count: number): DayNumber {
    let last = day;
    for (let left = count; left > 0; ) {
      last -= 1;
      if (this.has(last)) left -= 1;
    }
    return last;
  }

  /** How many business days come after the one day, up to and with the other; 0 on the same day, or before it. */
  between(after: DayNumber, to: DayNumber): number {
    if (to <= after) return 0;
    const off = bisectRight(this.#holidays, to) - bisectRight(this.#holidays, after);
    return this.#workedUntil(to) - this.#workedUntil(after) - off;
  }

  #isWorked(day: DayNumber): boolean {
    return this.#worked.has(modulo(day - monday, 7));
  }

  /** Days of work from a fixed Monday up to and with the day: those of each full week, and those of the week begun. */
  #workedUntil(day: DayNumber): number {
    const weekday = modulo(day + 1 - monday, 7);
    return ((day + 1 - monday - weekday) / 7) * this.#worked.size + (this.#before[weekday] ?? 0);
  }
}

/** When the team works, by its configuration. */
export class BusinessTime {
  readonly days: BusinessDays;
  readonly zone: string;
  readonly #opens: TimeOfDay;
  readonly #closes: TimeOfDay;
  /** Openings are asked for again and again. */
  readonly #openings = new Map<DayNumber, Instant>();

  constructor({ zone, holidays, businessHours: { days, from, to } }: Configuration) {
    this.zone = zone;
    this.days = new BusinessDays(days, holidays);
    this.#opens = timeOfDay(from);
    this.#closes = timeOfDay(to) > this.#opens ? timeOfDay(to) : dayLength;
  }

  /** The day on which the instant falls in the team's zone. */
  dayOf(at: Instant): DayNumber {
    return wallAt(at, this.zone).day;
  }

  /** When work begins on the day; where it is no business day, on the next. */
  opening(day: DayNumber): Instant {
    const known = this.#openings.get(day);
    if (known !== undefined) return known;
    const opening = instantOf(this.days.from(day), this.#opens, this.zone);
    this.#openings.set(day, opening);
    return opening;
  }

  /** The time of the day where it is within working hours, else the next opening. */
  atWork(day: DayNumber, time: TimeOfDay): Instant {
    if (!this.days.has(day) || time < this.#opens) return this.opening(day);
    return time < this.#closes ? instantOf(day, time, this.zone) : this.opening(day + 1);
  }
}

const times = new WeakMap<Configuration, BusinessTime>();

/** The team's business time; the same one for the same configuration. */
export function businessTime(configuration: Configuration): BusinessTime {
  const known = times.get(configuration) ?? new BusinessTime(configuration);
  times.set(configuration, known);
  return known;
}

function modulo(number: number, by: number): number {
  return ((number % by) + by) % by;
}
