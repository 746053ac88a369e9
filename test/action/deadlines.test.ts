/** A team that hosts nothing: its runs remind, each time once, and come back by themselves when something is due. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Rasteriser } from "../../action/rasterise.ts";
import { memoryPath } from "../../action/recollect.ts";
import { commentsOf } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { home, noticed, rasteriser, run, runOn, said, unlimited } from "./run.ts";
import { end, type TeamOptions, team } from "./team.ts";

let drawing: Rasteriser;
let world: World;

beforeAll(() => {
  drawing = rasteriser();
});
afterAll(() => drawing.close());
afterEach(() => end(world));

const file = "escalation: [greg, olga]\nreview: { facilitators: [olga] }\ndigest: { on: false }\n";
const scheduled = { name: "schedule", payload: {} };

async function begin(options: TeamOptions = {}): Promise<void> {
  world = await team({ files: { ".github/sooner.yml": file }, ...options });
  unlimited(world);
}

/** The reminders that nobody has read yet: whom each notifies, and what is waited for. */
function reminders(): string[] {
  return said(world).flatMap((text) => {
    const [, who = ""] = text.split("\n");
    return text.includes("Not again:") ? [`${who}: ${/\*\*([^*]+)\*\*/.exec(text)?.[1]}`] : [];
  });
}

/** What a run at that time reminds of, and how many requests it takes. People act a minute later: GitHub's times are of seconds. */
async function at(time: string, go: () => Promise<unknown> = () => run(world, drawing)) {
  world.clock.set(time);
  world.forgetRequests();
  await go();
  world.clock.advance(60_000);
  return { requests: world.requests.filter(({ byApp }) => byApp).length, reminders: reminders() };
}

const later =
  "/ack\n/mitigated\n/action @greg high by 2026-03-16 Alert on failing logins\n/action low by 2026-03-20 Rehearse";

describe("hourly runs", () => {
  it("remind of everything after its time, once, and ask for nothing else", async () => {
    await begin();
    await world.as("gary").openIssue({ title: "Login is down", labels: ["sev1"] });
    expect(await at("2026-03-10T16:07:00Z")).toMatchObject({ reminders: [] });
    expect(await at("2026-03-10T16:17:00Z")).toEqual({
      requests: 5,
      reminders: ["@greg @olga: Nobody has taken up this SEV1 yet."],
    });
    const [page] = commentsOf(world.issue(1)).filter(({ body }) => body.includes("Nobody has taken up"));
    expect(page?.body).toContain("It has waited since 16:06, for 11 min.");
    expect(await at("2026-03-10T16:27:00Z")).toEqual({ requests: 1, reminders: [] });
    expect(await at("2026-03-10T17:17:00Z")).toEqual({
      requests: 5,
      reminders: ["@gary: There has been no status update yet."],
    });
    await world.as("cathy").comment(1, later);
    expect(await at("2026-03-10T18:17:00Z")).toMatchObject({ reminders: [] });
    expect(await at("2026-03-12T08:17:00Z")).toEqual({ requests: 1, reminders: [] });
    expect(await at("2026-03-12T09:17:00Z")).toEqual({
      requests: 6,
      reminders: ["@greg: This is due on Mon 16 Mar 2026.", "@olga: This review was due by the end of Wed 11 Mar 2026"],
    });
    expect(await at("2026-03-12T10:17:00Z")).toEqual({ requests: 1, reminders: [] });
    expect(await at("2026-03-13T09:17:00Z")).toMatchObject({ reminders: ["@olga: Nobody owns this action item yet"] });
    expect(await at("2026-03-16T09:17:00Z")).toMatchObject({ reminders: ["@greg: This is due today"] });
    expect(await at("2026-03-16T10:17:00Z")).toEqual({ requests: 1, reminders: [] });
  });

  it("write into the record who was called in, and when nobody had answered", async () => {
    await begin();
    await world.as("gary").openIssue({ title: "Login is down", labels: ["sev1"] });
    await at("2026-03-10T16:17:00Z");
    await world.as("greg").comment(1, "/ack On it.\n/commander @cathy");
    await at("2026-03-10T16:20:00Z");
    await world.as("greg").comment(1, "/handoff commander @olga");
    await at("2026-03-10T17:17:00Z");
    const record = JSON.parse(world.wiki().read("incidents/data/2026.jsonl") ?? "");
    expect(record.people).toContainEqual({
      who: "greg",
      joinedAt: "2026-03-10T16:18:00Z",
      pagedAt: "2026-03-10T16:17:00Z",
      pagedBy: "github-actions",
      reachedAt: "2026-03-10T16:18:00Z",
      pages: [
        { at: "2026-03-10T16:17:00Z", by: "github-actions", escalation: true, reachedAt: "2026-03-10T16:18:00Z" },
      ],
    });
    expect(record.timeline.map(({ text }: { text: string }) => text)).toEqual(
      expect.arrayContaining([
        "nobody had taken it up after 11 min; told greg and olga",
        "no status update for 1 h 11 min; asked olga",
      ]),
    );
    expect(record.roles).toMatchObject([{ who: "cathy" }, { who: "olga" }]);
    said(world);
  });

  it("take twenty-three requests for ten reminders on ten incidents", async () => {
    await begin();
    for (let number = 1; number <= 10; number += 1) {
      await world.as("gary").openIssue({ title: `Login is down, ${number}`, labels: ["sev3"] });
      await world.as("greg").comment(number, "/ack\n/mitigated\n/action @greg high by 2026-03-16 Alert");
    }
    await at("2026-03-10T16:17:00Z");
    const { requests, reminders } = await at("2026-03-12T09:17:00Z");
    expect(reminders).toEqual(Array(10).fill("@greg: This is due on Mon 16 Mar 2026."));
    expect(requests).toBe(23);
    expect(await at("2026-03-12T10:17:00Z")).toEqual({ requests: 1, reminders: [] });
  });

  it("go on from what a version before them left, and find what is due", async () => {
    await begin();
    await world.as("gary").openIssue({ title: "Login is down", labels: ["sev3"] });
    await world.as("cathy").comment(1, later);
    await at("2026-03-10T16:17:00Z");
    const { wakes, digest: _, ...memory } = JSON.parse(world.wiki().read(memoryPath) ?? "");
    expect(wakes).toEqual([{ number: 1, at: "2026-03-12T09:00:00Z" }]);
    world.wiki().write({ [memoryPath]: JSON.stringify({ ...memory, version: "0.0.9" }) });
    world.clock.set("2026-03-12T09:17:00Z");
    const told = await run(world, drawing);
    expect(noticed(told)).toEqual([]);
    expect(reminders()).toEqual(["@greg: This is due on Mon 16 Mar 2026."]);
    expect(await at("2026-03-12T10:17:00Z")).toEqual({ requests: 1, reminders: [] });
  });
});

