/** Issue types and issue fields of an organisation, and what an issue says in them. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { IssueField } from "./organization-state.ts";
import { createWorld, type World } from "./world.ts";

let world: World;
let priority: IssueField;
let target: IssueField;

beforeEach(async () => {
  world = createWorld({ permissions: { issues: "write", issue_fields: "read", issue_types: "read" } });
  world.person("greg", { role: "write", member: true });
  world.person("rita", { role: "read", member: true });
  world.repository("acme/shop");
  world.issueTypes("acme", ["Task", "Incident"]);
  priority = world.issueField("acme", "Priority", ["Urgent", "High"]);
  target = world.issueField("acme", "Target date", "date");
  await world.listen();
  await world.as("greg").openIssue({ title: "Add an alert" });
});

afterEach(async () => {
  await world.close();
  expect(world.problems).toEqual([]);
});

const VALUES = "/repos/acme/shop/issues/1/issue-field-values";
const values = () => world.issue(1).fieldValues.map(({ field, value }) => `${field.name}: ${value}`);

test("the organisation's are listed for those who may read them", async () => {
  expect(await world.asApp().request("GET", "/orgs/acme/issue-types")).toMatchObject([
    { name: "Task" },
    { name: "Incident" },
  ]);
  expect(await world.asApp().request("GET", "/orgs/acme/issue-fields")).toMatchObject([
    { name: "Priority", data_type: "single_select", options: [{ name: "Urgent" }, { name: "High" }] },
    { name: "Target date", data_type: "date" },
  ]);
  await expect(world.asJob().request("GET", "/orgs/acme/issue-fields")).rejects.toMatchObject({ status: 403 });
  for (const installation of world.state.installations.values()) installation.permissions = { issues: "write" };
  await expect(world.asApp().request("GET", "/orgs/acme/issue-types")).rejects.toMatchObject({ status: 403 });
  expect(await world.asApp().request("GET", "/repos/acme/shop/issue-types")).toHaveLength(2);
});

test("a type is set by whoever may push, in silence by nobody else, and told", async () => {
  const path = "/repos/acme/shop/issues/1";
  await world.as("rita").request("PATCH", path, { type: "Task" });
  expect(world.issue(1).issueType).toBeNull();
  await expect(world.asApp().request("PATCH", path, { type: "Epic" })).rejects.toMatchObject({ status: 422 });
  world.deliverTo(`${world.url}/nowhere`);
  world.webhooks.hold();
  await world.asApp().request("PATCH", path, { type: "Task" });
  expect(await world.asApp().request("GET", path)).toMatchObject({ type: { name: "Task" } });
  const told: string[] = [];
  await world.webhooks.release((held) => {
    told.push(...held.map(({ event, action }) => `${event}.${action}`));
    return [];
  });
  expect(told).toEqual(["issues.typed"]);
});

test("values are added, replaced and removed", async () => {
  const app = world.asApp();
  const urgent = { field_id: priority.id, value: "Urgent" };
  const soon = { field_id: target.id, value: "2026-12-01" };
  await app.request("POST", VALUES, { issue_field_values: [urgent] });
  await app.request("POST", VALUES, { issue_field_values: [soon] });
  expect(values()).toEqual(["Priority: Urgent", "Target date: 2026-12-01"]);
  expect(await app.request("GET", VALUES)).toMatchObject([
    { issue_field_id: priority.id, value: "Urgent", single_select_option: { name: "Urgent" } },
    { issue_field_name: "Target date", value: "2026-12-01" },
  ]);
  await app.request("PUT", VALUES, { issue_field_values: [soon] });
  expect(values()).toEqual(["Target date: 2026-12-01"]);
  await app.request("DELETE", `${VALUES}/${target.id}`);
  expect(values()).toEqual([]);
  await app.request("POST", VALUES, { issue_field_values: [urgent, soon] });
  await app.request("POST", VALUES, { issue_field_values: [] });
  expect(values()).toEqual([]);
});

test("what doesn't fit is refused whole, and below write everything", async () => {
  const fitting = { field_id: target.id, value: "2026-12-01" };
  for (const wrong of [
    { field_id: priority.id, value: "Someday" },
    { field_id: target.id, value: "soon" },
    { field_id: 1, value: "x" },
  ]) {
    const request = world.asApp().request("POST", VALUES, { issue_field_values: [fitting, wrong] });
    await expect(request).rejects.toMatchObject({ status: 422 });
  }
  const byReader = world.as("rita").request("POST", VALUES, { issue_field_values: [fitting] });
  await expect(byReader).rejects.toMatchObject({ status: 403 });
  expect(values()).toEqual([]);
});

test("a new issue takes both at once", async () => {
  const wanted = { title: "Both", type: "Incident", issue_field_values: [{ field_id: priority.id, value: "High" }] };
  expect(await world.asApp().request("POST", "/repos/acme/shop/issues", wanted)).toMatchObject({
    type: { name: "Incident" },
    issue_field_values: [{ value: "High" }],
  });
  expect(world.snapshot()["acme/shop"]).toMatchObject({
    issues: [{}, { type: "Incident", fields: ["Priority: High"] }],
  });
});
