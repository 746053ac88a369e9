/** What an incident is: the vocabulary of the whole product, as types. Nothing here does anything. */
import type { Alert } from "../alerts/alert.ts";
import type { ActionItem } from "./action-item.ts";
import type { Review, ReviewPlan } from "./review.ts";

/** A moment in time: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;
/** A span of time in milliseconds. */
export type Milliseconds = number;

export const severities = ["sev1", "sev2", "sev3", "sev4", "sev5"] as const;
export type Severity = (typeof severities)[number];
/** The incident's priority: it follows from the severity. */
export type IncidentPriority = "critical" | "warning" | "info";

export type Detector = "customers" | "monitoring" | "staff" | "partner";
export type EntryKind = "task" | "conversation" | "automation";
export type Impact = "positive" | "negative" | "neutral";
/** What a factor, a change or an entry did for the service: helped, hurt, or not said. */
export type Effect = "helped" | "hurt";

export const momentNames = [
  "started",
  "detected",
  "declared",
  "acknowledged",
  "identified",
  "restored",
  "resolved",
  "reviewed",
] as const;
export type MomentName = (typeof momentNames)[number];

/** From what a moment is known. */
export type Provenance =
  | "comment"
  | "declaration"
  | "assignment"
  | "role"
  | "stage"
  | "closing"
  | "resolution"
  | "review"
  | "alert"
  | "merged";

/** An instant that matters, and how it is known. A range's middle is `at`. */
export interface Moment {
  at: Instant;
  range?: readonly [Instant, Instant];
  /** Said "about", "~", or "ago". */
  approximate?: boolean;
  by: "stated" | "inferred";
  from: Provenance;
  who?: string;
  url?: string;
}
export type Moments = Record<MomentName, Moment | null>;

/** One stretch of impact. `from` is null where the start is not known, `to` is absent while it lasts. */
export interface Interval {
  from: Instant | null;
  to?: Instant;
}

export type Duration =
  | { state: "recorded"; ms: Milliseconds }
  | { state: "not recorded"; missing: MomentName }
  | { state: "not applicable" }
  | { state: "inconsistent"; start: MomentName; end: MomentName };

export const durationNames = [
  "timeToDetect",
  "timeToDeclare",
  "timeToAcknowledge",
  "timeToRecover",
  "firstRecovery",
  "impact",
] as const;
export type DurationName = (typeof durationNames)[number];

/** The phases that a span of an incident can have; `response` stands for its parts where they are not known. */
export type SpanPhase =
  | "detection"
  | "triage"
  | "investigation"
  | "response"
  | "response and remediation"
  | "remediation"
  | "analysis"
  | "readiness";
export interface Phase {
  phase: SpanPhase;
  from: Instant;
  /** Absent while the phase lasts. */
  to?: Instant;
  state: "recorded" | "inconsistent";
}
/** Where an incident stands now; null when withdrawn or merged. */
export type CurrentPhase = "response" | "remediation" | "analysis" | "readiness" | "closed";
/** What responders last said they are doing. */
export type Stage = "declared" | "investigating" | "identified" | "mitigated" | "monitoring" | "resolved" | "reopened";

export interface TimelineEntry {
  at: Instant;
  range?: readonly [Instant, Instant];
  /** A login, or null where nobody in particular did it. */
  who: string | null;
  kind: EntryKind;
  impact: Impact | null;
  phase: SpanPhase;
  /** Plain text, one paragraph, not escaped for any output. */
  text: string;
  url: string;
}

