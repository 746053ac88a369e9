/** Teams: how many are in one, for those who may know. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { createWorld, type World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = createWorld();
  world.person("greg", { role: "write", member: true });
  world.person("oscar");
  world.repository("acme/shop");
  world.team("acme/web", { members: ["greg"] });
  world.team("acme/empty");
  await world.listen();
});

afterEach(async () => {
  await world.close();
  expect(world.problems).toEqual([]);
});

test("the App reads how many are in a team", async () => {
  expect(await world.asApp().request("GET", "/orgs/acme/teams/web")).toMatchObject({ slug: "web", members_count: 1 });
  expect(await world.asApp().request("GET", "/orgs/acme/teams/empty")).toMatchObject({ members_count: 0 });
  world.deletePerson("greg");
  expect(await world.asApp().request("GET", "/orgs/acme/teams/web")).toMatchObject({ members_count: 0 });
});

test("who may not know finds none", async () => {
  await expect(world.asApp().request("GET", "/orgs/acme/teams/nobody")).rejects.toMatchObject({ status: 404 });
  await expect(world.as("oscar").request("GET", "/orgs/acme/teams/web")).rejects.toMatchObject({ status: 404 });
  await expect(world.asJob().request("GET", "/orgs/acme/teams/web")).rejects.toMatchObject({ status: 403 });
  for (const installation of world.state.installations.values()) installation.permissions = { issues: "write" };
  await expect(world.asApp().request("GET", "/orgs/acme/teams/web")).rejects.toMatchObject({ status: 404 });
});
