/** The one discussion: what it asks GitHub holds against GitHub's own schema, and of two that were begun at once one stays. */
import { schema as github } from "@octokit/graphql-schema";
import { buildSchema, parse, validate } from "graphql";
import { expect, test } from "vitest";
import { Discussions } from "../../src/github/discussions.ts";
import { Graph } from "../../src/github/graph.ts";
import type { Send } from "../../src/github/send.ts";
import { Viewer } from "../../src/github/viewer.ts";

const schema = buildSchema(github.idl, { assumeValid: true });
const bot = { __typename: "Bot", login: "github-actions" };

interface Asked {
  /** The name of the document. */
  name: string;
  id: unknown;
}

interface Text {
  id: string;
  body: string;
  author?: object;
}

function discussion(number: number, more: object = {}, comments: readonly Text[] = []) {
  const url = `https://github.com/acme/shop/discussions/${number}`;
  const nodes = comments.map((comment) => ({ url: `${url}#discussioncomment-${comment.id}`, author: bot, ...comment }));
  const opened = { id: `D_${number}`, number, url, body: "<!-- sooner:digest -->", author: bot };
  return { ...opened, closed: false, locked: false, comments: { nodes }, ...more };
}

/** A GitHub that has these discussions in the category, and answers each mutation as the refusal says, or takes it. */
function among(nodes: readonly object[], refusal: object | null = null) {
  const asked: Asked[] = [];
  const send: Send = async ({ parameters: { query, variables } }) => {
    const document = parse(String(query));
    expect(validate(schema, document).map(({ message }) => message)).toEqual([]);
    const [, name = ""] = /^(?:query|mutation) (\w+)/.exec(String(query)) ?? [];
    const place = {
      id: "R_1",
      hasDiscussionsEnabled: true,
      discussionCategories: { nodes: [{ id: "DIC_1", name: "News", slug: "news" }] },
    };
    const answers: Record<string, object> = {
      Viewer: { viewer: { login: "github-actions" } },
      Categories: { repository: place },
      Discussions: { repository: { discussions: { nodes } } },
    };
    const written = refusal ?? { data: { done: { id: "X" } } };
    if (!(name in answers)) asked.push({ name, id: (variables as { id?: unknown }).id });
    return { status: 200, headers: {}, data: answers[name] ? { data: answers[name] } : written };
  };
  const graph = new Graph({ send, owner: "acme", repo: "shop" });
  const opening = { title: "Incident digest", body: "<!-- sooner:digest -->\nWeekly.", key: "digest" };
  return { asked, discussions: new Discussions({ graph, viewer: new Viewer(graph), category: "NEWS", ...opening }) };
}

test("finds its own, with its comments of the key, oldest first", async () => {
  const comments = [
    { id: "1", body: "<!-- sooner:digest:2026-11-09 -->" },
    { id: "2", body: "<!-- sooner:digest:2026-11-16 -->\nThe week" },
    { id: "3", body: "<!-- sooner:digest:2026-11-16 -->", author: { __typename: "User", login: "gary" } },
  ];
  const his = discussion(3, { author: { __typename: "User", login: "gary" } });
  const { discussions } = among([his, discussion(7, {}, comments)]);
  expect(await discussions.find("digest:2026-11-16")).toEqual({
    url: "https://github.com/acme/shop/discussions/7",
    state: "open",
    posts: [{ id: "2", url: "https://github.com/acme/shop/discussions/7#discussioncomment-2" }],
  });
});

test.each([{ closed: true }, { locked: true }])("one that is %j takes no more", async (more) => {
  expect(await among([discussion(7, more)]).discussions.find("digest:2026-11-16")).toMatchObject({ state: "closed" });
});

test("an open one comes before one that people have closed, and the older before the younger", async () => {
  const { discussions } = among([discussion(9), discussion(8), discussion(7, { closed: true })]);
  expect(await discussions.find("digest:2026-11-16")).toMatchObject({
    url: "https://github.com/acme/shop/discussions/8",
  });
});

test("of two that were begun at the same moment the younger is closed", async () => {
  const { discussions, asked } = among([discussion(9), discussion(8), discussion(7, { closed: true })]);
  await discussions.begin();
  expect(asked).toEqual([{ name: "Begin" }, { name: "Retire", id: "D_9" }]);
});

test("a comment is added to the one that was found, and removed by its id", async () => {
  const { discussions, asked } = among([discussion(7)]);
  await discussions.find("digest:2026-11-16");
  expect(await discussions.add("The week")).toBe(true);
  await discussions.remove("DC_5");
  expect(asked).toEqual([
    { name: "Add", id: "D_7" },
    { name: "Remove", id: "DC_5" },
  ]);
});

test.each([
  { data: { done: null }, errors: [{ type: "FORBIDDEN", message: "Resource not accessible by integration" }] },
  { data: null, errors: [{ type: "FORBIDDEN", message: "Resource not accessible by integration" }] },
])("a refusal names the permission: %j", async (refusal) => {
  await expect(among([], refusal).discussions.begin()).rejects.toMatchObject({
    name: "UserError",
    remedy: expect.stringContaining("Add `discussions: write` to the permissions of the workflow"),
  });
});
