/** The laws of the scheduled run: cut anywhere it is mended by the next one, and nothing is done twice. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Rasteriser } from "../../action/rasterise.ts";
import type { WikiRepository } from "../world/wiki.ts";
import type { World } from "../world/world.ts";
import { rasteriser, readingOf, run, said } from "./run.ts";
import { incidents, later } from "./scene.ts";
import { end, team } from "./team.ts";

let drawing: Rasteriser;
beforeAll(() => {
  drawing = rasteriser();
});
afterAll(() => drawing.close());

/** What happens before the run that is watched. */
type Scene = (world: World) => Promise<void>;

const scenes: [string, Scene][] = [
  ["a first run", async (world) => incidents(world)],
  [
    "a run after another",
    async (world) => {
      incidents(world);
      await run(world, drawing);
      await later(world);
    },
  ],
  [
    "a run after deadlines have passed, and a week",
    async (world) => {
      incidents(world);
      await run(world, drawing);
      world.clock.advance(6 * 24 * 60 * 60_000);
    },
  ],
];

/** What befalls git, and whether the run still gets its work done. */
const gitTroubles: [string, (wiki: WikiRepository) => void, boolean][] = [
  ["the wiki can't be reached at first", (wiki) => wiki.failAt("list to fetch"), true],
  ["the answer to a clone is lost", (wiki) => wiki.failAt("fetch"), true],
  ["a push does not arrive", (wiki) => wiki.failAt("push"), true],
  ["the answer to a push is lost", (wiki) => wiki.hangUpAfterPush(), true],
  ["nothing can be pushed, as when the job is killed before", (wiki) => wiki.failAt("push", 5), false],
];

/** Runs in worlds of their own at the same time. */
const atOnce = 4;

interface Left {
  /** Whether the run that is watched said that all is done; false where it threw. */
  complete: unknown;
  wiki: Record<string, string>;
  /** As JSON. */
  issues: string;
}

/** The same for worlds at other addresses. */
function issuesOf(world: World): string {
  return JSON.stringify(world.snapshot(), null, 1).replaceAll(world.url, "https://github.example");
}

/** What wiki and issues are like after a run in trouble and one in calm. */
async function mended(scene: Scene, trouble: (world: World) => void): Promise<Left> {
  const world = await team();
  await scene(world);
  trouble(world);
  const told = await run(world, drawing).catch(() => null);
  world.heal();
  await run(world, drawing);
  const left = { complete: told?.outputs.complete ?? false, wiki: await readingOf(world), issues: issuesOf(world) };
  said(world);
  await end(world);
  return left;
}

const calm = (scene: Scene) => mended(scene, () => {});

describe.each(scenes)("%s", (_, scene) => {
  test("cut at any request to GitHub says that it is not complete, and is mended by the next", async () => {
    const { wiki, issues } = await calm(scene);
    const cutAt = (nth: number) => mended(scene, (world) => world.fail({ does: "stop", nth }));
    for (let nth = 1, isCut = true; isCut; nth += atOnce) {
      const all = await Promise.all(Array.from({ length: atOnce }, (_, index) => cutAt(nth + index)));
      isCut = all.every(({ complete }) => complete !== true);
      for (const [index, left] of all.entries()) {
        expect({ wiki: left.wiki, issues: left.issues }, `cut at request ${nth + index}`).toEqual({ wiki, issues });
      }
    }
  }, 120_000);
});

test.each(gitTroubles)("%s: the wiki ends as without", async (_, trouble, complete) => {
  const scene: Scene = async (world) => incidents(world);
  const { wiki, issues } = await calm(scene);
  const left = await mended(scene, (world) => trouble(world.wiki()));
  expect(left).toEqual({ complete, wiki, issues });
});
