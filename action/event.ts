/** A run for one event: the App itself, for as long as the event takes. What a webhook sets off there, it sets off here. */
import { App, listOpen } from "../src/app.ts";
import type { GitHub } from "../src/github/port.ts";
import type { Surroundings as Passing } from "../src/observe.ts";
import { understand } from "../src/observe.ts";
import { describeRehearsal } from "../src/plan/describe.ts";
import { rehearse } from "../src/reconcile.ts";
import { issuesDue, readPayload } from "../src/webhook.ts";
import { counted } from "../src/words/names.ts";
import type { Surroundings } from "./inputs.ts";
import { type Notice, noticeOf } from "./notice.ts";

export interface EventRun {
  job: { github: GitHub };
  at: Surroundings;
  passing: Passing;
  log: (line: string) => void;
}

export interface PassedOver {
  /** How many issues were passed over, or would have been. */
  passedOver: number;
  notices: Notice[];
}

/** A job is not waited for as long as a server: tries of a pass that fails, in milliseconds. */
const retries = [5_000];

/** The run has no installation; the App knows repositories by one. */
const installation = { id: 0 };

/** Events that name no issue: all that is open is due. */
const scheduled = new Set(["schedule", "workflow_dispatch"]);

/** Passes over whatever the event makes due, and over what follows from it. Never throws for a single incident. */
export async function passOverEvent(run: EventRun): Promise<PassedOver> {
  const { at, log } = run;
  const passed = new Set<number>();
  const notices: Notice[] = [];
  const app = appFor(run, passed, notices);
  if (scheduled.has(at.event.name)) await app.start();
  else app.receive({ id: `run:${at.run}`, name: at.event.name, payload: payloadOf(at) });
  await app.queue.idle();
  log(`Brought ${counted(passed.size, "issue")} up to date.`);
  return { passedOver: passed.size, notices };
}

function appFor({ job: { github }, at, passing, log }: EventRun, passed: Set<number>, notices: Notice[]): App {
  const repository = { installation: installation.id, owner: at.owner, repo: at.repo };
  return new App({
    github: { self: () => github.self(), repositories: async () => [repository], in: async () => github },
    surroundings: passing,
    log: { info: () => {}, warn: () => {} },
    onPass: ({ number }) => passed.add(number),
    queue: {
      retries,
      onError: (pass, error, next) => {
        const name = "number" in pass ? `Incident #${pass.number}` : "What is due";
        if (next === "given up") notices.push(noticeOf(error, `${name} could not be brought up to date`));
        else log(`${name}: ${error instanceof Error ? error.message : error}; trying again.`);
      },
    },
  });
}

function payloadOf({ event }: Surroundings): object {
  return { ...(event.payload as object), installation };
}

/** Prints what the event would change; changes nothing. */
export async function rehearseEvent({ job: { github }, at, passing, log }: EventRun): Promise<PassedOver> {
  const issues = (await github.read(await dueIn(github, at))).filter((issue) => issue !== null);
  for (const issue of issues) {
    for (const line of describeRehearsal(rehearse(await understand(github, issue, passing))))
      log(`#${issue.number}: ${line}`);
  }
  return { passedOver: issues.length, notices: [] };
}

async function dueIn(github: GitHub, at: Surroundings): Promise<number[]> {
  if (scheduled.has(at.event.name)) return listOpen(github);
  const payload = readPayload(payloadOf(at));
  return payload ? issuesDue(at.event.name, payload, null) : [];
}
