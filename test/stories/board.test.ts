/** The project board: action items stand on it, and what people change there or on the issue shows on the other side. */
import { describe, expect, test } from "vitest";
import type { Story } from "../story.ts";
import { boarding, configured, rowsOn, writesSince } from "./boarding.ts";
import { itemsOnCard } from "./improving.ts";
import { labelsOn, telling } from "./telling.ts";

const begin = telling();
const minute = 60_000;

/** Some minutes later the App passes over the incident, whatever it was told. */
async function later(story: Story, minutes = 5): Promise<void> {
  story.world.clock.advance(minutes * minute);
  await story.pass(1);
}

/** Webhooks of what happens meanwhile are lost. */
async function asleep({ world }: Story, act: () => Promise<void>): Promise<void> {
  let isAsleep = true;
  world.webhooks.lose(() => isAsleep);
  await act();
  isAsleep = false;
}

async function idleWrites(story: Story): Promise<string[]> {
  const before = story.world.requests.length;
  await later(story);
  return writesSince(story, before);
}

/** The item's issue: state, labels, and the line of its text about the due day. */
function itemIssue({ world }: Story, number: number): string[] {
  const { state, stateReason, body } = world.issue(number);
  const due = body.split("\n").find((line) => line.startsWith("- **Due**")) ?? "";
  return [`${state} ${stateReason ?? ""}`.trim(), ...labelsOn({ world } as Story, number), due];
}

describe("what appears", () => {
  test("items with all their fields; fields that are missing are made", async () => {
    const { story, project } = await boarding(begin);
    expect(rowsOn(project)).toEqual([
      "#2 Todo · High · 2026-04-01 · SEV3 · #1 Login is down",
      "#3 Todo · Low · 2026-04-15 · SEV3 · #1 Login is down",
    ]);
    expect(project.fields.slice(-4).map(({ name, dataType }) => `${name} ${dataType}`)).toEqual([
      "Priority single_select",
      "Due date",
      "Severity single_select",
      "Incident text",
    ]);
    const before = story.world.requests.length;
    for (let n = 0; n < 10; n += 1) await story.passOverAll();
    expect(writesSince(story, before)).toEqual([]);
  });

  test("severity and title follow the incident", async () => {
    const { story, project } = await boarding(begin);
    await story.world.as("gary").comment(1, "/sev1");
    await story.world.as("gary").editIssue(1, { title: "Nobody can log in" });
    await story.settled();
    expect(rowsOn(project, ["Severity", "Incident"])).toEqual([
      "#2 SEV1 · #1 Nobody can log in",
      "#3 SEV1 · #1 Nobody can log in",
    ]);
    await story.world.as("greg").setOnBoard(project, 2, "Severity", "SEV5");
    await later(story);
    expect(rowsOn(project, ["Severity"])).toEqual(["#2 SEV1", "#3 SEV1"]);
  });

  test("the question that an item serves, where the board has a field for it", async () => {
    const { story, project } = await boarding(begin, {}, { fields: { Question: ["Know sooner", "Recover sooner"] } });
    await story.world
      .as("greg")
      .comment(1, "/action @greg high know-sooner Watch the queue\n/action @greg low other Tidy up");
    await story.settled();
    expect(rowsOn(project, ["Question"])).toEqual(["#2 –", "#3 –", "#4 Know sooner", "#5 –"]);
    expect(await idleWrites(story)).toEqual([]);
  });

  test("options are known by what they mean", async () => {
    const fields = {
      Priority: ["🔥 Urgent", "P1", "p2 – soon", "Low"],
      Severity: ["Sev 1", "Sev 2", "sev3 ⚠️"],
      Due: "date" as const,
    };
    const { project } = await boarding(begin, {}, { fields: { ...fields, Incident: "number" } });
    expect(rowsOn(project)).toEqual([
      "#2 Todo · P1 · 2026-04-01 · sev3 ⚠️ · 1",
      "#3 Todo · Low · 2026-04-15 · sev3 ⚠️ · 1",
    ]);
  });

  test("incidents too, where the team wants them", async () => {
    const { story, project } = await boarding(begin, { files: configured("  incidents: true\n") });
    expect(rowsOn(project, ["Status", "Severity", "Incident"])[0]).toBe("#1 Todo · SEV3 · #1 Login is down");
    await story.world.as("gary").comment(1, "/resolved");
    await story.settled();
    story.world.botSaid(1);
    expect(rowsOn(project, ["Status"])[0]).toBe("#1 Done");
    await story.world.as("olga").removeFromBoard(project, 1);
    await later(story);
    expect(rowsOn(project, ["Status"])).toEqual(["#2 Todo", "#3 Todo"]);
  });
});

