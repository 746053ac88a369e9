/** Google Cloud Monitoring's webhook, versions 1.1 and 1.2: one incident a message. */
import { z } from "zod";
import { identity, instant, labels, link, oneOf, part, prose, serviceIn, severityIn, word } from "../fields.ts";
import { source } from "../source.ts";

const incident = z.object({
  incident_id: identity,
  state: oneOf(["open", "acknowledged", "closed"]),
  started_at: instant,
  ended_at: instant,
  severity: word,
  policy_name: word,
  condition_name: word,
  summary: prose,
  documentation: part({ content: prose }),
  url: link,
  policy_user_labels: labels,
  resource: part({ labels }),
  metric: part({ labels }),
  metadata: part({ user_labels: labels }),
});

export const googleCloud = source({
  name: "google-cloud",
  title: "Google Cloud Monitoring",
  setUp: [
    "This sender sets no header of its own: use the address that ends in the token, `URL/TOKEN`.",
    "In *Monitoring → Alerting → Edit notification channels*, add a *Webhook* with that address as its endpoint.",
    "Choose the channel in your alerting policies, and *Notify on incident closure* there.",
    "Set the policies' severity, and a user label `service` that names the service.",
  ],
  schema: z.object({ version: word, incident }),
  understand: ({ version, incident: told }) => {
    if (version === "test") return { nothing: "It is the channel's test." };
    const all = {
      ...told.metric.labels,
      ...told.resource.labels,
      ...told.metadata.user_labels,
      ...told.policy_user_labels,
    };
    const ended = told.state === "closed";
    return {
      alerts: [
        {
          source: "google-cloud",
          fingerprint: told.incident_id,
          status: ended ? "resolved" : "firing",
          severity: severityOf(told.severity) ?? severityIn(all),
          service: serviceIn(all),
          rule: told.policy_name,
          title: told.policy_name ?? told.condition_name ?? "An incident without a policy",
          text: [told.summary, told.documentation.content].filter((text) => text !== null).join("\n\n"),
          startedAt: told.started_at,
          endedAt: ended ? told.ended_at : null,
          acknowledged: null,
          alerted: [],
          link: told.url,
          labels: all,
        },
      ],
    };
  },
});

function severityOf(told: string | null): string | null {
  const severity = told?.toLowerCase() ?? null;
  return severity === "no severity" || severity === "severity_unspecified" ? null : severity;
}
