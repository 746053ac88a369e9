/** Alerts, and what people have done with the incident meanwhile: drills, merges, withdrawals, deletions and the like. */
import { describe, expect, test } from "vitest";
import type { Story, StoryOptions } from "../story.ts";
import { commentsOf } from "../world/state.ts";
import { alert, at, ended, issuesIn, minute, readAll, recordsOn, sent } from "./alerting.ts";
import { cardOn, headOf, labelsOn, telling } from "./telling.ts";

const begin = telling();

/** A story whose first incident was opened by an alert, two minutes after it began to fire. */
async function alerted(options: StoryOptions = {}): Promise<Story> {
  const story = await begin(options);
  story.world.clock.advance(2 * minute);
  await sent(story, alert());
  readAll(story);
  return story;
}

/** Another alert of the service, five minutes after the beginning. */
const slow = alert({ fingerprint: "login-latency", title: "Login is slow", startedAt: at(4) });

/** The incidents that the answer to the message names, once five minutes have passed. */
async function incidentsOf(story: Story, message: unknown): Promise<unknown> {
  story.world.clock.advance(5 * minute);
  const { status, body } = await sent(story, message);
  expect(status).toBe(200);
  return (body as { incidents: number[] }).incidents;
}

/** Ids of our comments about alerts. */
function recordIds({ world }: Story, issue: number): number[] {
  return commentsOf(world.issue(issue)).flatMap(({ id, body }) => (body.startsWith("<!-- sooner:alert:") ? [id] : []));
}

