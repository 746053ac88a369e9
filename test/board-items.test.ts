/** Webhooks about project boards: what they stand for is looked up once, and what is none of ours is left alone. */
import { expect, test } from "vitest";
import { BoardItems } from "../src/board-items.ts";
import type { IncidentRef } from "../src/github/port.ts";
import type { Job } from "../src/queue/queue.ts";
import { readBoardItem } from "../src/webhook.ts";

const issue = (number: number): IncidentRef => ({ installation: 7, owner: "acme", repo: "shop", number });

/** Items of an organisation whose node `I_5` is issue #5, and so on; #5 belongs to incident #1. */
function organisation() {
  const due: Job[] = [];
  const looked: string[] = [];
  const items = new BoardItems({
    github: {
      locate: async (_, node) => {
        looked.push(node);
        return node.startsWith("I_") ? issue(Number(node.slice(2))) : null;
      },
    },
    queue: { add: (job) => void due.push(job) },
    incidentOf: ({ number }) => (number === 5 ? 1 : number),
  });
  return { items, due, looked };
}

test("an unknown item is looked up, and its incident is due; a known one at once", async () => {
  const { items, due, looked } = organisation();
  const item = { installation: 7, node: "I_5" };
  items.moved(item);
  expect(due.splice(0)).toEqual([item]);
  await items.locate(item);
  expect(due.splice(0)).toEqual([issue(1)]);
  items.moved(item);
  expect(due).toEqual([issue(1)]);
  expect(looked).toEqual(["I_5"]);
});

test("an item that can't be seen is looked up once", async () => {
  const { items, due } = organisation();
  const draft = { installation: 7, node: "DI_1" };
  await items.locate(draft);
  for (let n = 0; n < 100; n += 1) items.moved(draft);
  expect(due).toEqual([]);
});

test("an issue that a pass has shown to be none of ours is left alone, until one shows it to be", async () => {
  const { items, due } = organisation();
  const item = { installation: 7, node: "I_9" };
  await items.locate(item);
  items.learn(issue(9), "to nobody");
  due.splice(0);
  for (let n = 0; n < 100; n += 1) items.moved(item);
  expect(due).toEqual([]);
  items.learn(issue(9), "to us");
  items.moved(item);
  expect(due).toEqual([issue(9)]);
});

const webhook = {
  action: "edited",
  installation: { id: 7 },
  organization: { login: "acme" },
  sender: { login: "gary", type: "User" },
  projects_v2_item: { id: 3, node_id: "PVTI_3", content_node_id: "I_5", content_type: "Issue" },
};

test.each<[string, string, unknown, string | null]>([
  ["an issue's item", "projects_v2_item", webhook, "I_5"],
  [
    "a draft's",
    "projects_v2_item",
    { ...webhook, projects_v2_item: { content_node_id: "DI_1", content_type: "DraftIssue" } },
    null,
  ],
  [
    "one of a pull request",
    "projects_v2_item",
    { ...webhook, projects_v2_item: { content_node_id: "PR_1", content_type: "PullRequest" } },
    null,
  ],
  ["a webhook of something else", "projects_v2", webhook, null],
  ["one without an installation", "projects_v2_item", { ...webhook, installation: undefined }, null],
  ["nothing", "projects_v2_item", null, null],
])("%s", (_, name, payload, node) => {
  expect(readBoardItem(name, payload)?.node ?? null).toBe(node);
});
