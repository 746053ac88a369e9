/** The calendar days that a date in words can mean. */
import { Temporal } from "temporal-polyfill";
import type { Instant, Milliseconds } from "../../incident/incident.ts";
import { dateIn, type TimeContext } from "./context.ts";
import type { CalendarDate, MonthDay, WeekdayWords } from "./date.ts";
import type { Point } from "./point.ts";

export interface PossibleDays {
  days: readonly Temporal.PlainDate[];
  /** Where the next such time comes sooner than this, the last one is in doubt. 0: the day was said. */
  doubt: Milliseconds;
}

const hour = 3_600_000;

/** The days a point can mean around an instant, for a time of day in a zone; one for each order that its numbers allow. */
export function possibleDays(
  point: Point,
  time: Temporal.PlainTime,
  zone: string,
  near: Instant,
  context: TimeContext,
): PossibleDays[] {
  const { day, weekday } = point;
  if (day?.kind === "relative") {
    const written = dateIn(zone, context.written);
    return [{ days: [written.add({ days: relativeDays(point, day.days) })], doubt: 0 }];
  }
  const around = Temporal.Instant.fromEpochMilliseconds(near).toZonedDateTimeISO(zone);
  const today = around.toPlainDate();
  if (day) return orders(day).map((order) => datesOf(day.year, order, today, weekday));
  if (weekday) return [{ days: weekdaysAround(weekday, today, context), doubt: 12 * hour }];
  const later = Temporal.PlainTime.compare(time, around.toPlainTime()) > 0;
  return [{ days: later ? [today.subtract({ days: 1 }), today] : [today, today.add({ days: 1 })], doubt: 12 * hour }];
}

/** `last night 1:30` is this morning. */
function relativeDays({ part, clock }: Point, days: number): number {
  return part === "night" && clock && clock.half !== "pm" && clock.hour < 6 ? days + 1 : days;
}

function orders({ month, day, swapped }: CalendarDate): MonthDay[] {
  return swapped ? [{ month, day }, swapped] : [{ month, day }];
}

function datesOf(
  year: number | null,
  order: MonthDay,
  today: Temporal.PlainDate,
  weekday: WeekdayWords | null,
): PossibleDays {
  const years = year === null ? [-1, 0, 1].map((more) => today.year + more) : [year];
  const leap = order.month === 2 && order.day === 29 && year === null;
  const tried = leap ? [...Array(8).keys()].map((less) => today.year + 1 - less) : years;
  const days = tried
    .flatMap((one) => dayOf(one, order))
    .filter((date) => !weekday || date.dayOfWeek === weekday.weekday);
  return { days, doubt: year === null ? 31 * 24 * hour : 0 };
}

function dayOf(year: number, { month, day }: MonthDay): Temporal.PlainDate[] {
  const date = Temporal.PlainDate.from({ year, month, day }, { overflow: "constrain" });
  return date.day === day ? [date] : [];
}

function weekdaysAround(
  { weekday, which }: WeekdayWords,
  today: Temporal.PlainDate,
  context: TimeContext,
): Temporal.PlainDate[] {
  const planned = context.tense === "future";
  const steps = { last: [-7, -1], next: [1, 7], this: planned ? [0, 6] : [-6, 6] } as const;
  const [first, last] = which ? steps[which] : [-7, 7];
  const all = Array.from({ length: last - first + 1 }, (_, step) => today.add({ days: first + step }));
  return all.filter((date) => date.dayOfWeek === weekday);
}
