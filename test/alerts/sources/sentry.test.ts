import { describe, expect, it } from "vitest";
import { sentry } from "../../../src/alerts/sources/sentry.ts";

const actor = { id: "sentry", name: "Sentry", type: "application" };
const installation = { uuid: "a8e5d37a-696c-4c54-adb5-b3f28d64c7de" };
const hook = (action: string, data: object) => ({ action, actor, data, installation });

const event = {
  event_id: "77aa77aa77aa77aa77aa77aa77aa77aa",
  issue_id: "4501",
  issue_url: "https://sentry.io/api/0/issues/4501/",
  title: "TimeoutError: session store",
  message: "",
  culprit: "login.session in open",
  level: "error",
  datetime: "2026-11-20T14:02:03.677000Z",
  timestamp: 1795183323.677,
  project: 17,
  environment: "production",
  tags: [
    ["level", "error"],
    ["release", "shop@5.2"],
    ["user", null],
  ],
  url: "https://sentry.io/api/0/projects/acme/login-web/events/77aa77aa77aa77aa77aa77aa77aa77aa/",
  web_url: "https://sentry.io/organizations/acme/issues/4501/events/77aa77aa77aa77aa77aa77aa77aa77aa/",
};
const issue = {
  id: "4501",
  shortId: "LOGIN-WEB-9",
  title: "TimeoutError: session store",
  culprit: "login.session in open",
  level: "fatal",
  status: "unresolved",
  firstSeen: "2026-01-02T03:04:05.391000Z",
  lastSeen: "2026-11-20T14:02:03.000000Z",
  permalink: null,
  web_url: "https://acme.sentry.io/issues/4501/",
  project: { id: "17", name: "Login (web)", slug: "login-web", platform: "" },
  assignedTo: null,
};
const metric = {
  description_title: "Critical: Too many errors",
  description_text: "1200 events in the last 10 minutes",
  web_url: "https://sentry.io/organizations/acme/alerts/31/",
  metric_alert: {
    id: "31",
    identifier: "5",
    title: "Sacred Marmot",
    date_started: "2026-11-20T14:00:00.000000Z",
    date_detected: "2026-11-20T14:02:00.000000Z",
    date_closed: null,
    status: 20,
    projects: ["login-web"],
    alert_rule: { id: "7", name: "Too many errors", environment: null, projects: ["login-web"], triggers: [] },
  },
};

