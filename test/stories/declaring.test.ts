/** Declaring an incident: by label, by command, late, as a drill; and the labels that it needs. */
import { describe, expect, test } from "vitest";
import { cardOn, headOf, labelsOn, reactionsTo, telling } from "./telling.ts";

const begin = telling();

describe("by label", () => {
  for (const label of ["incident", "Incident", "sev1", "sev2", "SEV3", "Sev4", "sev5"]) {
    test(label, async () => {
      const story = await begin();
      const { world } = story;
      const issue = await world.as("gary").openIssue({ title: "Login is down" });
      await story.settled();
      expect(world.card(issue)).toBeNull();
      await world.as("gary").label(issue, label);
      await story.settled();
      const severity = label.toLowerCase() === "incident" ? "Severity not set, taken as SEV3" : label.toUpperCase();
      expect(headOf(story, issue)).toContain(`### ${severity} · `);
      expect(labelsOn(story, issue)).toEqual([label]);
    });
  }

  test("as the issue is opened, with one card for all of its labels", async () => {
    const story = await begin();
    const { world } = story;
    const issue = await world.as("gary").openIssue({ title: "Login is down", labels: ["incident", "sev2", "bug"] });
    await story.settled();
    expect(cardOn(story, issue)).toMatchInlineSnapshot(`
      "### SEV2 · priority critical · response
      **declared** · response since 16:00

      Tue 10 Mar 2026, all times in UTC

      | Moment | When | How we know |
      | --- | --- | --- |
      | Impact began | not known | \`/started TIME\` |
      | Detected | 16:00 | [from the declaration by gary (label)](https://github.com/acme/shop/issues/1) |
      | Declared | 16:00 | [from the declaration by gary (label)](https://github.com/acme/shop/issues/1) |
      | Acknowledged | not yet | \`/ack\` |
      | Identified | not yet | \`/identified\` |
      | Restored | not yet | \`/mitigated\` |
      | Resolved | not yet | \`/resolved\` |
      | Reviewed | not yet | \`/reviewed\` |

      - Time to declare: **0 min**

      <sub>Time to declare = declared − detected</sub>

      **People**: [gary](https://github.com/gary)

      **Last update**: none yet since the declaration at 16:00

      <details><summary>Timeline, 0 entries</summary>


      </details>

      **Next**
      - \`/ack\` if you are on it
      - \`/commander @who\` so that somebody coordinates
      - \`/update TEXT\` for the public status
      - \`/mitigated\` once the service is back for users"
    `);
    expect(labelsOn(story, issue)).toEqual(["bug", "incident", "sev2"]);
    expect(world.issue(issue).timeline.filter(({ type }) => type === "IssueComment")).toHaveLength(1);
  });

  test("where the server doesn't tell who put it on: it came with the issue", async () => {
    const story = await begin();
    const { world } = story;
    world.webhooks.hold();
    const issue = await world.as("gary").openIssue({ title: "Login is down", labels: ["sev2"] });
    const { timeline } = world.issue(issue);
    timeline.splice(0, timeline.length);
    await world.webhooks.release();
    await story.settled();
    expect(headOf(story, issue)).toContain("SEV2");
    expect(cardOn(story, issue)).toContain("from the declaration by gary (label)");
    world.clock.advance(60_000);
    await world.as("gary").unlabel(issue, "sev2");
    await story.settled();
    expect(headOf(story, issue)).toContain("### Withdrawn");
  });

  test("under a name of the team's own", async () => {
    const story = await begin({ files: { ".github/sooner.yml": "labels:\n  incident: outage\n" } });
    const { world } = story;
    const other = await world.as("gary").openIssue({ title: "Not by this name", labels: ["incident"] });
    const issue = await world.as("gary").openIssue({ title: "Login is down", labels: ["Outage"] });
    await story.settled();
    expect(world.card(other)).toBeNull();
    expect(headOf(story, issue)).toContain("Severity not set");
    await world.as("cathy").comment(other, "/incident sev4");
    await story.settled();
    expect(labelsOn(story, other)).toEqual(["Outage", "incident", "sev4"]);
  });
});

