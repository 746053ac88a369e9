/** An issue as if one account of ours had done all that our accounts did. */
import type { Actor, ObservedChild, ObservedIssue, OwnReactions, TimelineItem } from "./observed.ts";

/** The account's name for us, where it is one of ours; else the account itself. */
export type Rename = (actor: Actor) => Actor;

/** The issue with its people renamed. */
export function renamed<Issue extends ObservedIssue>(issue: Issue, rename: Rename): Issue {
  const { author, edited, parent, items, subIssues, recent } = issue;
  return {
    ...issue,
    author: rename(author),
    edited: edited && { ...edited, who: rename(edited.who) },
    parent: parent && { ...parent, author: rename(parent.author) },
    items: items.map((item) => renamedItem(item, rename)),
    subIssues: subIssues.map((child) => renamedChild(child, rename)),
    recent: recent.map((child) => renamedChild(child, rename)),
  };
}

/** The child with its people renamed. */
export function renamedChild(child: ObservedChild, rename: Rename): ObservedChild {
  const comments = child.comments.map((comment) => ({ ...comment, author: rename(comment.author) }));
  return { ...child, author: rename(child.author), comments };
}

function renamedItem(item: TimelineItem, rename: Rename): TimelineItem {
  const actor = rename(item.actor);
  if (item.type === "comment")
    return { ...item, actor, edited: item.edited && { ...item.edited, who: rename(item.edited.who) } };
  if (item.type === "cross-referenced" && "databaseId" in item.source)
    return { ...item, actor, source: renamedChild(item.source, rename) };
  return { ...item, actor };
}

/** The issue with reactions counted as ours that may be another account's. */
export function withGuessed<Issue extends ObservedIssue>(issue: Issue): Issue {
  const items = issue.items.map((item) => (item.type === "comment" ? counted(item) : item));
  return { ...counted(issue), items };
}

/** The issue without what other bots may have reacted: we have no other account. */
export function withoutGuessed<Issue extends ObservedIssue>(issue: Issue): Issue {
  const items = issue.items.map((item) => (item.type === "comment" ? sure(item) : item));
  return { ...sure(issue), items };
}

function counted<T extends { mine: OwnReactions; guessed?: OwnReactions }>(text: T): T {
  const { mine, guessed } = text;
  if (!guessed) return text;
  return {
    ...text,
    mine: { rocket: mine.rocket || guessed.rocket, confused: mine.confused || guessed.confused },
  };
}

function sure<T extends { guessed?: OwnReactions }>(text: T): T {
  if (!text.guessed) return text;
  const { guessed: _, ...rest } = text;
  return rest as T;
}
