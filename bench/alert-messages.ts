/** A message of each monitoring system, as large as they usually are. */
import type { SourceName } from "../src/alerts/alert.ts";
import type { Headers } from "../src/alerts/source.ts";

const time = "2026-11-20T14:02:03.123Z";
const title = "More than 5% of all logins fail";
const text =
  "The rate of answers with a status of 500 and above has been higher than 5% for ten minutes. See the runbook.";
const link = "https://monitoring.example.com/d/4af1/login?orgId=1&viewPanel=12&from=1795183023000&to=1795183323000";

/** Headers by which some sources tell their messages apart. */
export const headersOf: Partial<Record<SourceName, Headers>> = { sentry: { "sentry-hook-resource": "event_alert" } };

/** The message by which the source says that its alert with this number fires. */
export const messageOf: Record<SourceName, (n: number) => unknown> = {
  alertmanager: (n) => groupOf("4", [n]),
  grafana: (n) => ({ ...groupOf("1", [n]), orgId: 1, title: `[FIRING:1] ${title}`, state: "alerting", message: text }),
  pagerduty: (n) => ({
    event: {
      id: `01D${n}`,
      event_type: "incident.triggered",
      resource_type: "incident",
      occurred_at: time,
      agent: { id: "PM1A", summary: "Mia Okafor", type: "user_reference" },
      data: {
        id: `Q${n}`,
        type: "incident",
        html_url: `https://acme.pagerduty.com/incidents/Q${n}`,
        number: n,
        status: "triggered",
        created_at: time,
        title,
        service: { id: "PS1", summary: "login", type: "service_reference" },
        assignees: [{ id: "PM1A", summary: "Mia Okafor", type: "user_reference" }],
        escalation_policy: { summary: "Default" },
        teams: [{ summary: "Identity" }],
        priority: { id: "PP1", summary: "P1" },
        urgency: "high",
      },
    },
  }),
  datadog: (n) => ({
    alert_cycle_key: `1581234567890${n}`,
    aggreg_key: `9bd4ac31${n}`,
    alert_id: "4711",
    alert_transition: "Triggered",
    alert_priority: "P2",
    alert_type: "error",
    alert_scope: "availability-zone:eu-1a,service:login",
    event_title: `[P2] [Triggered] ${title}`,
    text_only_msg: `%%%\n${text}\n%%%`,
    date: "1795183323000",
    link,
    tags: "env:prod,monitor,service:login,team:identity,region:eu",
  }),
  sentry: (n) => ({
    action: "triggered",
    actor: { id: "sentry", name: "Sentry", type: "application" },
    installation: { uuid: "a8e5d37a-696c-4c54-adb5-b3f28d64c7de" },
    data: {
      triggered_rule: title,
      event: {
        event_id: "77aa77aa77aa77aa77aa77aa77aa77aa",
        issue_id: String(n),
        title: "TimeoutError: session store",
        culprit: "login.session in open",
        level: "error",
        datetime: time,
        project: 17,
        environment: "production",
        tags: Array.from({ length: 20 }, (_, tag) => [`tag-${tag}`, `value ${tag}`]),
        web_url: `https://sentry.io/organizations/acme/issues/${n}/`,
        stacktrace: { frames: Array.from({ length: 20 }, (_, line) => ({ filename: "login.py", lineno: line })) },
      },
    },
  }),
  cloudwatch: (n) => ({
    Type: "Notification",
    MessageId: "da41e39f-ea4d-435a-b922-c6aae3915ebe",
    TopicArn: "arn:aws:sns:eu-west-1:123456789012:alarms",
    Subject: `ALARM: "${title}" in EU (Ireland)`,
    Message: JSON.stringify({
      AlarmName: title,
      AlarmDescription: text,
      AWSAccountId: "123456789012",
      NewStateValue: "ALARM",
      NewStateReason: "Threshold Crossed: 1 datapoint [52.0] was greater than the threshold (20.0).",
      StateChangeTime: "2026-11-20T14:02:42.236+0000",
      Region: "EU (Ireland)",
      AlarmArn: `arn:aws:cloudwatch:eu-west-1:123456789012:alarm:login ${n}`,
      OldStateValue: "OK",
      Trigger: {
        MetricName: "HTTPCode_Target_5XX_Count",
        Namespace: "AWS/ECS",
        Dimensions: [{ name: "ServiceName", value: "login" }],
        Period: 60,
      },
    }),
    Timestamp: time,
    SignatureVersion: "1",
  }),
  "google-cloud": (n) => ({
    version: "1.2",
    incident: {
      incident_id: `0.${n}`,
      url: link,
      started_at: 1795183323,
      ended_at: null,
      state: "open",
      severity: "Critical",
      policy_name: title,
      policy_user_labels: { team: "identity" },
      documentation: { content: text, mime_type: "text/markdown" },
      resource: { type: "cloud_run_revision", labels: { service_name: "login", location: "europe-west1" } },
      metric: { type: "run.googleapis.com/request_latencies", labels: { response_code: "500" } },
      summary: text,
    },
  }),
  azure: (n) => ({
    schemaId: "azureMonitorCommonAlertSchema",
    data: {
      essentials: {
        alertId: `/subscriptions/5f1c/providers/Microsoft.AlertsManagement/alerts/${n}`,
        alertRule: title,
        severity: "Sev1",
        signalType: "Metric",
        monitorCondition: "Fired",
        monitoringService: "Platform",
        configurationItems: ["login"],
        targetResourceGroup: "shop",
        firedDateTime: "2026-11-20T14:02:03.1234567Z",
        description: text,
        investigationLink: link,
      },
      alertContext: { conditionType: "SingleResourceMultipleMetricCriteria" },
    },
  }),
  opsgenie: (n) => ({
    action: "Create",
    source: { name: "web", type: "API" },
    alert: {
      alertId: `0b7a-${n}`,
      alias: `login-${n}`,
      message: title,
      description: text,
      priority: "P1",
      entity: "eu-west",
      tags: ["service:login", "customers"],
      details: { runbook: link, attempts: 3 },
      createdAt: 1795183323000,
      username: "gary@example.com",
    },
  }),
  "uptime-kuma": (n) => ({
    heartbeat: { monitorID: n, status: 0, time: "2026-11-20 14:02:03.456", msg: text, important: true },
    monitor: { id: n, name: title, url: link, type: "http", tags: [{ name: "service", value: "login" }] },
    msg: `[${title}] [Down] ${text}`,
  }),
  "better-stack": (n) => ({
    event: "started",
    data: {
      id: String(n),
      type: "incident",
      attributes: {
        name: title,
        url: link,
        cause: text,
        started_at: time,
        acknowledged_at: null,
        resolved_at: null,
        status: "Started",
        team_name: "Identity",
      },
    },
  }),
  checkly: (n) => ({
    check_id: `9f3e-${n}`,
    alert_type: "ALERT_FAILURE",
    check_name: "Login &amp; basket",
    alert_title: "Check &quot;Login &amp; basket&quot; has failed",
    check_error_message: text,
    started_at: time,
    result_link: "https://app.checklyhq.com/checks/9f3e-1/results?id&#x3D;77",
    group_name: "Shop",
    tags: "service:login,critical-path",
  }),
  cloudevents: (n) => ({
    specversion: "1.0",
    id: `d-${n}`,
    source: "/monitoring/eu",
    type: "com.acme.alert.firing",
    subject: `login-${n}`,
    time,
    data: genericAlert(n),
  }),
  generic: genericAlert,
};

/** An alert in the generic form. */
export function genericAlert(n: number): Record<string, unknown> {
  return {
    fingerprint: `login-${n}`,
    status: "firing",
    severity: "critical",
    service: "login",
    rule: title,
    title,
    text,
    startedAt: time,
    link,
    labels: { team: "identity", region: "eu" },
  };
}

/** What Alertmanager and Grafana send: a group of alerts, with these numbers. */
export function groupOf(version: "4" | "1", numbers: readonly number[]): Record<string, unknown> {
  return {
    version,
    groupKey: "{}:{}",
    truncatedAlerts: 0,
    status: "firing",
    receiver: "sooner",
    externalURL: "https://monitoring.example.com/",
    alerts: numbers.map((n) => ({
      status: "firing",
      labels: { alertname: "LoginErrors", severity: "critical", service: "login", instance: `web-${n}:9100` },
      annotations: { summary: title, description: text },
      startsAt: "2026-11-20T14:02:03.123456789Z",
      endsAt: "0001-01-01T00:00:00Z",
      generatorURL: link,
      fingerprint: n.toString(16).padStart(16, "0"),
    })),
  };
}
