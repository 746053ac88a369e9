/** Reminders where something goes wrong: kills, doubles, people who left, teams that are gone, a card that is deleted. */
import { describe, expect, test } from "vitest";
import type { Story, StoryOptions } from "../story.ts";
import { isSettled, readAll, remindersOn } from "./reminding.ts";
import { cardOn, telling } from "./telling.ts";

const begin = telling();
const minute = 60_000;

/** At 16:00 gary declares issue 1, a sev1 of the login; `steps` are to be told, one after the other. */
async function declared(steps: string, options: StoryOptions = {}): Promise<Story> {
  const files = { ".github/sooner.yml": `escalation: [${steps}]` };
  const story = await begin({ files, ...options });
  await story.world.as("gary").openIssue({ title: "Login is down", labels: ["sev1"] });
  await story.settled();
  readAll(story);
  return story;
}

/** Who was mentioned by any comment on the issue that was ever written, in order. */
function notifications(story: Story): string[] {
  const bodies = story.world.writes().map(({ method, path, body, status }) => {
    const isComment = status === 201 && method === "POST" && path.endsWith("/comments");
    return isComment && typeof body === "object" && body !== null && "body" in body ? String(body.body) : "";
  });
  return bodies.flatMap((body) => (body.includes("Not again:") ? (body.match(/^@.*$/m) ?? []) : []));
}

describe("a kill", () => {
  test.each([0, 1, 2])("after %i writes of the pass: each step is sent once", async (writes) => {
    const story = await declared("greg, olga", { queue: { retries: [] } });
    story.world.stopAfterWrites(writes);
    story.world.clock.advance(5 * minute);
    await story.passOverAll();
    await story.restart();
    await story.passOverAll();
    await story.until("2026-03-10T16:20:00Z");
    expect(notifications(story)).toEqual(["@greg", "@olga"]);
    expect(await isSettled(story)).toBe(true);
    readAll(story);
  });

  test("between comment and card: the card knows of it after the next pass", async () => {
    const story = await declared("greg, olga", { queue: { retries: [] } });
    story.world.stopAfterWrites(1);
    story.world.clock.advance(5 * minute);
    await story.passOverAll();
    expect(story.world.card(1)).not.toContain('"acknowledgement"');
    await story.restart();
    await story.passOverAll();
    expect(story.world.card(1)).toContain('"reminded":{"acknowledgement":{"1":[1773158700,"greg"]}}');
    readAll(story);
  });
});

test("two processes at once: one comment stays", async () => {
  const story = await declared("greg, olga", { apps: 2 });
  story.world.clock.advance(5 * minute);
  await story.passOverAll();
  await story.passOverAll();
  expect(remindersOn(story, 1)).toEqual(["@greg · Nobody has taken up this SEV1 yet."]);
  expect(await isSettled(story)).toBe(true);
});

test("a card that somebody deletes: the comments remember", async () => {
  const story = await declared("greg, olga");
  await story.until("2026-03-10T16:10:00Z");
  readAll(story);
  const card = story.world
    .issue(1)
    .timeline.find((item) => item.type === "IssueComment" && item.body.includes("sooner:card"));
  if (card?.type !== "IssueComment") throw new Error("There is no card");
  await story.world.as("olga").deleteComment(card.id);
  await story.settled();
  await story.until("2026-03-10T16:29:00Z");
  expect(notifications(story)).toEqual(["@greg", "@olga"]);
  readAll(story);
});

describe("who can't be told", () => {
  const lost = (story: Story) =>
    cardOn(story, 1)
      .split("\n")
      .filter((line) => line.includes("can't be told"))
      .map((line) => line.replace("> ", "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1"));

  test.each([true, false])(
    "somebody who left, or never was there (private: %s): the others are, and the card says so",
    async (isPrivate) => {
      const story = await declared("[zoe, greg], oscar, olga", { private: isPrivate });
      await story.until("2026-03-10T16:05:00Z");
      expect(remindersOn(story, 1)).toEqual(["@greg · Nobody has taken up this SEV1 yet."]);
      await story.until("2026-03-10T16:10:00Z");
      expect(remindersOn(story, 1)).toEqual(["@olga · Nobody has taken up this SEV1 yet."]);
      expect(lost(story)).toEqual(
        ["oscar", "zoe"].map(
          (name) =>
            `${name} can't be told of deadlines: I can't see that they belong to the team here. Give them access to this repository, or put somebody else in their place in \`.github/sooner.yml\`.`,
        ),
      );
      expect(await isSettled(story)).toBe(true);
      await story.until("2026-03-10T16:15:00Z");
      expect(remindersOn(story, 1)).toEqual(["@olga · Nobody has taken up this SEV1 yet."]);
      readAll(story);
    },
  );

  test("teams: of this organisation and with members they are, others not", async () => {
    const story = await declared("[acme/web, acme/empty], [acme/gone, other/web]");
    story.world.team("acme/web", { members: ["greg"] });
    story.world.team("acme/empty");
    await story.until("2026-03-10T16:05:00Z");
    expect(remindersOn(story, 1)).toEqual(["@acme/web · Nobody has taken up this SEV1 yet."]);
    await story.until("2026-03-10T16:10:00Z");
    expect(remindersOn(story, 1)).toEqual(["nobody · Nobody has taken up this SEV1 yet."]);
    expect(lost(story)).toEqual(
      ["acme/empty", "acme/gone", "other/web"].map(
        (name) =>
          `${name} can't be told of deadlines: I find no team of this organisation by that name with anybody in it. Put somebody into the team, or put somebody else in its place in \`.github/sooner.yml\`.`,
      ),
    );
    expect(await isSettled(story)).toBe(true);
    readAll(story);
  });

  test("whom nothing is due to is not asked about", async () => {
    const story = await declared("greg, cathy");
    story.world.forgetRequests();
    await story.passOverAll();
    expect(story.world.requests.filter(({ kind }) => kind === "permission").map(({ path }) => path)).toEqual([]);
  });
});
