/** Action items: asked for in a comment, kept as sub-issues, changed where people work on them, done or declined. */
import { describe, expect, test } from "vitest";
import type { Story, StoryOptions } from "../story.ts";
import { heard, itemsOnCard, phaseOnCard, subIssuesOf, textOf } from "./improving.ts";
import { reactionsTo, telling } from "./telling.ts";

const begin = telling();
const minutes = 60_000;

/** A story in which gary has declared an incident: issue 1. */
async function incident(severity = "sev3", options: StoryOptions = {}): Promise<Story> {
  const story = await begin(options);
  await story.world.as("gary").openIssue({ title: "Login is down", labels: [severity] });
  await story.settled();
  return story;
}

/** Somebody comments on the incident, and the App has had its turn. */
async function says(story: Story, who: string, text: string): Promise<number> {
  const comment = await story.world.as(who).comment(1, text);
  await story.settled();
  return comment;
}

describe("asked for", () => {
  test("several at once, with all that they need", async () => {
    const story = await incident();
    const comment = await says(
      story,
      "greg",
      "What we'll do:\n/action @greg @cathy high by Friday know-sooner Alert on failing logins\n/followup p0 @gary recover-sooner in 2 weeks Rehearse the failover",
    );
    expect(subIssuesOf(story, 1)).toEqual([
      "#2 Alert on failing logins · open · greg, cathy · action-item, priority: high",
      "#3 Rehearse the failover · open · gary · action-item, priority: urgent",
    ]);
    expect(itemsOnCard(story, 1)).toEqual([
      "Rehearse the failover · gary · urgent · 2026-03-24 · open",
      "Alert on failing logins · greg, cathy · high · 2026-03-13 · open",
    ]);
    expect(reactionsTo(story, comment)).toEqual(["rocket"]);
    expect(textOf(story, 2)).toMatchInlineSnapshot(`
      "From incident #1, Login is down; asked for by [greg](https://github.com/acme/shop/issues/1#issuecomment-…).

      - **Owner**: [greg](https://github.com/greg), [cathy](https://github.com/cathy)
      - **Priority**: high
      - **Due**: 2026-03-13
      - **Question**: know sooner

      Edit due date and question in place; assignees and labels say owner and priority. Close it as completed when it is done, or as not planned, with the reason in a comment, when it won't be.
      "
    `);
  });

  test("without owner and priority: made all the same, marked, and asked for on the item", async () => {
    const story = await incident();
    await says(story, "greg", "/action Rotate the keys");
    expect(subIssuesOf(story, 1)).toEqual(["#2 Rotate the keys · open · nobody · action-item"]);
    expect(itemsOnCard(story, 1)).toEqual(["Rotate the keys · **nobody yet** · **not set** · 2026-04-09 · open"]);
    expect(story.world.issue(2).body).toContain(
      "- **Owner**: nobody yet. Assign somebody: without an owner it is never done.\n- **Priority**: not set yet. Put one of the labels `priority: urgent`, `priority: high`, `priority: medium`, `priority: low` on.",
    );
  });

  for (const visibility of ["public", "private"] as const) {
    test(`for people who can't be assigned in a ${visibility} repository: said in a reply and on the item`, async () => {
      const story = await incident("sev3", { private: visibility === "private" });
      await says(story, "greg", "/action @cathy @oscar @nobody-here high Alert on failing logins");
      expect(subIssuesOf(story, 1)).toEqual([
        "#2 Alert on failing logins · open · cathy · action-item, priority: high",
      ]);
      expect(heard(story, 1)).toEqual([
        "I can't assign oscar, nobody-here here. Name somebody with access to this repository, or assign the issue by hand.",
      ]);
      expect(story.world.issue(2).body).toContain("Not known here, or not to be assigned: oscar, nobody-here.");
    });
  }

  test("for somebody whom GitHub refuses after all: made without anybody", async () => {
    const story = await incident();
    await says(story, "cathy", "/ack");
    story.world.deletePerson("cathy");
    await says(story, "greg", "/action @greg @cathy low Alert");
    expect(subIssuesOf(story, 1)).toEqual(["#2 Alert · open · nobody · action-item, priority: low"]);
    expect(heard(story, 1)).toEqual([
      "I can't assign greg, cathy here. Name somebody with access to this repository, or assign the issue by hand.",
    ]);
  });

  test.each([
    ["sev1", "/action Alert", "2026-03-25"],
    ["sev2", "/action Alert", "2026-04-09"],
    ["sev5", "/action Alert", "2026-04-09"],
    ["sev1", "/action by Friday Alert", "2026-03-13"],
    ["sev1", "/action by 2026-12-01 Alert", "2026-12-01"],
    ["sev1", "/action in 2 weeks Alert", "2026-03-24"],
    ["sev1", "/action by tomorrow Alert", "2026-03-11"],
  ])("on a %s by %s: due on %s", async (severity, text, due) => {
    const story = await incident(severity);
    await says(story, "greg", text);
    expect(itemsOnCard(story, 1)).toEqual([`Alert · **nobody yet** · **not set** · ${due} · open`]);
  });

  test("days are the team's", async () => {
    const options = { now: "2026-03-10T23:30:00Z", files: { ".github/sooner.yml": "zone: Europe/Berlin" } };
    const story = await incident("sev1", options);
    await says(story, "greg", "/action Alert\n/action by tomorrow Alert again");
    expect(itemsOnCard(story, 1)).toEqual([
      "Alert again · **nobody yet** · **not set** · 2026-03-12 · open",
      "Alert · **nobody yet** · **not set** · 2026-03-26 · open",
    ]);
  });

  test("in the text of the incident itself", async () => {
    const story = await begin();
    const text = { title: "Login is down", body: "/action @greg low Alert", labels: ["sev3"] };
    await story.world.as("gary").openIssue(text);
    await story.settled();
    expect(subIssuesOf(story, 1)).toEqual(["#2 Alert · open · greg · action-item, priority: low"]);
  });

  test("by somebody who may not: nothing is made", async () => {
    const story = await incident();
    await says(story, "oscar", "/action @greg high Alert");
    expect(subIssuesOf(story, 1)).toEqual([]);
    expect(heard(story, 1)).toHaveLength(1);
  });

  test("for a team: refused, with the line to type", async () => {
    const story = await incident();
    await says(story, "greg", "/action @acme/web high Alert");
    expect(subIssuesOf(story, 1)).toEqual([]);
    expect(heard(story, 1)[0]).toContain("Try `/action high Alert`");
  });
});

