/** What changed in the hours before an incident: deployments and merged pull requests, as far as GitHub still lists them. */
import type { Configuration } from "../config.ts";
import type { MergedPullRequest, ObservedDeployment, ObservedIssue } from "../github/observed.ts";
import type { Incident, Instant } from "../incident/incident.ts";
import type { Memory, RecentChange } from "../memory.ts";
import { watched } from "./environments.ts";
import { haveServicesPaths, servicesChangedBy, servicesDeployedTo } from "./services.ts";

/** What is known beside the issue. */
export interface Known {
  memory: Memory;
  configuration: Configuration;
  now: Instant;
  /** Files of merged pull requests, by number; of those that the memory holds there need be none. */
  files?: ReadonlyMap<number, readonly string[]>;
}

const minute = 60_000;
const hour = 60 * minute;
/** So long after an incident's beginning it is looked for further changes: GitHub's lists go on to other times. */
const lookedFor = 24 * hour;
const most = 20;
const longestTitle = 120;
const longestUrl = 300;

/**
 * The changes to be remembered, newest first, at most 20: from `changes.hours` before the start (where that isn't known,
 * before the detection) until the detection. What was remembered and is no longer listed stays.
 */
export function changesBefore(issue: ObservedIssue, incident: Incident, known: Known): RecentChange[] {
  const { memory } = known;
  const window = windowOf(incident, known);
  if (window === null) return memory.changes;
  const listed = [...deploymentsIn(issue, window, known), ...pullRequestsIn(issue, window, known)];
  const names = new Set(listed.map(nameOf));
  const kept = memory.changes.filter((change) => !names.has(nameOf(change)) && window(change.at));
  return [...listed, ...kept].sort(newestFirst).slice(0, most);
}

/** Numbers of the pull requests whose files say which services they touch, and that have not been looked at yet. */
export function unknownPullRequests(issue: ObservedIssue, incident: Incident, known: Known): number[] {
  const window = windowOf(incident, known);
  if (window === null || !haveServicesPaths(known.configuration)) return [];
  const looked = new Set(known.memory.changes.map(nameOf));
  const numbers = mergedIn(issue, window).map(({ number }) => number);
  return numbers.filter((id) => !looked.has(nameOf({ kind: "pull request", id })));
}

type Window = (at: Instant) => boolean;

/** Null where it is too late to look, or there is nothing to look for. A time stated to the minute takes in all of it. */
function windowOf({ state, moments }: Incident, { configuration, now }: Known): Window | null {
  const detected = moments.detected?.at ?? moments.declared?.at;
  const start = moments.started?.at ?? detected;
  if (start === undefined || state === "withdrawn" || state === "merged") return null;
  const end = Math.max(start, detected ?? start);
  if (now > end + lookedFor) return null;
  const from = start - configuration.changes.hours * hour;
  const to = (Math.floor(end / minute) + 1) * minute;
  return (at) => at >= from && at < to;
}

/** By their creation: what they did may have begun before they were done. */
function deploymentsIn({ repository }: ObservedIssue, window: Window, { configuration }: Known): RecentChange[] {
  const isWatched = watched(configuration);
  return (repository.deployments ?? []).flatMap((deployment): RecentChange[] => {
    const { id, environment, createdAt, outcome, creator } = deployment;
    if (outcome === null || !window(createdAt) || !isWatched(environment)) return [];
    return [
      {
        kind: "deployment",
        id,
        at: createdAt,
        title: cutTitle(shownRef(deployment)),
        who: creator.login,
        environment,
        state: outcome,
        url: deploymentUrl(deployment, repository),
        services: servicesDeployedTo(environment, configuration),
      },
    ];
  });
}

function pullRequestsIn(issue: ObservedIssue, window: Window, { memory, configuration, files }: Known): RecentChange[] {
  const before = new Map(memory.changes.map((change) => [nameOf(change), change.services]));
  return mergedIn(issue, window).map(({ number, title, url, author, mergedAt }) => {
    const name = { kind: "pull request" as const, id: number };
    const services = before.get(nameOf(name)) ?? servicesChangedBy(files?.get(number) ?? [], configuration);
    const told = { title: cutTitle(title), who: author.login, environment: null, state: null, url };
    return { ...name, at: mergedAt, ...told, services };
  });
}

function mergedIn({ repository }: ObservedIssue, window: Window): MergedPullRequest[] {
  return (repository.merged ?? []).filter(({ mergedAt }) => window(mergedAt));
}

/** The branch or tag that was deployed, else the beginning of the commit. */
export function shownRef({ ref, sha }: Pick<ObservedDeployment, "ref" | "sha">): string {
  return ref ?? sha.slice(0, 7);
}

/** Where the deployment can be looked at: what was told of it, else the repository's page of deployments. */
export function deploymentUrl({ url }: Pick<ObservedDeployment, "url">, repository: { url: string }): string {
  const isShown = url !== null && url.length <= longestUrl && /^https?:\/\//.test(url);
  return isShown ? url : `${repository.url}/deployments`;
}

function cutTitle(title: string): string {
  return title.slice(0, longestTitle).toWellFormed();
}

function nameOf({ kind, id }: Pick<RecentChange, "kind" | "id">): string {
  return `${kind} ${id}`;
}

function newestFirst(a: RecentChange, b: RecentChange): number {
  return b.at - a.at || a.kind.localeCompare(b.kind) || b.id - a.id;
}
