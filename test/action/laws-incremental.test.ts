/** Law: whatever happens between runs, the wiki ends as one run at the end would write it from nothing. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Rasteriser } from "../../action/rasterise.ts";
import { noiseIssue } from "../../src/alerts/noise.ts";
import { defaults } from "../../src/config.ts";
import { writeMarker } from "../../src/marker.ts";
import { commentsOf, type Issue } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { deployed, dispatched } from "./events.ts";
import { home, rasteriser, readingOf, run, runFor, runOn, said, unlimited } from "./run.ts";
import { end, team } from "./team.ts";

/** How many stories are tried, and which. */
const { LAWS_RUNS: runs = "20", LAWS_SEED: seed = "311" } = process.env;

let drawing: Rasteriser;
beforeAll(() => {
  drawing = rasteriser();
});
afterAll(() => drawing.close());

/** Nothing here keeps an earlier public page in place of the next: only the wiki itself remembers that one. */
const commands = [
  "I look at the logs.",
  "/ack",
  "/started 15:30",
  "/mitigated",
  "/resolved",
  "/reopen",
  "/severity sev1",
  "/severity sev5",
  "/affects login",
  "/drill",
  "/duplicate #1",
  "/duplicate #2",
  "/learned The index was missing.",
  "/action @cathy high know-sooner Alert on logins",
  "/update Logins fail.",
  "/at 15:45 The first alert came.",
];

/** What may happen to an incident, or to what belongs to it. */
const acts: Record<string, (world: World, issue: Issue, choice: number) => Promise<unknown> | unknown> = {
  comment: (world, { number }, choice) => world.as("greg").comment(number, commands[choice % commands.length] ?? ""),
  edit: (world, issue, choice) => {
    const comment = ofPeople(issue, choice);
    return comment && world.as("olga").editComment(comment.id, commands[(choice * 7) % commands.length] ?? "");
  },
  remove: (world, issue, choice) => {
    const comment = ofPeople(issue, choice);
    return comment && world.as("olga").deleteComment(comment.id);
  },
  label: (world, { number }, choice) => world.as("cathy").label(number, `sev${(choice % 5) + 1}`),
  close: (world, { number }, choice) => world.as("cathy").close(number, choice % 3 === 0 ? "not_planned" : "completed"),
  reopen: (world, { number }) => world.as("cathy").reopen(number),
  rename: (world, { number }, choice) => world.as("cathy").editIssue(number, { title: `Down again, ${choice}` }),
  "close a child": (world, issue, choice) => {
    const child = childOf(issue, choice);
    return child && world.as("cathy").close(child.number, choice % 3 === 0 ? "not_planned" : "completed");
  },
  "reopen a child": (world, issue, choice) => {
    const child = childOf(issue, choice);
    return child && world.as("cathy").reopen(child.number);
  },
  "rename a child": (world, issue, choice) => {
    const child = childOf(issue, choice);
    return child && world.as("cathy").editIssue(child.number, { title: `Better alerts, ${choice}` });
  },
  /** No list of changes tells of it: the run for the event itself does, or the App, by renewing the card. */
  "delete a child": async (world, issue, choice) => {
    const child = childOf(issue, choice);
    if (!child) return;
    await world.as("olga").deleteIssue(child.number);
    await runFor(world, issue.number);
  },
  /** The App counts what nobody is troubled with. */
  "count alerts": async (world, _issue, choice) => {
    const noise = [...(world.state.repositories.get(home)?.issues.values() ?? [])].find(({ labels }) =>
      labels.some(({ name }) => name === "alert-noise"),
    );
    const comment = noise && commentsOf(noise)[0];
    if (comment) return world.asApp(home).editComment(comment.id, countsOf(choice));
    const { title, body, label } = noiseIssue(world.clock.now(), defaults);
    const number = noise?.number ?? (await world.asApp(home).openIssue({ title, body, labels: [label.name] }));
    return world.asApp(home).comment(number, countsOf(choice));
  },
  "relabel the counts": async (world, _issue, choice) => {
    const noise = [...(world.state.repositories.get(home)?.issues.values() ?? [])].find(({ title }) =>
      title.startsWith("Alert noise"),
    );
    if (noise) await world.as("cathy").label(noise.number, choice % 2 === 0 ? "incident" : "question");
  },
  /** Of what is down already, or of something else; in the first minute, or later. */
  alert: (world, { number }, choice) => {
    const service = choice % 2 === 0 ? "login" : `service ${number}`;
    const startedAt = new Date(world.clock.now() - (choice % 30) * 60_000).toISOString();
    const told = { fingerprint: `errors ${choice % 3}`, severity: choice % 7 === 0 ? "info" : "warning", service };
    return runOn(world, dispatched({ ...told, title: "Errors above 5%", status: "firing", startedAt }));
  },
  "end an alert": (world, _issue, choice) =>
    runOn(world, dispatched({ fingerprint: `errors ${choice % 3}`, title: "Errors above 5%", status: "resolved" })),
  deploy: async (world, _issue, choice) => {
    await world.as("greg").deploy({ environment: choice % 4 === 0 ? "preview" : "production", state: "success" });
    if (choice % 2 === 0) await runOn(world, deployed("success"));
  },
  transfer: (world, { number }, choice) => choice % 3 === 0 && world.transfer(number, home),
  delete: (world, { number }, choice) => choice % 3 === 0 && world.as("olga").deleteIssue(number),
};

