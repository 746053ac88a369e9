/** The errors that the rest of the code tells apart; anything else that is thrown is a fault of ours. */
import type { Instant, Milliseconds } from "./incident/incident.ts";

/** Somebody asked for what can't be done. Its message says why, its remedy what to do instead. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** Trying again can't help, as when the App was uninstalled. */
export class TerminalError extends Error {
  override readonly name = "TerminalError";
}

/** GitHub refused, failed or did not answer. Carries no token, body or header. */
export class GitHubError extends Error {
  override readonly name = "GitHubError";
  /** The HTTP status; null where no answer came. */
  readonly status: number | null;
  /** Whether GitHub may have done what was asked all the same: look before asking again. */
  readonly ambiguous: boolean;
  /** The earliest instant at which GitHub wants to be asked again; null where it has not said. */
  readonly retryAt: Instant | null;

  constructor(message: string, facts: { status: number | null; ambiguous?: boolean; retryAt?: Instant | null }) {
    super(message);
    this.status = facts.status;
    this.ambiguous = facts.ambiguous ?? false;
    this.retryAt = facts.retryAt ?? null;
  }
}

/** How long GitHub wants to be left alone after this error; 0 where it has not said. */
export function demandedWait(error: unknown, now: Instant): Milliseconds {
  return error instanceof GitHubError && error.retryAt !== null ? Math.max(0, error.retryAt - now) : 0;
}
