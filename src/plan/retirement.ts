/** An incident that was opened twice for one declaration: the older issue stays, the younger is retired. */
import { isSameOrigin, type Origin, readOrigin } from "../origin.ts";
import type { OwnComment, Situation } from "../situation.ts";
import type { Change } from "./change.ts";
import { planNoLabels } from "./labels.ts";

/** Whether an older issue of the App's came from the very same declaration. */
export function isRetired({ issue, self }: Situation): boolean {
  const origin = ownOrigin(issue, self);
  if (!origin) return false;
  const isSame = (other: Origin | null) => other !== null && isSameOrigin(other, origin);
  return issue.recent.some((other) => other.number < issue.number && isSame(ownOrigin(other, self)));
}

function ownOrigin({ author, body }: Situation["issue"] | Situation["issue"]["recent"][number], self: string) {
  return author.login === self && author.kind === "bot" ? readOrigin(body) : null;
}

/** Changes that take the younger issue out of every list: its labels and card go, and it is closed as a duplicate. */
export function planRetirement(situation: Situation, own: readonly OwnComment[]): Change[] {
  const { issue } = situation;
  const cards = own.map(({ comment }): Change => ({ do: "delete comment", comment: comment.comment }));
  const close: Change[] = issue.state === "open" ? [{ do: "set state", issue: issue.number, state: "duplicate" }] : [];
  return [...cards, ...planNoLabels(situation), ...close];
}
