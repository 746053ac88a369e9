/** One outage as each monitoring system tells it: it fires, is told again, and ends; one incident, and the right times. */
import { expect, test } from "vitest";
import type { SourceName } from "../../src/alerts/alert.ts";
import { at, issuesIn, minute, recordsOn } from "./alerting.ts";
import { cardOn, telling } from "./telling.ts";

import {
  alarm,
  azure,
  betterStack,
  checkly,
  cloudEvent,
  datadog,
  googleCloud,
  metric,
  opsgenie,
  pagerDuty,
  prometheus,
  seconds,
  uptimeKuma,
} from "./vendors.ts";

const begin = telling();

interface Outage {
  source: SourceName;
  fires: unknown;
  /** As the sender says it again; the very same where it is left out. */
  again?: unknown;
  ends: unknown;
  title: string;
  labels: string[];
  record: string;
  /** When it began; null where the sender doesn't say, and its arrival tells of the detection alone. */
  started: string | null;
}

const outages: Outage[] = [
  {
    source: "alertmanager",
    fires: prometheus({}),
    again: prometheus({ endsAt: at(6) }),
    ends: prometheus({ status: "resolved", endsAt: at(19) }),
    title: "Logins fail",
    labels: ["incident", "sev1"],
    record:
      "**Logins fail** fired from 16:00 to 16:19 (19 min), says [Prometheus Alertmanager](http://prometheus.example:9090/graph) · critical · login",
    started: "16:00",
  },
  {
    source: "grafana",
    fires: { ...prometheus({ startsAt: "2026-03-10T17:00:00+01:00" }), version: "1", title: "[FIRING:1]" },
    ends: {
      ...prometheus({
        status: "resolved",
        startsAt: "2026-03-10T17:00:00+01:00",
        endsAt: "2026-03-10T17:19:00+01:00",
        generatorURL: "",
      }),
      version: "1",
    },
    title: "Logins fail",
    labels: ["incident", "sev1"],
    record:
      "**Logins fail** fired from 16:00 to 16:19 (19 min), says [Grafana](http://prometheus.example:9090/graph) · critical · login",
    started: "16:00",
  },
  {
    source: "pagerduty",
    fires: pagerDuty("triggered", 1),
    again: pagerDuty("escalated", 3),
    ends: pagerDuty("resolved", 19, { status: "resolved" }),
    title: "Logins fail",
    labels: ["incident", "sev2"],
    record:
      "**Logins fail** fired from 16:00 to 16:19 (19 min), says [PagerDuty](https://acme.pagerduty.com/incidents/Q1LOGIN) · high · login\nAlerted Mia Okafor first, then Bob Ray",
    started: "16:00",
  },
  {
    source: "datadog",
    fires: datadog("Triggered", 0),
    again: datadog("Re-Triggered", 2),
    ends: datadog("Recovered", 19),
    title: "Logins fail",
    labels: ["incident", "sev2"],
    record:
      "**Logins fail** fired from 16:00 to 16:19 (19 min), says [Datadog](https://app.datadoghq.com/monitors/4711) · p2 · login",
    started: "16:00",
  },
  {
    source: "sentry",
    fires: metric("critical", null),
    ends: metric("resolved", at(19)),
    title: "Logins fail",
    labels: ["incident", "sev1"],
    record:
      "**Logins fail** fired from 16:00 to 16:19 (19 min), says [Sentry](https://sentry.io/organizations/acme/alerts/31/) · critical · login",
    started: "16:00",
  },
  {
    source: "cloudwatch",
    fires: alarm("ALARM", 0),
    ends: alarm("OK", 19),
    title: "Logins fail",
    labels: ["incident"],
    record:
      "**Logins fail** fired from 16:00 to 16:19 (19 min), says [Amazon CloudWatch](https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#alarmsV2:alarm/Logins%20fail) · login",
    started: "16:00",
  },
  {
    source: "google-cloud",
    fires: googleCloud({}),
    again: googleCloud({ ended_at: null, state: "open" }),
    ends: googleCloud({ ended_at: seconds(19), state: "closed" }),
    title: "Logins fail",
    labels: ["incident", "sev1"],
    record:
      "**Logins fail** fired from 16:00 to 16:19 (19 min), says [Google Cloud Monitoring](https://console.cloud.google.com/monitoring/alerting/incidents/0.n1x2y3z4?project=acme) · critical · login",
    started: "16:00",
  },
  {
    source: "azure",
    fires: azure({}),
    ends: azure({ monitorCondition: "Resolved", resolvedDateTime: "2026-03-10T16:19:00.7654321Z" }),
    title: "Logins fail",
    labels: ["incident", "sev1"],
    record: "**Logins fail** fired from 16:00 to 16:19 (19 min), says Azure Monitor · sev0 · login",
    started: "16:00",
  },
  {
    source: "opsgenie",
    fires: opsgenie("Create", 0),
    again: opsgenie("AddNote", 2),
    ends: opsgenie("Close", 19),
    title: "Logins fail",
    labels: ["incident", "sev1"],
    record: "**Logins fail** fired from 16:00 to 16:19 (19 min), says Opsgenie · p1 · login",
    started: "16:00",
  },
  {
    source: "uptime-kuma",
    fires: uptimeKuma(0, "2026-03-10 16:00:00.456"),
    again: uptimeKuma(2, "2026-03-10 16:01:00.456"),
    ends: uptimeKuma(1, "2026-03-10 16:19:00.456"),
    title: "Login page is down",
    labels: ["incident"],
    record:
      "**Login page is down** fired from 16:00 to 16:19 (19 min), says [Uptime Kuma](https://shop.example.com/login) · login",
    started: "16:00",
  },
  {
    source: "better-stack",
    fires: betterStack("incident_started", {}),
    ends: betterStack("incident_resolved", { resolved_at: at(19), resolved_by: "gary@example.com" }),
    title: "Logins fail",
    labels: ["incident"],
    record: "**Logins fail** fired from 16:00 to 16:19 (19 min), says [Better Stack](https://shop.example.com)",
    started: "16:00",
  },
  {
    source: "checkly",
    fires: checkly("ALERT_FAILURE", 0),
    again: checkly("ALERT_FAILURE_REMAIN", 2),
    ends: checkly("ALERT_RECOVERY", 19),
    title: "Login & basket fails",
    labels: ["incident"],
    record:
      "**Login \\& basket fails** fired from 16:02 at the latest to 16:19, says [Checkly](https://app.checklyhq.com/checks/9f3e-1/results?id=77) · login",
    started: null,
  },
  {
    source: "cloudevents",
    fires: cloudEvent("firing", 0),
    ends: cloudEvent("resolved", 19),
    title: "Logins fail",
    labels: ["incident", "sev1"],
    record: "**Logins fail** fired from 16:00 to 16:19 (19 min), says CloudEvents · critical",
    started: "16:00",
  },
];

test.for(outages)("$source", async ({ source, fires, again = fires, ends, title, labels, record, started }) => {
  const story = await begin();
  const send = async (message: unknown) => {
    story.world.clock.advance(2 * minute);
    const answer = await story.alerted(source, message);
    await story.settled();
    return answer;
  };
  const opened = { status: 200, body: { ok: true, incidents: [1] } };
  expect(await send(fires)).toEqual({ ...opened, retryAfter: null });
  for (const message of [fires, again, again]) expect(await send(message)).toMatchObject({ status: 200 });
  story.world.clock.advance(12 * minute);
  for (const message of [ends, ends]) expect(await send(message)).toMatchObject(opened);
  expect(issuesIn(story)).toEqual([`#1 ${title} · open`]);
  expect(recordsOn(story, 1)).toEqual([`${record}\n<sub>Tue 10 Mar 2026, times in UTC</sub>`]);
  const card = cardOn(story, 1);
  expect(story.world.issue(1).labels.map(({ name }) => name)).toEqual(labels);
  expect(card).toContain("| Detected | 16:02 | by monitoring");
  expect(card).toContain(started === null ? "| Impact began | not known" : `| Impact began | ${started} |`);
  expect(card).toContain(`\`/mitigated 16:19\``);
});
