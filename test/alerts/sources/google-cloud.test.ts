import { describe, expect, it } from "vitest";
import { googleCloud } from "../../../src/alerts/sources/google-cloud.ts";

const incident = {
  incident_id: "0.n1x2y3z4",
  scoping_project_id: "acme-shop",
  url: "https://console.cloud.google.com/monitoring/alerting/incidents/0.n1x2y3z4?project=acme-shop",
  started_at: 1795183323,
  ended_at: null,
  state: "open",
  severity: "Critical",
  policy_name: "Login latency",
  policy_user_labels: { team: "identity" },
  condition_name: "p99 over 2 s",
  condition: { name: "projects/acme-shop/alertPolicies/1/conditions/2" },
  documentation: { content: "See the runbook.", mime_type: "text/markdown" },
  resource: { type: "cloud_run_revision", labels: { service_name: "login", location: "europe-west1" } },
  metric: { type: "run.googleapis.com/request_latencies", displayName: "Latency", labels: { response_code: "200" } },
  metadata: { system_labels: {}, user_labels: {} },
  summary: "Latency of login is above 2 s.",
};
const read = (changes: object, version = "1.2") =>
  googleCloud.read({ incident: { ...incident, ...changes }, version }, {});

describe("Google Cloud Monitoring", () => {
  it("tells of an incident", () =>
    expect(read({})).toEqual({
      alerts: [
        {
          source: "google-cloud",
          fingerprint: "0.n1x2y3z4",
          status: "firing",
          severity: "critical",
          service: "login",
          rule: "Login latency",
          title: "Login latency",
          text: "Latency of login is above 2 s.\n\nSee the runbook.",
          startedAt: Date.UTC(2026, 10, 20, 14, 2, 3),
          endedAt: null,
          acknowledged: null,
          alerted: [],
          link: incident.url,
          labels: { response_code: "200", service_name: "login", location: "europe-west1", team: "identity" },
        },
      ],
    }));

  it.each([
    [
      { state: "open", ended_at: 1795186923 },
      { status: "firing", endedAt: null },
    ],
    [{ state: "OPEN" }, { status: "firing", endedAt: null }],
    [
      { state: "open", ended_at: 0 },
      { status: "firing", endedAt: null },
    ],
    [
      { state: "closed", ended_at: 1795186923 },
      { status: "resolved", endedAt: Date.UTC(2026, 10, 20, 15, 2, 3) },
    ],
    [
      { state: "CLOSED", ended_at: 0 },
      { status: "resolved", endedAt: null },
    ],
    [{ severity: "No severity" }, { severity: null }],
    [{ severity: null, policy_user_labels: { severity: "Warning" } }, { severity: "warning" }],
    [{ policy_user_labels: { service: "accounts" } }, { service: "accounts" }],
    [
      {
        resource: null,
        metric: undefined,
        metadata: null,
        documentation: null,
        summary: null,
        policy_user_labels: null,
      },
      { service: null, text: "", labels: {} },
    ],
    [{ policy_name: "" }, { rule: null, title: "p99 over 2 s" }],
  ])("%j", (changes, told) => expect(read(changes)).toMatchObject({ alerts: [told] }));

  it("takes the channel's test for none", () =>
    expect(read({ incident_id: "12345", started_at: 0, ended_at: 0, state: "OPEN" }, "test")).toEqual({
      nothing: "It is the channel's test.",
    }));

  it.each([
    [{ version: "1.2" }, "incident: expected object, received undefined"],
    [
      { incident: { ...incident, incident_id: null } },
      "incident.incident_id: must be text that stays the same while the same thing is wrong",
    ],
    [{ incident: { ...incident, state: undefined } }, "incident.state: expected string, received undefined"],
    [
      { incident: { ...incident, state: "odd" } },
      'incident.state: Invalid option: expected one of "open"|"acknowledged"|"closed"',
    ],
  ])("refuses a half-filled body, %#", (body, invalid) => expect(googleCloud.read(body, {})).toEqual({ invalid }));
});
