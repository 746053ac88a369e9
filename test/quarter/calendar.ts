/** The oracle's own calendar: business days and openings in a team's zone. It shares no code with what it judges. */
import { Temporal } from "temporal-polyfill";
import type { Instant } from "../../src/incident/incident.ts";

type Day = Temporal.PlainDate;

const OPENS = 9;
const CLOSES = 17;

export class Calendar {
  readonly zone: string;
  readonly #holidays: ReadonlySet<string>;

  constructor(zone: string, holidays: readonly string[]) {
    this.zone = zone;
    this.#holidays = new Set(holidays);
  }

  dayOf(at: Instant): Day {
    return this.#there(at).toPlainDate();
  }

  isBusiness(day: Day): boolean {
    return day.dayOfWeek <= 5 && !this.#holidays.has(day.toString());
  }

  /** The first business day from this one on. */
  businessDayFrom(day: Day): Day {
    return this.isBusiness(day) ? day : this.businessDayFrom(day.add({ days: 1 }));
  }

  /** So many business days later, or earlier where it is negative; the day itself doesn't count. */
  businessDays(day: Day, count: number): Day {
    let found = day;
    for (let left = Math.abs(count); left > 0; ) {
      found = found.add({ days: Math.sign(count) });
      if (this.isBusiness(found)) left -= 1;
    }
    return found;
  }

  /** 09:00 of the day, or of the first business day after it. */
  opening(day: Day): Instant {
    return this.at(this.businessDayFrom(day), "09:00");
  }

  /** The instant itself within working hours, else the next opening. */
  inHours(at: Instant): Instant {
    const there = this.#there(at);
    const day = there.toPlainDate();
    if (!this.isBusiness(day) || there.hour < OPENS) return this.opening(day);
    return there.hour < CLOSES ? at : this.opening(day.add({ days: 1 }));
  }

  /** So many business days later: at the same time of day within working hours, else at the next opening. */
  businessDaysAfter(at: Instant, count: number): Instant {
    const from = this.#there(at);
    const day = this.businessDays(from.toPlainDate(), count);
    const then = day.toZonedDateTime({ timeZone: this.zone, plainTime: from.toPlainTime() });
    return this.inHours(then.epochMilliseconds);
  }

  /** So many days of the calendar later, at the same time of day. */
  daysAfter(at: Instant, days: number): Instant {
    return this.#there(at).add({ days }).epochMilliseconds;
  }

  /** A time of day such as `09:00`. */
  at(day: Day, time: string): Instant {
    return day.toZonedDateTime({ timeZone: this.zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
  }

  #there(at: Instant): Temporal.ZonedDateTime {
    return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(this.zone);
  }
}

/** `Fri 13 Mar 2026`, as people read it. */
export function shownDay(day: string): string {
  const { weekday, date } = namesOf(Temporal.PlainDate.from(day));
  return `${weekday} ${date}`;
}

function namesOf(day: Day): { weekday: string; date: string } {
  const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  return {
    weekday: weekdays[day.dayOfWeek - 1] ?? "",
    date: `${day.day} ${months[day.month - 1] ?? ""} ${day.year}`,
  };
}
