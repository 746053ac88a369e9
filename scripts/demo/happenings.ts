/** A timeline as GitHub tells it: comments as they are, and acts in words, those of one person at one time in one line. */
import type { Comment, Issue, Person, TimelineEvent } from "../../test/world/state.ts";
import { type Html, html } from "./html.ts";
import { counted, issueLink, labelChip } from "./parts.ts";

export type Happening = { comment: Comment } | { at: number; actor: Person; words: Html };

/**
 * What is shown of the issue's timeline, oldest first: without the pinned comment, which stands on top, and without
 * mentions between an issue and its sub-issues, which are listed anyway.
 */
export function happenings(issue: Issue): Happening[] {
  const told: (Comment | TimelineEvent[])[] = [];
  for (const item of issue.timeline) {
    const last = told.at(-1);
    if (item.type === "IssueComment") told.push(item);
    else if (isWithinFamily(item)) continue;
    else if (Array.isArray(last) && last[0] && isAlike(last[0], item)) last.push(item);
    else told.push([item]);
  }
  return told.flatMap((one) => (Array.isArray(one) ? acts(one) : one.pin ? [] : [{ comment: one }]));
}

function isWithinFamily(event: TimelineEvent): boolean {
  if (event.type !== "CrossReferencedEvent") return false;
  const { source, target } = event;
  return source.parent === target || target.parent === source;
}

function isAlike(one: TimelineEvent, other: TimelineEvent): boolean {
  return one.type === other.type && one.actor === other.actor && one.at === other.at;
}

function acts(events: readonly TimelineEvent[]): Happening[] {
  const [first] = events;
  if (!first) return [];
  const isMany = first.type === "SubIssueAddedEvent" && events.length > 1;
  const words = isMany
    ? html`added ${counted(events.length, "sub-issue")}`
    : html`${verbs[first.type]} ${events.map(object)}`;
  return [{ at: first.at, actor: first.actor, words }];
}

const verbs: Record<TimelineEvent["type"], string> = {
  LabeledEvent: "added",
  UnlabeledEvent: "removed",
  AssignedEvent: "assigned",
  UnassignedEvent: "unassigned",
  ClosedEvent: "closed this as",
  ReopenedEvent: "reopened this",
  LockedEvent: "locked the conversation",
  UnlockedEvent: "unlocked the conversation",
  RenamedTitleEvent: "changed the title to",
  CommentDeletedEvent: "deleted a comment by",
  SubIssueAddedEvent: "added the sub-issue",
  SubIssueRemovedEvent: "removed the sub-issue",
  ParentIssueAddedEvent: "added the parent issue",
  ParentIssueRemovedEvent: "removed the parent issue",
  CrossReferencedEvent: "mentioned this in",
  MarkedAsDuplicateEvent: "marked this as a duplicate of",
  MergedEvent: "merged this",
};

/** What was acted upon. */
function object(event: TimelineEvent): Html {
  switch (event.type) {
    case "LabeledEvent":
    case "UnlabeledEvent":
      return labelChip(event.label);
    case "AssignedEvent":
    case "UnassignedEvent":
      return html`<b>${event.assignee.login}</b> `;
    case "ClosedEvent":
      return html`${(event.reason ?? "completed").replaceAll("_", " ")}`;
    case "RenamedTitleEvent":
      return html`${event.to}`;
    case "CommentDeletedEvent":
      return html`${event.author.login}`;
    case "SubIssueAddedEvent":
    case "SubIssueRemovedEvent":
      return issueLink(event.subIssue);
    case "ParentIssueAddedEvent":
    case "ParentIssueRemovedEvent":
      return issueLink(event.parent);
    case "CrossReferencedEvent":
      return issueLink(event.source);
    case "MarkedAsDuplicateEvent":
      return issueLink(event.canonical);
    default:
      return html``;
  }
}
