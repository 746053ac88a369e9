/** Hard cases of the scheduled run: what people do to issues, and to the wiki's data, that nobody would expect. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Rasteriser } from "../../action/rasterise.ts";
import type { World } from "../world/world.ts";
import { noticed, rasteriser, run, said, type Told } from "./run.ts";
import { end, type TeamOptions, team } from "./team.ts";

let drawing: Rasteriser;
let world: World;

beforeAll(() => {
  drawing = rasteriser();
});
afterAll(() => drawing.close());
beforeEach(() => begin());
afterEach(async () => {
  said(world);
  await end(world);
});

async function begin(options: TeamOptions = {}): Promise<void> {
  world = await team(options);
}

/** Begins anew, in another repository than the usual one. */
async function beginAnew(options: TeamOptions): Promise<void> {
  await end(world);
  await begin(options);
}

const incident = (title = "Login is down", ...labels: string[]) =>
  world.as("gary").openIssue({ title, body: "It fails.", labels: labels.length > 0 ? labels : ["incident", "sev2"] });
const again = (inputs: Record<string, string> = {}): Promise<Told> => run(world, drawing, { inputs });
const later = (minutes = 1) => world.clock.advance(minutes * 60_000);
const read = (path: string) => world.wiki().read(path) ?? "";
const pages = () =>
  world
    .wiki()
    .files()
    .filter((path) => /^Incident-\d+\.md$/.test(path));
const recordsIn = (text: string) =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

describe("issues that go away", () => {
  it("leave nothing behind, also where they were the only ones of their year", async () => {
    await incident();
    await again();
    await world.as("olga").deleteIssue(1);
    expect(noticed(await again())).toEqual([]);
    expect(pages()).toEqual([]);
    expect(read("incidents/data/2026.jsonl")).toBe("");
    expect(read("incidents/data/incidents.csv").trim().split("\n")).toHaveLength(1);
    expect(read("Incidents-2026.md")).not.toContain("Login is down");
    world.forgetRequests();
    await again();
    expect(world.requests.filter(({ byApp }) => byApp)).toHaveLength(1);
  });

  it("are held back no longer", async () => {
    await incident();
    await world.as("gary").comment(1, "/update We look at db1.prod.internal now.");
    await again();
    expect(JSON.parse(read("incidents/data/memory.json")).held).toHaveProperty("1");
    await world.as("olga").deleteIssue(1);
    const { summary } = await again();
    expect(JSON.parse(read("incidents/data/memory.json")).held).toEqual({});
    expect(summary).not.toContain("held back");
  });
});

describe("a figure", () => {
  it("goes where there is nothing to draw any more", async () => {
    await incident();
    later();
    const comment = await world.as("greg").comment(1, "I look at the logs.");
    await again();
    expect(world.wiki().files()).toContain("incidents/figures/1.png");
    later();
    await world.as("greg").deleteComment(comment);
    await again();
    expect(world.wiki().files()).not.toContain("incidents/figures/1.png");
  });
});

/** Somebody renames the issue, and some seconds pass; once. */
function meanwhile(number: number): boolean {
  const issue = world.issue(number);
  if (issue.title !== "Nobody can log in") {
    world.clock.advance(1000);
    Object.assign(issue, { title: "Nobody can log in", updatedAt: world.clock.stamp() });
    world.clock.advance(4000);
  }
  return false;
}

describe("what happens while a run reads", () => {
  it("is read by the next one, also where the run itself wrote later", async () => {
    await incident("Login is down");
    await incident("Checkout is slow");
    await again();
    later();
    await world.as("cathy").comment(2, "/ack");
    world.fail({ does: "delay", ms: 0, when: ({ kind }) => kind === "write" && meanwhile(1) });
    await again();
    world.heal();
    later();
    await again();
    expect(read("Incident-1.md")).toContain("Nobody can log in");
  });
});

