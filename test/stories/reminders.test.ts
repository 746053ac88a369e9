/** Nobody has to remember, while an incident goes on: it is to be taken up in time, and the public is to be told. */
import { describe, expect, test } from "vitest";
import type { Story, StoryOptions } from "../story.ts";
import { isSettled, readAll, remindersOn } from "./reminding.ts";
import { cardOn, telling } from "./telling.ts";

const begin = telling();

const minute = 60_000;

const path = `services:
  login: { owners: [greg, cathy], escalation: [on-call/primary, olga] }
onCall:
  primary: { people: [tim, rita], since: 2026-03-02, handOver: { day: monday, time: "09:00" } }
`;

/** At 16:00 gary declares issue 1, about the login. */
async function declared(severity: string, file = path, options: StoryOptions = {}): Promise<Story> {
  const story = await begin({ files: { ".github/sooner.yml": file }, ...options });
  await story.world.as("gary").openIssue({ title: "Login is down", body: "/affects login", labels: [severity] });
  await story.settled();
  readAll(story);
  return story;
}

async function says(story: Story, who: string, text: string): Promise<void> {
  await story.world.as(who).comment(1, text);
  await story.settled();
}

describe("nobody takes it up", () => {
  test("the owners are told, then the escalation path step by step, then nobody more", async () => {
    const story = await declared("sev1");
    await story.until("2026-03-10T16:04:59Z");
    expect(remindersOn(story, 1)).toEqual([]);
    await story.until("2026-03-10T16:05:00Z");
    expect(remindersOn(story, 1)).toEqual(["@greg @cathy · Nobody has taken up this SEV1 yet."]);
    await story.until("2026-03-10T16:10:00Z");
    expect(remindersOn(story, 1)).toEqual(["@rita · Nobody has taken up this SEV1 yet."]);
    await story.until("2026-03-10T16:15:00Z");
    expect(remindersOn(story, 1)).toEqual(["@olga · Nobody has taken up this SEV1 yet."]);
    await story.until("2026-03-10T16:29:00Z");
    expect(remindersOn(story, 1)).toEqual([]);
    expect(await isSettled(story)).toBe(true);
    readAll(story);
  });

  test("taken up in between: nobody else is told", async () => {
    const story = await declared("sev2");
    await story.until("2026-03-10T16:15:00Z");
    expect(remindersOn(story, 1)).toEqual(["@greg @cathy · Nobody has taken up this SEV2 yet."]);
    await says(story, "cathy", "/ack");
    await story.until("2026-03-10T16:59:00Z");
    expect(remindersOn(story, 1)).toEqual([]);
    expect(await isSettled(story)).toBe(true);
    readAll(story);
  });

  test("without any configuration it is said all the same, once, to nobody", async () => {
    const story = await declared("sev1", "");
    await story.until("2026-03-10T16:29:00Z");
    expect(remindersOn(story, 1)).toEqual(["nobody · Nobody has taken up this SEV1 yet."]);
    expect(await isSettled(story)).toBe(true);
    readAll(story);
  });

  test("the missed deadline is on the card in the same pass", async () => {
    const story = await declared("sev1");
    await story.until("2026-03-10T16:05:00Z");
    expect(cardOn(story, 1)).toContain("16:05");
    expect(await isSettled(story)).toBe(true);
    readAll(story);
  });

  test.each(["sev3", "sev4", "sev5"])("a %s waits for nobody", async (severity) => {
    const story = await declared(severity);
    await story.until("2026-03-10T23:00:00Z");
    expect(remindersOn(story, 1)).toEqual([]);
  });

  test("raised to sev1 it counts anew from then on", async () => {
    const story = await declared("sev3");
    await story.until("2026-03-10T17:00:00Z");
    await says(story, "gary", "/sev1");
    readAll(story);
    await story.until("2026-03-10T17:04:00Z");
    expect(remindersOn(story, 1)).toEqual([]);
    await story.until("2026-03-10T17:05:00Z");
    expect(remindersOn(story, 1)).toEqual(["@greg @cathy · Nobody has taken up this SEV1 yet."]);
    await story.until("2026-03-10T17:29:00Z");
    readAll(story);
  });

  test("an App that slept tells everybody of the steps that it slept through at once", async () => {
    const story = await declared("sev1");
    story.world.clock.advance(14 * minute);
    await story.passOverAll();
    expect(remindersOn(story, 1)).toEqual(["@greg @cathy @rita · Nobody has taken up this SEV1 yet."]);
    await story.until("2026-03-10T16:15:00Z");
    expect(remindersOn(story, 1)).toEqual(["@olga · Nobody has taken up this SEV1 yet."]);
    expect(await isSettled(story)).toBe(true);
  });

  test("an App that slept for more than a day says nothing of it any more", async () => {
    const story = await declared("sev1");
    story.world.clock.set("2026-03-12T09:00:00Z");
    await story.passOverAll();
    expect(remindersOn(story, 1)).toEqual([]);
    expect(await isSettled(story)).toBe(true);
    readAll(story);
  });

  test("snoozed, the step that is due then comes at the end of it", async () => {
    const story = await declared("sev1");
    await says(story, "gary", "/snooze 20m ack");
    readAll(story);
    await story.until("2026-03-10T16:19:00Z");
    expect(remindersOn(story, 1)).toEqual([]);
    await story.until("2026-03-10T16:20:00Z");
    expect(remindersOn(story, 1)).toEqual(["@greg @cathy @rita @olga · Nobody has taken up this SEV1 yet."]);
    await story.until("2026-03-10T16:29:00Z");
    expect(remindersOn(story, 1)).toEqual([]);
    readAll(story);
  });

  test("switched off, and in a drill, nobody is told; in a drill where it was asked for they are", async () => {
    const story = await declared("sev1");
    await says(story, "gary", "/remind off");
    await story.until("2026-03-10T18:00:00Z");
    expect(remindersOn(story, 1)).toEqual([]);
    await says(story, "gary", "/remind on\n/drill");
    expect(remindersOn(story, 1)).toEqual([
      "@greg @cathy @rita @olga · Nobody has taken up this SEV1 yet.",
      "@gary · There has been no status update yet.",
    ]);
    expect(await isSettled(story)).toBe(true);
  });

  test("a drill is quiet", async () => {
    const story = await declared("sev1");
    await says(story, "gary", "/drill");
    await story.until("2026-03-10T18:00:00Z");
    expect(remindersOn(story, 1)).toEqual([]);
    readAll(story);
  });
});

