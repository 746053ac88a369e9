/** Plays the cases: people act on GitHub, monitoring sends its alerts, the App does what it does, and the Action comes by. */
import { setTimeout as sleep } from "node:timers/promises";
import { defaults } from "../../src/config.ts";
import type { Instant } from "../../src/incident/incident.ts";
import { type Act, incidentDay, response, review, reviewDay } from "../../test/reference-case.ts";
import type { World } from "../../test/world/world.ts";
import type { RunningApp } from "./app.ts";
import { type AlertMessage, send } from "./monitoring.ts";
import { alerted } from "./second-case.ts";

/** The workflow's schedule comes: GitHub starts the Action. */
interface ScheduledRun {
  at: string;
  runs: "the Action";
}

/** Monitoring sends a message. */
interface Alerting {
  at: string;
  sends: AlertMessage;
}

export type Turn = Act | Alerting | ScheduledRun;

export interface Play {
  world: World;
  app: RunningApp;
  /** Runs the Action to its end; null where there is none. */
  report: (() => Promise<void>) | null;
  /** Time between two acts, in milliseconds; 0 for full speed. */
  pause: number;
  /** Told of each turn before it is taken. */
  before: (turn: Turn) => void;
  /** Told once the App has taken in what was done, with the number of the incident. */
  after: (incident: number) => void;
}

/** Plays the reference case, and returns the number of the incident's issue. */
export async function play(stage: Play): Promise<number> {
  const incident = await playDay(stage, incidentDay, [...response, whileOpen], 0);
  return playDay(stage, reviewDay, [...review, afterwards], incident);
}

/** Plays the second case, which an alert opens, and returns the number of its issue. */
export function playAlerts(stage: Play): Promise<number> {
  return playDay(stage, reviewDay, [...alerted, inTheEnd], 0);
}

async function playDay(stage: Play, day: string, turns: readonly Turn[], issue: number): Promise<number> {
  let incident = issue;
  for (const turn of turns.toSorted((a, b) => a.at.localeCompare(b.at))) {
    await setTime(stage, `${day}T${turn.at}:00Z`);
    if (!("runs" in turn)) incident = await perform(stage, turn, incident);
    else if (stage.report) await run(stage, turn, stage.report);
  }
  return incident;
}

/** Once while nobody can log in, once when the review was held, once after the second case. */
const whileOpen: ScheduledRun = { at: "16:17", runs: "the Action" };
const afterwards: ScheduledRun = { at: "11:17", runs: "the Action" };
const inTheEnd: ScheduledRun = { at: "14:17", runs: "the Action" };

/** Moves the clocks of all of them. */
export async function setTime({ world, app }: Pick<Play, "world" | "app">, time: Instant | string): Promise<void> {
  world.clock.set(time);
  await app.setTime(world.clock.now());
}

async function run({ world, before, pause }: Play, turn: ScheduledRun, report: () => Promise<void>): Promise<void> {
  await world.delivered();
  await waitFor(() => isSilent(world, rest));
  before(turn);
  await report();
  await sleep(pause);
}

async function perform(stage: Play, act: Act | Alerting, incident: number): Promise<number> {
  const { world, pause, before, after } = stage;
  before(act);
  const seen = world.requests.length;
  const number = "sends" in act ? await alert(stage, act, incident) : await done(world, act, incident);
  if (pause > 0 || isAnswered(act)) await caughtUp(world, seen);
  after(number);
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

/** The first alert opens the incident: it is the newest issue then. */
async function alert({ world, app }: Play, { sends }: Alerting, incident: number): Promise<number> {
  await send(app, sends);
  return incident > 0 ? incident : Math.max(...(world.state.repositories.get("acme/shop")?.issues.keys() ?? []));
}

function reviewOf(world: World, incident: number): number {
  const { subIssues } = world.issue(incident);
  const review = subIssues.find(({ labels }) => labels.some(({ name }) => name === defaults.labels.review));
  if (!review) throw new Error("The App has not opened the post-incident review.");
  return review.number;
}

/** Whether the App writes something of its own in answer: it is to stand at its time, also at full speed. */
function isAnswered(act: Act | Alerting): boolean {
  return !("text" in act) || /^\/(?:page|mitigated|action)\b/m.test(act.text);
}

/** The longest that the App may take to see what was done, and how long it says nothing more then, in milliseconds. */
const patience = 20_000;
const silence = 300;
/** Longer than the App rests between two passes, in milliseconds: it has finished then. */
const rest = 3_000;

/** Resolves once the App has read what was done after that many requests, and has nothing more to say. */
async function caughtUp(world: World, seen: number): Promise<void> {
  await world.delivered();
  const hasRead = () => world.requests.slice(seen).some(({ byApp, kind }) => byApp && kind === "read");
  await waitFor(async () => hasRead() && isSilent(world, silence));
}

async function waitFor(isSo: () => Promise<boolean>): Promise<void> {
  for (const until = Date.now() + patience; Date.now() < until; await sleep(50)) if (await isSo()) return;
  throw new Error("The App does not answer any more.");
}

async function isSilent(world: World, time: number): Promise<boolean> {
  const { length } = world.requests;
  await sleep(time);
  return world.requests.length === length && world.requests.every(({ status }) => status !== null);
}
