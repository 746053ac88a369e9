/** Check runs: made by the App, seen by tests. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { createWorld, type World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = createWorld();
  world.person("greg", { role: "write", member: true });
  world.repository("acme/shop");
  await world.listen();
});

afterEach(async () => {
  await world.close();
  expect(world.problems).toEqual([]);
});

const CHECK = {
  name: "sooner.yml",
  head_sha: "d".repeat(40),
  conclusion: "failure",
  output: {
    title: "The configuration can't be used",
    summary: "One mistake.",
    annotations: [
      { path: ".github/sooner.yml", start_line: 3, end_line: 3, annotation_level: "failure", message: "No such zone" },
    ],
  },
};

test("the App makes one, with annotations", async () => {
  const made = await world.asApp().request("POST", "/repos/acme/shop/check-runs", CHECK);
  expect(made).toMatchObject({ status: "completed", conclusion: "failure", output: { annotations_count: 1 } });
  expect(world.checks()).toMatchObject([
    { name: "sooner.yml", title: "The configuration can't be used", annotations: [{ start_line: 3 }] },
  ]);
});

test("people can't, nor an App or a job without the permission, nor for no commit", async () => {
  const path = "/repos/acme/shop/check-runs";
  const unknown = { ...CHECK, head_sha: "main" };
  await expect(world.asApp().request("POST", path, unknown)).rejects.toMatchObject({ status: 422 });
  await expect(world.as("greg").request("POST", path, CHECK)).rejects.toMatchObject({ status: 403 });
  await expect(world.asJob().request("POST", path, CHECK)).rejects.toMatchObject({ status: 403 });
  for (const installation of world.state.installations.values()) installation.permissions = { issues: "write" };
  await expect(world.asApp().request("POST", path, CHECK)).rejects.toMatchObject({ status: 403 });
  expect(world.checks()).toEqual([]);
});