describe("by command", () => {
  test("on an issue that stands already: severity, title, labels that the repository lacks", async () => {
    const story = await begin();
    const { world } = story;
    const issue = await world.as("oscar").openIssue({ title: "Hm?", body: "I can't log in." });
    world.clock.advance(120_000);
    const comment = await world.as("gary").comment(issue, "Looks bad.\n\n/incident SEV-2 Login page is down");
    await story.settled();
    expect(reactionsTo(story, comment)).toEqual(["rocket"]);
    expect(world.issue(issue).title).toBe("Login page is down");
    expect(labelsOn(story, issue)).toEqual(["incident", "sev2"]);
    const { labels } = world.issue(issue).repository;
    expect(
      [...labels.values()].map(({ name, color, description }) => `${name} ${color} ${description}`),
    ).toMatchInlineSnapshot(`
        [
          "incident b60205 An unplanned event that needs a response",
          "sev2 d73a4a A major function is broken, revenue is affected",
        ]
      `);
    expect(cardOn(story, issue)).toMatchInlineSnapshot(`
      "### SEV2 · priority critical · response
      **declared** · response since 16:02

      Tue 10 Mar 2026, all times in UTC

      | Moment | When | How we know |
      | --- | --- | --- |
      | Impact began | not known | \`/started TIME\` |
      | Detected | 16:02 | [from the declaration by gary (command)](https://github.com/acme/shop/issues/1#issuecomment-N) |
      | Declared | 16:02 | [from the declaration by gary (command)](https://github.com/acme/shop/issues/1#issuecomment-N) |
      | Acknowledged | not yet | \`/ack\` |
      | Identified | not yet | \`/identified\` |
      | Restored | not yet | \`/mitigated\` |
      | Resolved | not yet | \`/resolved\` |
      | Reviewed | not yet | \`/reviewed\` |

      - Time to declare: **0 min**

      <sub>Time to declare = declared − detected</sub>

      **People**: [gary](https://github.com/gary)

      **Last update**: none yet since the declaration at 16:02

      <details><summary>Timeline, 1 entry</summary>

      - [16:02](https://github.com/acme/shop/issues/1#issuecomment-N) [gary](https://github.com/gary): Looks bad. <sub>task · response</sub>

      </details>

      **Next**
      - \`/ack\` if you are on it
      - \`/commander @who\` so that somebody coordinates
      - \`/update TEXT\` for the public status
      - \`/mitigated\` once the service is back for users"
    `);
  });

  test("without any words, and words that are no verbs there are the title", async () => {
    const story = await begin();
    const { world } = story;
    const plain = await world.as("gary").openIssue({ title: "Login is down" });
    const titled = await world.as("gary").openIssue({ title: "?" });
    await world.as("gary").comment(plain, "/incident");
    await world.as("gary").comment(titled, "/incident ack is slow");
    await story.settled();
    expect(world.issue(plain).title).toBe("Login is down");
    expect(headOf(story, plain)).toContain("Severity not set");
    expect(world.issue(titled).title).toBe("ack is slow");
  });

  test("in the issue's own text", async () => {
    const story = await begin();
    const { world } = story;
    const issue = await world
      .as("gary")
      .openIssue({ title: "Login is down", body: "Nobody gets in.\n\n/incident sev1" });
    await story.settled();
    expect(headOf(story, issue)).toContain("SEV1");
    expect(world.issue(issue).reactions.map(({ content }) => content)).toEqual(["rocket"]);
  });

  test("late: it is over already", async () => {
    const story = await begin({ now: "2026-03-10T18:00:00Z" });
    const { world } = story;
    const issue = await world.as("gary").openIssue({ title: "Mail was slow" });
    await world.as("gary").comment(issue, "/incident resolved 16:40 sev3");
    await story.settled();
    expect(world.issue(issue)).toMatchObject({ state: "closed", stateReason: "completed", title: "Mail was slow" });
    expect(cardOn(story, issue)).toMatchInlineSnapshot(`
      "### SEV3 · priority warning · closed
      **resolved** · closed since 16:40

      Tue 10 Mar 2026, all times in UTC

      | Moment | When | How we know |
      | --- | --- | --- |
      | Impact began | not known | \`/started TIME\` |
      | Detected | not known | \`/detected TIME\` |
      | Declared | 18:00 | [from the declaration by gary (command)](https://github.com/acme/shop/issues/1#issuecomment-N) |
      | Acknowledged | not known | \`/ack TIME\` |
      | Identified | not known | \`/identified TIME\` |
      | Restored | 16:40 | [from the resolution](https://github.com/acme/shop/issues/1#issuecomment-N) by gary |
      | Resolved | 16:40 | stated by [gary](https://github.com/acme/shop/issues/1#issuecomment-N) |

      - Time to detect (TTD): **not recorded, as “impact began” is not known**
      - Time to declare: **not recorded, as “detected” is not known**
      - Time to acknowledge (TTA): **not recorded, as “detected” is not known**
      - Time to recover (TTR): **not recorded, as “detected” is not known**
      - Impact: **not recorded, as “impact began” is not known**

      <sub>TTD = detected − started · Time to declare = declared − detected · TTA = acknowledged − detected · TTR = last restoration − detected · Impact = sum of the intervals from start to restoration</sub>

      **People**: [gary](https://github.com/gary)

      <details><summary>Timeline, 1 entry</summary>

      - [16:40](https://github.com/acme/shop/issues/1#issuecomment-N) [gary](https://github.com/gary): resolved the incident <sub>task · readiness</sub>

      </details>

      **Next**
      - \`/reopen\` if it is back"
    `);
  });

  test("a drill, and a near miss", async () => {
    const story = await begin();
    const { world } = story;
    const drill = await world.as("gary").openIssue({ title: "Game day" });
    const nearMiss = await world.as("gary").openIssue({ title: "Disk nearly full" });
    await world.as("gary").comment(drill, "/incident sev2 drill");
    await world.as("gary").comment(nearMiss, "/incident near-miss");
    await story.settled();
    expect(cardOn(story, drill)).toContain("> This is a **drill**.");
    expect(cardOn(story, nearMiss)).toContain("> This is a **near miss**: it could have hurt, and did not.");
  });

  test("a repeated command changes nothing; a repeated webhook neither", async () => {
    const story = await begin();
    const { world } = story;
    world.webhooks.double();
    const issue = await world.as("gary").openIssue({ title: "Login is down" });
    await world.as("gary").comment(issue, "/incident sev2");
    await story.settled();
    const comments = world.issue(issue).timeline.filter(({ type }) => type === "IssueComment");
    expect(comments).toHaveLength(2);
    const again = await world.as("cathy").comment(issue, "/incident sev1 Checkout is down");
    await story.settled();
    expect(reactionsTo(story, again)).toEqual(["rocket"]);
    expect(world.botSaid(issue)).toMatchInlineSnapshot(`[]`);
    expect(headOf(story, issue)).toMatchInlineSnapshot(`
      "### SEV1 · priority critical · response
      **declared** · response since 16:00"
    `);
  });
});

