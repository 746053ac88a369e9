/** Opsgenie: one action on one alert in a message. */
import { z } from "zod";
import type { Alert } from "../alert.ts";
import {
  chosen,
  has,
  identity,
  instant,
  known,
  type Labels,
  labels,
  labelsOfTags,
  listOf,
  oneOf,
  optionalIdentity,
  prose,
  serviceIn,
  word,
} from "../fields.ts";
import { source } from "../source.ts";

/** Its actions that say whether the alert stands; notes, tags, owners, escalations and the others don't. */
const actions = {
  create: "firing",
  acknowledge: "firing",
  unacknowledge: "firing",
  close: "resolved",
  delete: "resolved",
} as const;
const action = oneOf(["create", "acknowledge", "unacknowledge", "close", "delete"]);

const messageSchema = z.object({
  action,
  alert: z.object({
    alias: optionalIdentity,
    alertId: identity,
    message: word,
    description: prose,
    priority: word,
    entity: word,
    tags: listOf(z.string()),
    details: labels,
    createdAt: instant,
    /** In nanoseconds, so many that a JSON number is off by a fraction of a millisecond. */
    updatedAt: instant,
    /** Who did it. */
    username: word,
  }),
});

type Message = z.output<typeof messageSchema>;

const telling = messageSchema.transform((message) => alertOf(message));
const other = z.unknown().transform(() => null);

export const opsgenie = source({
  name: "opsgenie",
  title: "Opsgenie",
  setUp: [
    "In *Settings → Integrations* (*Operations → Integrations* in Jira Service Management), add the outgoing integration *Webhook*, and turn it on.",
    "Enter `URL` as its webhook URL, and add the header `Authorization` with the value `Bearer TOKEN`.",
    "Send the alert actions created, acknowledged, unacknowledged, closed and deleted.",
    "Switch on *Add alert description* and *Add alert details*; a tag such as `service:login` names the service.",
  ],
  schema: chosen((body) => (isAside(body) ? other : telling)),
  understand: (alert) =>
    alert ? { alerts: [alert] } : { nothing: "An action that doesn't say whether the alert stands." },
});

function isAside(body: unknown): boolean {
  return has(body, "action") && typeof body.action === "string" && !action.safeParse(body.action).success;
}

function alertOf({ action, alert }: Message): Alert {
  const told = labelsOf(alert);
  const status = actions[action];
  return {
    source: "opsgenie",
    fingerprint: alert.alias ?? alert.alertId,
    status,
    severity: alert.priority?.toLowerCase() ?? null,
    service: serviceIn(told),
    rule: null,
    title: alert.message ?? "Opsgenie alert",
    text: alert.description ?? "",
    startedAt: alert.createdAt,
    endedAt: status === "resolved" ? alert.updatedAt : null,
    acknowledged:
      action === "acknowledge" && alert.updatedAt !== null ? { at: alert.updatedAt, who: alert.username } : null,
    alerted: [],
    link: null,
    labels: told,
  };
}

function labelsOf({ tags, details, entity }: Message["alert"]): Labels {
  return { ...labelsOfTags(tags), ...known({ entity }), ...details };
}
