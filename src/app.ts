/** The Probot shell: which webhook means which incident, and who is passed over at start. No decisions. */
import type { Probot } from "probot";
import { type Configuration, defaults, readConfiguration } from "./config.ts";
import { type Dispatch, declare, readDispatch } from "./declare.ts";
import type { ObservedIssue } from "./github/observed.ts";
import type { GitHub, GitHubApp, RepositoryRef } from "./github/port.ts";
import { severities } from "./incident/incident.ts";
import { Interest } from "./interest.ts";
import type { Surroundings } from "./observe.ts";
import { type InProcessOptions, inProcessDefaults, inProcessQueue } from "./queue/in-process.ts";
import { type Job, keyOf, type Queue, type Visit } from "./queue/queue.ts";
import { reconcile } from "./reconcile.ts";
import type { Delivery } from "./server.ts";
import { changesConfiguration, issuesDue, newComment, readPayload, type WebhookPayload } from "./webhook.ts";

export interface AppOptions {
  github: GitHubApp;
  surroundings: Surroundings;
  log: Pick<Probot["log"], "info" | "warn">;
  queue?: Partial<InProcessOptions>;
  /** Told of each issue that was passed over. */
  onPass?: (visit: Visit) => void;
}

/** The App: it takes webhooks as hints, and passes over the incidents that they name. */
export class App {
  readonly queue: Queue;
  readonly #github: GitHubApp;
  readonly #surroundings: Surroundings;
  readonly #log: AppOptions["log"];
  readonly #onPass: NonNullable<AppOptions["onPass"]>;
  readonly #interest = new Interest();
  #self: string | null = null;

  constructor({ github, surroundings, log, queue, onPass = () => {} }: AppOptions) {
    this.#github = github;
    this.#onPass = onPass;
    this.#surroundings = surroundings;
    this.#log = log;
    this.queue = inProcessQueue((job, seen) => this.#pass(job, seen), {
      ...inProcessDefaults,
      onError: (job, error, next) => log.warn({ err: error, incident: keyOf(job), next }, "A pass failed."),
      ...queue,
    });
  }

  /** Takes a webhook as a hint. Returns at once; nothing is asked of GitHub before. */
  receive({ id, name, payload }: Delivery): void {
    const read = readPayload(payload);
    if (!read || this.#isOwn(read)) return;
    const repository = repositoryOf(read);
    const comment = newComment(name, read);
    for (const number of issuesDue(name, read, this.#interest.labels(repository)))
      this.queue.add({ ...repository, number, comment });
    if (name === "repository_dispatch" && read.action === "incident") this.#dispatched(id, repository, read);
    if (name === "push" && changesConfiguration(read)) this.#reconfigured(repository);
  }

  /** Passes over the open incidents of all repositories, which mends what was missed while nothing ran. */
  async start(): Promise<void> {
    this.#self = await this.#github.self();
    const repositories = await this.#github.repositories();
    for (const repository of repositories) this.queue.add({ ...repository, every: "open incident" });
    this.#log.info({ repositories: repositories.length }, "Every open incident will be passed over.");
  }

  /** What the App depends on, and how it is. */
  health(): Record<string, string> {
    return { github: this.#self === null ? "not reached yet" : "reached", queue: "in process" };
  }

  /** What the App itself did needs no pass: after a pass nothing is left to do. */
  #isOwn({ sender }: WebhookPayload): boolean {
    return this.#self !== null && sender?.type !== "User" && sender?.login.replace(/\[bot\]$/, "") === this.#self;
  }

  #dispatched(delivery: string, repository: RepositoryRef, { sender, client_payload: payload }: WebhookPayload): void {
    const dispatch = { delivery, sender: sender?.login ?? "another program", at: this.#surroundings.now(), payload };
    this.queue.add({ ...repository, dispatch });
  }

  #reconfigured(repository: RepositoryRef): void {
    this.#interest.forget(repository);
    this.queue.add({ ...repository, every: "open incident" });
  }

  /** In bulk: what has been read serves the first pass over each incident. */
  async #passOverOpen({ installation, owner, repo }: RepositoryRef): Promise<void> {
    const repository = { installation, owner, repo };
    const github = await this.#github.in(repository);
    const numbers = await listOpen(github);
    for (let from = 0; from < numbers.length; from += bulk) {
      const issues = await github.read(numbers.slice(from, from + bulk));
      for (const issue of issues) if (issue) this.queue.add({ ...repository, number: issue.number }, issue);
    }
  }

  async #pass(job: Job, seen: ObservedIssue | undefined): Promise<void> {
    if ("every" in job) return this.#passOverOpen(job);
    const github = await this.#github.in(job);
    const also = "number" in job ? await this.#passOver(github, job, seen) : [await this.#open(github, job.dispatch)];
    const { installation, owner, repo } = job;
    for (const number of also) this.queue.add({ installation, owner, repo, number });
  }

  /** Where GitHub's answer is older than the hint, the issue is due once more: its copies may lag behind its webhooks. */
  async #passOver(github: GitHub, visit: Visit, seen: ObservedIssue | undefined): Promise<number[]> {
    const issue = seen ?? (await github.read([visit.number]))[0];
    if (!issue) return [];
    const { also, situation } = await reconcile(github, issue, this.#surroundings);
    this.#interest.learn(visit, situation.configuration);
    this.#onPass(visit);
    return lacks(issue, visit.comment) ? [...also, visit.number] : also;
  }

  async #open(github: GitHub, dispatch: Dispatch): Promise<number> {
    const { configuration: text } = await github.listOpen([]);
    return declare(github, readDispatch(dispatch), readConfiguration(text).configuration);
  }
}

function lacks({ items }: ObservedIssue, comment: number | undefined): boolean {
  return comment !== undefined && !items.some((item) => item.type === "comment" && item.comment === comment);
}

/** Issues read in one request at start. */
const bulk = 25;

/** Numbers of the repository's open issues that declare an incident by a label. */
export async function listOpen(github: GitHub): Promise<number[]> {
  const { numbers, configuration: text } = await github.listOpen(declaringLabels(defaults));
  const { configuration } = readConfiguration(text);
  if (configuration.labels.incident === defaults.labels.incident) return numbers;
  const others = await github.listOpen(declaringLabels(configuration));
  return [...new Set([...numbers, ...others.numbers])];
}

function declaringLabels({ labels }: Configuration): string[] {
  return [labels.incident, ...severities];
}

function repositoryOf({ installation, repository }: WebhookPayload): RepositoryRef {
  return { installation: installation.id, owner: repository.owner.login, repo: repository.name };
}
