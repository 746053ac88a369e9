/** What one read of an issue brings back from GitHub: facts as GitHub states them, in its own terms. */
import type { LinkedPullRequest } from "../incident/action-item.ts";
import type { Instant } from "../incident/incident.ts";

/** Who did something. A deleted account is the user `ghost`. Bots are named without `[bot]`. */
export interface Actor {
  login: string;
  kind: "user" | "bot";
}

export interface Reaction {
  content: "+1" | "-1" | "laugh" | "confused" | "heart" | "hooray" | "rocket" | "eyes";
  at: Instant;
  /** Null where GitHub doesn't say, as for bots. */
  who: string | null;
}

/** Reactions that the product gives: 🚀 for what was taken, 😕 for what was not. */
export interface OwnReactions {
  rocket: boolean;
  confused: boolean;
}

/** How people, and the product, reacted to a text. */
interface Reacted {
  reactions: Reaction[];
  /** Those of our accounts. */
  mine: OwnReactions;
  /**
   * Those of `mine` that are not of the account that reads: some bot's, which GitHub doesn't name, while another account
   * of ours is known. They prove nothing, and can't be taken back. None where it is left out.
   */
  guessed?: OwnReactions;
}

export interface Edit {
  at: Instant;
  who: Actor;
}

/** GitHub's `author_association`: what the author is to the repository, as far as it is public. */
export type Association =
  | "OWNER"
  | "MEMBER"
  | "COLLABORATOR"
  | "CONTRIBUTOR"
  | "FIRST_TIMER"
  | "FIRST_TIME_CONTRIBUTOR"
  | "MANNEQUIN"
  | "NONE";

interface Item {
  /** GraphQL's node id. */
  id: string;
  at: Instant;
  actor: Actor;
}

export interface ObservedComment extends Item, Reacted {
  type: "comment";
  /** REST's id. */
  comment: number;
  url: string;
  body: string;
  association: Association;
  edited: Edit | null;
  minimized: boolean;
}

/** An issue or pull request that mentions this one, or an issue that was marked as its duplicate. */
export interface CrossReference extends Item {
  type: "cross-referenced";
  source:
    | ObservedChild
    | {
        pullRequest: number;
        title: string;
        merged: boolean;
        url: string;
        closes: boolean;
        mergedAt: Instant | null;
        mergedBy: Actor | null;
      };
}

export type TimelineItem =
  | ObservedComment
  | CrossReference
  | (Item & { type: "labeled" | "unlabeled"; label: string })
  | (Item & { type: "assigned" | "unassigned"; assignee: string })
  | (Item & {
      type: "closed";
      reason: "completed" | "not planned" | "duplicate";
      pullRequest: { number: number; mergedBy: Actor | null } | null;
    })
  | (Item & { type: "reopened" })
  /** A duplicate of that issue of the repository; null where the mark was taken back. */
  | (Item & { type: "marked as duplicate"; of: number | null });

/** An issue seen from another one: a sub-issue, or one that mentions it. */
export interface ObservedChild {
  number: number;
  /** REST's id, which linking a sub-issue needs. */
  databaseId: number;
  title: string;
  url: string;
  body: string;
  author: Actor;
  state: "open" | "closed";
  stateReason: "completed" | "not planned" | "duplicate" | "reopened" | null;
  createdAt: Instant;
  closedAt: Instant | null;
  labels: string[];
  assignees: string[];
  /** The issue it is a sub-issue of. */
  parent: number | null;
  /** Pull requests that close it; absent where they were not asked for. */
  pullRequests?: LinkedPullRequest[];
  /** Its newest comments, oldest first. */
  comments: { id: string; comment: number; author: Actor; body: string; at: Instant; url: string }[];
}

/** How a deployment went: `success` also where a newer one has replaced it since. */
export type DeploymentOutcome = "success" | "failure" | "pending";

export interface ObservedDeployment {
  /** REST's id where GraphQL can say it; else a number of our own that stays the same. */
  id: number;
  environment: string;
  /** The branch or tag; null where a bare commit was deployed, or the branch is gone. */
  ref: string | null;
  sha: string;
  creator: Actor;
  createdAt: Instant;
  /** Null where it was given up. */
  outcome: DeploymentOutcome | null;
  /** Since when the outcome is known; the creation while there is none. */
  outcomeAt: Instant;
  /** Its log, or what it made; null where nobody said. */
  url: string | null;
}

export interface MergedPullRequest {
  number: number;
  title: string;
  url: string;
  author: Actor;
  mergedAt: Instant;
}

export interface ObservedRepository {
  owner: string;
  name: string;
  url: string;
  private: boolean;
  /** Label names that exist, as GitHub writes them. */
  labels: string[];
  /** `.github/sooner.yml` of the default branch. */
  configuration: string | null;
  /** Overridden templates of `.github/sooner/templates/`, by file name. */
  templates: Record<string, string>;
  /** The newest ones, newest first; null where they were not asked for, or may not be seen. */
  deployments: ObservedDeployment[] | null;
  /** Those that changed last; null as with deployments. */
  merged: MergedPullRequest[] | null;
}

export interface ObservedIssue extends Reacted {
  repository: ObservedRepository;
  kind: "issue" | "pull request";
  number: number;
  id: string;
  databaseId: number;
  title: string;
  body: string;
  url: string;
  author: Actor;
  association: Association;
  createdAt: Instant;
  edited: Edit | null;
  state: "open" | "closed";
  stateReason: ObservedChild["stateReason"];
  closedAt: Instant | null;
  labels: string[];
  assignees: string[];
  parent: { number: number; body: string; author: Actor } | null;
  /** The timeline, in GitHub's order. */
  items: TimelineItem[];
  subIssues: ObservedChild[];
  /** The newest issues of the repository that carry our labels: where an unlinked one is found. */
  recent: ObservedChild[];
}

/** An issue with the time when GitHub last changed it, and each of its sub-issues by number, as bulk reads give it. */
export type DatedIssue = ObservedIssue & { updatedAt: Instant; subIssuesUpdatedAt: ReadonlyMap<number, Instant> };
