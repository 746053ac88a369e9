/** Alerts that were taken up over there, by whom and when; whom they alerted; how bad they are, and of which service. */
import { describe, expect, test } from "vitest";
import type { SourceName } from "../../src/alerts/alert.ts";
import { alert, at, issuesIn, minute, readAll, recordsOn, sent } from "./alerting.ts";
import { cardOn, labelsOn, telling } from "./telling.ts";
import { betterStack, opsgenie, pagerDuty } from "./vendors.ts";

const begin = telling();

describe("an acknowledgement over there", () => {
  const messages: { source: SourceName; fires: unknown; acknowledged: unknown; who: string }[] = [
    {
      source: "pagerduty",
      fires: pagerDuty("triggered", 0),
      acknowledged: pagerDuty("acknowledged", 5, { status: "acknowledged" }),
      who: "Mia Okafor",
    },
    {
      source: "better-stack",
      fires: betterStack("incident_started", {}),
      acknowledged: betterStack("incident_acknowledged", { acknowledged_at: at(5), acknowledged_by: "Mia Okafor" }),
      who: "Mia Okafor",
    },
    {
      source: "opsgenie",
      fires: opsgenie("Create", 0),
      acknowledged: opsgenie("Acknowledge", 5),
      who: "gary@&#8203;example.com",
    },
  ];

  test.for(messages)("of $source is one here, with person and time", async ({ source, fires, acknowledged, who }) => {
    const story = await begin();
    story.world.clock.advance(2 * minute);
    await story.alerted(source, fires);
    story.world.clock.advance(5 * minute);
    for (let n = 0; n < 2; n += 1) expect(await story.alerted(source, acknowledged)).toMatchObject({ status: 200 });
    await story.settled();
    expect(recordsOn(story, 1).join()).toContain(`Acknowledged by ${who} at 16:05`);
    const card = cardOn(story, 1);
    expect(card).toContain("| Acknowledged | 16:05 |");
    expect(card).toContain("- Time to acknowledge (TTA): **3 min**");
    expect(card).not.toContain("`/ack`");
  });

  test("that comes before the alert itself is not lost", async () => {
    const story = await begin();
    story.world.clock.advance(6 * minute);
    await story.alerted("pagerduty", pagerDuty("acknowledged", 5, { status: "acknowledged" }));
    await story.alerted("pagerduty", pagerDuty("triggered", 0));
    await story.settled();
    expect(issuesIn(story)).toEqual(["#1 Logins fail · open"]);
    expect(recordsOn(story, 1)).toHaveLength(1);
    expect(cardOn(story, 1)).toContain("acknowledged by Mia Okafor at 16:05");
  });

  test("stands behind what a person says here", async () => {
    const story = await begin();
    story.world.clock.advance(2 * minute);
    await story.alerted("pagerduty", pagerDuty("triggered", 0));
    await story.settled();
    story.world.clock.advance(5 * minute);
    await story.alerted("pagerduty", pagerDuty("acknowledged", 5));
    await story.world.as("greg").comment(1, "/ack 16:06");
    await story.settled();
    expect(cardOn(story, 1)).toContain("| Acknowledged | 16:06 | stated by");
    readAll(story);
  });
});

describe("how bad it is", () => {
  const files = {
    ".github/sooner.yml": "alerts: { severities: { Ticket: sev4, page: sev1, chatter: info, critical: sev3 } }",
  };

  test.for([
    ["ticket", ["incident", "sev4"]],
    ["PAGE", ["incident", "sev1"]],
    ["critical", ["incident", "sev3"]],
    ["of sorts", ["incident"]],
    [null, ["incident"]],
    ["chatter", ["alert-noise"]],
    ["Info", ["alert-noise"]],
    ["SEV-2", ["incident", "sev2"]],
  ] as const)("%s", async ([severity, labels]) => {
    const story = await begin({ files });
    expect(await sent(story, alert({ severity }))).toMatchObject({ status: 200 });
    expect(labelsOn(story, 1)).toEqual(labels);
    readAll(story);
  });

  test("a fingerprint that turns from info to critical opens an incident, and back again it stays there", async () => {
    const story = await begin();
    await sent(story, alert({ severity: "info" }));
    story.world.clock.advance(2 * minute);
    expect(await sent(story, alert({ startedAt: at(1) }))).toMatchObject({ body: { incidents: [2] } });
    story.world.clock.advance(2 * minute);
    expect(await sent(story, alert({ severity: "info", startedAt: at(1) }))).toMatchObject({
      body: { incidents: [2] },
    });
    expect(issuesIn(story)).toEqual(["#1 Alert noise 2026 Q1 · open", "#2 Login errors above 5% · open"]);
    readAll(story);
  });
});

describe("services", () => {
  const files = {
    ".github/sooner.yml": `
services:
  Login: { alerts: [team=web, alertname=Logins], owners: [greg] }
  search: {}
alerts: { windowMinutes: 0 }
`,
  };

  test("are those whose labels the configuration names", async () => {
    const story = await begin({ files });
    await sent(story, alert({ service: null, labels: { team: "web" } }));
    expect(cardOn(story, 1)).toContain("- **Login** · owned by [greg](https://github.com/greg)");
    story.world.clock.advance(minute);
    await sent(story, alert({ fingerprint: "other", service: null, labels: { alertname: "Logins" }, rule: "Logins" }));
    expect(issuesIn(story)).toHaveLength(2);
    const records = [1, 2].flatMap((issue) => recordsOn(story, issue));
    for (const record of records) expect(record).toContain("says Monitoring · critical · Login");
  });

  test("with a window of 0 minutes, other alerts of the service are incidents of their own", async () => {
    const story = await begin({ files });
    await sent(story, alert());
    story.world.clock.advance(1);
    expect(await sent(story, alert({ fingerprint: "other", service: "LOGIN" }))).toMatchObject({
      body: { incidents: [2] },
    });
    readAll(story);
  });

  test("are found whatever their case", async () => {
    const story = await begin({ files: { ".github/sooner.yml": "services: { Login: {} }" } });
    await sent(story, alert({ service: "LOGIN" }));
    expect(await sent(story, alert({ fingerprint: "other", service: "login" }))).toMatchObject({
      body: { incidents: [1] },
    });
    expect(cardOn(story, 1)).toContain("- **Login**");
    readAll(story);
  });

  test("several in one body, some of which have ended: one incident a service, and each alert once", async () => {
    const story = await begin();
    story.world.clock.advance(5 * minute);
    const alerts = [
      alert(),
      alert({ fingerprint: "login-latency", title: "Login is slow" }),
      alert({ fingerprint: "search-errors", service: "search", title: "Search fails" }),
      alert({ fingerprint: "pay-errors", service: "pay", status: "resolved", endedAt: at(3), title: "Payments fail" }),
      alert({ fingerprint: "disk", service: "search", severity: "info", title: "Disk fills" }),
      alert(),
    ];
    const answer = await sent(story, { alerts });
    expect(answer).toMatchObject({ status: 200, body: { incidents: [1, 2] } });
    await sent(story, { alerts });
    expect(issuesIn(story)).toEqual([
      "#1 Login errors above 5% · open",
      "#2 Search fails · open",
      "#3 Alert noise 2026 Q1 · open",
    ]);
    expect([1, 2].map((issue) => recordsOn(story, issue).length)).toEqual([2, 1]);
    readAll(story);
  });
});
