/** What is unsettled: open incidents and what belongs to them, each with its incident and its version. */
import { expect, test } from "vitest";
import { GitHubError } from "../../src/error.ts";
import type { UnsettledQuery } from "../../src/github/port.ts";
import type { Answer, Call } from "../../src/github/send.ts";
import { writeMarker } from "../../src/marker.ts";
import { readerOf } from "./reader.ts";

const query: UnsettledQuery = { declaring: ["incident"], belonging: ["action-item"], versions: "of issues" };
const bot = { __typename: "Bot", login: "sooner" };
const gary = { __typename: "User", login: "gary" };

/** An issue as GitHub answers it. */
function issue(number: number, facts: object = {}) {
  return {
    id: `I_${number}`,
    number,
    databaseId: 1000 + number,
    title: `Issue ${number}`,
    url: `https://github.com/acme/shop/issues/${number}`,
    body: "",
    state: "OPEN",
    createdAt: "2026-03-10T16:00:00Z",
    updatedAt: `2026-03-10T17:00:${String(number).padStart(2, "0")}Z`,
    author: gary,
    repository: { nameWithOwner: "acme/shop" },
    ...facts,
  };
}

const list = (...nodes: (object | null)[]) => ({ nodes });
const page = (endCursor: string, ...nodes: object[]) => ({ nodes, pageInfo: { hasNextPage: true, endCursor } });

/** What is found where GitHub answers so, and what it was asked. */
async function found(asked: UnsettledQuery, ...answers: (object | GitHubError)[]) {
  const calls: { query: string; variables: Record<string, unknown> }[] = [];
  const reader = readerOf(
    async ({ parameters }: Call): Promise<Answer> => {
      calls.push(parameters as (typeof calls)[number]);
      const answer = answers.shift() ?? {};
      if (answer instanceof Error) throw answer;
      return { status: 200, headers: {}, data: { data: { repository: answer } } };
    },
    () => [],
  );
  return { ...(await reader.listUnsettled(asked, "sooner")), calls };
}

test("each belongs to the incident that its marker names, else to the one above it; a label that declares tells an incident", async () => {
  const marked = writeMarker("action", { incident: 1 });
  const { issues } = await found(query, {
    open0: list(issue(1, { parent: { number: 90 } }), issue(2)),
    open1: list(
      issue(2, { parent: { number: 1 } }),
      issue(3, { author: bot, body: marked }),
      issue(4, { parent: { number: 1 } }),
      issue(5),
      issue(6, { body: writeMarker("action", { incident: 66 }), parent: { number: 1 } }),
    ),
  });
  expect(issues.map(({ number, incident }) => [number, incident])).toEqual([
    [1, null],
    [2, null],
    [3, 1],
    [4, 1],
    [5, null],
    [6, 1],
  ]);
});

test("lists go on page by page, and only those that do", async () => {
  const { issues, calls } = await found(
    query,
    { open0: list(issue(1)), open1: page("c1", issue(2)) },
    { open0: page("c2", issue(3)) },
    { open0: list(issue(4)) },
  );
  expect(issues.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  expect(calls.map(({ variables: { owner, name, ...rest } }) => rest)).toEqual([
    { label0: "incident", label1: "action-item", after0: null, after1: null },
    { label0: "action-item", after0: "c1" },
    { label0: "action-item", after0: "c2" },
  ]);
});

test("what is closed and changed of late, by incident, and the configuration, come with the first page", async () => {
  const { closed, configuration } = await found(
    query,
    {
      configuration: { text: "zone: UTC" },
      open1: page("c1", issue(2)),
      closed0: list({ number: 7, updatedAt: "2026-03-10T12:00:00Z" }),
      closed1: list(
        { number: 8, updatedAt: "2026-03-10T13:00:00Z", parent: { number: 7 } },
        { number: 9, updatedAt: "2026-03-10T11:00:00Z", parent: { number: 1 } },
      ),
    },
    { configuration: { text: "zone: UTC" } },
  );
  expect(closed).toEqual([
    { incident: 7, updatedAt: Date.parse("2026-03-10T13:00:00Z") },
    { incident: 1, updatedAt: Date.parse("2026-03-10T11:00:00Z") },
  ]);
  expect(configuration).toBe("zone: UTC");
});

test("a version tells changes of the issue, and where they are watched, of its boards", async () => {
  const onBoards = (...times: string[]) => ({ projectItems: list(...times.map((updatedAt) => ({ updatedAt }))) });
  const watched: UnsettledQuery = { ...query, versions: "of issues and boards" };
  const versions = async (facts: object) => (await found(watched, { open0: list(issue(1, facts)) })).issues[0]?.version;
  const plain = await versions({});
  expect(await versions(onBoards())).toBe(plain);
  const placed = await versions(onBoards("2026-03-10T18:00:00Z", "2026-03-10T17:30:00Z"));
  expect(placed).not.toBe(plain);
  expect(await versions(onBoards("2026-03-10T17:30:00Z", "2026-03-10T18:00:00Z"))).toBe(placed);
  expect(await versions(onBoards("2026-03-10T17:30:00Z", "2026-03-10T19:00:00Z"))).not.toBe(placed);
  expect(await versions({ updatedAt: "2026-03-11T08:00:00Z" })).not.toBe(plain);
});

test.each<[string, object | GitHubError]>([
  ["answers nothing in their place", { open0: list(null) }],
  ["refuses the query", new GitHubError("Your token has not been granted the required scopes", { status: 200 })],
])("where projects may not be read, and GitHub %s, it is asked once more without them", async (_, refused) => {
  const { issues, calls } = await found({ ...query, versions: "of issues and boards" }, refused, {
    open0: list(issue(1)),
  });
  expect(issues.map(({ number }) => number)).toEqual([1]);
  expect(calls.map((call) => call.query.includes("projectItems"))).toEqual([true, false]);
});

test("limits of GitHub's are no reason to ask again", async () => {
  const limited = new GitHubError("limited", { status: 403, retryAt: 1 });
  await expect(found({ ...query, versions: "of issues and boards" }, limited)).rejects.toBe(limited);
});
