/** Alerts that reach several processes of the App: what one has recorded, the others find. */
import { describe, expect, test } from "vitest";
import { alert, at, ended, issuesIn, minute, readAll, recordsOn, sent } from "./alerting.ts";
import { telling } from "./telling.ts";

const begin = telling();
const other = { fingerprint: "login-slow", title: "Login is slow" };

describe("two processes", () => {
  test("each told of another alert of one outage at once, leave one incident with both", async () => {
    const story = await begin({ apps: 2 });
    const answers = await Promise.all([story.alerted("generic", alert()), story.alerted("generic", alert(other), 1)]);
    await story.settled();
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await story.passOverAll();
    expect(issuesIn(story).filter((line) => line.endsWith("open"))).toHaveLength(1);
    expect(recordsOn(story, 1)).toHaveLength(2);
    readAll(story);
  });

  test("an alert that the other one recorded ends", async () => {
    const story = await begin({ apps: 2 });
    await sent(story, alert());
    await sent(story, alert(), 1);
    await sent(story, alert(other));
    story.world.clock.advance(10 * minute);
    expect(await sent(story, ended(9, other), 1)).toMatchObject({ status: 200, body: { incidents: [1] } });
    expect(recordsOn(story, 1)[1]).toContain("fired from");
    readAll(story);
  });

  test("one that has seen nothing for long doesn't take the outage for over that the other one follows", async () => {
    const story = await begin({ apps: 2 });
    await sent(story, alert());
    for (const minutes of [20, 40]) {
      story.world.clock.advance(20 * minute);
      await sent(story, alert({ fingerprint: `check-${minutes}`, startedAt: at(minutes) }), 1);
    }
    story.world.clock.advance(10 * minute);
    expect(await sent(story, alert({ ...other, startedAt: at(50) }))).toMatchObject({ body: { incidents: [1] } });
    expect(recordsOn(story, 1)).toHaveLength(4);
    readAll(story);
  });
});