describe("the comment changes afterwards, and the items stand by themselves", () => {
  async function twoItems() {
    const story = await incident();
    const comment = await says(story, "greg", "/action @greg high Alert\n/action @cathy low Rotate the keys");
    const edits = async (text: string) => {
      await story.world.as("greg").editComment(comment, text);
      await story.settled();
      await story.pass(1);
      return story.world.issue(1).subIssues.map(({ title }) => title);
    };
    return { story, edits, comment };
  }

  test.each([
    ["lines moved", "/action @cathy low Rotate the keys\n\n/action @greg high Alert"],
    ["a title changed", "/action @greg high Alert on failing logins\n/action @cathy low Rotate the keys"],
    ["a line removed", "/action @cathy low Rotate the keys"],
    ["every line removed", "never mind"],
    ["options changed", "/action @cathy high by Friday Alert\n/action @greg p2 Rotate the keys"],
  ])("%s", async (_, text) => {
    const { edits } = await twoItems();
    expect(await edits(text)).toEqual(["Alert", "Rotate the keys"]);
  });

  test("a line put in before the others makes one more, once", async () => {
    const { edits } = await twoItems();
    const text = "/action @gary low Write it down\n/action @greg high Alert\n/action @cathy low Rotate the keys";
    expect(await edits(text)).toEqual(["Alert", "Rotate the keys", "Write it down"]);
    expect(await edits(`${text} `)).toEqual(["Alert", "Rotate the keys", "Write it down"]);
  });

  test("a comment deleted", async () => {
    const { story, comment } = await twoItems();
    await story.world.as("greg").deleteComment(comment);
    await story.settled();
    expect(itemsOnCard(story, 1)).toEqual([
      "Alert · greg · high · 2026-04-09 · open",
      "Rotate the keys · cathy · low · 2026-04-09 · open",
    ]);
  });

  test("an item renamed, its text replaced, marker and all", async () => {
    const { story, edits } = await twoItems();
    await story.world
      .as("cathy")
      .editIssue(2, { title: "Page on failing logins", body: "Due: 2026-05-01, as agreed." });
    await story.settled();
    expect(itemsOnCard(story, 1)[0]).toBe("Page on failing logins · greg · high · 2026-05-01 · open");
    expect(await edits("/action @greg high Alert \n/action @cathy low Rotate the keys")).toEqual([
      "Page on failing logins",
      "Rotate the keys",
    ]);
    await story.world.as("greg").close(2);
    await story.settled();
    expect(itemsOnCard(story, 1)[1]).toBe("Page on failing logins · greg · high · 2026-05-01 · done");
    expect(heard(story, 2)).toEqual([expect.stringContaining("How do you know it works?")]);
  });

  test("an item deleted: whoever did so meant it", async () => {
    const { story, edits } = await twoItems();
    await story.world.as("olga").deleteIssue(2);
    await story.settled();
    expect(itemsOnCard(story, 1)).toEqual(["Rotate the keys · cathy · low · 2026-04-09 · open"]);
    expect(await edits("/action @greg high Alert\n/action @cathy low Rotate the keys ")).toEqual(["Rotate the keys"]);
  });

  test("an item unlinked stays an item, and is not linked again", async () => {
    const { story } = await twoItems();
    await story.world.as("cathy").removeSubIssue(1, 2);
    await story.settled();
    await story.pass(1);
    expect(subIssuesOf(story, 1)).toEqual(["#3 Rotate the keys · open · cathy · action-item, priority: low"]);
    expect(itemsOnCard(story, 1)).toHaveLength(2);
  });
});

