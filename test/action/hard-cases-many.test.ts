/** More incidents than have pages of their own: the archive takes over the oldest, and nobody's words go with them. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Rasteriser } from "../../action/rasterise.ts";
import type { World } from "../world/world.ts";
import { rasteriser, run, unlimited } from "./run.ts";
import { end, team } from "./team.ts";

let drawing: Rasteriser;
let world: World;

/** Over within the hour, on one day after the other. */
function populate(count: number): void {
  world.populate("acme/shop", count, (number) => {
    const at = Date.parse("2023-01-01T10:00:00Z") + number * 86_400_000;
    const close = { at: at + 3_600_000, by: "gary", does: "close" as const };
    return { title: `Incident ${number}`, by: "gary", at, labels: ["incident"], events: [close] };
  });
}

beforeAll(async () => {
  drawing = rasteriser();
  world = await team();
  unlimited(world);
  populate(1_000);
  await run(world, drawing);
}, 120_000);
afterAll(async () => {
  await drawing.close();
  await end(world);
});

/** The pictures in the wiki: those of the newest 200. */
function figures(): { count: number; oldest: number } {
  const numbers = world
    .wiki()
    .files()
    .flatMap((path) => /^incidents\/figures\/(\d+)\.png$/.exec(path)?.[1] ?? []);
  return { count: numbers.length, oldest: Math.min(...numbers.map(Number)) };
}

describe("1,002 incidents", () => {
  it("have 1,000 pages; the oldest two go, but for the one that has words of people's", async () => {
    expect(world.wiki().files()).toEqual(expect.arrayContaining(["Incident-1.md", "Incident-2.md"]));
    expect(figures()).toEqual({ count: 200, oldest: 801 });
    world.wiki().write({ "Incident-1.md": `${world.wiki().read("Incident-1.md")}\nWhat we learned: much.\n` });
    populate(2);
    const { summary } = await run(world, drawing);
    const files = world.wiki().files();
    expect(files).toEqual(expect.arrayContaining(["Incident-1.md", "Incident-1002.md"]));
    expect(files).not.toContain("Incident-2.md");
    expect(figures()).toEqual({ count: 200, oldest: 803 });
    expect(world.wiki().read("Incident-802.md")).not.toContain("figures/");
    expect(world.wiki().read("Incident-1.md")).toContain("What we learned: much.");
    expect(world.wiki().read("Incidents-2023.md")).toContain("Incident 2 ");
    expect(summary).toContain("Incident-1: It is in its year's archive now");
    expect(files.length).toBeLessThan(2_500);
  }, 120_000);
});
