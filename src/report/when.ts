/** The times of a record, shown in the team's zone. */
import { Temporal } from "temporal-polyfill";
import type { Day } from "../incident/action-item.ts";
import type { Instant } from "../incident/incident.ts";
import type { IncidentRecord } from "../record/record.ts";
import { inZone, showDuration, showInstant } from "../words/time.ts";
import { unbroken } from "./page.ts";

/** The instant of a record's ISO 8601 text. Throws a RangeError where it is none; the record's schema lets none through. */
export function instantOf(iso: string): Instant {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) throw new RangeError(`Not an instant: ${iso}`);
  return at;
}

/** `2026‑03‑10 16:04`, for tables of many incidents. */
export function showMinute(iso: string, zone: string): string {
  const there = inZone(instantOf(iso), zone).toPlainDateTime();
  return unbroken(there.toString({ smallestUnit: "minute" })).replace("T", " ");
}

/** The calendar day in the zone for a cell: `2026‑03‑10`. */
export function showDate(iso: string, zone: string): string {
  return unbroken(inZone(instantOf(iso), zone).toPlainDate().toString());
}

/** The quarter of the year in the zone: `2026 Q1`, which sorts. */
export function quarterOf(iso: string, zone: string): string {
  const { year, month } = inZone(instantOf(iso), zone);
  return `${year} Q${Math.ceil(month / 3)}`;
}

/** The whole calendar days from one day to another. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(to).days;
}

/** `4 min`, of whole seconds. */
export function showSeconds(seconds: number): string {
  return showDuration(seconds * 1000);
}

/** Shows instants of one incident: `16:04`, with the day where it is not that of the declaration. */
export function clockOf(record: IncidentRecord, zone: string): (iso: string) => string {
  const near = referenceOf(record);
  return (iso) => showInstant(instantOf(iso), zone, near);
}

/** The instant whose day need not be said: the declaration. */
export function referenceOf({ moments, updatedAt }: IncidentRecord): Instant {
  return instantOf(moments.declared?.at ?? updatedAt);
}
