/** Calendar days as numbers: they subtract, and daylight saving can't shift them. */
import type { Day } from "../incident/action-item.ts";
import type { Milliseconds } from "../incident/incident.ts";

/** A calendar day, counted from 1970-01-01 = 0. */
export type DayNumber = number;

export const dayLength: Milliseconds = 24 * 60 * 60_000;

/** The number of a day: 1 for `1970-01-02`. */
export function dayNumber(day: Day): DayNumber {
  return Date.parse(day) / dayLength;
}

/** The day with the number: `1970-01-02` for 1. */
export function dayText(day: DayNumber): Day {
  return new Date(day * dayLength).toISOString().slice(0, "2026-12-01".length);
}
