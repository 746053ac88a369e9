/** What alerts cost in requests to GitHub, and what they and changes add to the first card and to a plain comment. */
import type { Instant } from "../src/incident/incident.ts";
import { Story } from "../test/story.ts";
import type { SeenRequest } from "../test/world/requests.ts";
import { genericAlert } from "./alert-messages.ts";
import type { Measurement } from "./measurement.ts";
import { pastIncident } from "./past.ts";

const minute = 60_000;
/** After the last of the past incidents. */
const begun = Date.parse("2026-11-20T14:00:00Z");
const past = 100;
const shipped = 20;

export async function requestsOfAlerts(): Promise<Measurement[]> {
  return [...(await ofAlerts()), ...(await ofTheFirstCard()), ...(await ofChanges())];
}

interface Cost {
  reads: number;
  writes: number;
}

/** All requests but look-ups of permissions, which are remembered; of writes, all but those to the card. */
async function costOf(story: Story, act: () => Promise<unknown>): Promise<Cost> {
  story.world.forgetRequests();
  await act();
  await story.settled();
  return { reads: story.world.reads().length, writes: story.world.writes().filter((write) => !isOfCard(write)).length };
}

function isOfCard({ body }: SeenRequest): boolean {
  return JSON.stringify(body ?? null).includes("<!-- sooner:card ");
}

/** The alert with this number, which began so long after the beginning. */
function alert(n: number, minutes: number, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...genericAlert(n), startedAt: at(minutes), ...changes };
}

function at(minutes: number): string {
  return new Date(begun + minutes * minute).toISOString();
}

async function begin(now: Instant = begun): Promise<Story> {
  return Story.begin({ now });
}

/** @throws Error where it isn't taken */
async function send(story: Story, message: Record<string, unknown>): Promise<void> {
  const { status } = await story.alerted("generic", message);
  if (status !== 200) throw new Error(`An alert was answered with ${status}`);
}

async function ofAlerts(): Promise<Measurement[]> {
  const story = await begin();
  const opening = await costOf(story, () => send(story, alert(1, -1)));
  const repeat = await costOf(story, () => send(story, alert(1, -1)));
  const another = await costOf(story, () => send(story, alert(2, 0)));
  const next = await costOf(story, () => send(story, alert(3, 0, { service: "checkout" })));
  story.world.clock.advance(10 * minute);
  const end = await costOf(story, () => send(story, alert(2, 0, { status: "resolved", endedAt: at(9) })));
  await story.restart();
  const restarted = await costOf(story, () => send(story, alert(1, -1)));
  await ended(story);
  return [
    reads("Reads for the first alert of all, in the end", opening.reads, 8),
    writes("Its writes besides the card's: two labels, issue, record, pin", opening.writes, 5),
    reads("Reads for the alert that opens another incident", next.reads, 5),
    writes("Its writes besides the card's: issue, record, pin", next.writes, 3),
    requests("Requests for its repeat", repeat.reads + repeat.writes, 0),
    reads("Reads for a new alert of an open incident", another.reads, 1),
    writes("Its writes besides the card's", another.writes, 1),
    reads("Reads for the end of an alert", end.reads, 1),
    writes("Its writes besides the card's", end.writes, 1),
    reads("Reads for a repeat after a restart: what is open, the newest, these, and the incident", restarted.reads, 4),
    writes("Its writes", restarted.writes, 0),
  ];
}

/** The App's own speech is of no interest here. */
async function ended(story: Story): Promise<void> {
  for (const { issues, fullName } of story.world.state.repositories.values())
    for (const number of issues.keys()) story.world.botSaid(number, fullName);
  await story.end();
}

/** The past is read once the card is there. */
async function ofTheFirstCard(): Promise<Measurement[]> {
  const alone = await firstCard(0);
  const among = await firstCard(past);
  return [
    reads(`Reads before the first card, with ${past} past incidents`, among.before, alone.before),
    reads("Reads after it, to find those that are like it", among.after, 8),
    {
      what: "Time to the first card, against that without a past",
      value: among.time / alone.time,
      unit: "times",
      limit: { most: 3 },
    },
    { what: "Time until it names them", value: among.lookedBack, unit: "ms", limit: { most: 3_000 } },
  ];
}

interface FirstCard {
  before: number;
  after: number;
  time: number;
  lookedBack: number;
}

async function firstCard(incidents: number): Promise<FirstCard> {
  const story = await begin();
  const { world } = story;
  world.populate("acme/shop", incidents, (number) => pastIncident(number, incidents));
  world.forgetRequests();
  const start = performance.now();
  const sending = send(story, alert(1, -1));
  const number = incidents + 1;
  while (!world.state.repositories.get("acme/shop")?.issues.has(number) || world.card(number) === null)
    await new Promise((resolve) => setTimeout(resolve, 1));
  const time = performance.now() - start;
  await sending;
  await story.settled();
  const lookedBack = performance.now() - start;
  const all = world.requests.filter(({ byApp }) => byApp);
  const card = all.findIndex((request) => request.kind === "write" && isOfCard(request));
  const readsIn = (some: SeenRequest[]) => some.filter(({ kind }) => kind === "read").length;
  await ended(story);
  return { before: readsIn(all.slice(0, card)), after: readsIn(all.slice(card)), time, lookedBack };
}

/** Where all that a read brings along of changes is there. */
async function ofChanges(): Promise<Measurement[]> {
  const story = await begin(begun - 60 * minute);
  const gary = story.world.as("gary");
  for (let n = 0; n < shipped; n += 1) {
    await gary.mergePullRequest(await gary.openPullRequest({ title: `Change the login page, part ${n}` }));
    await gary.deploy({ environment: "production", state: "success" });
    story.world.clock.advance(minute);
  }
  const number = await gary.openIssue({ title: "Login is down", labels: ["incident", "sev1"] });
  await story.settled();
  story.world.clock.advance(minute);
  const comment = await costOf(story, () => gary.comment(number, "I see errors too."));
  const cards = story.world.writes().filter(isOfCard).length;
  const named = (story.world.card(number) ?? "").match(/Change the login page, part \d+/g) ?? [];
  if (named.length === 0) throw new Error("The card names no change");
  await ended(story);
  return [
    reads(`Reads for a plain comment after ${shipped} deployments and ${shipped} merges`, comment.reads, 1),
    writes("Its writes", comment.writes + cards, 1),
  ];
}

function reads(what: string, value: number, most: number): Measurement {
  return { what, value, unit: "reads", limit: { most } };
}

function writes(what: string, value: number, most: number): Measurement {
  return { what, value, unit: "writes", limit: { most } };
}

function requests(what: string, value: number, most: number): Measurement {
  return { what, value, unit: "requests", limit: { most } };
}
