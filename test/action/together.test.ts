/** App and Action with deadlines and the board: one of everything, whoever comes first, and neither undoes what the other did. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Rasteriser } from "../../action/rasterise.ts";
import { boarding, rowsOn, writesSince } from "../stories/boarding.ts";
import { telling } from "../stories/telling.ts";
import type { Story } from "../story.ts";
import { commentsOf } from "../world/state.ts";
import { rasteriser, run, runOn, said, unlimited } from "./run.ts";

let drawing: Rasteriser;

beforeAll(() => {
  drawing = rasteriser();
});
afterAll(() => drawing.close());

const begin = telling();
const minute = 60_000;
/** Nothing here is known by a round: only by alarms, and by the Action. */
const year = 365 * 24 * 60 * minute;

const byApp = (story: Story) => story.tick();
/** Without the reports a run begins to write as soon as the App does. */
const byAction = ({ world }: Story) => runOn(world, { name: "schedule", payload: {} });
const byBoth = (story: Story) => Promise.all([byAction(story), byApp(story)]);

/** Every reminder that stands, by issue: its stage, and whom it notified. */
function standing({ world }: Story): string[] {
  const [repository] = world.state.repositories.values();
  return [...(repository?.issues.values() ?? [])].flatMap((issue) =>
    commentsOf(issue).flatMap(({ body }) => {
      const [, key, told] = /^<!-- sooner:reminder:(\S+) .*"told":"(.*)"/.exec(body) ?? [];
      return key === undefined ? [] : [`#${issue.number} ${key} ${told}`];
    }),
  );
}

const files = {
  ".github/sooner.yml": "escalation: [greg, olga]\nreview: { facilitators: [olga] }\ndigest: { on: false }\n",
};

describe.each([
  ["the App before the Action", async (story: Story) => [await byApp(story), await byAction(story)]],
  ["the Action before the App", async (story: Story) => [await byAction(story), await byApp(story)]],
  ["both in the same second", byBoth],
] as [string, (story: Story) => Promise<unknown>][])("%s", (_, come) => {
  test("each reminder is there once, and the passes after it write nothing", async () => {
    const story = await begin({ files, roundEvery: year });
    const { world } = story;
    unlimited(world);
    await world.as("gary").openIssue({ title: "Login is down", labels: ["sev1"] });
    await story.settled();
    await byAction(story);
    for (const time of ["2026-03-10T16:05:00Z", "2026-03-10T16:30:00Z"]) await comeAt(story, time, come);
    await world.as("cathy").comment(1, "/ack\n/mitigated\n/action @greg high by 2026-03-16 Alert");
    await story.settled();
    for (const time of ["2026-03-12T09:00:00Z", "2026-03-16T09:00:00Z"]) await comeAt(story, time, come);
    expect(standing(story)).toEqual([
      "#1 acknowledgement:1 greg",
      "#1 acknowledgement:2 olga",
      "#1 update:1773158400 gary",
      "#2 item_2:due_2026-03-16 greg",
      "#3 review:overdue_2026-03-11 olga",
    ]);
    said(world);
  });
});

/** They come at that time, look once more a minute later, and have nothing to do then. */
async function comeAt(story: Story, time: string, come: (story: Story) => Promise<unknown>): Promise<void> {
  const { world } = story;
  world.clock.set(time);
  await come(story);
  world.clock.advance(minute);
  await byAction(story);
  await story.passOverAll();
  const from = world.requests.length;
  world.clock.advance(minute);
  await byAction(story);
  await story.passOverAll();
  expect(writesSince(story, from)).toEqual([]);
}

test("the Action can't reach the board, and leaves to the App what only the App can do", async () => {
  const { story, project } = await boarding(begin, { roundEvery: year });
  const { world } = story;
  world.wiki().firstPage();
  unlimited(world);
  world.webhooks.lose();
  const next = () => world.clock.advance(minute);
  const row = (number: number) => rowsOn(project).find((text) => text.startsWith(`#${number} `));
  await run(world, drawing);
  const cathy = world.as("cathy");

  next();
  await world.as("greg").setOnBoard(project, 2, "Due", "2026-05-01");
  next();
  await cathy.label(2, "priority: low");
  await cathy.unlabel(2, "priority: high");
  await cathy.comment(1, "/action @greg medium by 2026-04-20 Write it down");
  next();
  await run(world, drawing);
  expect([row(2), row(4)]).toEqual(["#2 Todo · High · 2026-05-01 · SEV3 · #1 Login is down", undefined]);
  expect(world.issue(4).title).toBe("Write it down");

  next();
  await story.passOverAll();
  expect([row(2), row(4)]).toEqual([
    "#2 Todo · Low · 2026-05-01 · SEV3 · #1 Login is down",
    "#4 Todo · Medium · 2026-04-20 · SEV3 · #1 Login is down",
  ]);
  expect(world.issue(2).body).toContain("2026-05-01");

  next();
  await run(world, drawing);
  next();
  const from = world.requests.length;
  await run(world, drawing);
  await story.passOverAll();
  expect(writesSince(story, from)).toEqual([]);
  said(world);
});
