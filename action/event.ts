/** A run for one event: the App itself, for as long as the event takes. What a webhook sets off there, it sets off here. */
import { App } from "../src/app.ts";
import type { GitHub, RepositoryRef } from "../src/github/port.ts";
import type { Surroundings as Passing } from "../src/observe.ts";
import { hasDeployed, readPayload } from "../src/webhook.ts";
import { counted } from "../src/words/names.ts";
import { isRegular, type Surroundings } from "./inputs.ts";
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

/** Passes over whatever the event makes due, and over what follows from it. Never throws for a single incident. */
export async function passOverEvent(run: EventRun): Promise<PassedOver> {
  const { at, log } = run;
  const passed = new Set<number>();
  const notices: Notice[] = [];
  const app = appFor(run, passed, notices);
  app.receive({ id: `run:${at.run}`, name: at.event.name, payload: payloadOf(at) });
  if (isOfAllOpen(at)) app.queue.add({ ...repositoryOf(at), every: "unsettled incident" });
  await app.idle();
  await app.drain(); // Its alarms are of no use: later runs see to what is due then.
  log(`Brought ${counted(passed.size, "issue")} up to date.`);
  return { passedOver: passed.size, notices };
}

function appFor({ job: { github }, at, passing, log }: EventRun, passed: Set<number>, notices: Notice[]): App {
  const repository = repositoryOf(at);
  const failed = (title: string, error: unknown, next: "retry" | "given up") => {
    if (next === "given up") notices.push(noticeOf(error, title));
    else log(`${title}: ${error instanceof Error ? error.message : error}; trying again.`);
  };
  return new App({
    github: {
      self: () => github.self(),
      repositories: async () => [repository],
      find: async () => repository,
      locate: async () => null, // No workflow is started by a board.
      in: async () => github,
    },
    surroundings: passing,
    log: { info: () => {}, warn: () => {} },
    onPass: ({ number }) => passed.add(number),
    onAlertError: (_, error, next) => failed("An alert could not be recorded", error, next),
    queue: {
      retries,
      onError: (pass, error, next) => {
        const name = "number" in pass ? `Incident #${pass.number}` : "What is due";
        failed(`${name} could not be brought up to date`, error, next);
      },
    },
  });
}

/** Whether all that is open is due: the event names no issue, or something was deployed. */
export function isOfAllOpen(at: Surroundings): boolean {
  const payload = readPayload(payloadOf(at));
  return isRegular(at) || (payload !== null && hasDeployed(at.event.name, payload));
}

/** The run has no installation; the App knows repositories by one. */
export function repositoryOf({ owner, repo }: Surroundings): RepositoryRef {
  return { installation: 0, owner, repo };
}

/** What the event tells, as a webhook of the App's would. */
export function payloadOf({ event }: Surroundings): object {
  return { ...(event.payload as object), installation: { id: 0 } };
}
