/** Alerts: one outage is one incident, nothing is lost, nothing is there twice. */
import { describe, expect, test } from "vitest";
import type { Story, StoryOptions } from "../story.ts";
import { alert, at, ended, hour, issuesIn, minute, readAll, recordsOn, sent } from "./alerting.ts";
import { cardOn, headOf, labelsOn, telling } from "./telling.ts";

const begin = telling();

/** A story in which the first alert has come, two minutes after it began to fire. */
async function alerted(options: StoryOptions = {}): Promise<Story> {
  const story = await begin(options);
  story.world.clock.advance(2 * minute);
  expect(await sent(story, alert())).toMatchObject({ status: 200, body: { ok: true, incidents: [1] } });
  return story;
}

async function wait(story: Story, ms: number): Promise<void> {
  story.world.clock.advance(ms);
  await story.settled();
}

describe("the first alert", () => {
  test("opens an incident, with the severity, the service and the times that it names", async () => {
    const story = await alerted();
    expect(story.world.requests.filter(({ path }) => path === "/repos/acme/shop/installation")).toEqual([]);
    expect(issuesIn(story)).toEqual(["#1 Login errors above 5% · open"]);
    expect(labelsOn(story, 1)).toEqual(["incident", "sev1"]);
    expect(cardOn(story, 1)).toMatchInlineSnapshot(`
      "### SEV1 · priority critical · response
      **declared** · response since 16:02

      Tue 10 Mar 2026, all times in UTC

      **Alerts**: 1 firing
      - [Login errors above 5%](https://github.com/acme/shop/issues/1#issuecomment-N) · Monitoring · critical · login · firing since 16:00

      **Services**
      - **login**

      | Moment | When | How we know |
      | --- | --- | --- |
      | Impact began | 16:00 | [from an alert](https://github.com/acme/shop/issues/1#issuecomment-N) |
      | Detected | 16:02 | by monitoring, [from an alert](https://github.com/acme/shop/issues/1#issuecomment-N) |
      | Declared | 16:02 | [from the declaration by an alert](https://github.com/acme/shop/issues/1) |
      | Acknowledged | not yet | \`/ack\` |
      | Identified | not yet | \`/identified\` |
      | Restored | not yet | \`/mitigated\` |
      | Resolved | not yet | \`/resolved\` |
      | Reviewed | not yet | \`/reviewed\` |

      - Time to detect (TTD): **2 min**
      - Time to declare: **0 min**

      <sub>TTD = detected − started · Time to declare = declared − detected</sub>

      **Last update**: none yet since the declaration at 16:02

      <details><summary>Timeline, 1 entry</summary>

      - [16:02](https://github.com/acme/shop/issues/1#issuecomment-N): Monitoring: Login errors above 5% fires <sub>automation · response</sub>

      </details>

      **Next**
      - \`/ack\` if you are on it
      - \`/commander @who\` so that somebody coordinates
      - \`/update TEXT\` for the public status
      - \`/mitigated\` once the service is back for users"
    `);
    expect(recordsOn(story, 1)).toMatchInlineSnapshot(`
      [
        "**Login errors above 5%** firing since 16:00, says Monitoring · critical · login
      <sub>Tue 10 Mar 2026, times in UTC</sub>",
      ]
    `);
  });

  test("says what it says, and does nothing that its text asks for", async () => {
    const story = await begin();
    const text = "@greg look at #1 <!-- sooner:card {} -->\n/resolved\n<b>now</b>";
    await sent(story, alert({ title: "Down @cathy <!-- x -->", text }));
    expect(story.world.issue(1)).toMatchObject({ title: "Down @cathy <!-- x -->", state: "open" });
    expect(story.world.issue(1).body.replace(/^<!--.*-->\n/, "")).toMatchInlineSnapshot(`
      "@&#8203;greg look at #&#8203;1 \\<!-- sooner:card {} --\\> /resolved \\<b\\>now\\</b\\>

      Opened for an alert from Monitoring: Down @&#8203;cathy \\<!-- x --\\>."
    `);
    readAll(story);
  });
});

