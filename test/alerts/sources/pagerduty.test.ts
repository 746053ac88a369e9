import { describe, expect, it } from "vitest";
import { pagerduty } from "../../../src/alerts/sources/pagerduty.ts";

const mia = {
  id: "PM1A",
  summary: "Mia Okafor",
  type: "user_reference",
  html_url: "https://acme.pagerduty.com/users/PM1A",
};
const incident = {
  id: "Q1LOGIN",
  type: "incident",
  self: "https://api.pagerduty.com/incidents/Q1LOGIN",
  html_url: "https://acme.pagerduty.com/incidents/Q1LOGIN",
  number: 7,
  status: "triggered",
  incident_key: "login-errors",
  created_at: "2026-11-20T14:02:03Z",
  title: "Logins fail",
  service: { id: "PS1", summary: "login", type: "service_reference" },
  assignees: [mia, { id: "PB0B", summary: "Bob Ray", type: "user_reference" }],
  escalation_policy: { summary: "Default" },
  teams: [{ summary: "Identity" }],
  priority: { id: "PP1", summary: "P1", type: "priority_reference" },
  urgency: "high",
  conference_bridge: null,
  resolve_reason: null,
};

function event(type: string, data: object = {}, agent: object | null = mia) {
  const occurred_at = "2026-11-20T14:05:10.169Z";
  return {
    event: {
      id: `01D${type}`,
      event_type: type,
      resource_type: "incident",
      occurred_at,
      agent,
      client: null,
      data: { ...incident, ...data },
    },
  };
}

const created = Date.UTC(2026, 10, 20, 14, 2, 3);
const occurred = Date.UTC(2026, 10, 20, 14, 5, 10, 169);

