/** The Probot shell: which webhook means which incident, and who is passed over at start. No decisions. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Probot } from "probot";
import type { Alert } from "./alerts/alert.ts";
import { readConfiguration } from "./config.ts";
import { type Dispatch, declare, readDispatch } from "./declare.ts";
import { GitHubError } from "./error.ts";
import { repositoryName } from "./github/names.ts";
import type { ObservedIssue } from "./github/observed.ts";
import type { GitHub, GitHubApp, IncidentRef, RepositoryRef } from "./github/port.ts";
import { isUnderway } from "./incident/underway.ts";
import type { Taken } from "./intake/endpoint.ts";
import { mayTellAlert } from "./intake/heard.ts";
import { Intake, type IntakeOptions } from "./intake/intake.ts";
import type { Parcel } from "./intake/parcel.ts";
import { listDeclared, Roster } from "./intake/roster.ts";
import { Interest } from "./interest.ts";
import type { Surroundings } from "./observe.ts";
import { Past } from "./past/past.ts";
import { isRetired } from "./plan/retirement.ts";
import { type InProcessOptions, inProcessDefaults, inProcessQueue } from "./queue/in-process.ts";
import { type Job, keyOf, type Queue, type Visit } from "./queue/queue.ts";
import { reconcile } from "./reconcile.ts";
import type { Delivery } from "./server.ts";
import { memoryOn, type Situation } from "./situation.ts";
import {
  changesConfiguration,
  goneIssue,
  hasDeployed,
  issuesDue,
  newComment,
  readPayload,
  type WebhookPayload,
} from "./webhook.ts";

export interface AppOptions {
  github: GitHubApp;
  surroundings: Surroundings;
  log: Pick<Probot["log"], "info" | "warn">;
  queue?: Partial<InProcessOptions>;
  /** Told of each issue that was passed over. */
  onPass?: (visit: Visit) => void;
  /** Told of alerts that came from GitHub, each time that they could not be recorded. */
  onAlertError?: IntakeOptions["onError"];
}

/** The App: it takes webhooks as hints and alerts as facts, and passes over the incidents that they are about. */
export class App {
  readonly queue: Queue;
  readonly #github: GitHubApp;
  readonly #surroundings: Surroundings;
  readonly #log: AppOptions["log"];
  readonly #onPass: NonNullable<AppOptions["onPass"]>;
  readonly #interest = new Interest();
  readonly #roster: Roster;
  readonly #intake: Intake;
  readonly #past: Past;
  /** By name in lower case, as they were at start. */
  readonly #repositories = new Map<string, RepositoryRef>();
  #self: string | null = null;

