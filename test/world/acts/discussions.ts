/** Discussions: switched on, opened, edited, commented on. */
import type { Discussion, DiscussionCategory, DiscussionComment } from "../discussion-state.ts";
import { type Actor, freshIds, type Hub, isOurs, register } from "../hub.ts";
import { demand, forbidden, may } from "../people.ts";
import { Refusal } from "../refusal.ts";
import type { Repository } from "../state.ts";
import { newEdit } from "./comments.ts";
import { checkBody, checkTitle } from "./text.ts";

export function addCategories(hub: Hub, repository: Repository, names: readonly string[]): void {
  for (const name of names) {
    const ids = freshIds(hub, "DIC", null);
    const category: DiscussionCategory = register(hub, {
      type: "DiscussionCategory",
      ...ids,
      repository,
      name,
      createdAt: hub.clock.stamp(),
    });
    repository.discussionCategories.push(category);
  }
}

export interface NewDiscussion {
  title: string;
  body: string;
  category: DiscussionCategory;
}

/** @throws Refusal 403 where an app may not write discussions, 422 for a category of another repository */
export function createDiscussion(hub: Hub, actor: Actor, repository: Repository, wanted: NewDiscussion): Discussion {
  demand(actor, repository, "read", ["discussions"]);
  checkTitle(wanted.title);
  if (wanted.category.repository !== repository) throw new Refusal(422, "Category is not of this repository");
  const discussion: Discussion = register(hub, {
    type: "Discussion",
    ...writtenBy(hub, actor, "D", wanted.body),
    repository,
    number: repository.lastNumber + 1,
    title: wanted.title,
    category: wanted.category,
    comments: [],
  });
  repository.lastNumber = discussion.number;
  repository.discussions.push(discussion);
  return discussion;
}

export function addDiscussionComment(hub: Hub, actor: Actor, discussion: Discussion, body: string): DiscussionComment {
  demand(actor, discussion.repository, "read", ["discussions"]);
  const comment: DiscussionComment = register(hub, {
    type: "DiscussionComment",
    ...writtenBy(hub, actor, "DC", body),
    discussion,
  });
  discussion.comments.push(comment);
  discussion.updatedAt = comment.createdAt;
  return comment;
}

/** @throws Refusal 403 unless they wrote it, or may write here */
export function updateDiscussion(
  hub: Hub,
  actor: Actor,
  discussion: Discussion,
  { title, body }: { title: string | undefined; body: string | undefined },
): void {
  demand(actor, discussion.repository, "read", ["discussions"]);
  const own = discussion.author === actor.person;
  if (!own && !may(actor, discussion.repository, "write", ["discussions"])) throw forbidden(actor);
  if (title !== undefined) checkTitle(title);
  if (body !== undefined) checkBody("Discussion", body);
  if (body !== undefined && body !== discussion.body)
    discussion.edits.push(newEdit(hub, actor.person, discussion.body));
  discussion.title = title ?? discussion.title;
  discussion.body = body ?? discussion.body;
  discussion.updatedAt = hub.clock.stamp();
  discussion.unread = isOurs(hub, actor.person);
}

function writtenBy(hub: Hub, actor: Actor, prefix: string, body: string) {
  checkBody("Discussion", body);
  const at = hub.clock.stamp();
  const author = actor.person;
  const ids = freshIds(hub, prefix, author);
  return { ...ids, body, author, createdAt: at, updatedAt: at, edits: [], unread: isOurs(hub, author) };
}
