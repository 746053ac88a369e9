/** Deadlines of a response in trouble: the severity goes up and down, it is back after days, the configuration breaks. */
import { describe, expect, test } from "vitest";
import type { Story } from "../story.ts";
import { isSettled, readAll, remindersOn } from "./reminding.ts";
import { cardOn, heardOn, telling } from "./telling.ts";

const begin = telling();
/** Nothing here is known by a round: only by alarms. */
const year = 365 * 24 * 60 * 60_000;
const good = "escalation: [greg, olga, tim]\n";
const broken = `${good}zone: Mars/Olympus\n`;

/** At 16:00 gary declares issue 1. */
async function declared(severity: string, file = good): Promise<Story> {
  const story = await begin({ files: { ".github/sooner.yml": file }, roundEvery: year });
  await story.world.as("gary").openIssue({ title: "Login is down", labels: [severity] });
  await story.settled();
  readAll(story);
  return story;
}

async function says(story: Story, who: string, text: string): Promise<void> {
  await story.world.as(who).comment(1, text);
  await story.settled();
}

/** The configuration is changed, and the issue passed over. */
async function configured(story: Story, file: string): Promise<void> {
  story.world.push("olga", { ".github/sooner.yml": file });
  await story.settled();
  await story.pass(1);
}

async function heardUntil(story: Story, time: string): Promise<string[]> {
  await story.until(time);
  return remindersOn(story, 1);
}

describe("the severity", () => {
  test("raised and lowered again: the path begins anew, then goes on, and nobody is told twice of the same raise", async () => {
    const story = await declared("sev2");
    await story.until("2026-03-10T16:10:00Z");
    await says(story, "gary", "/sev1");
    expect(await heardUntil(story, "2026-03-10T16:16:00Z")).toEqual(["@greg · Nobody has taken up this SEV1 yet."]);
    await says(story, "gary", "/sev2");
    expect(await heardUntil(story, "2026-03-10T16:29:00Z")).toEqual([]);
    expect(await heardUntil(story, "2026-03-10T16:30:00Z")).toEqual(["@olga · Nobody has taken up this SEV2 yet."]);
    await story.until("2026-03-10T16:40:00Z");
    await says(story, "gary", "/sev1");
    expect(await heardUntil(story, "2026-03-10T16:45:00Z")).toEqual(["@greg · Nobody has taken up this SEV1 yet."]);
    expect(await isSettled(story)).toBe(true);
  });

  test("lowered a minute before the deadline, and raised by the same hand a minute later, was never lowered", async () => {
    const story = await declared("sev1");
    await story.until("2026-03-10T16:04:00Z");
    await says(story, "gary", "/sev3");
    await story.until("2026-03-10T16:05:30Z");
    expect(remindersOn(story, 1)).toEqual([]);
    await says(story, "gary", "/sev1");
    expect(remindersOn(story, 1)).toEqual(["@greg · Nobody has taken up this SEV1 yet."]);
    expect(await heardUntil(story, "2026-03-10T16:10:00Z")).toEqual(["@olga · Nobody has taken up this SEV1 yet."]);
  });

  test("lowered to sev4 ends it", async () => {
    const story = await declared("sev1");
    await says(story, "gary", "/sev4");
    readAll(story);
    expect(await heardUntil(story, "2026-03-12T12:00:00Z")).toEqual([]);
  });

  test("raised after an update: the reminder knows of the update", async () => {
    const story = await declared("sev2");
    await says(story, "cathy", "/ack");
    await story.until("2026-03-10T16:40:00Z");
    await says(story, "cathy", "/update We know that sign-in fails.");
    await story.until("2026-03-10T16:50:00Z");
    await says(story, "cathy", "/sev1");
    readAll(story);
    await story.until("2026-03-10T17:20:00Z");
    expect(heardOn(story, 1).join()).toContain("**The last status update was at 16:40**, 40 min ago.");
  });
});

