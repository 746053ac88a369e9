/** Runs the built Action as a runner does: its variables, its files for outputs and summary, its event's payload. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../../scripts/build.ts";
import type { World } from "../world/world.ts";

/** Sets the program's clock to the world's. */
const clock = new URL("../../scripts/demo/clock.ts", import.meta.url).href;

export interface Job {
  event?: string;
  payload?: object;
  inputs?: Record<string, string>;
  token?: string;
  repository?: string;
  /** Variables besides the runner's own. */
  env?: Record<string, string>;
}

/** What a run left behind. */
export interface Ran {
  code: number | null;
  log: string;
  outputs: Record<string, string>;
  summary: string;
  /** The job's workspace. */
  workspace: string;
}

/** A machine with the Action on it. */
export class Runner {
  readonly #room = mkdtempSync(join(tmpdir(), "sooner-runner-"));
  #runs = 0;

  /** Builds the Action anew. */
  static async begin(): Promise<Runner> {
    const runner = new Runner();
    await build(join(runner.#room, "action/dist"));
    writeFileSync(join(runner.#room, "package.json"), '{ "type": "module" }');
    return runner;
  }

  /** Runs one job against the world, and waits for its end. */
  async run(world: World, job: Job = {}): Promise<Ran> {
    const room = join(this.#room, `run-${++this.#runs}`);
    const workspace = join(room, "workspace");
    mkdirSync(workspace, { recursive: true });
    const [event, output, summary] = ["event.json", "output", "summary.md"].map((name) => join(room, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(event, JSON.stringify(job.payload ?? {}));
    writeFileSync(output, "");
    writeFileSync(summary, "");
    const repository = job.repository ?? "acme/shop";
    const inputs = { token: job.token ?? world.job(repository).token, ...job.inputs };
    const env = {
      PATH: process.env.PATH ?? "",
      GITHUB_ACTIONS: "true",
      GITHUB_REPOSITORY: repository,
      GITHUB_RUN_ID: String(1000 + this.#runs),
      GITHUB_EVENT_NAME: job.event ?? "schedule",
      GITHUB_EVENT_PATH: event,
      GITHUB_API_URL: `${world.url}/api/v3`,
      GITHUB_GRAPHQL_URL: `${world.url}/api/graphql`,
      GITHUB_SERVER_URL: world.url,
      GITHUB_WORKSPACE: workspace,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      DEMO_TIME: String(world.clock.now()),
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      ...job.env,
    };
    const program = join(this.#room, "action/dist/main.js");
    const { code, log } = await ended(["--import", clock, program], env, workspace);
    return {
      code,
      log,
      outputs: outputsIn(readFileSync(output, "utf8")),
      summary: readFileSync(summary, "utf8"),
      workspace,
    };
  }

  end(): void {
    rmSync(this.#room, { recursive: true, force: true });
  }
}

function ended(args: string[], env: NodeJS.ProcessEnv, cwd: string): Promise<{ code: number | null; log: string }> {
  const child = spawn(process.execPath, args, { env, cwd });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (log += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, log }));
  });
}

/** `NAME<<DELIMITER`, the value's lines, `DELIMITER`: as the runner reads them. */
function outputsIn(text: string): Record<string, string> {
  const matches = text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm);
  return Object.fromEntries([...matches].map(([, name = "", , value = ""]) => [name, value]));
}
