/** The port against a GitHub in memory: everything that is written is read back, and GitHub's own description holds. */
import { Probot } from "probot";
import { afterEach, beforeEach, expect, test } from "vitest";
import { GitHubError } from "../../src/error.ts";
import { githubApp } from "../../src/github/app.ts";
import { Octokit } from "../../src/github/octokit.ts";
import type { GitHub, GitHubApp } from "../../src/github/port.ts";
import { createWorld, type World } from "../world/world.ts";

let world: World;
let app: GitHubApp;
let github: GitHub;

beforeEach(async () => {
  world = createWorld({ now: "2026-03-10T16:00:00Z" });
  world.person("gary", { role: "write", member: true });
  world.person("tess", { role: "triage" });
  world.person("olga");
  const files = { ".github/sooner.yml": "zone: UTC\n", ".github/sooner/templates/card.hbs": "Hello" };
  world.repository("acme/shop", { private: true, files });
  const { id, privateKey, webhookSecret } = world.app;
  const baseUrl = `${await world.listen()}/api/v3`;
  const probot = new Probot({ appId: id, privateKey, secret: webhookSecret, Octokit, baseUrl, logLevel: "fatal" });
  const labelsOf = () => ["incident", "action-item"];
  app = githubApp({ authenticate: (installation) => probot.auth(installation), labelsOf });
  const [shop] = await app.repositories();
  if (!shop) throw new Error("The App sees no repository");
  github = await app.in(shop);
});

afterEach(async () => {
  await world.close();
  expect(world.problems).toEqual([]);
});

async function readOne(number: number) {
  const [issue] = await github.read([number]);
  if (!issue) throw new Error(`There is no issue ${number}`);
  return issue;
}

test("an issue is read whole, in one request", async () => {
  const gary = world.as("gary");
  const number = await gary.openIssue({ title: "Login is down", body: "It fails.", labels: ["incident"] });
  const comment = await gary.comment(number, "/ack");
  await world.as("tess").react(comment, "+1");
  await github.react({ comment }, "rocket");
  await gary.assign(number, "tess");
  const pull = await gary.openPullRequest({ title: "Fix", body: `Fixes #${number}` });
  await gary.mergePullRequest(pull);
  await gary.reopen(number);
  world.forgetRequests();
  const issue = await readOne(number);
  expect(world.reads()).toHaveLength(1);
  expect(issue).toMatchObject({
    kind: "issue",
    title: "Login is down",
    state: "open",
    stateReason: "reopened",
    labels: ["incident"],
    assignees: ["tess"],
    author: { login: "gary", kind: "user" },
    repository: { private: true, configuration: "zone: UTC\n", templates: { "card.hbs": "Hello" } },
    recent: [{ number }],
  });
  expect(issue.items.map(({ type }) => type)).toEqual([
    "labeled",
    "comment",
    "assigned",
    "cross-referenced",
    "closed",
    "reopened",
  ]);
  expect(issue.items[1]).toMatchObject({
    comment,
    body: "/ack",
    mine: { rocket: true, confused: false },
    reactions: [
      { content: "+1", who: "tess" },
      { content: "rocket", who: null },
    ],
  });
  expect(issue.items[3]).toMatchObject({ source: { pullRequest: pull, merged: true, closes: true } });
  expect(issue.items[4]).toMatchObject({ pullRequest: { number: pull, mergedBy: { login: "gary", kind: "user" } } });
});

test("what the App writes is there afterwards, and by it", async () => {
  const number = await world.as("gary").openIssue({ title: "Login is down" });
  await github.createLabel({ name: "action-item", color: "0e8a16", description: "To do" });
  await github.createLabel({ name: "Action-Item", color: "0e8a16", description: "Again" });
  const created = await github.createIssue({
    title: "Add hosts",
    body: `For #${number}`,
    labels: ["action-item"],
    assignees: ["tess"],
  });
  expect(await github.linkSubIssue(number, created)).toBe("linked");
  expect(await github.linkSubIssue(number, created)).toBe("linked");
  await github.setLabels(number, ["sev1", "incident"]);
  await github.addLabels(number, ["priority: a/b"]);
  await github.removeLabel(number, "priority: a/b");
  await github.removeLabel(number, "priority: a/b");
  const comment = (await github.createComment(number, "Card")).comment ?? 0;
  expect(await github.pinComment(comment)).toBe("pinned");
  await github.editComment(comment, "The card");
  await github.react({ issue: number }, "confused");
  await github.unreact({ issue: number }, "confused");
  await github.setTitle(number, "Login was down");
  await github.setState(number, "completed");

  const issue = await readOne(number);
  expect(issue).toMatchObject({
    title: "Login was down",
    state: "closed",
    stateReason: "completed",
    mine: { confused: false },
  });
  expect(issue.labels.toSorted()).toEqual(["incident", "sev1"]);
  expect(issue.subIssues).toMatchObject([
    {
      ...{ number: created.number, databaseId: created.databaseId, url: created.url },
      parent: number,
      labels: ["action-item"],
      assignees: ["tess"],
    },
  ]);
  expect(issue.items.filter(({ type }) => type === "comment")).toMatchObject([
    { comment, body: "The card", actor: { login: await app.self(), kind: "bot" } },
  ]);
  expect(issue.items.filter(({ type }) => type === "cross-referenced")).toMatchObject([
    {
      source: {
        number: created.number,
        labels: ["action-item"],
        assignees: ["tess"],
        author: { login: "sooner", kind: "bot" },
      },
    },
  ]);
  expect(world.card(number)).toBe("The card");

  await github.unlinkSubIssue(number, created);
  await github.deleteComment(comment);
  await github.deleteComment(comment);
  expect(await readOne(number)).toMatchObject({ subIssues: [] });
});

