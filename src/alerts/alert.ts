/** An alert as every monitoring system tells it, in our words: what is wrong, since when, and until when. */
import { z } from "zod";

/** The systems whose alerts are understood, as their names stand in an address. */
export const sourceNames = [
  "alertmanager",
  "grafana",
  "pagerduty",
  "datadog",
  "sentry",
  "cloudwatch",
  "google-cloud",
  "azure",
  "opsgenie",
  "uptime-kuma",
  "better-stack",
  "checkly",
  "cloudevents",
  "generic",
] as const;
export type SourceName = (typeof sourceNames)[number];

const instant = z.number();

/** Plain values, taken over from the sender as they are: untrusted. Instants are milliseconds since 1970. */
const alertSchema = z.object({
  /** `github` is for failed workflows and deployments. */
  source: z.enum([...sourceNames, "github"]),
  /** The same as long as the same thing is wrong; at most 200 characters. */
  fingerprint: z.string(),
  status: z.enum(["firing", "resolved"]),
  /** In the sender's own word; null where it says none. */
  severity: z.string().nullable(),
  /** Which service it is about; null where it doesn't say. */
  service: z.string().nullable(),
  /** What is watched, where several alerts may come of one rule or check; null where it doesn't say. */
  rule: z.string().nullable(),
  title: z.string(),
  text: z.string(),
  /** When it began, by the sender's clock; null where it doesn't say. */
  startedAt: instant.nullable(),
  /** When it ended, by the sender's clock; null where it hasn't, or doesn't say. */
  endedAt: instant.nullable(),
  /** Who took it up there, and when. A name of that system, which need not be a login. */
  acknowledged: z.object({ at: instant, who: z.string().nullable() }).nullable(),
  /** Whom it alerted, the first one first, by names of that system. */
  alerted: z.array(z.string()),
  /** An `http` or `https` address; null where there is none. */
  link: z.string().nullable(),
  /** What else the sender says, for the configuration to tell services by. */
  labels: z.record(z.string(), z.string()),
});
export type Alert = z.infer<typeof alertSchema>;

/** With the time at which it reached us. */
export const arrivalSchema = alertSchema.extend({ receivedAt: instant });
export type Arrival = z.infer<typeof arrivalSchema>;

const titles: Record<Alert["source"], string> = {
  alertmanager: "Prometheus Alertmanager",
  grafana: "Grafana",
  pagerduty: "PagerDuty",
  datadog: "Datadog",
  sentry: "Sentry",
  cloudwatch: "Amazon CloudWatch",
  "google-cloud": "Google Cloud Monitoring",
  azure: "Azure Monitor",
  opsgenie: "Opsgenie",
  "uptime-kuma": "Uptime Kuma",
  "better-stack": "Better Stack",
  checkly: "Checkly",
  cloudevents: "CloudEvents",
  generic: "Monitoring",
  github: "GitHub",
};

const titlesByName: ReadonlyMap<string, string> = new Map(Object.entries(titles));

/** What the source is called, as its makers write it; its name as it stands where it is none that we know. */
export function sourceTitle(source: string): string {
  return titlesByName.get(source) ?? source;
}