/** The 10th of March, on which something fired so many times. */
function countsOf(count: number): string {
  const told = { source: "grafana", title: "Disk is half full", rule: null, service: null, severity: "info" };
  const rows = [{ ...told, fingerprint: `disk ${count % 3}`, days: { 10: count + 1 }, last: null, firing: true }];
  return writeMarker("noise:2026-03", { rows, others: {} });
}

function ofPeople(issue: Issue, choice: number) {
  const all = commentsOf(issue).filter(({ viaApp }) => !viaApp);
  return all[choice % Math.max(all.length, 1)];
}

function childOf({ subIssues }: Issue, choice: number) {
  return subIssues[choice % Math.max(subIssues.length, 1)];
}

interface Step {
  does: string;
  to: number;
  choice: number;
  minutes: number;
  /** Whether the Action runs afterwards. */
  runs: boolean;
}

const steps = fc.array(
  fc.record<Step>({
    does: fc.constantFrom(...Object.keys(acts), "comment", "comment", "comment", "count alerts", "alert", "alert"),
    to: fc.integer({ min: 1, max: 3 }),
    choice: fc.nat(1_000),
    minutes: fc.integer({ min: 1, max: 40 }),
    runs: fc.boolean(),
  }),
  { minLength: 3, maxLength: 7 },
);

async function begin(): Promise<World> {
  const world = await team();
  unlimited(world);
  for (const title of ["Login is down", "Checkout is slow", "Search is empty"]) {
    world.clock.advance(60_000);
    await world.as("gary").openIssue({ title, body: "It fails.", labels: ["incident", "sev2"] });
  }
  return world;
}

async function take(world: World, { does, to, choice, minutes, runs }: Step): Promise<void> {
  world.clock.advance(minutes * 60_000);
  const issue = world.state.repositories.get(home)?.issues.get(to);
  if (issue) await acts[does]?.(world, issue, choice);
  if (runs) await settle(world);
}

/** Runs the Action; what its own writes have touched, such as a merged issue, is read by the next run. */
async function settle(world: World): Promise<void> {
  world.clock.advance(120_000);
  await run(world, drawing);
}

/** Everything in the wiki is gone, but for its first page. */
function wipe(world: World): void {
  const files = world
    .wiki(home)
    .files()
    .map((path): [string, string | null] => [path, null]);
  world.wiki(home).write({ ...Object.fromEntries(files), "Home.md": "Welcome to the shop wiki!" });
}

test("incremental equals full", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const world = await begin();
      for (const step of all) await take(world, step);
      await settle(world);
      await settle(world);
      const incremental = await readingOf(world);
      wipe(world);
      world.forgetRequests();
      await run(world, drawing);
      expect(incremental).toEqual(await readingOf(world));
      expect(world.writes().map(({ method, path }) => `${method} ${path}`)).toEqual([]);
      said(world);
      await end(world);
    }),
    { numRuns: Number(runs), seed: Number(seed), endOnFailure: true },
  );
}, 240_000);