describe("an alert of the service of", () => {
  test("a drill opens an incident of its own", async () => {
    const story = await begin();
    const issue = await story.world.as("gary").openIssue({ title: "Game day", labels: ["sev2"] });
    await story.world.as("gary").comment(issue, "/drill\n/affects login");
    await story.settled();
    expect(await incidentsOf(story, alert())).toEqual([2]);
    readAll(story);
  });

  test("a withdrawn incident opens another; the very firing that was withdrawn does not", async () => {
    const story = await alerted();
    await story.world.as("gary").close(1, "not_planned");
    await story.settled();
    expect(headOf(story, 1)).toContain("### Withdrawn");
    await incidentsOf(story, alert());
    await story.restart();
    expect(await incidentsOf(story, alert())).toEqual([]);
    expect(issuesIn(story)).toHaveLength(1);
    expect(await incidentsOf(story, slow)).toEqual([2]);
    expect(await incidentsOf(story, alert({ startedAt: at(11) }))).toEqual([2]);
    readAll(story);
  });

  test("an incident that lost its label opens another; put back, it goes on", async () => {
    const story = await alerted();
    for (const label of ["incident", "sev1"]) await story.world.as("gary").unlabel(1, label);
    await story.settled();
    expect(await incidentsOf(story, alert({ startedAt: at(-1) }))).toEqual([]);
    await story.world.as("gary").label(1, "incident");
    await story.settled();
    expect(await incidentsOf(story, slow)).toEqual([1]);
    readAll(story);
  });

  test("a merged incident goes to the survivor, also after a restart", async () => {
    const story = await alerted();
    const survivor = await story.world.as("gary").openIssue({ title: "Everything is down", labels: ["sev1"] });
    await story.settled();
    await story.world.as("gary").comment(1, `/incident duplicate #${survivor}`);
    await story.settled();
    expect(await incidentsOf(story, alert({ startedAt: at(3) }))).toEqual([survivor]);
    await story.restart();
    expect(await incidentsOf(story, ended(11, { startedAt: at(3) }))).toEqual([survivor]);
    expect(cardOn(story, survivor)).toContain("| Impact began | 16:00 |");
    expect(issuesIn(story)).toHaveLength(2);
    readAll(story);
  });

  test("one that was closed as a duplicate goes to the other", async () => {
    const story = await alerted();
    const survivor = await story.world.as("gary").openIssue({ title: "Everything is down", labels: ["sev1"] });
    await story.world.as("gary").comment(1, `Duplicate of #${survivor}`);
    await story.world.as("gary").close(1, "duplicate");
    await story.settled();
    expect(headOf(story, 1)).toContain(`### Merged into #${survivor}`);
    expect(await incidentsOf(story, alert({ startedAt: at(3) }))).toEqual([survivor]);
    expect(await incidentsOf(story, slow)).toEqual([survivor]);
    expect(issuesIn(story)).toHaveLength(2);
    readAll(story);
  });

  test("two that are merged as alerts come: the survivor has all, once", async () => {
    const story = await alerted();
    const survivor = await story.world.as("gary").openIssue({ title: "Everything is down", labels: ["sev1"] });
    await story.world.as("gary").comment(survivor, "/affects login");
    await story.settled();
    await Promise.all([
      story.world.as("gary").comment(1, `/incident duplicate #${survivor}`),
      story.alerted("generic", slow),
      story.alerted("generic", ended(1)),
      story.alerted("generic", alert({ fingerprint: "third", startedAt: at(1) })),
    ]);
    await story.settled();
    await story.passOverAll();
    expect(issuesIn(story)).toHaveLength(2);
    const told = cardOn(story, survivor).match(/^- \[.*(?:firing|fired).*$/gm) ?? [];
    const happened = told.map((line) => line.replace(/\]\(.*login · /, ": ")).sort();
    expect(happened).toEqual([
      "- [Login errors above 5%: fired from 16:00 to 16:01",
      "- [Login errors above 5%: firing since 16:01",
      "- [Login is slow: firing since 16:04",
    ]);
    readAll(story);
  });

  test("an incident that people found to affect another service, too, goes there", async () => {
    const story = await alerted();
    await story.world.as("gary").comment(1, "/affects search");
    await story.settled();
    expect(await incidentsOf(story, alert({ fingerprint: "s", service: "search" }))).toEqual([1]);
    readAll(story);
  });
});

describe("where the issue is", () => {
  test("locked, a new alert has to wait, the end of one is recorded, and passes go on", async () => {
    const story = await alerted();
    await story.world.as("olga").lock(1);
    const [process] = story.processes;
    expect(await sent(story, slow)).toMatchObject({ status: 503 });
    expect(process?.failures.splice(0)).toEqual([expect.objectContaining({ status: 403 })]);
    expect(await incidentsOf(story, ended(8))).toEqual([1]);
    expect(cardOn(story, 1)).toContain("**Alerts**: ended");
    await story.world.as("olga").unlock(1);
    expect(await incidentsOf(story, slow)).toEqual([1]);
    expect(recordsOn(story, 1)).toHaveLength(2);
  });

  test("locked while a record is missing, passes go on", async () => {
    const story = await alerted();
    await story.world.as("olga").lock(1);
    const [id = 0] = recordIds(story, 1);
    await story.world.as("olga").deleteComment(id);
    await story.world.as("gary").label(1, "sev3");
    await story.settled();
    expect(headOf(story, 1)).toContain("SEV3");
    await story.world.as("olga").unlock(1);
    await story.pass(1);
    expect(recordsOn(story, 1)).toHaveLength(1);
  });

  test.for(["known", "forgotten"])("deleted, another is opened (%s)", async (how) => {
    const story = await alerted();
    await story.world.as("olga").deleteIssue(1);
    await story.settled();
    if (how === "forgotten") await story.restart();
    expect(await incidentsOf(story, alert())).toEqual([2]);
    expect(await incidentsOf(story, slow)).toEqual([2]);
    expect(issuesIn(story)).toEqual(["#2 Login errors above 5% · open"]);
    readAll(story);
  });

  test("transferred, another is opened", async () => {
    const story = await alerted();
    story.world.transfer(1);
    await story.settled();
    expect(await incidentsOf(story, slow)).toEqual([2]);
    expect(await incidentsOf(story, alert())).toEqual([2]);
    expect(issuesIn(story)).toEqual(["#2 Login is slow · open"]);
    readAll(story);
  });

  test("in a private repository", async () => {
    const story = await alerted({ private: true });
    expect(await incidentsOf(story, slow)).toEqual([1]);
    readAll(story);
  });
});

describe("the configuration", () => {
  test("names another label: one incident, under either name", async () => {
    const story = await alerted({ files: { ".github/sooner.yml": "labels: { incident: outage }" } });
    expect(labelsOn(story, 1)).toEqual(["outage", "sev1"]);
    await story.restart();
    expect(await incidentsOf(story, slow)).toEqual([1]);
    readAll(story);
  });

  test("has the label renamed with it", async () => {
    const story = await alerted();
    await story.world.as("olga").renameLabel("incident", "outage");
    story.world.push("olga", { ".github/sooner.yml": "labels: { incident: outage }" });
    await story.settled();
    expect(await incidentsOf(story, slow)).toEqual([1]);
    await story.restart();
    expect(await incidentsOf(story, ended(11))).toEqual([1]);
    expect(issuesIn(story)).toHaveLength(1);
    readAll(story);
  });

  test("is broken: the defaults hold, and nothing is lost", async () => {
    const story = await alerted();
    story.world.push("olga", { ".github/sooner.yml": "alerts: { windowMinutes: many }" });
    await story.settled();
    expect(await incidentsOf(story, slow)).toEqual([1]);
    expect(cardOn(story, 1)).toContain("“alerts.windowMinutes” must be a number");
    readAll(story);
  });

  test("comes to map what was an incident to info: it goes on there", async () => {
    const story = await alerted();
    story.world.push("olga", { ".github/sooner.yml": "alerts: { severities: { critical: info } }" });
    await story.settled();
    expect(await incidentsOf(story, ended(6))).toEqual([1]);
    expect(recordsOn(story, 1).join()).toContain("fired from 16:00 to 16:06");
    readAll(story);
  });
});

describe("what people do to our comments", () => {
  test("a record that somebody edits says again what it said, with nothing lost", async () => {
    const story = await alerted();
    const [before] = recordIds(story, 1).map((id) => story.world.state.comments.get(id)?.body);
    const [id = 0] = recordIds(story, 1);
    await story.world.as("olga").editComment(id, `${before}\nNo, it is fine.`);
    await story.settled();
    expect(story.world.state.comments.get(id)?.body).toBe(before);
    await story.world.as("olga").editComment(id, "<!-- sooner:alert:0123456789abcdef:1 {} -->");
    await story.settled();
    expect(await incidentsOf(story, ended(6))).toEqual([1]);
    await story.passOverAll();
    const told = recordsOn(story, 1).join();
    expect(told.match(/fired from 16:00 to 16:06/g)).toHaveLength(1);
    expect(cardOn(story, 1)).toContain("**Alerts**: ended");
    readAll(story);
  });

  test("a card that somebody deletes is written again", async () => {
    const story = await alerted();
    const card = commentsOf(story.world.issue(1)).find(({ pin }) => pin);
    await story.world.as("olga").deleteComment(card?.id ?? 0);
    expect(await incidentsOf(story, slow)).toEqual([1]);
    expect(cardOn(story, 1)).toContain("**Alerts**: 2 firing");
    expect(issuesIn(story)).toHaveLength(1);
    readAll(story);
  });

  test("the record of the alert that opened the incident, deleted, is written again", async () => {
    const story = await alerted();
    const [id = 0] = recordIds(story, 1);
    await story.world.as("olga").deleteComment(id);
    await story.settled();
    expect(recordsOn(story, 1)).toHaveLength(1);
  });

  test("the record of another, deleted, is written again only if the alert goes on", async () => {
    const story = await alerted();
    await incidentsOf(story, slow);
    const [, id = 0] = recordIds(story, 1);
    await story.world.as("olga").deleteComment(id);
    await story.settled();
    await story.passOverAll();
    expect(recordIds(story, 1)).toHaveLength(1);
    expect(await incidentsOf(story, slow)).toEqual([1]);
    expect(recordIds(story, 1)).toHaveLength(1);
    expect(await incidentsOf(story, { ...slow, startedAt: at(20) })).toEqual([1]);
    expect(recordIds(story, 1)).toHaveLength(2);
    readAll(story);
  });
});
