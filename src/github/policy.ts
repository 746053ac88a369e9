/** When a request is sent again, and when it is given up: our own policy, as Octokit's plugins replay what must not be. */
import { GitHubError } from "../error.ts";
import type { Instant } from "../incident/incident.ts";
import { type Answer, type Call, isRateLimited, type Send } from "./send.ts";

/** Time and chance, so that tests can hold them. */
export interface Clock {
  now: () => Instant;
  /** Resolves after so many milliseconds. */
  sleep: (ms: number) => Promise<void>;
  /** From 0 up to 1. */
  random: () => number;
}

/** The clock on the wall, and real chance. */
export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: () => Math.random(),
};

export interface Limits {
  /** How often a request is sent at most. */
  tries: number;
  /** The longest pause that is waited out here, in milliseconds; for a longer one the caller comes back later. */
  longestPause: number;
}

const defaultLimits: Limits = { tries: 4, longestPause: 20_000 };

const FIRST_PAUSE = 500;
/** What GitHub asks for where a rate limit names no time. */
const RATE_LIMIT_PAUSE = 60_000;

/**
 * Sends as `send` does, and again after refusals and failures that pass, with pauses that GitHub demands or that grow.
 * What creates something is sent again only where GitHub has surely done nothing. The answer's status is below 500.
 * @throws GitHubError when GitHub can't be reached, goes on failing, or wants to be left alone for long.
 */
export function persistent(send: Send, clock: Clock, limits: Limits = defaultLimits): Send {
  return async (call) => {
    for (let tried = 1; ; tried++) {
      const answer = await send(call);
      if (!isRateLimited(answer) && !hasFailed(answer)) return answer;
      const pause = pauseAfter(answer, tried, clock);
      const isLast = tried >= limits.tries || pause > limits.longestPause;
      if (isLast || !mayRepeat(call, answer)) throw failure(call, answer, clock.now() + pause);
      await clock.sleep(pause);
    }
  };
}

function hasFailed({ status }: Answer): boolean {
  return status === null || status >= 500;
}

/** What a rate limit refused has surely not been done. */
function mayRepeat({ kind }: Call, answer: Answer): boolean {
  return isRateLimited(answer) || (kind !== "create" && kind !== "bulk");
}

/** In milliseconds: what GitHub demands, else growing from one try to the next. */
function pauseAfter(answer: Answer, tried: number, clock: Clock): number {
  const first = isRateLimited(answer) ? RATE_LIMIT_PAUSE : FIRST_PAUSE;
  return demandedPause(answer, clock.now()) ?? first * 2 ** (tried - 1) * (1 + clock.random() / 2);
}

/** https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately */
function demandedPause({ headers }: Answer, now: Instant): number | null {
  const seconds = numberIn(headers["retry-after"]);
  if (seconds !== null) return seconds * 1000;
  const reset = numberIn(headers["x-ratelimit-reset"]);
  const exhausted = numberIn(headers["x-ratelimit-remaining"]) === 0;
  return exhausted && reset !== null ? Math.max(reset * 1000 - now, 1000) : null;
}

function numberIn(header: string | number | undefined): number | null {
  const number = header === undefined || header === "" ? Number.NaN : Number(header);
  return Number.isFinite(number) && number >= 0 ? number : null;
}

function failure(call: Call, answer: Answer, later: Instant): GitHubError {
  const { status } = answer;
  const answered = isRateLimited(answer) ? "GitHub's rate limit holds back" : `GitHub answered ${status} to`;
  const what = status === null ? "GitHub did not answer" : answered;
  const ambiguous = call.kind === "create" && hasFailed(answer);
  const isDemanded = isRateLimited(answer) || "retry-after" in answer.headers;
  return new GitHubError(`${what} ${call.route}`, { status, ambiguous, retryAt: isDemanded ? later : null });
}
