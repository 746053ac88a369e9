/** The one pass: read the issue, work out what it means, compare what should be with what is, change the difference. */
import { apply, createChildren } from "./apply.ts";
import { declarationOnPullRequest, declare } from "./declare.ts";
import type { ObservedIssue } from "./github/observed.ts";
import type { GitHub } from "./github/port.ts";
import { type Surroundings, understand } from "./observe.ts";
import type { Rehearsal } from "./plan/change.ts";
import { missingChildren } from "./plan/children.ts";
import { plan } from "./plan/plan.ts";
import type { Situation } from "./situation.ts";

/** What a pass leads to. */
export interface Passed {
  /** Other issues of the repository that are due a pass because of it. */
  also: number[];
  /** What was known as the changes were planned. */
  situation: Situation;
}

/** Passes over an issue as it was just read. Throws where GitHub can't be reached; the next pass mends. */
export async function reconcile(github: GitHub, issue: ObservedIssue, surroundings: Surroundings): Promise<Passed> {
  const situation = await withChildren(github, issue, surroundings);
  const { changes, also } = plan(situation);
  const declaration = issue.kind === "pull request" ? declarationOnPullRequest(situation) : null;
  const opened = declaration ? [await declare(github, declaration, situation.configuration)] : [];
  await apply(github, changes);
  return { also: [...also, ...opened], situation };
}

/** The changes that a pass would make in this situation; nothing is made. */
export function rehearse(situation: Situation): Rehearsal {
  return { changes: plan(situation).changes, children: missingChildren(situation) };
}

/** What is known once every sub-issue is there that should be. */
async function withChildren(github: GitHub, issue: ObservedIssue, surroundings: Surroundings) {
  const situation = await understand(github, issue, surroundings);
  const missing = missingChildren(situation);
  if (missing.length === 0) return situation;
  return understand(github, await createChildren(github, issue, missing, situation.now), surroundings);
}
