/** An incident's record: what the wiki keeps of it. Words of ours that follow from the rest, such as the card's, stay out. */
import { severityOf } from "../alerts/severity.ts";
import type { Configuration } from "../config.ts";
import type { ActionItem, Day, LinkedPullRequest } from "../incident/action-item.ts";
import type {
  Duration,
  Incident,
  IncidentAlert,
  Instant,
  Interval,
  Moment,
  Person,
  PersonPage,
  Phase,
  RoleHeld,
  SeverityHeld,
  TimelineEntry,
} from "../incident/incident.ts";
import type { Review } from "../incident/review.ts";
import { deploymentsOf, type Shipped } from "./deployments.ts";
import { instantText, wholeSeconds } from "./instant.ts";
import { daySchema, type IncidentRecord } from "./record.ts";

/** What was read of the issue besides the incident that it tells. */
export interface IssueRead extends Shipped {
  /** When GitHub last changed the issue. */
  updatedAt: Instant;
  /** Those of its labels that declare an incident. */
  labels: readonly string[];
  /** It says which severities are for information alone. */
  configuration: Configuration;
}

/** The record of the incident. Its fields stand in the schema's order, so that the same incident gives the same line. */
export function recordOf(incident: Incident, read: IssueRead): IncidentRecord {
  return {
    schema: 1,
    ...identityOf(incident, read),
    ...standingOf(incident),
    ...impactOf(incident),
    ...timesOf(incident),
    ...responseOf(incident, read),
    ...learnedOf(incident),
  };
}

type Identity = "repository" | "number" | "url" | "title" | "updatedAt" | "closedAt" | "labels";

function identityOf(incident: Incident, { updatedAt, labels }: IssueRead): Pick<IncidentRecord, Identity> {
  const { repository, number, url, title, closedAt } = incident;
  return {
    repository,
    number,
    url,
    title,
    updatedAt: instantText(updatedAt),
    ...(closedAt === undefined ? {} : { closedAt: instantText(closedAt) }),
    labels: [...new Set(labels.map((label) => label.toLowerCase()))].sort(),
  };
}

type Standing = "state" | "mergedInto" | "mergedFrom" | "declaredBy" | "phase" | "drill" | "nearMiss" | "imported";

function standingOf(incident: Incident): Pick<IncidentRecord, Standing> {
  const { state, mergedInto, mergedFrom, declaredBy, phase, drill, nearMiss } = incident;
  return {
    state,
    ...(mergedInto === undefined ? {} : { mergedInto }),
    mergedFrom,
    declaredBy,
    phase,
    drill,
    nearMiss,
    imported: declaredBy === "import",
  };
}

function impactOf({ severity: { highest, final, history }, priority, services, detectedBy, customers }: Incident) {
  return {
    severity: { highest, final, history: history.map(severityHeld) },
    priority,
    services,
    detectedBy,
    customers: { impacted: customers.impacted, text: customers.text },
  };
}

function severityHeld({ severity, from, until }: SeverityHeld) {
  return { severity, from: instantText(from), ...(until === undefined ? {} : { until: instantText(until) }) };
}

type Times = "moments" | "intervals" | "reopened" | "durations" | "phases";

function timesOf({ moments, intervals, reopened, durations, phases }: Incident): Pick<IncidentRecord, Times> {
  return {
    moments: {
      started: momentOf(moments.started),
      detected: momentOf(moments.detected),
      declared: momentOf(moments.declared),
      acknowledged: momentOf(moments.acknowledged),
      identified: momentOf(moments.identified),
      restored: momentOf(moments.restored),
      resolved: momentOf(moments.resolved),
      reviewed: momentOf(moments.reviewed),
    },
    intervals: intervals.map(intervalOf),
    reopened,
    durations: {
      timeToDetect: durationOf(durations.timeToDetect),
      timeToDeclare: durationOf(durations.timeToDeclare),
      timeToAcknowledge: durationOf(durations.timeToAcknowledge),
      timeToRecover: durationOf(durations.timeToRecover),
      firstRecovery: durationOf(durations.firstRecovery),
      impact: durationOf(durations.impact),
    },
    phases: phases.map(phaseOf),
  };
}

function momentOf(moment: Moment | null): IncidentRecord["moments"]["started"] {
  if (!moment) return null;
  const { at, range, approximate, by, from, who, url } = moment;
  return {
    at: instantText(at),
    ...rangeOf(range),
    ...(approximate === undefined ? {} : { approximate }),
    by,
    from,
    ...(who === undefined ? {} : { who }),
    ...(url === undefined ? {} : { url }),
  };
}

function rangeOf(range: readonly [Instant, Instant] | undefined): { range?: [string, string] } {
  return range ? { range: [instantText(range[0]), instantText(range[1])] } : {};
}

function intervalOf({ from, to }: Interval) {
  return { from: from === null ? null : instantText(from), ...(to === undefined ? {} : { to: instantText(to) }) };
}

function durationOf(duration: Duration): IncidentRecord["durations"]["impact"] {
  if (duration.state !== "recorded") return { state: duration.state };
  return { state: "recorded", seconds: wholeSeconds(duration.ms) };
}

function phaseOf({ phase, from, to, state }: Phase): IncidentRecord["phases"][number] {
  if (to === undefined) return { phase, from: instantText(from), state };
  const ended = { phase, from: instantText(from), to: instantText(to), state };
  return state === "recorded" ? { ...ended, seconds: wholeSeconds(to - from) } : ended;
}

