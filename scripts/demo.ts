/**
 * The demo: the App as a process, a GitHub in memory, and the reference case played by its people. It shows the incident
 * on a local page while it plays, and stays until Ctrl-C; with `--once` it plays at full speed, checks every figure, writes
 * the pages into `demo/`, and ends.
 */
import { once } from "node:events";
import { relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { World } from "../test/world/world.ts";
import { startApp } from "./demo/app.ts";
import { type Figure, readFigures, wrong } from "./demo/figures.ts";
import { tellAct, tellChanges, tellFigures } from "./demo/narration.ts";
import { type Play, play } from "./demo/play.ts";
import { openSite, writePages } from "./demo/site.ts";
import { openWorld } from "./demo/world.ts";

const folder = fileURLToPath(new URL("../demo", import.meta.url));
/** Time to read between two acts, in milliseconds. */
const readable = 3_500;
/** How long the figures may take to be right after the last act, in milliseconds. */
const patience = 15_000;

const { values: options } = parseArgs({
  options: { once: { type: "boolean", default: false }, port: { type: "string", default: "4000" } },
});

const world = await openWorld();
const app = await startApp(world);
try {
  process.exitCode = options.once ? await playOnce() : await playAlong();
} finally {
  await app.stop();
  await world.close();
}

/** Returns the exit code: 1 where anything is missing. */
async function playOnce(): Promise<number> {
  const code = report(await figuresOf(await play(stage(0))));
  console.log(
    `\nPages:\n${writePages(world, folder)
      .map((path) => `  ${relative(process.cwd(), path)}`)
      .join("\n")}`,
  );
  return code;
}

async function playAlong(): Promise<number> {
  const site = await openSite(world, Number(options.port));
  console.log(`The incident is on ${site.url}`);
  await sleep(readable);
  const code = report(await figuresOf(await play(stage(readable))));
  console.log(`\nThe incident is on ${site.url}. Ctrl-C ends the demo.`);
  await once(process, "SIGINT");
  await site.close();
  return code;
}

function stage(pause: number): Play {
  let card: string | null = null;
  return {
    world,
    app,
    pause,
    before: (act) => console.log(tellAct(act)),
    after() {
      const now = cardIn(world);
      const changes = tellChanges(card, now);
      if (changes !== "") console.log(changes);
      card = now;
    },
  };
}

function cardIn(world: World): string | null {
  return world.state.repositories.get("acme/shop")?.issues.has(1) ? world.card(1) : null;
}

/** The figures as soon as all are right, or as they are when patience ends: the App may still be at its last pass. */
async function figuresOf(incident: number): Promise<Figure[]> {
  for (const until = Date.now() + patience; ; await sleep(500)) {
    const figures = await readFigures(world, incident);
    if (wrong(figures).length === 0 || Date.now() > until) return figures;
  }
}

/** Prints the figures; returns the exit code. */
function report(figures: readonly Figure[]): number {
  console.log(`\n${tellFigures(figures)}`);
  const missing = [...wrong(figures).map(({ name }) => name), ...world.problems];
  if (missing.length > 0) console.error(`\nNot as it should be: ${missing.join(", ")}.`);
  return missing.length > 0 ? 1 : 0;
}
