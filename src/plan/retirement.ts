/** An incident that was opened twice for one declaration: the older issue stays, the younger is retired. */
import { isSameOrigin, type Origin, readOrigin } from "../origin.ts";
import type { OwnComment, Situation } from "../situation.ts";
import type { Change } from "./change.ts";
import { planNoLabels } from "./labels.ts";

/** Whether an older issue of the App's came from the very same declaration. */
export function isRetired(situation: Retirable): boolean {
  return survivorOf(situation) !== null;
}

type Retirable = Pick<Situation, "issue" | "self">;

/** The number of the oldest issue that came from the very same declaration; null where there is none before this one. */
export function survivorOf({ issue, self }: Retirable): number | null {
  const origin = ownOrigin(issue, self);
  if (!origin) return null;
  const isSame = (other: Origin | null) => other !== null && isSameOrigin(other, origin);
  const older = issue.recent.filter((other) => other.number < issue.number && isSame(ownOrigin(other, self)));
  return older.reduce<number | null>((oldest, { number }) => Math.min(oldest ?? number, number), null);
}

function ownOrigin({ author, body }: Situation["issue"] | Situation["issue"]["recent"][number], self: string) {
  return author.login === self && author.kind === "bot" ? readOrigin(body) : null;
}

/** What the younger issue has recorded of alerts, for the older one. */
export function movedRecords(survivor: number, own: readonly OwnComment[]): Change[] {
  const records = own.filter(({ key }) => key.startsWith("alert:"));
  return records.map(({ comment }) => ({ do: "create comment", issue: survivor, body: comment.body }));
}

/** Changes that take the younger issue out of every list: its labels and comments go, and it is closed as a duplicate. */
export function planRetirement(situation: Situation, own: readonly OwnComment[]): Change[] {
  const { issue } = situation;
  const gone = own.map(({ comment }): Change => ({ do: "delete comment", comment: comment.comment }));
  const close: Change[] = issue.state === "open" ? [{ do: "set state", issue: issue.number, state: "duplicate" }] : [];
  return [...gone, ...planNoLabels(situation), ...close];
}