describe("on a pull request", () => {
  test("by command: an issue is opened that links to it, once", async () => {
    const story = await begin();
    const { world } = story;
    world.webhooks.double();
    const pull = await world.as("greg").openPullRequest({ title: "Cache @everyone's sessions" });
    const comment = await world.as("gary").comment(pull, "/incident sev2 drill Logins fail since this");
    await story.settled();
    await story.pass(pull);
    const issues = [...world.issue(pull).repository.issues.values()].filter(({ type }) => type === "Issue");
    expect(
      issues.map(({ number, title, body }) => ({ number, title, body: body.replace(/^<!--.*-->\n/, "") })),
    ).toMatchInlineSnapshot(`
        [
          {
            "body": "Declared on #1 by [gary](https://github.com/gary).",
            "number": 2,
            "title": "Logins fail since this",
          },
        ]
      `);
    const [incident] = issues;
    expect(labelsOn(story, incident?.number ?? 0)).toEqual(["incident", "sev2"]);
    expect(cardOn(story, incident?.number ?? 0)).toMatchInlineSnapshot(`
      "### SEV2 · priority critical · response
      **declared** · response since 16:00

      Tue 10 Mar 2026, all times in UTC

      > This is a **drill**.

      | Moment | When | How we know |
      | --- | --- | --- |
      | Impact began | not known | \`/started TIME\` |
      | Detected | 16:00 | [from the declaration by gary (command)](https://github.com/acme/shop/issues/2) |
      | Declared | 16:00 | [from the declaration by gary (command)](https://github.com/acme/shop/issues/2) |
      | Acknowledged | not yet | \`/ack\` |
      | Identified | not yet | \`/identified\` |
      | Restored | not yet | \`/mitigated\` |
      | Resolved | not yet | \`/resolved\` |
      | Reviewed | not yet | \`/reviewed\` |

      - Time to declare: **0 min**

      <sub>Time to declare = declared − detected</sub>

      **People**: [gary](https://github.com/gary)

      **Last update**: none yet since the declaration at 16:00

      <details><summary>Timeline, 1 entry</summary>

      - [16:00](https://github.com/acme/shop/issues/2) [gary](https://github.com/gary): Logins fail since this <sub>task · response</sub>

      </details>

      **Next**
      - \`/ack\` if you are on it
      - \`/commander @who\` so that somebody coordinates
      - \`/update TEXT\` for the public status
      - \`/mitigated\` once the service is back for users"
    `);
    expect(reactionsTo(story, comment)).toEqual(["rocket"]);
    expect(world.card(pull)).toBeNull();
  });

  test("by label", async () => {
    const story = await begin();
    const { world } = story;
    const pull = await world.as("greg").openPullRequest({ title: "Cache sessions", labels: ["sev1"] });
    await story.settled();
    await story.pass(pull);
    const incident = pull + 1;
    expect(world.issue(incident).title).toBe("Cache sessions");
    expect(headOf(story, incident)).toContain("SEV1");
    expect(world.issue(pull).repository.issues.size).toBe(2);
  });
});

test("an incident declared late on a pull request keeps the time at which it was over", async () => {
  const story = await begin();
  const { world } = story;
  const pullRequest = await world.as("gary").openPullRequest({ title: "Mend the login" });
  await world.as("gary").comment(pullRequest, "/incident resolved 15:40 sev3 Login was down");
  await story.settled();
  expect(cardOn(story, pullRequest + 1)).toContain("| Resolved | 15:40 |");
});
