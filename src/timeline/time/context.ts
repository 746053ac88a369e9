/** What must be known to tell which instant somebody's words mean. */
import { Temporal } from "temporal-polyfill";
import type { Instant } from "../../incident/incident.ts";

export interface TimeContext {
  /** When the words were written. */
  written: Instant;
  /** Their last edit; absent where never edited. */
  edited?: Instant;
  /** The team's time zone, an IANA name: where no zone is said. */
  zone: string;
  /** Instants known from around the words: they decide between readings. */
  neighbours?: readonly Instant[];
  /** `past` unless something is being planned. */
  tense?: "past" | "future";
}

/** The local date of an instant. */
export function dateIn(zone: string, at: Instant): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
}
