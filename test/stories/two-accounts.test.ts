/** The App, and the Action with its own account, on the same incidents: they leave one of everything. */
import { Octokit } from "@octokit/core";
import { describe, expect, test } from "vitest";
import { belongingLabels, readConfiguration } from "../../src/config.ts";
import { declare, readDispatch } from "../../src/declare.ts";
import { githubJob, type Job } from "../../src/github/job.ts";
import { reconcile } from "../../src/reconcile.ts";
import { readTemplates } from "../../src/templates.ts";
import type { Story } from "../story.ts";
import type { World } from "../world/world.ts";
import { heardOn, telling } from "./telling.ts";

const begin = telling();
const templates = readTemplates();

/** A run of the workflow. */
function run({ world }: Story): Job {
  const octokit = new Octokit({ auth: world.job().token, baseUrl: `${world.url}/api/v3` });
  return githubJob({
    octokit,
    owner: "acme",
    repo: "shop",
    labelsOf: (text) => belongingLabels(text),
    accountsOf: (text) => readConfiguration(text).configuration.accounts,
    clock: { now: Date.now, sleep: async () => {}, random: () => 0 },
  });
}

/** A run passes over an issue. */
async function passByJob(story: Story, number: number, job = run(story)): Promise<void> {
  const [issue] = await job.github.read([number]);
  if (issue) await reconcile(job.github, issue, { templates, now: () => story.world.clock.now() });
}

async function declared(story: Story): Promise<number> {
  const number = await story.world.as("gary").openIssue({ title: "Login is down", labels: ["incident"] });
  await story.settled();
  return number;
}

/** Everything that was told to the App is lost. */
const asleep = (world: World) => world.webhooks.lose();

/** Who wrote which kind of thing on the issue: `sooner card`, `github-actions reply`. */
function ours({ world }: Story, number: number): string[] {
  return world
    .issue(number)
    .timeline.flatMap((item) => (item.type === "IssueComment" ? [item] : []))
    .flatMap(({ author, body }) => {
      const key = /^<!-- sooner:(\w+)/.exec(body)?.[1];
      return key ? [`${author.login} ${key}`] : [];
    });
}

const childrenOf = ({ world }: Story, number: number) =>
  world.issue(number).subIssues.filter(({ stateReason }) => stateReason !== "duplicate");

describe("the Action, where the App is at work", () => {
  test("finds its card, and writes nothing", async () => {
    const story = await begin();
    const number = await declared(story);
    story.world.forgetRequests();
    await passByJob(story, number);
    expect(ours(story, number)).toEqual(["sooner card"]);
    expect(story.world.writes()).toEqual([]);
  });

  test("repeats no action item, no reaction and no reply, and takes none away", async () => {
    const story = await begin();
    const number = await declared(story);
    const gary = story.world.as("gary");
    await gary.comment(number, "/action @greg high More monitoring");
    await gary.comment(number, "/started 31 Feb");
    await story.settled();
    story.world.forgetRequests();
    await passByJob(story, number);
    expect(story.world.writes()).toEqual([]);
    expect(story.world.botSaid(number)).toHaveLength(1);
    expect(childrenOf(story, number)).toHaveLength(1);
  });

  test("does on the App's card what a sleeping App has missed, and the App finds it done", async () => {
    const story = await begin();
    const number = await declared(story);
    asleep(story.world);
    const comment = await story.world.as("gary").comment(number, "/action @greg high More monitoring");
    await passByJob(story, number);
    expect(story.world.card(number)).toContain("More monitoring");
    story.world.forgetRequests();
    await story.restart();
    await story.pass(number);
    expect(story.world.writes()).toEqual([]);
    expect(ours(story, number)).toEqual(["sooner card"]);
    expect(childrenOf(story, number)).toHaveLength(1);
    expect(story.world.state.comments.get(comment)?.reactions.map(({ by }) => by.login)).toEqual(["github-actions"]);
  });

  test("is known to a new App by the action item that the card remembers", async () => {
    const story = await begin();
    const number = await declared(story);
    const gary = story.world.as("gary");
    asleep(story.world);
    await gary.comment(number, "/action @greg high More monitoring\n/started 31 Feb");
    await passByJob(story, number);
    await gary.comment(number, "/ack");
    await story.pass(number);
    await story.restart();
    story.world.forgetRequests();
    await story.pass(number);
    expect(story.world.writes()).toEqual([]);
    expect(story.world.botSaid(number)).toHaveLength(1);
  });

  test("doesn't take the App's 🚀 for a proof that somebody was allowed", async () => {
    const story = await begin({ files: { ".github/sooner.yml": "accounts: [robot]\n" } });
    const { world } = story;
    asleep(world);
    const number = await world.as("gary").openIssue({ title: "Login is down", labels: ["incident"] });
    const comment = await world.as("oscar").comment(number, "/started 15:00");
    await world.as("robot").react(comment, "rocket");
    await passByJob(story, number);
    expect(world.card(number)).not.toContain("15:00");
    expect(heardOn(story, number)[0]).toMatch(/^Commands are for people with the triage role/);
  });
});

