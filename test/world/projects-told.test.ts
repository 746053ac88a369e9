/** Organisations' projects: who may do what with them, and what webhooks tell. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Project } from "./project-state.ts";
import { createWorld, type World } from "./world.ts";

let world: World;
let project: Project;

beforeEach(async () => {
  world = createWorld();
  world.person("greg", { role: "write", member: true });
  world.person("oscar");
  world.repository("acme/shop");
  project = world.project("acme", { number: 7, fields: { Due: "date" } });
  await world.listen();
  await world.as("greg").openIssue({ title: "Add an alert" });
});

afterEach(async () => {
  await world.close();
  expect(world.problems).toEqual([]);
});

const BOARD = "/orgs/acme/projectsV2/7";

describe("without the right", () => {
  const QUERY = `query { repository(owner: "acme", name: "shop") {
    owner { ... on Organization { projectV2(number: 7) { title } } }
    issue(number: 1) { title projectItems(first: 5) { nodes { id } } }
  } }`;
  const asked = async (token: string) => {
    const init = {
      method: "POST",
      headers: { authorization: `token ${token}` },
      body: JSON.stringify({ query: QUERY }),
    };
    return (await fetch(`${world.url}/graphql`, init)).json();
  };

  beforeEach(() => world.as("greg").addToBoard(project, 1));

  test("an App and a job are told so, and have everything else", async () => {
    for (const installation of world.state.installations.values()) installation.permissions = { issues: "write" };
    await expect(world.asApp().request("GET", BOARD)).rejects.toMatchObject({ status: 403 });
    await expect(world.asApp().request("GET", "/orgs/acme/projectsV2/99")).rejects.toMatchObject({ status: 403 });
    await expect(world.asJob().request("GET", BOARD)).rejects.toMatchObject({ status: 403 });
    const forbidden = { type: "FORBIDDEN", message: "Resource not accessible by integration" };
    expect(await asked(world.job().token)).toMatchObject({
      data: {
        repository: { owner: { projectV2: null }, issue: { title: "Add an alert", projectItems: { nodes: [null] } } },
      },
      errors: [
        { ...forbidden, path: ["repository", "owner", "projectV2"] },
        { ...forbidden, path: ["repository", "issue", "projectItems", "nodes", 0] },
      ],
    });
  });

  test("an App that may only read can't write", async () => {
    for (const installation of world.state.installations.values()) {
      installation.permissions = { issues: "write", organization_projects: "read" };
    }
    expect(await world.asApp().request("GET", BOARD)).toMatchObject({ number: 7 });
    const field = { name: "Incident", data_type: "text" };
    await expect(world.asApp().request("POST", `${BOARD}/fields`, field)).rejects.toMatchObject({ status: 403 });
  });

  test("an outsider sees nothing", async () => {
    await expect(world.as("oscar").request("GET", BOARD)).rejects.toMatchObject({ status: 404 });
  });

  test("a repository of a person's has no project", async () => {
    world.person("pat", { role: "admin" });
    world.repository("pat/tool", { organisation: false, installation: 2 });
    const query = `query { repository(owner: "pat", name: "tool") { owner { __typename ... on ProjectV2Owner { projectV2(number: 1) { title } } } } }`;
    await expect(world.asApp("pat/tool").graphql(query)).rejects.toThrow(
      "Could not resolve to a ProjectV2 with the number 1.",
    );
  });
});

describe("webhooks", () => {
  test("tell the installation of the organisation what happened, without a repository", async () => {
    world.deliverTo(`${world.url}/nowhere`);
    world.webhooks.hold();
    await world.as("greg").addToBoard(project, 1);
    await world.as("greg").setOnBoard(project, 1, "Status", "Todo");
    await world.as("greg").setOnBoard(project, 1, "Status", "Todo");
    await world.as("greg").setOnBoard(project, 1, "Due", "2026-12-01");
    await world.as("greg").archiveOnBoard(project, 1);
    await world.as("greg").restoreOnBoard(project, 1);
    await world.as("greg").removeFromBoard(project, 1);
    const told: { event: string; payload: Record<string, unknown> }[] = [];
    await world.webhooks.release((held) => {
      for (const { event, payload } of held) told.push({ event, payload: JSON.parse(payload) });
      return [];
    });
    expect(told.map(({ event, payload }) => `${event}.${payload.action}`)).toEqual(
      ["created", "edited", "edited", "archived", "restored", "deleted"].map((action) => `projects_v2_item.${action}`),
    );
    expect(told[1]?.payload).toMatchObject({
      projects_v2_item: {
        content_node_id: world.issue(1).nodeId,
        content_type: "Issue",
        project_node_id: project.nodeId,
      },
      changes: {
        field_value: {
          field_name: "Status",
          field_type: "single_select",
          project_number: 7,
          from: null,
          to: { name: "Todo" },
        },
      },
      installation: { id: 1 },
      organization: { login: "acme" },
      sender: { login: "greg" },
    });
    expect(told[1]?.payload).not.toHaveProperty("repository");
    expect(told[2]?.payload).toMatchObject({ changes: { field_value: { to: "2026-12-01T00:00:00+00:00" } } });
  });
});
