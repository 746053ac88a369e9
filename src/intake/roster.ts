/** The incidents that alerts may belong to, as far as this process knows: learned from passes, looked up where that may not do. */
import { Lru } from "toad-cache";
import type { Alert } from "../alerts/alert.ts";
import { candidateOf } from "../alerts/candidate.ts";
import { keyOf as alertKey } from "../alerts/record.ts";
import type { Candidate } from "../alerts/route.ts";
import { type Configuration, declaringLabels, readConfiguration } from "../config.ts";
import { repositoryName } from "../github/names.ts";
import type { ObservedChild } from "../github/observed.ts";
import type { GitHub, IncidentRef, RepositoryRef } from "../github/port.ts";
import type { Instant, Milliseconds } from "../incident/incident.ts";
import { type Surroundings, understand } from "../observe.ts";
import { readOrigin } from "../origin.ts";
import { isRetired } from "../plan/retirement.ts";
import type { Situation } from "../situation.ts";

/** What is known of one repository. */
export interface Known {
  configuration: Configuration;
  /** By number. */
  candidates: Map<number, Candidate>;
  /** Names of labels that exist, in lower case. */
  labels: ReadonlySet<string>;
}

interface Entry extends Partial<Known> {
  candidates: Map<number, Candidate>;
  /** Whether all that was open has been looked up. */
  surveyed: boolean;
  /** Issues that count informational alerts, by the quarter's key. */
  noise: Map<string, number>;
  /** Incidents that this process has opened and not read yet, with the time of that. */
  opened: Map<number, Instant>;
}

/** GitHub shows what it has made within so long, even where its copies lag. */
const shownWithin: Milliseconds = 5 * 60_000;
const mostRepositories = 10_000;
/** Incidents of one repository that are kept in mind, the newest ones. */
const mostCandidates = 1_000;
/** A closed incident that changed longer ago than this takes in no alert: a day after its restoration, and an hour to spare. */
const past: Milliseconds = 25 * 60 * 60_000;

export class Roster {
  readonly #entries = new Lru<Entry>(mostRepositories);
  readonly #surroundings: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** Takes note of what a pass has seen. */
  learn(repository: RepositoryRef, situation: Situation): void {
    const entry = this.#entry(repository);
    const { issue, configuration } = situation;
    entry.opened.delete(issue.number);
    entry.configuration = configuration;
    entry.labels = new Set(issue.repository.labels.map((name) => name.toLowerCase()));
    const candidate = issue.kind === "issue" && !isRetired(situation) ? candidateOf(situation) : null;
    if (candidate) this.#keep(entry, candidate);
    else entry.candidates.delete(issue.number);
  }

