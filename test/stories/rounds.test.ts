/** What no webhook told: found by the hourly rounds and at start, and free where nothing has changed. */
import { describe, expect, test } from "vitest";
import type { Story } from "../story.ts";
import { itemsOnCard, reviewOnCard } from "./improving.ts";
import { cardOn, headOf, telling } from "./telling.ts";

const begin = telling();
const hour = 60 * 60_000;

/** An incident whose card is written. */
async function declared({ world }: Story, title = "Login is down"): Promise<number> {
  return world.as("gary").openIssue({ title, body: "It fails.", labels: ["incident", "sev3"] });
}

/** Closed, with an action item, #2, that is open. */
async function withOpenItem(story: Story): Promise<number> {
  const number = await declared(story);
  await story.settled();
  await story.world.as("greg").comment(number, "/action @greg high Alert on failing logins");
  await story.settled();
  await story.world.as("gary").close(number);
  await story.settled();
  story.world.botSaid(number);
  return number;
}

/** The App's requests to GitHub: the name of a GraphQL query, the path of any other read, and its writes. */
function asked({ world }: Story): string[] {
  const read = world.reads().map(({ graphql, path }) => graphql?.match(/^query (\w+)/)?.[1] ?? path);
  return [...read, ...world.writes().map(({ method, path }) => `${method} ${path}`)];
}

/** Lets an hour go by, and tells what the App asked for. */
async function anHour(story: Story): Promise<string[]> {
  story.world.forgetRequests();
  await story.advance(hour);
  return asked(story);
}

