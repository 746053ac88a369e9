/** How instants, days and durations are shown: in the team's zone, short, and never relative to now. */
import { Temporal } from "temporal-polyfill";
import type { Instant, Milliseconds } from "../incident/incident.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The instant on the zone's clock and calendar. Throws a RangeError where there is no such zone. */
export function inZone(at: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

/** `16:04`; on another day than the reference `11 Mar 16:04`, in another year `11 Mar 2027 16:04`. */
export function showInstant(at: Instant, zone: string, reference: Instant): string {
  const there = onClock(at, zone);
  const near = onClock(reference, zone);
  const clock = `${two(there.getUTCHours())}:${two(there.getUTCMinutes())}`;
  if (dayNumber(there) === dayNumber(near)) return clock;
  const date = `${there.getUTCDate()} ${months[there.getUTCMonth()]}`;
  const year = there.getUTCFullYear();
  return year === near.getUTCFullYear() ? `${date} ${clock}` : `${date} ${year} ${clock}`;
}

/** Offsets by zone and day of UTC, in milliseconds; null for a day on which the clocks change. */
const offsets = new Map<string, number | null>();
const mostOffsets = 10_000;

/** The instant with the zone's clock and calendar in its UTC fields: a page shows many, and `inZone` takes twenty times as long. */
export function onClock(at: Instant, zone: string): Date {
  const start = Math.floor(at / day) * day;
  const key = `${zone} ${start}`;
  const known = offsets.get(key);
  const offset = known === undefined ? offsetOfDay(start, zone) : known;
  if (known === undefined) remember(key, offset);
  return new Date(at + (offset ?? offsetAt(at, zone)));
}

function remember(key: string, offset: number | null): void {
  if (offsets.size >= mostOffsets) offsets.clear();
  offsets.set(key, offset);
}

function offsetOfDay(start: Instant, zone: string): number | null {
  const offset = offsetAt(start, zone);
  return offset === offsetAt(start + day, zone) ? offset : null;
}

function offsetAt(at: Instant, zone: string): Milliseconds {
  return inZone(at, zone).offsetNanoseconds / 1_000_000;
}

function dayNumber(date: Date): number {
  return Math.floor(date.getTime() / day);
}

/** `Tue 10 Mar 2026`. */
export function showDay(at: Instant, zone: string): string {
  const there = inZone(at, zone);
  const weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][there.dayOfWeek - 1];
  return `${weekday} ${there.day} ${months[there.month - 1]} ${there.year}`;
}

/** `UTC`, or `Europe/Berlin (UTC+01:00)` with the offset that holds at the instant. */
export function showZone(zone: string, at: Instant): string {
  return zone === "UTC" ? zone : `${zone} (UTC${inZone(at, zone).offset})`;
}

/** `40 s`, `4 min`, `1 h 20 min`, `3 days 4 h`: the two largest units that say something, rounded. */
export function showDuration(ms: Milliseconds): string {
  if (ms < 0) return `−${showDuration(-ms)}`;
  if (ms < minute) return ms === 0 ? "0 min" : `${Math.max(1, Math.floor(ms / 1000))} s`;
  const minutes = Math.round(ms / minute);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60) return inTwoUnits(Math.floor(minutes / 60), "h", minutes % 60, "min");
  const hours = Math.round(ms / hour);
  const days = Math.floor(hours / 24);
  return inTwoUnits(days, days === 1 ? "day" : "days", hours % 24, "h");
}

function inTwoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
