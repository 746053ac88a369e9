/** The Action: reads what the workflow asks for, passes over what is due, writes the reports, and says what was done. */
import { fileURLToPath } from "node:url";
import * as core from "@actions/core";
import { Octokit } from "@octokit/core";
import { readConfiguration } from "../src/config.ts";
import { githubJob } from "../src/github/job.ts";
import { readTemplates } from "../src/templates.ts";
import { passOverEvent, rehearseEvent } from "./event.ts";
import type { ReportRun } from "./gathering.ts";
import { type Inputs, readInputs, readSurroundings, type Surroundings } from "./inputs.ts";
import { type Notice, noticeOf } from "./notice.ts";

/** Put in as the program is built. */
declare const VERSION: string;

/** Beside the built program. */
const drawing = {
  wasm: new URL("index_bg.wasm", import.meta.url),
  worker: new URL("rasterise-worker.js", import.meta.url),
};

/** Events that ask for the reports; any other is about the issue that it names. */
const reporting = new Set(["schedule", "workflow_dispatch"]);

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const inputs = readInputs((name) => core.getInput(name), env);
  core.setSecret(inputs.token);
  const at = readSurroundings(env);
  const run = runOf(inputs, at);
  if (reporting.has(at.event.name) && inputs.wiki) return writeReports(run);
  const { passedOver, notices } = await (inputs.dryRun === null ? passOverEvent : rehearseEvent)(run);
  core.setOutput("issues-updated", passedOver);
  core.setOutput("complete", notices.length === 0);
  tell(notices);
}

function runOf(inputs: Inputs, at: Surroundings): ReportRun {
  const job = githubJob({
    octokit: new Octokit({ auth: inputs.token, baseUrl: at.api, userAgent: `sooner/${VERSION}` }),
    owner: at.owner,
    repo: at.repo,
    labelsOf: (text) => Object.values(readConfiguration(text).configuration.labels),
    accountsOf: (text) => readConfiguration(text).configuration.accounts,
    configuration: inputs.configuration,
  });
  const templates = readTemplates(fileURLToPath(new URL("templates", import.meta.url)));
  return {
    job,
    at,
    inputs,
    passing: { templates, now: Date.now },
    version: VERSION,
    log: (line) => core.info(line),
  };
}

/** What only the reports need is loaded only for them. */
async function writeReports(run: ReportRun): Promise<void> {
  const [{ report }, { Rasteriser }] = await Promise.all([import("./scheduled.ts"), import("./rasterise.ts")]);
  const rasteriser = new Rasteriser(drawing);
  try {
    const { outputs, summary, line, notices } = await report(run, rasteriser);
    core.info(line);
    for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
    if (process.env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(summary).write();
    tell(notices);
  } finally {
    await rasteriser.close();
  }
}

/** Annotations, of which the errors fail the run. The last word of every run. */
function tell(notices: readonly Notice[]): void {
  for (const { level, title, text } of notices) {
    if (level === "error") core.error(text, { title });
    else if (level === "warning") core.warning(text, { title });
    else core.notice(text, { title });
  }
  process.exitCode = notices.some(({ level }) => level === "error") ? 1 : 0;
}

// A run that ends without its last word has not done its work.
process.exitCode = 1;
main(process.env).catch((error: unknown) => tell([noticeOf(error, "Sooner could not run")]));
