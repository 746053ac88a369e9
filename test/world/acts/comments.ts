/** Comments: written, edited, deleted, pinned, hidden. */
import { type Actor, freshIds, type Hub, record, register } from "../hub.ts";
import { announceComment } from "../payloads.ts";
import { demandAuthor, demandOn } from "../people.ts";
import { invalid, Refusal } from "../refusal.ts";
import { type Comment, commentsOf, type Edit, type Issue, type Person } from "../state.ts";
import { markDuplicate } from "./duplicates.ts";
import { demandUnlocked } from "./locks.ts";
import { crossReference } from "./references.ts";
import { checkBody } from "./text.ts";

const MOST = 2500;

export function createComment(hub: Hub, actor: Actor, issue: Issue, body: string): Comment {
  demandOn(actor, issue, "read");
  demandUnlocked(actor, issue);
  if (body.trim() === "") throw invalid("IssueComment", "body", "missing_field");
  checkBody("IssueComment", body);
  if (commentsOf(issue).length >= MOST) {
    throw new Refusal(403, `Commenting is disabled on issues with more than ${MOST} comments`);
  }
  const comment = register(hub, newComment(hub, actor, issue, body));
  issue.timeline.push(comment);
  issue.updatedAt = comment.at;
  hub.state.comments.set(comment.id, comment);
  markDuplicate(hub, actor, issue, body);
  crossReference(hub, issue, body, actor.person);
  announceComment(hub, comment, "created", actor.person);
  return comment;
}

function newComment(hub: Hub, actor: Actor, issue: Issue, body: string): Comment {
  const at = hub.clock.stamp();
  return {
    type: "IssueComment",
    ...freshIds(hub, "IC", actor.person),
    issue,
    body,
    author: actor.person,
    viaApp: actor.as !== "person",
    at,
    updatedAt: at,
    edits: [],
    reactions: [],
    pin: null,
    minimized: null,
    unread: actor.as !== "person",
  };
}

/** By its author, or somebody who may write. */
export function editComment(hub: Hub, actor: Actor, comment: Comment, body: string): void {
  const { issue } = comment;
  demandAuthor(actor, comment, "write");
  if (body.trim() === "") throw invalid("IssueComment", "body", "missing_field");
  checkBody("IssueComment", body);
  if (body === comment.body) return;
  const from = comment.body;
  comment.edits.push(newEdit(hub, actor.person, from));
  comment.body = body;
  comment.updatedAt = hub.clock.stamp();
  issue.updatedAt = comment.updatedAt;
  comment.unread = comment.viaApp;
  crossReference(hub, issue, body, actor.person);
  announceComment(hub, comment, "edited", actor.person, () => ({ changes: { body: { from } } }));
}

/** An edit, now, of a text that said `from`. */
export function newEdit(hub: Hub, by: Person, from: string): Edit {
  const { nodeId } = freshIds(hub, "UCE", by);
  return register(hub, { type: "UserContentEdit", nodeId, at: hub.clock.stamp(), by, from });
}

/** By its author, or somebody who may write; the timeline keeps a line. */
export function deleteComment(hub: Hub, actor: Actor, comment: Comment): void {
  const { issue } = comment;
  demandAuthor(actor, comment, "write");
  issue.timeline = issue.timeline.filter((item) => item !== comment);
  hub.state.comments.delete(comment.id);
  hub.state.nodes.delete(comment.nodeId);
  record(hub, issue, actor.person, { type: "CommentDeletedEvent", comment: comment.id, author: comment.author });
  announceComment(hub, comment, "deleted", actor.person);
}

/** Pins it; the issue's earlier pin goes. */
export function pinComment(hub: Hub, actor: Actor, comment: Comment): void {
  demandOn(actor, comment.issue, "write");
  for (const other of commentsOf(comment.issue)) if (other !== comment) other.pin = null;
  comment.pin ??= { at: hub.clock.stamp(), by: actor.person };
}

export function unpinComment(actor: Actor, comment: Comment): void {
  demandOn(actor, comment.issue, "write");
  comment.pin = null;
}

/** Hides it, for a reason such as `off-topic`. */
export function minimizeComment(actor: Actor, comment: Comment, reason: string): void {
  demandAuthor(actor, comment, "write");
  comment.minimized = reason;
}
