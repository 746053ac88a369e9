/** The project board in trouble: gone, closed, forbidden, renamed, full, or cut off in the middle; all else goes on. */
import { describe, expect, test } from "vitest";
import type { Story } from "../story.ts";
import { boarding, configured, problemsOnCard, rowsOn, writesSince } from "./boarding.ts";
import { cardOn, labelsOn, telling } from "./telling.ts";

const begin = telling();
const minute = 60_000;

async function later(story: Story, minutes = 5): Promise<void> {
  story.world.clock.advance(minutes * minute);
  await story.pass(1);
}

/** Passes ten times, and gives what was written. */
async function idle(story: Story): Promise<string[]> {
  const before = story.world.requests.length;
  for (let n = 0; n < 10; n += 1) await later(story, 1);
  return writesSince(story, before);
}

/** What GitHub lets the App do with projects from now on. */
function permit({ world }: Story, access: "none" | "read" | "write"): void {
  for (const installation of world.state.installations.values()) {
    const { organization_projects: _, ...others } = installation.permissions;
    installation.permissions = access === "none" ? others : { ...others, organization_projects: access };
  }
}

describe("said once on the card, with what to do", () => {
  test("a project that isn't there", async () => {
    const { story } = await boarding(begin, { files: { ".github/sooner.yml": "zone: UTC\nboard:\n  project: 8\n" } });
    expect(problemsOnCard(story)).toEqual([
      "- line 2: There is no project 8 in this organisation, or the App can't see it. Set “board.project” to the number in the project's address, or take it out.",
    ]);
    expect(await idle(story)).toEqual([]);
  });

  test("deleted and closed", async () => {
    const { story, project } = await boarding(begin);
    await story.world.as("olga").closeBoard(project);
    await later(story);
    expect(problemsOnCard(story)).toEqual([
      "- line 1: The project “Promises” is closed, so nothing is written to it. Reopen it under its settings, set “board.project” to another, or take it out.",
    ]);
    await story.world.as("olga").reopenBoard(project);
    await later(story);
    expect(problemsOnCard(story)).toEqual([]);
    await story.world.as("olga").deleteBoard(project);
    await later(story);
    expect(problemsOnCard(story)).toHaveLength(1);
    expect(await idle(story)).toEqual([]);
  });

  test("a renamed field: named, not made anew, and all else goes on", async () => {
    const { story, project } = await boarding(begin);
    await story.world.as("olga").renameBoardField(project, "Priority", "Prio");
    await later(story);
    expect(problemsOnCard(story)).toEqual([
      "- line 1: The project “Promises” has no field “Priority”; its field “Prio” looks like it. Name it in “board.fields.priority”, or rename it back.",
    ]);
    await story.world.as("greg").setOnBoard(project, 2, "Due", "2026-06-01");
    await later(story);
    expect(rowsOn(project, ["Prio", "Due"])).toEqual(["#2 High · 2026-06-01", "#3 Low · 2026-04-15"]);
    expect(story.world.issue(2).body).toContain("**Due**: 2026-06-01");
    await story.world.as("olga").renameBoardField(project, "Due", "Until");
    await later(story);
    expect(problemsOnCard(story)[0]).toContain("has no field “Due” (date). Add it in the project's settings");
    expect(await idle(story)).toEqual([]);
    expect(project.fields.filter(({ dataType }) => dataType === "date")).toHaveLength(1);
  });

  test("a removed option: what needs it stays off the board until it is back", async () => {
    const { story, project } = await boarding(begin);
    await story.world.as("olga").setBoardOptions(project, "Priority", ["Urgent", "High", "Medium"]);
    await later(story);
    await later(story);
    expect(labelsOn(story, 2)).toContain("priority: high");
    await story.world.as("greg").label(3, "priority: low");
    await later(story);
    expect(problemsOnCard(story)).toEqual([
      "- line 1: The field “Priority” of the project “Promises” has no option for low, so that stays off the board. Add an option “low” in the project's settings.",
    ]);
    expect(await idle(story)).toEqual([]);
    await story.world.as("olga").setBoardOptions(project, "Priority", ["Urgent", "High", "Medium", "Low"]);
    await later(story);
    expect(rowsOn(project, ["Priority"])).toEqual(["#2 High", "#3 Low"]);
    expect(problemsOnCard(story)).toEqual([]);
  });

  test("permission taken away, and given back", async () => {
    const { story, project } = await boarding(begin);
    for (const [access, said] of [
      ["none", "The App may not see the organisation's projects."],
      ["read", "The App may read the project “Promises”, but not change it."],
    ] as const) {
      permit(story, access);
      await later(story);
      expect(problemsOnCard(story)[0]).toContain(said);
      expect(await idle(story)).toEqual([]);
    }
    await story.world.as("greg").close(2);
    await later(story);
    story.world.botSaid(2);
    expect(rowsOn(project, ["Status"])[0]).toBe("#2 Todo");
    permit(story, "write");
    await later(story);
    expect(rowsOn(project, ["Status"])[0]).toBe("#2 Done");
    expect(problemsOnCard(story)).toEqual([]);
  });

  test("fields that the App may not make, in one sentence", async () => {
    const { story } = await boarding(begin, { files: configured() }, { fields: { Status: null } });
    expect(problemsOnCard(story)).toEqual([]);
    const refused = await boarding(begin, {}, { fields: { Priority: "text" } });
    expect(problemsOnCard(refused.story)).toEqual([
      "- line 1: The field “Priority” of the project “Promises” is no single-select field. Name another one in “board.fields.priority”, or make one of that type.",
    ]);
    expect(cardOn(refused.story, 1)).toContain("Alert on failing logins");
  });
});

