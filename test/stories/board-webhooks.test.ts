/** Webhooks of project boards: what people change there shows at once, and a busy organisation's boards cost next to nothing. */
import { expect, test } from "vitest";
import type { Story } from "../story.ts";
import { boarding } from "./boarding.ts";
import { itemsOnCard } from "./improving.ts";
import { telling } from "./telling.ts";

const begin = telling();
const minute = 60_000;

/** The App's reads because of what is done: the name of a GraphQL query, the path of any other. */
async function readsFor(story: Story, act: () => Promise<unknown>): Promise<string[]> {
  story.world.forgetRequests();
  await act();
  await story.settled();
  return story.world.reads().map(({ graphql, path }) => graphql?.match(/^query (\w+)/)?.[1] ?? path);
}

test("a change on the board shows on the issue and the card, with no other hint", async () => {
  const { story, project } = await boarding(begin);
  story.world.clock.advance(5 * minute);
  story.world.webhooks.lose(({ event }) => event !== "projects_v2_item");
  await story.world.as("greg").setOnBoard(project, 2, "Priority", "Urgent");
  await story.settled();
  expect(itemsOnCard(story, 1)[0]).toContain("urgent");
});

test("what the App does there sets nothing off", async () => {
  const { story } = await boarding(begin);
  const told = story.world.deliveries.filter(({ event }) => event === "projects_v2_item");
  expect(told.length).toBeGreaterThan(0);
  expect(await readsFor(story, () => Promise.all(told.map((one) => story.world.webhooks.send(one))))).toEqual([]);
});

test("an item of another issue is looked at once, however often it moves", async () => {
  const { story, project } = await boarding(begin);
  const olga = story.world.as("olga");
  const number = await olga.openIssue({ title: "A new logo", body: "Ours is old." });
  const first = await readsFor(story, () => olga.addToBoard(project, number));
  expect(first.length).toBeLessThanOrEqual(2);
  const later = await readsFor(story, async () => {
    for (const status of ["In Progress", "Done", "Todo"]) await olga.setOnBoard(project, number, "Status", status);
  });
  expect(later).toEqual([]);
});
