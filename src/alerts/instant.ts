/** Times as monitoring systems write them. */
import { Temporal } from "temporal-polyfill";
import type { Instant } from "../incident/incident.ts";

/** `2026-11-20T14:02:03.123456789+0100`; a space for the T, no seconds, and no zone at all are seen, too. */
const written =
  /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,9})\d*)?)?(?: ?(?:UTC|GMT|[Zz]|([+-]\d\d):?(\d\d)?)(?: UTC)?)?$/;
const digits = /^\d{1,20}(?:\.\d{1,9})?$/;
const longest = 60;
/** Nearly the end of the year 9999, so that it can be shown in any zone. */
const last = Date.UTC(9999, 11, 30);

/**
 * Milliseconds since 1970 of a time in ISO 8601, UTC where it names no zone, or since the epoch in seconds, milli-, micro-
 * or nanoseconds, as a number or as text. Null where it is none, or the zero time by which senders say that there is none.
 */
export function instantIn(value: unknown): Instant | null {
  const at = typeof value === "number" ? sinceEpoch(value) : typeof value === "string" ? inText(value.trim()) : null;
  return at !== null && at > 0 && at <= last ? at : null;
}

function inText(text: string): Instant | null {
  if (text.length > longest) return null;
  return digits.test(text) ? sinceEpoch(Number(text)) : inIso(text);
}

/** Its size tells the unit: seconds reach 10¹¹ in the year 5138, milliseconds did so in 1973. */
function sinceEpoch(count: number): Instant | null {
  if (!Number.isFinite(count)) return null;
  if (count < 1e11) return Math.floor(count * 1_000);
  if (count < 1e14) return Math.floor(count);
  return Math.floor(count < 1e17 ? count / 1_000 : count / 1_000_000);
}

function inIso(text: string): Instant | null {
  const [, day, minute, second = "00", fraction = "0", hours = "+00", minutes = "00"] = written.exec(text) ?? [];
  if (!day) return null;
  try {
    return Temporal.Instant.from(`${day}T${minute}:${second}.${fraction}${hours}:${minutes}`).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