describe("data in the wiki", () => {
  it("that is missing is read from GitHub again, and that is said", async () => {
    await incident();
    await again();
    const before = read("incidents/data/2026.jsonl");
    world.wiki().write({ "incidents/data/2026.jsonl": null });
    expect(noticed(await again())).toEqual(["warning: Data in the wiki is not as it was written"]);
    expect(read("incidents/data/2026.jsonl")).toBe(before);
  });

  it("that we never wrote is not believed", async () => {
    await incident();
    await again();
    const forged = { ...recordsIn(read("incidents/data/2026.jsonl"))[0], number: 99, labels: [], title: "Forged" };
    world.wiki().write({ "incidents/data/1999.jsonl": `${JSON.stringify(forged)}\n` });
    await again();
    expect(pages()).toEqual(["Incident-1.md"]);
    expect(read("incidents/data/incidents.csv")).not.toContain("Forged");
  });

  it("of other people beside ours is left alone, and costs nothing", async () => {
    await incident();
    await again();
    world.wiki().write({ "incidents/data/notes.jsonl": "my notes\n" });
    world.forgetRequests();
    expect(noticed(await again())).toEqual([]);
    expect(world.requests.filter(({ byApp }) => byApp)).toHaveLength(1);
    expect(read("incidents/data/notes.jsonl")).toBe("my notes\n");
  });
});

describe("templates of the repository's own", () => {
  it("change every page, also of incidents that have not changed since", async () => {
    await incident();
    await again();
    world.push("olga", { ".github/sooner/templates/wiki-incident.hbs": "# Ours: {{title}}\n" });
    await again();
    expect(read("Incident-1.md")).toContain("# Ours: Login is down");
  });

  it("that are broken are passed by, and that is said", async () => {
    await beginAnew({ files: { ".github/sooner/templates/wiki-incident.hbs": "{{#if title}" } });
    await incident();
    const told = await again();
    expect(read("Incident-1.md")).toContain("Login is down");
    expect(told.notices).toEqual([
      {
        level: "warning",
        title: ".github/sooner/templates/wiki-incident.hbs is not followed",
        text: "Ours is used, as this can't be: Parse error on line 1. Correct it, or remove the file to have our words.",
      },
    ]);
  });
});

describe("a configuration", () => {
  it("that is broken is passed by, and that is said", async () => {
    await beginAnew({ files: { ".github/sooner.yml": "zone: Mars/Olympus\n" } });
    await incident();
    expect((await again()).notices).toEqual([
      {
        level: "warning",
        title: ".github/sooner.yml, line 1 is not followed",
        text: "“zone” is no time zone. The team's time zone, an IANA name such as Europe/Berlin.",
      },
    ]);
    expect(read("Incident-1.md")).toContain("Login is down");
  });
});

describe("people", () => {
  it("whose account is gone have still said what they said by a command", async () => {
    await incident();
    await world.as("cathy").comment(1, "/mitigated 16:06\nI restart the servers.");
    await again();
    world.deletePerson("cathy");
    later();
    await world.as("greg").comment(1, "Me too.");
    expect(noticed(await again())).toEqual([]);
    const [record] = recordsIn(read("incidents/data/2026.jsonl"));
    expect(record.moments.restored).toMatchObject({ at: "2026-03-10T16:06:00Z", who: "ghost" });
  });

  it("who lock the conversation keep nothing from being reported", async () => {
    await incident();
    await world.as("cathy").comment(1, "I restart the servers.");
    await world.as("olga").lock(1);
    const told = await again();
    expect(noticed(told)).toEqual([]);
    expect(told.outputs.complete).toBe(true);
    expect(read("Incident-1.md")).toContain("I restart the servers.");
    world.forgetRequests();
    expect((await again()).outputs.complete).toBe(true);
  });

  it("who hide a comment keep it out of the page", async () => {
    await incident();
    const spam = await world.as("cathy").comment(1, "Buy cheap watches");
    await world.as("olga").minimizeComment(spam);
    await again();
    expect(read("Incident-1.md")).not.toContain("cheap watches");
    expect(read("incidents/data/2026.jsonl")).not.toContain("cheap watches");
  });
});

