/** Organisations that have issue types, and the issue fields Priority and Target date: they say what the issues say. */
import { describe, expect, test } from "vitest";
import type { Story, StoryOptions } from "../story.ts";
import type { IssueField } from "../world/organization-state.ts";
import { configured, rowsOn, writesSince } from "./boarding.ts";
import { itemsOnCard } from "./improving.ts";
import { labelsOn, telling } from "./telling.ts";

const begin = telling();
const minute = 60_000;

/** What the App may do where an owner has granted it the issue fields. */
const permissions = {
  issues: "write",
  metadata: "read",
  contents: "read",
  pull_requests: "write",
  members: "read",
  deployments: "read",
  organization_projects: "write",
  issue_fields: "read",
} as const;

interface Fielded {
  story: Story;
  priority: IssueField;
  target: IssueField;
}

/** A story in an organisation that has both fields, and an incident with two action items: issues 1, 2 and 3. */
async function fielding(options: StoryOptions = {}): Promise<Fielded> {
  const story = await begin({ permissions, ...options });
  story.world.issueTypes("acme", ["Task", "Incident"]);
  const priority = story.world.issueField("acme", "Priority", ["🔥 Urgent", "High", "Medium", "Low"]);
  const target = story.world.issueField("acme", "Target date", "date");
  await story.world.as("gary").openIssue({ title: "Login is down", labels: ["sev3"] });
  await story.world
    .as("greg")
    .comment(1, "/action @greg high by 2026-04-01 Alert on failing logins\n/action @cathy low by 2026-04-15 Rehearse");
  await story.settled();
  story.world.botSaid(1);
  return { story, priority, target };
}

/** `#2 Task · Priority: High, Target date: 2026-04-01`. */
function saidOf({ world }: Story, number: number): string {
  const { issueType, fieldValues } = world.issue(number);
  const said = fieldValues.map(({ field, value }) => `${field.name}: ${value}`).sort();
  return `#${number} ${issueType ?? "–"} · ${said.join(", ")}`;
}

/** The item's labels, and the line of its text about the due day. */
function issueOf(story: Story, number: number): string[] {
  const due = story.world
    .issue(number)
    .body.split("\n")
    .find((line) => line.startsWith("- **Due**"));
  return [...labelsOn(story, number), due ?? ""];
}

async function set({ world }: Story, number: number, field: IssueField, value: string | null): Promise<void> {
  const path = `/repos/acme/shop/issues/${number}/issue-field-values`;
  if (value === null) await world.as("greg").request("DELETE", `${path}/${field.id}`);
  else await world.as("greg").request("POST", path, { issue_field_values: [{ field_id: field.id, value }] });
}

async function setType({ world }: Story, number: number, type: string | null): Promise<void> {
  await world.as("greg").request("PATCH", `/repos/acme/shop/issues/${number}`, { type });
}

async function later(story: Story, minutes = 5): Promise<void> {
  await story.advance(minutes * minute);
  await story.pass(1);
}

/** What passes write though nothing happens. */
async function idleWrites(story: Story): Promise<string[]> {
  const before = story.world.requests.length;
  for (let n = 0; n < 3; n += 1) await story.passOverAll();
  await later(story);
  return writesSince(story, before);
}

describe("issue types", () => {
  test("incidents, action items and reviews have theirs from the beginning", async () => {
    const { story } = await fielding();
    await story.world.as("gary").comment(1, "/review");
    await story.settled();
    expect([1, 2, 4].map((number) => story.world.issue(number).issueType)).toEqual(["Incident", "Task", "Task"]);
    expect(await idleWrites(story)).toEqual([]);
  });

  test("what a person chooses stays", async () => {
    const { story } = await fielding();
    await setType(story, 1, "Task");
    await setType(story, 2, null);
    expect(await idleWrites(story)).toEqual([]);
    expect([1, 2].map((number) => story.world.issue(number).issueType)).toEqual(["Task", null]);
  });

  test("an incident that has one keeps it", async () => {
    const { story } = await fielding();
    const path = "/repos/acme/shop/issues";
    const filed = { title: "Search is slow", type: "Task", labels: ["sev3"] };
    await story.world.as("gary").request("POST", path, filed);
    await story.settled();
    expect(story.world.issue(4).issueType).toBe("Task");
  });

  test("other names can be configured; one that the organisation hasn't got is left out", async () => {
    const files = { ".github/sooner.yml": "issueTypes:\n  incident: task\n  actionItem: Promise\n" };
    const { story } = await fielding({ files });
    expect([1, 2].map((number) => story.world.issue(number).issueType)).toEqual(["Task", null]);
  });
});

