/** Counting informational alerts: by fingerprint and day, a month at a time, where what is repeated counts nothing. */
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { Configuration } from "../config.ts";
import type { Instant } from "../incident/incident.ts";
import { writeMarker } from "../marker.ts";
import { cut, plain } from "../words/escape.ts";
import { inZone } from "../words/time.ts";
import type { Arrival } from "./alert.ts";
import { plausibleStart } from "./clock.ts";
import { serviceOf } from "./severity.ts";

/** Days of the month, `01` to `31` in the team's zone, with how often something fired on each. */
const daysSchema = z.record(z.string().regex(/^(?:0[1-9]|[12]\d|3[01])$/), z.int().positive());
type Days = z.infer<typeof daysSchema>;

const rowSchema = z.object({
  source: z.string(),
  fingerprint: z.string(),
  title: z.string(),
  rule: z.string().nullable(),
  service: z.string().nullable(),
  severity: z.string().nullable(),
  days: daysSchema,
  /** When the newest that was counted began, by the sender's clock; null where it doesn't say. */
  last: z.number().nullable(),
  /** Whether its end was not seen yet. */
  firing: z.boolean(),
});

/** The informational alerts of one fingerprint in one month. */
type NoiseRow = z.infer<typeof rowSchema>;

const countsSchema = z.object({
  rows: z.array(rowSchema),
  /** By source, the less frequent ones, which there was no room for. */
  others: z.record(z.string(), daysSchema),
});

/** The informational alerts of one month. */
export type NoiseCounts = z.infer<typeof countsSchema>;

/** A month in the team's zone: `2026-11`. */
export type Month = string;

const longest = { title: 100, rule: 100, service: 80, severity: 40 };
/** Characters of a month's counts as they are kept; where they are more, they are cut down to the lower number. */
const room = { most: 40_000, after: 32_000 };

/** The counts that a marker's value holds; none where it is no such value. */
export function readCounts(value: unknown): NoiseCounts {
  return countsSchema.safeParse(value).data ?? { rows: [], others: {} };
}

type Rows = Map<string, NoiseRow>;

/**
 * The months with the arrivals counted, each in the month and on the day in which it reached us. A firing counts once: the
 * same start is not counted again, nor an earlier one, and without a start nothing until its end was seen.
 */
export function withCounted(
  months: ReadonlyMap<Month, NoiseCounts>,
  arrivals: readonly Arrival[],
  configuration: Configuration,
): Map<Month, NoiseCounts> {
  const rows = new Map([...months].map(([month, counts]) => [month, rowsOf(counts)]));
  const inOrder = arrivals.toSorted((a, b) => a.receivedAt - b.receivedAt);
  for (const arrival of inOrder) count(rows, { ...arrival, service: serviceOf(arrival, configuration) }, configuration);
  return new Map(
    [...rows].map(([month, all]) => [
      month,
      fitting({ rows: [...all.values()], others: months.get(month)?.others ?? {} }),
    ]),
  );
}

function rowsOf({ rows }: NoiseCounts): Rows {
  return new Map(rows.map((row) => [nameOf(row), row]));
}

function nameOf({ source, fingerprint }: Pick<NoiseRow, "source" | "fingerprint">): string {
  return `${source} ${fingerprint}`;
}

/** The calendar day in the zone: `2026-11-20`. */
function dayIn(at: Instant, zone: string): string {
  return inZone(at, zone).toPlainDate().toString();
}

function monthBefore(month: Month): Month {
  return Temporal.PlainYearMonth.from(month).subtract({ months: 1 }).toString();
}

