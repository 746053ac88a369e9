/** The world's GraphQL lists as GitHub's does: issues in order while they change, collaborators, deployments, merge commits. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Client } from "./client.ts";
import { Refusal } from "./refusal.ts";
import { createWorld, type World } from "./world.ts";

let world: World;
let gary: Client;
let job: Client;

beforeEach(async () => {
  world = createWorld({ now: "2026-03-10T16:00:00Z" });
  world.person("gary", { role: "write", member: true });
  world.person("tess", { role: "triage" });
  world.person("mia", { member: true });
  world.person("olga");
  world.repository("acme/shop");
  await world.listen();
  gary = world.as("gary");
  job = world.asJob();
});

afterEach(async () => {
  await world.close();
  expect(world.problems).toEqual([]);
});

async function repository<T>(fields: string, client: Client = job): Promise<T> {
  return (await client.graphql<{ repository: T }>(`{ repository(owner: "acme", name: "shop") { ${fields} } }`))
    .repository;
}

const updatedAt = async (number: number) =>
  (await repository<{ issue: { updatedAt: string } }>(`issue(number: ${number}) { updatedAt }`)).issue.updatedAt;

describe("issues", () => {
  interface Page {
    issues: { totalCount: number; nodes: { number: number }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  }

  /** The numbers on the pages of two, with something done between the first and the second. */
  async function pages(orderBy: string, between: () => Promise<unknown>): Promise<number[]> {
    const seen: number[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const args: string = `first: 2, after: ${JSON.stringify(after)}, labels: ["incident", "sev1"], orderBy: ${orderBy}`;
      const { issues }: Page = await repository<Page>(
        `issues(${args}) { totalCount nodes { number } pageInfo { hasNextPage endCursor } }`,
      );
      seen.push(...issues.nodes.map(({ number }) => number));
      if (after === null) await between();
      after = issues.pageInfo.endCursor;
      more = issues.pageInfo.hasNextPage;
    }
    return seen;
  }

  beforeEach(async () => {
    for (const [index, label] of ["incident", "SEV1", "bug", "incident", "incident", "sev1"].entries()) {
      world.clock.advance(60_000);
      await gary.openIssue({ title: `issue ${index + 1}`, labels: [label] });
    }
    world.clock.advance(60_000);
  });

  const byUpdate = "{ field: UPDATED_AT, direction: ASC }";
  const table: [string, string, () => Promise<unknown>, number[]][] = [
    ["nothing happens", byUpdate, async () => {}, [1, 2, 4, 5, 6]],
    ["the last one seen moves to the end", byUpdate, () => gary.comment(2, "x"), [1, 2, 4, 5, 6, 2]],
    ["one that is still to come moves to the end", byUpdate, () => gary.comment(4, "x"), [1, 2, 5, 6, 4]],
    ["one that was seen loses its label", byUpdate, () => gary.unlabel(1, "incident"), [1, 2, 4, 5, 6]],
    ["the last one seen is deleted", byUpdate, async () => world.transfer(2), [1, 2, 4, 5, 6]],
    [
      "a newer one is opened",
      "{ field: CREATED_AT, direction: DESC }",
      () => gary.openIssue({ title: "x", labels: ["sev1"] }),
      [6, 5, 4, 2, 1],
    ],
  ];
  test.each(table)("are given page by page, though %s between the pages", async (_, orderBy, between, numbers) => {
    expect(await pages(orderBy, between)).toEqual(numbers);
  });

  test("are given from an instant on, which is included, and backwards", async () => {
    const since = (at: string) =>
      `issues(first: 9, filterBy: { since: "${at}", labels: ["incident"] }) { nodes { number } }`;
    expect(await repository(since("2026-03-10T16:04:00Z"))).toEqual({
      issues: { nodes: [{ number: 4 }, { number: 5 }] },
    });
    expect(await repository(since("2026-03-10T16:04:01Z"))).toEqual({ issues: { nodes: [{ number: 5 }] } });
    const newest = await repository<{ issues: { nodes: object[]; pageInfo: { startCursor: string } } }>(
      "issues(last: 2) { nodes { number } pageInfo { startCursor } }",
    );
    expect(newest.issues.nodes).toEqual([{ number: 5 }, { number: 6 }]);
    const before = `issues(last: 2, before: "${newest.issues.pageInfo.startCursor}") { totalCount nodes { number } }`;
    expect(await repository(before)).toEqual({ issues: { totalCount: 6, nodes: [{ number: 3 }, { number: 4 }] } });
  });
});

