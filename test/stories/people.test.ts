/** Who may do what: people with the triage role, readers, passers-by, other bots, and those who paste our markers. */
import { describe, expect, test } from "vitest";
import { writeMarker } from "../../src/marker.ts";
import type { StoryOptions } from "../story.ts";
import { cardOn, headOf, heardOn, labelsOn, reactionsTo, telling } from "./telling.ts";

const begin = telling();
const minute = 60_000;

async function incident(options?: StoryOptions) {
  const story = await begin(options);
  const { world } = story;
  const issue = await world.as("gary").openIssue({ title: "Login is down", labels: ["sev3"] });
  await story.settled();
  world.clock.advance(minute);
  const says = async (who: string, text: string) => {
    const comment = await world.as(who).comment(issue, text);
    await story.settled();
    return comment;
  };
  return { story, world, issue, says, heard: () => heardOn(story, issue), card: () => cardOn(story, issue) };
}

test("the triage role is enough for commands", async () => {
  const { story, says, card } = await incident();
  const comment = await says("tim", "/ack");
  expect(reactionsTo(story, comment)).toEqual(["rocket"]);
  expect(card()).toContain("| Acknowledged | 16:01 | stated by [tim]");
});

describe("a member who may only read", () => {
  test("is a responder: what they say is an entry and takes the incident up; their commands are refused", async () => {
    const { story, says, heard, card } = await incident();
    const words = await says("rita", "I see 50 failed logins a second.");
    const command = await says("rita", "The database is slow.\n\n/severity sev1");
    expect([reactionsTo(story, words), reactionsTo(story, command)]).toEqual([[], ["confused"]]);
    expect(heard()).toMatchInlineSnapshot(`
      [
        "Commands are for people with the triage role or more on this repository. Ask one of them to type it; your other words are read all the same.",
      ]
    `);
    expect(card()).toContain("I see 50 failed logins a second.");
    expect(card()).toContain("The database is slow.");
    expect(card()).toContain("### SEV3");
    expect(card()).toMatch(/\| Acknowledged \| 16:01 \| \[from a comment\]\(\S+\) by rita/);
  });

  test("also where their membership is private", async () => {
    const { story, world, issue, card } = await incident();
    world.person("ines", { role: "none", member: true, concealed: true });
    await world.as("ines").comment(issue, "It is the certificate.");
    await story.settled();
    expect(card()).toContain("It is the certificate.");
    expect(card()).not.toContain("From outside");
  });

  test("whose comment somebody with the role edits: then its commands count", async () => {
    const { story, world, issue, says, heard } = await incident();
    const comment = await says("rita", "/severity sev1");
    expect(heard()).toHaveLength(1);
    world.clock.advance(minute);
    await world.as("gary").editComment(comment, "/severity sev2");
    await story.settled();
    expect(reactionsTo(story, comment)).toEqual(["rocket"]);
    expect(headOf(story, issue)).toContain("SEV2");
  });
});

describe("a passer-by on a public repository", () => {
  test("is kept out of card and timeline, and counted", async () => {
    const { story, says, heard, card } = await incident();
    const words = await says("oscar", "Down for me too! @everyone");
    const command = await says("oscar", "/resolved");
    expect([reactionsTo(story, words), reactionsTo(story, command)]).toEqual([[], ["confused"]]);
    expect(heard()).toHaveLength(1);
    expect(card()).not.toContain("Down for me");
    expect(card()).not.toContain("oscar");
    expect(card()).toContain("**From outside**: 2 reports, kept out of the timeline");
    expect(card()).toContain("| Acknowledged | not yet |");
  });

  test("does not declare by a word", async () => {
    const story = await begin();
    const { world } = story;
    const issue = await world.as("oscar").openIssue({ title: "Help", body: "/incident sev1 all is lost" });
    await story.settled();
    expect(world.card(issue)).toBeNull();
    expect(labelsOn(story, issue)).toEqual([]);
    expect(heardOn(story, issue)).toMatchInlineSnapshot(`
      [
        "Commands are for people with the triage role or more on this repository. Ask one of them to type it; your other words are read all the same.",
      ]
    `);
  });

  test("whose words a maintainer takes over by editing them, is heard", async () => {
    const { story, world, says, heard, card } = await incident();
    const comment = await says("oscar", "/affects login");
    expect(heard()).toHaveLength(1);
    world.clock.advance(minute);
    await world.as("olga").editComment(comment, "/affects login checkout");
    await story.settled();
    expect(card()).toContain("- **checkout**");
  });
});

