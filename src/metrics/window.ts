/** Windows: whole calendar days in the team's zone, today included. */

import type { DayNumber } from "../deadlines/day.ts";
import type { Instant } from "../incident/incident.ts";
import type { TeamCalendar } from "./calendar.ts";

/** From an instant until before another. */
export interface Span {
  from: Instant;
  until: Instant;
}

/** A window over the incidents. */
export interface Window {
  /** 30, 90, 365, or null for all. */
  days: number | null;
  /** Its first day; null where the window is all. */
  from: DayNumber | null;
  /** Its last day: today. */
  to: DayNumber;
  span: Span;
  /** As many days before it; null where the window is all. */
  before: Span | null;
}

const lengths = [30, 90, 365, null];

/** The windows that end with the day: 30, 90 and 365 days, and all there is. */
export function windowsAt(today: DayNumber, calendar: TeamCalendar): Window[] {
  return lengths.map((days) => (days === null ? all(today) : last(days, today, calendar)));
}

/** The day and the days before it, so many in all. */
function last(days: number, to: DayNumber, calendar: TeamCalendar): Window {
  const from = to - days + 1;
  const start = calendar.startOf(from);
  return {
    days,
    from,
    to,
    span: { from: start, until: calendar.startOf(to + 1) },
    before: { from: calendar.startOf(from - days), until: start },
  };
}

function all(to: DayNumber): Window {
  const span = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };
  return { days: null, from: null, to, span, before: null };
}
