/** Reviews and action items in trouble: moved away, deleted, renamed, closed and reopened, and a card that is deleted. */
import { describe, expect, test } from "vitest";
import type { Story, StoryOptions } from "../story.ts";
import { isSettled, readAll, remindersOn } from "./reminding.ts";
import { heardOn, telling } from "./telling.ts";

const begin = telling();
/** Nothing here is known by a round: only by alarms. */
const year = 365 * 24 * 60 * 60_000;

/** On Tuesday 10 March at 16:00, cathy has taken up issue 1, and has restored the service. */
async function restored(severity: string, text: string, options: StoryOptions = {}): Promise<Story> {
  const files = { ".github/sooner.yml": "review: { facilitators: [tim] }\n" };
  const story = await begin({ files, roundEvery: year, ...options });
  await story.world.as("gary").openIssue({ title: "Login is down", labels: [severity] });
  await story.settled();
  await story.world.as("cathy").comment(1, `/ack\n/mitigated\n${text}`);
  await story.settled();
  readAll(story);
  return story;
}

async function heardUntil(story: Story, issue: number, time: string): Promise<string[]> {
  await story.until(time);
  return remindersOn(story, issue);
}

const promises = (count: number, due = "2026-03-12") =>
  Array.from({ length: count }, (_, index) => `/action @greg high by ${due} Promise ${index + 1}`).join("\n");

describe("an action item", () => {
  test("moved away or deleted is nobody's worry here; the others are reminded of", async () => {
    const story = await restored("sev3", promises(3));
    story.world.transfer(2);
    await story.world.as("olga").deleteIssue(3);
    await story.settled();
    expect(await heardUntil(story, 4, "2026-03-12T09:00:00Z")).toEqual(["@greg · This is due today"]);
    expect(remindersOn(story, 1)).toEqual([]);
    expect(await isSettled(story)).toBe(true);
  });

  test("closed as a duplicate is asked what takes its place, and reminded of no more", async () => {
    const story = await restored("sev3", promises(1));
    await story.world.as("greg").close(2, "duplicate");
    await story.settled();
    expect(heardOn(story, 2)).toEqual([
      "This action item was closed as a duplicate. What takes its place? One sentence here is enough; it goes into the report of #1. If it is done, close it as completed instead.",
    ]);
    readAll(story);
    expect(await heardUntil(story, 2, "2026-03-20T12:00:00Z")).toEqual([]);
  });

  test("reopened is reminded of where it stands, once", async () => {
    const story = await restored("sev3", promises(1));
    expect(await heardUntil(story, 2, "2026-03-12T10:00:00Z")).toEqual(["@greg · This is due today"]);
    await story.world.as("greg").close(2);
    await story.until("2026-03-20T10:00:00Z");
    readAll(story);
    await story.world.as("greg").reopen(2);
    await story.settled();
    expect(remindersOn(story, 2)).toEqual(["@greg · This was due on Thu 12 Mar 2026"]);
    await story.world.as("greg").close(2);
    await story.world.as("greg").reopen(2);
    expect(await heardUntil(story, 2, "2026-03-26T08:00:00Z")).toEqual([]);
    expect(await heardUntil(story, 2, "2026-03-26T09:00:00Z")).toEqual(["@greg · This was due on Thu 12 Mar 2026"]);
    expect(await isSettled(story)).toBe(true);
    readAll(story);
  });

  test("whose owner has left is told to whoever took the incident up, and to nobody outside", async () => {
    const story = await restored("sev3", promises(1));
    story.world.change("greg", { role: "none", member: false });
    await story.restart();
    expect(await heardUntil(story, 2, "2026-03-12T09:00:00Z")).toEqual(["@cathy · This is due today"]);
    expect(await isSettled(story)).toBe(true);
  });
});