describe("labels", () => {
  it("that were renamed, in GitHub and in the configuration, still declare", async () => {
    await incident("Login is down", "incident");
    await again();
    await world.as("olga").renameLabel("incident", "outage");
    world.push("olga", { ".github/sooner.yml": "labels:\n  incident: outage\n" });
    const { outputs } = await again();
    expect(outputs).toMatchObject({ incidents: 1, "open-incidents": 1, complete: true });
    expect(pages()).toEqual(["Incident-1.md"]);
  });
});

describe("titles", () => {
  it.each([
    "`rm -rf /` | <b>bold</b> [a](http://evil.example) @olga #1",
    "../../../etc/passwd\\..\\x",
    "<!-- sooner:end -->",
    "**`_~|~_`** <script>alert(1)</script>",
    "--help -rf ; $(whoami) && `id`",
  ])("of every character are only text: %s", async (title) => {
    await incident(title);
    expect((await again()).outputs.complete).toBe(true);
    expect(noticed(await again())).toEqual([]);
    expect(world.wiki().commits()).toHaveLength(2);
    const page = read("Incident-1.md");
    expect(page.match(/<!-- sooner:end -->/g)).toHaveLength(1);
    expect(page).not.toMatch(/<script>|<b>|(?<![\\`])\[a\]\(http:\/\/evil/);
    expect(pages()).toEqual(["Incident-1.md"]);
    expect(recordsIn(read("incidents/data/2026.jsonl"))[0].title).toBe(title);
  });
});

describe("texts", () => {
  it("edited into nonsense make a page all the same", async () => {
    await incident();
    const comment = await world.as("cathy").comment(1, "/mitigated 16:02");
    await again();
    later();
    await world
      .as("cathy")
      .editComment(comment, "/mitigated 99:99\n/severity ∞\n/action by 31 February\n\u0000\u200b<details>");
    await world.as("gary").editIssue(1, { body: "<!-- ".repeat(500) });
    const told = await again();
    expect(told.outputs).toMatchObject({ complete: true, "open-incidents": 1 });
    expect(recordsIn(read("incidents/data/2026.jsonl"))[0]).toMatchObject({ state: "open" });
  });

  it("of 3,000 make one page, well below what a wiki shows", async () => {
    world.populate("acme/shop", 1, () => ({
      title: "A long day",
      by: "gary",
      at: "2026-03-10T08:00:00Z",
      labels: ["sev1"],
      events: Array.from({ length: 2_400 }, (_, minute) => ({
        at: Date.parse("2026-03-10T08:01:00Z") + minute * 10_000,
        by: "cathy",
        does: "comment" as const,
        body: `I try number ${minute}. ${"It does not help. ".repeat(20)}`,
      })),
    }));
    expect((await again()).outputs.complete).toBe(true);
    expect(read("Incident-1.md").length).toBeLessThan(400_000);
    expect(recordsIn(read("incidents/data/2026.jsonl"))[0].timeline.length).toBeGreaterThan(2_300);
  });
});

describe("times", () => {
  it("cross the hour that daylight saving skips", async () => {
    await beginAnew({ now: "2026-03-29T02:30:00Z", files: { ".github/sooner.yml": "zone: Europe/Berlin\n" } });
    await incident();
    await world.as("gary").comment(1, "/started 01:50\n/mitigated 03:10");
    await again();
    expect(recordsIn(read("incidents/data/2026.jsonl"))[0].durations.impact).toEqual({
      state: "recorded",
      seconds: 20 * 60,
    });
    expect(read("Incident-1.md")).toContain("01:50");
  });

  it("leave a window empty without a single number made up", async () => {
    await incident();
    await world.as("gary").comment(1, "/mitigated 16:06");
    world.clock.set("2027-09-01T12:00:00Z");
    await again();
    const [month] = JSON.parse(read("incidents/data/metrics.json")).windows;
    expect(month.total).toMatchObject({ count: 0 });
    expect(month.total.durations.timeToRecover).not.toHaveProperty("median");
    expect(read("Incident-metrics.md")).not.toMatch(/NaN|undefined|Infinity|null/);
  });
});

describe("a private repository", () => {
  it("has its pages as any other", async () => {
    await beginAnew({ private: true });
    await incident();
    const told = await again();
    expect(noticed(told)).toEqual([]);
    expect(pages()).toEqual(["Incident-1.md"]);
  });
});
