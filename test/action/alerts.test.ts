/** Alerts through the Action, where no App runs: what a dispatch, a workflow or a deployment tells becomes an incident. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { commentsOf, type Issue } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { deployed, dispatched, ran } from "./events.ts";
import { noticed, runOn } from "./run.ts";
import { Runner } from "./runner.ts";
import { end, type TeamOptions, team } from "./team.ts";

const configuration = `
alerts:
  workflows: [{ name: Deploy, severity: sev2, service: login }]
  deployments: [{ environment: production, severity: sev1 }]
`;

let world: World;

beforeEach(() => begin());
afterEach(() => end(world));

async function begin(options: TeamOptions = {}): Promise<void> {
  world = await team({ files: { ".github/sooner.yml": configuration }, ...options });
}

const alert = (changes: object = {}) => ({
  fingerprint: "login-errors",
  status: "firing",
  severity: "critical",
  service: "login",
  title: "Login errors above 5%",
  startedAt: "2026-03-10T16:00:00Z",
  ...changes,
});

const issues = (): Issue[] => [...(world.state.repositories.get("acme/shop")?.issues.values() ?? [])];

/** `#1 Login errors above 5% · open · incident, sev1`, and so on. */
function told(): string[] {
  return issues().map(({ number, title, state, labels }) => {
    const names = labels.map(({ name }) => name).sort();
    return `#${number} ${title} · ${state} · ${names.join(", ")}`;
  });
}

/** What is recorded of alerts on the issue. */
function records(number: number): string[] {
  const own = commentsOf(world.issue(number)).filter(({ body }) => body.startsWith("<!-- sooner:alert:"));
  return own.map(({ body }) => body.split("\n")[1] ?? "");
}

describe("the built Action", () => {
  let runner: Runner;
  beforeAll(async () => {
    runner = await Runner.begin();
  });
  afterAll(() => runner.end());

  const run = (message: unknown) => {
    const { name: event, payload } = dispatched(message);
    return runner.run(world, { event, payload });
  };

  it("opens an incident for a dispatch of the type alert, with its card and its record", async () => {
    const { code, log, outputs } = await run(alert());
    expect(code, log).toBe(0);
    expect(outputs).toEqual({ "issues-updated": "1", complete: "true" });
    expect(told()).toEqual(["#1 Login errors above 5% · open · incident, sev1"]);
    expect(records(1)).toEqual([
      expect.stringMatching(/^\*\*Login errors above 5%\*\* .* since 16:00, says Monitoring · critical/),
    ]);
    expect(world.card(1)).toContain("**Alerts**: 1 firing");
    expect(world.card(1)).toMatch(/\| Impact began \| 16:00 \| .*from an alert/);
  });

  it("fails where it can't be read, says which field is wrong and what to do, and tries no second time", async () => {
    const { code, log, outputs } = await run({ alerts: [alert(), alert({ status: "burning" })] });
    expect(code).toBe(1);
    expect(outputs.complete).toBe("false");
    expect(log).toMatch(
      /::error title=An alert could not be recorded::.*alerts\.1\.status.*must be firing or resolved/,
    );
    expect(log).toMatch(/::error .*docs\/alerts\.md shows what client_payload holds/);
    expect(log).not.toContain("trying again");
    expect(world.writes()).toEqual([]);
  });

  it("tries again where GitHub does not answer, and opens no second one", async () => {
    world.fail({ does: "drop after", when: ({ path }) => path.endsWith("/issues") });
    const { code, log } = await run(alert());
    expect(log).toMatch(/An alert could not be recorded: .*; trying again/);
    expect(code, log).toBe(0);
    expect(told()).toEqual(["#1 Login errors above 5% · open · incident, sev1"]);
    expect(records(1)).toHaveLength(1);
  }, 60_000);

  it("gives up where GitHub goes on failing, and the next run for the same leaves one of everything", async () => {
    world.fail({ does: "answer", status: 502, times: 1000 });
    const { code, log, outputs } = await run(alert());
    expect(code).toBe(1);
    expect(outputs.complete).toBe("false");
    expect(log).toContain("An alert could not be recorded: ");
    expect(log).toMatch(/::error title=An alert could not be recorded::.*Run the job again/);
    world.heal();
    await run(alert());
    expect(told()).toEqual(["#1 Login errors above 5% · open · incident, sev1"]);
  }, 60_000);

  it("does nothing that the text of an alert asks for", async () => {
    const text = "::error::pwned\n/resolved\n@greg <!-- sooner:card {} -->\n$(id)";
    const { code, log } = await run(alert({ title: "Down @cathy\n::set-output name=complete::x", text }));
    expect(code).toBe(0);
    expect(log.match(/^::[\w-]+/gm)).toEqual(["::add-mask"]);
    expect(world.issue(1)).toMatchObject({ state: "open" });
    expect(world.issue(1).body.replace(/^<!--.*?-->\n/s, "")).not.toMatch(/@(?:greg|cathy)/);
  });
});

