/** GitHub's GraphQL answers as facts of ours. Lenient: what is missing counts as empty. */
import type { Instant } from "../incident/incident.ts";
import {
  type AnsweredActor,
  type AnsweredChild,
  type AnsweredComment,
  type AnsweredEdit,
  type AnsweredId,
  type AnsweredItem,
  type AnsweredRepository,
  type AnsweredSubject,
  type Home,
  type Maybe,
  nodesOf,
} from "./answer.ts";
import type {
  Actor,
  Association,
  CrossReference,
  DatedIssue,
  Edit,
  ObservedChild,
  ObservedRepository,
  TimelineItem,
} from "./observed.ts";
import { reactionsOf } from "./reactions.ts";
import { instantOf, withoutSuffix } from "./values.ts";

/** The repository; its labels are given apart, as there may be several pages of them, and so is what was shipped. */
export function repositoryOf(
  answered: AnsweredRepository,
  labels: string[],
  shipped: Shipped = notAsked,
): ObservedRepository {
  const entries = (answered.templates?.entries ?? []).flatMap(({ name, object }) =>
    typeof object?.text === "string" ? [[name, object.text] as const] : [],
  );
  return {
    owner: answered.owner.login,
    name: answered.name,
    url: answered.url,
    private: answered.isPrivate,
    labels,
    configuration: answered.configuration?.text ?? null,
    templates: Object.fromEntries(entries),
    ...shipped,
  };
}

type Shipped = Pick<ObservedRepository, "deployments" | "merged">;
const notAsked: Shipped = { deployments: null, merged: null };

/** The issue or pull request, of which all pages have been read. */
export function issueOf(
  answered: AnsweredSubject,
  context: { repository: ObservedRepository; recent: ObservedChild[] },
): DatedIssue {
  const { repository, recent } = context;
  const items = nodesOf(answered.timelineItems).flatMap((item) => itemOf(item, answered.number, repository) ?? []);
  const open = (answered.state ?? answered.pullRequestState) === "OPEN";
  return {
    repository,
    kind: answered.__typename === "PullRequest" ? "pull request" : "issue",
    number: answered.number,
    id: answered.id,
    databaseId: idOf(answered),
    title: answered.title,
    body: answered.body,
    url: answered.url,
    author: actorOf(answered.author),
    association: associationOf(answered.authorAssociation),
    createdAt: instantOf(answered.createdAt),
    updatedAt: instantOf(answered.updatedAt ?? answered.createdAt),
    edited: editOf(answered),
    state: open ? "open" : "closed",
    stateReason: stateReasonOf(answered.stateReason),
    closedAt: maybeInstant(answered.closedAt),
    labels: nodesOf(answered.labels).map(({ name }) => name),
    assignees: nodesOf(answered.assignees).map(({ login }) => login),
    ...reactionsOf(answered),
    parent: answered.parent
      ? { number: answered.parent.number, body: answered.parent.body, author: actorOf(answered.parent.author) }
      : null,
    items,
    subIssues: childrenOf(nodesOf(answered.subIssues), repository),
    subIssuesUpdatedAt: updatesOf(nodesOf(answered.subIssues), repository),
    recent,
  };
}

/** The issues among them that are of this repository: a number says nothing about one of another. */
export function childrenOf(
  answered: readonly AnsweredChild[],
  repository: { owner: string; name: string },
): ObservedChild[] {
  return answered.filter((child) => isAtHome(child.repository, repository)).map((child) => childOf(child, repository));
}

/** When each of them changed last, by its number. */
function updatesOf(
  answered: readonly AnsweredChild[],
  repository: { owner: string; name: string },
): ReadonlyMap<number, Instant> {
  const atHome = answered.filter((child) => isAtHome(child.repository, repository));
  return new Map(atHome.map(({ number, updatedAt, createdAt }) => [number, instantOf(updatedAt ?? createdAt)]));
}

function childOf(answered: AnsweredChild, repository: { owner: string; name: string }): ObservedChild {
  return {
    number: answered.number,
    databaseId: idOf(answered),
    title: answered.title,
    url: answered.url,
    body: answered.body,
    author: actorOf(answered.author),
    state: answered.state === "OPEN" ? "open" : "closed",
    stateReason: stateReasonOf(answered.stateReason),
    createdAt: instantOf(answered.createdAt),
    closedAt: maybeInstant(answered.closedAt),
    labels: nodesOf(answered.labels).map(({ name }) => name),
    assignees: nodesOf(answered.assignees).map(({ login }) => login),
    parent: answered.parent?.number ?? null,
    comments: nodesOf(answered.comments).map((comment) => ({
      id: comment.id,
      comment: commentIdOf(comment),
      author: actorOf(comment.author),
      body: comment.body,
      at: instantOf(comment.createdAt),
      url: comment.url,
    })),
    ...closersOf(answered, repository),
  };
}

/** Those of the same repository: of another one, not everybody who reads here may know. */
function closersOf(
  { closedByPullRequestsReferences: closers }: AnsweredChild,
  repository: { owner: string; name: string },
): Pick<ObservedChild, "pullRequests"> {
  if (!closers) return {};
  const atHome = nodesOf(closers).filter((closer) => isAtHome(closer.repository, repository));
  const pullRequests = atHome.map(({ number, url, state, merged }) => {
    const isOpen = state === "OPEN";
    return { number, url, state: merged ? ("merged" as const) : isOpen ? ("open" as const) : ("closed" as const) };
  });
  return { pullRequests };
}

function idOf({ databaseId, fullDatabaseId }: AnsweredId): number {
  return databaseId ?? Number(fullDatabaseId ?? 0);
}

