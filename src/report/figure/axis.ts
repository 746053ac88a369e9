/** The axis of time: round times on the team's clock, also across a change of its offset. */
import { scaleUtc } from "d3-scale";
import type { Instant, Milliseconds } from "../../incident/incident.ts";
import { inZone, showDay, showZone } from "../../words/time.ts";

interface Tick {
  at: Instant;
  /** `16:05`, `11 Mar` at midnight and where ticks are days apart, `Mar 2026` where months. */
  label: string;
}

const hour = 3_600_000;
const day = 24 * hour;

/** About `count` ticks between two instants, in order, at round times of the zone. */
export function ticksOf(from: Instant, to: Instant, zone: string, count: number): Tick[] {
  const wall = wallClock(from, zone);
  const rounds = scaleUtc([wall, wall + (to - from)], [0, 1])
    .ticks(count)
    .map(Number);
  const step = (rounds[1] ?? to) - (rounds[0] ?? from);
  const instants = rounds.map((round) => atRound(from + (round - wall), from, zone, step));
  return [...new Set(instants)]
    .filter((at) => at >= from && at <= to)
    .map((at) => ({ at, label: label(at, zone, step) }));
}

/** What a clock there shows, as if it were UTC: what `scaleUtc` takes for round is then round there. */
function wallClock(at: Instant, zone: string): number {
  return at + offset(at, zone);
}

/**
 * The instant that clock shows; where steps are an hour at most a change of offset keeps them round, and every one is
 * wanted, in the doubled hour too.
 */
function atRound(unchanged: Instant, from: Instant, zone: string, step: Milliseconds): Instant {
  if (step <= hour) return unchanged;
  return unchanged - (offset(unchanged, zone) - offset(from, zone));
}

function offset(at: Instant, zone: string): Milliseconds {
  return inZone(at, zone).offsetNanoseconds / 1_000_000;
}

function label(at: Instant, zone: string, step: Milliseconds): string {
  const [, date, month, year] = showDay(at, zone).split(" ");
  if (step >= 28 * day) return `${month} ${year}`;
  const clock = inZone(at, zone)
    .toPlainTime()
    .toString({ smallestUnit: step < 60_000 ? "second" : "minute" });
  return step >= day || clock === "00:00" ? `${date} ${month}` : clock;
}

/** `Tue 10 Mar 2026 · Europe/Berlin (UTC+01:00)`: the days of the axis, and whose clock it shows. */
export function axisTitle(from: Instant, to: Instant, zone: string): string {
  const atEnd = inZone(to, zone).offset;
  const changed = inZone(from, zone).offset === atEnd ? "" : `, then UTC${atEnd}`;
  const [first, last] = [showDay(from, zone), showDay(to, zone)];
  const days = first === last ? first : `${first} to ${last}`;
  return `${days} · ${showZone(zone, from)}${changed}`;
}
