/** The Action as a runner starts it: the built program in a process of its own, with the runner's variables and inputs. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { World } from "../../test/world/world.ts";

const program = fileURLToPath(new URL("../../action/dist/main.js", import.meta.url));
const clock = new URL("clock.ts", import.meta.url).href;

/** What a run left behind. */
export interface Ran {
  code: number | null;
  log: string;
  /** The job's summary, in Markdown. */
  summary: string;
}

/** Runs the built Action once, as its schedule does, at the world's time; resolves at its end. */
export async function runAction(world: World): Promise<Ran> {
  const room = mkdtempSync(join(tmpdir(), "sooner-demo-"));
  const files = { event: join(room, "event.json"), output: join(room, "output"), summary: join(room, "summary.md") };
  const workspace = join(room, "workspace");
  try {
    mkdirSync(workspace);
    writeFileSync(files.event, JSON.stringify({ schedule: "17 * * * *" }));
    for (const file of [files.output, files.summary]) writeFileSync(file, "");
    const { code, log } = await ended(environment(world, files, workspace), workspace);
    return { code, log, summary: readFileSync(files.summary, "utf8") };
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}

function environment(
  world: World,
  { event, output, summary }: Record<"event" | "output" | "summary", string>,
  workspace: string,
): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    GITHUB_ACTIONS: "true",
    GITHUB_REPOSITORY: "acme/shop",
    GITHUB_RUN_ID: "1",
    GITHUB_EVENT_NAME: "schedule",
    GITHUB_EVENT_PATH: event,
    GITHUB_API_URL: `${world.url}/api/v3`,
    GITHUB_GRAPHQL_URL: `${world.url}/api/graphql`,
    GITHUB_SERVER_URL: world.url,
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    INPUT_TOKEN: world.job().token,
    DEMO_TIME: String(world.clock.now()),
  };
}

function ended(env: NodeJS.ProcessEnv, cwd: string): Promise<{ code: number | null; log: string }> {
  const child = spawn(process.execPath, ["--import", clock, program], { env, cwd, stdio: ["ignore", "pipe", "pipe"] });
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => log.push(String(text)));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, log: log.join("") }));
  });
}
