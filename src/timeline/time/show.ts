/** How instants are shown to people: always in a form that reads back. */
import { Temporal } from "temporal-polyfill";
import type { Instant } from "../../incident/incident.ts";

/** `16:04 UTC` or `17:04 +01:00`; with its date in front (`2026-11-20 16:04 UTC`) unless it is the reference's day there. */
export function showInstant(at: Instant, zone: string, reference?: Instant): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const offset = local.offset === "+00:00" ? "UTC" : local.offset;
  const clock = `${local.toPlainTime().toString({ smallestUnit: "minute" })} ${offset}`;
  const day = local.toPlainDate();
  const sameDay =
    reference !== undefined &&
    day.equals(Temporal.Instant.fromEpochMilliseconds(reference).toZonedDateTimeISO(zone).toPlainDate());
  return sameDay ? clock : `${day.toString()} ${clock}`;
}
