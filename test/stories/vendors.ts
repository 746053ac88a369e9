/** Messages of one outage of the login service, as each monitoring system shapes them. */
import { at, minute } from "./alerting.ts";

const begun = Date.parse(at(0));
export const seconds = (minutes: number) => begun / 1_000 + minutes * 60;

export const prometheus = (changes: object) => ({
  version: "4",
  groupKey: "{}:{}",
  status: "firing",
  receiver: "sooner",
  groupLabels: {},
  commonLabels: {},
  commonAnnotations: {},
  externalURL: "http://alertmanager.example:9093",
  alerts: [
    {
      status: "firing",
      labels: { alertname: "LoginErrors", severity: "critical", service: "login" },
      annotations: { summary: "Logins fail" },
      startsAt: "2026-03-10T16:00:00.123456789Z",
      endsAt: "0001-01-01T00:00:00Z",
      generatorURL: "http://prometheus.example:9090/graph",
      fingerprint: "9b1c7f0e2a3d4c5b",
      ...changes,
    },
  ],
});

export const pagerDuty = (type: string, occurred: number, changes: object = {}) => ({
  event: {
    id: `01D${type}`,
    event_type: `incident.${type}`,
    resource_type: "incident",
    occurred_at: at(occurred),
    agent: { id: "PM1A", summary: "Mia Okafor", type: "user_reference" },
    client: null,
    data: {
      id: "Q1LOGIN",
      type: "incident",
      html_url: "https://acme.pagerduty.com/incidents/Q1LOGIN",
      number: 7,
      status: "triggered",
      created_at: at(0),
      title: "Logins fail",
      service: { id: "PS1", summary: "login", type: "service_reference" },
      assignees: [{ summary: "Mia Okafor" }, { summary: "Bob Ray" }],
      priority: null,
      urgency: "high",
      ...changes,
    },
  },
});

export const datadog = (transition: string, minutes: number) => ({
  alert_cycle_key: "15812345678901234567",
  aggreg_key: "9bd4ac313a4d1e8fae2482df7b77628",
  alert_id: "4711",
  alert_transition: transition,
  alert_priority: "P2",
  alert_type: transition === "Recovered" ? "success" : "error",
  alert_scope: "service:login",
  event_title: `[P2] [${transition}] Logins fail`,
  text_only_msg: "Half of all logins fail.",
  date: String(begun + minutes * minute),
  link: "https://app.datadoghq.com/monitors/4711",
  tags: "env:prod,monitor,service:login",
});

export const metric = (action: string, closed: string | null) => ({
  action,
  actor: { id: "sentry", name: "Sentry", type: "application" },
  installation: { uuid: "a8e5d37a-696c-4c54-adb5-b3f28d64c7de" },
  data: {
    description_text: "1200 events in the last 10 minutes",
    web_url: "https://sentry.io/organizations/acme/alerts/31/",
    metric_alert: {
      id: "31",
      title: "Sacred Marmot",
      date_started: at(0),
      date_closed: closed,
      projects: ["login"],
      alert_rule: { id: "7", name: "Logins fail", environment: null, projects: ["login"] },
    },
  },
});

export const alarm = (state: string, minutes: number) => ({
  AlarmName: "Logins fail",
  AlarmDescription: "More than 20 of 100 logins fail",
  AWSAccountId: "123456789012",
  NewStateValue: state,
  NewStateReason: "Threshold Crossed",
  StateChangeTime: at(minutes).replace("Z", "+0000"),
  Region: "EU (Ireland)",
  AlarmArn: "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:Logins fail",
  OldStateValue: "OK",
  Trigger: { MetricName: "5XX", Namespace: "AWS/ECS", Dimensions: [{ name: "ServiceName", value: "login" }] },
});

export const googleCloud = (changes: object) => ({
  version: "1.2",
  incident: {
    incident_id: "0.n1x2y3z4",
    url: "https://console.cloud.google.com/monitoring/alerting/incidents/0.n1x2y3z4?project=acme",
    started_at: seconds(0),
    ended_at: 0,
    state: "OPEN",
    severity: "Critical",
    policy_name: "Logins fail",
    resource: { type: "cloud_run_revision", labels: { service_name: "login" } },
    summary: "Latency of login is above 2 s.",
    ...changes,
  },
});

export const azure = (changes: object) => ({
  schemaId: "azureMonitorCommonAlertSchema",
  data: {
    essentials: {
      alertId: "/subscriptions/5f1c/providers/Microsoft.AlertsManagement/alerts/0a91",
      alertRule: "Logins fail",
      severity: "Sev0",
      signalType: "Metric",
      monitorCondition: "Fired",
      monitoringService: "Platform",
      configurationItems: ["shop-web"],
      firedDateTime: "2026-03-10T16:00:00.1234567Z",
      ...changes,
    },
    alertContext: null,
    customProperties: { service: "login" },
  },
});

/** Parsed, as so many nanoseconds are no number of JavaScript's. */
export const opsgenie = (action: string, minutes: number): unknown =>
  JSON.parse(
    `{"action":"${action}","source":{"name":"web","type":"API"},"alert":{"alertId":"0b7a-${minutes}","alias":"login-errors",
    "message":"Logins fail","priority":"P1","tags":["service:login"],"createdAt":${begun},
    "updatedAt":${begun + minutes * minute}000123,"username":"gary@example.com"}}`,
  );

export const uptimeKuma = (status: number, time: string) => ({
  heartbeat: { monitorID: 7, status, time, msg: "Request failed with status code 500", important: true },
  monitor: {
    id: 7,
    name: "Login page",
    url: "https://shop.example.com/login",
    type: "http",
    tags: [{ tag_id: 1, monitor_id: 7, name: "service", value: "login" }],
  },
  msg: "[Login page] [Down] 500",
});

export const betterStack = (event: string, changes: object) => ({
  event,
  data: {
    id: "98765",
    type: "incident",
    attributes: {
      name: "Logins fail",
      url: "https://shop.example.com",
      cause: "Status 503",
      started_at: at(0),
      acknowledged_at: null,
      acknowledged_by: null,
      resolved_at: null,
      resolved_by: null,
      ...changes,
    },
  },
});

export const checkly = (type: string, minutes: number) => ({
  check_id: "9f3e-1",
  alert_type: type,
  check_name: "Login &amp; basket",
  alert_title: "Check &quot;Login &amp; basket&quot; has failed",
  started_at: at(minutes),
  result_link: "https://app.checklyhq.com/checks/9f3e-1/results?id&#x3D;77",
  group_name: "",
  tags: "service:login",
});

export const cloudEvent = (type: string, minutes: number) => ({
  specversion: "1.0",
  id: `d-${minutes}`,
  source: "/monitoring/eu",
  type: `com.acme.alert.${type}`,
  subject: "Logins fail",
  time: at(minutes),
  severitytext: "CRITICAL",
});
