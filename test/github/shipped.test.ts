/** Deployments and merged pull requests, as GitHub's GraphQL answers them. */
import { describe, expect, test } from "vitest";
import type { AnsweredDeployment } from "../../src/github/answer.ts";
import { sendThrough } from "../../src/github/send.ts";
import { shippedOf } from "../../src/github/shipped.ts";
import { cathy, issue, repository } from "./answers.ts";
import { readerOf } from "./reader.ts";
import { type Reply, serve } from "./server.ts";

const time = (minute: number) => `2026-03-10T16:${String(minute).padStart(2, "0")}:00Z`;
const at = (minute: number) => Date.parse(time(minute));
const deployment: AnsweredDeployment = {
  id: "DE_7",
  databaseId: 7,
  environment: "production",
  ref: { name: "main" },
  commitOid: "4b1d0c5",
  createdAt: time(0),
  creator: cathy,
};
const status = (minute: number, state: string, logUrl = "") => ({
  state,
  createdAt: time(minute),
  logUrl,
  environmentUrl: "",
});
const read = (more: Partial<AnsweredDeployment>) =>
  shippedOf({ deployed: { deployments: { nodes: [{ ...deployment, ...more }] } } }).deployments?.[0];

test("a deployment that nobody has told more of", () => {
  expect(read({})).toEqual({
    id: 7,
    environment: "production",
    ref: "main",
    sha: "4b1d0c5",
    creator: { login: "cathy", kind: "user" },
    createdAt: at(0),
    outcome: "pending",
    outcomeAt: at(0),
    url: null,
  });
});

/** GitHub gives the newest status first; it need not. */
test.each([
  ["success", [status(5, "SUCCESS"), status(1, "IN_PROGRESS")], "success", at(5)],
  [
    "replaced by a newer one since",
    [status(9, "INACTIVE"), status(5, "SUCCESS"), status(1, "QUEUED")],
    "success",
    at(5),
  ],
  ["told twice", [status(5, "SUCCESS"), status(8, "SUCCESS")], "success", at(5)],
  ["failure", [status(5, "FAILURE")], "failure", at(5)],
  ["error", [status(5, "ERROR")], "failure", at(5)],
  ["found broken afterwards", [status(8, "FAILURE"), status(5, "SUCCESS")], "failure", at(8)],
  ["waiting", [status(5, "WAITING")], "pending", at(5)],
  ["a state that is new to us", [status(5, "LEVITATING")], "pending", at(5)],
  ["given up", [status(5, "INACTIVE"), status(1, "IN_PROGRESS")], null, at(5)],
])("how it went: %s", (_, nodes, outcome, outcomeAt) => {
  expect(read({ statuses: { nodes } })).toMatchObject({ outcome, outcomeAt });
});

test("its link is the newest log, else what it made", () => {
  const nodes = [
    { ...status(5, "SUCCESS"), environmentUrl: "https://shop.example.com" },
    status(1, "IN_PROGRESS", "https://ci.example.com/1"),
  ];
  expect(read({ statuses: { nodes } })?.url).toBe("https://shop.example.com");
  expect(read({ statuses: { nodes: nodes.slice(1) } })?.url).toBe("https://ci.example.com/1");
});

test("an id that has outgrown GraphQL is another number, the same each time", () => {
  const [one, other] = [read({ databaseId: null }), read({ databaseId: null, id: "DE_8" })];
  expect(one?.id).toBe(read({ databaseId: null })?.id);
  expect(one?.id).not.toBe(other?.id);
  expect(Number.isSafeInteger(one?.id)).toBe(true);
});

test("a pull request, by its author", () => {
  const answered = {
    number: 45,
    title: "Fix",
    url: "https://github.com/acme/shop/pull/45",
    author: cathy,
    mergedAt: time(3),
  };
  expect(
    shippedOf({ merged: { pullRequests: { nodes: [answered, { ...answered, mergedAt: null }] } } }).merged,
  ).toEqual([
    {
      number: 45,
      title: "Fix",
      url: "https://github.com/acme/shop/pull/45",
      author: { login: "cathy", kind: "user" },
      mergedAt: at(3),
    },
  ]);
});

async function reading(replies: Reply[]) {
  const { octokit, asked } = await serve(replies);
  return { reader: readerOf(sendThrough(octokit), () => []), asked };
}

describe("what a token may not see", () => {
  test.each(["FORBIDDEN", "INTERNAL"])("costs nothing but the list: %s", async (type) => {
    const errors = [{ type, path: ["deployed", "deployments"], message: "Resource not accessible by integration" }];
    const data = {
      repository: { ...repository, issue0: issue },
      deployed: null,
      merged: { pullRequests: { nodes: [] } },
    };
    const { reader, asked } = await reading([{ body: { data, errors } }]);
    const [found] = await reader.read([12]);
    expect(found?.repository).toMatchObject({ deployments: null, merged: [] });
    expect(asked).toHaveLength(1);
  });
});

test("files of pull requests come in one request, none of one that is gone", async () => {
  const data = { repository: { pull0: { files: { nodes: [{ path: "web/a.ts" }, null] } }, pull1: null } };
  const errors = [{ type: "NOT_FOUND", path: ["repository", "pull1"], message: "Could not resolve" }];
  const { reader, asked } = await reading([{ body: { data, errors } }]);
  expect(await reader.changedFiles([45, 46])).toEqual(
    new Map([
      [45, ["web/a.ts"]],
      [46, []],
    ]),
  );
  expect(await reader.changedFiles([])).toEqual(new Map());
  expect(asked).toHaveLength(1);
});

test.each([
  ["the first of three places", { first: { text: "* @a" }, second: { text: "* @b" }, third: null }, "* @a"],
  ["also where it is empty", { first: { text: "" }, second: { text: "* @b" }, third: null }, ""],
  ["another place", { first: null, second: {}, third: { text: "* @c" } }, "* @c"],
  ["none", { first: null, second: null, third: null }, null],
])("CODEOWNERS: %s, asked for once", async (_, files, text) => {
  const { reader, asked } = await reading([{ body: { data: { repository: files } } }]);
  expect(await reader.codeowners()).toBe(text);
  expect(await reader.codeowners()).toBe(text);
  expect(asked).toHaveLength(1);
});