describe("changed on the board", () => {
  test("done closes the issue, declined as not planned, and back opens it", async () => {
    const { story, project } = await boarding(
      begin,
      {},
      { fields: { Status: ["Todo", "In Progress", "Done", "Won't do"] } },
    );
    await story.world.as("greg").setOnBoard(project, 2, "Status", "Done");
    await story.world.as("cathy").setOnBoard(project, 3, "Status", "Won't do");
    await later(story);
    for (const issue of [1, 2, 3]) story.world.botSaid(issue);
    expect(itemIssue(story, 2)[0]).toBe("closed completed");
    expect(itemIssue(story, 3)[0]).toBe("closed not_planned");
    expect(itemsOnCard(story, 1).map((row) => row.split(" · ").at(-1))).toEqual(["done", "declined"]);
    await story.world.as("greg").setOnBoard(project, 2, "Status", "In Progress");
    await later(story);
    expect(itemIssue(story, 2)[0]).toMatch(/^open/);
    expect(rowsOn(project, ["Status"])).toEqual(["#2 In Progress", "#3 Won't do"]);
  });

  test("priority and due day go to the issue, the card says so, and the first due day stays", async () => {
    const { story, project } = await boarding(begin);
    await story.world.as("greg").setOnBoard(project, 2, "Priority", "Urgent");
    await story.world.as("greg").setOnBoard(project, 2, "Due", "2026-05-02");
    await later(story);
    expect(itemIssue(story, 2)).toEqual(["open", "action-item", "priority: urgent", "- **Due**: 2026-05-02"]);
    expect(itemsOnCard(story, 1)[0]).toContain("urgent · 2026-05-02 · open");
    await story.world.as("greg").setOnBoard(project, 2, "Priority", null);
    await story.world.as("greg").setOnBoard(project, 2, "Due", null);
    await later(story);
    expect(itemIssue(story, 2)).toEqual(["open", "action-item", "- **Due**: not set"]);
    expect(story.world.card(1)).toContain('"firstDue":"2026-04-01"');
  });

  test("heard of at once, without a pass that was asked for", async () => {
    const { story, project } = await boarding(begin);
    story.world.clock.advance(10 * minute);
    await story.world.as("greg").setOnBoard(project, 2, "Priority", "Medium");
    await story.settled();
    expect(labelsOn(story, 2)).toEqual(["action-item", "priority: medium"]);
  });

  test("an option that says nothing to us is left alone", async () => {
    const { story, project } = await boarding(
      begin,
      {},
      { fields: { Priority: ["Urgent", "High", "Medium", "Low", "Someday"] } },
    );
    await story.world.as("greg").setOnBoard(project, 2, "Priority", "Someday");
    await later(story);
    expect(rowsOn(project, ["Priority"])).toEqual(["#2 Someday", "#3 Low"]);
    expect(labelsOn(story, 2)).toEqual(["action-item", "priority: high"]);
  });

  test("an issue that people wrote keeps its text, and the board's day counts", async () => {
    const { story, project } = await boarding(begin);
    const text = "Ours.\n\nDue: 2026-04-20";
    const number = await story.world.as("cathy").openIssue({ title: "Ours", body: text, labels: ["action-item"] });
    await story.world.as("cathy").addSubIssue(1, number);
    await story.pass(1);
    expect(rowsOn(project, ["Status", "Priority", "Due"])[2]).toBe("#4 Todo · – · 2026-04-20");
    await story.world.as("cathy").setOnBoard(project, number, "Due", "2026-06-01");
    await later(story);
    expect(story.world.issue(number).body).toBe(text);
    expect(itemsOnCard(story, 1).find((row) => row.startsWith("Ours"))).toContain("2026-06-01");
  });

  test("taken off or archived, it isn't put back; put back by people, it goes on", async () => {
    const { story, project } = await boarding(begin);
    story.world.clock.advance(10 * minute);
    await story.world.as("greg").removeFromBoard(project, 2);
    await story.world.as("greg").archiveOnBoard(project, 3);
    await later(story);
    await story.world.as("greg").label(2, "priority: low");
    await later(story);
    expect(rowsOn(project, ["Priority"])).toEqual(["#3 Low · archived"]);
    await story.world.as("greg").addToBoard(project, 2);
    await later(story);
    expect(rowsOn(project, ["Status", "Priority"])).toEqual(["#2 Todo · High", "#3 Todo · Low · archived"]);
  });
});