type Response = "roles" | "people" | "outsideReports" | "timeline" | "alerts" | "updates" | "changes";

function responseOf(incident: Incident, read: IssueRead): Pick<IncidentRecord, Response> {
  const { roles, people, outsideReports, timeline, alerts, updates, changes } = incident;
  const deployments = deploymentsOf(changes, read);
  return {
    roles: roles.map(roleOf),
    people: people.map(personOf),
    outsideReports,
    timeline: timeline.map(entryOf),
    alerts: alerts.map((alert) => alertOf(alert, read.configuration)),
    updates: updates.map(({ at, who, text }) => ({ at: instantText(at), who, text })),
    changes: changes.map(({ kind, ref, effect }, index) => ({
      kind,
      ref,
      effect,
      deployments: deployments[index] ?? [],
    })),
  };
}

function roleOf({ role, who, from, until }: RoleHeld) {
  return { role, who, from: instantText(from), ...(until === undefined ? {} : { until: instantText(until) }) };
}

function personOf({ who, joinedAt, pagedAt, pagedBy, reachedAt, pages }: Person) {
  return {
    who,
    ...(joinedAt === undefined ? {} : { joinedAt: instantText(joinedAt) }),
    ...(pagedAt === undefined ? {} : { pagedAt: instantText(pagedAt) }),
    ...(pagedBy === undefined ? {} : { pagedBy }),
    ...(reachedAt === undefined ? {} : { reachedAt: instantText(reachedAt) }),
    ...(pages === undefined ? {} : { pages: pages.map(pageOf) }),
  };
}

function pageOf({ at, by, escalation, reachedAt }: PersonPage) {
  return {
    at: instantText(at),
    by,
    ...(escalation ? { escalation } : {}),
    ...(reachedAt === undefined ? {} : { reachedAt: instantText(reachedAt) }),
  };
}

function entryOf({ at, range, who, kind, impact, phase, text, url }: TimelineEntry) {
  return { at: instantText(at), ...rangeOf(range), who, kind, impact, phase, text, url };
}

function alertOf(alert: IncidentAlert, configuration: Configuration): IncidentRecord["alerts"][number] {
  const { source, fingerprint, title, severity, service, startedAt, receivedAt, endedAt, episodes } = alert;
  const { acknowledged, alerted, inconsistent, link } = alert;
  return {
    source,
    fingerprint,
    title,
    severity,
    ...(service === null ? {} : { service }),
    ...(startedAt === null ? {} : { startedAt: instantText(startedAt) }),
    receivedAt: instantText(receivedAt),
    ...(endedAt === null ? {} : { endedAt: instantText(endedAt) }),
    episodes,
    actionable: severityOf(alert, configuration) !== "info",
    ...(acknowledged ? { acknowledgedAt: instantText(acknowledged.at) } : {}),
    ...(acknowledged?.who ? { acknowledgedBy: acknowledged.who } : {}),
    ...(alerted.length > 0 ? { alerted } : {}),
    ...(inconsistent ? { inconsistent: inconsistencyOf(inconsistent) } : {}),
    ...(link === null ? {} : { link }),
  };
}

function inconsistencyOf(told: NonNullable<IncidentAlert["inconsistent"]>) {
  return "startedAt" in told ? { startedAt: instantText(told.startedAt) } : { endedAt: instantText(told.endedAt) };
}

type Learned = "learnings" | "factors" | "wentWell" | "parked" | "actionItems" | "review" | "reviewDue" | "related";

function learnedOf(incident: Incident): Pick<IncidentRecord, Learned> {
  const { learnings, factors, wentWell, parked, actionItems, review, reviewDue, related } = incident;
  return {
    learnings,
    factors: factors.map(({ text, effect }) => ({ text, effect })),
    wentWell,
    parked,
    actionItems: actionItems.map(actionItemOf),
    review: review && reviewOf(review),
    reviewDue,
    related,
  };
}

function actionItemOf(item: ActionItem): IncidentRecord["actionItems"][number] {
  const { number, title, url, state, owners, priority, question, createdAt, firstDue, due, closedAt } = item;
  const { reason, evidence, pullRequests = [] } = item;
  return {
    number,
    title,
    state,
    owners,
    priority,
    createdAt: instantText(createdAt),
    firstDue: dayOf(firstDue),
    due: dayOf(due),
    question,
    ...(closedAt === undefined ? {} : { closedAt: instantText(closedAt) }),
    ...(reason === undefined ? {} : { reason }),
    ...(evidence === undefined ? {} : { evidence }),
    ...(pullRequests.length > 0 ? { pullRequests: pullRequests.map(pullRequestOf) } : {}),
    url,
  };
}

function pullRequestOf({ number, url, state }: LinkedPullRequest) {
  return { number, url, state };
}

function reviewOf({ number, due, facilitator, state, reason }: Review): IncidentRecord["review"] {
  return { number, due: dayOf(due), facilitator, state, ...(reason === undefined ? {} : { reason }) };
}

/** Due dates come from texts on GitHub that people can edit: what is no day is none. */
function dayOf(day: Day | null): Day | null {
  return daySchema.safeParse(day).data ?? null;
}