describe("worked on, where people work", () => {
  test("assigned, relabelled, renamed, put off: the card follows", async () => {
    const story = await incident();
    await says(story, "greg", "/action Alert");
    const { world } = story;
    const cathy = world.as("cathy");
    await cathy.assign(2, "cathy");
    await cathy.label(2, "priority: low");
    await cathy.editIssue(2, { title: "Alert on failing logins" });
    const body = world
      .issue(2)
      .body.replace("**Due**: 2026-04-09", "**Due**: 2026-05-01")
      .replace("not said", "recover sooner");
    await cathy.editIssue(2, { body });
    await story.settled();
    expect(itemsOnCard(story, 1)).toEqual(["Alert on failing logins · cathy · low · 2026-05-01 · open"]);
    await cathy.unlabel(2, "priority: low");
    await cathy.label(2, "priority: urgent");
    await cathy.unassign(2, "cathy");
    await story.settled();
    expect(itemsOnCard(story, 1)).toEqual(["Alert on failing logins · **nobody yet** · urgent · 2026-05-01 · open"]);
  });

  test("done, and open again", async () => {
    const story = await incident();
    await says(story, "greg", "/action @greg high Alert");
    await story.world.as("greg").close(2);
    await story.settled();
    expect(heard(story, 2)).toEqual([expect.stringContaining("How do you know it works?")]);
    expect(itemsOnCard(story, 1)).toEqual(["Alert · greg · high · 2026-04-09 · done"]);
    await story.world.as("greg").reopen(2);
    await story.settled();
    expect(itemsOnCard(story, 1)).toEqual(["Alert · greg · high · 2026-04-09 · open"]);
  });

  test("declined without a word: asked once, and the answer is read back", async () => {
    const story = await incident();
    const { world } = story;
    await says(story, "greg", "/action @greg high Alert");
    await world.as("cathy").comment(2, "I'll have a look tomorrow.");
    world.clock.advance(60 * minutes);
    await world.as("greg").close(2, "not_planned");
    await story.settled();
    expect(heard(story, 2)).toEqual([
      "This action item was closed as not planned. What speaks against it? One sentence here is enough; it goes into the report of #1. If it is done, close it as completed instead.",
    ]);
    expect(itemsOnCard(story, 1)).toEqual(["Alert · greg · high · 2026-04-09 · declined"]);
    world.clock.advance(minutes);
    await world.as("greg").comment(2, "The login service goes in May.");
    await world.as("cathy").comment(2, "Right.");
    await story.settled();
    expect(itemsOnCard(story, 1)).toEqual([
      "Alert · greg · high · 2026-04-09 · declined: The login service goes in May.",
    ]);
    await world.as("greg").reopen(2);
    await world.as("greg").close(2, "not_planned");
    await story.settled();
    expect(heard(story, 2)).toEqual([]);
  });

  test("declined with a reason: nobody is asked", async () => {
    const story = await incident();
    await says(story, "greg", "/action @greg high Alert");
    await story.world.as("greg").comment(2, "The login service goes in May.");
    await story.world.as("greg").close(2, "not_planned");
    await story.settled();
    expect(itemsOnCard(story, 1)).toEqual([
      "Alert · greg · high · 2026-04-09 · declined: The login service goes in May.",
    ]);
  });

  test("made by hand, with the label: it counts as much", async () => {
    const story = await incident();
    const greg = story.world.as("greg");
    const text = { title: "By hand", body: "Due: 2026-05-01\nQuestion: know sooner", labels: ["action-item"] };
    await greg.openIssue(text);
    await greg.addSubIssue(1, 2);
    await story.settled();
    expect(itemsOnCard(story, 1)).toEqual(["By hand · **nobody yet** · **not set** · 2026-05-01 · open"]);
    await greg.assign(2, "cathy");
    await greg.label(2, "priority: medium");
    await greg.close(2);
    await story.settled();
    expect(itemsOnCard(story, 1)).toEqual(["By hand · cathy · medium · 2026-05-01 · done"]);
    await greg.unlabel(2, "action-item");
    await story.settled();
    expect(itemsOnCard(story, 1)).toEqual([]);
  });
});

