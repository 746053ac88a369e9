/** How bad an alert is, and which service it is about, in the repository's own words: by its configuration, else by custom. */
import type { Configuration } from "../config.ts";
import { type Severity, severities } from "../incident/incident.ts";
import { plain } from "../words/escape.ts";
import type { Alert } from "./alert.ts";

export type AlertSeverity = Severity | "info";

/** The words by which monitoring systems grade alerts, in lower case, under our severities. */
export const severityWords: readonly (readonly [AlertSeverity, readonly string[]])[] = [
  ["sev1", ["critical", "page", "emergency", "fatal", "disaster", "urgent", "blocker", "p0", "p1", "sev0"]],
  ["sev2", ["error", "high", "major", "alert", "p2"]],
  ["sev3", ["warning", "warn", "medium", "moderate", "average", "minor", "p3"]],
  ["sev4", ["low", "p4"]],
  ["info", ["info", "informational", "information", "notice", "debug", "trace", "verbose", "none", "ok", "p5"]],
];

/** Azure's own five grades: they begin at 0, and the last two are for information. */
export const azureSeverities: ReadonlyMap<string, AlertSeverity> = new Map([
  ["sev0", "sev1"],
  ["sev1", "sev2"],
  ["sev2", "sev3"],
  ["sev3", "info"],
  ["sev4", "info"],
]);

const customary: ReadonlyMap<string, AlertSeverity> = new Map([
  ...severities.map((severity) => [severity, severity] as const),
  ...severityWords.flatMap(([severity, words]) => words.map((word) => [word, severity] as const)),
]);

/** Our severity for the sender's word, as the configuration maps it, else by custom; null for none, and for an unknown one. */
export function severityOf(
  { source, severity }: Pick<Alert, "source" | "severity">,
  { alerts: { severities: configured } }: Configuration,
): AlertSeverity | null {
  const word = severity?.trim().toLowerCase() ?? "";
  if (Object.hasOwn(configured, word)) return configured[word] ?? null;
  const bare = word.replace(/[\s_-]/g, "").replace(/^(?:severity|s)(?=\d$)/, "sev");
  return (source === "azure" ? azureSeverities.get(bare) : null) ?? customary.get(bare) ?? null;
}

/**
 * The service that an alert is about: of the configured ones the first of which a matcher (`label=value`) is true, or which
 * it names; else what it names itself, on one line and without what can't be seen; null for none. `source`, `rule` and `service` are matched like labels.
 */
export function serviceOf(
  { source, rule, service, labels }: Pick<Alert, "source" | "rule" | "service" | "labels">,
  { services }: Configuration,
): string | null {
  const told = new Map([...Object.entries({ source, rule, service }), ...Object.entries(labels)]);
  const matched = Object.entries(services).find(([, { alerts }]) => alerts.some((matcher) => isTrue(matcher, told)));
  if (matched) return matched[0];
  const name = plain(service ?? "");
  return Object.keys(services).find((known) => known.toLowerCase() === name.toLowerCase()) ?? (name || null);
}

function isTrue(matcher: string, told: ReadonlyMap<string, string | null>): boolean {
  const sign = matcher.indexOf("=");
  return told.get(matcher.slice(0, sign)) === matcher.slice(sign + 1);
}