describe("issue fields", () => {
  test("say from the beginning what the item says, and nothing is written twice", async () => {
    const { story } = await fielding();
    expect([2, 3].map((number) => saidOf(story, number))).toEqual([
      "#2 Task · Priority: High, Target date: 2026-04-01",
      "#3 Task · Priority: Low, Target date: 2026-04-15",
    ]);
    expect(story.world.writes().filter(({ path }) => path.includes("issue-field-values"))).toEqual([]);
    expect(await idleWrites(story)).toEqual([]);
  });

  test("changed in the fields, the issue and the card follow", async () => {
    const { story, priority, target } = await fielding();
    await set(story, 2, priority, "🔥 Urgent");
    await set(story, 2, target, "2026-05-02");
    await later(story);
    expect(issueOf(story, 2)).toEqual(["action-item", "priority: urgent", "- **Due**: 2026-05-02"]);
    expect(itemsOnCard(story, 1)[0]).toContain("urgent · 2026-05-02 · open");
    await set(story, 2, priority, null);
    await set(story, 2, target, null);
    await later(story);
    expect(issueOf(story, 2)).toEqual(["action-item", "- **Due**: not set"]);
    expect(await idleWrites(story)).toEqual([]);
    expect(story.world.card(1)).toContain('"firstDue":"2026-04-01"');
  });

  test("changed on the issue, the fields follow", async () => {
    const { story } = await fielding();
    await story.world.as("greg").unlabel(2, "priority: high");
    await story.world.as("greg").label(2, "priority: medium");
    const { body } = story.world.issue(3);
    await story.world.as("cathy").editIssue(3, { body: body.replace("**Due**: 2026-04-15", "**Due**: 2026-06-01") });
    await later(story);
    expect([2, 3].map((number) => saidOf(story, number))).toEqual([
      "#2 Task · Priority: Medium, Target date: 2026-04-01",
      "#3 Task · Priority: Low, Target date: 2026-06-01",
    ]);
    expect(await idleWrites(story)).toEqual([]);
  });

  test("a change within moments of our own write is heard after minutes at the latest", async () => {
    const { story, priority } = await fielding();
    await set(story, 2, priority, "Low");
    await story.settled();
    await set(story, 2, priority, "Medium");
    await later(story);
    expect([saidOf(story, 2), issueOf(story, 2)[1]]).toEqual([
      "#2 Task · Priority: Medium, Target date: 2026-04-01",
      "priority: medium",
    ]);
  });

  test("an item of people's has its own words: the field's day counts, and its text stays", async () => {
    const { story, target } = await fielding();
    const body = "We promised this.\n\nDue: 2026-07-01";
    await story.world.as("cathy").openIssue({ title: "Write a runbook", body, labels: ["action-item"] });
    await story.world.as("cathy").addSubIssue(1, 4);
    await later(story);
    expect(saidOf(story, 4)).toBe("#4 – · Target date: 2026-07-01");
    await set(story, 4, target, "2026-08-01");
    await later(story);
    expect(story.world.issue(4).body).toBe(body);
    expect(itemsOnCard(story, 1).join("\n")).toContain("2026-08-01");
    expect(await idleWrites(story)).toEqual([]);
  });

  test("an option that says nothing to us is left alone", async () => {
    const { story, priority } = await fielding();
    priority.options.push({ id: 99, name: "Someday" });
    await set(story, 2, priority, "Someday");
    await later(story);
    expect([saidOf(story, 2), labelsOn(story, 2)[1]]).toEqual([
      "#2 Task · Priority: Someday, Target date: 2026-04-01",
      "priority: high",
    ]);
    expect(await idleWrites(story)).toEqual([]);
  });

  test("closed items are left alone, and cost nothing", async () => {
    const { story, priority } = await fielding();
    for (const number of [2, 3]) await story.world.as("greg").close(number);
    await story.settled();
    for (const number of [2, 3]) story.world.botSaid(number);
    story.world.botSaid(1);
    await set(story, 2, priority, "Low");
    story.world.forgetRequests();
    await story.pass(1);
    expect(story.world.reads().filter(({ path }) => path.includes("sub_issues"))).toEqual([]);
    expect(labelsOn(story, 2)).toContain("priority: high");
  });

  test("a pass over open items costs one request more", async () => {
    const { story } = await fielding();
    story.world.forgetRequests();
    await story.pass(1);
    expect(story.world.reads().map(({ path }) => path.replace(/.*\//, ""))).toEqual(["graphql", "sub_issues"]);
  });
});

describe("with a board besides", () => {
  test("three places agree, wherever the change is made", async () => {
    const { story, priority, target } = await fielding({ files: configured() });
    const project = story.world.project("acme", { number: 7, title: "Promises" });
    await later(story);
    const everywhere = () => [
      rowsOn(project, ["Priority", "Due"])[0],
      saidOf(story, 2).replace("#2 Task · ", ""),
      ...issueOf(story, 2).slice(1),
    ];
    const agreed = (name: string, day: string) => [
      `#2 ${name} · ${day}`,
      `Priority: ${name}, Target date: ${day}`,
      `priority: ${name.toLowerCase()}`,
      `- **Due**: ${day}`,
    ];
    expect(everywhere()).toEqual(agreed("High", "2026-04-01"));
    await set(story, 2, priority, "Medium");
    await set(story, 2, target, "2026-05-02");
    await later(story);
    expect(everywhere()).toEqual(agreed("Medium", "2026-05-02"));
    await story.world.as("greg").setOnBoard(project, 2, "Priority", "Low");
    await story.world.as("greg").setOnBoard(project, 2, "Due", "2026-06-03");
    await later(story);
    expect(everywhere()).toEqual(agreed("Low", "2026-06-03"));
    await story.world.as("greg").unlabel(2, "priority: low");
    await story.world.as("greg").label(2, "priority: high");
    await later(story);
    expect(everywhere()).toEqual(agreed("High", "2026-06-03"));
    expect(await idleWrites(story)).toEqual([]);
  });
});

describe("later", () => {
  test("fields that an organisation adds are filled from what the items say", async () => {
    const story = await begin({ permissions });
    await story.world.as("gary").openIssue({ title: "Login is down", labels: ["sev3"] });
    await story.world.as("greg").comment(1, "/action @greg high by 2026-04-01 Alert on failing logins");
    await story.settled();
    story.world.issueField("acme", "Priority", ["P0", "P1", "P2", "P3"]);
    story.world.issueField("acme", "Target date", "date");
    await story.restart();
    await later(story);
    expect(saidOf(story, 2)).toBe("#2 Task · Priority: P1, Target date: 2026-04-01");
    expect(await idleWrites(story)).toEqual([]);
  });

  test("what GitHub refuses is left alone for a while, all else goes on, and nobody's change is undone", async () => {
    const { story, priority } = await fielding();
    priority.options = priority.options.filter(({ name }) => name !== "Medium");
    await story.world.as("greg").unlabel(2, "priority: high");
    await story.world.as("greg").label(2, "priority: medium");
    await later(story);
    expect([saidOf(story, 2), labelsOn(story, 2)[1], itemsOnCard(story, 1)[0]]).toEqual([
      "#2 Task · Priority: High, Target date: 2026-04-01",
      "priority: medium",
      expect.stringContaining("medium · 2026-04-01 · open"),
    ]);
    expect(await idleWrites(story)).toEqual([]);
    for (const { failures } of story.processes) expect(failures.splice(0)).toHaveLength(1);
    await story.restart();
    await later(story);
    expect(labelsOn(story, 2)).toContain("priority: medium");
  });

  test("an item that GitHub doesn't take with its fields is made without", async () => {
    const { story } = await fielding();
    story.world.state.organizations.get("acme")?.issueFields.splice(0);
    await story.world.as("greg").comment(1, "/action @greg medium by 2026-05-01 Watch the queue");
    await story.settled();
    expect(issueOf(story, 4)).toEqual(["action-item", "priority: medium", "- **Due**: 2026-05-01"]);
    for (const { failures } of story.processes) expect(failures.splice(0)).toHaveLength(1);
    expect(await idleWrites(story)).toEqual([]);
  });
});

describe("without", () => {
  test("the permission: all is as if there were no fields", async () => {
    const { issue_fields: _, ...fewer } = permissions;
    const { story } = await fielding({ permissions: fewer });
    expect([saidOf(story, 2), labelsOn(story, 2)[1]]).toEqual(["#2 Task · ", "priority: high"]);
    expect(await idleWrites(story)).toEqual([]);
  });

  test("an organisation, which is asked once: there are neither types nor fields", async () => {
    const story = await begin({ permissions });
    story.world.issueTypes("acme", []);
    await story.world.as("gary").openIssue({ title: "Login is down", labels: ["sev3"] });
    await story.world.as("greg").comment(1, "/action @greg high Alert on failing logins");
    await story.settled();
    const asked = story.world.reads().filter(({ path }) => /issue-(types|fields)/.test(path));
    expect(asked.map(({ path }) => path)).toEqual(["/repos/acme/shop/issue-types"]);
    expect(await idleWrites(story)).toEqual([]);
  });
});
