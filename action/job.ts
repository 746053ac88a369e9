/** What a run works with, and the two kinds of runs: one for an event, and one for the reports. */
import { fileURLToPath } from "node:url";
import { Octokit } from "@octokit/core";
import { belongingLabels, readConfiguration } from "../src/config.ts";
import { githubJob } from "../src/github/job.ts";
import { readTemplates } from "../src/templates.ts";
import { answer } from "./answer.ts";
import type { PassedOver } from "./event.ts";
import type { ReportRun } from "./gathering.ts";
import type { Inputs, Surroundings } from "./inputs.ts";
import type { Opening } from "./opening.ts";
import type { Outcome } from "./outcome.ts";
import { Rasteriser } from "./rasterise.ts";

/** Put in as the program is built. */
declare const VERSION: string;

/** Beside the built program. */
const drawing = {
  wasm: new URL("index_bg.wasm", import.meta.url),
  worker: new URL("rasterise-worker.js", import.meta.url),
};

export interface Asked {
  inputs: Inputs;
  at: Surroundings;
  log: (line: string) => void;
}

/** Brings up to date what the event makes due; in a dry run, says what that would be. */
export function answerEvent(asked: Asked): Promise<PassedOver> {
  return answer(runOf(asked));
}

/** Writes the reports; what only they need is loaded only for them. */
export async function writeReports(asked: Asked, opening: Promise<Opening>): Promise<Outcome> {
  const { report } = await import("./scheduled.ts");
  const rasteriser = new Rasteriser(drawing);
  try {
    return await report(runOf(asked), rasteriser, opening);
  } finally {
    await rasteriser.close();
  }
}

function runOf({ inputs, at, log }: Asked): ReportRun {
  const job = githubJob({
    octokit: new Octokit({ auth: inputs.token, baseUrl: at.api, userAgent: `sooner/${VERSION}` }),
    owner: at.owner,
    repo: at.repo,
    labelsOf: (text) => belongingLabels(text),
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
    log,
  };
}
