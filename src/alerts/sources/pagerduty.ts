/** PagerDuty's webhooks: version 3, one event a message, and version 2, several messages in one. */
import { z } from "zod";
import type { Alert } from "../alert.ts";
import { chosen, each, has, identity, instant, known, link, listOf, oneOf, part, word } from "../fields.ts";
import { type Reading, source } from "../source.ts";

const reference = part({ summary: word, type: word });
const status = oneOf(["triggered", "acknowledged", "resolved"]);

const incident = z.object({
  id: identity,
  title: word,
  created_at: instant,
  html_url: link,
  urgency: word,
  priority: reference,
  service: reference,
  escalation_policy: reference,
  teams: listOf(reference),
});
type Incident = z.output<typeof incident>;

/** What an event makes of its incident; null where only the incident's own status says it. */
const meanings: ReadonlyMap<string, z.output<typeof status> | null> = new Map([
  ["incident.triggered", "triggered"],
  ["incident.reopened", "triggered"],
  ["incident.unacknowledged", "triggered"],
  ["incident.acknowledged", "acknowledged"],
  ["incident.resolved", "resolved"],
  ["incident.reassigned", null],
  ["incident.delegated", null],
  ["incident.escalated", null],
  ["incident.priority_updated", null],
  ["incident.service_updated", null],
]);

const event = {
  event_type: z.string(),
  occurred_at: instant,
  agent: reference,
};
const named = incident.extend({ assignees: listOf(reference) });
const telling = z.object({ event: z.object({ ...event, data: named.extend({ status: status.nullish() }) }) });
const following = z.object({ event: z.object({ ...event, data: named.extend({ status }) }) });
const other = z.object({ event: z.object({ event_type: z.string() }) }).transform(() => null);

const older = z.object({
  messages: each(
    z.object({
      event: z.string(),
      created_on: instant,
      incident: incident.extend({
        status,
        assignments: listOf(part({ assignee: reference })),
        acknowledgements: listOf(part({ at: instant, acknowledger: reference })),
      }),
    }),
  ),
});

export const pagerduty = source({
  name: "pagerduty",
  title: "PagerDuty",
  setUp: [
    "In *Integrations → Generic Webhooks (v3)*, choose *New Webhook* and enter `URL`.",
    "Choose the scope (a service, a team or the account), and all incident events.",
    "Under *Custom headers*, add `Authorization` with the value `Bearer TOKEN`.",
    "To have signatures verified too, put the secret that PagerDuty then shows into `ALERTS_PAGERDUTY_SECRET`.",
  ],
  schema: chosen((body) => (has(body, "messages") ? older : schemaOf(typeIn(body)))),
  understand: (message) => {
    if (message === null) return { nothing: "An event that says nothing about firing." };
    return "messages" in message ? understandOlder(message) : { alerts: [alertOf(message.event)] };
  },
});

function schemaOf(type: unknown) {
  const meaning = typeof type === "string" ? meanings.get(type) : undefined;
  if (meaning === undefined) return other;
  return meaning === null ? following : telling;
}

function typeIn(body: unknown): unknown {
  return has(body, "event") && has(body.event, "event_type") ? body.event.event_type : undefined;
}

type Told = z.output<typeof telling | typeof following>["event"];

function alertOf(told: Told): Alert {
  const { event_type, occurred_at, agent, data } = told;
  const isOver = (meanings.get(event_type) ?? data.status) === "resolved";
  const isAcknowledgement = event_type === "incident.acknowledged" && occurred_at !== null;
  return {
    ...common(data),
    status: isOver ? "resolved" : "firing",
    startedAt: isOver ? null : startOf(told),
    endedAt: event_type === "incident.resolved" ? occurred_at : null,
    acknowledged: isAcknowledgement ? { at: occurred_at, who: userIn(agent) } : null,
    alerted: namesIn(data.assignees),
  };
}

/**
 * A reopened incident fires anew from then on; when it was created is another story. So the end of one, which may have been
 * reopened, names no start.
 */
function startOf({ event_type, occurred_at, data }: Told): number | null {
  if (event_type === "incident.reopened") return occurred_at;
  return data.created_at ?? (event_type === "incident.triggered" ? occurred_at : null);
}

function understandOlder({ messages }: z.output<typeof older>): Exclude<Reading, { invalid: string }> {
  const told = messages.filter((message) => message.event !== "incident.annotate");
  if (told.length === 0) return { nothing: "Messages that say nothing about firing." };
  return { alerts: told.map(alertOfOlder) };
}

function alertOfOlder({ event, created_on, incident }: z.output<typeof older>["messages"][number]): Alert {
  const [first] = incident.acknowledgements;
  return {
    ...common(incident),
    status: incident.status === "resolved" ? "resolved" : "firing",
    startedAt: incident.status === "resolved" ? null : incident.created_at,
    endedAt: event === "incident.resolve" ? created_on : null,
    acknowledged: first && first.at !== null ? { at: first.at, who: userIn(first.acknowledger) } : null,
    alerted: namesIn(incident.assignments.map(({ assignee }) => assignee)),
  };
}

function common(told: Incident) {
  const { service, priority, escalation_policy, teams } = told;
  const labels = known({
    service: service.summary,
    priority: priority.summary,
    urgency: told.urgency,
    escalation_policy: escalation_policy.summary,
    team: teams[0]?.summary ?? null,
  });
  return {
    source: "pagerduty",
    fingerprint: told.id,
    severity: (priority.summary ?? told.urgency)?.toLowerCase() ?? null,
    service: service.summary,
    rule: null,
    title: told.title ?? "An incident without a title",
    text: "",
    link: told.html_url,
    labels,
  } as const;
}

/** Integrations acknowledge too, and are nobody. */
function userIn({ summary, type }: z.output<typeof reference>): string | null {
  return type === null || type.startsWith("user") ? summary : null;
}

function namesIn(references: readonly z.output<typeof reference>[]): string[] {
  return references.flatMap(({ summary }) => (summary === null ? [] : [summary]));
}
