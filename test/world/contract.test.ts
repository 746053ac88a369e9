/** The contract refuses by name what GitHub would not understand. */
import { describe, expect, test } from "vitest";
import { checkAnswer, checkRequest } from "./contract.ts";

const repo = "/repos/acme/shop";
const board = "/orgs/acme/projectsV2/7";
const label = {
  id: 1,
  node_id: "LA_1",
  url: "https://api.github.com/repos/acme/shop/labels/sev1",
  name: "sev1",
  description: null,
  color: "d73a4a",
  default: false,
};

describe("a request", () => {
  const table: [string, string, unknown, string[]][] = [
    ["POST", `${repo}/issues`, { title: "Login is down", labels: ["incident"] }, []],
    ["POST", `${repo}/issues`, { title: "x", foo: 1 }, ["issues/create: body has unknown field foo"]],
    ["POST", `${repo}/issues`, { body: "x" }, ["issues/create: body is without title"]],
    ["POST", `${repo}/issues`, undefined, ["issues/create: body is missing"]],
    ["PATCH", `${repo}/issues/1`, { state: "closed", state_reason: "not_planned" }, []],
    [
      "PATCH",
      `${repo}/issues/1`,
      { state: "shut" },
      ["issues/update: body at /state must be equal to one of the allowed values"],
    ],
    ["POST", `${repo}/issues/1/labels`, { labels: ["sev1"] }, []],
    ["DELETE", `${repo}/issues/1/labels/priority%3A%20urgent`, undefined, []],
    ["DELETE", `${repo}/issues/1/labels/a/b`, undefined, [`unknown route DELETE ${repo}/issues/1/labels/a/b`]],
    ["PUT", `${repo}/issues/comments/7/pin`, undefined, []],
    ["PUT", `${repo}/issues/comments/7/pin`, { a: 1 }, ["issues/pin-comment: body is not read by GitHub"]],
    ["PUT", "/x", undefined, ["unknown route PUT /x"]],
    ["POST", `/api/v3${repo}/issues/1/sub_issues`, { sub_issue_id: 12 }, []],
    ["GET", `${repo}/contents/.github/sooner.yml`, undefined, []],
    ["POST", `${board}/items`, { type: "Issue", id: 7 }, []],
    [
      "POST",
      `${board}/items`,
      { type: "Issue", id: 7, owner: "acme", repo: "shop", number: 1 },
      ["projects/add-item-for-org: body must match exactly one schema in oneOf"],
    ],
    ["PATCH", `${board}/items/7`, { fields: [{ id: 1, value: null }] }, []],
    [
      "PATCH",
      `${board}/items/7`,
      { fields: [{ name: "Status", value: "Done" }] },
      ["projects/update-item-for-org: body at /fields/0 is without id"],
    ],
    ["POST", `${board}/fields`, { name: "Due", data_type: "date" }, []],
    ["GET", `${repo}/contents/`, undefined, [`unknown route GET ${repo}/contents/`]],
  ];
  test.each(table)("%s %s %j", (method, path, body, expected) => {
    expect(checkRequest({ method, path, query: new URLSearchParams(), body })).toEqual(expected);
  });

  test.each([
    ["state=open&labels=incident&per_page=50", []],
    ["per_page=many", ["issues/list-for-repo: query at /per_page must be integer"]],
    ["label=incident", ["issues/list-for-repo: query has unknown field label"]],
  ])("with the query %s", (query, expected) => {
    const request = { method: "GET", path: `${repo}/issues`, query: new URLSearchParams(query), body: undefined };
    expect(checkRequest(request)).toEqual(expected);
  });
});

describe("an answer", () => {
  const table: [string, string, number, unknown, string[]][] = [
    ["POST", `${repo}/issues/1/labels`, 200, [label], []],
    [
      "POST",
      `${repo}/issues/1/labels`,
      200,
      [{ ...label, color: 1 }],
      ["issues/add-labels answered 200: at /0/color must be string"],
    ],
    ["GET", `${repo}/labels/sev1`, 200, {}, ["issues/get-label answered 200: is without id"]],
    ["DELETE", `${repo}/issues/comments/7`, 204, undefined, []],
    ["DELETE", `${repo}/issues/comments/7`, 204, { ok: true }, ["issues/delete-comment answered 204 with a body"]],
    ["DELETE", `${repo}/issues/comments/7`, 200, {}, ["issues/delete-comment answered 200, which GitHub never does"]],
    ["DELETE", `${repo}/issues/comments/7`, 404, { message: "Not Found" }, []],
    ["DELETE", `${repo}/issues/comments/7`, 502, "oops", ["issues/delete-comment refused without a message"]],
    ["GET", "/nowhere", 404, { message: "Not Found" }, []],
    ["GET", "/nowhere", 200, {}, ["unknown route GET /nowhere"]],
  ];
  test.each(table)("%s %s %i", (method, path, status, body, expected) => {
    expect(checkAnswer({ method, path }, status, body)).toEqual(expected);
  });
});
