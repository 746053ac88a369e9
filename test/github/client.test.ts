/** The verbs: the request that each makes, which GitHub has to know, and what it makes of GitHub's answers. */
import { describe, expect, test, vi } from "vitest";
import { Boards } from "../../src/github/boards.ts";
import { Client } from "../../src/github/client.ts";
import { identity } from "../../src/github/identity.ts";
import { membersOf, permissionsIn } from "../../src/github/permission.ts";
import type { GitHub } from "../../src/github/port.ts";
import { sendThrough } from "../../src/github/send.ts";
import { teamsOf } from "../../src/github/team.ts";
import { checkRequest } from "../world/contract.ts";
import { readerOf } from "./reader.ts";
import { type Asked, type Reply, serve } from "./server.ts";

async function client(replies: Reply[] | ((asked: Asked) => Reply)) {
  const { octokit, asked } = await serve(replies);
  const send = sendThrough(octokit);
  const github: GitHub = new Client({
    send,
    owner: "acme",
    repo: "shop",
    reader: readerOf(send, () => []),
    self: async () => "sooner",
    permission: permissionsIn(send, "acme", "shop"),
    isMember: membersOf(send, "acme"),
    teamSize: teamsOf(send, "acme"),
    boards: new Boards({ send, owner: "acme", repo: "shop" }),
    fields: null,
  });
  const requests = () =>
    asked.map(({ method, path, body }) => [`${method} ${path}`, ...(body === undefined ? [] : [body])]);
  return { github, asked, requests, send };
}

const repo = "/repos/acme/shop";
const refusal = (status: number, code?: string): Reply => ({
  status,
  body: { message: "No", ...(code ? { errors: [{ code }] } : {}) },
});
const createdIssue = {
  number: 13,
  id: 130,
  html_url: "https://github.com/acme/shop/issues/13",
  assignees: [{ login: "greg" }],
};
const ownRocket = { id: 5, content: "rocket", user: { login: "sooner[bot]", type: "Bot" } };
const otherRocket = { id: 6, content: "rocket", user: { login: "sooner", type: "User" } };

