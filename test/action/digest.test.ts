/** The weekly digest as people meet it: once for each week, on an issue of its own, and only where there is something to say. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Rasteriser } from "../../action/rasterise.ts";
import type { World } from "../world/world.ts";
import { type Asked, home, noticed, rasteriser, run, runOn, said, type Told } from "./run.ts";
import { end, type TeamOptions, team } from "./team.ts";

const monday = "2026-03-16T09:17:00Z";
const nextMonday = "2026-03-23T09:17:00Z";

let drawing: Rasteriser;
let world: World;

beforeAll(() => {
  drawing = rasteriser();
});
afterAll(() => drawing.close());
beforeEach(async () => {
  world = await team();
});
afterEach(() => end(world));

/** Another world than the usual one. */
async function instead(options: TeamOptions): Promise<void> {
  await end(world);
  world = await team(options);
}

const issues = () => [...(world.state.repositories.get(home)?.issues.values() ?? [])];

/** Numbers of the issues with the digest's label. */
function digests(): number[] {
  return issues()
    .filter(({ labels }) => labels.some(({ name }) => name === "incident-digest"))
    .map(({ number }) => number);
}

/** The digests that nobody has read yet, by their headings. */
function headings(): string[] {
  const told = digests().flatMap((number) => world.botSaid(number, home));
  return told.map((text) => /### (.*)/.exec(text)?.[1] ?? text);
}

async function open(title = "Login is down", severity = "sev2"): Promise<number> {
  return world.as("gary").openIssue({ title, body: "It fails.\n\n/affects login", labels: ["incident", severity] });
}

/** One run at that time. */
async function go(at: string, asked: Asked = {}): Promise<Told & { requests: number }> {
  world.clock.set(at);
  world.forgetRequests();
  const told = await run(world, drawing, asked);
  return { ...told, requests: world.requests.filter(({ byApp }) => byApp).length };
}

describe("the first run of a week", () => {
  it("opens the issue, tells the week there, and says where", async () => {
    const number = await open();
    await world.as("greg").comment(number, "/mitigated\n/learned Nobody watches the host.");
    const { outputs, summary } = await go(monday);
    const [digest = 0, ...others] = digests();
    expect(others).toEqual([]);
    expect(world.issue(digest).title).toBe("Incident digest");
    expect(world.issue(digest).body).toContain("write `digest: { on: false }` into `.github/sooner.yml`");
    const [told = ""] = world.botSaid(digest);
    expect(told).toContain("### The week to Mon 16 Mar 2026");
    expect(told).toContain(
      `**Restored: 1**\n- [Login is down](${world.url}/acme/shop/wiki/Incident-${number}), SEV2, login`,
    );
    expect(outputs["digest-url"]).toMatch(/issues\/\d+#issuecomment-\d+$/);
    expect(summary).toContain(`[The digest of the week](${outputs["digest-url"]})`);
    said(world);
  });

  it.each(["page", "empty"] as const)(
    "leaves no trace on what it tells of, with a wiki that has its first page or is %s",
    async (wiki) => {
      await instead({ wiki });
      const number = await open();
      await world
        .as("greg")
        .comment(number, `/mitigated\n/action @greg ask @cathy, see #${number}\n/learned ask @cathy, see #${number}`);
      await go("2026-03-10T17:17:00Z");
      said(world);
      await go(nextMonday);
      const [told = ""] = digests().flatMap((one) => world.botSaid(one));
      expect(told).not.toMatch(/@\w/);
      const [digest] = digests();
      const traces = issues().flatMap(({ timeline }) =>
        timeline.filter((item) => item.type === "CrossReferencedEvent" && item.source.number === digest),
      );
      expect(traces).toEqual([]);
      said(world);
    },
  );

  it("comes at the team's own day and time", async () => {
    await instead({ files: { ".github/sooner.yml": "zone: Europe/Berlin\ndigest: { day: friday, time: '16:30' }\n" } });
    await open();
    await go("2026-03-13T15:29:00Z");
    expect(headings()).toEqual([]);
    await go("2026-03-13T15:30:00Z");
    expect(headings()).toEqual(["The week to Fri 13 Mar 2026"]);
    said(world);
  });
});

describe("where no wiki is wanted", () => {
  const goWithout = async (at: string) => {
    world.clock.set(at);
    return runOn(world, { name: "schedule", payload: {} }, { inputs: { wiki: "false" } });
  };

  it("comes once all the same, with links to the issues", async () => {
    const number = await open();
    await goWithout("2026-03-10T17:17:00Z");
    expect(headings()).toEqual([]);
    await goWithout(monday);
    const [told = ""] = digests().flatMap((digest) => world.botSaid(digest));
    expect(told).toContain("### The week to Mon 16 Mar 2026");
    expect(told).toContain(`(\`#${number}\`)`);
    for (const at of ["2026-03-16T10:17:00Z", "2026-03-17T10:17:00Z"]) await goWithout(at);
    expect(headings()).toEqual([]);
    said(world);
  });

  it("does not come where it is off", async () => {
    await instead({ files: { ".github/sooner.yml": "digest: { on: false }" } });
    await open();
    await goWithout(monday);
    expect(digests()).toEqual([]);
    said(world);
  });
});

describe("the runs after it", () => {
  it("write no second one, and ask for nothing more", async () => {
    await open();
    await go(monday);
    expect(headings()).toEqual(["The week to Mon 16 Mar 2026"]);
    expect((await go("2026-03-16T10:17:00Z")).requests).toBe(1);
    expect((await go("2026-03-23T08:59:00Z")).requests).toBe(1);
    expect(headings()).toEqual([]);
    said(world);
  });

  it("tell the next week on the same issue, for three requests", async () => {
    await open();
    await go(monday);
    await go("2026-03-16T10:17:00Z");
    const { requests } = await go(nextMonday);
    expect(headings()).toEqual(["The week to Mon 16 Mar 2026", "The week to Mon 23 Mar 2026"]);
    expect(digests()).toHaveLength(1);
    expect(requests).toBe(4);
    said(world);
  });

  it("find it where their memory is lost", async () => {
    await open();
    await go(monday);
    world.wiki().write({ "incidents/data/memory.json": null });
    const { outputs } = await go("2026-03-16T10:17:00Z");
    expect(headings()).toEqual(["The week to Mon 16 Mar 2026"]);
    expect(outputs["digest-url"]).toMatch(/#issuecomment-/);
    said(world);
  });

  it("find it below whatever people have written since", async () => {
    await instead({ wiki: "empty" });
    await open();
    await go(monday);
    const [digest = 0] = digests();
    for (let i = 0; i < 12; i += 1) await world.as("gary").comment(digest, `Remark ${i}`);
    await go("2026-03-16T10:17:00Z");
    expect(headings()).toEqual(["The week to Mon 16 Mar 2026"]);
    said(world);
  });
});

describe("nothing is written", () => {
  it("where there is nothing to say, and nothing is asked for", async () => {
    await go(monday);
    expect((await go("2026-03-16T10:17:00Z")).requests).toBe(1);
    expect(digests()).toEqual([]);
  });

  it("where it is switched off", async () => {
    await instead({ files: { ".github/sooner.yml": "digest: { on: false }\n" } });
    await open();
    await go(monday);
    expect(digests()).toEqual([]);
    said(world);
  });

  it("in a dry run, which prints it", async () => {
    await open();
    const room = mkdtempSync(join(tmpdir(), "sooner-digest-"));
    const { log } = await go(monday, { inputs: { "dry-run": "true", folder: join(room, "report") } });
    rmSync(room, { recursive: true });
    expect(digests()).toEqual([]);
    expect(log.join("\n")).toContain(
      "would write the digest of the week to 2026-03-16:\n### The week to Mon 16 Mar 2026",
    );
  });

  it.each(["closed", "locked"] as const)("on an issue that people have %s, and that is said once", async (how) => {
    await open();
    await go(monday);
    const [digest = 0] = digests();
    if (how === "closed") await world.as("olga").close(digest);
    else world.issue(digest).locked = true;
    const told = await go(nextMonday);
    expect(noticed(told)).toContain("notice: The digest of this week was not written");
    expect(noticed(await go("2026-03-23T10:17:00Z"))).not.toContain("notice: The digest of this week was not written");
    expect(headings()).toEqual(["The week to Mon 16 Mar 2026"]);
    expect(digests()).toEqual([digest]);
    said(world);
  });
});

describe("two runs at once", () => {
  it("leave one issue with one digest", async () => {
    const number = await open();
    await go("2026-03-16T08:17:00Z");
    world.clock.set(monday);
    await Promise.all([run(world, drawing), run(world, drawing)]);
    await go("2026-03-16T10:17:00Z");
    expect(digests()).toHaveLength(1);
    expect(headings()).toEqual(["The week to Mon 16 Mar 2026"]);
    expect(world.issue(number).state).toBe("open");
    said(world);
  });
});

describe("what is wrong with GitHub", () => {
  it("keeps nothing else from being done, and the next run makes up for it", async () => {
    await open();
    await go("2026-03-16T08:17:00Z");
    world.fail({
      does: "answer",
      status: 500,
      times: 9,
      when: ({ method, path }) => method === "POST" && path.endsWith("/issues"),
    });
    const told = await go(monday);
    world.heal();
    expect(noticed(told)).toContain("error: The weekly digest could not be written");
    expect(told.outputs.complete).toBe(true);
    await go("2026-03-16T10:17:00Z");
    expect(headings()).toEqual(["The week to Mon 16 Mar 2026"]);
    said(world);
  });
});

describe("where the configuration names a category of discussions", () => {
  const file = ".github/sooner.yml";
  const permissions = { contents: "write", issues: "write", pull_requests: "write", deployments: "read" };
  const token = () => world.job(home, { permissions: { ...permissions, discussions: "write" } }).token;
  const bodies = () => world.discussions().flatMap(({ comments }) => comments.map(({ body }) => body));

  beforeEach(async () => {
    await instead({ files: { [file]: "digest: { category: announcements }\n" } });
    await open();
  });
  afterEach(() => said(world));

  it("goes into one discussion there, and on no issue", async () => {
    world.openDiscussions(["General", "Announcements"]);
    const { outputs } = await go(monday, { token: token() });
    await go("2026-03-16T10:17:00Z", { token: token() });
    world.wiki().write({ "incidents/data/memory.json": null });
    await go("2026-03-16T11:17:00Z", { token: token() });
    await go(nextMonday, { token: token() });
    const [discussion, ...others] = world.discussions();
    expect(others).toEqual([]);
    expect(discussion).toMatchObject({ title: "Incident digest", category: "Announcements" });
    expect(bodies().map((text) => /### (.*)/.exec(text)?.[1])).toEqual([
      "The week to Mon 16 Mar 2026",
      "The week to Mon 23 Mar 2026",
    ]);
    expect(outputs["digest-url"]).toMatch(/discussions\/\d+#discussioncomment-\d+$/);
    expect(digests()).toEqual([]);
  });

  it("is not taken for a discussion of somebody's that looks like it", async () => {
    world.openDiscussions(["Announcements"]);
    const gary = world.as("gary");
    const { repository } = await gary.graphql<{
      repository: { id: string; discussionCategories: { nodes: { id: string }[] } };
    }>(`query { repository(owner: "acme", name: "shop") { id discussionCategories(first: 1) { nodes { id } } } }`);
    const input = {
      repositoryId: repository.id,
      categoryId: repository.discussionCategories.nodes[0]?.id,
      title: "Incident digest",
      body: "<!-- sooner:digest -->\nMine.",
    };
    await gary.graphql(
      "mutation ($input: CreateDiscussionInput!) { createDiscussion(input: $input) { discussion { id } } }",
      { input },
    );
    await go(monday, { token: token() });
    const [his, ours] = world.discussions();
    expect(his).toMatchObject({ author: "gary", comments: [] });
    expect(ours?.comments).toHaveLength(1);
  });

  it.each([
    ["there is no such category", ["General", "Ideas"], "There is no category of discussions named “announcements”."],
    ["discussions are switched off", [], "Discussions are switched off in this repository."],
  ])("says what to do where %s, writes on no issue, and goes on once it is mended", async (_, categories, problem) => {
    if (categories.length > 0) world.openDiscussions(categories);
    const told = await go(monday, { token: token() });
    const [notice] = told.notices.filter(({ title }) => title === "The weekly digest could not be written");
    expect(notice).toMatchObject({ level: "warning", text: expect.stringContaining(problem) });
    expect(told.outputs.complete).toBe(true);
    expect(digests()).toEqual([]);
    world.openDiscussions(["Announcements"]);
    await go("2026-03-16T10:17:00Z", { token: token() });
    expect(bodies()).toHaveLength(1);
  });

  it("names the permission that the job lacks", async () => {
    world.openDiscussions(["Announcements"]);
    const { notices, outputs } = await go(monday);
    const [notice] = notices.filter(({ title }) => title === "The weekly digest could not be written");
    expect(notice).toMatchObject({ level: "warning", text: expect.stringContaining("`discussions: write`") });
    expect(outputs.complete).toBe(true);
    expect(world.discussions()).toEqual([]);
    expect(digests()).toEqual([]);
  });
});

describe("the status page, by the next run", () => {
  const page = () =>
    (world.wiki().read("Incident-status.md") ?? "").replaceAll("\u00a0", " ").replaceAll("\u2011", "-");

  it("shows an update, a severity, an age and the restoration", async () => {
    const number = await open();
    const says = (at: string, text: string) => {
      world.clock.set(at);
      return world.as("gary").comment(number, text);
    };
    await go("2026-03-10T16:17:00Z");
    expect(page()).toContain("| login | SEV2 | 2026-03-10 16:06 | – |");
    await says("2026-03-10T16:30:00Z", "/update We know why.");
    await go("2026-03-10T17:17:00Z");
    expect(page()).toContain("| login | SEV2 | 2026-03-10 16:06 | 2026-03-10 16:30: We know why. |");
    await says("2026-03-10T17:30:00Z", "/sev1");
    await go("2026-03-10T18:17:00Z");
    expect(page()).toContain("| login | SEV1 |");
    await go("2026-03-11T00:17:00Z");
    expect(page()).toContain("| 2026-03-10 16:06, 1 day ago | 2026-03-10 16:30, 1 day ago: We know why. |");
    await says("2026-03-11T00:30:00Z", "/mitigated");
    await go("2026-03-11T01:17:00Z");
    expect(page()).toContain("No incident is open.");
    said(world);
  });

  it("is written no more often than once a day where only time passes", async () => {
    await open();
    await go("2026-03-10T17:17:00Z");
    const commits = () => world.wiki().commits().length;
    const before = commits();
    for (let hour = 18; hour < 24; hour += 1) await go(`2026-03-10T${hour}:17:00Z`);
    expect(commits()).toBe(before);
    await go("2026-03-11T00:17:00Z");
    expect(commits()).toBe(before + 1);
    said(world);
  });
});