describe("a private repository", () => {
  test("whoever can read it is a responder", async () => {
    const { says, card } = await incident({ private: true });
    await says("rita", "I am on it.");
    expect(card()).toContain("I am on it.");
    expect(card()).not.toContain("From outside");
  });
});

describe("another bot", () => {
  test("gives no commands and gets no answer; what it says is an entry of automation", async () => {
    const { story, says, card } = await incident();
    const comment = await says("robot", "Deployed 1.2.3.\n\n/resolved\n/severty sev1");
    expect(reactionsTo(story, comment)).toEqual([]);
    expect(card()).toContain("Deployed 1.2.3. <sub>automation");
    expect(card()).toContain("| Resolved | not yet |");
    expect(card()).toContain("| Acknowledged | not yet |");
  });

  test("may put the label on, as alerts do", async () => {
    const story = await begin();
    const issue = await story.world.as("robot").openIssue({ title: "Disk is full", labels: ["sev2"] });
    await story.settled();
    expect(headOf(story, issue)).toContain("SEV2");
    expect(cardOn(story, issue)).toContain("from the declaration by a label");
  });
});

describe("a marker of ours that somebody else pasted", () => {
  const card = `${writeMarker("card", { pinned: true, standings: { oscar: [["triage", 9_999_999_999]] } })}\n### SEV1`;
  const opened = writeMarker("incident", { key: "x", by: "label", who: "olga", at: 0, severity: "sev1" });
  const item = writeMarker("action", { incident: 1, from: "comment:1:1", asked: "x" });

  test("in a comment means nothing", async () => {
    const { story, world, issue, says } = await incident();
    for (const who of ["gary", "oscar", "robot"]) await says(who, card);
    await says("gary", `${writeMarker("reply:comment:1")}\nhello`);
    await story.pass(issue);
    const comments = world.issue(issue).timeline.filter(({ type }) => type === "IssueComment");
    expect(comments).toHaveLength(5);
    expect(headOf(story, issue)).toContain("SEV3");
    expect(world.trespasses()).toEqual([]);
  });

  test("in an issue's text neither declares nor belongs to an incident", async () => {
    const { story, world, card: shown } = await incident();
    const declared = await world.as("oscar").openIssue({ title: "Fake", body: `${opened}\nHa.` });
    const fake = await world.as("oscar").openIssue({ title: "Fake item", body: `${item}\nFor #1` });
    await story.settled();
    await story.pass(1);
    expect([world.card(declared), world.card(fake)]).toEqual([null, null]);
    expect(shown()).not.toContain("Fake item");
  });
});

describe("somebody who is gone", () => {
  test("from the organisation: what they were allowed stays allowed", async () => {
    const { story, world, issue, says, card } = await incident();
    const comment = await says("cathy", "/ack\n/commander @cathy");
    world.change("cathy", { role: "none", member: false });
    world.clock.advance(10 * minute);
    await says("gary", "/affects login");
    await story.pass(issue);
    expect(reactionsTo(story, comment)).toEqual(["rocket"]);
    expect(card()).toContain("commander: [cathy]");
  });

  test("from GitHub: their words stay, by nobody", async () => {
    const { story, world, issue, says, card } = await incident();
    await says("cathy", "I restart it.");
    world.deletePerson("cathy");
    await story.pass(issue);
    expect(headOf(story, issue)).toContain("SEV3");
    expect(card()).toContain("SEV3");
  });
});

test("who was only helped has not been allowed anything", async () => {
  const story = await begin();
  const { world } = story;
  const issue = await world.as("gary").openIssue({ title: "Login is down" });
  const refused = await world.as("rita").comment(issue, "/incident sev1");
  await story.settled();
  await world.as("rita").comment(issue, "/incident help");
  await story.settled();
  await story.pass(issue);
  expect([reactionsTo(story, refused), labelsOn(story, issue), cardOn(story, issue)]).toEqual([["confused"], [], ""]);
  expect(heardOn(story, issue)).toHaveLength(2);
});
