/** Which deployments a change went out with: who names a change as a factor rarely names its deployments. */
import type { Change } from "../incident/incident.ts";
import type { Deployment } from "../metrics/metrics.ts";

/** What GitHub says about what was merged and deployed. */
export interface Shipped {
  /** Successful deployments to the configured environments. */
  deployments: readonly Deployment[];
  /** The merge commit of each merged pull request, by its number. */
  mergeCommits: ReadonlyMap<number, string>;
}

/** The fewest digits by which people name a commit. */
const shortest = 7;

/** For each change the ids of its deployments, ascending. All deployments are looked through once, not for each change. */
export function deploymentsOf(changes: readonly Change[], { deployments, mergeCommits }: Shipped): number[][] {
  if (changes.length === 0) return [];
  const ids = new Set(deployments.map(({ id }) => id));
  const byCommit = Map.groupBy(deployments, ({ sha }) => sha.slice(0, shortest));
  return changes.map(({ kind, ref }) => {
    if (kind === "deployment") return [deploymentIn(ref)].filter((id) => ids.has(id));
    const commit = kind === "commit" ? commitIn(ref) : mergeCommits.get(pullRequestIn(ref));
    if (!commit) return [];
    const near = byCommit.get(commit.slice(0, shortest)) ?? [];
    const same = near.filter(({ sha }) => sha.startsWith(commit));
    return same.map(({ id }) => id).sort((a, b) => a - b);
  });
}

/** `123`, or a link to it; NaN where the deployment is named by its environment. */
function deploymentIn(ref: string): number {
  return Number(/(?:^|\/deployments\/)(\d{1,15})(?:$|[/?#])/.exec(ref)?.[1]);
}

function commitIn(ref: string): string | undefined {
  return /^[\da-f]{7,64}$/.exec(ref)?.[0];
}

/** `#9`; NaN where it is another repository's. */
function pullRequestIn(ref: string): number {
  return Number(/^#(\d{1,9})$/.exec(ref)?.[1]);
}
