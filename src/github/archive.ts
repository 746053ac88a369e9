/** Many issues at a time, and what else the reports need of a repository: read in bulk, within the limits of one hour. */
import { Temporal } from "temporal-polyfill";
import { UserError } from "../error.ts";
import type { Instant } from "../incident/incident.ts";
import type { Deployment } from "../metrics/metrics.ts";
import type { Accounts } from "./accounts.ts";
import { type AnsweredRepository, type Connection, type Maybe, nodesOf } from "./answer.ts";
import type { Budget } from "./budget.ts";
import { type BulkOptions, BulkRead, type Progress, type Take } from "./bulk.ts";
import {
  changesOverviewQuery,
  changesQuery,
  deploymentsQuery,
  fullOverviewQuery,
  mergeCommitsQuery,
  visibilityQuery,
} from "./bulk-query.ts";
import type { AnsweredCollaborators, Collaborators } from "./collaborators.ts";
import { repositoryOf } from "./facts.ts";
import { type Graph, numbered, type Variables } from "./graph.ts";
import { type AnsweredList, Listing, listVariables } from "./listing.ts";
import type { ObservedChild, ObservedRepository } from "./observed.ts";
import { PAGE } from "./query.ts";
import { labelNames, pagesAfter, recentOf } from "./remainder.ts";
import { remembered } from "./remembered.ts";
import { instantOf } from "./values.ts";
import type { AnsweredViewer, Viewer } from "./viewer.ts";

/** An issue of a list. */
export interface ListedIssue {
  number: number;
  title: string;
  updatedAt: Instant;
  labels: string[];
  parent: number | null;
}

/** What a run begins with. */
export interface Opened {
  hasWiki: boolean;
  private: boolean;
  /** The text of `.github/sooner.yml`. */
  configuration: string | null;
  /** Overridden templates of `.github/sooner/templates/`, by file name. */
  templates: Record<string, string>;
  /** How many issues carry each label now, by its name in lower case. */
  totals: Record<string, number>;
  /** The newest of those issues as far as their numbers are known at once, newest first; none where only changes were asked for. */
  newest: number[];
  /** Issues of any label that changed since, oldest change first; null where no instant was given. */
  changed: ListedIssue[] | null;
}

export interface ArchiveOptions {
  graph: Graph;
  accounts: Accounts;
  budget: Budget;
  viewer: Viewer;
  collaborators: Collaborators;
  /** Names of the labels whose newest issues are brought along, by the text of the configuration. */
  labelsOf: (configuration: string | null) => readonly string[];
}

/** Repositories whose visibility is remembered. */
const MOST_REPOSITORIES = 1_000;

interface Context {
  repository: ObservedRepository;
  recent: ObservedChild[];
}

/** The repository's past. */
export class Archive {
  readonly #options: ArchiveOptions;
  readonly #graph: Graph;
  #context: Context | null = null;
  /** Begun by `open`, for `readAll` to go on with. */
  #begun: { labels: readonly string[]; numbers: number[]; listing: Listing } | null = null;

  readonly #isPublic: (fullName: string) => Promise<boolean>;

  constructor(options: ArchiveOptions) {
    this.#options = options;
    this.#graph = options.graph;
    this.#isPublic = remembered((fullName) => this.#lookUp(fullName), { most: MOST_REPOSITORIES, keepFor: 0 });
  }

  /**
   * What a run begins with, in one request where at most 100 issues have changed since.
   * @throws UserError where the token is a person's
   * @throws GitHubError where GitHub fails, or refuses, also because of its limits
   */
  async open(labels: readonly string[], since: Instant | null): Promise<Opened> {
    return since === null ? this.#openAll(labels) : this.#openSince(labels, since);
  }

