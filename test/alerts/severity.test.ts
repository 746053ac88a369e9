/** How bad an alert is, and which service it is about. */
import { describe, expect, test } from "vitest";
import type { Alert } from "../../src/alerts/alert.ts";
import { serviceOf, severityOf } from "../../src/alerts/severity.ts";
import { readConfiguration } from "../../src/config.ts";

function configured(text: string) {
  return readConfiguration(text).configuration;
}

describe("severity", () => {
  const cases: [Alert["source"], string | null, string | null][] = [
    ["alertmanager", "critical", "sev1"],
    ["alertmanager", "page", "sev1"],
    ["grafana", " Warning ", "sev3"],
    ["pagerduty", "P2", "sev2"],
    ["pagerduty", "high", "sev2"],
    ["pagerduty", "low", "sev4"],
    ["pagerduty", "SEV-1", "sev1"],
    ["datadog", "p5", "info"],
    ["sentry", "fatal", "sev1"],
    ["sentry", "error", "sev2"],
    ["google-cloud", "no severity", null],
    ["opsgenie", "p4", "sev4"],
    ["generic", "sev5", "sev5"],
    ["generic", "Severity 2", "sev2"],
    ["generic", "sev0", "sev1"],
    ["pagerduty", "S3", "sev3"],
    ["generic", "s9", null],
    ["cloudevents", "TRACE", "info"],
    ["github", "info", "info"],
    ["azure", "Sev0", "sev1"],
    ["azure", "Sev1", "sev2"],
    ["azure", "Sev2", "sev3"],
    ["azure", "Sev3", "info"],
    ["azure", "Sev4", "info"],
    ["azure", "critical", "sev1"],
    ["generic", "purple", null],
    ["generic", "", null],
    ["generic", "constructor", null],
    ["checkly", null, null],
  ];
  test.each(cases)("of %s: %j is %j", (source, severity, ours) => {
    expect(severityOf({ source, severity }, configured(""))).toBe(ours);
  });

  test.each([
    ["generic", "page", "sev2"],
    ["generic", "PURPLE", "sev4"],
    ["generic", "warning", "info"],
    ["azure", "Sev3", "sev3"],
    ["generic", "critical", "sev1"],
  ] as const)("as configured, of %s: %j is %j", (source, severity, ours) => {
    const severities = "{ Page: sev2, purple: sev4, warning: info, sev3: sev3 }";
    expect(severityOf({ source, severity }, configured(`alerts: { severities: ${severities} }`))).toBe(ours);
  });
});

describe("service", () => {
  const configuration = configured(`
services:
  Login: { alerts: [team=identity, "rule=Login page"] }
  basket: { alerts: ["expr=a=b"] }
`);
  const alert = { source: "generic", rule: null, service: null, labels: {} } as const;

  test.each([
    ["a label that is configured", { labels: { team: "identity" } }, "Login"],
    ["before the name that it says", { labels: { team: "identity" }, service: "basket" }, "Login"],
    ["a value with a sign of equality", { labels: { expr: "a=b" } }, "basket"],
    ["what is watched, where there are no labels", { rule: "Login page" }, "Login"],
    ["exactly, not in another case", { labels: { team: "Identity" } }, null],
    ["a configured name in another case", { service: "LOGIN" }, "Login"],
    ["another name", { service: "Search" }, "Search"],
    ["none", {}, null],
    ["a name that every object has", { service: "constructor" }, "constructor"],
  ])("%s", (_what, more, service) => {
    expect(serviceOf({ ...alert, ...more }, configuration)).toBe(service);
  });
});
