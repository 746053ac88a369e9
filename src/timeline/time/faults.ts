/** What makes a point impossible, in a sentence. Nothing is rolled over. */
import type { Clock } from "./clock.ts";
import type { CalendarDate } from "./date.ts";
import type { Point } from "./point.ts";
import { monthNames } from "./vocabulary.ts";

/** February with its leap day, for dates without a year. */
const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Why this can't be a time; null where it can. */
export function faultIn({ clock, day, confirmation }: Point): string | null {
  return (
    (day?.kind === "date" ? dateFault(day) : null) ??
    (clock ? clockFault(clock) : null) ??
    (confirmation ? faultIn(confirmation) : null)
  );
}

function clockFault({ hour, minute, second, half, malformed }: Clock): string | null {
  if (malformed) return "minutes and seconds have two digits";
  if (half && (hour < 1 || hour > 12)) return `with ${half} hours go from 1 to 12`;
  if (hour === 24 && minute === 0) return "the end of a day is 00:00 of the next";
  if (hour > 23) return "hours go from 0 to 23";
  if (minute > 59) return "minutes go from 0 to 59";
  return second !== null && second > 59 ? "seconds go from 0 to 59" : null;
}

/** Why this can't be a date; null where it can. */
export function dateFault({ year, month, day }: CalendarDate): string | null {
  const length = monthLengths[month - 1];
  if (length === undefined) return `there is no month ${month}`;
  const noLeapDay = month === 2 && day === 29 && year !== null && !isLeap(year);
  if (day >= 1 && day <= length && !noLeapDay) return null;
  const name = monthNames[month - 1] ?? "";
  return `there is no ${day} ${name.charAt(0).toUpperCase()}${name.slice(1)}${noLeapDay ? ` ${year}` : ""}`;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