describe("the App, where the Action was first", () => {
  test("finds its card, and what belongs to it", async () => {
    const story = await begin();
    asleep(story.world);
    const number = await declared(story);
    await story.world.as("gary").comment(number, "/action @greg high More monitoring");
    await passByJob(story, number);
    await story.restart();
    story.world.forgetRequests();
    await story.pass(number);
    expect(story.world.writes()).toEqual([]);
    expect(ours(story, number)).toEqual(["github-actions card"]);
    expect(childrenOf(story, number)).toHaveLength(1);
  });
});

describe("both at the same moment", () => {
  test("leave one card, and one of each action item", async () => {
    const story = await begin();
    asleep(story.world);
    const number = await declared(story);
    await story.world.as("gary").comment(number, "/action @greg high More monitoring");
    await Promise.all([passByJob(story, number), story.pass(number)]);
    for (const _ of [1, 2]) {
      await story.pass(number);
      await passByJob(story, number);
    }
    expect(ours(story, number)).toHaveLength(1);
    expect(childrenOf(story, number)).toHaveLength(1);
    story.world.forgetRequests();
    await story.pass(number);
    await passByJob(story, number);
    expect(story.world.writes()).toEqual([]);
  });
});

describe("another bot", () => {
  const marker = `<!-- sooner:card {"pinned":true} -->\nAll is well`;

  test("that repeats our marker is none of us, nor is one whose comment a person pinned", async () => {
    const story = await begin();
    asleep(story.world);
    const number = await declared(story);
    const comment = await story.world.as("robot").comment(number, marker);
    const job = run(story);
    const author = async () => (await job.github.read([number]))[0]?.items.at(-1)?.actor.login;
    expect(await author()).toBe("robot");
    await story.world.as("gary").pinComment(comment);
    expect(await run(story).github.read([number])).toMatchObject([
      { items: [{ type: "labeled" }, { actor: { login: "robot" } }] },
    ]);
  });

  test("that pins a card of its own is one of us, in reads of one issue and of many", async () => {
    const story = await begin();
    const { world } = story;
    asleep(world);
    const number = await declared(story);
    const other = await declared(story);
    const robot = world.as("robot");
    await robot.comment(other, "I am here too");
    const job = run(story);
    await job.github.read([other]);
    await robot.pinComment(await robot.comment(number, marker));
    world.forgetRequests();
    expect((await job.github.read([number]))[0]?.items.at(-1)?.actor).toEqual({ login: "github-actions", kind: "bot" });
    expect((await job.github.read([other]))[0]?.items.at(-1)?.actor).toEqual({ login: "github-actions", kind: "bot" });
    const looks = () => world.requests.filter(({ path }) => path.includes("/issues/comments/"));
    expect(looks()).toHaveLength(1);
    await job.github.read([number]);
    expect(looks()).toHaveLength(1);
    const seen: unknown[] = [];
    await run(story).archive.readAll(["incident"], async (issue) => {
      seen.push(issue?.items.at(-1)?.actor.login);
    });
    expect(seen).toEqual(["github-actions", "github-actions"]);
  });

  test("that is configured is one of us without more ado; a person of that name is not", async () => {
    const story = await begin({ files: { ".github/sooner.yml": "accounts: [robot, gary]\n" } });
    asleep(story.world);
    const number = await declared(story);
    await story.world.as("robot").comment(number, marker);
    const [issue] = await run(story).github.read([number]);
    expect(issue?.author).toEqual({ login: "gary", kind: "user" });
    expect(issue?.items.at(-1)?.actor).toEqual({ login: "github-actions", kind: "bot" });
  });
});

describe("a dispatch that reaches both", () => {
  const payload = { title: "Queue is stuck", severity: "sev2" };
  const { configuration } = readConfiguration(null);
  const opened = ({ world }: Story) => {
    const [repository] = world.state.repositories.values();
    return [...(repository?.issues.values() ?? [])].map(({ number, stateReason }) => [number, stateReason]);
  };
  const declaration = (story: Story, sent: object = payload, delivery = "run:1") =>
    readDispatch({ delivery, sender: "greg", at: story.world.clock.now(), payload: sent });

  test("opens one incident, whoever is later", async () => {
    const story = await begin();
    await story.world.as("greg").dispatch("incident", payload);
    await story.settled();
    expect(await declare(run(story).github, declaration(story), configuration)).toBe(1);
    expect(opened(story)).toEqual([[1, null]]);
  });

  test("opens another for other words, and for the same 11 minutes later", async () => {
    const story = await begin();
    await story.world.as("greg").dispatch("incident", payload);
    await story.settled();
    expect(await declare(run(story).github, declaration(story, { title: "Login is down" }), configuration)).toBe(2);
    story.world.clock.advance(11 * 60_000);
    expect(await declare(run(story).github, declaration(story, payload, "run:2"), configuration)).toBe(3);
    await story.settled();
  });

  test("opened by both at once, the younger is retired", async () => {
    const story = await begin();
    const { world } = story;
    world.webhooks.lose(({ event }) => event !== "repository_dispatch");
    const number = await declare(run(story).github, declaration(story), configuration);
    await world.as("greg").dispatch("incident", payload);
    await story.settled();
    expect(opened(story)).toHaveLength(2);
    await passByJob(story, number);
    await story.passOverAll(); // The first sight of the Action's card, for the passes to come.
    await story.passOverAll();
    expect(opened(story)).toEqual([
      [1, null],
      [2, "duplicate"],
    ]);
  });
});