test("the incident is in readiness until every item is done or declined, then closed", async () => {
  const story = await incident();
  const { world } = story;
  await says(story, "greg", "/ack\n/action @greg high Alert\n/action @cathy low Rotate the keys");
  world.clock.advance(10 * minutes);
  await says(story, "greg", "/resolved");
  expect(phaseOnCard(story, 1)).toBe("readiness");
  await world.as("greg").close(2);
  await story.settled();
  expect(heard(story, 2)).toEqual([expect.stringContaining("How do you know it works?")]);
  expect(phaseOnCard(story, 1)).toBe("readiness");
  await world.as("cathy").comment(3, "They are rotated weekly already.");
  await world.as("cathy").close(3, "not_planned");
  await story.settled();
  expect(phaseOnCard(story, 1)).toBe("closed");
  expect(heard(story, 1)).toEqual([expect.stringContaining("Both action items of this incident are settled")]);
  await world.as("greg").reopen(2);
  await story.settled();
  expect(phaseOnCard(story, 1)).toBe("readiness");
});

test("items of a merged incident are the survivor's", async () => {
  const story = await incident();
  const { world } = story;
  await world.as("cathy").openIssue({ title: "Nobody can sign in", labels: ["sev3"] });
  await world.as("cathy").comment(2, "/action @cathy high Alert");
  await story.settled();
  await world.as("cathy").comment(2, "/duplicate #1");
  await story.settled();
  world.clock.advance(10 * minutes);
  await says(story, "gary", "/resolved");
  expect(itemsOnCard(story, 1)).toEqual(["Alert · cathy · high · 2026-04-09 · open"]);
  expect(phaseOnCard(story, 1)).toBe("readiness");
  await world.as("cathy").close(3);
  await story.settled();
  expect(itemsOnCard(story, 1)).toEqual(["Alert · cathy · high · 2026-04-09 · done"]);
  expect(phaseOnCard(story, 1)).toBe("closed");
  expect(heard(story, 3)).toEqual([expect.stringContaining("on #1 type `/done #3 HOW YOU KNOW`")]);
  expect(heard(story, 1)).toEqual([expect.stringContaining("The action item of this incident is done.")]);
});

test("beyond the hundred sub-issues that GitHub takes, an item is linked by its text, and the card has it", async () => {
  const story = await incident();
  const { world } = story;
  for (let count = 1; count <= 98; count += 1) {
    await world.as("greg").addSubIssue(1, await world.as("greg").openIssue({ title: `Task ${count}` }));
  }
  const lines = Array.from({ length: 5 }, (_, index) => `/action @greg low Item ${index + 1}`);
  await says(story, "greg", lines.join("\n"));
  expect(world.issue(1).subIssues).toHaveLength(100);
  expect(itemsOnCard(story, 1)).toEqual(lines.map((_, index) => `Item ${index + 1} · greg · low · 2026-04-09 · open`));
  await world.as("greg").close(104);
  await story.settled();
  expect(itemsOnCard(story, 1).at(-1)).toBe("Item 5 · greg · low · 2026-04-09 · done");
  expect(heard(story, 104)).toEqual([expect.stringContaining("How do you know it works?")]);
  await says(story, "greg", "/note all asked for");
  expect(itemsOnCard(story, 1)).toHaveLength(5);
  world.forgetRequests();
  await story.pass(1);
  expect(world.writes()).toEqual([]);
});

describe("nothing twice", () => {
  test("whatever write a crash comes before, there is one of each, linked", async () => {
    for (let count = 1; count <= 9; count += 1) {
      const story = await incident();
      const { world } = story;
      world.stopAfterWrites(count);
      await world.as("greg").comment(1, "/action @greg high Alert\n/action @cathy low Rotate the keys");
      await story.settled();
      world.heal();
      for (const { failures } of story.processes) failures.length = 0;
      await story.pass(1);
      expect(subIssuesOf(story, 1).sort()).toEqual([
        expect.stringMatching(/^#\d Alert · open · greg · action-item, priority: high$/),
        expect.stringMatching(/^#\d Rotate the keys · open · cathy · action-item, priority: low$/),
      ]);
      expect(world.state.repositories.get("acme/shop")?.issues.size).toBe(3);
    }
  });

  test("two processes at once: the older item is kept, the younger retired", async () => {
    const story = await incident();
    await story.startApp();
    await says(story, "greg", "/action @greg high Alert");
    await story.pass(1);
    const open = subIssuesOf(story, 1).filter((line) => line.includes("open"));
    expect(open).toEqual(["#2 Alert · open · greg · action-item, priority: high"]);
    expect(itemsOnCard(story, 1)).toEqual(["Alert · greg · high · 2026-04-09 · open"]);
  });
});
