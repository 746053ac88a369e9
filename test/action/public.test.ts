/** Public pages through whole runs: what should not be told outside holds one page back, and one comment says so. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Rasteriser } from "../../action/rasterise.ts";
import { commentsOf } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { noticed, rasteriser, run } from "./run.ts";
import { end, team } from "./team.ts";

let drawing: Rasteriser;
let world: World;
let words: number;

beforeAll(() => {
  drawing = rasteriser();
});
afterAll(() => drawing.close());
beforeEach(async () => {
  world = await team();
  await world.as("gary").openIssue({ title: "Login is down", labels: ["sev2"] });
  await world.as("gary").openIssue({ title: "Checkout is slow", labels: ["sev2"] });
  words = await world.as("greg").comment(1, leaking);
});
/** Nobody leaves a word of ours unread (law 7). */
afterEach(async () => {
  expect(world.unread()).toEqual([]);
  await end(world);
});

const leaking = "/update We look at db1.prod.internal now.";
const harmless = "/update We look at a database now.";
const again = () => run(world, drawing);
const edit = (body: string) => {
  world.clock.advance(60_000);
  return world.as("greg").editComment(words, body);
};
const restore = (time: string) => {
  world.clock.set(time);
  return world.as("cathy").comment(1, "/mitigated");
};
const read = (path: string) => world.wiki().read(path) ?? "";
const isThere = (path: string) => world.wiki().files().includes(path);

/** Our comments about public pages on an issue, as they stand. */
const told = (number: number) =>
  commentsOf(world.issue(number)).filter(({ body }) => body.startsWith("<!-- sooner:public"));

describe("an internal host in an update", () => {
  it("holds that page back alone, and one comment on the incident says what to change", async () => {
    const first = await again();
    expect(noticed(first)).toEqual(["warning: The public page of #1 is held back"]);
    expect(world.botSaid(1)).toEqual([
      `<!-- sooner:public:1 -->
**The public page is held back**, as 1 thing in the public texts of #1 should not be told outside:

- An **internal host** in the update of 16:06: \`db1.prod.internal\`. Write the service's name, or list the host under \`report.publicHosts\` where it is public.

Edit the review's section “Summary for the public”, or the comments with \`/public\`, \`/update\` or \`/affects\` on #1. What they say then counts: the next run checks again, and publishes the page once nothing is left. All other pages are written.`,
    ]);
    expect(isThere("Incident-1-public.md")).toBe(false);
    expect(isThere("Incident-2-public.md")).toBe(true);
    expect(read("Incident-1.md")).toContain("db1.prod.internal");
    expect(read("Incident-status.md")).not.toContain("db1.prod");
  });

  it("is said on the review, where there is one", async () => {
    await restore("2026-03-10T16:20:00Z");
    await again();
    const review = world.issue(1).subIssues[0]?.number ?? 0;
    expect(told(1)).toEqual([]);
    expect(told(review)).toHaveLength(1);
    expect(world.botSaid(review)[0]).toContain("db1.prod.internal");
  });

  it("is said once, however often the Action runs", async () => {
    for (let runs = 0; runs < 5; runs++) {
      world.clock.advance(60_000);
      await world.as("cathy").comment(1, `Still looking, ${runs}.`);
      await again();
    }
    expect(world.botSaid(1)).toHaveLength(1);
    expect(told(1)).toHaveLength(1);
  });

  it("that is mended lets the page out, and the comment says so; found again, it says that", async () => {
    await again();
    world.botSaid(1);
    await edit(harmless);
    expect(noticed(await again())).toEqual([]);
    expect(read("Incident-1-public.md")).toContain("We look at a database now.");
    expect(world.botSaid(1)).toEqual([
      "<!-- sooner:public:1 -->\nPublished now: the public texts of #1 were mended, and the page Incident-1-public is in the wiki.",
    ]);
    await edit(leaking);
    expect(noticed(await again())).toEqual(["warning: The public page of #1 is held back"]);
    expect(read("Incident-1-public.md")).not.toContain("db1.prod");
    expect(read("Incident-status.md")).not.toContain("db1.prod");
    expect(world.botSaid(1)[0]).toContain("db1.prod.internal");
    expect(told(1)).toHaveLength(1);
  });

  it("stays held back where the comment that says so was deleted, or the memory was lost", async () => {
    await again();
    world.botSaid(1);
    const [said] = told(1);
    world.clock.advance(60_000);
    await world.as("olga").deleteComment(said?.id ?? 0);
    world.wiki().write({ "incidents/data/memory.json": null });
    await again();
    expect(isThere("Incident-1-public.md")).toBe(false);
    expect(told(1)).toHaveLength(1);
    world.botSaid(1);
    world.clock.advance(60_000);
    await world.as("olga").deleteComment(told(1)[0]?.id ?? 0);
    expect(noticed(await again())).toEqual(["warning: The public page of #1 is held back"]);
    expect(told(1)).toHaveLength(1);
    expect(world.botSaid(1)).toHaveLength(1);
  });

  it("follows where the review was opened after it was said on the incident", async () => {
    await again();
    world.botSaid(1);
    await restore("2026-03-10T16:20:00Z");
    await again();
    const review = world.issue(1).subIssues[0]?.number ?? 0;
    await edit(harmless);
    await again();
    expect([...told(1), ...told(review)]).toHaveLength(1);
    expect(world.botSaid(1)).toHaveLength(1);
    world.botSaid(review);
    expect(world.botSaid(2).join()).toContain("Nobody has taken up this SEV2 yet");
  });
});
