/** What changed and what was alike, in hard cases: webhooks alone, previews, hostile names, drills, and issues that are gone. */
import { describe, expect, test } from "vitest";
import { alert, hour, minute, sent } from "./alerting.ts";
import { cardOn, heardOn, telling } from "./telling.ts";

const begin = telling();

test("a deployment while an alert's incident goes on is told of by its webhook alone, previews are not", async () => {
  const story = await begin();
  const { world } = story;
  await sent(story, alert());
  heardOn(story, 1);
  world.clock.advance(4 * minute);
  for (const environment of ["preview", "pr-12", "deploy-preview-3", "review/login"])
    await world.as("greg").deploy({ environment, state: "success" });
  await story.settled();
  expect(heardOn(story, 1)).toEqual([]);
  await world.as("greg").deploy({ environment: "production", state: "success", sha: "fix" });
  await story.settled();
  expect(heardOn(story, 1).join()).toContain("Deployed to **production** at 16:04");
  expect(cardOn(story, 1)).toContain("deployed fix to production");
  await story.restart();
  await story.passOverAll();
  expect(heardOn(story, 1)).toEqual([]);
});

test("names that would do something are shown, and do nothing", async () => {
  const story = await begin({ now: "2026-03-10T15:00:00Z" });
  const { world } = story;
  const title = "@everyone <script> | closes #1 <!-- x --> [a](javascript:b)\u202E";
  const pull = await world.as("cathy").openPullRequest({ title });
  await world.as("cathy").mergePullRequest(pull);
  await world.as("greg").deploy({ environment: "@acme/web|<b>", sha: "@gary/<i>", state: "failure" });
  world.clock.advance(hour);
  await sent(story, alert());
  await world.as("greg").deploy({ environment: "@acme/web|<b>", sha: "@gary/<i>", state: "success" });
  await story.settled();
  for (const text of [cardOn(story, 2), ...heardOn(story, 2)]) {
    expect(text.match(/(?<![\w`]|`\/\w+ )@\w+/g)).toBeNull();
    expect(text).not.toMatch(/(?<!\\)<(?:script|b|i|!--)/);
    expect(text).not.toContain("\u202E");
  }
  expect(cardOn(story, 2)).toContain("**failed**");
});

test("/change names a deployment by its address, with what it did", async () => {
  const story = await begin({ now: "2026-03-10T15:00:00Z" });
  const { world } = story;
  const deployment = await world.as("greg").deploy({ environment: "production", state: "success" });
  world.clock.advance(hour);
  await sent(story, alert());
  heardOn(story, 1);
  await world.as("greg").comment(1, `/change https://github.com/acme/shop/deployments/${deployment} hurt`);
  await story.settled();
  expect(heardOn(story, 1)).toEqual([]);
  expect(cardOn(story, 1)).toContain("**named: hurt**");
});

describe("similar past incidents", () => {
  /** A story with an incident of two days ago from which something was learned. */
  async function learned() {
    const story = await begin();
    await sent(story, alert({ title: "Sessions run out of sockets" }));
    await story.world
      .as("greg")
      .comment(1, "/learned The pool of sockets never shrinks\n/action @greg high Alert on sockets\n/mitigated");
    await story.settled();
    heardOn(story, 1);
    story.world.clock.advance(48 * hour);
    return story;
  }
  const again = alert({ title: "Sessions run out of sockets", startedAt: "2026-03-12T16:00:00Z" });

  test("are on the card of the new one, once, with what was learned and what is open", async () => {
    const story = await learned();
    const { body } = await sent(story, again);
    const [number = 0] = (body as { incidents: number[] }).incidents;
    heardOn(story, number);
    const lines = cardOn(story, number)
      .split("\n")
      .filter((line) => line.includes("learned “"));
    expect(lines).toEqual([expect.stringMatching(/^- #1 .*never shrinks”; still open as this one began: #2$/)]);
    await story.restart();
    await story.passOverAll();
    expect(cardOn(story, number).split("never shrinks”")).toHaveLength(2);
    for (const issue of story.world.issue(number).repository.issues.keys()) heardOn(story, issue);
  });

  test("never one that was deleted", async () => {
    const story = await learned();
    await sent(story, alert({ fingerprint: "x", title: "Disk", service: "disk", startedAt: "2026-03-12T15:59:00Z" }));
    await story.world.as("olga").deleteIssue(1);
    await story.settled();
    const { body } = await sent(story, again);
    const [number = 0] = (body as { incidents: number[] }).incidents;
    expect(cardOn(story, number)).not.toContain("never shrinks");
    for (const issue of story.world.issue(number).repository.issues.keys()) heardOn(story, issue);
  });

  test("are none on a drill's card, and a drill is none", async () => {
    const story = await learned();
    const drill = await story.world.as("gary").openIssue({ title: "Sessions run out of sockets", labels: ["sev2"] });
    await story.world.as("gary").comment(drill, "/drill");
    await story.settled();
    await story.pass(drill);
    expect(cardOn(story, drill)).not.toContain("never shrinks");
    const { body } = await sent(story, again);
    const [number = 0] = (body as { incidents: number[] }).incidents;
    const shown = cardOn(story, number);
    expect(shown).toContain("never shrinks");
    expect(shown).not.toContain(`- #${drill} `);
    for (const issue of story.world.issue(number).repository.issues.keys()) heardOn(story, issue);
  });
});
