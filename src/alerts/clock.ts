/** What a sender's clock can't be right about: such a time is shown and marked, and counts for nothing. */
import type { Instant, Milliseconds } from "../incident/incident.ts";
import type { Episode } from "./record.ts";

const minute: Milliseconds = 60_000;
/** A clock may be so much ahead and still be taken for right. */
const ahead: Milliseconds = 5 * minute;
/** Nobody tells only now what began longer ago than this. */
const longAgo: Milliseconds = 30 * 24 * 60 * minute;

/** The start, where it can be right for what arrived then; null where it can't, or isn't said. */
export function plausibleStart(startedAt: Instant | null, receivedAt: Instant): Instant | null {
  if (startedAt === null || startedAt > receivedAt + ahead || startedAt < receivedAt - longAgo) return null;
  return startedAt;
}

/** The end, where it can be right: not before the start, nor yet to come as it arrived; null where it can't, or while it fires. */
export function plausibleEnd({ startedAt, receivedAt, endedAt, endReceivedAt }: Episode): Instant | null {
  if (endedAt === null || endReceivedAt === null || endedAt > endReceivedAt + ahead) return null;
  const earliest = plausibleStart(startedAt, receivedAt) ?? endReceivedAt - longAgo;
  return endedAt < earliest ? null : endedAt;
}

/** When the episode began: by the sender's clock, else when it reached us. */
export function startOf({ startedAt, receivedAt }: Pick<Episode, "startedAt" | "receivedAt">): Instant {
  return plausibleStart(startedAt, receivedAt) ?? receivedAt;
}

/** When the episode ended: by the sender's clock, else when that reached us; null while it fires. */
export function endOf(episode: Episode): Instant | null {
  return plausibleEnd(episode) ?? episode.endReceivedAt;
}
