/** Alerts that fire again soon after a restoration, and then stay calm: known a quarter of an hour later, by no webhook. */
import { describe, expect, test } from "vitest";
import type { Story } from "../story.ts";
import { alert, at, ended, minute, readAll, sent } from "./alerting.ts";
import { cardOn, headOf, telling } from "./telling.ts";

const begin = telling();

const wait = (story: Story, minutes: number) => story.advance(minutes * minute);

/** Restored at 16:20; the alert fires again from 16:25 to 16:30. */
async function flapped(): Promise<Story> {
  const story = await begin();
  await wait(story, 2);
  await sent(story, alert());
  await wait(story, 18);
  await sent(story, ended(20));
  await story.world.as("greg").comment(1, "/mitigated 16:20");
  await story.settled();
  await wait(story, 5);
  await sent(story, alert({ startedAt: at(25) }));
  await wait(story, 5);
  await sent(story, ended(30, { startedAt: at(25) }));
  readAll(story);
  return story;
}

describe("an alert that fired again soon after the restoration, and has ended", () => {
  test("leaves the incident open at first, and is its restoration after 15 minutes, though nothing happens", async () => {
    const story = await flapped();
    expect(headOf(story, 1)).toContain("response");
    await wait(story, 14);
    expect(headOf(story, 1)).toContain("response");
    await wait(story, 2);
    expect(headOf(story, 1)).toContain("analysis");
    expect(cardOn(story, 1)).toMatch(/\| Restored \| 16:30 \| \[from an alert\]/);
    expect(story.world.issue(1).state).toBe("open");
    readAll(story);
  });

  test("leaves it open where a responder comments within them", async () => {
    const story = await flapped();
    await wait(story, 10);
    await story.world.as("greg").comment(1, "It is still slow for some.");
    await story.settled();
    await wait(story, 60);
    expect(headOf(story, 1)).toContain("response");
    expect(cardOn(story, 1)).toMatch(/\| Restored \| not yet/);
    readAll(story);
  });

  test("begins to wait anew where it fires once more", async () => {
    const story = await flapped();
    await wait(story, 10);
    await sent(story, alert({ startedAt: at(40) }));
    await wait(story, 10);
    await sent(story, ended(50, { startedAt: at(40) }));
    await wait(story, 14);
    expect(headOf(story, 1)).toContain("response");
    await wait(story, 2);
    expect(cardOn(story, 1)).toMatch(/\| Restored \| 16:50 \| \[from an alert\]/);
    readAll(story);
  });
});
