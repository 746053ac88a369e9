/** What the world holds: people, repositories, issues, comments and timelines, in GitHub's own terms. */
import type { Instant } from "../../src/incident/incident.ts";
import type { CheckRun } from "./check-state.ts";
import type { Discussion, DiscussionCategory, DiscussionComment } from "./discussion-state.ts";
import type { IssueFieldValue, Organization, Team } from "./organization-state.ts";
import type { Project, ProjectField, ProjectItem, ProjectValue } from "./project-state.ts";

export const ROLES = ["none", "read", "triage", "write", "maintain", "admin"] as const;
export type Role = (typeof ROLES)[number];

export interface Person {
  type: "User" | "Bot";
  id: number;
  nodeId: string;
  /** Without `[bot]`. */
  login: string;
  name: string | null;
  /** In every repository that doesn't say otherwise. */
  role: Role;
  member: boolean;
  /** A member whose membership others can't see. */
  concealed: boolean;
  token: string;
  deleted: boolean;
}

export interface Installation {
  id: number;
  account: Organization | Person;
  permissions: Record<string, string>;
  createdAt: Instant;
}

/** A run of a workflow: what its own token may do, and where. */
export interface Job {
  repository: Repository;
  permissions: Record<string, string>;
}

export interface Label {
  type: "Label";
  id: number;
  nodeId: string;
  name: string;
  color: string;
  description: string | null;
  repository: Repository;
  createdAt: Instant;
}

export interface Repository {
  type: "Repository";
  id: number;
  nodeId: string;
  owner: Organization | Person;
  name: string;
  fullName: string;
  private: boolean;
  /** Whether its wiki is switched on. */
  hasWiki: boolean;
  installation: number | null;
  createdAt: Instant;
  /** Contents of the default branch, by path. */
  files: Map<string, string>;
  /** By name in lower case. */
  labels: Map<string, Label>;
  /** Issues and pull requests by number; deleted ones are gone. */
  issues: Map<number, Issue>;
  /** Where issues that were transferred away are now, by the number that they had here. */
  moved: Map<number, Issue>;
  lastNumber: number;
  /** Oldest first. */
  deployments: Deployment[];
  /** Oldest first. */
  checks: CheckRun[];
  /** Empty where discussions are switched off. */
  discussionCategories: DiscussionCategory[];
  /** Oldest first. */
  discussions: Discussion[];
  /** Roles that differ from the person's own, by login in lower case. */
  roles: Map<string, Role>;
}

export type StateReason = "completed" | "not_planned" | "duplicate" | "reopened";

/** A past text: what it said until this edit. */
export interface Edit {
  type: "UserContentEdit";
  nodeId: string;
  at: Instant;
  by: Person;
  from: string;
}

export const REACTIONS = ["+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"] as const;
export type ReactionContent = (typeof REACTIONS)[number];

export interface Reaction {
  type: "Reaction";
  id: number;
  nodeId: string;
  content: ReactionContent;
  at: Instant;
  by: Person;
  subject: Issue | Comment;
}

export interface Deployment {
  type: "Deployment";
  id: number;
  nodeId: string;
  repository: Repository;
  ref: string;
  sha: string;
  environment: string;
  at: Instant;
  by: Person;
  /** Oldest first. */
  statuses: DeploymentStatus[];
}

export const DEPLOYMENT_STATES = [
  "error",
  "failure",
  "inactive",
  "in_progress",
  "queued",
  "pending",
  "success",
] as const;
export type DeploymentState = (typeof DEPLOYMENT_STATES)[number];

export interface DeploymentStatus {
  type: "DeploymentStatus";
  id: number;
  nodeId: string;
  deployment: Deployment;
  state: DeploymentState;
  at: Instant;
  by: Person;
}

interface Merge {
  at: Instant;
  by: Person;
  sha: string;
}

