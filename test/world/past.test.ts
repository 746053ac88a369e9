/** Old incidents in the world: made by the thousand, transferred, deleted, locked, hidden, and labels called otherwise. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Client } from "./client.ts";
import type { PastIssue } from "./past.ts";
import { Refusal } from "./refusal.ts";
import { createWorld, type World } from "./world.ts";

let world: World;
let gary: Client;

beforeEach(async () => {
  world = createWorld({ now: "2026-03-10T16:00:00Z" });
  world.person("gary", { role: "admin", member: true });
  world.person("olga");
  world.repository("acme/shop");
  await world.listen();
  gary = world.as("gary");
});

afterEach(async () => {
  await world.close();
  expect(world.problems).toEqual([]);
});

const refused = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => "done",
    (error) => (error instanceof Refusal ? `${error.status} ${error.message}` : String(error)),
  );

async function read<T>(number: number, fields: string): Promise<T> {
  const query = `query ($n: Int!) { repository(owner: "acme", name: "shop") { issueOrPullRequest(number: $n) { ... on Issue { ${fields} } } } }`;
  const answer = await gary.graphql<{ repository: { issueOrPullRequest: T } }>(query, { n: number });
  return answer.repository.issueOrPullRequest;
}

const DAY = 86_400_000;
const past = (number: number): PastIssue => {
  const at = Date.parse("2024-01-01T09:00:00Z") + number * DAY;
  return {
    title: `Incident ${number}`,
    by: "olga",
    at,
    labels: ["incident"],
    events: [
      {
        does: "comment",
        by: "gary",
        at: at + 60_000,
        body: "/ack",
        reactions: [{ by: "sooner[bot]", content: "rocket" }],
      },
      { does: "comment", by: "sooner[bot]", at: at + 61_000, body: "The card", pinned: true },
      { does: "unlabel", by: "gary", at: at + 90_000, label: "incident" },
      { does: "label", by: "gary", at: at + 91_000, label: "sev2" },
      { does: "assign", by: "gary", at: at + 92_000, who: "gary" },
      { does: "close", by: "gary", at: at + 120_000 },
    ],
  };
};

test("a past can be made, and reads as if it had happened", async () => {
  const [issue] = world.populate("acme/shop", 3, past);
  expect([...(world.state.repositories.get("acme/shop")?.issues.keys() ?? [])]).toEqual([1, 2, 3]);
  expect([world.card(1), world.unread(), issue?.closedBy?.login]).toEqual(["The card", [], "gary"]);
  const fields = `createdAt updatedAt closedAt state stateReason author { login } labels(first: 9) { nodes { name } } assignees(first: 9) { nodes { login } }
    timelineItems(first: 9) { nodes { __typename ... on IssueComment { createdAt body author { login } reactions(first: 1) { nodes { content } } } } }`;
  expect(await read(2, fields)).toEqual({
    createdAt: "2024-01-03T09:00:00Z",
    updatedAt: "2024-01-03T09:02:00Z",
    closedAt: "2024-01-03T09:02:00Z",
    state: "CLOSED",
    stateReason: "COMPLETED",
    author: { login: "olga" },
    labels: { nodes: [{ name: "sev2" }] },
    assignees: { nodes: [{ login: "gary" }] },
    timelineItems: {
      nodes: [
        { __typename: "LabeledEvent" },
        {
          __typename: "IssueComment",
          createdAt: "2024-01-03T09:01:00Z",
          body: "/ack",
          author: { login: "gary" },
          reactions: { nodes: [{ content: "ROCKET" }] },
        },
        {
          __typename: "IssueComment",
          createdAt: "2024-01-03T09:01:01Z",
          body: "The card",
          author: { login: "sooner" },
          reactions: { nodes: [] },
        },
        { __typename: "UnlabeledEvent" },
        { __typename: "LabeledEvent" },
        { __typename: "AssignedEvent" },
        { __typename: "ClosedEvent" },
      ],
    },
  });
  await gary.reopen(2);
  expect(await gary.comment(2, "Again")).toBeGreaterThan(0);
});

test("a past issue can have been reopened, and be a sub-issue", async () => {
  const at = "2025-05-05T05:05:05Z";
  world.populate("acme/shop", 2, (number) => ({
    title: `issue ${number}`,
    by: "gary",
    at,
    events: [
      { does: "assign", by: "gary", at, who: "olga" },
      { does: "unassign", by: "gary", at, who: "olga" },
      { does: "close", by: "gary", at, reason: "not_planned" },
      { does: "reopen", by: "gary", at },
      { does: "comment", by: "olga", at, body: "spam", minimized: "spam" },
    ],
    ...(number === 2 ? { parent: 1 } : {}),
  }));
  expect(await read(2, "state stateReason parent { number } assignees(first: 1) { totalCount }")).toEqual({
    state: "OPEN",
    stateReason: "REOPENED",
    parent: { number: 1 },
    assignees: { totalCount: 0 },
  });
  expect(
    await read(1, "subIssues(first: 1) { nodes { number } } comments(first: 1) { nodes { isMinimized } }"),
  ).toEqual({
    subIssues: { nodes: [{ number: 2 }] },
    comments: { nodes: [{ isMinimized: true }] },
  });
});

test("a transferred issue is gone from its number, and is where it went", async () => {
  await gary.openIssue({ title: "Login down", labels: ["incident"] });
  await gary.comment(1, "x");
  await gary.openIssue({ title: "Other" });
  world.repository("acme/infra");
  await gary.transferIssue(1, "acme/infra");
  expect(await refused(read(1, "id"))).toBe("200 Could not resolve to an issue or pull request with the number of 1.");
  expect(await refused(gary.comment(1, "x"))).toBe("404 Not Found");
  expect(await gary.request("GET", "/repos/acme/shop/issues/1")).toMatchObject({
    number: 1,
    title: "Login down",
    comments: 1,
    labels: [],
  });
  expect(world.issue(1, "acme/infra").title).toBe("Login down");
  world.transfer(2);
  expect(await refused(read(2, "id"))).toContain("Could not resolve");
  expect(world.issue(1, "acme/elsewhere").title).toBe("Other");
  expect(await gary.openIssue({ title: "Third" })).toBe(3);
  expect(await refused(gary.transferIssue(3, "acme/shop"))).toContain("can't be transferred");
});

test("a deleted issue is gone, and its author may be a ghost", async () => {
  await world.as("olga").openIssue({ title: "Login down" });
  await gary.openIssue({ title: "Other" });
  await gary.deleteIssue(2);
  world.deletePerson("olga");
  expect(await refused(read(2, "id"))).toContain("Could not resolve");
  expect(await read(1, "author { login }")).toEqual({ author: null });
});

test("a locked conversation says so, and is open to those who may write", async () => {
  await gary.openIssue({ title: "Login down" });
  await gary.lock(1);
  await gary.lock(1);
  expect(await refused(world.as("olga").comment(1, "x"))).toBe("403 Unable to create comment because issue is locked.");
  expect(await refused(world.as("olga").lock(1))).toBe("403 Must have admin rights to Repository.");
  expect(await refused(gary.comment(1, "x"))).toBe("done");
  const fields = "locked timelineItems(first: 9, itemTypes: [LOCKED_EVENT, UNLOCKED_EVENT]) { nodes { __typename } }";
  expect(await read(1, fields)).toEqual({ locked: true, timelineItems: { nodes: [{ __typename: "LockedEvent" }] } });
  await gary.unlock(1);
  expect(await refused(world.as("olga").comment(1, "x"))).toBe("done");
});

test("a renamed label is renamed wherever it is, in the past too", async () => {
  await gary.openIssue({ title: "Login down", labels: ["sev2", "incident"] });
  await gary.renameLabel("SEV2", "severity: 2");
  const fields = `labels(first: 9) { nodes { name } } timelineItems(first: 1) { nodes { ... on LabeledEvent { label { name } } } }`;
  expect(await read(1, fields)).toEqual({
    labels: { nodes: [{ name: "severity: 2" }, { name: "incident" }] },
    timelineItems: { nodes: [{ label: { name: "severity: 2" } }] },
  });
  expect(await refused(gary.renameLabel("sev2", "x"))).toBe("404 Not Found");
  expect(await refused(gary.renameLabel("severity: 2", "Incident"))).toBe("422 Validation Failed");
  await gary.renameLabel("severity: 2", "Severity: 2");
  expect(world.issue(1).labels.map(({ name }) => name)).toEqual(["Severity: 2", "incident"]);
});

test("webhooks tell of deployments, and of what happens to old issues", async () => {
  const told: string[] = [];
  world.webhooks.rule(({ event, action, payload }) => {
    const { changes, deployment_status } = JSON.parse(payload);
    told.push([event, action, ...Object.keys(changes ?? {}), deployment_status?.state].filter(Boolean).join(" "));
    return { copies: 0 };
  });
  world.deliverTo("http://127.0.0.1:1/");
  await gary.openIssue({ title: "Login down", labels: ["sev2"] });
  await gary.renameLabel("sev2", "s2");
  await gary.lock(1);
  await gary.unlock(1);
  world.repository("acme/infra");
  await gary.transferIssue(1, "acme/infra");
  await gary.deploy({ environment: "production", state: "failure" });
  expect(told).toEqual([
    "issues opened",
    "issues labeled",
    "label edited name",
    "issues locked",
    "issues unlocked",
    "installation_repositories added",
    "issues transferred new_issue new_repository",
    "issues opened old_issue old_repository",
    "deployment created",
    "deployment_status created failure",
  ]);
});
