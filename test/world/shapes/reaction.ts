/** Reactions as REST shows them. */
import { iso } from "../clock.ts";
import { REACTIONS, type Reaction } from "../state.ts";
import { accountShape } from "./account.ts";

export const reactionShape = (reaction: Reaction) => ({
  id: reaction.id,
  node_id: reaction.nodeId,
  user: accountShape(reaction.by),
  content: reaction.content,
  created_at: iso(reaction.at),
});

/** REST's `reaction-rollup` of the thing at that API address. */
export function rollupShape(reactions: readonly Reaction[], url: string) {
  const counts = REACTIONS.map((content) => [content, reactions.filter((each) => each.content === content).length]);
  return { url: `${url}/reactions`, total_count: reactions.length, ...Object.fromEntries(counts) };
}