describe("changed on the issue", () => {
  test("state, priority and due day go to the board", async () => {
    const { story, project } = await boarding(begin);
    const { world } = story;
    await world.as("greg").unlabel(2, "priority: high");
    await world.as("greg").label(2, "priority: medium");
    await world
      .as("greg")
      .editIssue(2, { body: world.issue(2).body.replace("**Due**: 2026-04-01", "**Due**: 2026-04-07") });
    await world.as("cathy").close(3, "completed");
    await later(story);
    for (const issue of [1, 2, 3]) world.botSaid(issue);
    expect(rowsOn(project, ["Status", "Priority", "Due"])).toEqual([
      "#2 Todo · Medium · 2026-04-07",
      "#3 Done · Low · 2026-04-15",
    ]);
    await world.as("cathy").reopen(3);
    await later(story);
    expect(rowsOn(project, ["Status"])).toEqual(["#2 Todo", "#3 Todo"]);
  });

  test("a command closes the item and the board in one pass", async () => {
    const { story, project } = await boarding(begin);
    story.world.clock.advance(10 * minute);
    await story.world.as("greg").comment(1, "/done #2 the alert came within a minute");
    await story.settled();
    for (const issue of [1, 2]) story.world.botSaid(issue);
    expect(itemIssue(story, 2)[0]).toBe("closed completed");
    expect(rowsOn(project, ["Status"])).toEqual(["#2 Done", "#3 Todo"]);
  });

  test("the project's own workflow doesn't make done of what was declined", async () => {
    const { story, project } = await boarding(
      begin,
      {},
      {
        fields: { Status: ["Todo", "In Progress", "Done", "Won't do"] },
        automatic: true,
      },
    );
    await story.world.as("greg").close(2, "not_planned");
    await later(story);
    await later(story);
    for (const issue of [1, 2]) story.world.botSaid(issue);
    expect(itemIssue(story, 2)[0]).toBe("closed not_planned");
    expect(rowsOn(project, ["Status"])).toEqual(["#2 Won't do", "#3 Todo"]);
  });
});

describe("changed on both sides while the App slept", () => {
  for (const [first, kept] of [
    ["issue", "High → Urgent on the board was later"],
    ["board", "the label was later"],
  ] as const) {
    test(`the newer one wins: ${kept}`, async () => {
      const { story, project } = await boarding(begin);
      const { world } = story;
      const onBoard = () => world.as("greg").setOnBoard(project, 2, "Priority", "Urgent");
      const onIssue = async () => {
        await world.as("cathy").unlabel(2, "priority: high");
        await world.as("cathy").label(2, "priority: low");
      };
      await asleep(story, async () => {
        world.clock.advance(10 * minute);
        await (first === "issue" ? onIssue() : onBoard());
        world.clock.advance(minute);
        await (first === "issue" ? onBoard() : onIssue());
      });
      await later(story);
      const wins = first === "issue" ? ["#2 Urgent", "priority: urgent"] : ["#2 Low", "priority: low"];
      expect([rowsOn(project, ["Priority"])[0], labelsOn(story, 2)[1]]).toEqual(wins);
    });
  }
});
