/** People's words in the wiki through whole runs: whatever they do to pages, nothing of theirs is lost, and it is said. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Rasteriser } from "../../action/rasterise.ts";
import type { World } from "../world/world.ts";
import { rasteriser, run, said } from "./run.ts";
import { end, team } from "./team.ts";

let drawing: Rasteriser;
let world: World;

beforeAll(() => {
  drawing = rasteriser();
});
afterAll(() => drawing.close());
beforeEach(async () => {
  world = await team();
  await world.as("gary").openIssue({ title: "Login is down", labels: ["sev2"] });
});
afterEach(async () => {
  said(world);
  await end(world);
});

const again = () => run(world, drawing);
const read = (path: string) => world.wiki().read(path) ?? "";
const write = (path: string, text: string | null) => world.wiki().write({ [path]: text });
const page = "Incident-1.md";

/** Something happens to the incident, so that its page is to change. */
async function change(): Promise<void> {
  world.clock.advance(60_000);
  await world.as("greg").comment(1, "The database is busy.");
}

describe("words on a page of an incident", () => {
  it("around our part stay, byte for byte, while our part changes", async () => {
    await again();
    write(page, `Our own introduction.\r\n\n${read(page)}\n## What we think  \n\nIt was the database.`);
    await change();
    const { summary } = await again();
    expect(read(page)).toMatch(/^Our own introduction\.\r\n\n<!-- sooner:begin/);
    expect(read(page)).toMatch(/<!-- sooner:end -->\n\n## What we think {2}\n\nIt was the database\.$/);
    expect(read(page)).toContain("The database is busy.");
    expect(summary).not.toContain("Left alone");
  });

  it("inside our part stay until the incident changes, and are then in the page's history; both are said", async () => {
    await again();
    write(page, read(page).replace("## Login is down", "## Login was down, for good reasons"));
    const first = await run(world, drawing, { inputs: { since: "all" } });
    expect(read(page)).toContain("for good reasons");
    expect(first.summary).toContain("Their words stay until the incident changes");
    await change();
    const second = await again();
    expect(read(page)).not.toContain("for good reasons");
    expect(second.summary).toContain("The edit is in the page's history");
  });

  it("stay deleted, also after the incident changes, until somebody asks for the page", async () => {
    await again();
    write(page, null);
    await change();
    const { summary } = await again();
    expect(world.wiki().files()).not.toContain(page);
    expect(summary).toContain("Somebody deleted it, so it stays deleted");
    write(page, "sooner");
    await run(world, drawing, { inputs: { since: "all" } });
    expect(read(page)).toContain("The database is busy.");
  });

  it("move with a page that people rename, and follow the incident there", async () => {
    await again();
    write("The-login-outage.md", `Ours.\n\n${read(page)}`);
    write(page, null);
    await change();
    await again();
    expect(world.wiki().files()).not.toContain(page);
    expect(read("The-login-outage.md")).toMatch(/^Ours\.\n\n/);
    expect(read("The-login-outage.md")).toContain("The database is busy.");
    await change();
    await again();
    expect(world.wiki().files()).not.toContain(page);
  });

  it("written before the first run are left alone, and everything else is written", async () => {
    write(page, "My notes on the login.\n");
    write("Incidents.md", "How we handle incidents.\n");
    write("_Sidebar.md", "- [Home](Home)\n");
    const { summary, outputs } = await again();
    expect(read(page)).toBe("My notes on the login.\n");
    expect(read("Incidents.md")).toBe("How we handle incidents.\n");
    expect(read("_Sidebar.md")).toBe("- [Home](Home)\n");
    expect(summary).toContain("A page of this name was written by people");
    expect(world.wiki().files()).toContain("Incident-metrics.md");
    expect(outputs.complete).toBe(true);
  });

  it("stay where the incident is taken back for good, as its issue was deleted", async () => {
    await again();
    write(page, `${read(page)}\nWhat we learned: much.\n`);
    await world.as("olga").deleteIssue(1);
    const { summary } = await again();
    expect(read(page)).toContain("What we learned: much.");
    expect(summary).toContain("has words of people's, so it was left alone");
  });

  it("that come while the Action pushes are kept", async () => {
    await again();
    await change();
    world.wiki().beforePush(() => write("Runbook.md", "Restart it.\n"), "push");
    await again();
    expect(read("Runbook.md")).toBe("Restart it.\n");
    expect(read(page)).toContain("The database is busy.");
  });
});