describe("Sentry", () => {
  it("tells of an issue alert by its issue, not by its event", () =>
    expect(
      sentry.read(hook("triggered", { event, triggered_rule: "Logins" }), { "sentry-hook-resource": "event_alert" }),
    ).toEqual({
      alerts: [
        {
          source: "sentry",
          fingerprint: "4501",
          status: "firing",
          severity: "error",
          service: "login-web",
          rule: "Logins",
          title: "TimeoutError: session store",
          text: "login.session in open",
          startedAt: Date.UTC(2026, 10, 20, 14, 2, 3, 677),
          endedAt: null,
          acknowledged: null,
          alerted: [],
          link: event.web_url,
          labels: { level: "error", release: "shop@5.2", project: "login-web", environment: "production" },
        },
      ],
    }));

  it.each([
    ["created", { status: "firing", startedAt: Date.UTC(2026, 0, 2, 3, 4, 5, 391) }],
    ["unresolved", { status: "firing", startedAt: Date.UTC(2026, 10, 20, 14, 2, 3) }],
    ["resolved", { status: "resolved", startedAt: null, endedAt: null }],
  ])("knows the same issue when it is %s", (action, told) =>
    expect(sentry.read(hook(action, { issue }), { "sentry-hook-resource": "issue" })).toMatchObject({
      alerts: [{ fingerprint: "4501", service: "login-web", severity: "fatal", link: issue.web_url, ...told }],
    }),
  );

  it.each([
    ["unresolved", { status: "firing", startedAt: Date.UTC(2026, 10, 20, 14, 2, 3) }],
    ["resolved", { status: "resolved" }],
  ])("tells of an issue's activity by its state, %s", (status, told) =>
    expect(sentry.read(hook("triggered", { issue: { ...issue, status } }), {})).toMatchObject({
      alerts: [{ fingerprint: "4501", ...told }],
    }),
  );

  it("tells of a metric alert by its rule, under the rule's name whatever the state", () => {
    const ended = {
      ...metric,
      description_title: "Resolved: Too many errors",
      metric_alert: { ...metric.metric_alert, date_closed: "2026-11-20T14:30:00.000000Z" },
    };
    const common = { fingerprint: "rule/7", title: "Too many errors", rule: "Too many errors", service: "login-web" };
    expect(sentry.read(hook("critical", metric), {})).toMatchObject({
      alerts: [
        { ...common, status: "firing", severity: "critical", startedAt: Date.UTC(2026, 10, 20, 14), endedAt: null },
      ],
    });
    expect(sentry.read(hook("warning", metric), {})).toMatchObject({ alerts: [{ ...common, severity: "warning" }] });
    expect(sentry.read(hook("resolved", ended), {})).toMatchObject({
      alerts: [{ ...common, status: "resolved", severity: null, endedAt: Date.UTC(2026, 10, 20, 14, 30) }],
    });
  });
  it("makes no longer fingerprint of a long id", () => {
    const metric_alert = { ...metric.metric_alert, alert_rule: { id: "7".repeat(200), name: "Too many errors" } };
    expect(sentry.read(hook("critical", { ...metric, metric_alert }), {})).toMatchObject({
      alerts: [{ fingerprint: expect.stringMatching(/^[\da-f]{32}$/) }],
    });
  });

  it("names no service where a metric alert is about several", () => {
    const alert_rule = { ...metric.metric_alert.alert_rule, projects: ["login-web", "login-api"] };
    const body = hook("critical", { ...metric, metric_alert: { ...metric.metric_alert, alert_rule } });
    expect(sentry.read(body, {})).toMatchObject({ alerts: [{ service: null }] });
  });

  it("takes a single error for its issue", () =>
    expect(sentry.read(hook("created", { error: event }), {})).toMatchObject({
      alerts: [{ fingerprint: "4501", status: "firing", rule: null }],
    }));

  it("understands the older plugin", () =>
    expect(
      sentry.read(
        {
          id: "4501",
          project: "login-web",
          project_name: "Login (web)",
          project_slug: "login-web",
          culprit: "login.session in open",
          level: "warning",
          logger: null,
          message: "TimeoutError: session store\n  at line 3",
          url: "https://sentry.io/acme/login-web/issues/4501/",
          triggering_rules: ["Logins"],
          event: { event_id: "77aa", received: 1795183323, timestamp: null },
        },
        {},
      ),
    ).toMatchObject({
      alerts: [
        {
          fingerprint: "4501",
          status: "firing",
          severity: "warning",
          service: "login-web",
          rule: "Logins",
          title: "TimeoutError: session store",
          startedAt: Date.UTC(2026, 10, 20, 14, 2, 3),
          link: "https://sentry.io/acme/login-web/issues/4501/",
        },
      ],
    }));

  const sample = ["sample_event", "yes"];
  it.each([
    ["an issue's analysis", hook("triggered", { issue, activity: { type: "seer_root_cause_completed", details: {} } })],
    ["a user's feedback", hook("created", { issue: { ...issue, issueCategory: "feedback" } })],
    ["a sample event", hook("triggered", { event: { ...event, tags: [...event.tags, sample] } })],
    ["the older plugin's sample", { id: "4501", project: "login-web", event: { tags: [sample] } }],
    ["an issue assigned", hook("assigned", { issue })],
    ["an issue archived", hook("archived", { issue })],
    ["a comment", hook("created", { comment: "on it", issue_id: 4501 })],
    ["an installation", hook("created", { installation })],
  ])("has nothing to say of %s", (_, body) =>
    expect(sentry.read(body, {})).toEqual({ nothing: "A message that says nothing about firing, or a sample." }),
  );

  const missing = "must be text that stays the same while the same thing is wrong";
  it.each([
    [{}, "action: expected string, received undefined"],
    [null, "the body: expected object, received null"],
    [{ action: "resolved" }, "data: expected object, received undefined"],
    [hook("resolved", {}), "data.issue: expected object, received undefined"],
    [{ action: "created" }, "data: expected record, received undefined"],
    [hook("created", {}), "data: must hold an event, an issue or a metric_alert"],
    [{ action: "triggered" }, "data: expected object, received undefined"],
    [hook("triggered", {}), "data.event: expected object, received undefined"],
    [hook("triggered", { event: { ...event, issue_id: undefined } }), `data.event.issue_id: ${missing}`],
    [hook("created", { issue: { ...issue, id: null } }), `data.issue.id: ${missing}`],
    [hook("critical", {}), "data.metric_alert: expected object, received undefined"],
    [hook("open", metric), 'action: Invalid option: expected one of "critical"|"warning"|"resolved"'],
    [{ project: "login-web", message: "x" }, `id: ${missing}`],
  ])("refuses a half-filled body, %#", (body, invalid) => expect(sentry.read(body, {})).toEqual({ invalid }));
});