describe("when an issue was last updated", () => {
  beforeEach(async () => {
    await gary.openIssue({ title: "parent" });
    await gary.openIssue({ title: "child", labels: ["bug"] });
    await gary.comment(2, "first");
    world.clock.advance(60_000);
  });

  const comment = () => world.issue(2).timeline.find((item) => item.type === "IssueComment")?.id ?? 0;
  const table: [string, () => Promise<unknown>, boolean][] = [
    ["a comment", () => gary.comment(2, "second"), true],
    ["an edited comment", () => gary.editComment(comment(), "First"), true],
    ["a deleted comment", () => gary.deleteComment(comment()), true],
    ["a label", () => gary.label(2, "sev1"), true],
    ["a label less", () => gary.unlabel(2, "bug"), true],
    ["an assignment", () => gary.assign(2, "gary"), true],
    ["a title", () => gary.editIssue(2, { title: "Child" }), true],
    ["a text", () => gary.editIssue(2, { body: "Text" }), true],
    ["a closing", () => gary.close(2), true],
    ["a parent", () => gary.addSubIssue(1, 2), true],
    ["a sub-issue", () => gary.addSubIssue(2, 1), true],
    ["a reaction", () => gary.react(comment(), "+1"), false],
    ["a pin", () => gary.pinComment(comment()), false],
    ["a renamed label", () => gary.renameLabel("bug", "defect"), false],
  ];
  test.each(table)("%s moves it: %s", async (_, act, moves) => {
    await act();
    expect(await updatedAt(2)).toBe(moves ? "2026-03-10T16:01:00Z" : "2026-03-10T16:00:00Z");
  });

  test("closing a sub-issue doesn't move its parent's", async () => {
    await gary.addSubIssue(1, 2);
    world.clock.advance(60_000);
    await gary.close(2);
    expect([await updatedAt(1), await updatedAt(2)]).toEqual(["2026-03-10T16:01:00Z", "2026-03-10T16:02:00Z"]);
    expect(await repository("issue(number: 2) { parent { number } isPinned }")).toEqual({
      issue: { parent: { number: 1 }, isPinned: false },
    });
  });
});

describe("collaborators", () => {
  const list = (args = "") =>
    `collaborators(first: 2${args}) { totalCount pageInfo { hasNextPage } edges { permission node { login } } }`;

  test("are told to a job with what they may, page by page", async () => {
    expect(await repository(list())).toEqual({
      collaborators: {
        totalCount: 3,
        pageInfo: { hasNextPage: true },
        edges: [
          { permission: "WRITE", node: { login: "gary" } },
          { permission: "TRIAGE", node: { login: "tess" } },
        ],
      },
    });
    expect(await repository(list(", affiliation: OUTSIDE"))).toMatchObject({
      collaborators: { edges: [{ node: { login: "tess" } }] },
    });
  });

  test("are told to people with push access only", async () => {
    expect(await repository(list(), gary)).toMatchObject({ collaborators: { totalCount: 3 } });
    const query = `{ repository(owner: "acme", name: "shop") { ${list()} } }`;
    expect(await world.as("tess").request("POST", "/graphql", { query })).toMatchObject({
      data: { repository: { collaborators: null } },
      errors: [{ type: "FORBIDDEN", message: "Must have push access to view repository collaborators." }],
    });
  });
});

test("deployments are given by environment, with how they went last", async () => {
  const sha = "1".repeat(40);
  await gary.deploy({ sha, environment: "production", state: "success" });
  await gary.deploy({ environment: "staging", state: "success" });
  world.clock.advance(60_000);
  await gary.deploy({ environment: "staging", state: "success" });
  const last = await gary.deploy({ environment: "production", state: "failure" });
  await gary.deploy({ environment: "production" });
  const fields = `deployments(first: 2, environments: ["production"], orderBy: { field: CREATED_AT, direction: ASC }) {
    totalCount nodes { databaseId createdAt commitOid environment latestStatus { state createdAt } } }
    staging: deployments(first: 9, environments: ["staging"]) { nodes { statuses(first: 9) { nodes { state } } } }`;
  expect(await repository(fields)).toEqual({
    deployments: {
      totalCount: 3,
      nodes: [
        {
          databaseId: expect.any(Number),
          createdAt: "2026-03-10T16:00:00Z",
          commitOid: sha,
          environment: "production",
          latestStatus: { state: "SUCCESS", createdAt: "2026-03-10T16:00:00Z" },
        },
        {
          databaseId: last,
          createdAt: "2026-03-10T16:01:00Z",
          commitOid: "d".repeat(40),
          environment: "production",
          latestStatus: { state: "FAILURE", createdAt: "2026-03-10T16:01:00Z" },
        },
      ],
    },
    // A success makes the earlier ones inactive, other than in production.
    staging: {
      nodes: [
        { statuses: { nodes: [{ state: "INACTIVE" }, { state: "SUCCESS" }] } },
        { statuses: { nodes: [{ state: "SUCCESS" }] } },
      ],
    },
  });
  await expect(world.as("olga").deploy({ environment: "production" })).rejects.toThrow(Refusal);
});

test("a merged pull request has its commit", async () => {
  await gary.openPullRequest({ title: "Fix" });
  const fields = "pullRequest(number: 1) { mergedAt mergeCommit { oid } }";
  expect(await repository(fields)).toEqual({ pullRequest: { mergedAt: null, mergeCommit: null } });
  await gary.mergePullRequest(1);
  const { merge } = world.issue(1);
  expect(await repository(fields)).toEqual({
    pullRequest: { mergedAt: "2026-03-10T16:00:00Z", mergeCommit: { oid: merge?.sha } },
  });
});
