/** The incident says once that all of its action items are done or declined. */
import { expect, test } from "vitest";
import type { Story } from "../story.ts";
import { heard, phaseOnCard } from "./improving.ts";
import { telling } from "./telling.ts";

const begin = telling();
const days = 24 * 60 * 60_000;

/** A sev3, issue 1, that is over, with two items, issues 2 and 3. */
async function over(): Promise<Story> {
  const story = await begin();
  await story.world.as("gary").openIssue({ title: "Login is down", labels: ["sev3"] });
  await story.settled();
  story.world.clock.advance(10 * 60_000);
  await does(story, () =>
    story.world.as("greg").comment(1, "/action @greg Alert\n/action @cathy Rotate the keys\n/resolved"),
  );
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

test("when the last one is, and never again", async () => {
  const story = await over();
  const greg = story.world.as("greg");
  await does(story, () => greg.comment(1, "/decline #3 they are rotated weekly already"));
  expect([heard(story, 1), heard(story, 3).length]).toEqual([[], 1]);
  await does(story, () => greg.comment(1, "/done #2 it came"));
  expect(heard(story, 2)).toHaveLength(1);
  expect(heard(story, 1)).toEqual([
    "Both action items of this incident are settled: 1 done, 1 declined.\n\nDeclined:\n- [Rotate the keys](https://github.com/acme/shop/issues/3): they are rotated weekly already\n\nThank you for seeing them through.",
  ]);
  await does(story, () => greg.reopen(2));
  await does(story, () => greg.comment(1, "/done #2 it came again"));
  expect(heard(story, 2)).toHaveLength(1);
  expect(heard(story, 1)).toEqual([]);
});

test("only once the incident is over, and its review held", async () => {
  const story = await begin();
  await story.world.as("gary").openIssue({ title: "Login is down", labels: ["sev2"] });
  await story.settled();
  await does(story, () => story.world.as("greg").comment(1, "/ack\n/action @greg Alert"));
  await does(story, () => story.world.as("greg").comment(1, "/done #2 it came"));
  expect([heard(story, 1), heard(story, 2).length]).toEqual([[], 1]);
  story.world.clock.advance(10 * 60_000);
  await does(story, () => story.world.as("greg").comment(1, "/resolved"));
  expect([heard(story, 1), phaseOnCard(story, 1)]).toEqual([[], "analysis"]);
  story.world.clock.advance(9 * days);
  await does(story, () => story.world.as("cathy").close(3));
  expect(heard(story, 1)).toEqual([expect.stringContaining("The action item of this incident is done.")]);
});

test("not where there was none, and not where it was long ago as it is first seen", async () => {
  const story = await over();
  const [process] = story.processes;
  await process?.app.drain();
  await story.world.as("greg").close(2);
  await story.world.as("greg").close(3);
  story.world.clock.advance(8 * days);
  await story.restart();
  await story.passOverAll();
  await does(story, () => story.world.as("gary").openIssue({ title: "Search is slow", labels: ["sev3"] }));
  await does(story, () => story.world.as("greg").comment(4, "/resolved"));
  expect([heard(story, 1), heard(story, 2), heard(story, 4), phaseOnCard(story, 1)]).toEqual([[], [], [], "closed"]);
});

test("killed before the card remembers it: said once", async () => {
  const story = await over();
  await does(story, () => story.world.as("greg").close(2));
  expect(heard(story, 2)).toHaveLength(1);
  for (const writes of [0, 1, 2]) {
    story.world.stopAfterWrites(writes);
    if (writes === 0) await story.world.as("greg").close(3);
    await story.passOverAll();
    for (const { failures } of story.processes) failures.splice(0);
    await story.restart();
    await story.settled();
  }
  expect([heard(story, 1).length, heard(story, 3).length]).toEqual([1, 1]);
});
