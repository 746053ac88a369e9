/** All systems whose alerts are understood, by name. */
import type { SourceName } from "./alert.ts";
import type { Source } from "./source.ts";
import { alertmanager } from "./sources/alertmanager.ts";
import { azure } from "./sources/azure.ts";
import { betterStack } from "./sources/better-stack.ts";
import { checkly } from "./sources/checkly.ts";
import { cloudevents } from "./sources/cloudevents.ts";
import { cloudwatch } from "./sources/cloudwatch.ts";
import { datadog } from "./sources/datadog.ts";
import { generic } from "./sources/generic.ts";
import { googleCloud } from "./sources/google-cloud.ts";
import { grafana } from "./sources/grafana.ts";
import { opsgenie } from "./sources/opsgenie.ts";
import { pagerduty } from "./sources/pagerduty.ts";
import { sentry } from "./sources/sentry.ts";
import { uptimeKuma } from "./sources/uptime-kuma.ts";

/** In the order in which they are documented. */
export const sources: readonly Source[] = [
  alertmanager,
  grafana,
  pagerduty,
  datadog,
  sentry,
  cloudwatch,
  googleCloud,
  azure,
  opsgenie,
  uptimeKuma,
  betterStack,
  checkly,
  cloudevents,
  generic,
];

/** What else people call them. */
const aliases: Readonly<Record<string, SourceName>> = {
  prometheus: "alertmanager",
  sns: "cloudwatch",
  aws: "cloudwatch",
  gcp: "google-cloud",
  google: "google-cloud",
  googlecloudmonitoring: "google-cloud",
  azuremonitor: "azure",
  betteruptime: "better-stack",
  kuma: "uptime-kuma",
  json: "generic",
};

const byName = new Map([
  ...sources.map((source) => [key(source.name), source] as const),
  ...Object.entries(aliases).flatMap(([alias, name]) =>
    sources.filter((source) => source.name === name).map((source) => [alias, source] as const),
  ),
]);

/** The source by its name or an alias, in any case and however its words are joined; null where there is none. */
export function sourceNamed(text: string): Source | null {
  return byName.get(key(text)) ?? null;
}

function key(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}
