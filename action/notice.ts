/** What a run has to tell people, besides what it did. */
import { GitHubError, UserError } from "../src/error.ts";

/** An error is what somebody must do something about, and fails the run. */
export interface Notice {
  level: "error" | "warning" | "notice";
  title: string;
  text: string;
}

/** What went wrong, as a notice: with its remedy where it is the user's to mend. */
export function noticeOf(error: unknown, title: string): Notice {
  const message = error instanceof Error ? error.message : String(error);
  return { level: "error", title, text: `${sentence(message)} ${remedyFor(error)}` };
}

function remedyFor(error: unknown): string {
  if (error instanceof UserError) return error.remedy;
  if (error instanceof GitHubError && error.status === 401)
    return "The token is wrong, has expired or was revoked: leave the input `token` out, so that the job's own token is used.";
  if (error instanceof GitHubError && error.status === 403 && error.retryAt === null)
    return "The token lacks a permission: give the job those that templates/workflow.yml names.";
  return "Run the job again; what was done stays done.";
}

/** The text with its first letter large, and an end. */
export function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(text) ? begun : `${begun}.`;
}
