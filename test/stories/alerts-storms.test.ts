/** Many alerts at once, in whatever spelling of the repository, and alerts together with what people do in that moment. */
import { describe, expect, test } from "vitest";
import { readGeneric } from "../../src/alerts/sources/generic.ts";
import type { Story } from "../story.ts";
import { alert, at, ended, hour, issuesIn, minute, readAll, recordsOn, sent } from "./alerting.ts";
import { cardOn, headOf, heardOn, telling } from "./telling.ts";

const begin = telling();

/** Tells the App of an alert of the repository, as its address spells it. */
async function told(story: Story, [owner, repo]: readonly [string, string], message: unknown) {
  const [process] = story.processes;
  const reading = readGeneric(message);
  if (!process || !("alerts" in reading)) throw new Error("There is nothing to tell.");
  return process.app.alert(owner, repo, reading.alerts);
}

test("a repository spelt in whatever case is one", async () => {
  const story = await begin();
  const spellings = [
    ["acme", "shop"],
    ["Acme", "SHOP"],
    ["ACME", "Shop"],
  ] as const;
  const taken = await Promise.all(spellings.map((spelling) => told(story, spelling, alert())));
  expect(taken.map((answer) => answer.state)).toEqual(["recorded", "recorded", "recorded"]);
  await told(story, ["Acme", "SHOP"], ended(1));
  await told(story, ["Acme", "SHOP"], alert({ fingerprint: "other" }));
  await told(story, ["aCME", "sHOP"], alert({ fingerprint: "information", severity: "info" }));
  await told(story, ["acme", "shop"], alert({ fingerprint: "information", severity: "info", startedAt: at(1) }));
  await story.settled();
  await story.passOverAll();
  expect(issuesIn(story)).toEqual(["#1 Login errors above 5% · open", "#2 Alert noise 2026 Q1 · open"]);
  expect(recordsOn(story, 1)).toHaveLength(2);
  readAll(story);
});

test("a storm over two services is two incidents; alerts beyond 25 share a record, and its counts are on the card", async () => {
  const story = await begin();
  story.world.clock.advance(minute);
  const kinds = Array.from({ length: 33 }, (_, n) =>
    alert({ fingerprint: `f${n}`, service: n < 30 ? "login" : "search", title: `Check ${n} fails` }),
  );
  const ends = kinds.map((kind) => ({ ...kind, status: "resolved", endedAt: at(20) }));
  const refused = async (messages: readonly unknown[]) => {
    const answers = await Promise.all(messages.map((message) => story.alerted("generic", message)));
    await story.settled();
    return answers.filter(({ status }) => status !== 200);
  };
  const records = () => [1, 2].map((issue) => recordsOn(story, issue).length);

  expect(await refused([...kinds, ...kinds, ...kinds])).toEqual([]);
  expect(issuesIn(story)).toEqual(["#1 Check 0 fails · open", "#2 Check 30 fails · open"]);
  expect(records()).toEqual([26, 3]);
  expect(cardOn(story, 1)).toContain("**Alerts**: 30 firing");

  story.world.clock.advance(20 * minute);
  await story.restart();
  expect(await refused(ends)).toEqual([]);
  expect(records()).toEqual([26, 3]);
  expect(cardOn(story, 1)).toContain("**Alerts**: all 30 ended");
  expect(cardOn(story, 1)).toContain("`/mitigated 16:20`");

  story.world.clock.advance(3 * hour);
  await story.restart();
  for (const issue of [1, 2]) expect(heardOn(story, issue).at(-1)).toContain("There has been no status update yet");
  story.world.forgetRequests();
  expect(await refused([...ends, ...kinds])).toEqual([]);
  expect(story.world.writes()).toEqual([]);
});

describe("together with what people do", () => {
  async function restored(): Promise<Story> {
    const story = await begin();
    story.world.clock.advance(2 * minute);
    await sent(story, alert());
    story.world.clock.advance(18 * minute);
    await sent(story, ended(20));
    await story.world.as("greg").comment(1, "/mitigated 16:20\n/resolved");
    await story.settled();
    readAll(story);
    return story;
  }

  const again = alert({ startedAt: at(60) });

  test("/reopen and the alert at once reopen once", async () => {
    const story = await restored();
    story.world.clock.advance(41 * minute);
    await Promise.all([story.world.as("greg").comment(1, "/reopen"), story.alerted("generic", again)]);
    await story.settled();
    await story.passOverAll();
    expect(issuesIn(story)[0]).toBe("#1 Login errors above 5% · open");
    expect(headOf(story, 1)).toContain("**reopened** · response since 17:01");
    expect(recordsOn(story, 1)).toHaveLength(1);
    readAll(story);
  });

  test("a review that was held does not keep the alert from reopening", async () => {
    const story = await restored();
    const review = Number(
      issuesIn(story)
        .find((line) => line.includes("review"))
        ?.slice(1, 2),
    );
    await story.world.as("gary").close(review);
    await story.settled();
    story.world.clock.advance(hour);
    expect(await sent(story, again)).toMatchObject({ body: { incidents: [1] } });
    expect(headOf(story, 1)).toContain("response");
    expect(issuesIn(story)[0]).toBe("#1 Login errors above 5% · open");
    readAll(story);
  });

  test("a fresh alert of the service, while the old incident is only restored, is another incident", async () => {
    const story = await restored();
    story.world.clock.advance(hour);
    const fresh = alert({ fingerprint: "fresh", startedAt: at(79) });
    const { body } = await sent(story, fresh);
    expect(body).not.toMatchObject({ incidents: [1] });
    readAll(story);
  });

  test("a storm while a person comments, labels and acknowledges leaves one of everything", async () => {
    const story = await begin({ apps: 2 });
    const { world } = story;
    await sent(story, alert());
    const alerts = Array.from({ length: 60 }, (_, n) =>
      story.alerted("generic", alert({ fingerprint: `f${n % 6}`, title: `Check ${n % 6} fails` }), n % 2),
    );
    const acts = [
      world.as("greg").comment(1, "/ack"),
      world.as("gary").label(1, "sev2"),
      world.as("cathy").comment(1, "/affects search\n/action @greg high look at it"),
    ];
    const answers = await Promise.all(alerts);
    await Promise.all(acts);
    await story.settled();
    await story.passOverAll();
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(recordsOn(story, 1)).toHaveLength(7);
    expect(issuesIn(story).filter((line) => line.endsWith("look at it · open"))).toHaveLength(1);
    readAll(story);
  });
});