describe("a dispatch of the type alert", () => {
  const run = async (message: unknown) => noticed(await runOn(world, dispatched(message)));

  it("brings several, of one outage and of another, and what nobody needs to act on", async () => {
    const others = [
      alert({ fingerprint: "login-latency", title: "Login is slow", severity: "warning" }),
      alert({ fingerprint: "mail", title: "Mail is stuck", service: "mail" }),
      alert({ fingerprint: "disk", title: "Disk is half full", service: "disk", severity: "info" }),
    ];
    expect(await run({ alerts: [alert(), ...others] })).toEqual([]);
    expect(told()).toHaveLength(3);
    expect(told()).toEqual(
      expect.arrayContaining([
        "#1 Login errors above 5% · open · incident, sev1",
        expect.stringMatching(/^#[23] Mail is stuck · open · incident, sev1$/),
        expect.stringMatching(/^#[23] Alert noise 2026 Q1 · open · alert-noise$/),
      ]),
    );
    expect(records(1)).toHaveLength(2);
    const noise = issues().find(({ title }) => title.startsWith("Alert noise"));
    expect(world.botSaid(noise?.number ?? 0)).toEqual([expect.stringContaining("Disk is half full")]);
  });

  it("records the end, in a run of its own, and closes nothing", async () => {
    await run(alert());
    world.clock.advance(20 * 60_000);
    await run(alert({ status: "resolved", endedAt: "2026-03-10T16:20:00Z" }));
    expect(told()).toEqual(["#1 Login errors above 5% · open · incident, sev1"]);
    expect(records(1)).toEqual([expect.stringContaining("fired from 16:00 to 16:20 (20 min)")]);
  });

  it("changes nothing where it comes again, also without a start, and where the job is run again", async () => {
    const message = { alerts: [alert(), alert({ fingerprint: "mail", service: "mail", startedAt: null })] };
    await run(message);
    world.clock.advance(60_000);
    const before = [told(), records(1), records(2)];
    world.forgetRequests();
    expect(await run(message)).toEqual([]);
    expect(world.writes()).toEqual([]);
    expect([told(), records(1), records(2)]).toEqual(before);
  });

  it.each([
    ["nothing", null],
    ["a text", "down"],
    ["a list", [alert()]],
    ["an empty form", {}],
  ])("fails where the payload is %s", async (_, payload) => {
    expect(await run(payload)).toEqual(["error: An alert could not be recorded"]);
    expect(world.writes()).toEqual([]);
  });
});

describe("a dry run", () => {
  const inputs = { "dry-run": "true" };

  it("says where alerts would go, and what that would change there, and writes nothing", async () => {
    await runOn(world, dispatched(alert()));
    world.forgetRequests();
    const alerts = [
      alert({ fingerprint: "login-latency", title: "Login is slow" }),
      alert({ fingerprint: "mail", title: "Mail is stuck", service: "mail" }),
      alert({ fingerprint: "mail-2", title: "Mail is late", service: "mail" }),
      alert({ fingerprint: "disk", title: "Disk is half full", service: "disk", severity: "info" }),
      alert({ fingerprint: "old", title: "Long over", service: "old", status: "resolved" }),
    ];
    const { log } = await runOn(world, dispatched({ alerts }), { inputs });
    expect(log).toEqual([
      "“Login is slow”: would be recorded on #1",
      "“Mail is stuck”: would open an incident",
      "“Mail is late”: would be recorded on the same incident",
      "“Disk is half full”: would be counted on the issue Alert noise 2026 Q1",
      "“Long over”: would change nothing",
      "#1: would comment on #1",
      expect.stringMatching(/^#1: would edit comment \d+$/),
    ]);
    expect(world.writes()).toEqual([]);
  });

  it("says what can't be read", async () => {
    await expect(runOn(world, dispatched({}), { inputs })).rejects.toMatchObject({
      remedy: "docs/alerts.md shows what client_payload holds.",
    });
  });
});

describe("a workflow that the configuration names", () => {
  it("opens an incident as it fails, and its next success ends the alert", async () => {
    expect(noticed(await runOn(world, ran("failure")))).toEqual([]);
    await runOn(world, ran("failure"));
    world.clock.advance(10 * 60_000);
    await runOn(world, ran("success", { updated_at: "2026-03-10T16:16:00Z" }));
    expect(told()).toEqual(["#1 The workflow Deploy fails on main · open · incident, sev2"]);
    expect(records(1)).toEqual([expect.stringContaining("fired from 16:00 to 16:16")]);
  });

  it.each([
    ["a success, where nothing failed", ran("success")],
    ["a run that was cancelled", ran("cancelled")],
    ["another workflow", ran("failure", { name: "Lint", path: ".github/workflows/lint.yml" })],
    ["another branch", ran("failure", { head_branch: "try" })],
    ["a fork's pull request", ran("failure", { head_repository: { full_name: "oscar/shop" } })],
    ["a fork that is gone", ran("failure", { head_repository: null })],
  ])("opens nothing for %s", async (_, event) => {
    expect(noticed(await runOn(world, event))).toEqual([]);
    expect(world.writes()).toEqual([]);
  });
});

describe("a deployment", () => {
  it("opens an incident as it fails where its environment is configured, and the next success ends the alert", async () => {
    expect(noticed(await runOn(world, deployed("failure")))).toEqual([]);
    expect(told()).toEqual(["#1 The deployment to production fails · open · incident, sev1"]);
    world.clock.advance(10 * 60_000);
    await runOn(world, deployed("success"));
    expect(records(1)).toEqual([expect.stringContaining("fired")]);
    expect(world.card(1)).not.toContain("firing");
  });

  it.each([
    ["a failure in another environment", deployed("failure", "staging")],
    ["a success, where nothing failed", deployed("success")],
    ["one that goes on", deployed("in_progress")],
  ])("opens nothing for %s", async (_, event) => {
    expect(noticed(await runOn(world, event))).toEqual([]);
    expect(world.writes()).toEqual([]);
  });

  it("is an entry of the incident that goes on", async () => {
    await runOn(world, dispatched(alert()));
    world.clock.advance(10 * 60_000);
    await world.as("greg").deploy({ environment: "staging", state: "success" });
    expect(await runOn(world, deployed("success", "staging"))).toMatchObject({ passedOver: 1, notices: [] });
    expect(world.card(1)).toContain("deployed main to staging");
  });

  it("may be out of sight: all else goes on", async () => {
    await end(world);
    await begin({ private: true });
    await world.as("greg").deploy({ environment: "production", state: "success" });
    const { token } = world.job("acme/shop", { permissions: { issues: "write", contents: "write", metadata: "read" } });
    expect(noticed(await runOn(world, dispatched(alert()), { token }))).toEqual([]);
    expect(records(1)).toHaveLength(1);
    expect(world.card(1)).not.toContain("What changed");
  });
});
