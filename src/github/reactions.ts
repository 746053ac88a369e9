/** Reactions to a text, as facts of ours. */
import { type AnsweredReactions, nodesOf } from "./answer.ts";
import type { ObservedIssue, OwnReactions, Reaction } from "./observed.ts";
import { instantOf, withoutSuffix } from "./values.ts";

/**
 * Those that GitHub lists, and ours. The reader's own come by `viewerHasReacted`: GitHub names no user for a bot's, and
 * lists only the first. `guessed` are those of some bot or, where the answer lists none, of somebody.
 */
export function reactionsOf(answered: AnsweredReactions): Pick<ObservedIssue, "reactions" | "mine" | "guessed"> {
  const listed = nodesOf(answered.reactions).flatMap(({ content, createdAt, user }) => {
    const known = contents[content];
    return known ? [{ content: known, at: instantOf(createdAt), who: user ? withoutSuffix(user.login) : null }] : [];
  });
  const groups = (answered.reactionGroups ?? []).flatMap((group) => group ?? []);
  const own = groups.flatMap(({ content, viewerHasReacted }) => (viewerHasReacted ? [content] : []));
  const mine = { rocket: own.includes("ROCKET"), confused: own.includes("CONFUSED") };
  const isThere = (content: string) =>
    answered.reactions
      ? nodesOf(answered.reactions).some((reaction) => reaction.content === content && !reaction.user)
      : groups.some((group) => group.content === content && group.createdAt);
  const guessed: OwnReactions = {
    rocket: !mine.rocket && isThere("ROCKET"),
    confused: !mine.confused && isThere("CONFUSED"),
  };
  return { reactions: listed, mine, ...(guessed.rocket || guessed.confused ? { guessed } : {}) };
}

const contents: Record<string, Reaction["content"]> = {
  THUMBS_UP: "+1",
  THUMBS_DOWN: "-1",
  LAUGH: "laugh",
  CONFUSED: "confused",
  HEART: "heart",
  HOORAY: "hooray",
  ROCKET: "rocket",
  EYES: "eyes",
};
