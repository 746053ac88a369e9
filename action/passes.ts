/** The passes of a scheduled run: over the incidents that were read and are not as they should be. */
import { GitHubError } from "../src/error.ts";
import type { Budget } from "../src/github/budget.ts";
import type { ObservedIssue } from "../src/github/observed.ts";
import type { GitHub } from "../src/github/port.ts";
import { type Surroundings as Passing, understand } from "../src/observe.ts";
import { describeRehearsal } from "../src/plan/describe.ts";
import { reconcile, rehearse } from "../src/reconcile.ts";
import { type Notice, noticeOf } from "./notice.ts";

export interface Passes {
  github: GitHub;
  passing: Passing;
  budget: Pick<Budget, "isShort">;
  log: (line: string) => void;
}

export interface Passed {
  /** Issues that were passed over. */
  numbers: number[];
  /** Issues that are still due, for the next run. */
  left: number[];
  notices: Notice[];
}

/** At GitHub's pace of writing, more would take the job minutes: the newest come first, the next run goes on. */
const most = 100;

/** Passes over the issues and whatever follows from them, newest first. Stops where the budget runs short. */
export async function passOver(
  due: ReadonlyMap<number, ObservedIssue>,
  { github, passing, budget, log }: Passes,
): Promise<Passed> {
  const waiting = [...due.keys()].sort((a, b) => b - a);
  const passed: Passed = { numbers: [], left: [], notices: [] };
  for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
    if (passed.numbers.length >= most || budget.isShort()) return stopped(passed, [number, ...waiting]);
    try {
      const issue = due.get(number) ?? (await github.read([number]))[0];
      passed.numbers.push(number);
      if (!issue) continue;
      log(`Bringing #${number} up to date.`);
      const { also } = await reconcile(github, issue, passing);
      waiting.push(...also.filter((other) => !passed.numbers.includes(other) && !waiting.includes(other)));
    } catch (error) {
      passed.notices.push(noticeOf(error, `Incident #${number} could not be brought up to date`));
      passed.left.push(number);
      if (error instanceof GitHubError && error.retryAt !== null) return stopped(passed, waiting);
    }
  }
  return passed;
}

/** What failed before is left as well. */
function stopped(passed: Passed, waiting: readonly number[]): Passed {
  return { ...passed, left: [...passed.left, ...waiting] };
}

/** Prints what passes would change; changes nothing. */
export async function rehearsePasses(
  due: ReadonlyMap<number, ObservedIssue>,
  { github, passing, log }: Passes,
): Promise<Passed> {
  for (const [number, issue] of due) {
    const lines = describeRehearsal(rehearse(await understand(github, issue, passing)));
    for (const line of lines) log(`#${number}: ${line}`);
  }
  return { numbers: [], left: [], notices: [] };
}
