/** A harmful factor that comes back: pointed out on the item that was meant to prevent it, and on the card. */
import { describe, expect, test } from "vitest";
import type { Story, StoryOptions } from "../story.ts";
import { heard } from "./improving.ts";
import { cardOn, telling } from "./telling.ts";

const begin = telling();
const days = 24 * 60 * 60_000;
const factor = "/factor hurt Retries without backoff hammered the database";

/** Issue 1, a sev3 of ten days ago with a factor and its item, issue 2; and issue 3, of today. */
async function twice(options: StoryOptions = {}, outcome?: string): Promise<Story> {
  const story = await begin(options);
  const { world } = story;
  await world.as("gary").openIssue({ title: "Login is down", labels: ["sev3"] });
  await story.settled();
  await does(story, () => world.as("greg").comment(1, `${factor}\n/action @greg high Add backoff to retries`));
  if (outcome) await does(story, () => world.as("greg").comment(1, outcome));
  if (outcome) expect(heard(story, 2)).toHaveLength(1);
  world.clock.advance(10 * days);
  await does(story, () => world.as("cathy").openIssue({ title: "Orders fail", labels: ["sev3"] }));
  return story;
}

/** After it, another pass changes nothing. */
async function does(story: Story, act: () => Promise<unknown>): Promise<void> {
  await act();
  await story.settled();
  story.world.forgetRequests();
  await story.passOverAll();
  expect(story.world.writes().map(({ method, path }) => `${method} ${path}`)).toEqual([]);
}

const again = "/factor hurt The database was hammered by retries without backoff";
const onCard = (story: Story) =>
  cardOn(story, 3)
    .split("\n")
    .filter((line) => line.includes("see #2"));

describe("on the item", () => {
  test.each([
    ["open", undefined, "is still open. Is its priority right?"],
    ["done", "/done #2 tried it", "is done. If something is missing, reopen it, or ask for another one on #3."],
    ["declined", "/decline #2 too dear", "was declined: “too dear”. If that doesn't hold any more, reopen it."],
  ])("%s: said once, and on the card", async (state, outcome, text) => {
    const story = await twice({}, outcome);
    await does(story, () => story.world.as("cathy").comment(3, again));
    expect(heard(story, 2)).toEqual([
      `This came back in #3, Orders fail: “The database was hammered by retries without backoff”.\n\nThis action item was meant to prevent it, and ${text}`,
    ]);
    expect(onCard(story)).toEqual([
      `- The database was hammered by retries without backoff, see #2 (${state} then) of #1`,
    ]);
    await does(story, () =>
      story.world.as("cathy").comment(3, "/factor hurt Hammered database: retries without backoff"),
    );
    expect(heard(story, 2)).toEqual([]);
  });
});

test("a factor that is new is compared once, and nothing is said", async () => {
  const story = await twice();
  await does(story, () => story.world.as("cathy").comment(3, "/factor hurt The disk was full"));
  expect(heard(story, 2)).toEqual([]);
  expect(cardOn(story, 3)).not.toContain("Came back");
  story.world.forgetRequests();
  await story.restart();
  await story.settled();
  expect(story.world.writes()).toEqual([]);
});

test("after a restart the past is read again, as it is in a later review", async () => {
  const story = await twice();
  story.world.clock.advance(2 * days);
  await story.restart();
  await does(story, () => story.world.as("cathy").comment(3, again));
  expect(heard(story, 2)).toHaveLength(1);
  expect(onCard(story)).toHaveLength(1);
});

test("named once all is over", async () => {
  const story = await twice();
  await does(story, () => story.world.as("cathy").comment(3, "/resolved"));
  await does(story, () => story.world.as("cathy").comment(3, again));
  expect(heard(story, 2)).toHaveLength(1);
  expect(onCard(story)).toHaveLength(1);
});

test("the item is gone: the card says where it was, and nothing fails", async () => {
  const story = await twice();
  await does(story, () => story.world.as("olga").deleteIssue(2));
  await does(story, () => story.world.as("cathy").comment(3, again));
  expect(onCard(story)).toEqual([]);
});

test("killed after any write, it is said once", async () => {
  for (const writes of [0, 1, 2, 3]) {
    const story = await twice({ queue: { retries: [] } });
    story.world.stopAfterWrites(writes);
    await story.world.as("cathy").comment(3, again);
    await story.settled();
    for (const { failures } of story.processes) failures.splice(0);
    await story.restart();
    await does(story, () => story.passOverAll());
    expect(heard(story, 2), `after ${writes}`).toHaveLength(1);
    expect(onCard(story), `after ${writes}`).toHaveLength(1);
  }
});
