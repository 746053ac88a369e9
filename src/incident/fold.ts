/** The fold: an issue's events in, the incident they tell of out. Pure; what it says follows from the events alone. */
import type { KeptRecord } from "../alerts/record.ts";
import type { IncidentEvent } from "../timeline/event.ts";
import type { ActionItem } from "./action-item.ts";
import { alertsOf } from "./alerts.ts";
import { type Declaration, declarationOf, importedDeclaration } from "./declaration.ts";
import { durationsOf } from "./durations.ts";
import type { Incident, Instant, Moments, Phase, Severity, TimelineEntry } from "./incident.ts";
import { lastOf, type RefusedStatement, stretchesOf, type Turn } from "./intervals.ts";
import { issueStateOf, unconfirmedClosing } from "./issue-state.ts";
import { type Merge, mergeOf, mergeTimes, statedSinceMerge, takeOver } from "./merge.ts";
import { type Times, timesOf } from "./moments.ts";
import { peopleOf, rolesOf } from "./people.ts";
import { currentPhase, type PhasesInput, phaseAt, phasesOf } from "./phases.ts";
import { reminderOrdersOf } from "./reminders.ts";
import type { Review } from "./review.ts";
import { priorityOf, severityOf } from "./severity.ts";
import { type Statement, statementsOf } from "./statements.ts";
import { identifiedSince, outsideReports, stageOf, storyOf } from "./story.ts";
import { strangeItems } from "./strange-items.ts";
import { type Entry, entriesOf } from "./timeline.ts";

export interface FoldInput {
  /** `owner/name`. */
  repository: string;
  number: number;
  url: string;
  title: string;
  issue: { state: "open" | "closed"; author: string; createdAt: Instant; closedAt: Instant | null };
  /** Sorted as written, with those of alerts and deployments at their times. */
  events: readonly IncidentEvent[];
  /** The alerts that the events are made from. */
  alerts: readonly KeptRecord[];
  actionItems: readonly ActionItem[];
  /** Numbers of issues that are or once were action items of it. */
  formerItems?: readonly number[];
  review: Review | null;
  /** Incidents merged into this one, already folded. */
  mergedFrom: readonly Incident[];
  labels: { incident: string };
  /** Severities that call for a review. */
  reviewSeverities: readonly Severity[];
  now: Instant;
  /** An issue of old times, which a maintainer takes in. */
  imported?: true;
}

/** What an issue is: no incident, a report from outside that nobody confirmed, or an incident. */
export type Folded =
  | { status: "none" }
  | { status: "unconfirmed"; opener: string }
  /** `settlesAt`: when more will be known, though nothing happens until then; null where all is settled. */
  | { status: "incident"; incident: Incident; refused: RefusedStatement[]; settlesAt: Instant | null };

/** Folds the events into what the issue is. Linear in their number, but for sorting. */
export function fold(input: FoldInput): Folded {
  const declaration = (input.imported ? importedDeclaration : declarationOf)(input.events, input.labels.incident);
  if (declaration === null) return { status: "none" };
  if (declaration === "unconfirmed") return { status: "unconfirmed", opener: input.issue.author };
  return foldIncident(input, declaration);
}

function foldIncident(input: FoldInput, declaration: Declaration): Folded {
  const { events, review, mergedFrom, now } = input;
  const statements = statementsOf(events);
  const { stretches, refused, turns, settlesAt } = stretchesOf(events, statements, {
    declared: declaration.order,
    now,
    fired: mergedFrom.flatMap(({ alerts }) => alerts),
  });
  const entries = entriesOf(events, declaration.at);
  const declaredUrl = events[declaration.order]?.url ?? input.url;
  const own = timesOf({ events, statements, entries, declaration, declaredUrl, stretches, review });
  const times = mergeTimes(own, mergedFrom, statedSinceMerge(events, statements, mergedFrom));
  const impossible = new Set(refused.map(({ event, line }) => `${event} ${line}`));
  const known: Known = {
    declaration,
    statements,
    entries,
    times,
    isByAlert: own.moments.detected?.from === "alert",
    refused: impossible,
    turns,
    reopened: lastOf(stretches).reopened,
  };
  const incident = takeOver(compose(input, known), mergedFrom);
  const strange = strangeItems(statements, incident.actionItems, input.formerItems);
  return { status: "incident", incident, refused: [...refused, ...strange], settlesAt };
}

