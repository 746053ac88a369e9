/** What keeps the Action from its work: told in one message with what to do, while everything else goes on. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { World } from "../world/world.ts";
import { type Ran, Runner } from "./runner.ts";
import { end, type TeamOptions, team } from "./team.ts";

let runner: Runner;
let world: World;

beforeAll(async () => {
  runner = await Runner.begin();
});
afterAll(() => runner.end());
afterEach(() => end(world));

async function begin(options: TeamOptions = {}): Promise<void> {
  world = await team(options);
  await world.as("gary").openIssue({ title: "Login is down", body: "It fails.", labels: ["incident", "sev2"] });
}

const errors = ({ log }: Ran) => log.split("\n").filter((line) => line.startsWith("::error"));

describe("a wiki that can't be written", () => {
  it("has no first page", async () => {
    await begin({ wiki: "empty" });
    const ran = await runner.run(world);
    expect(ran.code).toBe(1);
    expect(errors(ran)).toEqual([
      `::error title=The wiki could not be written::The wiki of acme/shop has no page yet, and the first one can only be made in the browser. Open ${world.url}/acme/shop/wiki/_new, save a page with any words, and run the job again. Where there are pages already, the workflow lacks \`permissions: contents: write\`.`,
    ]);
    expect(world.card(1)).toContain("SEV2");
    expect(ran.summary).toContain("1 incident in response");
    expect(ran.outputs).toMatchObject({ incidents: "1", "wiki-url": "", complete: "false" });
  });

  it("is switched off", async () => {
    await begin({ wiki: "off" });
    const ran = await runner.run(world);
    expect(ran.code).toBe(1);
    expect(errors(ran)).toEqual([
      `::error title=The wiki could not be written::The wiki of acme/shop is switched off. Switch it on at ${world.url}/acme/shop/settings under General > Features > Wikis, or set the input \`wiki\` to false.`,
    ]);
  });

  it("may only be read", async () => {
    await begin();
    const { token } = world.job("acme/shop", { permissions: { contents: "read", issues: "write" } });
    const ran = await runner.run(world, { token });
    expect(ran.code).toBe(1);
    expect(errors(ran)).toEqual([
      "::error title=The wiki could not be written::The job's token may not write to the wiki of acme/shop. GitHub says: Permission to acme/shop.wiki.git denied to github-actions[bot]. Give the job `permissions: contents: write` in its workflow file, and run it again.",
    ]);
    expect(world.card(1)).toContain("SEV2");
  });

  it("is protected", async () => {
    await begin();
    world.wiki().protect();
    const ran = await runner.run(world);
    expect(ran.code).toBe(1);
    expect(errors(ran)).toHaveLength(1);
    expect(errors(ran)[0]).toContain("declines pushes");
  });
});

describe("a token", () => {
  it("that is wrong is said in one message, and shown nowhere", async () => {
    await begin();
    const ran = await runner.run(world, { token: "ghs_thisisnotatoken" });
    expect(ran.code).toBe(1);
    expect(errors(ran)).toHaveLength(1);
    expect(errors(ran)[0]).toContain("The token is wrong, has expired or was revoked");
    expect(ran.log.replace("::add-mask::ghs_thisisnotatoken", "") + ran.summary).not.toContain("thisisnotatoken");
  });

  it("of a person is refused", async () => {
    await begin();
    const ran = await runner.run(world, { token: "ghp_gary" });
    expect(ran.code).toBe(1);
    expect(errors(ran)).toEqual([
      "::error title=Sooner could not run::The token belongs to gary, not to a workflow or an App. Leave the input `token` out, so that the job's own token is used, or give it an App's installation token.",
    ]);
  });
});

describe("GitHub's limits", () => {
  it("end a run cleanly: it says so, keeps what it has, and the next run goes on", async () => {
    world = await team();
    world.populate("acme/shop", 30, (n) => ({
      title: `Incident ${n}`,
      by: "gary",
      at: "2026-03-01T10:00:00Z",
      labels: ["incident"],
      events: [{ at: "2026-03-01T11:00:00Z", by: "gary", does: "close" }],
    }));
    const job = world.job();
    world.budget(job.token, "graphql").set({ remaining: 100 });
    const first = await runner.run(world, { token: job.token });
    expect(first.code).toBe(1);
    expect(errors(first)[0]).toMatch(/^::error title=The run is not complete::\d+ issues are left/);
    expect(first.summary).toContain("**Not finished.**");
    expect(first.outputs.complete).toBe("false");
    world.budget(job.token, "graphql").set({ remaining: 1000 });
    const second = await runner.run(world, { token: job.token });
    expect(second.code).toBe(0);
    expect(second.outputs).toMatchObject({ incidents: "30", complete: "true" });
  });
});

describe("GitHub failing", () => {
  it("for good ends a run as its limits do", async () => {
    await begin();
    await runner.run(world);
    world.clock.advance(60_000);
    await world.as("cathy").comment(1, "I see errors.");
    let asked = 0;
    world.fail({ does: "answer", status: 502, times: 1000, when: ({ graphql }) => graphql !== null && ++asked > 1 });
    const broken = await runner.run(world);
    expect(broken.code).toBe(1);
    expect(broken.outputs.complete).toBe("false");
    world.heal();
    const next = await runner.run(world);
    expect(next.code).toBe(0);
    expect(world.wiki().read("Incident-1.md")).toContain("I see errors.");
  });
});

describe("inputs that can't be meant", () => {
  it.each([
    [{ "dry-run": "maybe" }, "The input `dry-run` is “maybe”. Set it to true or false."],
    [{ since: "last week" }, "The input `since` is “last week”. Write a day such as 2026-11-01, or all."],
    [
      { config: "x.yml" },
      "The input `config` is for dry runs only. Set dry-run to true, or put the configuration into .github/sooner.yml.",
    ],
  ])("are named: %o", async (inputs, message) => {
    await begin();
    const ran = await runner.run(world, { inputs });
    expect(ran.code).toBe(1);
    expect(errors(ran)).toEqual([`::error title=Sooner could not run::${message}`]);
  });
});
