/**
 * The demo: the App as a process, a GitHub in memory, the reference case played by its people, what comes of their promises on
 * the project board, a second case that an alert opens, and the Action that writes both up in the wiki. It shows all of it on a
 * local page while it plays, and stays until Ctrl-C; with `--once` it plays at full speed, checks every figure, writes the
 * pages into `demo/`, and ends.
 */
import { once } from "node:events";
import { relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { incidentPageName, pageNames } from "../src/report/page.ts";
import type { Ran } from "./demo/action.ts";
import { boardPageName, pageOf, wikiPageOf } from "./demo/addresses.ts";
import { readAlertFigures, readDigestFigures } from "./demo/alert-figures.ts";
import { startApp } from "./demo/app.ts";
import { readBoardFigures } from "./demo/board-figures.ts";
import { type Figure, readFigures, wrong } from "./demo/figures.ts";
import { Listener } from "./demo/listener.ts";
import { tellFigures, tellRun, tellTurn } from "./demo/narration.ts";
import { type Play, play, playAlerts, playPromises, setTime } from "./demo/play.ts";
import { prepareReports, type Report } from "./demo/reports.ts";
import { openSite, writePages } from "./demo/site.ts";
import { gitIsHere, type Scene } from "./demo/wiki.ts";
import { readWikiFigures } from "./demo/wiki-figures.ts";
import { openWorld } from "./demo/world.ts";

const folder = fileURLToPath(new URL("../demo", import.meta.url));
/** Time to read between two acts, in milliseconds. */
const readable = 3_500;
/** How long the figures may take to be right after the last act, in milliseconds. */
const patience = 15_000;
/** The rest of the demo needs no git, so it ends well without. */
const withoutWiki = "The wiki was left out, as git is missing here: install git, and the Action writes it.";

const { values: options } = parseArgs({
  options: { once: { type: "boolean", default: false }, port: { type: "string", default: "4000" } },
});

const world = await openWorld();
const scene: Scene = { world, wiki: new Map() };
const runs: Ran[] = [];
const app = await startApp(world);
try {
  const report = gitIsHere() ? await prepareReports(scene) : null;
  process.exitCode = options.once ? await playOnce(report) : await playAlong(report);
} finally {
  await app.stop();
  await world.close();
}

/** Returns the exit code: 1 where anything is missing. */
async function playOnce(report: Report | null): Promise<number> {
  const theatre = stage(report, 0);
  const incident = await play(theatre);
  const figures = await figuresOf(incident);
  if (report) figures.push(await nothingNew(report));
  const { later } = await playOn(theatre, incident);
  const code = tell([...figures, ...later]);
  const pages = writePages(scene, folder).map((path) => `  ${relative(process.cwd(), path)}`);
  console.log(`\nPages:\n${pages.join("\n")}`);
  if (!report) console.log(`\n${withoutWiki}`);
  return code;
}

async function playAlong(report: Report | null): Promise<number> {
  const site = await openSite(scene, Number(options.port));
  console.log(`The incident is on ${site.url}`);
  await sleep(readable);
  const theatre = stage(report, readable, site.url);
  const incident = await play(theatre);
  const figures = await figuresOf(incident);
  const { alerted, later } = await playOn(theatre, incident);
  const code = tell([...figures, ...later]);
  const pages = [
    `The incident is on    ${site.url}${pageOf(incident)}`,
    `Its promises are on   ${site.url}${boardPageName}`,
    `That of the alert on  ${site.url}${pageOf(alerted)}`,
    report ? `Its report is on      ${site.url}${wikiPageOf(incidentPageName(incident))}` : withoutWiki,
  ];
  console.log(`\n${pages.join("\n")}\nCtrl-C ends the demo.`);
  await once(process, "SIGINT");
  await site.close();
  return code;
}

/** Plays what comes after the review, with the figures of it, and the number of the incident that an alert opened. */
async function playOn(theatre: Play, incident: number): Promise<{ alerted: number; later: Figure[] }> {
  await playPromises(theatre, incident);
  const boarded = await settled(async () => readBoardFigures(world));
  const alerted = await playAlerts(theatre);
  const second = await settled(async () => [
    ...readAlertFigures(world, alerted),
    ...(theatre.report ? readDigestFigures(scene) : []),
  ]);
  return { alerted, later: [...boarded, ...second] };
}

function stage(report: Report | null, pause: number, site = ""): Play {
  const listener = new Listener(world);
  return {
    world,
    app,
    pause,
    report: report && (async () => console.log(await written(report, site))),
    before(turn) {
      const day = listener.newDay();
      if (day !== "") console.log(day);
      console.log(tellTurn(turn));
    },
    after(incident) {
      const news = listener.news(incident);
      if (news !== "") console.log(news);
    },
  };
}

/** Runs the Action, and returns what it says of itself, with the wiki's address on the site. */
async function written(report: Report, site: string): Promise<string> {
  const ran = await report();
  runs.push(ran);
  const address = site === "" ? [] : [`       wiki   ${site}${wikiPageOf(pageNames.index)}`];
  return [tellRun(ran), ...address].join("\n");
}

/** The figures of the reference case. */
function figuresOf(incident: number): Promise<Figure[]> {
  return settled(async () => [
    ...(await readFigures(world, incident)),
    ...(runs.length > 0 ? readWikiFigures(scene, runs) : []),
  ]);
}

/** The figures as soon as all are right, or as they are when patience ends: the App may still be at its last pass. */
async function settled(read: () => Promise<Figure[]>): Promise<Figure[]> {
  for (const until = Date.now() + patience; ; await sleep(500)) {
    const figures = await read();
    if (wrong(figures).length === 0 || Date.now() > until) return figures;
  }
}

/** Where nothing has happened for an hour, the next run writes nothing. */
async function nothingNew(report: Report): Promise<Figure> {
  const before = world.wiki().commits().length;
  await setTime({ world, app }, world.clock.now() + 3_600_000);
  const { code } = await report();
  const commits = world.wiki().commits().length - before;
  return {
    name: "A run with nothing new",
    expected: "exit code 0, 0 commits",
    seen: `exit code ${code}, ${commits} commits`,
  };
}

/** Prints the figures; returns the exit code. */
function tell(figures: readonly Figure[]): number {
  console.log(`\n${tellFigures(figures)}`);
  const missing = [...wrong(figures).map(({ name }) => name), ...world.problems];
  if (missing.length > 0) console.error(`\nNot as it should be: ${missing.join(", ")}.`);
  return missing.length > 0 ? 1 : 0;
}
