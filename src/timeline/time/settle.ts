/** Which instant a point means: every reading of its words, the bounds it must lie in, and what decides between them. */
import { Temporal } from "temporal-polyfill";
import type { Instant, Milliseconds } from "../../incident/incident.ts";
import type { Clock, Half } from "./clock.ts";
import type { TimeContext } from "./context.ts";
import type { Point } from "./point.ts";
import { type PossibleDays, possibleDays } from "./possible-days.ts";
import { exactly, offsetOf, type ZoneReading } from "./zones.ts";

/** Where an instant may lie, and what it should be near to. */
export interface Bounds {
  near: Instant;
  from: Instant;
  until: Instant;
  /** Whether a time that may as well be still to come is asked about. */
  asks: "yes" | "no";
}

/** A point's instant, in the zone it was read in. */
export interface Settled {
  at: Instant;
  zone: ZoneReading;
  /** Both instants where daylight saving doubles the hour. */
  doubled?: readonly [Instant, Instant];
  /** Which of several readings was taken. */
  chosen: "by the words" | "among several";
  /** Whether the words said the day. */
  dated: boolean;
}
/** Why there is no instant. */
export type Unsettled =
  | { why: "future" | "past" | "skipped"; at: Instant; zone: string }
  /** `lasted`: how long before each the range begins. */
  | { why: "in doubt"; at: Instant; next: Instant; zone: string; lasted?: Milliseconds }
  | { why: "ambiguous"; readings: readonly Reading[] }
  | { why: "contradicted" | "no such weekday" };
interface Reading {
  at: Instant;
  zone: ZoneReading;
}

interface Words {
  time: Temporal.PlainTime;
  zone: ZoneReading;
  possible: PossibleDays;
}
interface Occurrence extends Reading {
  doubled?: readonly [Instant, Instant];
  skipped?: true;
}

const hour = 3_600_000;

/** The instant a point with a clock means within bounds. */
export function settle(point: Point, bounds: Bounds, context: TimeContext): Settled | Unsettled {
  const readings = readingsOf(point, bounds, context);
  if (readings.every(({ possible }) => possible.days.length === 0)) return { why: "no such weekday" };
  const found = readings.map((words) => placed(words, point, bounds, context));
  const possible = found.filter((one) => one !== null);
  if (possible.length === 0) return { why: "contradicted" };
  const settled = distinct(possible.filter((one): one is Settled => "chosen" in one));
  const [first] = settled;
  if (!first) return possible.find((one): one is Unsettled => "why" in one) ?? { why: "contradicted" };
  const several = new Set(possible.map((one) => ("at" in one ? one.at : 0))).size > 1;
  if (!several) return first;
  const taken = settled.length === 1 ? first : decided(settled, point, bounds, context);
  return taken ? { ...taken, chosen: "among several" } : { why: "ambiguous", readings: settled };
}

/** Every combination of zone, half of the day and order of the date that the words allow. */
function readingsOf(point: Point, bounds: Bounds, context: TimeContext): Words[] {
  const { clock } = point;
  if (!clock) return [];
  return zonesOf(point, context).flatMap((zone) =>
    timesOf(clock, point).flatMap((time) =>
      possibleDays(point, time, zone.zone, bounds.near, context).map((possible) => ({ time, zone, possible })),
    ),
  );
}

function zonesOf({ zone }: Point, context: TimeContext): readonly ZoneReading[] {
  return zone === null || zone === "local" ? [{ zone: context.zone }] : zone.readings;
}

/** One time of day, or two where an American zone makes `4:40` either. */
function timesOf(clock: Clock, point: Point): Temporal.PlainTime[] {
  const { hour, minute, second, millisecond } = clock;
  return halvesOf(clock, point).map((half) =>
    Temporal.PlainTime.from({ hour: hourOf(hour, half), minute, second: second ?? 0, millisecond }),
  );
}

function halvesOf(clock: Clock, { part, zone }: Point): (Half | null)[] {
  if (clock.half || clock.hour < 1 || clock.hour > 12) return [clock.half];
  if (part === "morning") return ["am"];
  if (part === "night") return [clock.hour >= 6 && clock.hour < 12 ? "pm" : "am"];
  if (part) return ["pm"];
  const open = !clock.plainly24 && zone !== null && zone !== "local" && zone.american;
  return open ? ["am", "pm"] : [null];
}

function hourOf(hour: number, half: Half | null): number {
  if (half === null) return hour;
  return (hour % 12) + (half === "pm" ? 12 : 0);
}

