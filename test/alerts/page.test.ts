/** The page about alerts: what it tells people to write is understood. */
import { expect, test } from "vitest";
import { alertsPage, exampleMessage, exampleWords, exampleWorkflows } from "../../scripts/alerts-page.ts";
import { serviceOf, severityOf } from "../../src/alerts/severity.ts";
import { generic } from "../../src/alerts/sources/generic.ts";
import { sources } from "../../src/alerts/sources.ts";
import { readConfiguration } from "../../src/config.ts";

test("the message in the generic form", () => {
  expect(generic.read(JSON.parse(exampleMessage), {})).toMatchObject({
    alerts: [
      {
        fingerprint: "login-errors",
        status: "firing",
        severity: "critical",
        service: "login",
        startedAt: Date.UTC(2026, 10, 20, 14, 2, 3),
        link: "https://grafana.example.com/d/login",
      },
    ],
  });
});

test("the configuration of GitHub's own alerts", () => {
  const { configuration, problems } = readConfiguration(exampleWorkflows);
  expect(problems).toEqual([]);
  expect(configuration.alerts.workflows.map(({ name, severity }) => [name, severity])).toEqual([
    ["deploy.yml", "sev2"],
    ["Nightly", "info"],
  ]);
  expect(configuration.alerts.deployments).toEqual([{ environment: "production", severity: "sev1" }]);
});

test("the configuration of severities and services", () => {
  const { configuration, problems } = readConfiguration(exampleWords);
  const alert = { source: "uptime-kuma", severity: "ticket", service: null, rule: "Login page", labels: {} } as const;
  expect(problems).toEqual([]);
  expect(severityOf(alert, configuration)).toBe("info");
  expect(serviceOf(alert, configuration)).toBe("login");
});

test("it tells of each source how it is set up", () => {
  const page = alertsPage();
  for (const { title, setUp } of sources) {
    expect(page).toContain(`\n## ${title}\n`);
    for (const step of setUp) expect(page).toContain(step);
  }
});
