/** The world behaves like GitHub where people use it: issues, comments, labels, roles and limits. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Client } from "./client.ts";
import { Refusal } from "./refusal.ts";
import { createWorld, type World } from "./world.ts";

let world: World;
let gary: Client;
let tess: Client;
let olga: Client;

beforeEach(async () => {
  world = createWorld({ now: "2026-03-10T16:00:00.750Z" });
  world.person("gary", { role: "write", member: true, name: "Gary" });
  world.person("mia", { role: "maintain", member: true });
  world.person("tess", { role: "triage" });
  world.person("olga");
  world.person("renovate", { bot: true, role: "write" });
  world.repository("acme/shop", {
    files: { ".github/sooner.yml": "zone: UTC\n", ".github/sooner/templates/card.hbs": "x" },
  });
  await world.listen();
  gary = world.as("gary");
  tess = world.as("tess");
  olga = world.as("olga");
});

afterEach(async () => {
  await world.close();
  expect(world.problems).toEqual([]);
});

const refused = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => "done",
    (error) => (error instanceof Refusal ? `${error.status} ${error.message}` : String(error)),
  );

const labelsOf = (number: number) => world.issue(number).labels.map((label) => label.name);
const kinds = (number: number) => world.issue(number).timeline.map((item) => item.type);

async function read<T>(fields: string, number = 1): Promise<T> {
  const query = `query ($n: Int!) { repository(owner: "acme", name: "shop") { issueOrPullRequest(number: $n) { ... on Issue { ${fields} } } } }`;
  const answer = await gary.graphql<{ repository: { issueOrPullRequest: T } }>(query, { n: number });
  return answer.repository.issueOrPullRequest;
}

test("an issue lives from its opening to its closing, and all of it is on the timeline", async () => {
  const number = await gary.openIssue({ title: "Login down", body: "It fails.", labels: ["incident", "SEV2"] });
  world.clock.advance(60_000);
  await tess.label(number, "sev2", "service: login");
  await tess.unlabel(number, "INCIDENT");
  await tess.assign(number, "gary", "nobody", "olga");
  await tess.unassign(number, "gary");
  await gary.editIssue(number, { title: "Login is down", body: "It still fails." });
  const comment = await olga.comment(number, "Same here.");
  await gary.deleteComment(comment);
  await tess.close(number);
  await tess.reopen(number);
  await tess.close(number, "not_planned");

  expect(kinds(number)).toEqual([
    "LabeledEvent",
    "LabeledEvent",
    "LabeledEvent",
    "UnlabeledEvent",
    "AssignedEvent",
    "UnassignedEvent",
    "RenamedTitleEvent",
    "CommentDeletedEvent",
    "ClosedEvent",
    "ReopenedEvent",
    "ClosedEvent",
  ]);
  expect(
    await read(
      "state stateReason createdAt closedAt lastEditedAt editor { login } labels(first: 9) { nodes { name } }",
    ),
  ).toEqual({
    state: "CLOSED",
    stateReason: "NOT_PLANNED",
    createdAt: "2026-03-10T16:00:00Z",
    closedAt: "2026-03-10T16:01:00Z",
    lastEditedAt: "2026-03-10T16:01:00Z",
    editor: { login: "gary" },
    labels: { nodes: [{ name: "SEV2" }, { name: "service: login" }] },
  });
});

describe("who may", () => {
  beforeEach(async () => {
    await gary.openIssue({ title: "Login down" });
    await olga.openIssue({ title: "Mine", labels: ["sev1"], assignees: ["gary"] });
  });

  const acts: [string, (client: Client) => Promise<unknown>, Record<string, boolean>][] = [
    ["label", (client) => client.label(1, "sev1"), { mia: true, gary: true, tess: true, olga: false }],
    ["assign", (client) => client.assign(1, "gary"), { mia: true, gary: true, tess: true, olga: false }],
    ["close another's issue", (client) => client.close(1), { mia: true, gary: true, tess: true, olga: false }],
    ["close olga's issue", (client) => client.close(2), { mia: true, gary: true, tess: true, olga: true }],
    [
      "edit olga's issue",
      (client) => client.editIssue(2, { body: "x" }),
      { mia: true, gary: true, tess: false, olga: true },
    ],
    ["comment", (client) => client.comment(1, "Hello"), { mia: true, gary: true, tess: true, olga: true }],
    ["dispatch", (client) => client.dispatch("incident"), { mia: true, gary: true, tess: false, olga: false }],
    ["link issues", (client) => client.addSubIssue(1, 2), { mia: true, gary: true, tess: true, olga: false }],
    ["delete", (client) => client.deleteIssue(1), { mia: false, gary: false, tess: false, olga: false }],
  ];
  test.each(acts)("%s", async (_, act, expected) => {
    for (const [login, allowed] of Object.entries(expected)) {
      const outcome = await refused(act(world.as(login)));
      const wasAllowed = outcome === "done" || outcome.startsWith("422"); // Linking twice is allowed, and invalid.
      expect([login, wasAllowed]).toEqual([login, allowed]);
    }
  });

  test("labels and assignees of an outsider are passed over; a form's labels are not", async () => {
    expect([labelsOf(2), world.issue(2).assignees]).toEqual([[], []]);
    const number = await olga.openIssue({ title: "Down", labels: ["incident"], viaForm: true });
    expect(labelsOf(number)).toEqual(["incident"]);
  });

  test("outsiders reopen only what they closed themselves", async () => {
    await olga.close(2);
    await olga.reopen(2);
    await tess.close(2);
    expect(await refused(olga.reopen(2))).toBe("403 Must have admin rights to Repository.");
  });

  test("a private repository is not there for outsiders, and is for members", async () => {
    world.repository("acme/secret", { private: true });
    await world.as("mia", "acme/secret").openIssue({ title: "x" });
    expect(await refused(world.as("olga", "acme/secret").comment(1, "x"))).toBe("404 Not Found");
    world.change("mia", { role: "none", member: false });
    expect(await refused(world.as("mia", "acme/secret").comment(1, "x"))).toBe("404 Not Found");
  });

  test("the permission look-up tells the old permission and the role", async () => {
    const roles: string[] = [];
    for (const login of ["gary", "mia", "tess", "olga"]) {
      const path = `/repos/acme/shop/collaborators/${login}/permission`;
      const { permission, role_name } = await gary.request<{ permission: string; role_name: string }>("GET", path);
      roles.push(`${login} ${permission} ${role_name}`);
    }
    expect(roles).toEqual(["gary write write", "mia write maintain", "tess read triage", "olga read read"]);
    expect(await refused(gary.request("GET", "/repos/acme/shop/collaborators/nobody/permission"))).toBe(
      "404 Not Found",
    );
    expect(await refused(gary.request("GET", "/orgs/acme/members/olga"))).toBe("404 Not Found");
    expect(await refused(gary.request("GET", "/orgs/acme/members/mia"))).toBe("done");
  });
});

describe("limits", () => {
  test("a body has 65,536 characters at most", async () => {
    await gary.openIssue({ title: "x", body: "ä".repeat(65_536) });
    expect(await refused(gary.openIssue({ title: "x", body: "x".repeat(65_537) }))).toBe("422 Validation Failed");
    expect(await refused(gary.comment(1, "🚑".repeat(65_536)))).toBe("done");
    expect(await refused(gary.comment(1, "x".repeat(65_537)))).toBe("422 Validation Failed");
  });

  test("an unknown assignee is refused when an issue is opened, and passed over when added", async () => {
    expect(await refused(gary.openIssue({ title: "x", assignees: ["nobody"] }))).toBe("422 Validation Failed");
    expect(world.state.repositories.get("acme/shop")?.issues.size).toBe(0);
    await gary.openIssue({ title: "x", assignees: ["gary"] });
    expect(await refused(gary.assign(1, "nobody"))).toBe("done");
  });

  test("labels are one whatever their case; one that is missing is made, one that exists is refused", async () => {
    await gary.openIssue({ title: "x", labels: ["sev1"] });
    await gary.label(1, "SEV1");
    expect(labelsOf(1)).toEqual(["sev1"]);
    const label = { name: "Sev1", color: "d73a4a" };
    expect(await refused(gary.request("POST", "/repos/acme/shop/labels", label))).toBe("422 Validation Failed");
    expect(await gary.request("GET", "/repos/acme/shop/labels/SEV1")).toMatchObject({ name: "sev1", color: "ededed" });
    expect(await refused(gary.unlabel(1, "sev2"))).toBe("404 Label does not exist");
  });

  test("a parent has 100 sub-issues at most, a child one parent", async () => {
    await gary.openIssue({ title: "parent" });
    await gary.openIssue({ title: "other" });
    for (let child = 3; child <= 103; child++) await gary.openIssue({ title: `child ${child}` });
    for (let child = 3; child <= 102; child++) await gary.addSubIssue(1, child);
    expect(await refused(gary.addSubIssue(1, 103))).toContain("more than 100 sub-issues");
    expect(await refused(gary.addSubIssue(2, 3))).toContain("may only have one parent");
    expect(await refused(gary.addSubIssue(3, 1))).toContain("its own ancestor");
    await gary.removeSubIssue(1, 3);
    await gary.addSubIssue(2, 3);
    await gary.close(4);
    expect(await read("subIssuesSummary { total completed percentCompleted }")).toEqual({
      subIssuesSummary: { total: 99, completed: 1, percentCompleted: 1 },
    });
    expect(await read("parent { title }", 3)).toEqual({ parent: { title: "other" } });
  });

  test("one comment is pinned, the last; reacting twice is reacting once", async () => {
    await gary.openIssue({ title: "x" });
    const [first, second] = [await gary.comment(1, "first"), await gary.comment(1, "second")];
    await gary.pinComment(first);
    await gary.pinComment(second);
    expect(world.card(1)).toBe("second");
    await gary.unpinComment(second);
    expect(world.card(1)).toBe(null);
    for (let times = 0; times < 2; times++) await olga.react(first, "rocket");
    expect(world.state.comments.get(first)?.reactions).toHaveLength(1);
    await olga.unreact(first, "rocket");
    expect(world.state.comments.get(first)?.reactions).toHaveLength(0);
  });
});
