/** Sentry's webhooks: those of an integration, for issue alerts, metric alerts, issues and errors, and the older plugin's. */
import { z } from "zod";
import type { Alert } from "../alert.ts";
import {
  chosen,
  fingerprintOf,
  has,
  identity,
  instant,
  known,
  type Labels,
  link,
  listOf,
  oneOf,
  part,
  prose,
  word,
} from "../fields.ts";
import { source } from "../source.ts";

const tags = listOf(listOf(word));

const event = z.object({
  issue_id: identity,
  title: word,
  message: prose,
  culprit: word,
  level: word,
  datetime: instant,
  web_url: link,
  url: word,
  environment: word,
  tags,
});

const issue = z.object({
  id: identity,
  title: word,
  culprit: word,
  level: word,
  status: word,
  issueCategory: word,
  firstSeen: instant,
  lastSeen: instant,
  web_url: link,
  permalink: link,
  project: part({ slug: word, name: word }),
});

const metric = z.object({
  description_text: prose,
  web_url: link,
  metric_alert: z.object({
    id: identity,
    title: word,
    date_started: instant,
    date_closed: instant,
    alert_rule: part({ id: word, name: word, environment: word, projects: listOf(word) }),
  }),
});
const metricAction = oneOf(["critical", "warning", "resolved"]);

const legacy = z.object({
  id: identity,
  project: word,
  project_slug: word,
  message: prose,
  culprit: word,
  level: word,
  url: link,
  triggering_rules: listOf(word),
  event: part({ title: word, datetime: instant, timestamp: instant, received: instant, environment: word, tags }),
});

const issueAlertHook = z
  .object({ data: z.object({ event, triggered_rule: word }) })
  .transform(({ data }) => alertOfEvent(data.event, data.triggered_rule));
const errorHook = z
  .object({ data: z.object({ error: event }) })
  .transform(({ data }) => alertOfEvent(data.error, null));
const issueHook = z
  .object({ action: z.string(), data: z.object({ issue }) })
  .transform(({ action, data }) => alertOfIssue(action, data.issue));
const metricHook = z
  .object({ action: metricAction, data: metric })
  .transform(({ action, data }) => alertOfMetric(action, data));
const legacyHook = legacy.transform((told) => alertOfLegacy(told));
const anything = z.record(z.string(), z.unknown());
const otherHook = z
  .object({
    action: z.string(),
    data: anything.refine((data) => Object.keys(data).length > 0, "must hold an event, an issue or a metric_alert"),
  })
  .transform(() => null);

export const sentry = source({
  name: "sentry",
  title: "Sentry",
  setUp: [
    "Sentry's integrations set no header of their own: use the address that ends in the token, `URL/TOKEN`.",
    "In *Settings → Developer Settings*, create an *Internal Integration* with that address, *Alert Rule Action* switched on and *Issue & Event: Read*.",
    "In your alert rules, choose *Send a notification via* that integration. Its webhook *issue* tells when an issue is resolved as well, and of each new one: that opens an incident, too.",
    "To have signatures verified too, put the integration's client secret into `ALERTS_SENTRY_SECRET`.",
  ],
  schema: chosen(hookOf),
  understand: (alert) =>
    alert ? { alerts: [alert] } : { nothing: "A message that says nothing about firing, or a sample." },
});

/** The body says what it is as well as the header `Sentry-Hook-Resource` does, and proxies don't leave it out. */
function hookOf(body: unknown) {
  if (!has(body, "action")) return has(body, "id") || has(body, "project") ? legacyHook : otherHook;
  const data = has(body, "data") ? body.data : null;
  // What was done about an issue, such as an analysis of it.
  if (has(data, "activity")) return otherHook;
  if (has(data, "metric_alert") || body.action === "critical" || body.action === "warning") return metricHook;
  if (has(data, "issue") || body.action === "resolved" || body.action === "unresolved") return issueHook;
  if (has(data, "error")) return errorHook;
  return has(data, "event") || body.action === "triggered" ? issueAlertHook : otherHook;
}