test("reopened after days: what was taken up stays so, and an update is asked for from then on", async () => {
  const story = await declared("sev2");
  await says(story, "cathy", "/ack\n/mitigated\n/resolved");
  await story.until("2026-03-13T15:00:00Z");
  readAll(story);
  await story.world.as("gary").reopen(1);
  await story.settled();
  expect(await heardUntil(story, "2026-03-13T15:59:00Z")).toEqual([]);
  expect(await heardUntil(story, "2026-03-13T16:00:00Z")).toEqual(["@cathy · There has been no status update yet."]);
  expect(await isSettled(story)).toBe(true);
});

describe("the configuration", () => {
  test("breaks in the middle: nothing is said twice, and once it is mended the path goes on", async () => {
    const story = await declared("sev1");
    expect(await heardUntil(story, "2026-03-10T16:05:00Z")).toEqual(["@greg · Nobody has taken up this SEV1 yet."]);
    await configured(story, broken);
    expect(cardOn(story, 1)).toContain("- line 2: “zone” is no time zone.");
    expect(await heardUntil(story, "2026-03-10T16:12:00Z")).toEqual([]);
    await configured(story, good);
    expect(remindersOn(story, 1)).toEqual(["@olga · Nobody has taken up this SEV1 yet."]);
    expect(cardOn(story, 1)).not.toContain("time zone");
    expect(await heardUntil(story, "2026-03-10T16:15:00Z")).toEqual(["@tim · Nobody has taken up this SEV1 yet."]);
    expect(await isSettled(story)).toBe(true);
  });

  test("was broken from the start: that nobody is known is said once, and once it is mended the path begins", async () => {
    const story = await declared("sev1", broken);
    expect(await heardUntil(story, "2026-03-10T16:05:00Z")).toEqual(["nobody · Nobody has taken up this SEV1 yet."]);
    expect(await heardUntil(story, "2026-03-10T16:08:00Z")).toEqual([]);
    await configured(story, good);
    expect(remindersOn(story, 1)).toEqual(["@greg · Nobody has taken up this SEV1 yet."]);
    await configured(story, broken);
    expect(await heardUntil(story, "2026-03-10T16:11:00Z")).toEqual([]);
    expect(await isSettled(story)).toBe(true);
  });

  test("named somebody who isn't here: the card says so until somebody else is named", async () => {
    const story = await declared("sev1", "escalation: [zoe, olga]\n");
    await story.until("2026-03-10T16:05:00Z");
    expect(heardOn(story, 1).join()).toContain("I can't tell [zoe](https://github.com/zoe); the card says why.");
    expect(cardOn(story, 1)).toContain("can't be told of deadlines");
    await configured(story, "escalation: [greg, olga]\n");
    expect(cardOn(story, 1)).not.toContain("can't be told of deadlines");
    expect(await isSettled(story)).toBe(true);
    readAll(story);
  });
});

describe("people", () => {
  test("leave, and a team is deleted, while it goes on: whoever is left is told, and nobody outside", async () => {
    const story = await declared("sev1", "escalation: [[greg, acme/web], olga]\n");
    story.world.team("acme/web", { members: ["greg"] });
    story.world.deletePerson("greg");
    expect(await heardUntil(story, "2026-03-10T16:05:00Z")).toEqual(["@olga · Nobody has taken up this SEV1 yet."]);
    expect(cardOn(story, 1).match(/can't be told of deadlines/g)).toHaveLength(2);
    expect(await heardUntil(story, "2026-03-10T16:10:00Z")).toEqual(["@olga · Nobody has taken up this SEV1 yet."]);
    expect(await isSettled(story)).toBe(true);
  });

  test("an order about an item that is none is refused, and the card tells nobody that it holds", async () => {
    const story = await declared("sev3");
    await says(story, "cathy", "/remind off #99");
    expect(heardOn(story, 1).join()).toContain("is no action item of this incident, which has none yet.");
    expect(cardOn(story, 1)).not.toContain("are off");
  });
});
