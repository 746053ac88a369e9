/** The verbs that the product needs of GitHub. The rest of the code knows GitHub by these alone. */
import type { Instant } from "../incident/incident.ts";
import type { BoardField, BoardReading } from "./board.ts";
import type { FieldValues } from "./issue-fields.ts";
import type { ObservedChild, ObservedIssue } from "./observed.ts";
import type { TeamSize } from "./team.ts";

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
  /** Its type in the organisation. */
  type?: string;
  /** What the organisation's issue fields are to say of it. */
  fields?: readonly BoardSetting[];
}

/** What GitHub answers to a new issue. `assignees` may be fewer than were asked for. */
export interface CreatedIssue {
  number: number;
  databaseId: number;
  url: string;
  assignees: string[];
}

export interface Settings {
  private: boolean;
  /** The text of `.github/sooner.yml`; null where there is none. */
  configuration: string | null;
  /** Overridden templates, by file name. */
  templates: Record<string, string>;
}

/** A check run of a commit, which is over. */
export interface NewCheck {
  name: string;
  sha: string;
  conclusion: "success" | "failure";
  title: string;
  summary: string;
  annotations: { path: string; line: number; message: string }[];
}

export interface BoardQuery {
  project: number;
  /** Names of the fields whose values are asked for. */
  fields: readonly string[];
  issues: readonly number[];
}
export interface BoardSetting {
  field: number;
  value: string | number | null;
}
export type NewBoardField =
  | { name: string; type: "date" | "text" }
  | { name: string; type: "single select"; options: string[] };

/** What to look for, by labels. */
export interface UnsettledQuery {
  /** Those that declare an incident. */
  declaring: readonly string[];
  /** Those of what belongs to one. */
  belonging: readonly string[];
  /** What a version tells the changes of. */
  versions: "of issues" | "of issues and boards";
}

export interface UnsettledList {
  issues: Unsettled[];
  /** Incidents that are closed, or that something closed belongs to: of each label those that changed last, and when. */
  closed: { incident: number; updatedAt: Instant }[];
  /** The text of the configuration. */
  configuration: string | null;
}

/** An issue that is still open and is, or belongs to, an incident. */
export interface Unsettled {
  number: number;
  /** The incident that its marker names, or that it is a sub-issue of; null for an incident. */
  incident: number | null;
  /** Changes whenever anything changes on it, or on the board about it. */
  version: string;
}

/** GitHub, seen through one installation and repository. Every method may throw a `GitHubError`. */
export interface GitHub {
  /** The App's own login, without `[bot]`. */
  self(): Promise<string>;
  /** Reads issues whole; null where there is none (deleted, transferred, no access). */
  read(numbers: readonly number[]): Promise<(ObservedIssue | null)[]>;
  /** Numbers of the open issues that carry any of the labels, and the text of the configuration. */
  listOpen(labels: readonly string[]): Promise<{ numbers: number[]; configuration: string | null }>;
  /** Everything open that carries any of the labels, 100 of each label in a request, and what is closed and changed of late. */
  listUnsettled(query: UnsettledQuery): Promise<UnsettledList>;
  /** The newest issues with any of the labels, newest first, at most 100. */
  listNewest(labels: readonly string[]): Promise<ObservedChild[]>;
  /** The first hundred files that each of the pull requests changes, by its number. */
  changedFiles(pullRequests: readonly number[]): Promise<ReadonlyMap<number, string[]>>;
  /** The text of CODEOWNERS on the default branch, at most some minutes old; null where there is none. */
  codeowners(): Promise<string | null>;
  permission(login: string): Promise<Permission>;
  /** Whether somebody is of the organisation that owns the repository, also where the membership is private. */
  isMember(login: string): Promise<boolean>;

  /** Members of a team of the organisation that owns the repository, at most some minutes old. */
  teamSize(slug: string): Promise<TeamSize>;
  /** The organisation's project, its fields by these names, and what it holds of these issues; null where this program can't reach projects. */
  board(query: BoardQuery): Promise<BoardReading | null>;

  /** Names of the types that issues can have here, at most some minutes old; none where this program has nothing to do with them. */
  issueTypes(): Promise<readonly string[]>;
  /** The issue's type; null where it has none. */
  typeOf(issue: number): Promise<string | null>;
  /** The organisation's issue fields, as with types; their options' ids are their names. */
  issueFields(): Promise<readonly BoardField[]>;
  /** What the issue fields say of these issues, most of which are sub-issues of `parent`, as far as GitHub tells. */
  fieldValues(parent: number, issues: readonly number[]): Promise<ReadonlyMap<number, FieldValues>>;

  /** What configures the repository at a commit. */
  settingsAt(sha: string): Promise<Settings>;
  createCheck(check: NewCheck): Promise<"created" | "refused">;

  createIssue(issue: NewIssue): Promise<CreatedIssue>;
  linkSubIssue(parent: number, child: { databaseId: number }): Promise<"linked" | "refused">;
  unlinkSubIssue(parent: number, child: { databaseId: number }): Promise<void>;
  /** Replaces the text of an issue that the App wrote. */
  setBody(issue: number, body: string): Promise<void>;
  addToBoard(project: number, issue: { databaseId: number }): Promise<{ item: number } | "refused">;
  /** Sets fields of an item, by the fields' ids: an option's id, a day, a text, a number, or null to empty it. */
  setOnBoard(project: number, item: number, values: readonly BoardSetting[]): Promise<"set" | "refused">;
  /** One that is gone already is as good as taken off. */
  removeFromBoard(project: number, item: number): Promise<void>;
  createBoardField(project: number, field: NewBoardField): Promise<"created" | "refused">;
  /** One that is refused changes nothing. */
  setType(issue: number, type: string): Promise<void>;
  /** Sets issue fields, by their ids, or empties them; what is refused once is left alone for a while. */
  setFields(issue: number, values: readonly BoardSetting[]): Promise<void>;
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
  /** The issue of one of the installation's repositories by its node id; null for anything else, or no access. */
  locate(installation: number, node: string): Promise<IncidentRef | null>;
  /** GitHub, as the installation sees the repository. */
  in(repository: RepositoryRef): Promise<GitHub>;
}
