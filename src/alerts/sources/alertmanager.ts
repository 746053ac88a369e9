/** Prometheus Alertmanager's webhook, version 4: a group of alerts, firing and resolved ones together. */
import { z } from "zod";
import type { Alert } from "../alert.ts";
import {
  each,
  fingerprintOfLabels,
  instant,
  labels,
  link,
  oneOf,
  optionalIdentity,
  part,
  prose,
  ruleIn,
  serviceIn,
  severityIn,
  word,
} from "../fields.ts";
import { source } from "../source.ts";

/** An alert as Alertmanager and those who took over its format write it. */
export const alertOfGroup = z
  .object({
    fingerprint: optionalIdentity,
    status: oneOf(["firing", "resolved"]),
    labels,
    annotations: part({ summary: word, title: word, description: prose, message: prose }),
    startsAt: instant,
    endsAt: instant,
    generatorURL: link,
  })
  .refine((alert) => alert.fingerprint !== null || Object.keys(alert.labels).length > 0, {
    path: ["fingerprint"],
    error: "must be there, or labels to tell the alert by",
  });

/** The alert in our words, of this rule. It ends only once its status says so: the end of a firing one is a guess, or zero. */
export function alertIn(
  name: "alertmanager" | "grafana",
  told: z.output<typeof alertOfGroup>,
  rule: string | null,
): Alert {
  const { status, annotations } = told;
  return {
    source: name,
    fingerprint: told.fingerprint ?? fingerprintOfLabels(told.labels),
    status,
    severity: severityIn(told.labels),
    service: serviceIn(told.labels),
    rule,
    title: annotations.summary ?? annotations.title ?? rule ?? "An alert without a name",
    text: annotations.description ?? annotations.message ?? "",
    startedAt: told.startsAt,
    endedAt: status === "resolved" ? told.endsAt : null,
    acknowledged: null,
    alerted: [],
    link: told.generatorURL,
    labels: told.labels,
  };
}

export const alertmanager = source({
  name: "alertmanager",
  title: "Prometheus Alertmanager",
  setUp: [
    "In `alertmanager.yml`, add a receiver with a `webhook_configs` entry and put `URL` there as its `url`.",
    "In its `http_config`, set `authorization: { type: Bearer, credentials: TOKEN }`, and leave `send_resolved` at `true`.",
    "Name the receiver in `route`, for all alerts or those of this repository's services.",
    "Give your rules the labels `severity` and `service`; the annotation `summary` becomes the title.",
  ],
  schema: z.object({ alerts: each(alertOfGroup), externalURL: link }),
  understand: ({ alerts, externalURL }) => {
    if (alerts.length === 0) return { nothing: "The group holds no alerts." };
    return {
      alerts: alerts
        .map((told) => alertIn("alertmanager", told, ruleIn(told.labels)))
        .map((one) => ({ ...one, link: one.link ?? externalURL })),
    };
  },
});
