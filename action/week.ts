/** The weekly digest where no wiki is wanted: nothing is remembered there, so all incidents are read, on one day a week. */
import { readConfiguration } from "../src/config.ts";
import { weekBefore } from "../src/report/digest-week.ts";
import { seeToDigest } from "./digest.ts";
import type { PassedOver } from "./event.ts";
import { gather, type ReportRun } from "./gathering.ts";
import { siteOf } from "./publication.ts";
import { nothingRecollected } from "./recollect.ts";

const aDay = 24 * 60 * 60_000;

/** Whether a week has ended within a day, and is to be told. @throws GitHubError where GitHub fails */
export async function isWeekOver({ job, passing }: ReportRun): Promise<boolean> {
  const { configuration: text } = await job.github.listOpen([]);
  const { configuration } = readConfiguration(text);
  const now = passing.now();
  return configuration.digest.on && now - weekBefore(now, configuration).until < aDay;
}

/** Reads all incidents, passes over what is due, and sees to the digest. */
export async function tellWeek(run: ReportRun): Promise<PassedOver> {
  const gathered = await gather(run, nothingRecollected, { onRecord: () => {} });
  const site = siteOf(run, gathered);
  const digest = await seeToDigest({ run, gathered, site, settled: undefined, wiki: false });
  return { passedOver: gathered.passed.numbers.length, notices: [...gathered.notices, ...digest.notices] };
}