/** One reading within the bounds; null where its zone or what stands in parentheses rules it out. */
function placed(words: Words, point: Point, bounds: Bounds, context: TimeContext): Settled | Unsettled | null {
  const all = words.possible.days.flatMap((day) => occurrence(day, words, bounds) ?? []);
  const confirmed = all.filter(({ at }) => confirms(point, at, words.zone, context));
  const allowed = confirmed.filter(({ at }) => at >= bounds.from && at <= bounds.until);
  const nearest = nearestTo(allowed, bounds.near);
  const zone = words.zone.zone;
  const [other] = confirmed;
  if (!nearest) return other ? { why: other.at > bounds.until ? "future" : "past", at: other.at, zone } : null;
  if (nearest.skipped) return { why: "skipped", at: nearest.at, zone };
  const next = bounds.asks === "yes" ? nextOne(confirmed, bounds, words.possible.doubt) : undefined;
  if (next && bounds.near - nearest.at > 12 * hour) return { why: "in doubt", at: nearest.at, next: next.at, zone };
  const { at, doubled } = nearest;
  const dated = point.day !== null;
  return { at, zone: words.zone, chosen: "by the words", dated, ...(doubled && { doubled }) };
}

function nextOne(all: readonly Occurrence[], { near, until }: Bounds, within: number): Occurrence | undefined {
  return all.find(({ at }) => at > until && at <= near + within);
}

/** The instant of a local time; of a doubled hour the one nearest before, or after where the bounds look ahead. */
function occurrence(day: Temporal.PlainDate, { time, zone }: Words, bounds: Bounds): Occurrence | null {
  const local = day.toPlainDateTime(time);
  const earlier = local.toZonedDateTime(zone.zone, { disambiguation: "earlier" });
  const at = earlier.epochMilliseconds;
  if (zone.only && earlier.offset !== zone.only) return null;
  if (/^[+-]|^UTC$/.test(zone.zone)) return { at, zone };
  if (!earlier.toPlainDateTime().equals(local)) return { at, zone, skipped: true };
  if (offsetOf(zone.zone, at + 3 * hour) === earlier.offset) return { at, zone };
  const later = local.toZonedDateTime(zone.zone, { disambiguation: "later" }).epochMilliseconds;
  if (later === at) return { at, zone };
  const ahead = bounds.from > Number.NEGATIVE_INFINITY;
  const second = ahead ? at < bounds.near : later <= bounds.near;
  return { at: second ? later : at, zone, doubled: [at, later] };
}

/** Whether what was said in parentheses is the same time. */
function confirms({ confirmation, clock }: Point, at: Instant, read: ZoneReading, context: TimeContext): boolean {
  if (!confirmation?.clock || !clock) return true;
  const own: Point = confirmation.zone ? confirmation : { ...confirmation, zone: exactly(read.zone) };
  const around: Bounds = { near: at, from: at - 24 * hour, until: at + 24 * hour, asks: "no" };
  const again = readingsOf({ ...own, confirmation: null }, around, context);
  return again.some((words) =>
    words.possible.days.some((day) => Math.abs((occurrence(day, words, around)?.at ?? 0) - at) < 60_000),
  );
}

/** What fits an instant known nearby; else the team's zone; else the nearest before. Null: nothing tells. */
function decided(settled: readonly Settled[], point: Point, bounds: Bounds, context: TimeContext): Settled | null {
  const instants = settled.map(({ at }) => at);
  const reach = 2 * (Math.max(...instants) - Math.min(...instants));
  const fitting = nearestToAny(settled, context.neighbours ?? [], reach);
  if (fitting) return fitting;
  const zones = new Set(settled.map(({ at, zone }) => offsetOf(zone.zone, at)));
  const home = settled.filter(({ at, zone }) => offsetOf(zone.zone, at) === offsetOf(context.zone, at));
  const nearest = nearestTo(zones.size > 1 && home.length > 0 ? home : settled, bounds.near);
  const close = nearest && Math.abs(nearest.at - bounds.near) <= reach;
  return nearest && (close || !isOpen(point)) ? nearest : null;
}

/** Whether more than the zone is open: the half of the day, or which number is the month. */
function isOpen(point: Point): boolean {
  const swapped = point.day?.kind === "date" && point.day.swapped !== null;
  return swapped || (point.clock !== null && halvesOf(point.clock, point).length > 1);
}

function nearestToAny(settled: readonly Settled[], known: readonly Instant[], reach: number): Settled | null {
  let best: Settled | null = null;
  let least = reach;
  for (const one of settled) {
    for (const instant of known) {
      const distance = Math.abs(one.at - instant);
      if (distance > least || (distance === least && best)) continue;
      best = one;
      least = distance;
    }
  }
  return best;
}

function nearestTo<T extends Reading>(all: readonly T[], near: Instant): T | undefined {
  return [...all].sort((a, b) => Math.abs(a.at - near) - Math.abs(b.at - near))[0];
}

function distinct(all: readonly Settled[]): Settled[] {
  return [...new Map(all.toReversed().map((one) => [one.at, one])).values()].reverse();
}
