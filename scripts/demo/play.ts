/** Plays the cases: people act on GitHub, monitoring sends its alerts, the App does what it does, and the Action comes by. */
import { setTimeout as sleep } from "node:timers/promises";
import { defaults } from "../../src/config.ts";
import type { Instant } from "../../src/incident/incident.ts";
import { incidentDay, response, review, reviewDay } from "../../test/reference-case.ts";
import type { World } from "../../test/world/world.ts";
import type { RunningApp } from "./app.ts";
import { send } from "./monitoring.ts";
import { promises } from "./promises.ts";
import { alerted, digestDay, due, dueDay } from "./second-case.ts";
import type { Alerting, PersonsAct, ScheduledRun, Turn, Waiting } from "./turn.ts";
import { boardOf, saidByBots } from "./world.ts";

export interface Play {
  world: World;
  app: RunningApp;
  /** Runs the Action to its end; null where there is none. */
  report: (() => Promise<void>) | null;
  /** Time between two turns, in milliseconds; 0 for full speed. */
  pause: number;
  /** Told of each turn before it is taken. */
  before: (turn: Turn) => void;
  /** Told once what was done is taken in, with the number of the incident. */
  after: (incident: number) => void;
}

/** Plays the reference case, and returns the number of the incident's issue. */
export async function play(stage: Play): Promise<number> {
  const incident = await playDay(stage, incidentDay, [...response, scheduled("16:17")], 0);
  return playDay(stage, reviewDay, [...review, scheduled("11:17")], incident);
}

/** Plays what comes of the action items of the incident with that number. */
export async function playPromises(stage: Play, incident: number): Promise<void> {
  await playDay(stage, reviewDay, promises, incident);
}

/** Plays the second case, which an alert opens, up to the week's end; returns the number of its issue. */
export async function playAlerts(stage: Play): Promise<number> {
  const incident = await playDay(stage, reviewDay, [...alerted, scheduled("15:17")], 0);
  await playDay(stage, dueDay, due, incident);
  return playDay(stage, digestDay, [scheduled("09:17")], incident);
}

function scheduled(at: string): ScheduledRun {
  return { at, runs: "the Action" };
}

async function playDay(stage: Play, day: string, turns: readonly Turn[], issue: number): Promise<number> {
  let incident = issue;
  for (const turn of turns.toSorted((a, b) => a.at.localeCompare(b.at))) {
    await setTime(stage, `${day}T${turn.at}:00Z`);
    if ("waits" in turn) await wait(stage, turn, incident);
    else if (!("runs" in turn)) incident = await perform(stage, turn, incident);
    else if (stage.report) await run(stage, turn, stage.report, incident);
  }
  return incident;
}

/** Moves the clocks of all of them. */
export async function setTime({ world, app }: Pick<Play, "world" | "app">, time: Instant | string): Promise<void> {
  world.clock.set(time);
  await app.setTime(world.clock.now());
}

async function run(stage: Play, turn: ScheduledRun, report: () => Promise<void>, incident: number): Promise<void> {
  const { world, before, after, pause } = stage;
  await world.delivered();
  await waitFor(() => isSilent(world, rest));
  before(turn);
  await report();
  after(incident);
  await sleep(pause);
}

/** The App looks at its clock by itself, and speaks up. */
async function wait(stage: Play, turn: Waiting, incident: number): Promise<void> {
  const { world, before, after, pause } = stage;
  const heard = saidByBots(world).length;
  before(turn);
  await waitFor(async () => saidByBots(world).length > heard);
  await waitFor(() => isSilent(world, rest));
  after(incident);
  await sleep(pause);
}

async function perform(stage: Play, act: PersonsAct | Alerting, incident: number): Promise<number> {
  const { world, pause, before, after } = stage;
  before(act);
  const seen = world.requests.length;
  const number = "sends" in act ? await alert(stage, act, incident) : await done(world, act, incident);
  if (pause > 0 || isAnswered(act)) await caughtUp(world, seen, isFollowed(act) ? "write" : "read");
  after(number);
  await sleep(pause);
  return number;
}

async function done(world: World, act: PersonsAct, incident: number): Promise<number> {
  const person = world.as(act.who);
  if ("title" in act) return person.openIssue({ title: act.title, body: act.body });
  if ("moves" in act) await person.setOnBoard(boardOf(world), act.moves, act.field, act.value);
  else if ("merges" in act) world.push(act.who, { ".github/sooner.yml": act.configuration });
  else if ("text" in act) await person.comment("on" in act ? act.on : incident, act.text);
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
function isAnswered(act: PersonsAct | Alerting): boolean {
  return !("text" in act) || "on" in act || /^\/(?:page|mitigated|action|done)\b/m.test(act.text);
}

/**
 * Whether the App changes something elsewhere because of it: a read alone may be one that asks whose item it is. To issues,
 * what is in progress is as open as before.
 */
function isFollowed(act: PersonsAct | Alerting): boolean {
  return "moves" in act ? act.value !== "In Progress" : "merges" in act;
}

/** The longest that the App may take to see what was done, and how long it says nothing more then, in milliseconds. */
const patience = 20_000;
const silence = 300;
/** Longer than the App rests between two passes, in milliseconds: it has finished then. */
const rest = 3_000;

/** Resolves once the App has read, or written, after that many requests, and has nothing more to say. */
async function caughtUp(world: World, seen: number, does: "read" | "write"): Promise<void> {
  await world.delivered();
  const hasDone = () => world.requests.slice(seen).some(({ byApp, kind }) => byApp && kind === does);
  await waitFor(async () => hasDone() && isSilent(world, silence));
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
