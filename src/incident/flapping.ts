/** Flapping: alerts that fire again soon after a restoration, so that it was none. */
import type { AlertName, IncidentEvent } from "../timeline/event.ts";
import type { Instant, Milliseconds } from "./incident.ts";
import type { Claim } from "./intervals.ts";

export type AlertEvent = Extract<IncidentEvent, { kind: "alert fired" | "alert ended" }>;

/** The alerts that made a restoration void. */
export interface Flapping {
  /** The restoration that was none. */
  restoredAt: Instant;
  /** How each of them ended last; null while it fires. */
  ends: Map<string, Claim | null>;
}

const minute: Milliseconds = 60_000;
/** What fires again sooner than this after a restoration makes it void; later, it begins another interval. */
export const flappingWithin: Milliseconds = 15 * minute;
/** What fires again later than this is another incident. */
const reopenedWithin = 24 * 60 * minute;
/** Without a responder's word for so long, the end of such alerts is the restoration. */
const calmAfter = 15 * minute;

/** Alerts of the same source and fingerprint are about the same thing. */
export function nameOf({ source, fingerprint }: Pick<AlertName, "source" | "fingerprint">): string {
  return `${source} ${fingerprint}`;
}

/** Whether what began then makes the restoration void. */
export function isFlap(restoredAt: Instant, startedAt: Instant): boolean {
  return startedAt >= restoredAt && startedAt - restoredAt < flappingWithin;
}

/** Whether what began then reopens the incident: later, it is another one. */
export function isReopening(restoredAt: Instant, startedAt: Instant): boolean {
  return startedAt - restoredAt >= flappingWithin && startedAt - restoredAt <= reopenedWithin;
}

/** Takes in what becomes of the alerts, and further ones that began soon after that restoration. */
export function follow({ restoredAt, ends }: Flapping, event: AlertEvent, order: number): void {
  const name = nameOf(event.alert);
  if (event.kind === "alert fired") {
    const began = event.startedAt ?? event.at;
    const isLate = began <= (ends.get(name)?.at ?? Number.NEGATIVE_INFINITY);
    if (!isLate && (ends.has(name) || isFlap(restoredAt, began))) ends.set(name, null);
  } else if (ends.has(name)) {
    const { endedAt: at, at: written, url } = event;
    ends.set(name, { at, by: "inferred", from: "alert", who: "", url, order, written });
  }
}

/** The last end, where all have ended and no responder has commented for a while since; null as long as that isn't known. */
export function calmOf(flapping: Flapping, comments: readonly Instant[], now: Instant): Claim | null {
  const end = lastEnd(flapping);
  return end && now >= end.at + calmAfter && !isSpoken(end.at, comments) ? end : null;
}

/** When it will be known whether they stay calm; null where they fire, or where somebody has said a word. */
export function calmsAt(flapping: Flapping, comments: readonly Instant[], now: Instant): Instant | null {
  const end = lastEnd(flapping);
  return end && now < end.at + calmAfter && !isSpoken(end.at, comments) ? end.at + calmAfter : null;
}

function lastEnd({ ends }: Flapping): Claim | null {
  let last: Claim | null = null;
  for (const end of ends.values()) {
    if (!end) return null;
    if (!last || end.at > last.at) last = end;
  }
  return last;
}

function isSpoken(end: Instant, comments: readonly Instant[]): boolean {
  const last = comments.findLast((at) => at < end + calmAfter);
  return last !== undefined && last >= end;
}