describe("a round", () => {
  test("finds an incident whose webhooks were all lost, within the hour", async () => {
    const story = await begin();
    story.world.webhooks.lose();
    const number = await declared(story);
    await story.settled();
    expect(story.world.card(number)).toBeNull();
    await story.advance(hour - 1);
    expect(story.world.card(number)).toBeNull();
    await story.advance(1);
    expect(headOf(story, number)).toContain("SEV3");
  });

  test("finds words, closings and reopenings that were lost", async () => {
    const story = await begin();
    const { world } = story;
    const number = await declared(story);
    await story.settled();
    world.webhooks.lose();
    await world.as("greg").comment(number, "/learned nobody is told when an index is dropped");
    await story.advance(hour);
    expect(cardOn(story, number)).toContain("an index is dropped");
    await world.as("gary").close(number);
    await story.advance(hour);
    expect(headOf(story, number)).not.toContain("response");
    await world.as("gary").reopen(number);
    await story.advance(hour);
    expect(headOf(story, number)).toContain("response");
  });

  test("finds an incident that was declared and closed since the last one", async () => {
    const story = await begin();
    story.world.webhooks.lose();
    const number = await declared(story);
    await story.world.as("gary").close(number);
    await story.advance(hour);
    expect(headOf(story, number)).toContain("resolved");
  });

  test("finds what was said on an incident that was closed long ago", async () => {
    const story = await begin();
    const { world } = story;
    const number = await declared(story);
    await story.settled();
    await world.as("gary").close(number);
    await story.advance(10 * 24 * hour);
    world.webhooks.lose();
    await world.as("greg").comment(number, "/action @greg high Alert on failing logins");
    await story.advance(hour);
    expect(itemsOnCard(story, number)).toEqual(["Alert on failing logins · greg · high · 2026-04-19 · open"]);
  });

  test("finds an item that was reopened and closed again in between", async () => {
    const story = await begin();
    const { world } = story;
    const number = await withOpenItem(story);
    await world.as("cathy").close(2);
    await story.advance(3 * hour);
    world.webhooks.lose();
    await world.as("cathy").reopen(2);
    await world.as("cathy").close(2, "not_planned");
    await story.advance(hour);
    expect(itemsOnCard(story, number)).toEqual(["Alert on failing logins · greg · high · 2026-04-09 · declined"]);
    for (const issue of [number, 2]) world.botSaid(issue);
  });

  test("finds what happened to the action item of a closed incident", async () => {
    const story = await begin();
    const { world } = story;
    const number = await withOpenItem(story);
    await story.advance(hour);
    world.webhooks.lose();
    await world.as("cathy").assign(2, "cathy");
    await story.advance(hour);
    expect(itemsOnCard(story, number)).toEqual(["Alert on failing logins · greg, cathy · high · 2026-04-09 · open"]);
    await world.as("cathy").close(2);
    await story.advance(hour);
    expect(itemsOnCard(story, number)).toEqual(["Alert on failing logins · greg, cathy · high · 2026-04-09 · done"]);
    for (const issue of [number, 2]) world.botSaid(issue);
  });

  test("costs two requests where nothing has changed, whatever there is", async () => {
    const story = await begin();
    await withOpenItem(story);
    for (const title of ["One", "Two", "Three"]) await declared(story, title);
    await story.settled();
    await story.advance(2 * hour); // What the App itself has written counts as a change once.
    expect(await anHour(story)).toEqual(["/installation/repositories", "Unsettled"]);
  });

  test("by two processes reads twice, and writes nothing twice", async () => {
    const story = await begin({ apps: 2 });
    story.world.webhooks.lose();
    const number = await declared(story);
    const writes = (await anHour(story)).filter((request) => request.startsWith("POST"));
    expect(writes.filter((write) => write.endsWith(`/issues/${number}/comments`)).length).toBeLessThanOrEqual(2);
    const comments = story.world.issue(number).timeline.filter(({ type }) => type === "IssueComment");
    expect(comments).toHaveLength(1);
  });

  test("passes again over an incident whose pass was given up", async () => {
    const story = await begin();
    const { world } = story;
    const number = await declared(story);
    await story.settled();
    await story.advance(2 * hour);
    world.fail({ does: "answer", status: 502, times: 1_000, when: ({ kind }) => kind === "write" });
    await world.as("greg").comment(number, "/learned nobody is told when an index is dropped");
    await story.settled();
    world.heal();
    expect(cardOn(story, number)).not.toContain("an index is dropped");
    await story.advance(2 * hour);
    expect(cardOn(story, number)).toContain("an index is dropped");
    for (const process of story.processes) process.failures.splice(0);
  });

  test("finds a repository that the App was installed in meanwhile", async () => {
    const story = await begin();
    story.world.webhooks.lose();
    story.world.repository("acme/site");
    const number = await story.world.as("gary", "acme/site").openIssue({ title: "Down", labels: ["sev3"] });
    await story.advance(hour);
    expect(story.world.card(number, "acme/site")).toContain("SEV3");
  });

  test("goes by the labels that the configuration names", async () => {
    const story = await begin({ files: { ".github/sooner.yml": "labels: { incident: outage }" } });
    story.world.webhooks.lose();
    const number = await story.world.as("gary").openIssue({ title: "Down", labels: ["outage"] });
    await story.advance(hour);
    expect(cardOn(story, number)).not.toBe("");
  });
});

describe("a start", () => {
  test("passes over closed incidents with something open below them", async () => {
    const story = await begin();
    const number = await withOpenItem(story);
    story.world.webhooks.lose();
    await story.world.as("cathy").assign(2, "cathy");
    await story.restart();
    expect(itemsOnCard(story, number)).toEqual(["Alert on failing logins · greg, cathy · high · 2026-04-09 · open"]);
  });

  test("passes over what was closed lately: its review is not forgotten", async () => {
    const story = await begin();
    const { world } = story;
    const number = await world.as("gary").openIssue({ title: "Down", labels: ["sev1"] });
    await story.settled();
    world.webhooks.lose();
    await world.as("gary").close(number);
    world.clock.advance(5 * hour);
    await story.restart();
    expect(reviewOnCard(story, number)).toContain("planned");
    world.botSaid(number);
    for (const { number: child } of world.issue(number).subIssues) world.botSaid(child);
  });
});

test("an App that is new here leaves incidents of old times alone, whatever is open below them", async () => {
  const story = await begin({ apps: 0 });
  const { world } = story;
  const gary = world.as("gary");
  const number = await declared(story);
  await gary.addSubIssue(number, await gary.openIssue({ title: "Alert on failing logins", labels: ["action-item"] }));
  await gary.close(number);
  world.clock.advance(30 * 24 * hour);
  await story.startApp();
  await story.settled();
  expect(world.writes()).toEqual([]);
  expect(world.card(number)).toBeNull();
});
