/** Issue types and issue fields over GitHub's API: what each answer means, and what each write asks. */
import { expect, test } from "vitest";
import { IssueFields } from "../../src/github/issue-fields.ts";
import { sendThrough } from "../../src/github/send.ts";
import { checkRequest } from "../world/contract.ts";
import { type Asked, type Reply, serve } from "./server.ts";

const here = "/repos/acme/shop";

/** `said` are answers by path; any other is not found. */
async function fields(said: Record<string, Reply>) {
  const { octokit, asked } = await serve(({ path }: Asked) => said[path] ?? { status: 404 });
  const requests = () => asked.map(({ method, path }) => `${method} ${path}`);
  return { fields: new IssueFields({ send: sendThrough(octokit), owner: "acme", repo: "shop" }), asked, requests };
}

const types = { body: [{ id: 1, node_id: "", name: "Task", description: null }, null] };
const select = { id: 5, node_id: "", name: "Priority", data_type: "single_select", options: [{ id: 1, name: "High" }] };
const date = { id: 6, node_id: "", name: "Target date", data_type: "date" };

test("types and fields are asked for once; a type that is switched off is none", async () => {
  const off = { id: 2, node_id: "", name: "Incident", description: null, is_enabled: false };
  const { fields: one, requests } = await fields({
    [`${here}/issue-types`]: { body: [...types.body, off] },
    "/orgs/acme/issue-fields": { body: [select, date, null, { ...date, id: 7, data_type: "text" }] },
  });
  for (let n = 0; n < 3; n += 1) {
    expect(await one.types()).toEqual(["Task"]);
    expect((await one.all()).map(({ id, type, options }) => [id, type, options])).toEqual([
      [5, "single select", [{ id: "High", name: "High" }]],
      [6, "date", []],
      [7, "other", []],
    ]);
  }
  expect(requests()).toEqual([`GET ${here}/issue-types`, "GET /orgs/acme/issue-fields"]);
});

test("a server without these routes, or without the permission, has neither", async () => {
  const { fields: older, requests } = await fields({});
  expect([await older.types(), await older.all()]).toEqual([[], []]);
  expect(requests()).toEqual([`GET ${here}/issue-types`]);
  const { fields: hidden } = await fields({
    [`${here}/issue-types`]: types,
    "/orgs/acme/issue-fields": { status: 403 },
  });
  expect([await hidden.types(), await hidden.all()]).toEqual([["Task"], []]);
});

test("a failure is none of these, and not remembered", async () => {
  let fails = true;
  const { octokit } = await serve(() => (fails ? { status: 502 } : types));
  const one = new IssueFields({ send: sendThrough(octokit), owner: "acme", repo: "shop" });
  await expect(one.types()).rejects.toMatchObject({ status: 502 });
  fails = false;
  expect(await one.types()).toEqual(["Task"]);
});

test("values come with the sub-issues; those that say nothing there are asked for one by one", async () => {
  const high = {
    issue_field_id: 5,
    node_id: "",
    data_type: "single_select",
    value: 1,
    single_select_option: { name: "High" },
  };
  const day = { issue_field_id: 6, node_id: "", data_type: "date", value: "2026-12-01" };
  const { fields: one, requests } = await fields({
    [`${here}/issues/1/sub_issues`]: { body: [{ number: 2, issue_field_values: [high, day] }, { number: 3 }] },
    [`${here}/issues/3/issue-field-values`]: { body: [{ ...day, value: null }] },
  });
  expect(await one.values(1, [2, 3, 4])).toEqual(
    new Map([
      [2, { 5: "High", 6: "2026-12-01" }],
      [3, {}],
    ]),
  );
  expect(requests()).toEqual([
    `GET ${here}/issues/1/sub_issues`,
    `GET ${here}/issues/3/issue-field-values`,
    `GET ${here}/issues/4/issue-field-values`,
  ]);
});

test("however many there are, one pass asks for few of them", async () => {
  const { fields: one, requests } = await fields({});
  await one.values(
    1,
    Array.from({ length: 300 }, (_, n) => n + 2),
  );
  expect(requests()).toHaveLength(21);
});

test("values are set and emptied as GitHub describes it", async () => {
  const path = `${here}/issues/2/issue-field-values`;
  const { fields: one, asked } = await fields({ [path]: { body: [] }, [`${path}/6`]: { status: 204 } });
  await one.set(2, [
    { field: 5, value: "High" },
    { field: 6, value: null },
  ]);
  expect(asked.map(({ method, path: at, body }) => [method, at, body])).toEqual([
    ["POST", path, { issue_field_values: [{ field_id: 5, value: "High" }] }],
    ["DELETE", `${path}/6`, undefined],
  ]);
  expect(asked.flatMap((request) => checkRequest(request))).toEqual([]);
});

test("what GitHub refuses is thrown, and there are no fields from then on; what is empty already is fine", async () => {
  const path = `${here}/issues/2/issue-field-values`;
  const { fields: one } = await fields({
    [`${here}/issue-types`]: types,
    "/orgs/acme/issue-fields": { body: [date] },
    [path]: { status: 422 },
  });
  await one.set(2, [{ field: 6, value: null }]);
  expect(await one.all()).toHaveLength(1);
  await expect(one.set(2, [{ field: 6, value: "2026-12-01" }])).rejects.toMatchObject({ status: 422 });
  expect(await one.all()).toEqual([]);
});