  constructor({ github, surroundings, log, queue, onPass = () => {}, onAlertError }: AppOptions) {
    this.#github = github;
    this.#onPass = onPass;
    this.#log = log;
    this.#roster = new Roster(surroundings);
    this.#past = new Past(surroundings);
    this.#surroundings = {
      ...surroundings,
      similar: (repository, incident) => this.#past.similar(repository, incident),
    };
    const queueing: InProcessOptions = {
      ...inProcessDefaults,
      onError: (job, error, next) => log.warn({ err: error, incident: keyOf(job), next }, "A pass failed."),
      ...queue,
    };
    this.queue = inProcessQueue((job, seen) => this.#pass(job, seen), queueing);
    const warned: IntakeOptions["onError"] = ({ owner, repo }, error, next) =>
      log.warn({ err: error, repository: `${owner}/${repo}`, next }, "An alert could not be recorded.");
    this.#intake = new Intake({
      github: (repository) => github.in(repository),
      roster: this.#roster,
      visit: (incident) => this.queue.add(incident),
      surroundings,
      retries: queueing.retries,
      onError: onAlertError ?? warned,
    });
  }

  /** Takes a webhook as a hint. Returns at once; nothing is asked of GitHub before. */
  receive({ id, name, payload }: Delivery): void {
    const read = readPayload(payload);
    if (!read) return;
    const repository = repositoryOf(read);
    if (mayTellAlert(name, payload)) void this.#intake.hear(repository, name, payload);
    if (this.#isOwn(read)) return;
    const comment = newComment(name, read);
    for (const number of issuesDue(name, read, this.#interest.labels(repository)))
      this.queue.add({ ...repository, number, comment });
    const gone = goneIssue(name, read);
    if (gone !== undefined) this.#gone({ ...repository, number: gone });
    if (name === "repository_dispatch" && read.action === "incident") this.#dispatched(id, repository, read);
    if (name === "push" && changesConfiguration(read)) this.#reconfigured(repository);
    if (hasDeployed(name, read)) this.#deployed(repository);
  }

  /**
   * Takes alerts. Resolves once GitHub has them.
   * @throws GitHubError where GitHub can't be had: they are to be sent again
   */
  async alert(owner: string, repo: string, alerts: readonly Alert[]): Promise<Taken> {
    const known = this.#repositories.get(repositoryName({ owner, repo }));
    const repository = known ?? (await this.#github.find(owner, repo));
    if (!repository) return { state: "no such repository" };
    return this.#intake.take(repository, alerts);
  }

  /** Passes over the open incidents of all repositories, which mends what was missed while nothing ran. */
  async start(): Promise<void> {
    this.#self = await this.#github.self();
    const repositories = await this.#github.repositories();
    for (const repository of repositories) {
      this.#repositories.set(repositoryName(repository), repository);
      this.queue.add({ ...repository, every: "open incident" });
    }
    this.#log.info({ repositories: repositories.length }, "Every open incident will be passed over.");
  }

  /** Resolves once nothing is waiting or under way. */
  async idle(): Promise<void> {
    do await this.queue.idle();
    while (!(await this.#intake.isIdle()));
  }

  /** Takes nothing more, and resolves once all that was taken is done. */
  async drain(): Promise<void> {
    await this.#intake.drain();
    await this.queue.drain();
  }

  /** What the App depends on, and how it is. */
  health(): Record<string, string> {
    return { github: this.#self === null ? "not reached yet" : "reached", queue: "in process" };
  }

  /**
   * What the App itself did needs no pass: after a pass nothing is left to do. What fails because of it is an alert all
   * the same.
   */
  #isOwn({ sender }: WebhookPayload): boolean {
    return this.#self !== null && sender?.type !== "User" && sender?.login.replace(/\[bot\]$/, "") === this.#self;
  }

  #dispatched(delivery: string, repository: RepositoryRef, { sender, client_payload: payload }: WebhookPayload): void {
    const dispatch = { delivery, sender: sender?.login ?? "another program", at: this.#surroundings.now(), payload };
    this.queue.add({ ...repository, dispatch });
  }

  #reconfigured(repository: RepositoryRef): void {
    this.#interest.forget(repository);
    this.#roster.forget(repository);
    this.queue.add({ ...repository, every: "open incident" });
  }

  #gone(incident: IncidentRef): void {
    this.#intake.gone(incident, []);
    this.#past.forget(incident, incident.number);
  }

  /** Deployments are entries of the incidents that are going on. */
  #deployed(repository: RepositoryRef): void {
    for (const number of this.#roster.open(repository)) this.queue.add({ ...repository, number });
  }

  /** In bulk: what has been read serves the first pass over each incident. */
  async #passOverOpen({ installation, owner, repo }: RepositoryRef): Promise<void> {
    const repository = { installation, owner, repo };
    const github = await this.#github.in(repository);
    const self = await github.self();
    const { numbers, configuration } = await listDeclared(github);
    for (let from = 0; from < numbers.length; from += bulk) {
      const issues = (await github.read(numbers.slice(from, from + bulk))).filter((issue) => issue !== null);
      const isNew = issues.some((issue) => memoryOn(issue, self).similar === undefined);
      if (isNew) await this.#past.load(github, repository, configuration); // Else each would be due a second pass.
      for (const issue of issues) this.queue.add({ ...repository, number: issue.number }, issue);
    }
  }

  async #pass(job: Job, seen: ObservedIssue | undefined): Promise<void> {
    if ("every" in job) return this.#passOverOpen(job);
    const github = await this.#github.in(job);
    const also = "number" in job ? await this.#passOver(github, job, seen) : [await this.#open(github, job.dispatch)];
    const { installation, owner, repo } = job;
    for (const number of also) this.queue.add({ installation, owner, repo, number });
  }

  /** Alerts that have arrived for the incident go along; where the pass fails before GitHub has them, so do they. */
  async #passOver(github: GitHub, visit: Visit, seen: ObservedIssue | undefined): Promise<number[]> {
    const parcels = this.#intake.due(visit);
    try {
      return await this.#passWith(parcels, github, { visit, seen });
    } catch (error) {
      this.#intake.failed(visit, parcels, error);
      throw error;
    }
  }

  /** Where GitHub's answer is older than the hint, the issue is due once more: its copies may lag behind its webhooks. */
  async #passWith(
    parcels: Parcel[],
    github: GitHub,
    { visit, seen }: { visit: Visit; seen: ObservedIssue | undefined },
  ): Promise<number[]> {
    const arrivals = parcels.map(({ arrival }) => arrival);
    const issue = seen ?? (await this.#read(github, visit));
    if (!issue) this.#intake.gone(visit, parcels.splice(0));
    if (!issue) return [];
    const recorded = (situation: Situation) => {
      this.#roster.learn(visit, situation);
      this.#intake.passed(visit, parcels.splice(0), situation.strays);
    };
    const { also, wakeAt, situation } = await reconcile(github, issue, this.#surroundings, { arrivals, recorded });
    this.#interest.learn(visit, situation.configuration);
    this.#roster.learn(visit, situation);
    this.queue.wake(visit, wakeAt === null ? null : wakeAt - this.#surroundings.now());
    this.#onPass(visit);
    const isEarly = lacks(issue, visit.comment) || (await this.#lookBack(github, visit, situation));
    return isEarly ? [...also, visit.number] : also;
  }

  /** GitHub's copies may lag behind its writes: what has just been opened here is asked for again. */
  async #read(github: GitHub, visit: Visit): Promise<ObservedIssue | null> {
    for (const pause of [...pauses, null]) {
      const [issue = null] = await github.read([visit.number]);
      if (issue || !this.#roster.awaits(visit)) return issue;
      if (pause !== null) await sleep(pause);
    }
    throw new GitHubError("GitHub does not show yet what has just been opened", { status: 404 });
  }

  /** Reads past incidents once the new one has its card; whether there is more to say now. */
  async #lookBack(github: GitHub, repository: RepositoryRef, situation: Situation): Promise<boolean> {
    const { folded, memory } = situation;
    if (isRetired(situation)) this.#past.forget(repository, situation.issue.number);
    if (folded.status !== "incident" || situation.issue.kind !== "issue" || isRetired(situation)) return false;
    const { incident } = folded;
    this.#past.learn(repository, incident);
    if (memory.similar || !isUnderway(incident, this.#surroundings.now())) return false;
    await this.#past.load(github, repository, situation.configuration);
    return true;
  }

  async #open(github: GitHub, dispatch: Dispatch): Promise<number> {
    const { configuration: text } = await github.listOpen([]);
    return declare(github, readDispatch(dispatch), readConfiguration(text).configuration);
  }
}

function lacks({ items }: ObservedIssue, comment: number | undefined): boolean {
  return comment !== undefined && !items.some((item) => item.type === "comment" && item.comment === comment);
}

/** Before what GitHub doesn't show yet is asked for again, in milliseconds. */
const pauses = [250, 500, 1_000] as const;

/** Issues read in one request at start. */
const bulk = 25;

function repositoryOf({ installation, repository }: WebhookPayload): RepositoryRef {
  return { installation: installation.id, owner: repository.owner.login, repo: repository.name };
}
