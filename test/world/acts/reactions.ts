/** Reactions to issues and comments. No webhook tells of them. */
import { type Actor, freshIds, type Hub, register } from "../hub.ts";
import { demandOn, forbidden } from "../people.ts";
import { notFound } from "../refusal.ts";
import type { Comment, Issue, Reaction, ReactionContent } from "../state.ts";

const threadOf = (subject: Issue | Comment): Issue => (subject.type === "IssueComment" ? subject.issue : subject);

/** Reacts once: a second time gives back the first. */
export function react(
  hub: Hub,
  actor: Actor,
  subject: Issue | Comment,
  content: ReactionContent,
): { reaction: Reaction; existed: boolean } {
  demandOn(actor, threadOf(subject), "read");
  const earlier = subject.reactions.find((each) => each.content === content && each.by === actor.person);
  if (earlier) return { reaction: earlier, existed: true };
  const ids = freshIds(hub, "REA", actor.person);
  const reaction: Reaction = { type: "Reaction", ...ids, content, at: hub.clock.stamp(), by: actor.person, subject };
  subject.reactions.push(register(hub, reaction));
  return { reaction, existed: false };
}

/** @throws Refusal 404 where there is no such reaction, 403 where it is somebody else's */
export function unreact(actor: Actor, subject: Issue | Comment, id: number): void {
  demandOn(actor, threadOf(subject), "read");
  const reaction = subject.reactions.find((each) => each.id === id);
  if (!reaction) throw notFound();
  if (reaction.by !== actor.person) throw forbidden(actor);
  subject.reactions = subject.reactions.filter((each) => each !== reaction);
}