  /** An incident that has just been opened, before its first pass. */
  add(repository: RepositoryRef, candidate: Candidate): void {
    const entry = this.#entry(repository);
    entry.opened.set(candidate.number, this.#surroundings.now());
    this.#keep(entry, candidate);
  }

  /** Whether the incident has been opened here a moment ago, so that GitHub may not show it yet. */
  awaits({ number, ...repository }: IncidentRef): boolean {
    const openedAt = this.#entry(repository).opened.get(number);
    return openedAt !== undefined && this.#surroundings.now() - openedAt <= shownWithin;
  }

  /** The issue is gone. */
  drop({ number, ...repository }: IncidentRef): void {
    const { candidates, opened } = this.#entry(repository);
    candidates.delete(number);
    opened.delete(number);
  }

  /** Numbers of the incidents that are going on, as far as is known. */
  open(repository: RepositoryRef): number[] {
    const all = [...this.#entry(repository).candidates.values()];
    return all.filter(({ state }) => state === "open").map(({ number }) => number);
  }

  /** Numbers of the issues that count informational alerts, by key: for whoever looks one up to take note of. */
  noiseIn(repository: RepositoryRef): Map<string, number> {
    return this.#entry(repository).noise;
  }

  /** The configuration may have changed. */
  forget(repository: RepositoryRef): void {
    this.#entries.delete(repositoryName(repository));
  }

  /** What is known by now; null as long as nobody has looked. */
  known(repository: RepositoryRef): Known | null {
    const { surveyed, configuration, candidates, labels = new Set() } = this.#entry(repository);
    return surveyed && configuration ? { configuration, candidates, labels } : null;
  }

  /** The repository's configuration. @throws GitHubError where it is not known yet, and GitHub fails */
  async configurationOf(github: GitHub, repository: RepositoryRef): Promise<Configuration> {
    const entry = this.#entry(repository);
    entry.configuration ??= readConfiguration((await github.listOpen([])).configuration).configuration;
    return entry.configuration;
  }

  /**
   * Looks for what this process has not seen: all that is open at first, later the newest, as another process may have
   * opened them, or recorded alerts there; and those that were opened for one of the alerts, however long ago.
   * @throws GitHubError where GitHub fails
   */
  async survey(github: GitHub, repository: RepositoryRef, alerts: readonly Alert[] = []): Promise<Known> {
    const entry = this.#entry(repository);
    const open = entry.surveyed && entry.configuration ? [] : await this.#open(github, entry);
    const { configuration = readConfiguration(null).configuration } = entry;
    const newest = await github.listNewest([configuration.labels.incident]);
    const now = this.#surroundings.now();
    const keys = new Set(alerts.map(alertKey));
    const relevant = newest.filter((issue) => isRecent(issue, now) || isFor(issue, keys)).map(({ number }) => number);
    for (const issue of await github.read([...new Set([...open, ...relevant])])) {
      if (issue) this.#learnMore(repository, await understand(github, issue, this.#surroundings));
    }
    entry.surveyed = true;
    return { configuration, candidates: entry.candidates, labels: entry.labels ?? new Set() };
  }

  /** GitHub's copies may lag behind: what this process knows of alerts already is not forgotten. */
  #learnMore(repository: RepositoryRef, situation: Situation): void {
    const { candidates } = this.#entry(repository);
    const { number } = situation.issue;
    const before = candidates.get(number);
    this.learn(repository, situation);
    const now = candidates.get(number);
    if (before && now) candidates.set(number, united(before, now));
  }

  async #open(github: GitHub, entry: Entry): Promise<number[]> {
    const { numbers, configuration } = await listDeclared(github);
    entry.configuration = configuration;
    return numbers;
  }

  #entry(repository: RepositoryRef): Entry {
    const known = this.#entries.get(repositoryName(repository));
    if (known) return known;
    const entry: Entry = { candidates: new Map(), surveyed: false, noise: new Map(), opened: new Map() };
    this.#entries.set(repositoryName(repository), entry);
    return entry;
  }

  #keep({ candidates }: Entry, candidate: Candidate): void {
    candidates.delete(candidate.number);
    candidates.set(candidate.number, candidate);
    const [oldest] = candidates.keys();
    if (candidates.size > mostCandidates && oldest !== undefined) candidates.delete(oldest);
  }
}

function united(before: Candidate, now: Candidate): Candidate {
  const keys = new Set(now.alerts.map(({ key }) => key));
  return {
    ...now,
    alerts: [...now.alerts, ...before.alerts.filter(({ key }) => !keys.has(key))],
    lastArrival: Math.max(before.lastArrival, now.lastArrival),
  };
}

function isRecent({ state, closedAt }: ObservedChild, now: Instant): boolean {
  return state === "open" || closedAt === null || now - closedAt <= past;
}

/** A marker that somebody pasted costs a read, and means nothing. */
function isFor({ body }: ObservedChild, keys: ReadonlySet<string>): boolean {
  const alert = readOrigin(body)?.alert;
  return alert !== undefined && keys.has(alertKey(alert));
}

/** The repository's open issues that declare an incident by a label, and its configuration. */
export async function listDeclared(github: GitHub): Promise<{ numbers: number[]; configuration: Configuration }> {
  const byDefault = readConfiguration(null).configuration;
  const first = await github.listOpen(declaringLabels(byDefault));
  const { configuration } = readConfiguration(first.configuration);
  if (configuration.labels.incident === byDefault.labels.incident) return { numbers: first.numbers, configuration };
  const others = await github.listOpen(declaringLabels(configuration));
  return { numbers: [...new Set([...first.numbers, ...others.numbers])], configuration };
}