/** Counts one arrival, or notes an end. What the month before has of it tells repeats, too. */
function count(months: Map<Month, Rows>, arrival: Arrival, { zone }: Configuration): void {
  const day = dayIn(arrival.receivedAt, zone);
  const month = day.slice(0, -"-20".length);
  const name = nameOf(arrival);
  const holder = [month, monthBefore(month)].map((one) => months.get(one)).find((rows) => rows?.has(name));
  const known = holder?.get(name);
  const start = plausibleStart(arrival.startedAt, arrival.receivedAt);
  if (arrival.status === "resolved") {
    if (known && isItsEnd(known, start)) holder?.set(name, { ...known, firing: false });
    return;
  }
  if (known && isRepeat(known, start)) return;
  const rows = months.get(month) ?? new Map<string, NoiseRow>();
  months.set(month, rows.set(name, withOneMore(rows.get(name), arrival, { day: day.slice(-2), start })));
}

function isItsEnd({ last }: NoiseRow, start: Instant | null): boolean {
  return start === null || last === null || start >= last;
}

function isRepeat({ last, firing }: NoiseRow, start: Instant | null): boolean {
  return start === null ? firing : last !== null && start <= last;
}

function withOneMore(
  row: NoiseRow | undefined,
  { source, fingerprint, title, rule, service, severity }: Arrival,
  { day, start }: { day: string; start: Instant | null },
): NoiseRow {
  const days = row?.days ?? {};
  return {
    source,
    fingerprint,
    title: short(title, longest.title),
    rule: rule === null ? null : short(rule, longest.rule),
    service: service === null ? null : short(service, longest.service),
    severity: severity === null ? null : short(severity, longest.severity),
    days: { ...days, [day]: (days[day] ?? 0) + 1 },
    last: start,
    firing: true,
  };
}

function short(text: string, length: number): string {
  return cut(plain(text), length);
}

/** What two processes have counted at once: of each row and day the more, as most of it reached both. */
export function united(older: NoiseCounts, younger: NoiseCounts): NoiseCounts {
  const rows = rowsOf(older);
  for (const [name, row] of rowsOf(younger)) {
    const same = rows.get(name);
    rows.set(name, same ? unitedRow(same, row) : row);
  }
  const others = Object.entries(younger.others).map(([source, days]) => [
    source,
    mostOf(older.others[source] ?? {}, days),
  ]);
  return { rows: [...rows.values()], others: { ...older.others, ...Object.fromEntries(others) } };
}

function unitedRow(older: NoiseRow, younger: NoiseRow): NoiseRow {
  const [first, second] = [older.last ?? 0, younger.last ?? 0];
  const newer = second > first ? younger : older;
  const firing = first === second ? older.firing && younger.firing : newer.firing;
  return { ...newer, days: mostOf(older.days, younger.days), firing };
}

function mostOf(one: Days, other: Days): Days {
  return joined(one, other, Math.max);
}

function joined(one: Days, other: Days, join: (a: number, b: number) => number): Days {
  const days = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(days.map((day) => [day, join(one[day] ?? 0, other[day] ?? 0)]));
}

/** How often it fired in the month. */
export function sumOf(days: Days): number {
  return Object.values(days).reduce((sum, count) => sum + count, 0);
}

/** The counts in the room that there is: where they are too many, those that ended, the least frequent first, are pooled by source. */
function fitting(counts: NoiseCounts): NoiseCounts {
  const sizes = new Map(counts.rows.map((row) => [row, writeMarker("", row).length]));
  let size = [...sizes.values()].reduce((sum, one) => sum + one, 0);
  if (size <= room.most) return counts;
  const others = { ...counts.others };
  const pooled = new Set<NoiseRow>();
  for (const row of counts.rows.toSorted(lessTelling)) {
    if (size <= room.after) break;
    size -= sizes.get(row) ?? 0;
    pooled.add(row);
    others[row.source] = joined(others[row.source] ?? {}, row.days, (a, b) => a + b);
  }
  return { rows: counts.rows.filter((row) => !pooled.has(row)), others };
}

function lessTelling(a: NoiseRow, b: NoiseRow): number {
  return Number(a.firing) - Number(b.firing) || sumOf(a.days) - sumOf(b.days) || (a.last ?? 0) - (b.last ?? 0);
}