describe("the public is to be told", () => {
  async function takenUp(severity: string): Promise<Story> {
    const story = await declared(severity);
    await says(story, "cathy", "/ack\n/commander @cathy");
    readAll(story);
    return story;
  }

  test("once for each silence; by an edit where the same person was told within a day", async () => {
    const story = await takenUp("sev1");
    await story.until("2026-03-10T16:29:00Z");
    expect(remindersOn(story, 1)).toEqual([]);
    await story.until("2026-03-10T16:30:00Z");
    expect(remindersOn(story, 1)).toEqual(["@cathy · There has been no status update yet."]);
    await story.until("2026-03-10T17:20:00Z");
    await says(story, "cathy", "/update We know that sign-in fails.");
    readAll(story);
    await story.until("2026-03-10T17:50:00Z");
    expect(remindersOn(story, 1)).toEqual(["For cathy · The last status update was at 17:20"]);
    expect(reminderCount(story)).toBe(1);
    expect(await isSettled(story)).toBe(true);
    await says(story, "cathy", "/role comms @gary\n/update Still failing.");
    readAll(story);
    await story.until("2026-03-10T18:20:00Z");
    expect(remindersOn(story, 1)).toEqual(["@gary · The last status update was at 17:50"]);
    expect(reminderCount(story)).toBe(1);
    expect(await isSettled(story)).toBe(true);
  });

  test("no more once the service is restored", async () => {
    const story = await takenUp("sev2");
    await story.until("2026-03-10T16:50:00Z");
    await says(story, "cathy", "/mitigated");
    readAll(story);
    await story.until("2026-03-10T20:00:00Z");
    expect(remindersOn(story, 1)).toEqual([]);
  });

  function reminderCount(story: Story): number {
    return story.world
      .issue(1)
      .timeline.filter((item) => item.type === "IssueComment" && item.body.includes("Not again:")).length;
  }
});
