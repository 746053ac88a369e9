/** A repository's past as the App reads it. */
import { Probot } from "probot";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defaults } from "../../src/config.ts";
import { githubApp } from "../../src/github/app.ts";
import { Octokit } from "../../src/github/octokit.ts";
import type { GitHub } from "../../src/github/port.ts";
import type { Incident } from "../../src/incident/incident.ts";
import { understand } from "../../src/observe.ts";
import { Past } from "../../src/past/past.ts";
import { readTemplates } from "../../src/templates.ts";
import type { PastIssue } from "../world/past.ts";
import { createWorld, type World } from "../world/world.ts";
import { incidentOf } from "./told.ts";

const shop = { owner: "acme", repo: "shop" };
const surroundings = { templates: readTemplates(), now: () => Date.parse("2026-03-10T16:00:00Z") };
const asked = incidentOf({ number: 1_000, day: "2026-03-10", title: "Kafka consumer lag is rising again" });

let world: World;
let github: GitHub;
let past: Past;

beforeEach(async () => {
  world = createWorld({ now: "2026-03-10T16:00:00Z" });
  world.person("gary", { role: "write", member: true });
  await world.listen();
  past = new Past(surroundings);
});

afterEach(async () => {
  await world.close();
  expect(world.problems).toEqual([]);
});

/** The repository with these issues, and GitHub as the App sees it. */
async function given(issues: readonly Partial<PastIssue>[], files: Record<string, string> = {}): Promise<void> {
  world.repository("acme/shop", { files });
  world.populate("acme/shop", issues.length, (number) => issueOf(number, issues[number - 1]));
  const { id, privateKey, webhookSecret: secret } = world.app;
  const baseUrl = `${world.url}/api/v3`;
  const probot = new Probot({ appId: id, privateKey, secret, Octokit, baseUrl, logLevel: "fatal" });
  const app = githubApp({
    authenticate: (installation) => probot.auth(installation),
    labelsOf: () => ["incident"],
    clock: { now: Date.now, sleep: async () => {}, random: () => 0 },
  });
  const [repository] = await app.repositories();
  if (!repository) throw new Error("The App sees no repository");
  github = await app.in(repository);
}

function issueOf(number: number, more: Partial<PastIssue> = {}): PastIssue {
  const at = Date.parse("2026-01-01T09:00:00Z") + number * 3_600_000;
  return { title: `Kafka consumer lag, week ${number}`, by: "gary", at, labels: ["incident"], ...more };
}

const said = (at: string, body: string): NonNullable<PastIssue["events"]> => [
  { does: "comment", by: "gary", at, body },
];
const found = (incident: Incident = asked) => past.similar(shop, incident)?.map(({ number }) => number);

describe("a repository's past", () => {
  it("is not known before it was loaded", async () => {
    await given([{}]);
    expect(past.similar(shop, asked)).toBeNull();
    past.learn(shop, asked);
    expect(past.similar(shop, asked)).toBeNull();
  });

  it("is what its issues tell", async () => {
    await given([
      { events: said("2026-01-05T10:00:00Z", "/learned the rebalance takes ten minutes") },
      { events: said("2026-01-05T10:00:00Z", "/incident drill") },
      { labels: ["bug"] },
      { title: "Login page down" },
    ]);
    await past.load(github, shop, defaults);
    expect(past.similar({ owner: "Acme", repo: "Shop" }, asked)).toEqual([
      {
        number: 1,
        title: "Kafka consumer lag, week 1",
        declaredAt: Date.parse("2026-01-01T10:00:00Z"),
        learned: ["the rebalance takes ten minutes"],
        open: [],
      },
    ]);
  });

  it("is found by the label that the repository has chosen", async () => {
    await given([{ labels: ["outage"] }], { ".github/sooner.yml": "labels:\n  incident: outage\n" });
    await past.load(github, shop, { ...defaults, labels: { ...defaults.labels, incident: "outage" } });
    expect(found()).toEqual([1]);
  });

  it("is kept up by what passes see", async () => {
    await given([{}, {}, { labels: ["bug"], events: said("2026-01-05T10:00:00Z", "/incident sev3") }]);
    await past.load(github, shop, defaults);
    expect(found()).toEqual([2, 1]);
    for (const issue of await github.read([3])) {
      const situation = issue && (await understand(github, issue, surroundings));
      if (situation?.folded.status !== "incident") throw new Error("It is no incident");
      past.learn(shop, situation.folded.incident);
      expect(found()).toEqual([3, 2, 1]);
      past.learn(shop, { ...situation.folded.incident, state: "withdrawn" });
      expect(found()).toEqual([2, 1]);
    }
  });

  it("is what passes have seen meanwhile, rather than what was read", async () => {
    await given([{}, {}]);
    const loading = past.load(github, shop, defaults);
    past.learn(shop, incidentOf({ number: 2, day: "2026-01-02", title: "Wrong prices" }));
    await loading;
    expect(found()).toEqual([1]);
  });
});

describe("loading", () => {
  it("takes the newest hundred, in few requests, once for all who ask", async () => {
    const others = Array.from({ length: 125 }, (_, n) => ({ title: `Brand ${n} has wrong prices` }));
    await given([{}, ...others, {}, {}, {}, {}]);
    world.forgetRequests();
    await Promise.all([past.load(github, shop, defaults), past.load(github, shop, defaults)]);
    expect(world.reads().length).toBeLessThanOrEqual(7);
    expect(world.writes()).toEqual([]);
    const early = incidentOf({ number: 1_000, day: "2026-01-03", title: "Kafka consumer lag" });
    expect(found()).toEqual([130, 129, 128]);
    expect(found(early)).toEqual([]);
  });

  it("that fails is told, and leaves nothing; the next finds it all", async () => {
    await given([{}]);
    world.fail({ does: "answer", status: 502, nth: 3, times: 100 });
    await expect(past.load(github, shop, defaults)).rejects.toThrow();
    expect(past.similar(shop, asked)).toBeNull();
    world.heal();
    await past.load(github, shop, defaults);
    expect(found()).toEqual([1]);
  });
});
