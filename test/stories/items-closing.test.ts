/** Action items closed: by command, with evidence or a reason; by hand, with a question; by a pull request. */
import { describe, expect, test } from "vitest";
import type { Story, StoryOptions } from "../story.ts";
import { heard, itemsOnCard, phaseOnCard } from "./improving.ts";
import { heardOn, reactionsTo, telling } from "./telling.ts";

const begin = telling();
const minutes = 60_000;
const days = 24 * 60 * minutes;

/** A story with an incident, issue 1, and its action item, issue 2. */
async function withItem(options: StoryOptions = {}, more = ""): Promise<Story> {
  const story = await begin(options);
  await story.world.as("gary").openIssue({ title: "Login is down", labels: ["sev3"] });
  await story.settled();
  await says(story, 1, "greg", `/action @greg high Alert on failed logins${more}`);
  story.world.clock.advance(20 * minutes);
  return story;
}

/** Somebody comments, and the App has had its turn; after it another pass changes nothing. */
async function says(story: Story, issue: number, who: string, text: string): Promise<number> {
  const comment = await story.world.as(who).comment(issue, text);
  await settled(story);
  return comment;
}

async function settled(story: Story): Promise<void> {
  await story.settled();
  const before = story.world.snapshot("kept");
  story.world.forgetRequests();
  await story.passOverAll();
  expect(story.world.writes().map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  expect(story.world.snapshot("kept")).toEqual(before);
}

const comments = (texts: string[]) => texts.map((text) => text.replace(/issuecomment-\d+/g, "issuecomment-N").trim());

const question =
  "How do you know it works? One sentence is enough, such as what a test, a graph or a rehearsal showed. Write it here, or on #1 type `/done #2 HOW YOU KNOW`. It goes into the report; nothing waits for it.";

describe("by command", () => {
  test("done, with evidence: closed as completed, one comment, and no question", async () => {
    const story = await withItem();
    const comment = await says(story, 1, "greg", "/done #2 the alert came within a minute");
    expect(story.world.issue(2)).toMatchObject({ state: "closed", stateReason: "completed" });
    expect(comments(heardOn(story, 2))).toEqual([
      "Done, as [greg](https://github.com/greg) said on #1 ([comment](https://github.com/acme/shop/issues/1#issuecomment-N)). How it is known to work: the alert came within a minute",
    ]);
    expect(reactionsTo(story, comment)).toEqual(["rocket"]);
    expect(itemsOnCard(story, 1)).toEqual(["Alert on failed logins · greg · high · 2026-04-09 · done"]);
  });

  test("declined, with the reason: closed as not planned, and the card says why", async () => {
    const story = await withItem();
    await says(story, 1, "tim", "/decline #2 the login service goes in May");
    expect(story.world.issue(2)).toMatchObject({ state: "closed", stateReason: "not_planned" });
    expect(comments(heardOn(story, 2))).toEqual([
      "Declined, as [tim](https://github.com/tim) said on #1 ([comment](https://github.com/acme/shop/issues/1#issuecomment-N)). What speaks against it: the login service goes in May",
    ]);
    expect(itemsOnCard(story, 1)).toEqual([
      "Alert on failed logins · greg · high · 2026-04-09 · declined: the login service goes in May",
    ]);
  });

  test("once for each command: whoever reopens it means it; a new command closes it again", async () => {
    const story = await withItem();
    const comment = await says(story, 1, "greg", "/done #2 it came");
    expect(heard(story, 2)).toHaveLength(1);
    await story.world.as("cathy").reopen(2);
    await settled(story);
    await story.world.as("greg").editComment(comment, "Moved:\n\n/done #2 it came at once");
    await settled(story);
    expect(itemsOnCard(story, 1)).toEqual(["Alert on failed logins · greg · high · 2026-04-09 · open"]);
    await says(story, 1, "greg", "/done #2 it came in the drill");
    expect(heard(story, 2)).toHaveLength(1);
    expect(itemsOnCard(story, 1)).toEqual(["Alert on failed logins · greg · high · 2026-04-09 · done"]);
  });

  test("closed that way already: the words are taken, and nothing is said; closed the other way: it is changed", async () => {
    const story = await withItem();
    await story.world.as("greg").close(2, "not_planned");
    await settled(story);
    expect(heard(story, 2)).toHaveLength(1);
    await says(story, 1, "greg", "/decline #2 the login service goes in May");
    expect(heard(story, 2)).toEqual([]);
    expect(itemsOnCard(story, 1)[0]).toContain("declined: the login service goes in May");
    await says(story, 1, "greg", "/done #2 it was there already");
    expect(heard(story, 2)).toHaveLength(1);
    expect(story.world.issue(2).stateReason).toBe("completed");
    expect(itemsOnCard(story, 1)[0]).toContain("· done");
  });

  test("of two commands in one breath the last counts", async () => {
    const story = await withItem();
    await says(story, 1, "greg", "/done #2 it came\n/decline #2 no, that was another one");
    expect(heard(story, 2)).toEqual([expect.stringContaining("Declined, as")]);
    expect(story.world.issue(2).stateReason).toBe("not_planned");
  });

  test.each([
    ["by somebody who may not", "rita", "/done #2 it works"],
    ["of what is no item here", "greg", "/done #1 it works"],
    ["without a word", "greg", "/done #2"],
  ])("%s: refused, and nothing is closed", async (_, who, text) => {
    const story = await withItem();
    await says(story, 1, who, text);
    expect(heard(story, 1)).toHaveLength(1);
    expect(story.world.issue(2).state).toBe("open");
  });

  test("words that would do something do nothing", async () => {
    const story = await withItem();
    await says(story, 1, "greg", "/done #2 thanks @cathy, see #1 <b> | `x`");
    expect(heard(story, 2)[0]).toContain(
      "How it is known to work: thanks @&#8203;cathy, see #&#8203;1 \\<b\\> &#124; \\`x\\`",
    );
  });

  test("the last one: the incident is closed in the same pass", async () => {
    const story = await withItem();
    await says(story, 1, "cathy", "/resolved");
    expect(phaseOnCard(story, 1)).toBe("readiness");
    await says(story, 1, "greg", "/done #2 it came");
    expect(heard(story, 2)).toHaveLength(1);
    expect(heard(story, 1)).toHaveLength(1);
    expect(phaseOnCard(story, 1)).toBe("closed");
  });

  test("an item of a merged incident, from the one that stays", async () => {
    const story = await withItem();
    await story.world.as("cathy").openIssue({ title: "Nobody can sign in", labels: ["sev3"] });
    await settled(story);
    await says(story, 1, "cathy", "/duplicate #3");
    await says(story, 3, "cathy", "/done #2 it came");
    expect(heard(story, 2)).toHaveLength(1);
    expect(itemsOnCard(story, 3)).toEqual(["Alert on failed logins · greg · high · 2026-04-09 · done"]);
  });
});

describe("killed after any write of a closing, it is mended, and said once", () => {
  test.each([0, 1, 2, 3, 4, 5])("after %i", async (writes) => {
    const story = await withItem({ queue: { retries: [] } });
    story.world.stopAfterWrites(writes);
    await story.world.as("greg").comment(1, "/done #2 it came");
    await story.settled();
    for (const { failures } of story.processes) failures.splice(0);
    await story.restart();
    await settled(story);
    expect(heard(story, 2)).toEqual([expect.stringContaining("How it is known to work: it came")]);
    expect(story.world.issue(2)).toMatchObject({ state: "closed", stateReason: "completed" });
    expect(itemsOnCard(story, 1)).toEqual(["Alert on failed logins · greg · high · 2026-04-09 · done"]);
  });
});

describe("as completed, by hand", () => {
  test("without a word: asked once how it is known to work, and the answer is taken", async () => {
    const story = await withItem();
    await story.world.as("greg").close(2);
    await settled(story);
    expect(heard(story, 2)).toEqual([question]);
    story.world.clock.advance(minutes);
    await says(story, 2, "greg", "> How do you know it works?\n\nIt came within a minute.");
    await story.world.as("cathy").reopen(2);
    await story.world.as("cathy").close(2);
    await settled(story);
    expect(heard(story, 2)).toEqual([]);
  });

  test("the answer typed as a command on the item itself is an answer as well", async () => {
    const story = await withItem();
    await story.world.as("greg").close(2, "not_planned");
    await settled(story);
    expect(heard(story, 2)).toHaveLength(1);
    story.world.clock.advance(minutes);
    await says(story, 2, "greg", "/decline #2 the login service goes");
    expect(itemsOnCard(story, 1)[0]).toContain("· declined: the login service goes");
  });

  test("with words: nothing is asked", async () => {
    const story = await withItem();
    await story.world.as("greg").comment(2, "It came within a minute.");
    await story.world.as("greg").close(2);
    await settled(story);
    expect(heard(story, 2)).toEqual([]);
  });

  test("an outsider's words are no evidence, as far as it is known that they are one", async () => {
    const story = await withItem();
    await says(story, 1, "oscar", "Me too");
    await story.world.as("oscar").comment(2, "Works for me");
    await story.world.as("greg").close(2);
    await settled(story);
    expect(heard(story, 2)).toEqual([question]);
  });

  test("in a drill: nothing is asked", async () => {
    const story = await withItem({}, "\n/drill");
    await story.world.as("greg").close(2);
    await settled(story);
    expect(heard(story, 2)).toEqual([]);
  });

  test("more than a week before it is first seen: nothing is asked", async () => {
    const story = await withItem();
    const [process] = story.processes;
    await process?.app.drain();
    await story.world.as("greg").close(2);
    story.world.clock.advance(8 * days);
    await story.restart();
    await settled(story);
    expect(heard(story, 2)).toEqual([]);
    expect(itemsOnCard(story, 1)[0]).toContain("· done");
  });

  test("with the bare commands off, the question says what to type", async () => {
    const story = await withItem({ files: { ".github/sooner.yml": "commands:\n  bare: false\n" } });
    await says(story, 1, "greg", "/incident action @greg high Alert on failed logins");
    await story.world.as("greg").close(2);
    await settled(story);
    expect(heard(story, 2)[0]).toContain("type `/incident done #2 HOW YOU KNOW`");
  });
});

describe("by a pull request", () => {
  const fix = { title: "Alert", body: "Fixes #2" };

  test("that is open: it is on the card; merged: it closes the item, is named, and proves nothing", async () => {
    const story = await withItem();
    const pull = await story.world.as("greg").openPullRequest(fix);
    await story.world.as("greg").label(2, "on its way");
    await settled(story);
    expect(itemsOnCard(story, 1)).toEqual(["Alert on failed logins · greg · high · 2026-04-09 · open, PR #3 open"]);
    await story.world.as("greg").mergePullRequest(pull);
    await settled(story);
    expect(heard(story, 2)).toEqual([`Closed with PR #3. ${question}`]);
    expect(itemsOnCard(story, 1)).toEqual(["Alert on failed logins · greg · high · 2026-04-09 · done, PR #3 merged"]);
  });
});
