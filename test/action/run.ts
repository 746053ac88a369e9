/** Runs the scheduled Action in this process, from its source: as fast as it gets, for laws that need many runs. */
import { Octokit } from "@octokit/core";
import { answer } from "../../action/answer.ts";
import type { PassedOver } from "../../action/event.ts";
import type { ReportRun } from "../../action/gathering.ts";
import { readInputs, type Surroundings } from "../../action/inputs.ts";
import type { Outcome } from "../../action/outcome.ts";
import { Rasteriser } from "../../action/rasterise.ts";
import { memoryPath } from "../../action/recollect.ts";
import { report } from "../../action/scheduled.ts";
import { Wiki } from "../../action/wiki.ts";
import { belongingLabels, readConfiguration } from "../../src/config.ts";
import { githubJob } from "../../src/github/job.ts";
import { readTemplates } from "../../src/templates.ts";
import type { World } from "../world/world.ts";

/** The repository whose job it is. */
export const home = "acme/shop";

const templates = readTemplates();

/** What a run says, and what it printed. */
export interface Told extends Outcome {
  log: string[];
}

export interface Asked {
  /** By their names in `action.yml`. */
  inputs?: Record<string, string>;
  token?: string;
  version?: string;
}

/** Draws as the Action does; close it in the end. */
export function rasteriser(): Rasteriser {
  return new Rasteriser({
    wasm: new URL(import.meta.resolve("@resvg/resvg-wasm/index_bg.wasm")),
    worker: new URL("../../action/rasterise-worker.ts", import.meta.url),
  });
}

/** One scheduled run against the world, at the world's time. Waits for nothing that GitHub asks to wait for. */
export async function run(world: World, drawing: Rasteriser, asked: Asked = {}): Promise<Told> {
  const log: string[] = [];
  const outcome = await report(runOf(world, asked, { name: "schedule", payload: {} }, log), drawing);
  return { ...outcome, log };
}

/** One run for an event of GitHub's; a dry run says only what it would change. */
export async function runOn(
  world: World,
  event: Surroundings["event"],
  asked: Asked = {},
): Promise<PassedOver & { log: string[] }> {
  const log: string[] = [];
  return { ...(await answer(runOf(world, asked, event, log))), log };
}

/** One run for an issue that somebody has just opened, labelled or commented on. */
export async function runFor(world: World, number: number): Promise<void> {
  const repository = { name: "shop", owner: { login: "acme" }, default_branch: "main" };
  const { title, body } = world.issue(number, home);
  const payload = {
    action: "opened",
    repository,
    sender: { login: "gary", type: "User" },
    issue: { number, title, body, labels: [] },
  };
  await runOn(world, { name: "issues", payload });
}

function runOf(world: World, asked: Asked, event: Surroundings["event"], log: string[]): ReportRun {
  const { inputs: named = {}, token = world.job(home).token, version = "0.1.0" } = asked;
  const inputs = readInputs((name) => named[name] ?? "", { GITHUB_TOKEN: token });
  const [owner = "", repo = ""] = home.split("/");
  const at = { owner, repo, api: `${world.url}/api/v3`, server: world.url, event, run: "1" };
  const job = githubJob({
    octokit: new Octokit({ auth: token, baseUrl: at.api }),
    owner,
    repo,
    labelsOf: (text) => belongingLabels(text),
    accountsOf: (text) => readConfiguration(text).configuration.accounts,
    configuration: inputs.configuration,
    clock: { now: Date.now, sleep: async () => {}, random: () => 0 },
  });
  const passing = { templates, now: () => world.clock.now() };
  return { job, at, inputs, passing, version, log: (line) => log.push(line) };
}

/** The wiki's files: texts as they are, pictures by their contents' ids. */
async function filesOf(world: World): Promise<Map<string, string>> {
  const wiki = await Wiki.open({ url: `${world.url}/${home}`, token: world.job(home).token });
  try {
    const texts = await wiki.read([...wiki.files.keys()]);
    return new Map([...wiki.files].map(([path, id]) => [path, texts.get(path) ?? id]));
  } finally {
    wiki.close();
  }
}

/** What readers of the wiki see, the same for worlds at other addresses: without the Action's own memory. */
export async function readingOf(world: World): Promise<Record<string, string>> {
  const files = [...(await filesOf(world))].filter(([path]) => path !== memoryPath).sort();
  return Object.fromEntries(files.map(([path, text]) => [path, neutral(text, world)]));
}

function neutral(text: string, world: World): string {
  return text.replaceAll(world.url, "https://github.example").replace(/"hash":"[0-9a-f]+"/g, '"hash":""');
}

/** Levels and titles of what needs a person. */
export function noticed({ notices }: Pick<Outcome, "notices">): string[] {
  return notices.map(({ level, title }) => `${level}: ${title}`);
}

/** What the Action has said on issues since: each comment is read. */
export function said(world: World): string[] {
  const issues = world.state.repositories.get(home)?.issues ?? new Map();
  return [...issues.keys()].flatMap((number) => world.botSaid(number, home));
}

/** Keeps the hour's limits out of the way. */
export function unlimited(world: World): void {
  const { token } = world.job(home);
  for (const resource of ["core", "graphql"] as const) world.budget(token, resource).set({ remaining: 100_000 });
}
