/** Scheduled runs catch what only time brings about, where no App rings: punctual to the run, and free until then. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { alert, at, ended, minute, readAll, sent } from "../stories/alerting.ts";
import { cardOn, headOf, heardOn } from "../stories/telling.ts";
import { Story } from "../story.ts";
import { Runner } from "./runner.ts";

let runner: Runner;
let story: Story;

beforeAll(async () => {
  runner = await Runner.begin();
});
afterAll(() => runner.end());
beforeEach(async () => {
  story = await Story.begin();
  story.world.wiki().firstPage();
});
afterEach(() => story.end());

/** Restored at 16:20; the alert fired again from 16:25 to 16:30, so that 16:45 will tell that this was the recovery. */
async function flapped(): Promise<void> {
  const { clock } = story.world;
  await sent(story, alert());
  clock.advance(20 * minute);
  await sent(story, ended(20));
  await story.world.as("greg").comment(1, "/mitigated 16:20");
  await story.settled();
  clock.advance(5 * minute);
  await sent(story, alert({ startedAt: at(25) }));
  clock.advance(5 * minute);
  await sent(story, ended(30, { startedAt: at(25) }));
  readAll(story);
}

/** A run, so many minutes later, while the App sleeps: what it asks for and commits. */
async function runAfter(minutes: number): Promise<{ requests: number; commits: number }> {
  const { world } = story;
  world.clock.advance(minutes * minute);
  world.forgetRequests();
  const before = world.wiki().commits().length;
  expect((await runner.run(world)).code).toBe(0);
  return {
    requests: world.requests.filter(({ byApp }) => byApp).length,
    commits: world.wiki().commits().length - before,
  };
}

const memory = (): { wakes: unknown } => JSON.parse(story.world.wiki().read("incidents/data/memory.json") ?? "{}");

it("is due at a time that the memory keeps, and costs one request before and after", async () => {
  await flapped();
  story.world.webhooks.lose();
  await runAfter(2);
  expect(memory().wakes).toEqual([{ number: 1, at: "2026-03-10T16:45:00Z" }]);
  expect(await runAfter(10)).toEqual({ requests: 1, commits: 0 });
  expect(headOf(story, 1)).toContain("response");

  const { commits } = await runAfter(4);
  expect(commits).toBe(1);
  expect(cardOn(story, 1)).toMatch(/\| Restored \| 16:30 \| \[from an alert\]/);
  expect(story.world.wiki().read("incidents/data/2026.jsonl")).toContain('"restored":{"at":"2026-03-10T16:30:00Z"');
  readAll(story);

  const reviewIsDue = { number: 1, at: "2026-03-12T09:00:00Z" };
  expect(memory().wakes).toEqual([reviewIsDue]);
  expect(await runAfter(60)).toEqual({ requests: 1, commits: 0 });
  const [review] = story.world.issue(1).subIssues;
  expect(heardOn(story, review?.number ?? 0)).toEqual([]);
  await runAfter((Date.parse(reviewIsDue.at) - story.world.clock.now()) / minute);
  expect(heardOn(story, review?.number ?? 0)).toHaveLength(1);
  expect(await runAfter(10)).toEqual({ requests: 1, commits: 0 });
  readAll(story);
});
