/** Organisations' projects: what people and the App can do with them, and what the API answers. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Project } from "./project-state.ts";
import { createWorld, type World } from "./world.ts";

let world: World;
let project: Project;

beforeEach(async () => {
  world = createWorld();
  world.person("olga", { role: "admin", member: true });
  world.person("greg", { role: "write", member: true });
  world.person("oscar");
  world.repository("acme/shop");
  project = world.project("acme", {
    number: 7,
    title: "Promises",
    fields: { Severity: ["sev1", "sev2"], Due: "date" },
  });
  await world.listen();
  await world.as("greg").openIssue({ title: "Add an alert" });
});

afterEach(async () => {
  await world.close();
  expect(world.problems).toEqual([]);
});

const BOARD = "/orgs/acme/projectsV2/7";
const READ = `query { repository(owner: "acme", name: "shop") { updatedAt issue(number: 1) {
  updatedAt
  projectItems(first: 5) { totalCount nodes {
    fullDatabaseId isArchived updatedAt creator { login } project { number title }
    status: fieldValueByName(name: "Status") { ...value }
    due: fieldValueByName(name: "Due") { ...value }
    fieldValues(first: 20) { nodes { ...value } }
  } }
} } }
fragment value on ProjectV2ItemFieldValue {
  ... on ProjectV2ItemFieldSingleSelectValue { name optionId updatedAt creator { login } }
  ... on ProjectV2ItemFieldDateValue { date updatedAt }
  ... on ProjectV2ItemFieldTextValue { text }
}`.replace("updatedAt issue", "issue");

interface ReadItem {
  fullDatabaseId: string;
  isArchived: boolean;
  updatedAt: string;
  creator: { login: string };
  status: { name: string; updatedAt: string; creator: { login: string } } | null;
  due: { date: string } | null;
  fieldValues: { nodes: object[] };
}
interface Read {
  repository: { issue: { updatedAt: string; projectItems: { totalCount: number; nodes: ReadItem[] } } };
}

const read = async (): Promise<Read["repository"]["issue"]> =>
  (await world.asApp().graphql<Read>(READ)).repository.issue;
const itemOf = async (): Promise<ReadItem | undefined> => (await read()).projectItems.nodes[0];

describe("a project", () => {
  test("has GitHub's fields and those that were asked for", async () => {
    const fields = await world.asApp().request<{ name: string; data_type: string }[]>("GET", `${BOARD}/fields`);
    expect(fields.map(({ name, data_type }) => `${name} (${data_type})`)).toEqual([
      "Title (title)",
      "Assignees (assignees)",
      "Status (single_select)",
      "Labels (labels)",
      "Linked pull requests (linked_pull_requests)",
      "Milestone (milestone)",
      "Repository (repository)",
      "Reviewers (reviewers)",
      "Parent issue (parent_issue)",
      "Sub-issues progress (sub_issues_progress)",
      "Severity (single_select)",
      "Due (date)",
    ]);
  });

  test("is found by its organisation over GraphQL, with options", async () => {
    const query = `query { repository(owner: "acme", name: "shop") { owner { ... on Organization { projectV2(number: 7) {
      title closed url fields(first: 50) { nodes { ... on ProjectV2SingleSelectField { name databaseId options { id name } } } }
    } } } } }`;
    const answer = await world.asApp().graphql(query);
    expect(answer).toMatchObject({
      repository: {
        owner: { projectV2: { title: "Promises", closed: false, url: "https://github.com/orgs/acme/projects/7" } },
      },
    });
    expect(JSON.stringify(answer)).toContain('"name":"In Progress"');
  });

  test("lists its fields page by page", async () => {
    const page = await fetch(`${world.url}${BOARD}/fields?per_page=10`, {
      headers: { authorization: "token ghp_greg" },
    });
    const next = /<([^>]+)>; rel="next"/.exec(page.headers.get("link") ?? "")?.[1] ?? "";
    const rest = await world.as("greg").request<{ name: string }[]>("GET", next.replace(world.url, ""));
    expect(rest.map(({ name }) => name)).toEqual(["Severity", "Due"]);
  });

  test("takes new fields, but none twice", async () => {
    const app = world.asApp();
    const priority = {
      name: "Priority",
      data_type: "single_select",
      single_select_options: [{ name: "urgent", color: "RED" }],
    };
    await app.request("POST", `${BOARD}/fields`, priority);
    await app.request("POST", `${BOARD}/fields`, { name: "Incident", data_type: "text" });
    await expect(app.request("POST", `${BOARD}/fields`, priority)).rejects.toThrow("Name has already been taken");
    expect(project.fields.slice(-2).map(({ name }) => name)).toEqual(["Priority", "Incident"]);
  });
});

describe("an item", () => {
  test("is put on once, by the App's id for the issue or by its number", async () => {
    const { id } = world.issue(1);
    const first = await world.asApp().request<{ id: number }>("POST", `${BOARD}/items`, { type: "Issue", id });
    await world.as("greg").addToBoard(project, 1);
    expect(project.items).toHaveLength(1);
    expect(await itemOf()).toMatchObject({
      fullDatabaseId: String(first.id),
      isArchived: false,
      creator: { login: "sooner" },
      status: null,
    });
  });

  test("carries values with their own times, which are not the issue's", async () => {
    await world.as("greg").addToBoard(project, 1);
    const before = (await read()).updatedAt;
    world.clock.advance(60_000);
    await world.as("olga").setOnBoard(project, 1, "Status", "In Progress");
    await world.as("olga").setOnBoard(project, 1, "Due", "2026-12-01");
    const issue = await read();
    expect(issue.updatedAt).toBe(before);
    expect(issue.projectItems.nodes[0]).toMatchObject({
      updatedAt: "2026-03-10T16:01:00Z",
      status: { name: "In Progress", updatedAt: "2026-03-10T16:01:00Z", creator: { login: "olga" } },
      due: { date: "2026-12-01" },
      fieldValues: { nodes: [{ text: "Add an alert" }, { name: "In Progress" }, { date: "2026-12-01" }] },
    });
  });

  test("is emptied by null, and refuses what doesn't fit, whole", async () => {
    const app = world.asApp();
    await world.as("greg").addToBoard(project, 1);
    await world.as("greg").setOnBoard(project, 1, "Status", "Todo");
    await world.as("greg").setOnBoard(project, 1, "Status", null);
    expect((await itemOf())?.status).toBeNull();
    const item = `${BOARD}/items/${project.items[0]?.id}`;
    const due = project.fields.find(({ name }) => name === "Due")?.id;
    const status = project.fields.find(({ name }) => name === "Status")?.id;
    const fields = [
      { id: due, value: "2026-12-01" },
      { id: status, value: "no such option" },
    ];
    await expect(app.request("PATCH", item, { fields })).rejects.toMatchObject({ status: 422 });
    await expect(app.request("PATCH", item, { fields: [{ id: due, value: "soon" }] })).rejects.toMatchObject({
      status: 422,
    });
    expect(project.items[0]?.values).toEqual([]);
  });

  test("can be archived, restored and taken off", async () => {
    const olga = world.as("olga");
    await olga.addToBoard(project, 1);
    await olga.archiveOnBoard(project, 1);
    expect((await itemOf())?.isArchived).toBe(true);
    await expect(olga.setOnBoard(project, 1, "Status", "Done")).rejects.toMatchObject({ status: 422 });
    await olga.restoreOnBoard(project, 1);
    await olga.setOnBoard(project, 1, "Status", "Done");
    await olga.removeFromBoard(project, 1);
    expect((await read()).projectItems).toEqual({ totalCount: 0, nodes: [] });
  });

  test("goes with its issue", async () => {
    await world.as("olga").addToBoard(project, 1);
    await world.as("olga").deleteIssue(1);
    expect(project.items).toEqual([]);
  });
});

describe("people change the project", () => {
  beforeEach(async () => {
    await world.as("greg").addToBoard(project, 1);
    await world.as("greg").setOnBoard(project, 1, "Status", "Done");
  });

  test("a renamed field keeps its values, a deleted one loses them", async () => {
    await world.as("greg").renameBoardField(project, "Status", "State");
    expect((await itemOf())?.status).toBeNull();
    await world.as("greg").renameBoardField(project, "State", "Status");
    expect((await itemOf())?.status?.name).toBe("Done");
    await world.as("greg").deleteBoardField(project, "Status");
    expect((await itemOf())?.status).toBeNull();
    await expect(world.as("greg").deleteBoardField(project, "Title")).rejects.toThrow("cannot be changed");
  });

  test("a renamed option stays set, one that is gone is not", async () => {
    world.renameOption(project, "Status", "Done", "Finished");
    expect((await itemOf())?.status?.name).toBe("Finished");
    await world.as("greg").setBoardOptions(project, "Status", ["Todo", "Finished"]);
    expect((await itemOf())?.status?.name).toBe("Finished");
    await world.as("greg").setBoardOptions(project, "Status", ["Todo"]);
    expect((await itemOf())?.status).toBeNull();
  });

  test("a closed one says so, and a deleted one is gone", async () => {
    await world.as("greg").closeBoard(project);
    expect(await world.asApp().request("GET", BOARD)).toMatchObject({ state: "closed", title: "Promises" });
    await world.as("greg").reopenBoard(project);
    expect(project.closedAt).toBeNull();
    await expect(world.as("greg").deleteBoard(project)).rejects.toMatchObject({
      message: "Must have admin rights to Repository.",
    });
    await world.as("olga").deleteBoard(project);
    await expect(world.asApp().request("GET", BOARD)).rejects.toMatchObject({ status: 404 });
    const query = `query { organization(login: "acme") { projectV2(number: 7) { title } } }`;
    await expect(world.asApp().graphql(query)).rejects.toThrow("Could not resolve to a ProjectV2 with the number 7.");
    expect((await read()).projectItems.totalCount).toBe(0);
  });

  test("the snapshot shows it", () => {
    expect(world.snapshot()["https://github.com/orgs/acme/projects/7"]).toMatchObject({
      title: "Promises",
      closed: false,
      items: [{ title: "Add an alert", archived: false, values: ["Status: Done"] }],
    });
  });
});

test("a closed issue is Done where the project's own workflow says so", async () => {
  const automatic = world.project("acme", { automatic: true });
  expect(automatic.number).toBe(8);
  await world.as("greg").addToBoard(automatic, 1);
  await world.as("greg").close(1);
  expect((await itemOf())?.status).toMatchObject({ name: "Done", creator: { login: "github-project-automation" } });
});
