/** The dozen verbs that the product needs of GitHub. The rest of the code knows GitHub by these alone. */
import type { ObservedChild, ObservedIssue } from "./observed.ts";

/** Names an issue: everything that sets a pass off comes down to this. */
export interface IncidentRef {
  installation: number;
  owner: string;
  repo: string;
  number: number;
}
export type RepositoryRef = Omit<IncidentRef, "number">;

/** What a person may do in a repository. */
export type Permission = "triage" | "read" | "none";

export interface NewIssue {
  title: string;
  body: string;
  labels: string[];
  assignees: string[];
}

/** What GitHub answers to a new issue. `assignees` may be fewer than were asked for. */
export interface CreatedIssue {
  number: number;
  databaseId: number;
  url: string;
  assignees: string[];
}

/** GitHub, seen through one installation and repository. Every method may throw a `GitHubError`. */
export interface GitHub {
  /** The App's own login, without `[bot]`. */
  self(): Promise<string>;
  /** Reads issues whole; null where there is none (deleted, transferred, no access). */
  read(numbers: readonly number[]): Promise<(ObservedIssue | null)[]>;
  /** Numbers of the open issues that carry any of the labels, and the text of the configuration. */
  listOpen(labels: readonly string[]): Promise<{ numbers: number[]; configuration: string | null }>;
  /** The newest issues with any of the labels, newest first, at most 100. */
  listNewest(labels: readonly string[]): Promise<ObservedChild[]>;
  /** The first hundred files that each of the pull requests changes, by its number. */
  changedFiles(pullRequests: readonly number[]): Promise<ReadonlyMap<number, string[]>>;
  /** The text of CODEOWNERS on the default branch, at most some minutes old; null where there is none. */
  codeowners(): Promise<string | null>;
  permission(login: string): Promise<Permission>;
  /** Whether somebody is of the organisation that owns the repository, also where the membership is private. */
  isMember(login: string): Promise<boolean>;

  createIssue(issue: NewIssue): Promise<CreatedIssue>;
  linkSubIssue(parent: number, child: { databaseId: number }): Promise<"linked" | "refused">;
  unlinkSubIssue(parent: number, child: { databaseId: number }): Promise<void>;
  setState(issue: number, state: "open" | "completed" | "not planned" | "duplicate"): Promise<void>;
  setTitle(issue: number, title: string): Promise<void>;
  createLabel(label: { name: string; color: string; description: string }): Promise<void>;
  addLabels(issue: number, labels: readonly string[]): Promise<void>;
  removeLabel(issue: number, label: string): Promise<void>;
  /** Replaces all labels of the issue. */
  setLabels(issue: number, labels: readonly string[]): Promise<void>;
  /** Besides those who are assigned already. GitHub passes over whom it can't be assigned to. */
  assign(issue: number, login: string): Promise<"assigned" | "refused">;
  unassign(issue: number, login: string): Promise<void>;
  /** Null where the conversation is locked, and takes no comment. */
  createComment(issue: number, body: string): Promise<{ comment: number | null }>;
  editComment(comment: number, body: string): Promise<void>;
  deleteComment(comment: number): Promise<void>;
  pinComment(comment: number): Promise<"pinned" | "refused">;
  react(target: ReactionTarget, content: "rocket" | "confused"): Promise<void>;
  unreact(target: ReactionTarget, content: "rocket" | "confused"): Promise<void>;
}

/** The issue's own text, or one of its comments. */
export type ReactionTarget = { issue: number } | { comment: number };

/** GitHub as the App sees it: all of its installations. */
export interface GitHubApp {
  /** The App's login, without `[bot]`. */
  self(): Promise<string>;
  /** Every repository that the App is installed in. */
  repositories(): Promise<RepositoryRef[]>;
  /** The repository, by its name in any case; null where the App isn't installed. Either is remembered for minutes. */
  find(owner: string, repo: string): Promise<RepositoryRef | null>;
  /** GitHub, as the installation sees the repository. */
  in(repository: RepositoryRef): Promise<GitHub>;
}