export interface RoleHeld {
  role: string;
  who: string;
  from: Instant;
  until?: Instant;
}
export interface Person {
  who: string;
  joinedAt?: Instant;
  /** Of the first page. */
  pagedAt?: Instant;
  pagedBy?: string;
  reachedAt?: Instant;
  /** Every time that they were called in, oldest first. */
  pages?: PersonPage[];
}
/** One page of one person; reached by their first word or act afterwards. */
export interface PersonPage {
  at: Instant;
  by: string;
  /** By a reminder of ours, as nobody had taken the incident up: `by` is then the App's login. */
  escalation?: true;
  reachedAt?: Instant;
}
export interface SeverityHeld {
  severity: Severity;
  from: Instant;
  until?: Instant;
}
export interface StatusUpdate {
  at: Instant;
  who: string;
  text: string;
}
export interface Change {
  kind: "pull request" | "commit" | "deployment";
  ref: string;
  effect: Effect | null;
}
/** An alert of the incident: all of its firing within one interval of impact. */
export interface IncidentAlert {
  source: Alert["source"];
  fingerprint: string;
  title: string;
  /** In the sender's own word. */
  severity: string | null;
  service: string | null;
  /** When it first began, by the sender's clock; null where it didn't say, or where its clock can't be right. */
  startedAt: Instant | null;
  /** When it first reached us. */
  receivedAt: Instant;
  /** When it last ended; null while it fires. */
  endedAt: Instant | null;
  /** How often it fired. */
  episodes: number;
  acknowledged: { at: Instant; who: string | null } | null;
  /** Whom it alerted over there, the first one first; names of that system. */
  alerted: string[];
  /** What the sender says that can't be: its time is shown, and counts for nothing. */
  inconsistent: { startedAt: Instant } | { endedAt: Instant } | null;
  link: string | null;
  /** Our comment about it. */
  url: string;
}
/** What there are reminders of; `items` are all action items of an incident. */
export type ReminderTopic = "acknowledgement" | "update" | "review" | "items" | `item ${number}`;
/** What somebody said about reminders: until when there are none, from then on none, or that they are wanted (again). */
export interface ReminderOrder {
  topic: ReminderTopic | "all";
  /** When it was said. */
  at: Instant;
  until: Instant | "off" | "on";
}
export interface Factor {
  text: string;
  effect: Effect | null;
}

/** A statement that contradicts another: `earlier` was stated, and lies after `later`, which was stated too. */
export interface Contradiction {
  earlier: MomentName;
  later: MomentName;
  /** The comment that stated the one written last. */
  url: string;
}

/** One incident, as its issue tells it. Everything the card, the reports and the metrics say comes from here. */
export interface Incident {
  repository: string;
  number: number;
  url: string;
  title: string;
  /** The last thing that people, alerts or closings did here: what a clock on the card counts up to. */
  updatedAt: Instant;
  closedAt?: Instant;
  state: "open" | "recovered" | "withdrawn" | "merged";
  mergedInto?: number;
  /** When it was merged: what was said on the survivor since then wins. */
  mergedAt?: Instant;
  mergedFrom: number[];
  declaredBy: "label" | "command" | "alert" | "form" | "dispatch" | "import";
  /** The login that declared it; null where a machine did. */
  declarer: string | null;
  phase: CurrentPhase | null;
  stage: Stage;
  drill: boolean;
  nearMiss: boolean;
  severity: { highest: Severity | null; final: Severity | null; history: SeverityHeld[] };
  priority: IncidentPriority;
  services: string[];
  detectedBy: Detector | null;
  customers: { impacted: boolean | null; text: string };
  moments: Moments;
  intervals: Interval[];
  reopened: number;
  durations: Record<DurationName, Duration>;
  phases: Phase[];
  roles: RoleHeld[];
  people: Person[];
  outsideReports: number;
  timeline: TimelineEntry[];
  /** Oldest first. */
  alerts: IncidentAlert[];
  updates: StatusUpdate[];
  changes: Change[];
  learnings: string[];
  factors: Factor[];
  wentWell: string[];
  parked: string[];
  publicSummary: string;
  related: number[];
  contradictions: Contradiction[];
  /** A review is called for by severity, or somebody asked for one. */
  reviewDue: boolean;
  /** What `/review` planned; null where nobody asked for a review. */
  reviewPlan: ReviewPlan | null;
  actionItems: ActionItem[];
  review: Review | null;
  /** What people said about reminders, as written: of two about the same topic the later counts. */
  reminderOrders: ReminderOrder[];
  /** Whether the issue should be open or closed by what people last did or said; null: leave it as it is. */
  issueState: "open" | "closed" | "withdrawn" | "duplicate" | null;
  /** Closed or reopened by somebody who may not: who, so that the card can ask. */
  unconfirmedClosing: { who: string; at: Instant } | null;
}
