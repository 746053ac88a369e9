/** Storms: how many incidents, records and writes come of them, whether all that was sent is told, and the memory they take. */
import { execFileSync } from "node:child_process";
import type { Instant } from "../src/incident/incident.ts";
import { Story } from "../test/story.ts";
import { createWorld } from "../test/world/world.ts";
import { genericAlert } from "./alert-messages.ts";
import type { Measurement } from "./measurement.ts";
import { alertHeaders, alertsUrl, serve } from "./world.ts";

const minute = 60_000;
const begun = Date.parse("2026-11-20T14:00:00Z");
const alerts = 1_000;
const fingerprints = 10;
/** Requests that are on their way at once; of those that are made again, as they all wait for the same minute. */
const atOnce = 20;
const againAtOnce = 200;
const port = 4105;

export async function storms(): Promise<Measurement[]> {
  const firing = await storm("that fire", 1);
  const mixed = await storm("that fire and end twice", 4);
  const flapping = await storm("that fire and end fifty times", 100);
  return [...firing, ...mixed, ...flapping, ...(await memoryOfStorm())];
}

/** The message with this number, where all fingerprints are told by turns to fire and to be over, so many times in all. */
function message(n: number, turns: number): Record<string, unknown> {
  const turn = Math.floor((n * turns) / alerts);
  const started = begun + ((turn - (turn % 2)) * minute) / turns;
  const alert = { ...genericAlert(n % fingerprints), startedAt: timeOf(started) };
  return turn % 2 === 0 ? alert : { ...alert, status: "resolved", endedAt: timeOf(started + minute / turns) };
}

/** A thousand alerts within a minute by the world's clock; what is to be sent again is, all at once, each minute. */
async function storm(name: string, turns: number): Promise<Measurement[]> {
  const story = await Story.begin({ now: begun, queue: { rests: [50] } });
  const { world } = story;
  let waiting = await inOrder(upTo(alerts), atOnce, (n) => told(story, n, turns));
  await story.settled();
  const writes = world.writes().length;
  const later = waiting.length;
  let minutes = 1;
  for (; waiting.length > 0 && minutes < 60; minutes += 1) {
    world.clock.advance(minute);
    waiting = await inOrder(waiting, againAtOnce, (n) => again(story, n, turns));
    await story.settled();
  }
  const issues = [...(world.state.repositories.get("acme/shop")?.issues.keys() ?? [])];
  const records = issues.flatMap((number) => world.botSaid(number)).filter((body) => body.startsWith(recordMark));
  const firing = records.filter((body) => body.includes('"endReceivedAt":null}]')).length;
  await story.end();
  return [
    exactly(`Incidents of ${alerts} alerts of ${fingerprints} fingerprints ${name}`, issues.length, 1),
    exactly("Their records", records.length, fingerprints),
    { what: "Their writes within the minute", value: writes, unit: "writes", limit: { most: 60 } },
    exactly("Of them fire in the end", firing, turns % 2 === 1 ? fingerprints : 0),
    { what: "Alerts that had to be sent again later", value: later, unit: "alerts", limit: { most: alerts } },
    { what: "Minutes until GitHub had all of them", value: minutes, unit: "minutes", limit: { most: 30 } },
  ];
}

const recordMark = "<!-- sooner:alert:";

/** Sends one for the first time, a bit later than the one before. Whether it is to be sent again. */
async function told(story: Story, n: number, turns: number): Promise<boolean> {
  story.world.clock.advance(minute / alerts);
  return again(story, n, turns);
}

async function again(story: Story, n: number, turns: number): Promise<boolean> {
  const { status } = await story.alerted("generic", message(n, turns));
  return status !== 200;
}

/** Numbers for which `send` says that they are to be sent again; so many at once, begun in order. */
async function inOrder(
  numbers: readonly number[],
  atOnce: number,
  send: (n: number) => Promise<boolean>,
): Promise<number[]> {
  const left = [...numbers];
  const again: number[] = [];
  const one = async () => {
    for (let n = left.shift(); n !== undefined; n = left.shift()) if (await send(n)) again.push(n);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return again.sort((a, b) => a - b);
}

const manyAlerts = 50_000;
const manyFingerprints = 10_000;
const inOneMessage = 250;

/** Of the App's own process. */
async function memoryOfStorm(): Promise<Measurement[]> {
  const world = createWorld({ now: Date.now() });
  world.repository("acme/shop");
  await world.listen();
  const app = await serve(world, new URL("../src/main.ts", import.meta.url), port);
  let most = 0;
  const left = await inOrder(upTo(manyAlerts / inOneMessage), atOnce, async (n) => {
    const status = await send(app.url, n);
    most = Math.max(most, memoryOf(app.pid));
    return status !== 200;
  });
  const issues = world.state.repositories.get("acme/shop")?.issues.size ?? 0;
  await app.end();
  await world.close();
  const storm = `${manyAlerts} alerts of ${manyFingerprints} fingerprints`;
  return [
    { what: `Memory of the App's process with ${storm}, the most`, value: most, unit: "MB", limit: { most: 400 } },
    exactly("Incidents that they open", issues, 1),
    exactly("Messages of them that had to be sent again", left.length, 0),
  ];
}

async function send(url: string, message: number): Promise<number> {
  const told = upTo(inOneMessage).map((n) => (message * inOneMessage + n) % manyFingerprints);
  const response = await fetch(alertsUrl(url, "generic"), {
    method: "POST",
    headers: alertHeaders("generic"),
    body: JSON.stringify({ alerts: told.map((n) => ({ ...genericAlert(n), startedAt: null })) }),
  });
  await response.arrayBuffer();
  return response.status;
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}

function timeOf(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** Resident memory, in MB. */
function memoryOf(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)])) / 1024;
}

/** As many as there should be; too few are no fewer than none. */
function exactly(what: string, value: number, wanted: number): Measurement {
  return { what: `${what}: ${wanted}`, value: Math.abs(value - wanted), unit: "off", limit: { most: 0 } };
}