/** What Sentry never says. */
const unsaid = { source: "sentry", endedAt: null, acknowledged: null } as const;

function alertOfEvent(told: z.output<typeof event>, rule: string | null): Alert | null {
  if (isSample(told.tags)) return null;
  const project = projectIn(told.url);
  return {
    ...unsaid,
    alerted: [],
    fingerprint: told.issue_id,
    status: "firing",
    severity: told.level?.toLowerCase() ?? null,
    service: project,
    rule,
    title: told.title ?? "An event without a title",
    text: told.message ?? told.culprit ?? "",
    startedAt: told.datetime,
    link: told.web_url,
    labels: { ...tagged(told.tags), ...known({ project, environment: told.environment }) },
  };
}

/** The project's name stands in the event's address alone: `…/projects/ORGANISATION/PROJECT/events/…`. */
function projectIn(url: string | null): string | null {
  return /\/projects\/[^/]+\/([^/]+)\//.exec(url ?? "")?.[1] ?? null;
}

function alertOfIssue(action: string, told: z.output<typeof issue>): Alert | null {
  const now = action === "triggered" ? told.status : action;
  if (told.issueCategory === "feedback") return null;
  if (now !== "created" && now !== "unresolved" && now !== "resolved") return null;
  const project = told.project.slug ?? told.project.name;
  return {
    ...unsaid,
    alerted: [],
    fingerprint: told.id,
    status: now === "resolved" ? "resolved" : "firing",
    severity: told.level?.toLowerCase() ?? null,
    service: project,
    rule: null,
    title: told.title ?? "An issue without a title",
    text: told.culprit ?? "",
    startedAt: startOf(now, told),
    link: told.web_url ?? told.permalink,
    labels: known({ project }),
  };
}

/** An issue that comes back was first seen long ago: its newest event is what fires. */
function startOf(now: "created" | "unresolved" | "resolved", told: z.output<typeof issue>): number | null {
  if (now === "resolved") return null;
  return now === "created" ? told.firstSeen : told.lastSeen;
}

/** Each time that the rule is broken has an id and a title of its own; the rule is what stays the same. */
function alertOfMetric(action: z.output<typeof metricAction>, told: z.output<typeof metric>): Alert {
  const { metric_alert: alert } = told;
  const { id, name, environment, projects } = alert.alert_rule;
  const project = projects.length === 1 ? (projects[0] ?? null) : null;
  return {
    ...unsaid,
    alerted: [],
    fingerprint: id === null ? fingerprintOf("metric", alert.id) : fingerprintOf("rule", id),
    status: action === "resolved" ? "resolved" : "firing",
    severity: action === "resolved" ? null : action,
    service: project,
    rule: name,
    title: name ?? alert.title ?? "A metric alert without a name",
    text: told.description_text ?? "",
    startedAt: alert.date_started,
    endedAt: action === "resolved" ? alert.date_closed : null,
    link: told.web_url,
    labels: known({ project, environment }),
  };
}

function alertOfLegacy(told: z.output<typeof legacy>): Alert | null {
  if (isSample(told.event.tags)) return null;
  const project = told.project_slug ?? told.project;
  const { title, datetime, timestamp, received, environment } = told.event;
  return {
    ...unsaid,
    alerted: [],
    fingerprint: told.id,
    status: "firing",
    severity: told.level?.toLowerCase() ?? null,
    service: project,
    rule: told.triggering_rules[0] ?? null,
    title: title ?? word.parse(told.message?.split("\n", 1)[0]) ?? told.culprit ?? "An event without a title",
    text: told.message ?? told.culprit ?? "",
    startedAt: datetime ?? timestamp ?? received,
    link: told.url,
    labels: known({ project, environment }),
  };
}

/** Whether it is the event that Sentry makes up for a project that is being set up. */
function isSample(tags: readonly (string | null)[][]): boolean {
  return tags.some(([name, value]) => name === "sample_event" && value === "yes");
}

function tagged(tags: readonly (string | null)[][]): Labels {
  return Object.fromEntries(tags.flatMap(([name, value]) => (name && value ? [[name, value]] : [])));
}