describe.each([
  ["is off", { wiki: "off" }, () => run(world, drawing)],
  ["has no page yet", { wiki: "empty" }, () => run(world, drawing)],
  ["is not wanted", {}, () => runOn(world, scheduled)],
] as [string, TeamOptions, () => Promise<unknown>][])("where the wiki %s", (_, options, go) => {
  it("runs remind all the same, each time once", async () => {
    await begin(options);
    await world.as("gary").openIssue({ title: "Login is down", labels: ["sev2"] });
    const told: string[][] = [];
    const hear = async (time: string) => told.push((await at(time, go)).reminders);
    await hear("2026-03-10T17:17:00Z");
    await world.as("cathy").comment(1, `${later}\n/resolved`);
    for (const time of ["2026-03-10T18:17:00Z", "2026-03-12T09:17:00Z", "2026-03-12T10:17:00Z"]) await hear(time);
    await hear("2026-03-30T09:17:00Z");
    expect(told).toEqual([
      ["@greg @olga: Nobody has taken up this SEV2 yet.", "@gary: There has been no status update yet."],
      [],
      ["@greg: This is due on Mon 16 Mar 2026.", "@olga: This review was due by the end of Wed 11 Mar 2026"],
      [],
      ["@greg: This was due on Mon 16 Mar 2026", "@olga: This was due on Fri 20 Mar 2026"],
    ]);
  });
});

const repository = { name: "shop", owner: { login: "acme" }, default_branch: "main" };

/** A run for what somebody has just done on an issue, as GitHub starts one. */
async function answer(who: string, name: string, action: string, number: number): Promise<void> {
  const { title, body, labels } = world.issue(number);
  const issue = { number, title, body, labels: labels.map((label) => ({ name: label.name })) };
  const payload = { action, repository, sender: { login: who, type: "User" }, issue };
  await runOn(world, { name, payload });
}

describe("runs for events", () => {
  const says = async (who: string, number: number, text: string) => {
    await world.as(who).comment(number, text);
    await answer(who, "issue_comment", "created", number);
  };

  it("remind of what is due by then, once", async () => {
    await begin();
    await world.as("gary").openIssue({ title: "Login is down", labels: ["sev1"] });
    await answer("gary", "issues", "opened", 1);
    world.clock.set("2026-03-10T16:12:00Z");
    await says("gary", 1, "Does anybody look at this?");
    await says("gary", 1, "Anybody?");
    expect(reminders()).toEqual(["@greg: Nobody has taken up this SEV1 yet."]);
  });

  it("see action items through: evidence, done, declined, settled", async () => {
    await begin();
    await world.as("gary").openIssue({ title: "Login is down", labels: ["sev3"] });
    await says("cathy", 1, `${later}\n/resolved`);
    said(world);
    await world.as("greg").close(2);
    await answer("greg", "issues", "closed", 2);
    expect(said(world)).toEqual([expect.stringContaining("How do you know it works?")]);
    await says("greg", 2, "It fired within a minute.");
    await says("cathy", 1, "/decline #3 We rehearse in May");
    expect(world.issue(3).stateReason).toBe("not_planned");
    expect(said(world)).toEqual([
      expect.stringContaining("are settled"),
      expect.stringContaining("What speaks against it: We rehearse in May"),
    ]);
    await run(world, drawing);
    const record = JSON.parse(world.wiki().read("incidents/data/2026.jsonl") ?? "");
    expect(record).toMatchObject({
      phase: "closed",
      actionItems: [
        { state: "done", evidence: "It fired within a minute." },
        { state: "declined", reason: "We rehearse in May" },
      ],
    });
  });
});