describe("each verb makes a request that GitHub knows", () => {
  test.each<[string, (github: GitHub) => Promise<unknown>, Reply, unknown, unknown[][]]>([
    [
      "create an issue",
      (github) => github.createIssue({ title: "T", body: "B", labels: ["action-item"], assignees: ["greg", "nobody"] }),
      { status: 201, body: createdIssue },
      { number: 13, databaseId: 130, url: createdIssue.html_url, assignees: ["greg"] },
      [[`POST ${repo}/issues`, { title: "T", body: "B", labels: ["action-item"], assignees: ["greg", "nobody"] }]],
    ],
    [
      "link a sub-issue",
      (github) => github.linkSubIssue(12, { databaseId: 130 }),
      { status: 201 },
      "linked",
      [[`POST ${repo}/issues/12/sub_issues`, { sub_issue_id: 130 }]],
    ],
    [
      "assign somebody",
      (github) => github.assign(12, "greg"),
      { status: 201, body: createdIssue },
      "assigned",
      [[`POST ${repo}/issues/12/assignees`, { assignees: ["greg"] }]],
    ],
    [
      "assign somebody whom GitHub passes over",
      (github) => github.assign(12, "nobody"),
      { status: 201, body: createdIssue },
      "refused",
      [[`POST ${repo}/issues/12/assignees`, { assignees: ["nobody"] }]],
    ],
    [
      "unassign somebody",
      (github) => github.unassign(12, "greg"),
      { status: 200, body: createdIssue },
      undefined,
      [[`DELETE ${repo}/issues/12/assignees`, { assignees: ["greg"] }]],
    ],
    [
      "unlink a sub-issue",
      (github) => github.unlinkSubIssue(12, { databaseId: 130 }),
      {},
      undefined,
      [[`DELETE ${repo}/issues/12/sub_issue`, { sub_issue_id: 130 }]],
    ],
    [
      "close",
      (github) => github.setState(12, "completed"),
      {},
      undefined,
      [[`PATCH ${repo}/issues/12`, { state: "closed", state_reason: "completed" }]],
    ],
    [
      "decline",
      (github) => github.setState(12, "not planned"),
      {},
      undefined,
      [[`PATCH ${repo}/issues/12`, { state: "closed", state_reason: "not_planned" }]],
    ],
    [
      "close as a duplicate",
      (github) => github.setState(12, "duplicate"),
      {},
      undefined,
      [[`PATCH ${repo}/issues/12`, { state: "closed", state_reason: "duplicate" }]],
    ],
    [
      "open again",
      (github) => github.setState(12, "open"),
      {},
      undefined,
      [[`PATCH ${repo}/issues/12`, { state: "open" }]],
    ],
    [
      "change the title",
      (github) => github.setTitle(12, "T"),
      {},
      undefined,
      [[`PATCH ${repo}/issues/12`, { title: "T" }]],
    ],
    [
      "make a label",
      (github) => github.createLabel({ name: "sev1", color: "d73a4a", description: "D" }),
      { status: 201 },
      undefined,
      [[`POST ${repo}/labels`, { name: "sev1", color: "d73a4a", description: "D" }]],
    ],
    [
      "add labels",
      (github) => github.addLabels(12, ["sev1"]),
      { body: [] },
      undefined,
      [[`POST ${repo}/issues/12/labels`, { labels: ["sev1"] }]],
    ],
    [
      "remove a label with any name",
      (github) => github.removeLabel(12, "priority: a/b?ü"),
      { body: [] },
      undefined,
      [[`DELETE ${repo}/issues/12/labels/priority%3A%20a%2Fb%3F%C3%BC`]],
    ],
    [
      "replace all labels",
      (github) => github.setLabels(12, []),
      {},
      undefined,
      [[`PATCH ${repo}/issues/12`, { labels: [] }]],
    ],
    [
      "comment",
      (github) => github.createComment(12, "B"),
      { status: 201, body: { id: 3_400_000_001 } },
      { comment: 3_400_000_001 },
      [[`POST ${repo}/issues/12/comments`, { body: "B" }]],
    ],
    [
      "edit a comment",
      (github) => github.editComment(7, "B"),
      {},
      undefined,
      [[`PATCH ${repo}/issues/comments/7`, { body: "B" }]],
    ],
    [
      "delete a comment",
      (github) => github.deleteComment(7),
      { status: 204 },
      undefined,
      [[`DELETE ${repo}/issues/comments/7`]],
    ],
    ["pin a comment", (github) => github.pinComment(7), {}, "pinned", [[`PUT ${repo}/issues/comments/7/pin`]]],
    [
      "react to a comment",
      (github) => github.react({ comment: 7 }, "rocket"),
      { status: 201 },
      undefined,
      [[`POST ${repo}/issues/comments/7/reactions`, { content: "rocket" }]],
    ],
    [
      "react to an issue",
      (github) => github.react({ issue: 12 }, "confused"),
      {},
      undefined,
      [[`POST ${repo}/issues/12/reactions`, { content: "confused" }]],
    ],
  ])("%s", async (_, verb, reply, expected, requests) => {
    const played = await client([reply]);
    expect(await verb(played.github)).toEqual(expected);
    expect(played.requests()).toEqual(requests);
    expect(played.asked.flatMap(checkRequest)).toEqual([]);
  });

  test("take back a reaction: the App's own, never that of a person with its name", async () => {
    const { github, requests, asked } = await client(({ method }) =>
      method === "GET" ? { body: [otherRocket, ownRocket] } : { status: 204 },
    );
    await github.unreact({ comment: 7 }, "rocket");
    expect(requests()).toEqual([
      [`GET ${repo}/issues/comments/7/reactions`],
      [`DELETE ${repo}/issues/comments/7/reactions/5`],
    ]);
    expect(asked.flatMap(checkRequest)).toEqual([]);
  });
});

