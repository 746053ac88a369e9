/** A zone's clocks: what they show at an instant, and when they show a time. */
import { Temporal } from "temporal-polyfill";
import type { Instant, Milliseconds } from "../incident/incident.ts";
import { onClock } from "../words/time.ts";
import { type DayNumber, dayLength } from "./day.ts";

/** A time of day, in milliseconds since midnight by the clock. */
export type TimeOfDay = Milliseconds;

/** What calendar and clock show in the zone. Throws a RangeError where there is no such zone. */
export function wallAt(at: Instant, zone: string): { day: DayNumber; time: TimeOfDay } {
  const shown = onClock(at, zone).getTime();
  const day = Math.floor(shown / dayLength);
  return { day, time: shown - day * dayLength };
}

/**
 * When the zone's clock shows the time of the day: of an hour that comes twice the first; of one that is skipped, as much
 * later as is skipped. Throws a RangeError where there is no such zone.
 */
export function instantOf(day: DayNumber, time: TimeOfDay, zone: string): Instant {
  const wall = day * dayLength + time;
  const before = offsetAt(wall - dayLength, zone);
  if (before === offsetAt(wall + dayLength, zone)) return wall - before;
  const shown = new Date(wall).toISOString().slice(0, "2026-12-01T09:00:00.000".length);
  return Temporal.PlainDateTime.from(shown).toZonedDateTime(zone).epochMilliseconds;
}

function offsetAt(at: Instant, zone: string): Milliseconds {
  return onClock(at, zone).getTime() - at;
}

/** `9:30` as a time of day; what is no time is midnight. */
export function timeOfDay(text: string): TimeOfDay {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return (hours * 60 + minutes) * 60_000 || 0;
}
