/** The word that all action items of an incident are done or declined: said once, on its issue. */
import type { Incident, Instant, Milliseconds } from "../incident/incident.ts";
import { writeMarker } from "../marker.ts";
import type { OwnComment, Situation } from "../situation.ts";
import { itemsSettledText } from "../words/replies.ts";
import type { Change } from "./change.ts";
import type { Asking } from "./questions.ts";

const key = "settled";
/** What was over longer ago as it is first seen is no news. */
const stale: Milliseconds = 7 * 24 * 60 * 60_000;

/** The comment, where it is due, and the key by which it is remembered. Of doubles, the older stays. */
export function planSettled(situation: Situation, incident: Incident, own: readonly OwnComment[]): Asking {
  const [said, ...doubles] = own.filter((one) => one.key === key);
  const removed = doubles.map(({ comment }): Change => ({ do: "delete comment", comment: comment.comment }));
  if (said || situation.memory.asked.includes(key)) return { changes: removed, asked: said ? [key] : [] };
  const since = settledSince(incident);
  if (since === null || situation.now - since > stale) return { changes: [], asked: [] };
  const { issue, templates } = situation;
  const body = `${writeMarker(key)}\n${itemsSettledText({ incident, templates })}`;
  return { changes: [{ do: "create comment", issue: issue.number, body }], asked: [key] };
}

/** Since when nothing is left to do; null as long as there is, or where there never was. A review that is still to come may find more. */
function settledSince({ phase, actionItems, review, moments }: Incident): Instant | null {
  if (phase !== "closed" || actionItems.length === 0) return null;
  const times = [moments.reviewed?.at, review?.closedAt, ...actionItems.map(({ closedAt }) => closedAt)];
  return Math.max(...times.map((at) => at ?? Number.NEGATIVE_INFINITY));
}