/** What has been worked out of the events, for the incident to be put together from. */
interface Known {
  declaration: Declaration;
  statements: readonly Statement[];
  entries: readonly Entry[];
  times: Times;
  /** Whether an alert was the first to tell. */
  isByAlert: boolean;
  /** What alerts made of recoveries. */
  turns: readonly Turn[];
  /** Commands that can't be what they say, as `event line`. */
  refused: ReadonlySet<string>;
  /** When the last interval began by being reopened. */
  reopened: Instant | null;
}

function compose(input: FoldInput, known: Known): Incident {
  const { events, review, mergedFrom } = input;
  const { declaration, statements, entries, times, isByAlert } = known;
  const { moments, intervals, contradictions } = times;
  const severity = severityOf(events, statements, declaration.at);
  const story = storyOf(statements, review);
  const reviewDue = isReviewDue(input, severity) || story.reviewPlan !== null;
  const actionItems = [...input.actionItems, ...mergedFrom.flatMap((merged) => merged.actionItems)];
  const phasing = { moments, reviewDue, review, actionItems };
  const phases = phasesOf(phasing);
  const merge = mergeOf(events, statements);
  const own = entries.map(({ order: _order, time: _time, inOwnWords: _inOwnWords, ...entry }) => entry);
  return {
    repository: input.repository,
    number: input.number,
    url: input.url,
    title: input.title,
    updatedAt: lastChange(input, declaration),
    ...(input.issue.closedAt === null ? {} : { closedAt: input.issue.closedAt }),
    ...standing(phasing, known, merge),
    mergedFrom: [],
    declaredBy: declaration.by,
    declarer: declaration.who,
    stage: stageOf(events, statements, known),
    severity,
    priority: priorityOf(severity.final),
    moments,
    intervals,
    reopened: intervals.length - 1,
    durations: durationsOf(moments, intervals, { nearMiss: story.nearMiss, severity }),
    phases,
    roles: rolesOf(statements),
    people: peopleOf({ events, statements, entries, declared: declaration }),
    outsideReports: outsideReports(events),
    timeline: timelineOf([...own, ...mergedFrom.flatMap(({ timeline }) => timeline)], phases, moments),
    alerts: alertsOf(input.alerts, input.url),
    contradictions,
    reviewDue,
    actionItems,
    review: review && asTold(review, moments),
    reminderOrders: reminderOrdersOf(statements),
    issueState: wantedState(input, known, merge),
    unconfirmedClosing: unconfirmedClosing(events, statements),
    ...story,
    detectedBy: story.detectedBy ?? (isByAlert ? "monitoring" : null),
  };
}

/** `/reviewed` says that it was held, whether or not its issue is closed. */
function asTold(review: Review, { reviewed }: Moments): Review {
  return reviewed?.by === "stated" ? { ...review, state: "held" } : review;
}

function isReviewDue({ reviewSeverities }: FoldInput, { highest, final }: Incident["severity"]): boolean {
  return highest !== null && reviewSeverities.includes(highest) && final !== "sev5";
}

/** Where the incident stands; it is in no phase once it was withdrawn or merged. */
function standing(
  phasing: PhasesInput,
  { declaration, statements, times: { recovered }, reopened }: Known,
  merge: Merge | null,
): Pick<Incident, "state" | "phase" | "mergedInto" | "mergedAt"> {
  if (merge) return { state: "merged", phase: null, mergedInto: merge.into, mergedAt: merge.at };
  if (declaration.withdrawn !== null) return { state: "withdrawn", phase: null };
  const identifiedSinceReopening = identifiedSince(statements, reopened);
  const phase = currentPhase({ ...phasing, recovered, identifiedSinceReopening });
  return { state: recovered ? "recovered" : "open", phase };
}

function wantedState({ events }: FoldInput, known: Known, merge: Merge | null): Incident["issueState"] {
  if (merge) return "duplicate";
  return known.declaration.withdrawn === null ? issueStateOf(events, known.statements, known) : null;
}

function timelineOf(
  entries: readonly Omit<TimelineEntry, "phase">[],
  phases: readonly Phase[],
  moments: Moments,
): TimelineEntry[] {
  const placed = entries.map((entry) => ({ ...entry, phase: phaseAt(phases, moments, entry.at) }));
  return placed.sort((a, b) => a.at - b.at);
}

/** What the clock on the card counts up to: the last thing that people or programs did or wrote here. */
function lastChange({ events, mergedFrom }: FoldInput, { at }: Declaration): Instant {
  const times = events.flatMap((event) => {
    if (event.standing === "self" || event.kind === "reminded") return [];
    return "edited" in event && event.edited ? [event.at, event.edited.at] : [event.at];
  });
  return [...times, ...mergedFrom.map(({ updatedAt }) => updatedAt)].reduce((last, time) => Math.max(last, time), at);
}
