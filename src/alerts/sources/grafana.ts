/** Grafana Alerting's webhook, which speaks as Alertmanager does, and the webhook of its legacy alerting. */
import { z } from "zod";
import type { Alert } from "../alert.ts";
import {
  chosen,
  each,
  fingerprintOf,
  has,
  identity,
  labels,
  link,
  oneOf,
  prose,
  ruleIn,
  serviceIn,
  severityIn,
  word,
} from "../fields.ts";
import { source } from "../source.ts";
import { alertIn, alertOfGroup } from "./alertmanager.ts";

const alertOfGrafana = alertOfGroup.safeExtend({ panelURL: link, dashboardURL: link });
const group = z.object({ alerts: each(alertOfGrafana), externalURL: link });

const legacy = z.object({
  ruleId: identity,
  ruleName: word,
  title: word,
  message: prose,
  ruleUrl: link,
  state: oneOf(["alerting", "no_data", "ok", "pending", "paused", "unknown"]),
  tags: labels,
});

export const grafana = source({
  name: "grafana",
  title: "Grafana",
  setUp: [
    "In *Alerting → Contact points*, add a contact point of the type *Webhook* with `URL` and the method `POST`.",
    "Under *Optional settings*, set the *Authorization Header* scheme to `Bearer` and its credentials to `TOKEN`.",
    "Choose the contact point in a notification policy, and leave *Disable resolved message* off, *Custom Payload* empty.",
    "Give your rules the labels `severity` and `service`; the annotation `summary` becomes the title.",
  ],
  schema: chosen((body) => (has(body, "ruleId") && !has(body, "alerts") ? legacy : group)),
  understand: (message) => ("ruleId" in message ? understandLegacy(message) : understandGroup(message)),
});

function understandGroup({ alerts, externalURL }: z.output<typeof group>) {
  const real = alerts.filter(({ labels }) => !isTest(labels));
  if (real.length === 0) return { nothing: "The group holds no alerts but Grafana's test." };
  return { alerts: real.map((told) => inGroup(told, externalURL)) };
}

/** What *Test* on a contact point sends. */
function isTest({ alertname, instance }: Alert["labels"]): boolean {
  return alertname === "TestAlert" && instance === "Grafana";
}

/** A rule whose query fails or finds nothing fires as `DatasourceError` or `DatasourceNoData`; its own name is a label then. */
function inGroup(told: z.output<typeof alertOfGrafana>, externalURL: string | null): Alert {
  const alert = alertIn("grafana", told, word.parse(told.labels.rulename) ?? ruleIn(told.labels));
  return { ...alert, link: alert.link ?? told.panelURL ?? told.dashboardURL ?? externalURL };
}

function understandLegacy(told: z.output<typeof legacy>) {
  if (told.ruleName === "Test notification") return { nothing: "It is Grafana's test notification." };
  if (told.state === "pending" || told.state === "paused" || told.state === "unknown")
    return { nothing: `The state ${told.state} says nothing about firing.` };
  const alert: Alert = {
    source: "grafana",
    fingerprint: fingerprintOf("rule", told.ruleId),
    status: told.state === "ok" ? "resolved" : "firing",
    severity: severityIn(told.tags),
    service: serviceIn(told.tags),
    rule: told.ruleName,
    title: told.ruleName ?? told.title ?? "An alert without a name",
    text: told.message ?? "",
    startedAt: null,
    endedAt: null,
    acknowledged: null,
    alerted: [],
    link: told.ruleUrl,
    labels: told.tags,
  };
  return { alerts: [alert] };
}
