/** How the record writes instants and spans: as text that sorts, and as whole seconds. */
import type { Instant, Milliseconds } from "../incident/incident.ts";

/** ISO 8601 in UTC, rounded down to the second: `2026-03-10T16:00:00Z`. */
export function instantText(at: Instant): string {
  return new Date(wholeSeconds(at) * 1_000).toISOString().replace(".000Z", "Z");
}

/** Whole seconds, rounded down. */
export function wholeSeconds(ms: Milliseconds): number {
  return Math.floor(ms / 1_000);
}
