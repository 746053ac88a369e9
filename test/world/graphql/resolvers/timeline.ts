/** Timelines in GraphQL: one table a kind of event. */
import { instantOf, iso } from "../../clock.ts";
import { issueUrl } from "../../shapes/issue.ts";
import type { Issue, TimelineEvent, TimelineItem } from "../../state.ts";
import { connection } from "../connection.ts";
import type { Arguments, Fields } from "../fields.ts";
import { present } from "./actors.ts";

type Event<Type> = Extract<TimelineEvent, { type: Type }>;

const happened: Fields<TimelineEvent> = {
  id: (event) => event.nodeId,
  createdAt: (event) => iso(event.at),
  actor: (event) => present(event.actor),
};

const labeling: Fields<Event<"LabeledEvent" | "UnlabeledEvent">> = { ...happened, label: (event) => event.label };

const assigning: Fields<Event<"AssignedEvent" | "UnassignedEvent">> = {
  ...happened,
  assignee: (event) => present(event.assignee),
  user: (event) => present(event.assignee),
};

const subIssue: Fields<Event<"SubIssueAddedEvent" | "SubIssueRemovedEvent">> = {
  ...happened,
  subIssue: (event) => event.subIssue,
};

const locking: Fields<Event<"LockedEvent" | "UnlockedEvent">> = { ...happened, lockable: (event) => event.issue };

const parent: Fields<Event<"ParentIssueAddedEvent" | "ParentIssueRemovedEvent">> = {
  ...happened,
  parent: (event) => event.parent,
};

export const timelineTables = {
  LabeledEvent: labeling,
  UnlabeledEvent: labeling,
  AssignedEvent: assigning,
  UnassignedEvent: assigning,
  SubIssueAddedEvent: subIssue,
  SubIssueRemovedEvent: subIssue,
  ParentIssueAddedEvent: parent,
  ParentIssueRemovedEvent: parent,
  LockedEvent: { ...locking, lockReason: () => null },
  UnlockedEvent: locking,
  ClosedEvent: {
    ...happened,
    closable: (event) => event.issue,
    closer: (event) => event.closer,
    stateReason: (event) => event.reason?.toUpperCase() ?? null,
    url: (event) => issueUrl(event.issue),
  } satisfies Fields<Event<"ClosedEvent">>,
  ReopenedEvent: {
    ...happened,
    closable: (event) => event.issue,
    stateReason: (event) => (event.issue.type === "Issue" ? "REOPENED" : null),
  } satisfies Fields<Event<"ReopenedEvent">>,
  RenamedTitleEvent: {
    ...happened,
    previousTitle: (event) => event.from,
    currentTitle: (event) => event.to,
    subject: (event) => event.issue,
  } satisfies Fields<Event<"RenamedTitleEvent">>,
  CommentDeletedEvent: {
    ...happened,
    databaseId: (event) => event.comment,
    deletedCommentAuthor: (event) => present(event.author),
  } satisfies Fields<Event<"CommentDeletedEvent">>,
  CrossReferencedEvent: {
    ...happened,
    referencedAt: (event) => iso(event.at),
    source: (event) => event.source,
    target: (event) => event.target,
    willCloseTarget: (event) => event.willClose,
    isCrossRepository: (event) => event.source.repository !== event.target.repository,
    url: (event) => issueUrl(event.source),
  } satisfies Fields<Event<"CrossReferencedEvent">>,
  MarkedAsDuplicateEvent: {
    ...happened,
    canonical: (event) => event.canonical,
    duplicate: (event) => event.duplicate,
    isCrossRepository: () => false,
  } satisfies Fields<Event<"MarkedAsDuplicateEvent">>,
  MergedEvent: {
    ...happened,
    pullRequest: (event) => event.pullRequest,
    mergeRefName: () => "main",
    url: (event) => issueUrl(event.pullRequest),
  } satisfies Fields<Event<"MergedEvent">>,
};

/** An issue's timeline, of the kinds that are asked for: `CROSS_REFERENCED_EVENT` is `CrossReferencedEvent`. */
export function timelineItems(issue: Issue, args: Arguments) {
  const kinds = args.itemTypes && new Set(args.itemTypes.map((name) => name.replaceAll("_", "").toLowerCase()));
  const since = args.since ? instantOf(args.since) : Number.NEGATIVE_INFINITY;
  const wanted = (item: TimelineItem) => (!kinds || kinds.has(item.type.toLowerCase())) && item.at >= since;
  const items = issue.timeline.filter(wanted);
  return connection(items, args, { filteredCount: items.length, updatedAt: iso(issue.updatedAt) });
}
