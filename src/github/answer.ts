/** The shape of what GitHub answers to the documents of `query.ts`. Any list, node or field may be missing. */

/** GitHub leaves out, or answers null for, what it does not know or show. */
export type Maybe<T> = T | null | undefined;

export interface Connection<T> {
  pageInfo?: Maybe<{ hasNextPage?: Maybe<boolean>; endCursor?: Maybe<string> }>;
  nodes?: Maybe<Maybe<T>[]>;
}

export interface AnsweredActor {
  __typename?: Maybe<string>;
  login: string;
}

export interface AnsweredReactions {
  reactionGroups?: Maybe<Maybe<{ content: string; createdAt?: Maybe<string>; viewerHasReacted?: Maybe<boolean> }>[]>;
  reactions?: Maybe<Connection<{ content: string; createdAt: string; user?: Maybe<{ login: string }> }>>;
}

export interface AnsweredEdit {
  lastEditedAt?: Maybe<string>;
  editor?: Maybe<AnsweredActor>;
}

/** Ids have outgrown GraphQL's `Int`: those are null, and only the full one says them, as text. */
export interface AnsweredId {
  databaseId?: Maybe<number>;
  fullDatabaseId?: Maybe<string>;
}

export interface AnsweredComment {
  id: string;
  databaseId?: Maybe<number>;
  url: string;
  body: string;
  createdAt: string;
  author?: Maybe<AnsweredActor>;
}

type Names = Maybe<Connection<{ name: string }>>;
type Logins = Maybe<Connection<{ login: string }>>;
export type Home = Maybe<{ nameWithOwner?: Maybe<string> }>;

export interface AnsweredChild extends AnsweredId {
  __typename?: "Issue";
  id: string;
  number: number;
  title: string;
  url: string;
  body: string;
  state: string;
  stateReason?: Maybe<string>;
  createdAt: string;
  updatedAt?: Maybe<string>;
  closedAt?: Maybe<string>;
  author?: Maybe<AnsweredActor>;
  repository?: Home;
  parent?: Maybe<{ number: number }>;
  /** Lists are left out where an issue is answered in brief, comments also where it is one of the newest. */
  labels?: Names;
  assignees?: Logins;
  comments?: Maybe<Connection<AnsweredComment>>;
  closedByPullRequestsReferences?: Maybe<Connection<AnsweredClosing>>;
}

interface AnsweredClosing {
  number: number;
  url: string;
  state: string;
  merged: boolean;
  repository?: Home;
}

type AnsweredNumber = Maybe<{ number?: Maybe<number>; repository?: Home }>;

interface AnsweredPull {
  __typename: "PullRequest";
  number: number;
  title: string;
  url: string;
  merged: boolean;
  mergedAt?: Maybe<string>;
  mergedBy?: Maybe<AnsweredActor>;
  repository?: Home;
}

interface Event {
  id: string;
  createdAt: string;
  actor?: Maybe<AnsweredActor>;
}

export type AnsweredItem =
  | (AnsweredComment &
      AnsweredReactions &
      AnsweredEdit & { __typename: "IssueComment"; authorAssociation?: Maybe<string>; minimizedReason?: Maybe<string> })
  | (Event & { __typename: "LabeledEvent" | "UnlabeledEvent"; label: { name: string } })
  | (Event & { __typename: "AssignedEvent" | "UnassignedEvent"; assignee?: Maybe<{ login?: Maybe<string> }> })
  | (Event & {
      __typename: "ClosedEvent";
      stateReason?: Maybe<string>;
      closer?: Maybe<{ number?: Maybe<number>; mergedBy?: Maybe<AnsweredActor> }>;
    })
  | (Event & { __typename: "ReopenedEvent" })
  | (Event & {
      __typename: "CrossReferencedEvent";
      willCloseTarget?: Maybe<boolean>;
      source?: Maybe<AnsweredChild | AnsweredPull>;
    })
  | (Event & {
      __typename: "MarkedAsDuplicateEvent";
      canonical?: AnsweredNumber;
      duplicate?: Maybe<AnsweredChild | { __typename: "PullRequest" }>;
    })
  | (Event & { __typename: "UnmarkedAsDuplicateEvent"; canonical?: AnsweredNumber });

export interface AnsweredSubject extends AnsweredId, AnsweredReactions, AnsweredEdit {
  __typename: "Issue" | "PullRequest";
  number: number;
  id: string;
  title: string;
  body: string;
  url: string;
  createdAt: string;
  updatedAt?: Maybe<string>;
  closedAt?: Maybe<string>;
  authorAssociation?: Maybe<string>;
  author?: Maybe<AnsweredActor>;
  state?: Maybe<string>;
  pullRequestState?: Maybe<string>;
  stateReason?: Maybe<string>;
  labels?: Names;
  assignees?: Logins;
  parent?: Maybe<{ number: number; body: string; author?: Maybe<AnsweredActor> }>;
  subIssues?: Maybe<Connection<AnsweredChild>>;
  timelineItems?: Maybe<Connection<AnsweredItem>>;
}

type AnsweredText = Maybe<{ text?: Maybe<string> }>;

export interface AnsweredRepository {
  name: string;
  url: string;
  isPrivate: boolean;
  owner: { login: string };
  labels?: Names;
  configuration?: AnsweredText;
  templates?: Maybe<{ entries?: Maybe<{ name: string; object?: AnsweredText }[]> }>;
}

export interface AnsweredDeployment {
  id: string;
  databaseId?: Maybe<number>;
  environment?: Maybe<string>;
  ref?: Maybe<{ name: string }>;
  commitOid: string;
  createdAt: string;
  creator?: Maybe<AnsweredActor>;
  statuses?: Maybe<
    Connection<{ state: string; createdAt: string; logUrl?: Maybe<string>; environmentUrl?: Maybe<string> }>
  >;
}

export interface AnsweredMerged {
  number: number;
  title: string;
  url: string;
  author?: Maybe<AnsweredActor>;
  mergedAt?: Maybe<string>;
}

/** What was shipped of late: each list apart, as a token may see one and not the other. */
export interface AnsweredShipped {
  deployed?: Maybe<{ deployments?: Maybe<Connection<AnsweredDeployment>> }>;
  merged?: Maybe<{ pullRequests?: Maybe<Connection<AnsweredMerged>> }>;
}

/** The nodes that are there. */
export function nodesOf<T>(connection: Maybe<Connection<T>>): T[] {
  return (connection?.nodes ?? []).filter((node) => node !== null && node !== undefined);
}

/** Where the next page begins; null after the last. */
export function nextPageOf(connection: Maybe<Connection<unknown>>): string | null {
  const page = connection?.pageInfo;
  return page?.hasNextPage ? (page.endCursor ?? null) : null;
}
