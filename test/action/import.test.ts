/** Old incident issues, taken into the reports under the labels, titles and numbers that a repository has. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readLines } from "../../src/record/lines.ts";
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
  world = await team({ now: "2026-03-10T16:06:00Z" });
});
afterEach(() => end(world));

const rules = ["outage", "Priority-Critical = sev1", "title: [Incident]", "#4"].join("\n");

/** Five issues of old times, of which the last is a test. */
function past(): void {
  const old = [
    { title: "Mail is down", labels: ["Outage 🔥"] },
    { title: "Everything is down", labels: ["Priority-Critical (site down)"] },
    { title: "[Incident] Search is slow", labels: [] },
    { title: "Checkout fails", labels: [] },
    { title: "[TEST] outage", labels: ["Outage 🔥"] },
    { title: "A wish", labels: [] },
  ];
  world.populate("acme/shop", old.length, (n) => ({
    title: old[n - 1]?.title ?? "",
    labels: old[n - 1]?.labels ?? [],
    by: "oscar",
    at: "2021-05-04T10:00:00Z",
    events: [
      { at: "2021-05-04T10:20:00Z", by: "gary", does: "comment", body: "I restart the mail servers." },
      { at: "2021-05-04T11:00:00Z", by: "gary", does: "close" },
    ],
  }));
}

const records = () => readLines(world.wiki().read("incidents/data/2021.jsonl") ?? "") ?? [];

describe("an import", () => {
  it("takes old issues in, marks them, and writes nothing to them", async () => {
    past();
    const { code, log, outputs } = await runner.run(world, { inputs: { import: rules } });
    expect(code).toBe(0);
    expect(records().map(({ number, imported, severity }) => [number, imported, severity.final])).toEqual([
      [1, true, null],
      [2, true, "sev1"],
      [3, true, null],
      [4, true, null],
    ]);
    expect(log).toContain("::notice title=Issue #5 was not imported::It was a test.");
    expect(world.writes()).toEqual([]);
    expect(outputs.incidents).toBe("4");
  });

  it("goes on in the runs that follow, and is undone with its rules", async () => {
    past();
    await runner.run(world, { inputs: { import: rules } });
    world.clock.advance(60_000);
    await world.as("cathy").comment(1, "Looking back: the disk was full.");
    await runner.run(world, { inputs: { import: rules } });
    expect(records()[0]?.timeline.at(-1)?.text).toContain("the disk was full");
    await runner.run(world);
    expect(records()).toEqual([]);
  });
});
