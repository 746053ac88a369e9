/** Nobody has to remember, once the service is back: the review is to be held, and what was promised is to be done. */
import { describe, expect, test } from "vitest";
import type { Story } from "../story.ts";
import { isSettled, readAll, remindersOn } from "./reminding.ts";
import { telling } from "./telling.ts";

const begin = telling();

/** Nothing here is known by a round: only by alarms. */
const year = 365 * 24 * 60 * 60_000;

const file = `zone: Europe/Berlin
review: { facilitators: [tim] }
holidays: [2026-03-12]
`;

/** On Tuesday 10 March, 11:00 in Berlin, cathy has taken up issue 1, and has restored the service. */
async function restored(severity: string, text = ""): Promise<Story> {
  const now = "2026-03-10T10:00:00Z";
  const story = await begin({ files: { ".github/sooner.yml": file }, now, roundEvery: year });
  await story.world.as("gary").openIssue({ title: "Login is down", labels: [severity] });
  await story.settled();
  await says(story, "cathy", `/ack\n/mitigated\n${text}`);
  readAll(story);
  return story;
}

async function says(story: Story, who: string, text: string): Promise<void> {
  await story.world.as(who).comment(1, text);
  await story.settled();
}

/** What is heard on the issue at the time, and nothing in the minute before. */
async function heardAt(story: Story, issue: number, at: string): Promise<string[]> {
  await story.until(Date.parse(at) - 60_000);
  const early = remindersOn(story, issue);
  await story.until(at);
  return [...early.map((text) => `early: ${text}`), ...remindersOn(story, issue)];
}

describe("a review that is not held", () => {
  test("by its due day, which lasts to its end: the facilitator is reminded at the next opening, once", async () => {
    const story = await restored("sev2");
    expect(await heardAt(story, 2, "2026-03-13T08:00:00Z")).toEqual([
      "@tim · This review was due by the end of Wed 11 Mar 2026",
    ]);
    await story.until("2026-04-30T12:00:00Z");
    expect(remindersOn(story, 2)).toEqual([]);
    expect(await isSettled(story)).toBe(true);
  });

  test("is quiet once it is held, or not to be held", async () => {
    const story = await restored("sev2", "/action @greg high by 2026-04-01 Alert");
    const review = story.world.issue(2).labels.some(({ name }) => name === "post-incident-review") ? 2 : 3;
    await story.world.as("tim").close(review, "completed");
    await story.settled();
    readAll(story);
    await story.until("2026-03-20T12:00:00Z");
    expect(remindersOn(story, review)).toEqual([]);
    expect(await isSettled(story)).toBe(true);
  });
});

describe("an action item", () => {
  test("with a day: due soon, due, and weekly from then on; the owner is told, openings and holidays observed", async () => {
    const story = await restored("sev3", "/action @greg high by 2026-03-16 Alert");
    expect(await heardAt(story, 2, "2026-03-11T08:00:00Z")).toEqual(["@greg · This is due on Mon 16 Mar 2026."]);
    expect(await heardAt(story, 2, "2026-03-16T08:00:00Z")).toEqual(["@greg · This is due today"]);
    expect(await heardAt(story, 2, "2026-03-23T08:00:00Z")).toEqual(["@greg · This was due on Mon 16 Mar 2026"]);
    expect(await heardAt(story, 2, "2026-03-30T07:00:00Z")).toEqual(["@greg · This was due on Mon 16 Mar 2026"]);
    expect(remindersThere(story, 2)).toBe(1);
    expect(await isSettled(story)).toBe(true);
    await story.world.as("greg").comment(2, "Fires within a minute now, tried on Tuesday.");
    await story.world.as("greg").close(2, "completed");
    await story.settled();
    readAll(story);
    await story.until("2026-07-01T12:00:00Z");
    expect(remindersOn(story, 2)).toEqual([]);
    expect(await isSettled(story)).toBe(true);
  });

  test("with another day than before begins anew", async () => {
    const story = await restored("sev3", "/action @greg high by 2026-03-13 Alert");
    await story.until("2026-03-13T12:00:00Z");
    readAll(story);
    const { body } = story.world.issue(2);
    await story.world.as("greg").editIssue(2, { body: body.replace("Due**: 2026-03-13", "Due**: 2026-03-18") });
    await story.settled();
    expect(await heardAt(story, 2, "2026-03-16T08:00:00Z")).toEqual(["@greg · This is due on Wed 18 Mar 2026."]);
    expect(await heardAt(story, 2, "2026-03-18T08:00:00Z")).toEqual(["@greg · This is due today"]);
  });

  test("without an owner: whoever leads its review, or took it up, is asked after two business days, and whoever takes it is told from then on", async () => {
    const story = await restored("sev3", "/action high by 2026-03-31 Alert");
    expect(await heardAt(story, 2, "2026-03-13T10:00:00Z")).toEqual(["@cathy · Nobody owns this action item yet"]);
    await story.world.as("greg").assign(2, "greg");
    await story.settled();
    expect(await heardAt(story, 2, "2026-03-27T08:00:00Z")).toEqual(["@greg · This is due on Tue 31 Mar 2026."]);
    expect(await isSettled(story)).toBe(true);
  });

  test("that is old is asked about: is it still worth doing?", async () => {
    const story = await restored("sev3", "/action @greg high by 2026-12-01 Alert");
    expect(await heardAt(story, 2, "2026-06-08T09:00:00Z")).toEqual(["@greg · This has been open for 90 days."]);
    expect(await isSettled(story)).toBe(true);
  });

  test("twice on a day: the second time nobody is notified, and the comment is edited", async () => {
    const story = await restored("sev3", "/action @greg high by 2026-03-13 Alert");
    await story.until("2026-03-13T08:00:00Z");
    readAll(story);
    const { body } = story.world.issue(2);
    await story.world.as("greg").editIssue(2, { body: body.replace("Due**: 2026-03-13", "Due**: 2026-03-16") });
    await story.settled();
    expect(remindersOn(story, 2)).toEqual(["For greg · This is due on Mon 16 Mar 2026."]);
    expect(remindersThere(story, 2)).toBe(1);
    expect(await isSettled(story)).toBe(true);
  });

  test("snoozed for a week is quiet for so long, then said once", async () => {
    const story = await restored("sev3", "/action @greg high by 2026-03-13 Alert");
    await says(story, "greg", "/snooze 1w #2");
    readAll(story);
    expect(await heardAt(story, 2, "2026-03-17T10:00:00Z")).toEqual(["@greg · This was due on Fri 13 Mar 2026"]);
    expect(await isSettled(story)).toBe(true);
  });

  test("of a drill, and of a sev5, is nobody's worry", async () => {
    const story = await restored("sev3", "/drill\n/action by 2026-03-13 Alert");
    await story.until("2026-04-30T12:00:00Z");
    expect(remindersOn(story, 2)).toEqual([]);
  });
});

function remindersThere(story: Story, issue: number): number {
  const { timeline } = story.world.issue(issue);
  return timeline.filter((item) => item.type === "IssueComment" && item.body.includes("Not again:")).length;
}
