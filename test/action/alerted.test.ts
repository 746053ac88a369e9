/** A scheduled run over what the App has made of alerts: it is all in the wiki, and nothing of it is changed on the issues. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Rasteriser } from "../../action/rasterise.ts";
import { alert, at, ended, minute } from "../stories/alerting.ts";
import { Story } from "../story.ts";
import { dispatched } from "./events.ts";
import { noticed, rasteriser, readingOf, run, runOn, said } from "./run.ts";

const configuration = `
services:
  login: { paths: [web/login/], environments: [production], runbook: "https://wiki.example/login" }
`;
const files = { ".github/sooner.yml": configuration, ".github/CODEOWNERS": "/web/login/ @greg @acme/web\n" };

let drawing: Rasteriser;
let story: Story;

beforeAll(() => {
  drawing = rasteriser();
});
afterAll(() => drawing.close());
beforeEach(async () => {
  story = await Story.begin({ files });
  story.world.wiki().firstPage();
});
afterEach(() => story.end());

/** Something was deployed and merged, an earlier incident was like it, an alert came, another one ended, something was deployed. */
async function outage(): Promise<number> {
  const { world } = story;
  const greg = world.as("greg");
  const past = await greg.openIssue({ title: "Login errors above 5%", labels: ["incident", "sev2"] });
  await greg.comment(past, "/affects login\n/mitigated\n/resolved\n/learned The cache was cold.");
  await story.settled();
  const pull = await greg.openPullRequest({ title: "Faster sessions" });
  world.issue(pull).files = ["web/login/session.ts"];
  await greg.mergePullRequest(pull);
  await greg.deploy({ environment: "production", state: "success" });
  world.clock.advance(40 * minute);
  await story.alerted("generic", alert({ startedAt: at(39) }));
  await story.settled();
  world.clock.advance(5 * minute);
  await story.alerted("generic", ended(44, { startedAt: at(39) }));
  await story.alerted("generic", alert({ fingerprint: "latency", title: "Login is slow", startedAt: at(44) }));
  await story.alerted("generic", alert({ fingerprint: "disk", title: "Disk is half full", severity: "info" }));
  await greg.deploy({ environment: "production", state: "success" });
  await story.settled();
  const { issues } = world.state.repositories.get("acme/shop") ?? { issues: new Map() };
  const opened = [...issues.values()].find(({ body }) => body.includes('"by":"alert"'));
  return opened?.number ?? 0;
}

/** The world without its clock, its wiki and what counts requests. */
const onIssues = () => JSON.stringify(story.world.snapshot());

describe("a scheduled run", () => {
  it("changes nothing that the App has written of alerts, changes, owners and likenesses", async () => {
    const number = await outage();
    const card = story.world.card(number) ?? "";
    for (const section of ["Alerts", "What changed", "Services", "Similar"]) expect(card).toContain(`**${section}`);
    const before = onIssues();
    story.world.forgetRequests();
    expect(noticed(await run(story.world, drawing))).toEqual([]);
    expect(story.world.writes()).toEqual([]);
    expect(onIssues()).toBe(before);
    said(story.world);
  });

  it("changes nothing of it either where somebody has said something since that calls for a pass", async () => {
    const number = await outage();
    story.world.webhooks.lose();
    await story.world.as("cathy").comment(number, "/ack");
    const section = (title: string) => (story.world.card(number) ?? "").split(`**${title}`)[1]?.split("\n\n", 1)[0];
    const titles = ["Alerts", "What changed", "Services", "Similar"];
    const before = titles.map(section);
    await run(story.world, drawing);
    expect(story.world.card(number)).toContain("| Acknowledged | 16:45 |");
    expect(titles.map(section)).toEqual(before);
    said(story.world);
  });

  it("brings alerts into record, page and figures, and what nobody needs to act on into the data", async () => {
    const number = await outage();
    await run(story.world, drawing);
    const wiki = story.world.wiki();
    const records = (wiki.read("incidents/data/2026.jsonl") ?? "")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const record = records.find((one) => one.number === number);
    expect(record).toMatchObject({
      declaredBy: "alert",
      detectedBy: "monitoring",
      moments: { started: { at: "2026-03-10T16:39:00Z", from: "alert" } },
      alerts: [
        { fingerprint: "login-errors", startedAt: "2026-03-10T16:39:00Z", endedAt: "2026-03-10T16:44:00Z" },
        { fingerprint: "latency", startedAt: "2026-03-10T16:44:00Z" },
      ],
    });
    expect(wiki.read(`Incident-${number}.md`)).toContain("Login is slow");
    expect(wiki.read("incidents/data/noise.jsonl")).toContain('"fingerprint":"disk"');
    said(story.world);
  });

  it("asks once and commits nothing where nothing has changed, and writes the same from nothing", async () => {
    await outage();
    const { world } = story;
    const commits = () => world.wiki().commits().length;
    await run(world, drawing);
    world.clock.advance(2 * minute);
    world.forgetRequests();
    const before = commits();
    await run(world, drawing);
    expect([world.requests.filter(({ byApp }) => byApp).length, commits() - before]).toEqual([1, 0]);
    const incremental = await readingOf(world);
    const all = world
      .wiki()
      .files()
      .map((path): [string, string | null] => [path, null]);
    world.wiki().write({ ...Object.fromEntries(all), "Home.md": "Welcome to the shop wiki!" });
    await run(world, drawing);
    expect(await readingOf(world)).toEqual(incremental);
    said(world);
  });

  it("mends what a run for an alert has left half done", async () => {
    const { world } = story;
    world.webhooks.lose();
    world.fail({ does: "answer", status: 500, when: ({ path }) => path.endsWith("/comments"), times: 1_000 });
    const { notices } = await runOn(world, dispatched(alert()));
    expect(notices).not.toEqual([]);
    world.heal();
    expect(world.card(1)).toBeNull();
    expect(noticed(await run(world, drawing))).toEqual([]);
    expect(world.card(1)).toContain("**Alerts**: 1 firing");
    expect(said(world)).toEqual([expect.stringContaining("**Login errors above 5%**")]);
  }, 30_000);
});