describe("a refusal", () => {
  const label = { name: "sev1", color: "d73a4a", description: "" };
  test.each<[string, (github: GitHub) => Promise<unknown>, Reply, unknown]>([
    ["a label that is gone is removed", (github) => github.removeLabel(12, "sev1"), refusal(404), undefined],
    ["a comment that is gone is deleted", (github) => github.deleteComment(7), refusal(404), undefined],
    [
      "a comment that is gone gets a reaction",
      (github) => github.react({ comment: 7 }, "rocket"),
      refusal(404),
      undefined,
    ],
    ["a locked issue gets a reaction", (github) => github.react({ issue: 12 }, "rocket"), refusal(403), undefined],
    [
      "a reaction to what is gone is taken back",
      (github) => github.unreact({ comment: 7 }, "rocket"),
      refusal(404),
      undefined,
    ],
    [
      "a link that is gone is unlinked",
      (github) => github.unlinkSubIssue(12, { databaseId: 1 }),
      refusal(404),
      undefined,
    ],
    ["a label that exists is made", (github) => github.createLabel(label), refusal(422, "already_exists"), undefined],
    ["pinning is not allowed", (github) => github.pinComment(7), refusal(403), "refused"],
    ["pinning is not known there", (github) => github.pinComment(7), refusal(404), "refused"],
    [
      "the hundred sub-issues are full",
      (github) => github.linkSubIssue(12, { databaseId: 1 }),
      refusal(422),
      "refused",
    ],
  ])("%s", async (_, verb, reply, expected) => {
    const { github } = await client([reply]);
    expect(await verb(github)).toEqual(expected);
  });

  test("a link that is there already counts", async () => {
    const { github } = await client(({ method }) => (method === "GET" ? { body: [{ id: 130 }] } : refusal(422)));
    expect(await github.linkSubIssue(12, { databaseId: 130 })).toBe("linked");
  });

  test.each<[string, (github: GitHub) => Promise<unknown>, Reply, string]>([
    [
      "of a label",
      (github) => github.createLabel(label),
      refusal(422, "invalid"),
      "GitHub answered 422 to POST /repos/{owner}/{repo}/labels: No",
    ],
    [
      "of a comment",
      (github) => github.createComment(12, "B"),
      refusal(403),
      "GitHub answered 403 to POST /repos/{owner}/{repo}/issues/{issue_number}/comments: No",
    ],
  ])("%s that can't be helped is an error", async (_, verb, reply, message) => {
    const { github } = await client([reply]);
    await expect(verb(github)).rejects.toThrow(message);
  });
});

describe("a permission", () => {
  test.each<[string, Reply, string]>([
    ["an owner", { body: { permission: "admin", role_name: "admin" } }, "triage"],
    ["a maintainer", { body: { permission: "write", role_name: "maintain" } }, "triage"],
    ["triage, which GitHub calls read", { body: { permission: "read", role_name: "triage" } }, "triage"],
    [
      "a custom role over triage",
      { body: { permission: "read", role_name: "On-call", user: { permissions: { triage: true } } } },
      "triage",
    ],
    ["a server that knows no roles", { body: { permission: "write" } }, "triage"],
    ["a server that says so", { body: { permission: "read", role_name: null, user: null } }, "read"],
    ["a reader", { body: { permission: "read", role_name: "read", user: { permissions: { triage: false } } } }, "read"],
    ["an outsider of a private repository", { body: { permission: "none", role_name: "none" } }, "none"],
    ["nobody whom GitHub knows", refusal(404), "none"],
  ])("%s", async (_, reply, expected) => {
    const { github, asked } = await client([reply]);
    expect(await github.permission("greg")).toBe(expected);
    expect(asked.flatMap(checkRequest)).toEqual([]);
  });

  test("is looked up once in five minutes, whatever the case and however many ask, and again after a failure", async () => {
    const { github, asked } = await client([refusal(401), { body: { permission: "write" } }]);
    await expect(github.permission("greg")).rejects.toThrow("401");
    await Promise.all([github.permission("greg"), github.permission("Greg")]);
    expect(asked).toHaveLength(2);
    vi.setSystemTime(Date.now() + 5 * 60_000 + 1);
    await github.permission("greg");
    vi.useRealTimers();
    expect(asked).toHaveLength(3);
  });
});

test("the App's identity is asked for once, and again only after a failure", async () => {
  const { send, asked } = await client([refusal(401), { body: { slug: "sooner" } }]);
  const self = identity(send);
  await expect(self()).rejects.toThrow("401");
  expect(await Promise.all([self(), self()])).toEqual(["sooner", "sooner"]);
  expect(asked.map(({ path }) => path)).toEqual(["/app", "/app"]);
});
