/** Counts informational alerts on the quarter's issue, which it makes where there is none yet. */

import type { Arrival } from "../alerts/alert.ts";
import { isNoiseIssue, type NoiseIssue, noiseChanges, noiseIssue } from "../alerts/noise.ts";
import { apply } from "../apply.ts";
import type { Configuration } from "../config.ts";
import type { GitHub } from "../github/port.ts";
import type { Templates } from "../words/templates.ts";

export interface Counting {
  configuration: Configuration;
  templates: Templates;
  /** The number of the issue with this key, where it is known. */
  numbers: Map<string, number>;
}

/** Resolves once GitHub has the counts. @throws GitHubError where GitHub fails */
export async function countNoise(github: GitHub, arrivals: readonly Arrival[], counting: Counting): Promise<void> {
  const quarters = Map.groupBy(arrivals, ({ receivedAt }) => noiseIssue(receivedAt, counting.configuration).key);
  for (const some of quarters.values()) await countQuarter(github, some, counting);
}

async function countQuarter(github: GitHub, arrivals: readonly Arrival[], counting: Counting): Promise<void> {
  const { configuration, numbers } = counting;
  const wanted = noiseIssue(arrivals[0]?.receivedAt ?? 0, configuration);
  const number = numbers.get(wanted.key) ?? (await found(github, wanted)) ?? (await made(github, wanted));
  numbers.set(wanted.key, number);
  const [issue] = await github.read([number]);
  if (!issue) {
    numbers.delete(wanted.key);
    throw new Error(`The issue ${wanted.title} is gone.`);
  }
  await apply(github, noiseChanges(issue, await github.self(), arrivals, counting));
}

async function found(github: GitHub, { label, key }: NoiseIssue): Promise<number | null> {
  const wanted = { label: label.name, key };
  const same = (await github.listNewest([label.name])).filter((issue) => isNoiseIssue(issue, wanted));
  return same.reduce<number | null>((oldest, { number }) => Math.min(oldest ?? number, number), null);
}

/** Where another process has made one in the same moment, the older one stays. */
async function made(github: GitHub, wanted: NoiseIssue): Promise<number> {
  const { title, label, body } = wanted;
  await github.createLabel(label);
  const { number } = await github.createIssue({ title, body, labels: [label.name], assignees: [] });
  const oldest = (await found(github, wanted)) ?? number;
  if (oldest >= number) return number;
  await github.removeLabel(number, label.name);
  await github.setState(number, "duplicate");
  return oldest;
}