describe("the same again", () => {
  test("changes nothing, and asks GitHub nothing", async () => {
    const story = await alerted();
    story.world.forgetRequests();
    for (let n = 0; n < 5; n += 1) expect(await sent(story, alert())).toMatchObject({ status: 200 });
    expect(story.world.requests).toEqual([]);
    readAll(story);
  });

  test("after a restart costs reads, and changes nothing", async () => {
    const story = await alerted();
    await story.restart();
    story.world.forgetRequests();
    expect(await sent(story, alert())).toMatchObject({ status: 200, body: { incidents: [1] } });
    expect(story.world.writes()).toEqual([]);
    readAll(story);
  });

  test("twice at once, to two processes, opens one incident", async () => {
    const story = await begin({ apps: 2 });
    const answers = await Promise.all([story.alerted("generic", alert(), 0), story.alerted("generic", alert(), 1)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await story.settled();
    await story.passOverAll();
    expect(issuesIn(story).filter((line) => line.endsWith("open"))).toEqual(["#1 Login errors above 5% · open"]);
    expect(recordsOn(story, 1)).toHaveLength(1);
    readAll(story);
  });
});

describe("the end", () => {
  test("is recorded, suggests the restoration, and closes nothing", async () => {
    const story = await alerted();
    await wait(story, 18 * minute);
    await sent(story, ended(19));
    expect(issuesIn(story)).toEqual(["#1 Login errors above 5% · open"]);
    expect(recordsOn(story, 1)).toMatchInlineSnapshot(`
      [
        "**Login errors above 5%** fired from 16:00 to 16:19 (19 min), says Monitoring · critical · login
      <sub>Tue 10 Mar 2026, times in UTC</sub>",
      ]
    `);
    expect(cardOn(story, 1)).toContain("`/mitigated 16:19`");
    expect(headOf(story, 1)).toContain("response");
  });

  test("of what was never recorded opens nothing", async () => {
    const story = await begin();
    expect(await sent(story, ended(1))).toMatchObject({ status: 200, body: { incidents: [] } });
    expect(issuesIn(story)).toEqual([]);
  });

  test("before its beginning is an alert that is over", async () => {
    const story = await begin();
    await wait(story, 5 * minute);
    await sent(story, ended(3));
    await sent(story, alert());
    expect(issuesIn(story)).toEqual(["#1 Login errors above 5% · open"]);
    expect(recordsOn(story, 1).join()).toContain("fired from 16:00 to 16:03");
    readAll(story);
  });
});

describe("another alert", () => {
  const other = { fingerprint: "login-latency", title: "Login is slow", startedAt: at(10) };

  test("of the same service, within half an hour, goes to the same incident", async () => {
    const story = await alerted();
    await wait(story, 29 * minute);
    expect(await sent(story, alert(other))).toMatchObject({ body: { incidents: [1] } });
    expect(recordsOn(story, 1)).toHaveLength(2);
  });

  test("of the same service, later than that, is another incident", async () => {
    const story = await alerted();
    await wait(story, 31 * minute);
    expect(await sent(story, alert(other))).toMatchObject({ body: { incidents: [2] } });
    readAll(story);
  });

  test("of another service is another incident", async () => {
    const story = await alerted();
    await sent(story, alert({ ...other, service: "payments" }));
    expect(issuesIn(story)).toHaveLength(2);
    readAll(story);
  });

  test("goes to what a person has just declared for the service", async () => {
    const story = await begin();
    const issue = await story.world.as("gary").openIssue({ title: "Login is down", labels: ["sev2"] });
    await story.world.as("gary").comment(issue, "/affects login");
    await wait(story, 2 * minute);
    expect(await sent(story, alert())).toMatchObject({ body: { incidents: [issue] } });
    readAll(story);
  });

  test("costs one read and one write, and the card's", async () => {
    const story = await alerted();
    story.world.forgetRequests();
    await sent(story, alert({ ...other, startedAt: at(1) }));
    expect(story.world.reads()).toHaveLength(1);
    expect(story.world.writes().map(({ method, path }) => `${method} ${path.replace(/\d+$/, "N")}`)).toEqual([
      "POST /repos/acme/shop/issues/1/comments",
      "PATCH /repos/acme/shop/issues/comments/N",
    ]);
    readAll(story);
  });
});

describe("after the restoration", () => {
  async function restored(): Promise<Story> {
    const story = await alerted();
    await wait(story, 18 * minute);
    await sent(story, ended(20));
    await story.world.as("greg").comment(1, "/mitigated 16:20");
    await story.settled();
    readAll(story);
    return story;
  }

  test.for([
    { minutes: 10, issues: 1, head: "response" },
    { minutes: 60, issues: 1, head: "response" },
    { minutes: 23 * 60, issues: 1, head: "response" },
    { minutes: 25 * 60, issues: 2, head: "analysis" },
  ])("the same alert again after $minutes minutes", async ({ minutes, issues, head }) => {
    const story = await restored();
    await wait(story, minutes * minute);
    await sent(story, alert({ startedAt: at(20 + minutes) }));
    expect(issuesIn(story).filter((line) => line.includes("Login errors") && !line.includes("review"))).toHaveLength(
      issues,
    );
    expect(headOf(story, 1)).toContain(head);
    readAll(story);
  });

  test("an alert that began before it reopens nothing", async () => {
    const story = await restored();
    await wait(story, 5 * minute);
    await sent(story, alert({ fingerprint: "late", startedAt: at(10) }));
    expect(headOf(story, 1)).toContain("analysis");
    readAll(story);
  });

  test("one that fires once more a day later is related to the old incident", async () => {
    const story = await restored();
    await wait(story, 30 * hour);
    const { body } = await sent(story, alert({ startedAt: at(31 * 60) }));
    const [number = 0] = (body as { incidents: number[] }).incidents;
    expect(cardOn(story, number)).toContain("**Related**: #1");
    readAll(story);
  });
});

describe("informational alerts", () => {
  test("open nothing, and are counted on one issue a quarter", async () => {
    const story = await begin();
    for (const start of [0, 1, 1, 2]) await sent(story, alert({ severity: "info", startedAt: at(start) }));
    expect(issuesIn(story)).toEqual(["#1 Alert noise 2026 Q1 · open"]);
    expect(story.world.botSaid(1).join("\n")).toContain("3");
    readAll(story);
  });
});

describe("a storm", () => {
  test("a thousand alerts of ten kinds leave ten records, and cost at most 60 writes", async () => {
    const story = await begin();
    story.world.forgetRequests();
    const storm = Array.from({ length: 1_000 }, (_, n) =>
      story.alerted("generic", alert({ fingerprint: `f${n % 10}`, title: `Check ${n % 10} fails`, startedAt: at(0) })),
    );
    const answers = await Promise.all(storm);
    await story.settled();
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(issuesIn(story)).toHaveLength(1);
    expect(recordsOn(story, 1)).toHaveLength(10);
    expect(story.world.writes().length).toBeLessThanOrEqual(60);
    readAll(story);
  });
});

describe("where GitHub fails", () => {
  test("the sender is asked to come again, and then it is there once", async () => {
    const story = await begin();
    story.world.fail({ does: "answer", status: 502, times: 1_000 });
    const refused = await story.alerted("generic", alert());
    expect(refused).toMatchObject({ status: 503 });
    expect(Number(refused.retryAfter)).toBeGreaterThan(0);
    story.world.heal();
    expect(await sent(story, alert())).toMatchObject({ status: 200 });
    expect(issuesIn(story)).toHaveLength(1);
    expect(recordsOn(story, 1)).toHaveLength(1);
    for (const process of story.processes) process.failures.length = 0;
  });

  test("for as long as GitHub wants to be left alone, senders are told so, and GitHub is", async () => {
    const story = await alerted();
    const news = alert({ fingerprint: "login-latency", title: "Login is slow", startedAt: at(1) });
    story.world.fail({ does: "limit", retryAfter: 40, times: 1_000 });
    await story.alerted("generic", news);
    story.world.heal();
    story.world.forgetRequests();
    const refused = await story.alerted("generic", news);
    expect(refused).toMatchObject({ status: 503 });
    expect(Number(refused.retryAfter)).toBeGreaterThan(30);
    expect(await story.alerted("generic", alert())).toMatchObject({ status: 200 });
    expect(story.world.requests).toEqual([]);
    for (const process of story.processes) process.failures.length = 0;
    readAll(story);
  });

  test("GitHub is left alone as well where it could not even be looked at", async () => {
    const story = await begin();
    story.world.fail({ does: "limit", retryAfter: 40, times: 1_000 });
    await story.alerted("generic", alert());
    story.world.heal();
    story.world.forgetRequests();
    const refused = await story.alerted("generic", alert());
    expect(refused).toMatchObject({ status: 503 });
    expect(Number(refused.retryAfter)).toBeGreaterThan(30);
    expect(story.world.requests).toEqual([]);
  });

  test("cut after any of its writes, the next delivery mends it", async () => {
    for (let writes = 0; writes < 8; writes += 1) {
      const story = await begin();
      story.world.stopAfterWrites(writes);
      await story.alerted("generic", alert());
      await story.restart();
      expect(await sent(story, alert())).toMatchObject({ status: 200 });
      await story.passOverAll();
      expect(issuesIn(story)).toEqual(["#1 Login errors above 5% · open"]);
      expect(recordsOn(story, 1)).toHaveLength(1);
      expect(headOf(story, 1)).toContain("SEV1");
    }
  });
});
