/** Informational alerts in the wiki: read from the issues that count them, as far as those have changed. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { Rasteriser } from "../../action/rasterise.ts";
import { noiseIssue } from "../../src/alerts/noise.ts";
import { defaults } from "../../src/config.ts";
import { writeMarker } from "../../src/marker.ts";
import type { World } from "../world/world.ts";
import { noticed, rasteriser, readingOf, run, said } from "./run.ts";
import { end, team } from "./team.ts";

let drawing: Rasteriser;
let world: World;

beforeAll(() => {
  drawing = rasteriser();
});
afterAll(() => drawing.close());
beforeEach(async () => {
  world = await team({ files: {} });
});
afterEach(() => end(world));

const path = "incidents/data/noise.jsonl";

/** The comment of March, with the alerts of the 10th by fingerprint. */
function march(counts: Record<string, number>): string {
  const rows = Object.entries(counts).map(([fingerprint, count]) => {
    const told = { source: "grafana", fingerprint, title: `Disk of ${fingerprint}`, rule: "DiskFull" };
    return { ...told, service: null, severity: "info", days: { 10: count }, last: null, firing: true };
  });
  return `${writeMarker("noise:2026-03", { rows, others: {} })}\n### March 2026`;
}

/** The App opens the quarter's issue and counts on it; gives the issue and the comment. */
async function counted(counts: Record<string, number>) {
  const { title, body, label } = noiseIssue(world.clock.now(), defaults);
  const number = await world.asApp().openIssue({ title, body, labels: [label.name] });
  const comment = await world.asApp().comment(number, march(counts));
  said(world);
  return { number, comment };
}

const lines = () =>
  (world.wiki().read(path) ?? "")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
const requests = () => world.requests.filter(({ byApp }) => byApp).length;
const commits = () =>
  world
    .wiki()
    .commits()
    .filter(({ message }) => message.startsWith("Update")).length;

async function again() {
  world.clock.advance(120_000);
  world.forgetRequests();
  const before = commits();
  const outcome = await run(world, drawing);
  return { requests: requests(), commits: commits() - before, notices: noticed(outcome) };
}

it("keeps them as data and in the metrics, and takes their issue for no incident", async () => {
  const { number } = await counted({ a: 3, b: 1 });
  await world.as("gary").comment(number, "/sev1");
  const outcome = await run(world, drawing);
  expect(noticed(outcome)).toEqual([]);
  expect(lines()).toMatchObject([
    { issue: number, source: "grafana", fingerprint: "a", day: "2026-03-10", count: 3 },
    { issue: number, source: "grafana", fingerprint: "b", day: "2026-03-10", count: 1 },
  ]);
  expect(world.wiki().read("Incident-metrics.md")).toContain("| DiskFull | Grafana | – | 4 | 100% |");
  expect(JSON.parse(world.wiki().read("incidents/data/metrics.json") ?? "").windows[0].noise).toMatchObject({
    alerts: 4,
    notActionable: 4,
    share: 1,
  });
  expect(world.wiki().files()).not.toContain(`Incident-${number}.md`);
  expect(said(world)).toEqual([]);
});

it("asks once and commits nothing where nothing has changed", async () => {
  await counted({ a: 3 });
  await run(world, drawing);
  expect(await again()).toEqual({ requests: 1, commits: 0, notices: [] });
});

it("reads what has changed with one request more, and a full run ends the same", async () => {
  const { comment } = await counted({ a: 3 });
  await run(world, drawing);
  world.clock.advance(120_000);
  await world.asApp().editComment(comment, march({ a: 4, c: 1 }));
  expect(await again()).toMatchObject({ requests: 2, commits: 1 });
  expect(lines().map(({ fingerprint, count }) => [fingerprint, count])).toEqual([
    ["a", 4],
    ["c", 1],
  ]);
  const incremental = await readingOf(world);
  world.wiki().write({ "incidents/data/memory.json": null, [path]: null });
  await again();
  expect(await readingOf(world)).toEqual(incremental);
});

it("keeps those of an issue that was not read again", async () => {
  await counted({ a: 3 });
  await run(world, drawing);
  world.clock.advance(120_000);
  await world.as("gary").openIssue({ title: "Login is down", body: "It fails.", labels: ["sev3"] });
  await again();
  expect(lines()).toMatchObject([{ fingerprint: "a", count: 3 }]);
});

it("forgets them with their issue, and leaves the file empty", async () => {
  const { number } = await counted({ a: 3 });
  await run(world, drawing);
  world.clock.advance(120_000);
  await world.as("olga").deleteIssue(number);
  await again();
  expect(world.wiki().read(path)).toBe("");
  expect(await again()).toEqual({ requests: 1, commits: 0, notices: [] });
});

it("reads all anew where somebody has changed or removed the file, and says so", async () => {
  await counted({ a: 3 });
  await run(world, drawing);
  const before = world.wiki().read(path);
  for (const text of ["{}\n", null]) {
    world.wiki().write({ [path]: text });
    const { notices } = await again();
    expect(notices).toEqual(["warning: Data in the wiki is not as it was written"]);
    expect(world.wiki().read(path)).toBe(before);
  }
});

it("believes no person's issue, nor a bot's without the label", async () => {
  const { title, body, label } = noiseIssue(world.clock.now(), defaults);
  const person = world.as("gary");
  await person.comment(await person.openIssue({ title, body, labels: [label.name] }), march({ a: 9 }));
  await world.asApp().comment(await world.asApp().openIssue({ title, body }), march({ b: 9 }));
  said(world);
  await run(world, drawing);
  expect(world.wiki().read(path)).toBeNull();
});

it("goes by the label that the configuration names", async () => {
  await end(world);
  world = await team({ files: { ".github/sooner.yml": "labels: { alertNoise: Hum }\n" } });
  const { title, body } = noiseIssue(world.clock.now(), defaults);
  const number = await world.asApp().openIssue({ title, body, labels: ["hum"] });
  await world.asApp().comment(number, march({ a: 2 }));
  said(world);
  await run(world, drawing);
  expect(lines()).toMatchObject([{ fingerprint: "a", count: 2 }]);
});
