/** The project board over GitHub's API: what each answer means, and what each write asks. */
import { describe, expect, test } from "vitest";
import { boardReadingOf } from "../../src/github/board-facts.ts";
import { Boards } from "../../src/github/boards.ts";
import { sendThrough } from "../../src/github/send.ts";
import { checkRequest } from "../world/contract.ts";
import { type Asked, type Reply, serve } from "./server.ts";

const query = { project: 7, fields: ["Status", "Due"], issues: [2] };
const organization = { owner: { __typename: "Organization" } };
const error = (type: string, ...path: string[]) => ({ type, path, message: "No" });
const project = {
  id: "PVT_1",
  title: "Promises",
  url: "https://github.com/orgs/acme/projects/7",
  closed: false,
  viewerCanUpdate: true,
  fields: { nodes: [{ databaseId: 1, name: "Due", dataType: "DATE" }, null, {}] },
};

async function boards(replies: Reply[] | ((asked: Asked) => Reply)) {
  const { octokit, asked } = await serve(replies);
  return { boards: new Boards({ send: sendThrough(octokit), owner: "acme", repo: "shop" }), asked };
}

describe("an answer that is no board", () => {
  test.each([
    [
      "forbidden",
      { organization: { projectV2: null }, repository: organization },
      [error("FORBIDDEN", "organization", "projectV2")],
    ],
    ["forbidden", { organization: null, repository: organization }, [error("INSUFFICIENT_SCOPES", "organization")]],
    [
      "forbidden",
      { organization: { projectV2: project }, repository: organization },
      [error("FORBIDDEN", "repository", "issue0", "projectItems")],
    ],
    [
      "missing",
      { organization: { projectV2: null }, repository: organization },
      [error("NOT_FOUND", "organization", "projectV2")],
    ],
    [
      "personal",
      { organization: null, repository: { owner: { __typename: "User" } } },
      [error("NOT_FOUND", "organization")],
    ],
  ])("%s", (state, data, errors) => {
    expect(boardReadingOf({ data, errors }, query)).toEqual({ state });
  });

  test("one that failed says nothing", () => {
    const data = { organization: { projectV2: null }, repository: organization };
    expect(boardReadingOf({ data, errors: [error("SERVICE_UNAVAILABLE", "organization")] }, query)).toBeNull();
    expect(boardReadingOf({ message: "Bad gateway" }, query)).toBeNull();
  });
});

test("an item's values, with their times; of other projects nothing", () => {
  const issue0 = {
    number: 2,
    lastEditedAt: "2026-03-10T16:00:03Z",
    timelineItems: {
      nodes: [
        { __typename: "LabeledEvent", createdAt: "2026-03-10T16:00:01Z" },
        { __typename: "ClosedEvent", createdAt: "2026-03-10T16:00:02Z" },
      ],
    },
    projectItems: {
      nodes: [
        {
          fullDatabaseId: "8",
          isArchived: false,
          project: { id: "PVT_2" },
          field0: { name: "Todo", updatedAt: "2026-03-10T16:00:00Z" },
        },
        {
          fullDatabaseId: "9",
          isArchived: true,
          project: { id: "PVT_1" },
          field0: { name: "Done", updatedAt: "2026-03-10T16:00:05Z" },
          field1: null,
        },
      ],
    },
  };
  const data = { organization: { projectV2: project }, repository: { ...organization, issue0 } };
  const at = (second: number) => Date.UTC(2026, 2, 10, 16, 0, second);
  expect(boardReadingOf({ data }, query)).toEqual({
    state: "read",
    board: {
      project: 7,
      title: "Promises",
      url: "https://github.com/orgs/acme/projects/7",
      closed: false,
      writable: true,
      fields: [{ id: 1, name: "Due", type: "date", options: [] }],
      items: [
        {
          issue: 2,
          item: 9,
          archived: true,
          values: { Status: { value: "Done", at: at(5) }, Due: { value: null, at: null } },
          changed: { labels: at(1), state: at(2), text: at(3) },
        },
      ],
    },
  });
});

test("where the owner is a person, nobody is asked again", async () => {
  const data = { organization: null, repository: { owner: { __typename: "User" } } };
  const { boards: mine, asked } = await boards([
    { status: 200, body: { data, errors: [error("NOT_FOUND", "organization")] } },
  ]);
  expect([await mine.read(query), await mine.read(query)]).toEqual([{ state: "personal" }, { state: "personal" }]);
  expect(asked).toHaveLength(1);
});

test("a hundred issues a request; what is too much at once is halved", async () => {
  const data = { organization: { projectV2: project }, repository: organization };
  const sizes: number[] = [];
  const { boards: many } = await boards(({ body }) => {
    const { query: document } = body as { query: string };
    const size = document.split("{ ...BoardIssue }").length - 1;
    sizes.push(size);
    return size > 60 ? { status: 502, body: {} } : { status: 200, body: { data } };
  });
  await many.read({ ...query, issues: Array.from({ length: 120 }, (_, n) => n + 1) });
  expect(sizes.filter((size) => size <= 60)).toEqual([50, 50, 20]);
});

test("writes, as GitHub knows them", async () => {
  const { boards: acme, asked } = await boards(({ method }) => ({
    status: method === "DELETE" ? 204 : method === "POST" ? 201 : 200,
    body: method === "DELETE" ? undefined : { id: 9 },
  }));
  expect(await acme.add(7, { databaseId: 130 })).toEqual({ item: 9 });
  expect(
    await acme.set(7, 9, [
      { field: 1, value: "2026-12-01" },
      { field: 2, value: null },
    ]),
  ).toBe("set");
  expect(await acme.createField(7, { name: "Due", type: "date" })).toBe("created");
  expect(await acme.createField(7, { name: "Priority", type: "single select", options: ["High"] })).toBe("created");
  await acme.remove(7, 9);
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "POST /orgs/acme/projectsV2/7/items",
    "PATCH /orgs/acme/projectsV2/7/items/9",
    "POST /orgs/acme/projectsV2/7/fields",
    "POST /orgs/acme/projectsV2/7/fields",
    "DELETE /orgs/acme/projectsV2/7/items/9",
  ]);
  expect(asked.flatMap((request) => checkRequest(request))).toEqual([]);
});

test("what GitHub refuses is said, and nothing is thrown", async () => {
  const { boards: acme } = await boards(() => ({ status: 422, body: { message: "Name has already been taken" } }));
  expect(await acme.add(7, { databaseId: 130 })).toBe("refused");
  expect(await acme.set(7, 9, [])).toBe("refused");
  expect(await acme.createField(7, { name: "Due", type: "date" })).toBe("refused");
});
