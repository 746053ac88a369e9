/** What an incident costs in requests to GitHub: the budgets of a read, a pass, a comment, a command, a burst and a start. */
import { describe, expect, test } from "vitest";
import { commands } from "../src/timeline/commands/table.ts";
import { telling } from "./stories/telling.ts";
import type { Story } from "./story.ts";

const begin = telling();

/** An incident whose card is written. */
async function declared(story: Story, ...labels: string[]): Promise<number> {
  const text = { title: "Login is down", body: "It fails.", labels: ["incident", ...labels] };
  const number = await story.world.as("gary").openIssue(text);
  await story.settled();
  return number;
}

/** What the App asks of GitHub because of what is done. Look-ups of permissions are cached, and not counted. */
async function costOf(story: Story, act: () => Promise<unknown>): Promise<{ reads: number; writes: string[] }> {
  const { world } = story;
  world.forgetRequests();
  await act();
  await story.settled();
  const writes = world.writes().map(({ method, path }) => `${method} ${path.replace(/\d+/g, "N")}`);
  return { reads: world.reads().length, writes };
}

/** Whether it makes something new: an issue, its link, a label, a comment. */
const creates = (write: string): boolean => /^POST \S+\/(?:issues|sub_issues|labels|issues\/N\/comments)$/.test(write);

describe("an incident", () => {
  test("is declared by one webhook in one read, and three writes for a pinned card", async () => {
    const story = await begin();
    await declared(story); // With the first one, the App has read what incidents there are.
    story.world.webhooks.lose(({ action }) => action === "labeled");
    const cost = await costOf(story, () => declared(story));
    expect(cost).toEqual({
      reads: 1,
      writes: [
        "POST /repos/acme/shop/issues/N/comments",
        "PUT /repos/acme/shop/issues/comments/N/pin",
        "PATCH /repos/acme/shop/issues/comments/N",
      ],
    });
  });

  test("is read in one request up to 100 timeline items, and in one more for each further 100", async () => {
    const story = await begin();
    const number = await declared(story);
    const { world } = story;
    const items = () => world.issue(number).timeline.length;
    const fill = async (count: number) => {
      world.webhooks.lose();
      while (items() < count) await world.as("gary").comment(number, "Looking.");
      await story.pass(number);
    };
    const readings = [];
    for (const count of [100, 101, 200, 201]) {
      await fill(count);
      readings.push((await costOf(story, () => story.pass(number))).reads);
    }
    expect(readings).toEqual([1, 2, 2, 3]);
  });

  test("that hasn't changed is written to by no pass", async () => {
    const story = await begin();
    const number = await declared(story, "sev1");
    await gary(story).comment(number, "/ack\n/action @greg high More monitoring\n/learned Customers told us first");
    await gary(story).comment(number, "/ack yesterday noon");
    await gary(story).comment(number, "/resolved");
    await story.settled();
    story.world.botSaid(number);
    expect(await costOf(story, () => story.pass(number))).toEqual({ reads: 1, writes: [] });
  });

  test("takes a plain comment in one read and one write", async () => {
    const story = await begin();
    const number = await declared(story);
    expect(await costOf(story, () => gary(story).comment(number, "I see errors too."))).toEqual({
      reads: 1,
      writes: ["PATCH /repos/acme/shop/issues/comments/N"],
    });
  });
});

test("a comment that GitHub's answer does not show yet is looked for once more, and not for ever", async () => {
  const story = await begin();
  const number = await declared(story);
  const { webhooks } = story.world;
  webhooks.rule(({ action }) => (action === "deleted" ? { copies: 0 } : { delayMs: 100 }));
  const cost = await costOf(story, async () => {
    await gary(story).deleteComment(await gary(story).comment(number, "/ack"));
  });
  expect(cost.reads).toBe(2);
});

describe("a command costs at most one read and three writes, besides what it creates", () => {
  /** What has to be said before the example makes sense. */
  const before: Record<string, string> = { reopen: "/resolved 14:40", handoff: "/commander @gary" };
  /** Once in a while: CODEOWNERS for a service that nobody is configured to own, issue fields for an action item. */
  const lookUps = new Set(["affects", "action"]);
  const rows = commands.filter(({ name }) => name !== "incident" && name !== "duplicate");

  test.each(rows.map((row) => [row.name, row.example] as const))("%s", async (name, example) => {
    const story = await begin();
    const number = await declared(story, "sev1");
    if (before[name]) await gary(story).comment(number, before[name]);
    await story.settled();
    const line = `/${example.replace(" #12", " #1")}`;
    const { reads, writes } = await costOf(story, () => gary(story).comment(number, line));
    story.world.botSaid(number);
    expect(reads).toBe(lookUps.has(name) ? 2 : 1);
    expect(writes.filter((write) => !creates(write)).length, writes.join("\n")).toBeLessThanOrEqual(3);
  });
});

test("100 comments in a burst cost at most 3 passes", async () => {
  const story = await begin({ queue: { rests: [500, 1_000] } });
  const number = await declared(story);
  story.world.forgetRequests();
  await Promise.all(Array.from({ length: 100 }, (_, n) => gary(story).comment(number, `Looking at host ${n}.`)));
  await story.settled();
  const passes = readsBy(story).filter((read) => read === "Whole");
  expect(passes.length).toBeLessThanOrEqual(3);
  expect(story.world.card(number)).toContain("Looking at host 99.");
});

describe("a start", () => {
  test("reads 25 open incidents in a request, and writes nothing where nothing was missed", async () => {
    const story = await begin();
    // By the second one it is known what the others are like, so that each card is written once.
    for (let n = 0; n < 2; n += 1) await declared(story, "sev3");
    await Promise.all(Array.from({ length: 33 }, () => declared(story, "sev3")));
    const { writes } = await costOf(story, () => story.startApp());
    expect(readsBy(story)).toEqual([
      "/installation/repositories",
      "Unsettled",
      "Whole",
      "Whole",
      "/repos/acme/shop/issue-types",
    ]);
    expect(writes).toEqual([]);
  });

  test("asks once more for what few issues have: marks, and action items", async () => {
    const story = await begin();
    for (let n = 0; n < 3; n += 1) {
      const number = await declared(story);
      const comment = await gary(story).comment(number, "/action @greg high More monitoring");
      await story.world.as("cathy").react(comment, "+1");
    }
    await story.settled();
    const { writes } = await costOf(story, () => story.startApp());
    expect(readsBy(story)).toEqual([
      "/installation/repositories",
      "Unsettled",
      "Whole",
      "Details",
      "/repos/acme/shop/issue-types",
      "/orgs/acme/issue-fields",
    ]);
    expect(writes).toEqual([]);
  });
});

/** The App's reads: the name of a GraphQL query, the path of any other. */
function readsBy(story: Story): string[] {
  return story.world.reads().map(({ graphql, path }) => graphql?.match(/^query (\w+)/)?.[1] ?? path);
}

/** Gary at the keyboard. */
function gary(story: Story) {
  return story.world.as("gary");
}
