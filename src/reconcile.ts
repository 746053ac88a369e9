/** The one pass: read the issue, work out what it means, compare what should be with what is, change the difference. */
import type { Arrival } from "./alerts/alert.ts";
import { apply, createChildren, createRecords } from "./apply.ts";
import { declarationOnPullRequest, declare } from "./declare.ts";
import { GitHubError } from "./error.ts";
import type { ObservedIssue } from "./github/observed.ts";
import type { GitHub } from "./github/port.ts";
import type { Instant } from "./incident/incident.ts";
import { type Surroundings, understand } from "./observe.ts";
import { missingRecords } from "./plan/alerts.ts";
import { missingBoardFields } from "./plan/board.ts";
import type { Rehearsal } from "./plan/change.ts";
import { missingChildren } from "./plan/children.ts";
import { plan } from "./plan/plan.ts";
import type { Situation } from "./situation.ts";

/** What a pass leads to. */
export interface Passed {
  /** Other issues of the repository that are due a pass because of it. */
  also: number[];
  /** When another pass is due though nothing may have happened; null where none is. */
  wakeAt: Instant | null;
  /** What was known as the changes were planned. */
  situation: Situation;
}

/** Alerts that have just arrived for an issue. */
export interface Incoming {
  arrivals: readonly Arrival[];
  /** Told as soon as GitHub has them, but for those that belong elsewhere. */
  recorded: (situation: Situation) => void;
}

const nothing: Incoming = { arrivals: [], recorded: () => {} };

/**
 * Passes over an issue as it was just read, taking in the alerts that have just arrived for it. Throws where GitHub can't be
 * reached; the next pass mends.
 */
export async function reconcile(
  github: GitHub,
  issue: ObservedIssue,
  surroundings: Surroundings,
  { arrivals, recorded }: Incoming = nothing,
): Promise<Passed> {
  const told = await withRecords(github, issue, surroundings, arrivals);
  await apply(github, plan(told).records);
  recorded(told);
  const complete = await withChildren(github, told, surroundings, arrivals);
  const situation = await withBoardFields(github, complete, surroundings, arrivals);
  const { changes, also, wakeAt = null } = plan(situation);
  const declaration = issue.kind === "pull request" ? declarationOnPullRequest(situation) : null;
  const opened = declaration ? [await declare(github, declaration, situation.configuration)] : [];
  await apply(github, changes);
  return { also: [...also, ...opened], wakeAt, situation };
}

/** The changes that a pass would make in this situation; nothing is made. */
export function rehearse(situation: Situation): Rehearsal {
  const { records, changes } = plan(situation);
  return { changes: [...records, ...changes], children: missingChildren(situation) };
}

/** What is known once every sub-issue is there that should be. */
async function withChildren(
  github: GitHub,
  situation: Situation,
  surroundings: Surroundings,
  arrivals: readonly Arrival[],
): Promise<Situation> {
  const missing = missingChildren(situation);
  if (missing.length === 0) return situation;
  const complete = await createChildren(github, situation.issue, missing, situation.now);
  return understand(github, complete, surroundings, arrivals);
}

/** What is known once the board has every field that it may be given. */
async function withBoardFields(
  github: GitHub,
  situation: Situation,
  surroundings: Surroundings,
  arrivals: readonly Arrival[],
): Promise<Situation> {
  const missing = missingBoardFields(situation);
  if (missing.length === 0) return situation;
  await apply(github, missing);
  return understand(github, situation.issue, surroundings, arrivals);
}

/** What is known once every alert has its comment. */
async function withRecords(
  github: GitHub,
  issue: ObservedIssue,
  surroundings: Surroundings,
  arrivals: readonly Arrival[],
): Promise<Situation> {
  const situation = await understand(github, issue, surroundings, arrivals);
  const missing = missingRecords(situation);
  if (missing.length === 0) return situation;
  const complete = await createRecords(github, issue, missing, situation.now);
  const after = await understand(github, complete, surroundings, arrivals);
  if (arrivals.length > 0 && missingRecords(after).length > 0)
    throw new GitHubError("The conversation is locked, so no alert can be recorded on it", { status: 403 });
  return after;
}