describe("a scheduled run alone", () => {
  it("sees action items through as well", async () => {
    await begin();
    await world.as("gary").openIssue({ title: "Login is down", labels: ["sev3"] });
    await world.as("cathy").comment(1, `${later}\n/resolved`);
    await at("2026-03-10T16:17:00Z");
    await world.as("greg").close(2);
    world.clock.set("2026-03-10T17:17:00Z");
    await run(world, drawing);
    expect(said(world)).toEqual([expect.stringContaining("How do you know it works?")]);
    world.clock.advance(60_000);
    await world.as("cathy").comment(1, "/done #3 We rehearsed on Tuesday");
    world.clock.set("2026-03-10T18:17:00Z");
    await run(world, drawing);
    expect(world.issue(3)).toMatchObject({ state: "closed", stateReason: "completed" });
    expect(said(world)).toEqual([
      expect.stringContaining("are settled: 2 done."),
      expect.stringContaining("We rehearsed on Tuesday"),
    ]);
    expect(await at("2026-03-10T19:17:00Z")).toEqual({ requests: 1, reminders: [] });
  });

  it("sees an action item that somebody has unlinked from its incident", async () => {
    await begin();
    await world.as("gary").openIssue({ title: "Login is down", labels: ["sev3"] });
    await world.as("cathy").comment(1, "/ack\n/resolved\n/action @greg high by 2026-03-16 Alert");
    await at("2026-03-10T16:17:00Z");
    await world.as("greg").removeSubIssue(1, 2);
    await at("2026-03-10T17:17:00Z");
    await world.as("greg").close(2);
    world.clock.set("2026-03-10T18:17:00Z");
    await run(world, drawing);
    expect(said(world)).toEqual([expect.stringContaining("is done"), expect.stringContaining("How do you know")]);
    await at("2026-03-10T19:17:00Z");
    expect(await at("2026-03-10T20:17:00Z")).toEqual({ requests: 1, reminders: [] });
  });

  it("points out on its item that a factor came back, once", async () => {
    await begin();
    await world.as("gary").openIssue({ title: "Login is down", labels: ["sev3"] });
    const factor = "/factor hurt Retries without backoff hammered the database";
    await world.as("greg").comment(1, `/ack\n/mitigated\n${factor}\n/action @greg high Add backoff to retries`);
    await at("2026-03-10T16:17:00Z");
    world.clock.set("2026-03-12T10:00:00Z");
    await world.as("cathy").openIssue({ title: "Orders fail", labels: ["sev3"] });
    await world.as("cathy").comment(3, "/factor hurt The database was hammered by retries without backoff");
    await at("2026-03-12T10:17:00Z", () =>
      run(world, drawing).then(() => {
        expect(said(world)).toEqual([expect.stringContaining("This came back in #3, Orders fail")]);
      }),
    );
    expect(world.card(3)).toContain("without backoff, see #2 (open then) of #1");
    world.clock.set("2026-03-12T11:17:00Z");
    await run(world, drawing); // Reads #1, as its action item has changed.
    expect(said(world)).toEqual([]);
    expect(await at("2026-03-12T12:17:00Z")).toEqual({ requests: 1, reminders: [] });
  });
});

it("a dry run for no issue in particular names closed incidents with something to do as well", async () => {
  await begin();
  await world.as("gary").openIssue({ title: "Login is down", labels: ["sev3"] });
  await world.as("cathy").comment(1, `${later}\n/resolved`);
  await at("2026-03-10T16:17:00Z");
  world.clock.set("2026-03-25T09:17:00Z");
  world.forgetRequests();
  const { log } = await runOn(world, scheduled, { inputs: { "dry-run": "true" } });
  expect(log).toEqual([
    "#1: would comment on #2",
    "#1: would comment on #3",
    expect.stringMatching(/^#1: would edit comment/),
  ]);
  expect(world.writes()).toEqual([]);
  expect(world.issue(1, home).state).toBe("closed");
});
