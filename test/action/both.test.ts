/** App and Action on the same repository: they leave one of everything, whoever comes first. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Story } from "../story.ts";
import { commentsOf } from "../world/state.ts";
import { dispatched } from "./events.ts";
import { runOn } from "./run.ts";
import { Runner } from "./runner.ts";

let runner: Runner;
let story: Story;

beforeAll(async () => {
  runner = await Runner.begin();
});
afterAll(() => runner.end());
beforeEach(async () => {
  story = await Story.begin({ now: "2026-03-10T16:06:00Z" });
  story.world.wiki().firstPage();
});
afterEach(() => story.end());

const repository = { name: "shop", owner: { login: "acme" }, default_branch: "main" };

/** What the accounts of ours have left on an incident. */
function left(number: number) {
  const issue = story.world.issue(number);
  const cards = commentsOf(issue).filter(({ body }) => body.startsWith("<!-- sooner:card"));
  const reactions = commentsOf(issue).flatMap((comment) => comment.reactions.filter(({ by }) => by.type === "Bot"));
  return {
    cards: cards.length,
    pins: cards.filter(({ pin }) => pin).length,
    children: issue.subIssues.map(({ title }) => title).sort(),
    reactions: reactions.length,
  };
}

async function respond(): Promise<number> {
  const gary = story.world.as("gary");
  const number = await gary.openIssue({ title: "Login is down", body: "It fails.", labels: ["incident", "sev2"] });
  await gary.comment(number, "/started 16:00\n/action @cathy high know-sooner Alert on failing logins");
  await story.world.as("cathy").comment(number, "/mitigated 16:06");
  return number;
}

const one = {
  cards: 1,
  pins: 1,
  children: ["Alert on failing logins", "Post-incident review: Login is down"],
  reactions: 2,
};

describe("App and Action", () => {
  it("leave one of everything where the App came first", async () => {
    const number = await respond();
    await story.settled();
    await runner.run(story.world);
    expect(left(number)).toEqual(one);
  });

  it("leave one of everything where the Action came first", async () => {
    story.world.webhooks.lose();
    const number = await respond();
    await runner.run(story.world);
    await story.world.webhooks.reset();
    await story.pass(number);
    expect(left(number)).toEqual(one);
  });

  it("leave one of everything where both come at once", async () => {
    const number = await respond();
    const payload = {
      action: "created",
      repository,
      sender: { login: "cathy", type: "User" },
      issue: { number, labels: [{ name: "incident" }] },
    };
    await Promise.all([story.settled(), runner.run(story.world, { event: "issue_comment", payload })]);
    await story.pass(number);
    await runner.run(story.world);
    await story.pass(number);
    const { reactions, ...others } = left(number);
    expect({ ...others, reactions: 2 }).toEqual(one);
    expect(reactions).toBeLessThanOrEqual(4);
  });

  it("go on from each other's memory: a person who left changes nothing", async () => {
    const number = await respond();
    await story.settled();
    story.world.change("cathy", { role: "none", member: false });
    await runner.run(story.world);
    const record = JSON.parse(story.world.wiki().read("incidents/data/2026.jsonl") ?? "");
    expect(record.moments.restored).toMatchObject({ at: "2026-03-10T16:06:00Z", who: "cathy" });
    expect(left(number)).toEqual(one);
  });

  it("open one incident for one dispatch", async () => {
    const client_payload = { title: "Login is down", severity: "sev1" };
    await story.world.as("gary").dispatch("incident", client_payload);
    await story.settled();
    const payload = { action: "incident", repository, sender: { login: "gary", type: "User" }, client_payload };
    await runner.run(story.world, { event: "repository_dispatch", payload });
    const { issues } = story.world.state.repositories.get("acme/shop") ?? { issues: new Map() };
    expect([...issues.values()].filter(({ labels }) => labels.length > 0)).toHaveLength(1);
  });

  const alert = {
    fingerprint: "login-errors",
    status: "firing",
    severity: "critical",
    service: "login",
    title: "Login errors above 5%",
    startedAt: "2026-03-10T16:00:00Z",
  };
  const noise = { ...alert, fingerprint: "disk", severity: "info", title: "Disk is half full" };
  const bySender = (message: object) => story.world.as("gary").dispatch("alert", message);
  const byJob = (message: object) => runOn(story.world, dispatched(message));

  /** The issues that stand, each with how many comments about alerts it has. */
  const issues = () => {
    const { issues } = story.world.state.repositories.get("acme/shop") ?? { issues: new Map() };
    const standing = [...issues.values()].filter(({ labels }) => labels.length > 0);
    return standing.map((issue) => {
      const own = commentsOf(issue).filter(({ body }) => /^<!-- sooner:(?:alert|noise):/.test(body));
      return `${issue.title}: ${own.length}`;
    });
  };

  describe("leave one incident and one record for one alert", () => {
    afterEach(async () => {
      await story.settled();
      await story.passOverAll();
      await runner.run(story.world);
      await story.passOverAll();
      expect(issues()).toEqual(["Login errors above 5%: 1"]);
      const ended = { ...alert, status: "resolved", endedAt: "2026-03-10T16:20:00Z" };
      story.world.clock.advance(20 * 60_000);
      await byJob(ended);
      await bySender(ended);
      await story.settled();
      expect(issues()).toEqual(["Login errors above 5%: 1"]);
      const [number = 0] = story.world.state.repositories.get("acme/shop")?.issues.keys() ?? [];
      expect(story.world.botSaid(number)).toContainEqual(expect.stringContaining("from 16:00 to 16:20"));
    });

    it("where the App came first", async () => {
      await bySender(alert);
      await story.settled();
      await byJob(alert);
    });

    it("where the Action came first", async () => {
      await byJob(alert);
      await bySender(alert);
    });

    it("where both come at once", async () => {
      await Promise.all([bySender(alert).then(() => story.settled()), byJob(alert)]);
    });
  });

  it("count one informational alert once, on one issue, whoever comes first", async () => {
    await bySender(noise);
    await story.settled();
    await byJob(noise);
    expect(issues()).toEqual(["Alert noise 2026 Q1: 1"]);
    await byJob({ ...noise, fingerprint: "disk-2", startedAt: "2026-03-10T16:01:00Z" });
    await bySender({ ...noise, fingerprint: "disk-2", startedAt: "2026-03-10T16:01:00Z" });
    await story.settled();
    expect(issues()).toEqual(["Alert noise 2026 Q1: 1"]);
    const [number = 0] = story.world.state.repositories.get("acme/shop")?.issues.keys() ?? [];
    expect(story.world.botSaid(number)).toEqual([expect.stringContaining("2 informational alerts")]);
  });

  it("take nothing for theirs that another bot has only repeated", async () => {
    const number = await respond();
    await story.settled();
    const card = story.world.card(number) ?? "";
    const forged = card.replace("{", '{"standings":{"oscar":[["triage",9999999999]]},');
    await story.world.as("oscar").comment(number, "/resolved");
    await story.world.as("robot").comment(number, forged);
    await runner.run(story.world);
    expect(story.world.issue(number).state).toBe("open");
    expect(story.world.botSaid(number)).toEqual([
      expect.stringContaining("Commands are for people with the triage role"),
    ]);
  });
});