test("a long timeline takes one request more for every hundred items", async () => {
  const gary = world.as("gary");
  const number = await gary.openIssue({ title: "Login is down" });
  for (let i = 0; i < 205; i++) await gary.comment(number, `${i}`);
  world.forgetRequests();
  const { items } = await readOne(number);
  expect(items.map((item) => item.type === "comment" && item.body)).toEqual(
    Array.from({ length: 205 }, (_, i) => `${i}`),
  );
  expect(world.reads()).toHaveLength(3);
});

test("many issues come in few requests, those that are gone as null", async () => {
  const gary = world.as("gary");
  const numbers: number[] = [];
  for (let i = 0; i < 30; i++) numbers.push(await gary.openIssue({ title: `${i}`, labels: ["incident"] }));
  world.forgetRequests();
  world.fail({ does: "answer", status: 502, when: ({ kind }) => kind === "read" });
  const read = await github.read([...numbers, 999]);
  expect(read.map((issue) => issue?.number ?? null)).toEqual([...numbers, null]);
  expect(world.reads()).toHaveLength(4);
  const open = await github.listOpen(["incident", "sev1"]);
  expect({ ...open, numbers: open.numbers.toSorted((a, b) => a - b) }).toEqual({
    numbers,
    configuration: "zone: UTC\n",
  });
});

test("what people may do", async () => {
  const people = ["gary", "tess", "olga", "nobody"];
  expect(await Promise.all(people.map((login) => github.permission(login)))).toEqual([
    "triage",
    "triage",
    "none",
    "none",
  ]);
});

test("a comment whose answer is lost is not made twice", async () => {
  const number = await world.as("gary").openIssue({ title: "Login is down" });
  world.fail({ does: "drop after", when: ({ kind }) => kind === "write" });
  const failed = await github.createComment(number, "Once").catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(GitHubError);
  expect(failed).toMatchObject({ status: null, ambiguous: true });
  const { items } = await readOne(number);
  expect(items).toMatchObject([{ type: "comment", body: "Once" }]);
});

test("an issue read among many says the same as one read alone", async () => {
  const gary = world.as("gary");
  const number = await gary.openIssue({ title: "Login is down", labels: ["incident"] });
  await gary.reactToIssue(number, "confused");
  const comment = await gary.comment(number, "/ack");
  await world.as("tess").react(comment, "-1");
  const edited = await gary.comment(number, "/identified");
  await gary.editComment(edited, "/mitigated");
  await github.react({ comment: edited }, "rocket");
  await github.createLabel({ name: "action-item", color: "0e8a16", description: "To do" });
  const item = { body: `For #${number}`, labels: ["action-item"], assignees: ["tess"] };
  const linked = await github.createIssue({ ...item, title: "Linked" });
  await github.linkSubIssue(number, linked);
  await gary.comment(linked.number, "Nobody has the time.");
  await gary.close(linked.number, "not_planned");
  await github.createIssue({ ...item, title: "Without room among the sub-issues" });
  const duplicate = await gary.openIssue({ title: "Nobody can log in", labels: ["incident"] });
  await gary.comment(duplicate, `Duplicate of #${number}`);
  await gary.close(duplicate, "duplicate");

  const [together] = await github.read([number, duplicate]);
  expect(together).toEqual(await readOne(number));
  expect(together?.subIssues[0]).toMatchObject({ assignees: ["tess"], comments: [{ body: "Nobody has the time." }] });
  expect((await readOne(duplicate)).items).toContainEqual(
    expect.objectContaining({ type: "marked as duplicate", of: number }),
  );
});