  /**
   * Reads every issue that carries any of the labels, whatever its state. `take` is awaited, for at most ten requests'
   * issues at a time.
   * @throws GitHubError where GitHub fails; where its limits end the read, what is left is returned
   */
  async readAll(labels: readonly string[], take: Take): Promise<Progress> {
    if (this.#begun?.labels.join("\n") !== labels.join("\n")) await this.#openAll(labels);
    const begun = this.#begun;
    this.#begun = null;
    const read = new BulkRead(await this.#bulk(take), begun?.numbers ?? [], begun?.listing ?? null);
    return read.run();
  }

  /** Reads the issues with these numbers, in the same way; null for one that is gone. */
  async readSome(numbers: readonly number[], take: Take): Promise<Progress> {
    return new BulkRead(await this.#bulk(take), numbers).run();
  }

  /** Successful deployments to the environments since then, or all of them; oldest first. None where there is no environment. */
  async deployments(environments: readonly string[], since: Instant | null): Promise<Deployment[]> {
    if (environments.length === 0) return [];
    const found: AnsweredDeployment[] = [];
    const from = since ?? Number.NEGATIVE_INFINITY;
    const page = async (after: string | null) => {
      const answer = await this.#graph.ask<Deployed>("read", deploymentsQuery, { environments, after });
      const nodes = nodesOf(answer?.deployments);
      found.push(...nodes);
      const isPast = nodes.some(({ createdAt }) => instantOf(createdAt) < from);
      return isPast ? { ...answer?.deployments, pageInfo: null } : answer?.deployments;
    };
    await pagesAfter(await page(null), page);
    return found
      .filter((deployment) => instantOf(deployment.createdAt) >= from && hasSucceeded(deployment))
      .map(deploymentOf)
      .reverse();
  }

  /** The merge commits of those pull requests that are merged, by number. */
  async mergeCommits(pullRequests: readonly number[]): Promise<Map<number, string>> {
    const found = new Map<number, string>();
    for (let from = 0; from < pullRequests.length; from += PAGE) {
      const part = pullRequests.slice(from, from + PAGE);
      const answer = await this.#graph.ask<Merged>("read", mergeCommitsQuery(part.length), numbered("number", part));
      for (const [index, number] of part.entries()) {
        const oid = answer?.[`pull${index}`]?.mergeCommit?.oid;
        if (oid) found.set(number, oid);
      }
    }
    return found;
  }

  /** Whether everybody can see the repository `owner/name`; not where there is none to see. */
  isPublic(fullName: string): Promise<boolean> {
    return this.#isPublic(fullName.toLowerCase());
  }

  async #lookUp(fullName: string): Promise<boolean> {
    const [owner = "", name = ""] = fullName.split("/");
    const answer = await this.#graph.query<Visible>("read", visibilityQuery, { owner, name });
    return answer.repository?.isPrivate === false;
  }

  async #openAll(labels: readonly string[]): Promise<Opened> {
    const listing = new Listing(labels);
    const pages = listing.take();
    const answer = await this.#overview((recent) => fullOverviewQuery(recent, pages.length), listVariables(pages));
    const numbers = listing.learn(pages, (index) => answer[`list${index}`] as AnsweredList);
    this.#begun = { labels, numbers, listing };
    const newest = numbers.toSorted((a, b) => b - a);
    return { ...openedOf(answer), totals: { ...listing.totals }, newest, changed: null };
  }

  async #openSince(labels: readonly string[], instant: Instant): Promise<Opened> {
    const since = Temporal.Instant.fromEpochMilliseconds(instant).toString();
    const variables = { since, ...numbered("total", labels) };
    const answer = await this.#overview((recent) => changesOverviewQuery(recent, labels.length), variables);
    const rest = await pagesAfter(answer.changed, async (afterChange) => {
      const more = await this.#graph.ask<Changes>("read", changesQuery, { since, afterChange });
      return more?.changed;
    });
    const changed = [...nodesOf(answer.changed), ...rest].map(listedOf);
    const totals = labels.map((label, index) => {
      const total = answer[`total${index}`] as Maybe<{ totalCount: number }>;
      return [label.toLowerCase(), total?.totalCount ?? 0] as const;
    });
    return {
      ...openedOf(answer),
      totals: Object.fromEntries(totals),
      newest: [],
      changed: [...new Map(changed.map((one) => [one.number, one])).values()],
    };
  }

