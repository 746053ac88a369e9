/** The Probot shell: which webhook means which incident, and who is passed over at start. No decisions. */
import type { Probot } from "probot";
import type { Alert } from "./alerts/alert.ts";
import { BoardItems } from "./board-items.ts";
import { checkConfiguration } from "./check.ts";
import { readConfiguration } from "./config.ts";
import { type Dispatch, declare, readDispatch } from "./declare.ts";
import type { ObservedIssue } from "./github/observed.ts";
import type { GitHub, GitHubApp, IncidentRef, RepositoryRef } from "./github/port.ts";
import type { Milliseconds } from "./incident/incident.ts";
import { isUnderway } from "./incident/underway.ts";
import type { Taken } from "./intake/endpoint.ts";
import { mayTellAlert } from "./intake/heard.ts";
import { Intake, type IntakeOptions } from "./intake/intake.ts";
import type { Parcel } from "./intake/parcel.ts";
import { Roster } from "./intake/roster.ts";
import { Interest } from "./interest.ts";
import { lacks, readPatiently } from "./lag.ts";
import type { Surroundings } from "./observe.ts";
import { Past } from "./past/past.ts";
import { isRetired } from "./plan/retirement.ts";
import { type AlarmClock, wallClock } from "./queue/alarms.ts";
import { type InProcessOptions, inProcessDefaults, inProcessQueue } from "./queue/in-process.ts";
import { type Job, keyOf, type Queue, type Visit } from "./queue/queue.ts";
import { reconcile } from "./reconcile.ts";
import { awaitsComparison } from "./returned.ts";
import { Rounds } from "./rounds.ts";
import type { Delivery } from "./server.ts";
import type { Situation } from "./situation.ts";
import { Watch } from "./watch.ts";
import {
  changesConfiguration,
  commitToCheck,
  goneIssue,
  hasDeployed,
  issuesDue,
  newComment,
  readBoardItem,
  readPayload,
  type WebhookPayload,
} from "./webhook.ts";

export interface AppOptions {
  github: GitHubApp;
  surroundings: Surroundings;
  log: Pick<Probot["log"], "info" | "warn">;
  queue?: Partial<InProcessOptions>;
  /** By which incidents are woken; by default the wall's, a little late, as other processes may run. */
  clock?: AlarmClock;
  /** Time between two looks for what no webhook has told; an hour by default. */
  roundEvery?: Milliseconds;
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
  readonly #watch: Watch;
  readonly #rounds: Rounds;
  readonly #boardItems: BoardItems;
  #self: string | null = null;

  constructor({ github, surroundings, log, queue, onPass = () => {}, onAlertError, ...times }: AppOptions) {
    this.#github = github;
    this.#onPass = onPass;
    this.#log = log;
    const { now } = surroundings;
    const { clock = wallClock({ now, lateness: Math.random() * mostLateness }), roundEvery = anHour } = times;
    this.#roster = new Roster(surroundings);
    this.#past = new Past(surroundings);
    this.#surroundings = {
      ...surroundings,
      similar: (repository, incident) => this.#past.similar(repository, incident),
      returned: (repository, incident) => this.#past.returned(repository, incident),
    };
    const queueing: InProcessOptions = {
      ...inProcessDefaults,
      clock,
      onError: (job, error, next) => log.warn({ err: error, incident: keyOf(job), next }, "A pass failed."),
      ...queue,
    };
    const onError: InProcessOptions["onError"] = (job, error, next) => {
      if (next === "given up") this.#givenUp(job);
      queueing.onError(job, error, next);
    };
    this.queue = inProcessQueue((job, seen) => this.#pass(job, seen), { ...queueing, onError });
    const work = { github, queue: this.queue };
    const missed = (error: unknown) => log.warn({ err: error }, "GitHub can't be reached; the next round mends.");
    this.#rounds = new Rounds({ ...work, clock, pause: roundEvery, onError: missed });
    this.#watch = new Watch({ ...work, past: this.#past, now });
    this.#boardItems = new BoardItems({ ...work, incidentOf: (issue) => this.#watch.incidentOf(issue) });
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
    const item = readBoardItem(name, payload);
    if (item && !this.#isOwn(item)) this.#boardItems.moved({ installation: item.installation.id, node: item.node });
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
    const commit = commitToCheck(name, read);
    if (commit !== null) this.queue.add({ ...repository, check: commit });
    if (hasDeployed(name, read)) this.#deployed(repository);
  }

  /**
   * Takes alerts. Resolves once GitHub has them.
   * @throws GitHubError where GitHub can't be had: they are to be sent again
   */
  async alert(owner: string, repo: string, alerts: readonly Alert[]): Promise<Taken> {
    const repository = this.#rounds.repository(owner, repo) ?? (await this.#github.find(owner, repo));
    if (!repository) return { state: "no such repository" };
    return this.#intake.take(repository, alerts);
  }

  /**
   * Passes over the unsettled incidents of all repositories, which mends what was missed while nothing ran, and from then
   * on looks again and again for what no webhook has told.
   */
  async start(): Promise<void> {
    this.#self = await this.#github.self();
    const repositories = await this.#rounds.begin();
    this.#log.info({ repositories }, "Every unsettled incident will be passed over.");
  }

  /** Resolves once nothing is waiting or under way. */
  async idle(): Promise<void> {
    do {
      await this.#rounds.idle();
      await this.queue.idle();
    } while (!(await this.#intake.isIdle()));
  }

  /** Takes nothing more, and resolves once all that was taken is done. */
  async drain(): Promise<void> {
    this.#rounds.end();
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
  #isOwn({ sender }: Pick<WebhookPayload, "sender">): boolean {
    return this.#self !== null && sender?.type !== "User" && sender?.login.replace(/\[bot\]$/, "") === this.#self;
  }

  #dispatched(delivery: string, repository: RepositoryRef, { sender, client_payload: payload }: WebhookPayload): void {
    const dispatch = { delivery, sender: sender?.login ?? "another program", at: this.#surroundings.now(), payload };
    this.queue.add({ ...repository, dispatch });
  }

  #reconfigured(repository: RepositoryRef): void {
    this.#interest.forget(repository);
    this.#roster.forget(repository);
    this.queue.add({ ...repository, every: "unsettled incident" });
  }

  #gone(incident: IncidentRef): void {
    this.#intake.gone(incident, []);
    this.#past.forget(incident, incident.number);
  }

  /** Deployments are entries of the incidents that are going on. */
  #deployed(repository: RepositoryRef): void {
    for (const number of this.#roster.open(repository)) this.queue.add({ ...repository, number });
  }

  /** Its alarm has gone off, and its hints are spent. */
  #givenUp(job: Job): void {
    if ("number" in job) this.#watch.doubt(job);
    else if ("every" in job) this.#watch.forget(job);
  }

