/** Plays the reference case: its people act on GitHub, at the times of the case, and the App does what it does. */
import { setTimeout as sleep } from "node:timers/promises";
import { defaults } from "../../src/config.ts";
import { type Act, incidentDay, response, review, reviewDay } from "../../test/reference-case.ts";
import type { World } from "../../test/world/world.ts";
import type { RunningApp } from "./app.ts";

export interface Play {
  world: World;
  app: RunningApp;
  /** Time between two acts, in milliseconds; 0 for full speed. */
  pause: number;
  /** Told of each act before it is done. */
  before: (act: Act) => void;
  /** Told once the App has taken in what was done. */
  after: () => void;
}

/** Plays all of it, and returns the number of the incident's issue. */
export async function play(stage: Play): Promise<number> {
  let incident = 0;
  const days = [
    [incidentDay, response],
    [reviewDay, review],
  ] as const;
  for (const [day, acts] of days) {
    for (const act of acts) incident = await perform(stage, day, act, incident);
  }
  return incident;
}

async function perform(stage: Play, day: string, act: Act, incident: number): Promise<number> {
  const { world, app, pause, before, after } = stage;
  world.clock.set(`${day}T${act.at}:00Z`);
  await app.setTime(world.clock.now());
  before(act);
  const seen = world.requests.length;
  const number = await done(world, act, incident);
  if (pause > 0 || isAnswered(act)) await caughtUp(world, seen);
  after();
  await sleep(pause);
  return number;
}

async function done(world: World, act: Act, incident: number): Promise<number> {
  const person = world.as(act.who);
  if ("title" in act) return person.openIssue({ title: act.title, body: act.body });
  if ("text" in act) await person.comment(incident, act.text);
  else await person.close(reviewOf(world, incident));
  return incident;
}

function reviewOf(world: World, incident: number): number {
  const { subIssues } = world.issue(incident);
  const review = subIssues.find(({ labels }) => labels.some(({ name }) => name === defaults.labels.review));
  if (!review) throw new Error("The App has not opened the post-incident review.");
  return review.number;
}

/** Whether the App writes something of its own in answer: it is to stand at its time, also at full speed. */
function isAnswered(act: Act): boolean {
  return !("text" in act) || /^\/(?:page|mitigated|action)\b/m.test(act.text);
}

/** The longest that the App may take to see what was done, and how long it says nothing more then, in milliseconds. */
const patience = 20_000;
const silence = 300;

/** Resolves once the App has read what was done after that many requests, and has nothing more to say. */
async function caughtUp(world: World, seen: number): Promise<void> {
  await world.delivered();
  for (const until = Date.now() + patience; Date.now() < until; await sleep(50)) {
    const hasRead = world.requests.slice(seen).some(({ byApp, kind }) => byApp && kind === "read");
    if (hasRead && (await isSilent(world))) return;
  }
  throw new Error("The App does not answer any more.");
}

async function isSilent(world: World): Promise<boolean> {
  const { length } = world.requests;
  await sleep(silence);
  return world.requests.length === length && world.requests.every(({ status }) => status !== null);
}