describe("PagerDuty", () => {
  it("tells of an incident, whom it alerted, and never by the delivery's id", () =>
    expect(pagerduty.read(event("incident.triggered"), {})).toEqual({
      alerts: [
        {
          source: "pagerduty",
          fingerprint: "Q1LOGIN",
          status: "firing",
          severity: "p1",
          service: "login",
          rule: null,
          title: "Logins fail",
          text: "",
          startedAt: created,
          endedAt: null,
          acknowledged: null,
          alerted: ["Mia Okafor", "Bob Ray"],
          link: "https://acme.pagerduty.com/incidents/Q1LOGIN",
          labels: { service: "login", priority: "P1", urgency: "high", escalation_policy: "Default", team: "Identity" },
        },
      ],
    }));

  it.each([
    ["incident.acknowledged", "acknowledged", { status: "firing", acknowledged: { at: occurred, who: "Mia Okafor" } }],
    ["incident.unacknowledged", "triggered", { status: "firing", acknowledged: null }],
    ["incident.reassigned", "acknowledged", { status: "firing", acknowledged: null }],
    ["incident.priority_updated", "triggered", { status: "firing", startedAt: created }],
    ["incident.escalated", "triggered", { status: "firing" }],
    ["incident.delegated", "triggered", { status: "firing" }],
    ["incident.resolved", "resolved", { status: "resolved", startedAt: null, endedAt: occurred }],
    ["incident.reopened", "triggered", { status: "firing", startedAt: occurred, endedAt: null }],
    ["incident.reassigned", "resolved", { status: "resolved", endedAt: null }],
  ])("%s, now %s", (type, status, told) =>
    expect(pagerduty.read(event(type, { status }), {})).toMatchObject({ alerts: [told] }),
  );

  it("goes without priority, service, assignees and the time of creation", () => {
    const bare = { priority: null, service: null, assignees: null, created_at: undefined, teams: undefined };
    expect(pagerduty.read(event("incident.triggered", bare, null), {})).toMatchObject({
      alerts: [{ severity: "high", service: null, alerted: [], startedAt: occurred }],
    });
  });
  it("knows no start where only what follows is told, and no creation", () =>
    expect(pagerduty.read(event("incident.acknowledged", { created_at: undefined }), {})).toMatchObject({
      alerts: [{ startedAt: null, acknowledged: { at: occurred, who: "Mia Okafor" } }],
    }));
  it("knows no person where an integration acknowledges", () =>
    expect(
      pagerduty.read(event("incident.acknowledged", {}, { summary: "API", type: "inbound_integration_reference" }), {}),
    ).toMatchObject({ alerts: [{ acknowledged: { at: occurred, who: null } }] }));
  it("needs no status where the event says it", () =>
    expect(pagerduty.read(event("incident.resolved", { status: undefined }), {})).toMatchObject({
      alerts: [{ status: "resolved" }],
    }));

  it.each([
    {
      event: {
        id: "1",
        event_type: "pagey.ping",
        resource_type: "pagey",
        data: { message: "Hello from your friend Pagey!" },
      },
    },
    { event: { event_type: "incident.annotated", data: { incident: { id: "Q1LOGIN" }, id: "P2", content: "note" } } },
    { event: { event_type: "incident.responder.added", data: { incident: { id: "Q1LOGIN" }, state: "pending" } } },
    { event: { event_type: "incident.status_update_published", data: { message: "soon" } } },
    { event: { event_type: "service.updated", data: { id: "PF9" } } },
    { event: { event_type: "constructor", data: {} } },
  ])("has nothing to say of $event.event_type", (body) =>
    expect(pagerduty.read(body, {})).toEqual({ nothing: "An event that says nothing about firing." }),
  );

  it.each([
    [{}, "event: expected object, received undefined"],
    [{ event: {} }, "event.event_type: expected string, received undefined"],
    [{ event: { event_type: "incident.triggered" } }, "event.data: expected object, received undefined"],
    [
      event("incident.triggered", { id: undefined }),
      "event.data.id: must be text that stays the same while the same thing is wrong",
    ],
    [event("incident.reassigned", { status: undefined }), "event.data.status: expected string, received undefined"],
    [
      event("incident.triggered", { status: "on fire" }),
      'event.data.status: Invalid option: expected one of "triggered"|"acknowledged"|"resolved"',
    ],
  ])("refuses a half-filled body, %#", (body, invalid) => expect(pagerduty.read(body, {})).toEqual({ invalid }));

  it("understands the messages of version 2", () => {
    const message = (name: string, status: string, created_on: string) => ({
      id: `delivery-${name}`,
      event: name,
      created_on,
      log_entries: [],
      webhook: {},
      incident: {
        id: "Q1LOGIN",
        incident_number: 7,
        title: "Logins fail",
        created_at: "2026-11-20T14:02:03Z",
        status,
        service: { id: "PS1", name: "login", summary: "login", type: "service" },
        assignments: [{ at: "2026-11-20T14:02:03Z", assignee: mia }],
        acknowledgements: status === "acknowledged" ? [{ at: "2026-11-20T14:04:00Z", acknowledger: mia }] : [],
        urgency: "high",
        html_url: "https://acme.pagerduty.com/incidents/Q1LOGIN",
      },
    });
    const body = {
      messages: [
        message("incident.acknowledge", "acknowledged", "2026-11-20T14:04:00Z"),
        message("incident.annotate", "acknowledged", "2026-11-20T14:04:30Z"),
        message("incident.resolve", "resolved", "2026-11-20T14:30:00Z"),
      ],
    };
    const common = {
      fingerprint: "Q1LOGIN",
      service: "login",
      severity: "high",
      alerted: ["Mia Okafor"],
    };
    expect(pagerduty.read(body, {})).toMatchObject({
      alerts: [
        {
          ...common,
          status: "firing",
          startedAt: created,
          acknowledged: { at: Date.UTC(2026, 10, 20, 14, 4), who: "Mia Okafor" },
        },
        { ...common, status: "resolved", startedAt: null, endedAt: Date.UTC(2026, 10, 20, 14, 30) },
      ],
    });
  });
});