  async #pass(job: Job, seen: ObservedIssue | undefined): Promise<void> {
    if ("node" in job) return this.#boardItems.locate(job);
    if ("every" in job) return this.#watch.sweep(job, job.every);
    const github = await this.#github.in(job);
    if ("check" in job) return checkConfiguration(github, job, this.#surroundings.templates);
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
    const issue = seen ?? (await readPatiently(github, visit.number, () => this.#roster.awaits(visit)));
    if (!issue) this.#intake.gone(visit, parcels.splice(0));
    if (!issue) return [];
    const recorded = (situation: Situation) => {
      this.#roster.learn(visit, situation);
      this.#intake.passed(visit, parcels.splice(0), situation.strays);
    };
    const { also, wakeAt, situation } = await reconcile(github, issue, this.#surroundings, { arrivals, recorded });
    this.#interest.learn(visit, situation.configuration);
    this.#roster.learn(visit, situation);
    this.#boardItems.learn(visit, situation.folded.status === "none" && also.length === 0 ? "to nobody" : "to us");
    this.queue.wake(visit, wakeAt);
    this.#onPass(visit);
    const isEarly = lacks(issue, visit.comment) || (await this.#lookBack(github, visit, situation));
    return isEarly ? [...also, visit.number] : also;
  }

  /** Reads past incidents once the new one has its card; whether there is more to say now. */
  async #lookBack(github: GitHub, repository: RepositoryRef, situation: Situation): Promise<boolean> {
    const { folded, memory } = situation;
    if (isRetired(situation)) this.#past.forget(repository, situation.issue.number);
    if (folded.status !== "incident" || situation.issue.kind !== "issue" || isRetired(situation)) return false;
    const { incident } = folded;
    this.#past.learn(repository, incident);
    const isNew = !memory.similar && isUnderway(incident, this.#surroundings.now());
    if (!isNew && !awaitsComparison(incident, memory, this.#surroundings.now())) return false;
    await this.#past.load(github, repository, situation.configuration);
    return true;
  }

  async #open(github: GitHub, dispatch: Dispatch): Promise<number> {
    const { configuration: text } = await github.listOpen([]);
    return declare(github, readDispatch(dispatch), readConfiguration(text).configuration);
  }
}

const anHour: Milliseconds = 60 * 60_000;

/** Processes ring at different times: who comes second finds everything done. */
const mostLateness: Milliseconds = 2_000;

function repositoryOf({ installation, repository }: WebhookPayload): RepositoryRef {
  return { installation: installation.id, owner: repository.owner.login, repo: repository.name };
}