test("labels that somebody renames: what was promised is known all the same, and nothing is made anew", async () => {
  const story = await restored("sev2", promises(1));
  await story.world.as("olga").renameLabel("action-item", "promise");
  await story.world.as("olga").renameLabel("post-incident-review", "retro");
  await story.passOverAll();
  const issues = story.world.state.repositories.get("acme/shop")?.issues.size;
  expect(await heardUntil(story, 2, "2026-03-12T09:00:00Z")).toEqual(["@greg · This is due today"]);
  expect(remindersOn(story, 3)).toEqual(["@tim · This review was due by the end of Wed 11 Mar 2026"]);
  expect(await isSettled(story)).toBe(true);
  expect(story.world.state.repositories.get("acme/shop")?.issues.size).toBe(issues);
});

test("a review that is closed early, and reopened: it is due on its day; planned anew, on the new one", async () => {
  const story = await restored("sev2", "");
  await story.world.as("tim").close(2);
  await story.settled();
  await story.world.as("tim").reopen(2);
  await story.settled();
  readAll(story);
  const overdue = ["@tim · This review was due by the end of Wed 11 Mar 2026"];
  expect(await heardUntil(story, 2, "2026-03-12T10:00:00Z")).toEqual(overdue);
  await story.world.as("cathy").comment(1, "/review 2026-03-18 10:00 @tim");
  await story.settled();
  readAll(story);
  expect(await heardUntil(story, 2, "2026-03-19T08:59:00Z")).toEqual([]);
  const again = ["@tim · This review was due by the end of Wed 18 Mar 2026"];
  expect(await heardUntil(story, 2, "2026-03-19T09:00:00Z")).toEqual(again);
  expect(await isSettled(story)).toBe(true);
});

test("a card that somebody deletes, after everything was said: nothing is said again", async () => {
  const text = "/action @greg high by 2026-03-12 Alert\n/action low Rehearse\n/update Fixed.\n/resolved";
  const story = await restored("sev2", text);
  await story.until("2026-03-30T12:00:00Z");
  await story.world.as("greg").close(2);
  await story.settled();
  readAll(story);
  const { timeline } = story.world.issue(1);
  const card = timeline.find((item) => item.type === "IssueComment" && item.body.includes("sooner:card"));
  if (card?.type !== "IssueComment") throw new Error("There is no card");
  await story.world.as("olga").deleteComment(card.id);
  await story.settled();
  await story.passOverAll();
  expect([1, 2, 3, 4].flatMap((issue) => heardOn(story, issue))).toEqual([]);
  expect(await isSettled(story)).toBe(true);
}, 60_000);

/** Two incidents, each with so many action items of greg's, all due on 12 March. */
async function crowded(count: number): Promise<{ story: Story; items: number[] }> {
  const story = await begin({ roundEvery: year });
  const [gary, greg] = [story.world.as("gary"), story.world.as("greg")];
  const items: number[] = [];
  for (const incident of [1, count + 2]) {
    await gary.openIssue({ title: "Login is down", labels: ["sev3"] });
    await story.settled();
    story.world.webhooks.lose();
    for (let n = 0; n < count; n += 1) {
      items.push(await greg.openIssue({ title: `Promise ${n}`, body: "Due: 2026-03-12", labels: ["action-item"] }));
      await greg.addSubIssue(incident, items.at(-1) ?? 0);
      await greg.assign(items.at(-1) ?? 0, "greg");
    }
    await story.world.webhooks.reset();
    await story.world.as("cathy").comment(incident, "/ack\n/mitigated");
    await story.settled();
  }
  return { story, items };
}

test("dozens that are due at the same nine o'clock: each is said then, and once", async () => {
  const { story, items } = await crowded(30);
  readAll(story);
  await story.until("2026-03-12T08:59:59Z");
  expect(items.flatMap((item) => remindersOn(story, item))).toEqual([]);
  await story.until("2026-03-12T09:00:00Z");
  expect(items.map((item) => remindersOn(story, item))).toEqual(items.map(() => ["@greg · This is due today"]));
  expect(await isSettled(story)).toBe(true);
}, 60_000);
