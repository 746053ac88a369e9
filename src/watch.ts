/** What was unsettled in each repository at the last look: another look costs passes only where something has changed since. */
import { isDeepStrictEqual } from "node:util";
import { Lru } from "toad-cache";
import { type Configuration, declaringLabels, defaults, readConfiguration } from "./config.ts";
import { repositoryName } from "./github/names.ts";
import type { ObservedIssue } from "./github/observed.ts";
import type {
  GitHub,
  GitHubApp,
  IncidentRef,
  RepositoryRef,
  Unsettled,
  UnsettledList,
  UnsettledQuery,
} from "./github/port.ts";
import type { Instant, Milliseconds } from "./incident/incident.ts";
import type { Past } from "./past/past.ts";
import type { Every, Queue } from "./queue/queue.ts";
import { memoryOn, ownComments } from "./situation.ts";

interface Look {
  at: Instant;
  configuration: Configuration;
  /** By number. Without a version it is due at the next look, whatever it shows. */
  issues: Map<number, Pick<Unsettled, "incident"> & { version: string | null }>;
}

/** What a look finds, and the incidents that are due because of it. */
interface Seen {
  look: Look;
  due: number[];
}

export interface WatchOptions {
  github: Pick<GitHubApp, "in">;
  queue: Pick<Queue, "add">;
  past: Past;
  now: () => Instant;
}

/** Issues that are read in one request. */
const bulk = 25;
const mostRepositories = 10_000;
/** Whatever was missed of what is closed, and changed longer ago, is old, and left to the scheduled runs. */
const lately: Milliseconds = 7 * 24 * 60 * 60_000;
/** How far our clock may be ahead of GitHub's. */
const skew: Milliseconds = 60_000;

export class Watch {
  readonly #looks = new Lru<Look>(mostRepositories);
  readonly #options: WatchOptions;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /**
   * Makes due what is unsettled: open incidents, and closed ones with something open below them. Every one of them, and
   * what is closed and changed lately; or only what has changed since the last look, where there was one. They are read
   * in bulk, and what has been read serves the first pass over each.
   * @throws GitHubError where GitHub fails
   */
  async sweep({ installation, owner, repo }: RepositoryRef, every: Every): Promise<void> {
    const repository = { installation, owner, repo };
    const { past, queue } = this.#options;
    const github = await this.#options.github.in(repository);
    const self = await github.self();
    const { look, due } = await this.#look(github, repository, every);
    const isOld = (issue: ObservedIssue) => isOfOldTimes(issue, self, look.at);
    for (let from = 0; from < due.length; from += bulk) {
      const read = (await github.read(due.slice(from, from + bulk))).filter((issue) => issue !== null);
      const issues = read.filter((issue) => !isOld(issue));
      const isNew = issues.some((issue) => memoryOn(issue, self).similar === undefined);
      if (isNew) await past.load(github, repository, look.configuration); // Else each would be due a second pass.
      for (const issue of issues) queue.add({ ...repository, number: issue.number }, issue);
    }
    this.#looks.set(repositoryName(repository), look); // Not before: another try has to find the same.
  }

  async #look(github: GitHub, repository: RepositoryRef, every: Every): Promise<Seen> {
    const before = this.#looks.get(repositoryName(repository));
    const at = this.#options.now();
    const { configuration, issues, closed } = await unsettledIn(github, before?.configuration ?? defaults);
    const look = { at, configuration, issues: new Map(issues.map((issue) => [issue.number, issue])) };
    const isNext = before && every === "changed incident";
    const due = isNext ? changed(before, issues) : issues.map(incidentOf);
    const unseen = changedSince(closed, isNext ? before.at - skew : at - lately);
    return { look, due: [...new Set([...due, ...unseen])] };
  }

  /** A pass over the issue was given up: the next look makes it due. */
  doubt({ number, ...repository }: IncidentRef): void {
    const issues = this.#looks.get(repositoryName(repository))?.issues;
    issues?.set(number, { incident: issues.get(number)?.incident ?? null, version: null });
  }

  /** The next look is the first. */
  forget(repository: RepositoryRef): void {
    this.#looks.delete(repositoryName(repository));
  }

  /** The incident that the issue belongs to, as far as is known; else the issue itself. */
  incidentOf({ number, ...repository }: IncidentRef): number {
    return this.#looks.get(repositoryName(repository))?.issues.get(number)?.incident ?? number;
  }
}

/** Over before anybody kept it here: what people left open below it is none of ours. */
function isOfOldTimes(issue: ObservedIssue, self: string, now: Instant): boolean {
  const { state, closedAt } = issue;
  if (state === "open" || closedAt === null || now - closedAt < lately) return false;
  return !ownComments(issue, self).some(({ key }) => key === "card");
}

/** Numbers of the incidents that a first look at that time makes due. @throws GitHubError where GitHub fails */
export async function unsettledIncidents(github: GitHub, now: Instant): Promise<number[]> {
  const { issues, closed } = await unsettledIn(github, defaults);
  return [...new Set([...issues.map(incidentOf), ...changedSince(closed, now - lately)])];
}

function changedSince(closed: UnsettledList["closed"], since: Instant): number[] {
  return closed.filter(({ updatedAt }) => updatedAt >= since).map(({ incident }) => incident);
}

/** Asks once more where the configuration turns out to be another. */
async function unsettledIn(
  github: GitHub,
  known: Configuration,
): Promise<Omit<UnsettledList, "configuration"> & { configuration: Configuration }> {
  const query = queryOf(known);
  const first = await github.listUnsettled(query);
  const { configuration } = readConfiguration(first.configuration);
  if (isDeepStrictEqual(queryOf(configuration), query)) return { ...first, configuration };
  return { ...(await github.listUnsettled(queryOf(configuration))), configuration };
}

function queryOf(configuration: Configuration): UnsettledQuery {
  const { labels, board } = configuration;
  return {
    declaring: declaringLabels(configuration),
    belonging: [labels.actionItem, labels.review],
    versions: board.project === undefined ? "of issues" : "of issues and boards",
  };
}

/** Incidents of the issues that have changed or appeared, and of those that have vanished, as what is settled does. */
function changed({ issues: before }: Look, issues: readonly Unsettled[]): number[] {
  const now = new Set(issues.map(({ number }) => number));
  const newer = issues.filter(({ number, version }) => before.get(number)?.version !== version);
  const gone = [...before].filter(([number]) => !now.has(number));
  return [...new Set([...newer.map(incidentOf), ...gone.map(([number, { incident }]) => incident ?? number)])];
}

function incidentOf({ number, incident }: Unsettled): number {
  return incident ?? number;
}
