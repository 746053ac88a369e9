/** The scheduled run of the built Action: what it brings into the wiki, and how little it does where little has changed. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { World } from "../world/world.ts";
import { Runner } from "./runner.ts";
import { end, team } from "./team.ts";

let runner: Runner;
let world: World;

beforeAll(async () => {
  runner = await Runner.begin();
});
afterAll(() => runner.end());
beforeEach(async () => {
  world = await team();
});
afterEach(() => end(world));

async function incident(title = "Login is down"): Promise<number> {
  const number = await world.as("gary").openIssue({ title, body: "It fails.", labels: ["incident", "sev2"] });
  await world.as("gary").comment(number, "/started 16:00");
  await world.as("cathy").comment(number, "I open the login page: it shows an error.");
  return number;
}

/** Requests to GitHub's API since they were last forgotten, and commits of the Action's. */
const requests = () => world.requests.filter(({ byApp }) => byApp).length;
const commits = () =>
  world
    .wiki()
    .commits()
    .filter(({ message }) => message.startsWith("Update")).length;

describe("a first run", () => {
  it("opens the card, and brings every page, figure and record into the wiki", async () => {
    await incident();
    world.clock.set("2026-03-10T16:20:00Z");
    await world.as("greg").comment(1, "/mitigated");
    const { code, outputs } = await runner.run(world);
    expect(code).toBe(0);
    expect(world.card(1)).toContain("### SEV2");
    expect(world.wiki().files()).toEqual([
      "Home.md",
      "Incident-1-public.md",
      "Incident-1.md",
      "Incident-action-items.md",
      "Incident-learnings.md",
      "Incident-metrics.md",
      "Incident-status.md",
      "Incidents-2026.md",
      "Incidents.md",
      "_Sidebar.md",
      "incidents/data/2026.jsonl",
      "incidents/data/incidents.csv",
      "incidents/data/memory.json",
      "incidents/data/metrics.json",
      "incidents/figures/1.png",
    ]);
    expect(outputs).toMatchObject({ incidents: "1", "open-incidents": "0", "issues-updated": "1", complete: "true" });
    expect(outputs["wiki-url"]).toBe(`${world.url}/acme/shop/wiki/Incidents`);
  });

  it("keeps what people have written on the first page", async () => {
    await incident();
    await runner.run(world);
    expect(world.wiki().read("Home.md")).toMatch(/^Welcome to the shop wiki!/);
  });

  it("writes a kind page where there is no incident yet", async () => {
    const { code, outputs } = await runner.run(world);
    expect(code).toBe(0);
    expect(outputs).toMatchObject({ incidents: "0", "open-incidents": "0" });
    expect(world.wiki().files()).toContain("Incidents.md");
  });
});

describe("a run after another", () => {
  it("asks GitHub once and commits nothing where nothing has changed", async () => {
    await incident();
    await runner.run(world);
    world.forgetRequests();
    const { code, outputs } = await runner.run(world);
    expect(code).toBe(0);
    expect(requests()).toBe(1);
    expect(commits()).toBe(1);
    expect(outputs["pages-written"]).toBe("0");
  });

  it("reads only the incident that changed, and writes only what follows from it", async () => {
    await incident();
    await incident("Checkout is slow");
    await runner.run(world);
    const first = world.wiki().read("Incident-1.md");
    world.clock.advance(60_000);
    await world.as("greg").comment(2, "The database is busy.");
    world.forgetRequests();
    await runner.run(world);
    expect(world.wiki().read("Incident-2.md")).toContain("The database is busy.");
    expect(world.wiki().read("Incident-1.md")).toBe(first);
    const read = world.requests.flatMap(({ body }) =>
      Object.entries((body as { variables?: object } | undefined)?.variables ?? {}),
    );
    expect(read.filter(([name]) => name.startsWith("number")).map(([, number]) => number)).not.toContain(1);
  });

  it("leaves alone what people changed elsewhere in the repository", async () => {
    await incident();
    await runner.run(world);
    world.clock.advance(60_000);
    await world.as("gary").openIssue({ title: "A wish", body: "Dark mode, please" });
    const { outputs } = await runner.run(world);
    expect(commits()).toBe(1);
    expect(outputs["pages-written"]).toBe("0");
  });

  it("follows a correction of years later", async () => {
    const number = await incident();
    await world.as("greg").comment(number, "/mitigated 16:20");
    await runner.run(world);
    world.clock.set("2028-03-10T16:06:00Z");
    await world.as("greg").comment(number, "/mitigated 2026-03-10 16:40");
    await runner.run(world);
    const record = JSON.parse(world.wiki().read("incidents/data/2026.jsonl") ?? "");
    expect(record.moments.restored.at).toBe("2026-03-10T16:40:00Z");
  });

  it("takes a withdrawn incident out of the counts", async () => {
    const number = await incident();
    await runner.run(world);
    world.clock.advance(60 * 60_000);
    await world.as("gary").unlabel(number, "incident");
    await world.as("gary").unlabel(number, "sev2");
    world.clock.advance(60 * 60_000);
    const { outputs } = await runner.run(world);
    expect(outputs).toMatchObject({ incidents: "0", "open-incidents": "0" });
    expect(JSON.parse(world.wiki().read("incidents/data/2026.jsonl") ?? "").state).toBe("withdrawn");
  });

  it("forgets an issue that was transferred away, or deleted", async () => {
    await incident();
    await incident("Checkout is slow");
    await incident("Search is empty");
    await runner.run(world);
    world.transfer(1);
    await world.as("olga").deleteIssue(2);
    const { code, outputs } = await runner.run(world);
    expect(code).toBe(0);
    expect(outputs.incidents).toBe("1");
    expect(
      world
        .wiki()
        .files()
        .filter((path) => /^Incident-\d/.test(path)),
    ).toEqual(["Incident-3-public.md", "Incident-3.md"]);
  });

  it("reads everything again where the configuration has changed", async () => {
    const number = await incident();
    await runner.run(world);
    world.push("olga", { ".github/sooner.yml": "zone: Europe/Berlin\n" });
    await runner.run(world);
    expect(world.wiki().read(`Incident-${number}.md`)).toContain("Europe/Berlin");
  });
});

describe("data that somebody has changed in the wiki", () => {
  it.each([
    ["a line is taken out", "incidents/data/2026.jsonl", ""],
    ["a number is changed", "incidents/data/2026.jsonl", '{"schema":1}\n'],
    ["the memory is broken", "incidents/data/memory.json", "{"],
    ["the memory is gone", "incidents/data/memory.json", null],
  ])("is read from GitHub again, and that is said: %s", async (_, path, text) => {
    await incident();
    await runner.run(world);
    const before = world.wiki().read("incidents/data/2026.jsonl");
    world.wiki().write({ [path]: text });
    const { code, log } = await runner.run(world);
    expect(code).toBe(0);
    expect(log).toContain("::warning title=Data in the wiki is not as it was written::");
    expect(world.wiki().read("incidents/data/2026.jsonl")).toBe(before);
  });
});
