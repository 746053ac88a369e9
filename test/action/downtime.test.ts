/** What downtime cost: deployments that an incident names as what hurt, through the whole Action. */
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { metricsSchema } from "../../src/metrics/metrics.ts";
import type { World } from "../world/world.ts";
import { Runner } from "./runner.ts";
import { end, team } from "./team.ts";

let runner: Runner;
let world: World;

beforeAll(async () => {
  runner = await Runner.begin();
});
afterAll(() => runner.end());
afterEach(() => end(world));

const configuration = "downtime: { hourlyCost: 600, environments: [production] }\n";

it("counts a deployment once that hurt, by its pull request, and says what the time until recovery cost", async () => {
  world = await team({ files: { ".github/sooner.yml": configuration } });
  const olga = world.as("olga");
  const pull = await olga.openPullRequest({ title: "New login page" });
  await olga.mergePullRequest(pull);
  const sha = world.issue(pull).merge?.sha ?? "";
  const deployment = await olga.deploy({ sha, environment: "production", state: "success" });
  await olga.deploy({ environment: "production", state: "success" });
  await olga.deploy({ environment: "production", state: "failure" });
  await olga.deploy({ environment: "staging", state: "success" });
  const number = await world.as("gary").openIssue({ title: "Login is down", labels: ["incident", "sev2"] });
  await world.as("gary").comment(number, `/started 16:00\n/change #${pull} hurt`);
  world.clock.set("2026-03-10T16:36:00Z");
  await world.as("greg").comment(number, "/mitigated 16:36");
  const { code } = await runner.run(world);
  expect(code).toBe(0);
  const record = JSON.parse(world.wiki().read("incidents/data/2026.jsonl") ?? "");
  expect(record.changes).toEqual([
    { kind: "pull request", ref: `#${pull}`, effect: "hurt", deployments: [deployment] },
  ]);
  const metrics = metricsSchema.parse(JSON.parse(world.wiki().read("incidents/data/metrics.json") ?? ""));
  expect(metrics.windows[0]?.cost).toMatchObject({
    deployments: 2,
    failed: 1,
    changeFailureRate: 0.5,
    meanTimeToRecover: 0.5,
    cost: 300,
  });
  expect(world.wiki().read("Incident-metrics.md")).toContain("300");
});
