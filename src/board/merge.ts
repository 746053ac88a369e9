/** One value in two places: which of them has changed since both last agreed, and which of two changes counts. */
import type { Instant, Milliseconds } from "../incident/incident.ts";

/** A value in one place, with the time of its last change; null where that is not known. */
export interface Side<Value> {
  value: Value;
  at: Instant | null;
}

export interface Sides<Value> {
  issue: Side<Value>;
  /** Null where it says nothing that we know: then it is only written to. */
  board: Side<Value> | null;
  /** Null where the two have never met. */
  agreed: { value: Value; since: Instant } | null;
  /** Since when the issue's value may have stood at the earliest. */
  bornAt: Instant;
}

/** What both are to say, and where it is to be written; `later` where one may only have been read late. */
export interface Merged<Value> {
  value: Value;
  write: "issue" | "board" | "later" | null;
}

/** For so long GitHub may still tell what was before our own write. */
export const LAG: Milliseconds = 2 * 60_000;
/** As far as our clock and GitHub's may be apart. */
const SKEW: Milliseconds = 5 * 60_000;

/** Brings the two together. Of two changes the newer counts; where that can't be told, the issue's. */
export function merge<Value>(sides: Sides<Value>, now: Instant): Merged<Value> {
  const { issue, board, agreed, bornAt } = sides;
  if (board === null) return { value: issue.value, write: agreed?.value === issue.value ? null : "board" };
  if (issue.value === board.value) return { value: issue.value, write: null };
  if (agreed === null) return met({ ...issue, at: issue.at ?? bornAt }, board);
  const [onIssue, onBoard] = [changeOf(issue, agreed, now), changeOf(board, agreed, now)];
  if (onIssue === "changed" && onBoard === "changed") return newer(issue, board);
  if (onIssue === "changed") return { value: issue.value, write: "board" };
  if (onBoard === "changed") return { value: board.value, write: "issue" };
  if (onIssue === "lost") return { value: agreed.value, write: "issue" };
  return { value: agreed.value, write: onBoard === "lost" ? "board" : "later" };
}

/** At the first meeting an empty value has nothing to say against one that is there. */
function met<Value>(issue: Side<Value>, board: Side<Value>): Merged<Value> {
  if (issue.value === null) return { value: board.value, write: "issue" };
  return board.value === null ? { value: issue.value, write: "board" } : newer(issue, board);
}

function newer<Value>(issue: Side<Value>, board: Side<Value>): Merged<Value> {
  const isBoards = issue.at !== null && board.at !== null && board.at > issue.at;
  return isBoards ? { value: board.value, write: "issue" } : { value: issue.value, write: "board" };
}

/**
 * Against what was agreed: the same, changed since, perhaps only read `late`, or `lost`: older than the agreement, so that
 * what we wrote has not arrived.
 */
function changeOf<Value>(
  side: Side<Value>,
  agreed: { value: Value; since: Instant },
  now: Instant,
): "same" | "changed" | "late" | "lost" {
  if (side.value === agreed.value) return "same";
  if (side.at !== null && side.at >= agreed.since) return "changed";
  if (isFresh(agreed.since, now)) return "late";
  return side.at !== null && side.at < agreed.since - SKEW ? "lost" : "changed";
}

/** Whether an agreement is so new that readings may be older. */
export function isFresh(since: Instant, now: Instant): boolean {
  return now - since < LAG;
}
