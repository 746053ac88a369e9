/** The App wakes itself when a deadline is due: at its time and not before, after a restart too, and never twice. */
import { describe, expect, test } from "vitest";
import type { Story } from "../story.ts";
import { iso } from "../world/clock.ts";
import { commentsOf } from "../world/state.ts";
import { telling } from "./telling.ts";

const begin = telling();
const minute = 60_000;
const day = 24 * 60 * minute;

/** Our reminders on the issue: when each was written, and its words. */
function remindersOn({ world }: Story, issue: number): string[] {
  const own = commentsOf(world.issue(issue)).filter(({ body }) => body.startsWith("<!-- sooner:reminder:"));
  world.botSaid(issue);
  return own.map(({ at, body }) => `${iso(at)} ${body.match(/\*\*(.*?)\*\*/)?.[1]}`);
}

/** An incident that nobody takes up; it is told about its status, so that only one kind of reminder is due. */
async function unacknowledged(story: Story): Promise<number> {
  const { world } = story;
  const number = await world.as("gary").openIssue({ title: "Login is down", labels: ["incident", "sev1"] });
  await world.as("gary").comment(number, "/remind off updates");
  await story.settled();
  return number;
}

/** Closed at 16:00, with an action item, #2, that is due in the week after. */
async function withItem(story: Story): Promise<number> {
  const { world } = story;
  const number = await world.as("gary").openIssue({ title: "Search is slow", labels: ["incident", "sev3"] });
  await world.as("gary").comment(number, "/action @greg high by 2026-03-18 Alert on slow searches");
  await story.settled();
  await world.as("gary").close(number);
  await story.settled();
  return number;
}

describe("a deadline", () => {
  test("rings at its time, and not before", async () => {
    const story = await begin();
    const number = await unacknowledged(story);
    await story.advance(5 * minute - 1_000);
    expect(remindersOn(story, number)).toEqual([]);
    await story.advance(1_000);
    expect(remindersOn(story, number)).toEqual(["2026-03-10T16:05:00Z Nobody has taken up this SEV1 yet."]);
    await story.advance(day);
    expect(remindersOn(story, number)).toHaveLength(1);
  });

  test("rings once, of however many processes", async () => {
    const story = await begin({ apps: 2 });
    const number = await unacknowledged(story);
    await story.advance(5 * minute);
    await story.settled();
    expect(remindersOn(story, number)).toHaveLength(1);
  });

  test("that passed while no process ran is caught up with at start", async () => {
    const story = await begin();
    const number = await unacknowledged(story);
    story.world.clock.advance(20 * minute);
    await story.restart();
    expect(remindersOn(story, number)).toEqual(["2026-03-10T16:20:00Z Nobody has taken up this SEV1 yet."]);
  });

  test("of a closed incident's action item rings though the process was restarted since", async () => {
    const story = await begin();
    const number = await withItem(story);
    await story.restart();
    await story.until("2026-03-15T00:00:00Z");
    expect(remindersOn(story, 2)).toEqual([]);
    await story.until("2026-03-17T00:00:00Z");
    expect(remindersOn(story, 2)).toHaveLength(1);
    story.world.botSaid(number);
  });
});
