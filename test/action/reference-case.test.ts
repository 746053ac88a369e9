/** The reference case through the whole Action: played by its people, and told in the wiki with the numbers that it has. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Rasteriser } from "../../action/rasterise.ts";
import { configuration, incidentDay, response, review, reviewDay } from "../reference-case.ts";
import type { World } from "../world/world.ts";
import { noticed, rasteriser, run, runFor, said } from "./run.ts";
import { end, team } from "./team.ts";

let drawing: Rasteriser;
let world: World;
let number = 0;

/** People act, and a job runs after each act, as on an issue's events. */
async function play(): Promise<void> {
  for (const act of response) {
    world.clock.set(`${incidentDay}T${act.at}:00Z`);
    const person = world.as(act.who);
    if ("title" in act) number = await person.openIssue({ title: act.title, body: act.body });
    else if ("text" in act) await person.comment(number, act.text);
    await runFor(world, number);
  }
  for (const act of review) {
    world.clock.set(`${reviewDay}T${act.at}:00Z`);
    const [held] = world.issue(number).subIssues.filter(({ title }) => title.startsWith("Post-incident review"));
    if ("closes" in act) await world.as(act.who).close(held?.number ?? 0);
    else if ("text" in act) await world.as(act.who).comment(number, act.text);
    await run(world, drawing);
  }
}

beforeAll(async () => {
  drawing = rasteriser();
  world = await team({ now: `${incidentDay}T15:00:00Z`, files: { ".github/sooner.yml": configuration } });
  world.person("dana", { role: "triage", member: true });
  await play();
});
afterAll(async () => {
  said(world);
  await drawing.close();
  await end(world);
});

const read = (path: string) => world.wiki().read(path) ?? "";
const minutes = (count: number) => ({ state: "recorded", seconds: count * 60 });

describe("the reference case", () => {
  it("is declared, restored, reviewed and has its action items", () => {
    const record = JSON.parse(read("incidents/data/2026.jsonl"));
    expect(record).toMatchObject({ number, state: "recovered", phase: "readiness", severity: { highest: "sev2" } });
    expect(record.learnings).toHaveLength(9);
    expect(record.actionItems).toHaveLength(10);
    expect(record.review).toMatchObject({ state: "held", facilitator: "dana" });
  });

  it("has TTD 4 min, TTA 3 min, TTR 16 min and an impact of 20 min in its record", () => {
    expect(JSON.parse(read("incidents/data/2026.jsonl")).durations).toMatchObject({
      timeToDetect: minutes(4),
      timeToAcknowledge: minutes(3),
      timeToRecover: minutes(16),
      impact: minutes(20),
    });
  });

  it("has them on its page, and in its figure's alternative text", () => {
    const page = read(`Incident-${number}.md`);
    expect(page).toContain("| Time to detect (TTD) | **4 min** |");
    expect(page).toContain("| Time to acknowledge (TTA) | **3 min** |");
    expect(page).toContain("| Time to recover (TTR) | **16 min** |");
    expect(page).toContain("| Impact | **20 min** |");
    expect(page.match(/!\[(.*?)\]\(incidents\/figures\/\d+\.png\)/)?.[1]).toBe(
      "Response to incident 1 on Tue 10 Mar 2026 from 16:00 to 16:20 UTC (20 min): 5 entries helped, 3 entries hurt, 2 entries had no effect. Impact began about 16:00, detected 16:04, declared 16:06, acknowledged 16:07, restored 16:20. Phases: detection 4 min, response and remediation 16 min.",
    );
  });

  it("has them in the metrics, as values without a statistic", () => {
    const { windows } = JSON.parse(read("incidents/data/metrics.json"));
    const { timeToDetect, timeToAcknowledge, timeToRecover, impact } = windows[0].total.durations;
    expect(timeToDetect).toMatchObject({ n: 1, values: [240] });
    expect(timeToAcknowledge).toMatchObject({ n: 1, values: [180] });
    expect(timeToRecover).toMatchObject({ n: 1, values: [960] });
    expect(impact).toMatchObject({ n: 1, values: [1200] });
    expect(timeToRecover).not.toHaveProperty("median");
  });

  it("tells the public what it may know, and nobody by name", () => {
    const page = read(`Incident-${number}-public.md`);
    expect(page).toContain("For 20 minutes nobody could log in.");
    expect(page).toContain("Logins work again.");
    expect(page).not.toMatch(/cathy|greg|gary|dana/);
  });

  it("leaves nothing to do: at most what changed last is looked at again, and nothing is committed", async () => {
    const before = world.wiki().commits().length;
    const counts: number[] = [];
    for (let runs = 0; runs < 3; runs++) {
      world.clock.advance(60 * 60_000);
      world.forgetRequests();
      expect(noticed(await run(world, drawing))).toEqual([]);
      counts.push(world.requests.filter(({ byApp }) => byApp).length);
    }
    expect(Math.max(...counts)).toBeLessThanOrEqual(3);
    expect(world.wiki().commits()).toHaveLength(before);
  });
});
