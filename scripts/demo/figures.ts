/** The figures that the reference case has to end with, each with what is seen of it. */
import { createProbot } from "probot";
import { belongingLabels } from "../../src/config.ts";
import { githubApp } from "../../src/github/app.ts";
import { Octokit } from "../../src/github/octokit.ts";
import type { Incident, Instant, Moment } from "../../src/incident/incident.ts";
import { understand } from "../../src/observe.ts";
import { readTemplates } from "../../src/templates.ts";
import { durationTitles, momentTitles } from "../../src/words/names.ts";
import { showDuration, showInstant } from "../../src/words/time.ts";
import type { World } from "../../test/world/world.ts";
import { linesOf } from "./markdown.ts";

export interface Figure {
  name: string;
  expected: string;
  seen: string;
}

/** Figures that are not as they should be. */
export function wrong(figures: readonly Figure[]): Figure[] {
  return figures.filter(({ expected, seen }) => expected !== seen);
}

/** Reads everything back: moments and durations off the card, as people do, the rest by folding the issue once more. */
export async function readFigures(world: World, number: number): Promise<Figure[]> {
  const incident = await readIncident(world, number);
  return [
    ...onTheCard(linesOf(world.card(number) ?? "")),
    ...inTheIncident(incident),
    ...entries(incident),
    ...improvements(incident),
  ];
}

/** The incident as the App's own code understands the issue. */
async function readIncident(world: World, number: number): Promise<Incident> {
  const { id, privateKey, webhookSecret } = world.app;
  const overrides = { appId: id, privateKey, secret: webhookSecret, baseUrl: `${world.url}/api/v3`, Octokit };
  const probot = createProbot({ env: {}, overrides: { ...overrides, logLevel: "fatal" } });
  await probot.ready();
  const github = githubApp({
    authenticate: (installation) => probot.auth(installation),
    labelsOf: (text) => belongingLabels(text),
  });
  const repository = await github.in({ installation: 1, owner: "acme", repo: "shop" });
  const [issue] = await repository.read([number]);
  if (!issue) throw new Error(`There is no issue #${number}.`);
  const surroundings = { templates: readTemplates(), now: () => world.clock.now() };
  const { folded } = await understand(repository, issue, surroundings);
  if (folded.status !== "incident") throw new Error("The issue is no incident.");
  return folded.incident;
}

/** What the card says under that name. */
export function rowOf(card: readonly string[], name: string): string {
  const starts = [`${name}: `, `${name} · `];
  const found = card.flatMap((line) =>
    starts.flatMap((start) => (line.startsWith(start) ? line.slice(start.length) : [])),
  );
  return found[0] ?? "not on the card";
}

function onTheCard(card: readonly string[]): Figure[] {
  const row = (name: string) => rowOf(card, name);
  const { timeToDetect, timeToAcknowledge, timeToRecover, impact } = durationTitles;
  return [
    { name: "Headline", expected: "SEV2 · priority critical · readiness", seen: card[0] ?? "" },
    { name: momentTitles.started, expected: "about 16:00 · stated by gary", seen: row(momentTitles.started) },
    { name: momentTitles.detected, expected: "16:04 · by customers, stated by gary", seen: row(momentTitles.detected) },
    {
      name: momentTitles.declared,
      expected: "16:06 · from the declaration by gary (command)",
      seen: row(momentTitles.declared),
    },
    { name: momentTitles.acknowledged, expected: "16:07 · stated by cathy", seen: row(momentTitles.acknowledged) },
    { name: momentTitles.restored, expected: "16:20 · stated by cathy", seen: row(momentTitles.restored) },
    { name: timeToDetect.name, expected: "4 min", seen: row(timeToDetect.name) },
    { name: timeToAcknowledge.name, expected: "3 min", seen: row(timeToAcknowledge.name) },
    { name: timeToRecover.name, expected: "16 min", seen: row(timeToRecover.name) },
    { name: impact.name, expected: "20 min", seen: row(impact.name) },
  ];
}

const clock = (at: Instant | undefined): string => (at === undefined ? "not known" : showInstant(at, "UTC", at));

function inTheIncident({ severity, priority, detectedBy, declarer, moments, people, phases }: Incident): Figure[] {
  const at = (moment: Moment | null) => clock(moment?.at);
  const spans = phases.map(
    ({ phase, from, to }) => `${phase} ${to === undefined ? "going on" : showDuration(to - from)}`,
  );
  const joined = people.filter(({ joinedAt }) => joinedAt !== undefined).map(({ who }) => who);
  return [
    { name: "Severity and priority", expected: "sev2, critical", seen: `${severity.highest}, ${priority}` },
    { name: "Detected by", expected: "customers", seen: String(detectedBy) },
    { name: "Declared by", expected: "gary at 16:06", seen: `${declarer} at ${at(moments.declared)}` },
    {
      name: "Acknowledged by",
      expected: "cathy at 16:07",
      seen: `${moments.acknowledged?.who} at ${at(moments.acknowledged)}`,
    },
    {
      name: "Phases",
      expected: "detection 4 min, response and remediation 16 min, analysis 18 h 5 min, readiness going on",
      seen: spans.join(", "),
    },
    { name: "Responders", expected: "cathy, gary, greg", seen: joined.sort().join(", ") },
  ];
}

const table = [
  "16:04 conversation negative",
  "16:06 conversation positive",
  "16:07 task positive",
  "16:10 task negative",
  "16:12 task neutral",
  "16:14 task negative",
  "16:15 conversation positive",
  "16:16 conversation neutral",
  "16:18 task positive",
  "16:20 task positive",
];

function entries({ timeline }: Incident): Figure[] {
  const seen = timeline.map(({ at, kind, impact }) => `${clock(at)} ${kind} ${impact}`);
  const rows = table.map((expected, index) => ({
    name: `Entry ${index + 1}`,
    expected,
    seen: seen[index] ?? "missing",
  }));
  return [{ name: "Timeline entries", expected: "10", seen: String(seen.length) }, ...rows];
}

function improvements({ learnings, actionItems, review, people }: Incident): Figure[] {
  const complete = actionItems.filter(({ owners, priority }) => owners.length > 0 && priority !== null);
  const led = people.some(({ who }) => who === review?.facilitator) ? "a responder" : (review?.facilitator ?? "nobody");
  return [
    { name: "Learnings", expected: "9", seen: String(learnings.length) },
    { name: "Action items", expected: "10", seen: String(actionItems.length) },
    { name: "Action items with owner and priority", expected: "10", seen: String(complete.length) },
    { name: "Review due by the end of", expected: "2026-03-11", seen: review?.due ?? "no day" },
    { name: "Review led by", expected: "dana", seen: led },
    { name: "Review", expected: "held", seen: review?.state ?? "not there" },
  ];
}