export interface Issue {
  type: "Issue" | "PullRequest";
  id: number;
  nodeId: string;
  repository: Repository;
  number: number;
  title: string;
  body: string;
  author: Person;
  /** Written by the App through its installation, or by a job. */
  viaApp: boolean;
  state: "open" | "closed";
  stateReason: StateReason | null;
  createdAt: Instant;
  updatedAt: Instant;
  closedAt: Instant | null;
  closedBy: Person | null;
  edits: Edit[];
  labels: Label[];
  assignees: Person[];
  reactions: Reaction[];
  timeline: TimelineItem[];
  parent: Issue | null;
  subIssues: Issue[];
  locked: boolean;
  issueType: string | null;
  /** Values of the organisation's issue fields, one a field at most. */
  fieldValues: IssueFieldValue[];
  /** Pull requests only: the branch, and the merge once there is one. */
  branch: string | null;
  merge: Merge | null;
  /** Pull requests only: paths of what they change; tests write them here. */
  files: string[];
}

export interface Comment {
  type: "IssueComment";
  id: number;
  nodeId: string;
  issue: Issue;
  body: string;
  author: Person;
  viaApp: boolean;
  at: Instant;
  updatedAt: Instant;
  edits: Edit[];
  reactions: Reaction[];
  pin: { at: Instant; by: Person } | null;
  /** Why it is hidden, such as `off-topic`. */
  minimized: string | null;
  /** What the App says here and no test has read yet. */
  unread: boolean;
}

interface Happened {
  nodeId: string;
  at: Instant;
  actor: Person;
}

interface CrossReference extends Happened {
  type: "CrossReferencedEvent";
  source: Issue;
  target: Issue;
  willClose: boolean;
}

export type TimelineEvent =
  | CrossReference
  | (Happened & { type: "LabeledEvent" | "UnlabeledEvent"; label: Label })
  | (Happened & { type: "AssignedEvent" | "UnassignedEvent"; assignee: Person })
  | (Happened & { type: "ClosedEvent"; issue: Issue; reason: StateReason | null; closer: Issue | null })
  | (Happened & { type: "ReopenedEvent"; issue: Issue })
  | (Happened & { type: "LockedEvent" | "UnlockedEvent"; issue: Issue })
  | (Happened & { type: "RenamedTitleEvent"; from: string; to: string; issue: Issue })
  | (Happened & { type: "CommentDeletedEvent"; comment: number; author: Person })
  | (Happened & { type: "SubIssueAddedEvent" | "SubIssueRemovedEvent"; subIssue: Issue })
  | (Happened & { type: "ParentIssueAddedEvent" | "ParentIssueRemovedEvent"; parent: Issue })
  | (Happened & { type: "MarkedAsDuplicateEvent"; canonical: Issue; duplicate: Issue })
  | (Happened & { type: "MergedEvent"; pullRequest: Issue });

export type TimelineItem = Comment | TimelineEvent;

export type Node =
  | Person
  | Organization
  | Label
  | Repository
  | Issue
  | Comment
  | Reaction
  | Edit
  | Deployment
  | DeploymentStatus
  | TimelineEvent
  | Discussion
  | DiscussionCategory
  | DiscussionComment
  | Project
  | ProjectField
  | ProjectItem
  | ProjectValue;

export interface State {
  /** By login in lower case. */
  people: Map<string, Person>;
  organizations: Map<string, Organization>;
  /** By full name in lower case. */
  repositories: Map<string, Repository>;
  installations: Map<number, Installation>;
  comments: Map<number, Comment>;
  teams: Team[];
  /** Of all organisations; deleted ones are gone. */
  projects: Project[];
  nodes: Map<string, Node>;
}

export const emptyState = (): State => ({
  people: new Map(),
  organizations: new Map(),
  repositories: new Map(),
  installations: new Map(),
  comments: new Map(),
  teams: [],
  projects: [],
  nodes: new Map(),
});

/** An issue's comments, oldest first. */
export const commentsOf = (issue: Issue): Comment[] => issue.timeline.filter((item) => item.type === "IssueComment");
