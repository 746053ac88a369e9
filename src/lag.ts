/** GitHub's copies may lag behind its writes and webhooks: what should be there is asked for again. */
import { setTimeout as sleep } from "node:timers/promises";
import { GitHubError } from "./error.ts";
import type { ObservedIssue } from "./github/observed.ts";
import type { GitHub } from "./github/port.ts";

/** Before what GitHub doesn't show yet is asked for again, in milliseconds. */
const pauses = [250, 500, 1_000] as const;

/**
 * The issue; null where there is none, unless it must be there.
 * @throws GitHubError where GitHub fails, or does not show within seconds what must be there
 */
export async function readPatiently(
  github: Pick<GitHub, "read">,
  number: number,
  mustBeThere: () => boolean,
): Promise<ObservedIssue | null> {
  for (const pause of [...pauses, null]) {
    const [issue = null] = await github.read([number]);
    if (issue || !mustBeThere()) return issue;
    if (pause !== null) await sleep(pause);
  }
  throw new GitHubError("GitHub does not show yet what has just been opened", { status: 404 });
}

/** Whether the issue was read before the comment was there that a webhook has told of. */
export function lacks({ items }: ObservedIssue, comment: number | undefined): boolean {
  return comment !== undefined && !items.some((item) => item.type === "comment" && item.comment === comment);
}
