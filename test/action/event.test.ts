/** The Action on an event: what the App does for a webhook, the job does for itself, without a server. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { commentsOf } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { Runner } from "./runner.ts";
import { end, team } from "./team.ts";

let runner: Runner;
let world: World;

beforeAll(async () => {
  runner = await Runner.begin();
});
afterAll(() => runner.end());
beforeEach(async () => {
  world = await team();
});
afterEach(() => end(world));

const repository = { name: "shop", owner: { login: "acme" }, default_branch: "main" };
const sender = { login: "gary", type: "User" };

function issueEvent(number: number, action: string) {
  const { title, body, labels } = world.issue(number);
  return { action, repository, sender, issue: { number, title, body, labels: labels.map(({ name }) => ({ name })) } };
}

describe("a job for an event", () => {
  it("opens the card of an issue that was labelled", async () => {
    const number = await world.as("gary").openIssue({ title: "Login is down", labels: ["sev2"] });
    const { code, outputs } = await runner.run(world, { event: "issues", payload: issueEvent(number, "labeled") });
    expect(code).toBe(0);
    expect(world.card(number)).toContain("### SEV2");
    expect(outputs).toMatchObject({ "issues-updated": "1", complete: "true" });
  });

  it("takes commands, answers wrong ones, and makes action items", async () => {
    const gary = world.as("gary");
    const number = await gary.openIssue({ title: "Login is down", labels: ["incident"] });
    const right = await gary.comment(number, "/action @cathy high know-sooner Alert on failing logins");
    const wrong = await gary.comment(number, "/severity seven");
    const payload = { ...issueEvent(number, "created"), comment: { id: wrong, body: "/severity seven" } };
    await runner.run(world, { event: "issue_comment", payload });
    const { subIssues, ...issue } = world.issue(number);
    expect(subIssues.map(({ title }) => title)).toEqual(["Alert on failing logins"]);
    const reactions = commentsOf({ ...issue, subIssues }).map(({ id, reactions: all }) => [
      id,
      all.map(({ content }) => content),
    ]);
    expect(reactions).toContainEqual([right, ["rocket"]]);
    expect(reactions).toContainEqual([wrong, ["confused"]]);
    expect(world.botSaid(number)).toEqual([expect.stringContaining("`/severity sev2`")]);
  });

  it("declares an incident by dispatch once, also where the job is run again", async () => {
    const payload = {
      action: "incident",
      repository,
      sender,
      client_payload: { title: "Login is down", severity: "sev1" },
    };
    const env = { GITHUB_RUN_ID: "77" };
    await runner.run(world, { event: "repository_dispatch", payload, env });
    await runner.run(world, { event: "repository_dispatch", payload, env });
    expect(world.state.repositories.get("acme/shop")?.issues.size).toBe(1);
    expect(world.card(1)).toContain("### SEV1");
  });

  it("leaves an issue alone that has nothing to do with incidents", async () => {
    const number = await world.as("gary").openIssue({ title: "A wish" });
    await runner.run(world, { event: "issues", payload: issueEvent(number, "opened") });
    expect(world.writes()).toEqual([]);
  });

  it("takes no command from a passer-by", async () => {
    const number = await world.as("gary").openIssue({ title: "Login is down", labels: ["incident"] });
    const comment = await world.as("oscar").comment(number, "/resolved");
    const payload = { ...issueEvent(number, "created"), comment: { id: comment, body: "/resolved" } };
    await runner.run(world, { event: "issue_comment", payload });
    expect(world.issue(number).state).toBe("open");
  });

  it("says what it would do, and does nothing, as a dry run", async () => {
    const number = await world.as("gary").openIssue({ title: "Login is down", labels: ["sev2"] });
    const inputs = { "dry-run": "true" };
    const { log } = await runner.run(world, { event: "issues", payload: issueEvent(number, "labeled"), inputs });
    expect(log).toContain(`#${number}: would post and pin the card of #${number}`);
    expect(world.writes()).toEqual([]);
  });

  it("passes over what is open on a schedule, where no wiki is wanted", async () => {
    await world.as("gary").openIssue({ title: "Login is down", labels: ["sev2"] });
    await world.as("gary").openIssue({ title: "A wish" });
    const { code, outputs } = await runner.run(world, { inputs: { wiki: "false" } });
    expect(code).toBe(0);
    expect(world.card(1)).toContain("### SEV2");
    expect(outputs).toEqual({ "issues-updated": "1", complete: "true" });
    expect(world.wiki().files()).toEqual(["Home.md"]);
  });

  it("fails where GitHub does, after trying again", async () => {
    const number = await world.as("gary").openIssue({ title: "Login is down", labels: ["incident"] });
    world.fail({ does: "answer", status: 502, times: 1000 });
    const { code, log } = await runner.run(world, { event: "issues", payload: issueEvent(number, "labeled") });
    expect(code).toBe(1);
    expect(log).toContain(`::error title=Incident #${number} could not be brought up to date::`);
  }, 60_000);
});
