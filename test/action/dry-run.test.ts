/** A dry run: the pages in a folder, the plan in the log, and nothing written anywhere. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Rasteriser } from "../../action/rasterise.ts";
import type { World } from "../world/world.ts";
import { noticed, rasteriser, run, said } from "./run.ts";
import { incidents } from "./scene.ts";
import { end, team } from "./team.ts";

let drawing: Rasteriser;
let world: World;
let room: string;
let folder: string;

beforeAll(() => {
  drawing = rasteriser();
});
afterAll(() => drawing.close());
beforeEach(async () => {
  world = await team();
  incidents(world);
  room = mkdtempSync(join(tmpdir(), "sooner-dry-"));
  folder = join(room, "report");
});
afterEach(async () => {
  rmSync(room, { recursive: true });
  await end(world);
});

const rehearse = (inputs: Record<string, string> = {}) =>
  run(world, drawing, { inputs: { "dry-run": "true", folder, ...inputs } });
const files = () =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.\w+$/.test(path))
    .sort();
const read = (path: string) => readFileSync(join(folder, path), "utf8");

/** What there is on GitHub and in the wiki. */
const everything = () => JSON.stringify([world.snapshot(), world.wiki().commits().length, world.wiki().files()]);

describe("a dry run", () => {
  it("writes nothing on GitHub and nothing into the wiki", async () => {
    const before = everything();
    await rehearse();
    expect(everything()).toBe(before);
    expect(world.writes()).toEqual([]);
    expect(world.wiki().requests.push).toBe(0);
  });

  it("brings pages, figures and data into the folder, and says so in its outputs", async () => {
    const { outputs } = await rehearse();
    expect(files()).toEqual([
      "Home.md",
      "Incident-1-public.md",
      "Incident-1.md",
      "Incident-2.md",
      "Incident-3.md",
      "Incident-action-items.md",
      "Incident-learnings.md",
      "Incident-metrics.md",
      "Incident-status.md",
      "Incidents-2026.md",
      "Incidents.md",
      "_Sidebar.md",
      "incidents/data/2026.jsonl",
      "incidents/data/incidents.csv",
      "incidents/data/memory.json",
      "incidents/data/metrics.json",
      "incidents/figures/1.png",
      "incidents/figures/2.png",
    ]);
    expect(read("Home.md")).toMatch(/^Welcome to the shop wiki!/);
    expect(outputs).toEqual({
      incidents: 2,
      "open-incidents": 1,
      "open-action-items": 0,
      "overdue-action-items": 0,
      "pages-written": 12,
      "wiki-url": "",
      "digest-url": "",
      folder,
      "issues-updated": 0,
      complete: true,
    });
  });

  it("prints what would change, on issues and in the wiki", async () => {
    const { log } = await rehearse();
    expect(log.filter((line) => line.startsWith("#"))).toEqual([
      "#1: would open the action item “Alert on logins”",
      "#1: would comment on #1", // A reminder: there was no status update for an hour.
      "#1: would react with 🚀 to #1",
      "#1: would react with 🚀 to comment 1011",
      "#1: would react with 😕 to comment 1012",
      "#1: would react with 🚀 to comment 1013",
      "#1: would comment on #1",
      "#1: would post and pin the card of #1",
      "#2: would open the review “Post-incident review: Checkout is slow”",
      "#2: would take sev1 off #2",
      "#2: would react with 🚀 to comment 1016",
      "#2: would react with 🚀 to comment 1017",
      "#2: would post and pin the card of #2",
    ]);
    expect(log).toContain("would change Home.md");
    expect(log).toContain("would add Incident-1.md");
    expect(log.filter((line) => line.startsWith("would"))).toHaveLength(files().length);
  });

  it("tells only what would change, where there is a wiki already", async () => {
    await run(world, drawing);
    said(world);
    world.clock.advance(60_000);
    await world.as("cathy").comment(1, "The database is busy.");
    const { log } = await rehearse();
    expect(log.filter((line) => line.startsWith("would")).sort()).toEqual([
      "would change Incident-1.md",
      "would change Incident-metrics.md",
      "would change incidents/data/2026.jsonl",
      "would change incidents/data/memory.json",
      "would change incidents/data/metrics.json",
      "would change incidents/figures/1.png",
    ]);
    expect(read("Incident-1.md")).toContain("The database is busy.");
  });

  it("holds back what the Action would hold back", async () => {
    expect(noticed(await rehearse())).toEqual(["warning: The public page of #2 is held back"]);
    expect(files()).not.toContain("Incident-2-public.md");
  });

  it("tries another configuration", async () => {
    const config = join(room, "another.yml");
    writeFileSync(config, "zone: Europe/Berlin\nreport:\n  public: []\n");
    await rehearse({ config });
    expect(files().filter((path) => path.endsWith("-public.md"))).toEqual([]);
    expect(read("Incident-1.md")).toContain("Europe/Berlin");
  });

  it("needs no wiki, and says what the Action would say of it", async () => {
    world.wiki().off();
    const told = await rehearse();
    expect(noticed(told)).toContain("warning: The wiki could not be written");
    expect(files()).toContain("Incidents.md");
  });
});