  /** Asks, and learns what both kinds of overview tell. */
  async #overview(query: (recent: number) => string, variables: Variables): Promise<Overview> {
    const { viewer, collaborators, labelsOf } = this.#options;
    const asked = labelsOf(null);
    const all = { ...this.#graph.home, ...numbered("label", asked), ...variables };
    const { repository: answer, ...rest } = await this.#graph.query<Answered>("read", query(asked.length), all);
    viewer.learn(rest);
    if (!answer) return notVisible(this.#graph.home);
    collaborators.begin(answer.collaborators);
    const repository = repositoryOf(answer, await labelNames(this.#graph, answer));
    const wanted = labelsOf(repository.configuration);
    this.#context = { repository, recent: await recentOf(this.#graph, answer, { asked, wanted }) };
    return answer;
  }

  async #bulk(take: Take): Promise<BulkOptions> {
    const { graph, accounts, budget } = this.#options;
    if (this.#context === null) await this.#openAll([]);
    return { graph, accounts, budget, context: this.#context ?? notVisible(graph.home), take };
  }
}

type Overview = AnsweredRepository & {
  hasWikiEnabled?: Maybe<boolean>;
  collaborators?: AnsweredCollaborators;
} & Changes &
  Partial<Record<`recent${number}` | `list${number}` | `total${number}`, unknown>>;
type Answered = AnsweredViewer & { repository?: Maybe<Overview> };
type Visible = { repository?: Maybe<{ isPrivate: boolean }> };
type Merged = Partial<Record<`pull${number}`, Maybe<{ mergeCommit?: Maybe<{ oid: string }> }>>>;

interface Changes {
  changed?: Maybe<Connection<AnsweredChange>>;
}

interface AnsweredChange {
  number: number;
  title: string;
  updatedAt: string;
  labels?: Maybe<Connection<{ name: string }>>;
  parent?: Maybe<{ number: number }>;
}

interface Deployed {
  deployments?: Maybe<Connection<AnsweredDeployment>>;
}

interface AnsweredDeployment {
  databaseId?: Maybe<number>;
  createdAt: string;
  commitOid: string;
  environment?: Maybe<string>;
  statuses?: Maybe<Connection<{ state: string }>>;
}

/** The last word on a deployment may be that it is inactive, as GitHub says of those that a newer one has replaced. */
function hasSucceeded({ statuses }: AnsweredDeployment): boolean {
  return nodesOf(statuses).some(({ state }) => state === "SUCCESS");
}

function deploymentOf({ databaseId, createdAt, commitOid, environment }: AnsweredDeployment): Deployment {
  return { id: databaseId ?? 0, sha: commitOid, environment: environment ?? "", createdAt };
}

function openedOf(answer: Overview): Pick<Opened, "hasWiki" | "private" | "configuration" | "templates"> {
  const { private: isPrivate, configuration, templates } = repositoryOf(answer, []);
  return { hasWiki: answer.hasWikiEnabled ?? true, private: isPrivate, configuration, templates };
}

function listedOf({ number, title, updatedAt, labels, parent }: AnsweredChange): ListedIssue {
  return {
    number,
    title,
    updatedAt: instantOf(updatedAt),
    labels: nodesOf(labels).map(({ name }) => name),
    parent: parent?.number ?? null,
  };
}

function notVisible({ owner, name }: { owner: string; name: string }): never {
  throw new UserError(
    `The token sees no repository ${owner}/${name}.`,
    "Let the workflow run in the repository itself, with the permissions `contents` and `issues`.",
  );
}