test("lost webhooks: the next pass brings both sides together", async () => {
  const { story, project } = await boarding(begin);
  story.world.webhooks.lose();
  story.world.clock.advance(10 * minute);
  await story.world.as("greg").setOnBoard(project, 2, "Status", "Done");
  await story.world.as("cathy").close(3, "not_planned");
  await later(story);
  for (const issue of [1, 2, 3]) story.world.botSaid(issue);
  expect(rowsOn(project, ["Status"])).toEqual(["#2 Done", "#3 Done"]);
  expect([story.world.issue(2).stateReason, story.world.issue(3).stateReason]).toEqual(["completed", "not_planned"]);
  expect(await idle(story)).toEqual([]);
});

test("two processes leave one of everything", async () => {
  const { project } = await boarding(begin, { apps: 2 });
  expect(rowsOn(project).map((row) => row.replace(/^#\d+ /, ""))).toEqual([
    "Todo · High · 2026-04-01 · SEV3 · #1 Login is down",
    "Todo · Low · 2026-04-15 · SEV3 · #1 Login is down",
  ]);
  expect(project.fields.filter(({ name }) => ["Priority", "Due", "Severity", "Incident"].includes(name))).toHaveLength(
    4,
  );
});

test("more than a hundred items", async () => {
  const story = await begin({ files: configured() });
  const { world } = story;
  const project = world.project("acme", { number: 7, title: "Promises" });
  world.webhooks.lose();
  await world.as("gary").openIssue({ title: "Login is down", labels: ["sev3"] });
  for (let n = 0; n < 98; n += 1) {
    const item = { title: `Item ${n}`, body: "Due: 2026-04-01", labels: ["action-item", "priority: high"] };
    await world.as("greg").addSubIssue(1, await world.as("greg").openIssue(item));
  }
  const lines = [1, 2, 3, 4].map((n) => `/action @greg high by 2026-04-01 Another ${n}`);
  await world.as("greg").comment(1, lines.join("\n"));
  await story.pass(1);
  expect(project.items).toHaveLength(102);
  const rows = rowsOn(project, ["Status", "Priority", "Due"]).map((row) => row.replace(/^#\d+ /, ""));
  expect(new Set(rows)).toEqual(new Set(["Todo · High · 2026-04-01"]));
  const before = world.requests.length;
  await story.pass(1);
  expect(writesSince(story, before)).toEqual([]);
  const asked = world.requests.slice(before).filter(({ body }) => JSON.stringify(body ?? "").includes("query Board"));
  expect(asked).toHaveLength(2);
}, 60_000);
