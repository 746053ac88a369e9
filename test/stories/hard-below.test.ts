/** Commands that people type where they read a reminder: on the action item, or on the review. */
import { expect, test } from "vitest";
import type { Story } from "../story.ts";
import { isSettled, readAll } from "./reminding.ts";
import { heardOn, reactionsTo, telling } from "./telling.ts";

const begin = telling();

/** Issue 1, a sev2 that is restored, with an action item, issue 2, and a review, issue 3. */
async function restored(): Promise<Story> {
  const story = await begin();
  await story.world.as("gary").openIssue({ title: "Login is down", labels: ["sev2"] });
  await story.settled();
  await story.world.as("cathy").comment(1, "/ack\n/mitigated\n/action @greg high by 2026-04-01 Alert");
  await story.settled();
  readAll(story);
  return story;
}

async function says(story: Story, who: string, issue: number, text: string): Promise<number> {
  const comment = await story.world.as(who).comment(issue, text);
  await story.settled();
  return comment;
}

test.each([
  [2, "/snooze 1w #2"],
  [2, "/incident done #2 it fires"],
  [3, "/remind off review\n/learned more"],
])("on #%i %s is answered with where it is read", async (issue, text) => {
  const story = await restored();
  const comment = await says(story, "greg", issue, text);
  expect(heardOn(story, issue)).toEqual(["I read commands on the incident alone. Type the same on #1."]);
  expect(reactionsTo(story, comment)).toEqual(["confused"]);
  expect(await isSettled(story)).toBe(true);
  await story.world.as("greg").editComment(comment, "I'll do it on Monday.");
  await story.settled();
  expect(reactionsTo(story, comment)).toEqual([]);
  expect(story.world.issue(issue).timeline.filter((item) => item.type === "IssueComment")).toHaveLength(1);
  expect(await isSettled(story)).toBe(true);
});

test("evidence that is typed with the closing counts, and is no mistake", async () => {
  const story = await restored();
  await story.world.as("greg").comment(2, "/done #2 it fires within a minute");
  await story.world.as("greg").close(2);
  await story.settled();
  await story.passOverAll();
  expect(heardOn(story, 2)).toEqual([]);
});

test("plain words, and commands of those who may give none, get no answer", async () => {
  const story = await restored();
  await says(story, "greg", 2, "Will be done by Friday.\n\n> /snooze 1w #2");
  await says(story, "oscar", 2, "/snooze 1w #2");
  expect(heardOn(story, 2)).toEqual([]);
});