function itemOf(answered: AnsweredItem, issue: number, repository: ObservedRepository): TimelineItem | null {
  if (answered.__typename === "IssueComment") return commentOf(answered);
  const event = { id: answered.id, at: instantOf(answered.createdAt), actor: actorOf(answered.actor) };
  switch (answered.__typename) {
    case "LabeledEvent":
      return { ...event, type: "labeled", label: answered.label.name };
    case "UnlabeledEvent":
      return { ...event, type: "unlabeled", label: answered.label.name };
    case "AssignedEvent":
      return { ...event, type: "assigned", assignee: answered.assignee?.login ?? "ghost" };
    case "UnassignedEvent":
      return { ...event, type: "unassigned", assignee: answered.assignee?.login ?? "ghost" };
    case "ClosedEvent":
      return { ...event, type: "closed", ...closingOf(answered) };
    case "ReopenedEvent":
      return { ...event, type: "reopened" };
    case "CrossReferencedEvent": {
      const source = sourceOf(answered, repository);
      return source && { ...event, type: "cross-referenced", source };
    }
    case "MarkedAsDuplicateEvent":
    case "UnmarkedAsDuplicateEvent":
      return markOf(answered, event, issue, repository);
    default:
      return null;
  }
}

function commentOf(answered: AnsweredItem & { __typename: "IssueComment" }): TimelineItem {
  return {
    type: "comment",
    id: answered.id,
    comment: commentIdOf(answered),
    at: instantOf(answered.createdAt),
    actor: actorOf(answered.author),
    url: answered.url,
    body: answered.body,
    association: associationOf(answered.authorAssociation),
    edited: editOf(answered),
    minimized: typeof answered.minimizedReason === "string",
    ...reactionsOf(answered),
  };
}

/** Ids of comments have outgrown GraphQL's `Int`; then the id stands only in the address. */
function commentIdOf({ databaseId, url }: AnsweredComment): number {
  return databaseId ?? Number(url.slice(url.lastIndexOf("-") + 1));
}

function closingOf({ stateReason, closer }: AnsweredItem & { __typename: "ClosedEvent" }) {
  const reason = stateReasonOf(stateReason);
  const number = closer?.number;
  return {
    reason: reason === null || reason === "reopened" ? ("completed" as const) : reason,
    pullRequest: typeof number === "number" ? { number, mergedBy: maybeActor(closer?.mergedBy) } : null,
  };
}

/** Null where the App may not see the source, or where it is of another repository. */
function sourceOf(
  { source, willCloseTarget }: AnsweredItem & { __typename: "CrossReferencedEvent" },
  repository: ObservedRepository,
): CrossReference["source"] | null {
  if (!source || !isAtHome(source.repository, repository)) return null;
  if (source.__typename !== "PullRequest") return childOf(source, repository);
  return {
    pullRequest: source.number,
    title: source.title,
    merged: source.merged,
    url: source.url,
    closes: willCloseTarget ?? false,
    mergedAt: maybeInstant(source.mergedAt),
    mergedBy: maybeActor(source.mergedBy),
  };
}

/** GitHub shows the mark on both issues: on the duplicate, and as another kind of mention on the one that it points to. */
function markOf(
  answered: AnsweredItem & { __typename: "MarkedAsDuplicateEvent" | "UnmarkedAsDuplicateEvent" },
  event: Pick<TimelineItem, "id" | "at" | "actor">,
  issue: number,
  repository: ObservedRepository,
): TimelineItem | null {
  const { canonical } = answered;
  if (typeof canonical?.number !== "number" || !isAtHome(canonical.repository, repository)) return null;
  const isMark = answered.__typename === "MarkedAsDuplicateEvent";
  if (canonical.number !== issue)
    return { ...event, type: "marked as duplicate", of: isMark ? canonical.number : null };
  const duplicate = isMark ? answered.duplicate : null;
  if (!duplicate || duplicate.__typename === "PullRequest" || !isAtHome(duplicate.repository, repository)) return null;
  return { ...event, type: "cross-referenced", source: childOf(duplicate, repository) };
}

function isAtHome(home: Home, { owner, name }: { owner: string; name: string }): boolean {
  const full = home?.nameWithOwner;
  return typeof full !== "string" || full.toLowerCase() === `${owner}/${name}`.toLowerCase();
}

function editOf({ lastEditedAt, editor }: AnsweredEdit): Edit | null {
  return lastEditedAt ? { at: instantOf(lastEditedAt), who: actorOf(editor) } : null;
}

/** Who it was; a deleted account is `ghost`. */
export function actorOf(actor: Maybe<AnsweredActor>): Actor {
  if (!actor) return { login: "ghost", kind: "user" };
  const isBot = actor.__typename === "Bot" || actor.login !== withoutSuffix(actor.login);
  return { login: withoutSuffix(actor.login), kind: isBot ? "bot" : "user" };
}

function maybeActor(actor: Maybe<AnsweredActor>): Actor | null {
  return actor ? actorOf(actor) : null;
}

function stateReasonOf(reason: Maybe<string>): ObservedChild["stateReason"] {
  return (reason && stateReasons[reason]) || null;
}

const stateReasons: Record<string, ObservedChild["stateReason"]> = {
  COMPLETED: "completed",
  NOT_PLANNED: "not planned",
  DUPLICATE: "duplicate",
  REOPENED: "reopened",
};

function associationOf(association: Maybe<string>): Association {
  return associations.find((known) => known === association) ?? "NONE";
}

const associations: readonly Association[] = [
  "OWNER",
  "MEMBER",
  "COLLABORATOR",
  "CONTRIBUTOR",
  "FIRST_TIMER",
  "FIRST_TIME_CONTRIBUTOR",
  "MANNEQUIN",
];

function maybeInstant(text: Maybe<string>): Instant | null {
  return text ? instantOf(text) : null;
}
