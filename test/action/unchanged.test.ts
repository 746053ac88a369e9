/** Runs after which nothing has changed: they ask once and commit nothing, whatever the run before has done. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
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

const commits = () =>
  world
    .wiki()
    .commits()
    .filter(({ message }) => message.startsWith("Update")).length;
const requests = () => world.requests.filter(({ byApp }) => byApp).length;

/** An incident whose first pass opens an action item and a review. */
async function incident(): Promise<number> {
  const number = await world
    .as("gary")
    .openIssue({ title: "Login is down", body: "It fails.", labels: ["incident", "sev2"] });
  await world.as("greg").comment(number, "/mitigated\n/action @greg high alert on failing logins");
  await runner.run(world);
  return number;
}

/** What the next run asks for and commits. */
async function next(): Promise<{ requests: number; commits: number }> {
  const before = commits();
  world.forgetRequests();
  expect((await runner.run(world)).code).toBe(0);
  return { requests: requests(), commits: commits() - before };
}

describe("a run after one that has opened sub-issues", () => {
  it("knows that they were read with their incident", async () => {
    await incident();
    expect(await next()).toEqual({ requests: 1, commits: 0 });
    world.clock.advance(3_600_000);
    expect(await next()).toEqual({ requests: 1, commits: 0 });
  });

  it("reads the incident again where somebody has changed one of them", async () => {
    const number = await incident();
    const isItem = (each: number) => world.issue(each).labels.some(({ name }) => name === "action-item");
    const item = [number + 1, number + 2].find(isItem) ?? 0;
    world.clock.advance(60_000);
    await world.as("greg").close(item);
    await next();
    expect(world.wiki().read("incidents/data/2026.jsonl")).toContain('"state":"done"');
    expect(world.wiki().read(`Incident-${number}.md`)).toContain("alert on failing logins");
    expect(await next()).toEqual({ requests: 1, commits: 0 });
  });
});

describe("a run that has lost its data", () => {
  it("still finds the incident that was withdrawn, which no label leads to", async () => {
    const number = await incident();
    await world.as("gary").openIssue({ title: "Search is empty", body: "It fails.", labels: ["incident", "sev3"] });
    await runner.run(world);
    world.clock.advance(3_600_000);
    const withdrawn = number + 3;
    for (const label of ["incident", "sev3"]) await world.as("gary").unlabel(withdrawn, label);
    world.clock.advance(3_600_000);
    await runner.run(world);
    const before = world.wiki().read("incidents/data/2026.jsonl");
    expect(before).toContain('"state":"withdrawn"');
    world.wiki().write({ "incidents/data/memory.json": null, "incidents/data/2026.jsonl": null });
    await runner.run(world);
    expect(world.wiki().read("incidents/data/2026.jsonl")).toBe(before);
  });
});
