/**
 * Alerts that open nothing and page nobody: counted on one issue a quarter, in a comment of ours for each month, whose
 * marker holds the counts and whose text shows the most frequent.
 */
import type { Configuration } from "../config.ts";
import type { ObservedIssue } from "../github/observed.ts";
import type { Instant } from "../incident/incident.ts";
import { readMarker, writeMarker } from "../marker.ts";
import type { Change } from "../plan/change.ts";
import { type OwnComment, ownComments } from "../situation.ts";
import type { LabelDefinition } from "../words/labels.ts";
import { noiseIssueText, noiseLabel, noiseText } from "../words/noise.ts";
import type { Templates } from "../words/templates.ts";
import { inZone } from "../words/time.ts";
import type { Arrival } from "./alert.ts";
import { type Month, type NoiseCounts, readCounts, united, withCounted } from "./noise-counts.ts";

/** How a quarter's issue is made. */
export interface NoiseIssue {
  title: string;
  label: LabelDefinition;
  body: string;
  /** Of the marker that the body begins with, by which the issue is recognised. */
  key: string;
}

type Labelled = Pick<ObservedIssue, "author" | "body" | "labels">;

/** The issue that counts the alerts of the quarter, in the team's zone, in which the instant lies. */
export function noiseIssue(at: Instant, configuration: Configuration): NoiseIssue {
  const { year, month } = inZone(at, configuration.zone);
  const quarter = `Q${Math.ceil(month / 3)}`;
  const key = `noise:${year}-${quarter}`;
  return {
    title: `Alert noise ${year} ${quarter}`,
    label: noiseLabel(configuration),
    body: `${writeMarker(key)}\n${noiseIssueText}`,
    key,
  };
}

/** Whether it is the quarter's issue with this key, be it the App's or the Action's: both count on one. */
export function isNoiseIssue(issue: Labelled, { label, key }: { label: string; key: string }): boolean {
  return isAnyNoiseIssue(issue, label) && readMarker(issue.body)?.key === key;
}

/**
 * Whether it is the issue of any quarter. It has no card by which an account of ours would be known, so it is taken for
 * ours where a bot opened it and it carries our label, which takes the triage role.
 */
export function isAnyNoiseIssue({ author, body, labels }: Labelled, label: string): boolean {
  const isLabelled = labels.some((one) => one.toLowerCase() === label.toLowerCase());
  return author.kind === "bot" && isLabelled && /^noise:\d+-Q[1-4]$/.test(readMarker(body)?.key ?? "");
}

/** A month as it stands on the issue. */
interface KeptMonth {
  month: Month;
  /** Those of all its comments. */
  counts: NoiseCounts;
  /** The oldest, with its counts as they stand there, and the ids of the others. */
  comment: number;
  written: string;
  doubles: number[];
}

/** The counts that stand on the issue, by month: those of its author and of `self`. */
export function noiseOn(issue: ObservedIssue, self: string): Map<Month, NoiseCounts> {
  return new Map([...monthsOn(issue, self)].map(([month, { counts }]) => [month, counts]));
}

/** Oldest first. */
function countsOn(issue: ObservedIssue, self: string): OwnComment[] {
  const own = [...new Set([issue.author.login, self])].flatMap((login) => ownComments(issue, login));
  return own.sort((a, b) => a.comment.comment - b.comment.comment);
}

/** Two processes may have written a month's comment at once: the older stays, with what both have counted. */
function monthsOn(issue: ObservedIssue, self: string): Map<Month, KeptMonth> {
  const months = new Map<Month, KeptMonth>();
  for (const { key, value, comment } of countsOn(issue, self)) {
    const month = /^noise:(\d{4}-(?:0[1-9]|1[0-2]))$/.exec(key)?.[1];
    if (month === undefined) continue;
    const counts = readCounts(value);
    const same = months.get(month);
    if (same) {
      same.counts = united(same.counts, counts);
      same.doubles.push(comment.comment);
    } else months.set(month, { month, counts, comment: comment.comment, written: JSON.stringify(value), doubles: [] });
  }
  return months;
}

/** Changes by which the arrivals are counted on the issue; none where all of them are repeats. */
export function noiseChanges(
  issue: ObservedIssue,
  self: string,
  arrivals: readonly Arrival[],
  { configuration, templates }: { configuration: Configuration; templates: Templates },
): Change[] {
  const kept = monthsOn(issue, self);
  const before = new Map([...kept].map(([month, { counts }]) => [month, counts]));
  const after = withCounted(before, arrivals, configuration);
  const written = [...after].flatMap(([month, counts]): Change[] => {
    const { comment, written = null } = kept.get(month) ?? {};
    if (JSON.stringify(counts) === written) return [];
    const body = bodyOf(month, counts, templates);
    return [
      comment === undefined
        ? { do: "create comment", issue: issue.number, body }
        : { do: "edit comment", comment, body },
    ];
  });
  const doubles = [...kept.values()].flatMap((month) => month.doubles);
  return [...written, ...doubles.map((comment): Change => ({ do: "delete comment", comment }))];
}

/** Well below what GitHub takes, as templates of a repository's own may say more than ours. */
const longest = 60_000;

function bodyOf(month: Month, counts: NoiseCounts, templates: Templates): string {
  const marker = writeMarker(`noise:${month}`, counts);
  return `${marker}\n${noiseText(month, counts, templates, longest - marker.length)}`;
}
