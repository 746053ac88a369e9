/** Reading through GraphQL: issues whole, many in one request, and lists of issues by label. */
import type { Accounts } from "./accounts.ts";
import {
  type AnsweredRepository,
  type AnsweredShipped,
  type AnsweredSubject,
  type Connection,
  type Maybe,
  nextPageOf,
  nodesOf,
} from "./answer.ts";
import { completed, lackingIn, together } from "./details.ts";
import { issueOf, repositoryOf } from "./facts.ts";
import { type Graph, isTooMuch, numbered, type Variables } from "./graph.ts";
import type { ObservedChild, ObservedIssue } from "./observed.ts";
import type { Settings, UnsettledList, UnsettledQuery } from "./port.ts";
import { openQuery, PAGE, wholeQuery } from "./query.ts";
import { detailsOf, labelNames, newestWith, recentOf, wholeOf } from "./remainder.ts";
import { remembered } from "./remembered.ts";
import { settingsAt } from "./settings.ts";
import { changedFiles, codeowners, shippedOf } from "./shipped.ts";
import { unsettledIn } from "./unsettled.ts";

/** Issues in one request: GitHub gives up after about 10 seconds. */
const MOST = 25;
/** How long CODEOWNERS is remembered. */
const MINUTES = 5 * 60_000;

export interface ReaderOptions {
  graph: Graph;
  accounts: Accounts;
  /** Names of the labels whose newest issues a read brings along, by the text of the configuration. */
  labelsOf: (configuration: string | null) => readonly string[];
}

/** Reads one repository. */
export class Reader {
  readonly #options: ReaderOptions;
  readonly #graph: Graph;
  readonly #codeowners: (file: string) => Promise<string | null>;
  /** As it was when last read: it says which labels to ask for. */
  #configuration: string | null = null;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#graph = options.graph;
    this.#codeowners = remembered(() => codeowners(options.graph), { most: 1, keepFor: MINUTES });
  }

  /**
   * The issues and pull requests with these numbers, in this order; null where there is none to see.
   * @throws GitHubError where GitHub fails, or answers without something that matters.
   */
  async read(numbers: readonly number[]): Promise<(ObservedIssue | null)[]> {
    const found: (ObservedIssue | null)[] = [];
    let size = MOST;
    while (found.length < numbers.length) {
      const part = numbers.slice(found.length, found.length + size);
      const issues = await this.#readOrShrink(part);
      if (issues) found.push(...issues);
      else size = Math.ceil(part.length / 2);
    }
    return found;
  }

  /** Numbers of the open issues with any of the labels, each once; and the text of the configuration. */
  async listOpen(labels: readonly string[]): Promise<{ numbers: number[]; configuration: string | null }> {
    const numbers = new Set<number>();
    let pages: Page[] = labels.map((label) => ({ label, after: null }));
    do {
      const answer = await this.#graph.ask<Open>("read", openQuery(pages.length), variablesOf(pages));
      this.#learn(answer);
      const lists = pages.map((_, index) => answer?.[`open${index}`]);
      for (const { number } of lists.flatMap(nodesOf)) numbers.add(number);
      pages = pages.flatMap(({ label }, index) => {
        const after = nextPageOf(lists[index]);
        return after === null ? [] : [{ label, after }];
      });
    } while (pages.length > 0);
    return { numbers: [...numbers], configuration: this.#configuration };
  }

  /** What is unsettled, as the account `self` sees it. */
  listUnsettled(query: UnsettledQuery, self: string): Promise<UnsettledList> {
    return unsettledIn({ ...this.#options, self }, query);
  }

  /** The newest issues with any of the labels, newest first, at most 100. */
  async listNewest(labels: readonly string[]): Promise<ObservedChild[]> {
    return this.#options.accounts.childrenAsOne(await newestWith(this.#graph, labels, PAGE), this.#configuration);
  }

  /** The first hundred files of each pull request, by its number. */
  changedFiles(pullRequests: readonly number[]): Promise<ReadonlyMap<number, string[]>> {
    return changedFiles(this.#graph, pullRequests);
  }

  /** What configures the repository at a commit. */
  settingsAt(sha: string): Promise<Settings> {
    return settingsAt(this.#graph, sha);
  }

  /** The text of CODEOWNERS, remembered for minutes; null where there is none. */
  codeowners(): Promise<string | null> {
    return this.#codeowners("CODEOWNERS");
  }

  /** Null where so many at once are too much for GitHub. */
  async #readOrShrink(numbers: readonly number[]): Promise<(ObservedIssue | null)[] | null> {
    try {
      return await this.#readTogether(numbers);
    } catch (error) {
      if (numbers.length > 1 && isTooMuch(error)) return null;
      throw error;
    }
  }

  async #readTogether(numbers: readonly number[]): Promise<(ObservedIssue | null)[]> {
    const asked = this.#options.labelsOf(this.#configuration);
    const variables = { ...numbered("number", numbers), ...numbered("label", asked) };
    const kind = numbers.length > 1 ? "bulk" : "read";
    const all = { ...this.#graph.home, ...variables };
    const answered = await this.#graph.query<Answered>(kind, wholeQuery(numbers.length, asked.length), all);
    const answer = answered.repository;
    if (!answer) return numbers.map(() => null);
    this.#learn(answer);
    const repository = repositoryOf(answer, await labelNames(this.#graph, answer), shippedOf(answered));
    const wanted = this.#options.labelsOf(repository.configuration);
    const recent = await recentOf(this.#graph, answer, { asked, wanted });
    const subjects = await Promise.all(numbers.map((_, index) => this.#whole(answer[`issue${index}`])));
    const lacking = together(subjects.flatMap((subject) => (subject ? [lackingIn(subject)] : [])));
    const details = await detailsOf(this.#graph, lacking);
    const issues = subjects.map((subject) => subject && issueOf(completed(subject, details), { repository, recent }));
    return this.#options.accounts.asOne(issues);
  }

  async #whole(answered: unknown): Promise<AnsweredSubject | null> {
    return answered ? wholeOf(this.#graph, answered as AnsweredSubject) : null;
  }

  #learn(answer: Configured | null): void {
    this.#configuration = answer?.configuration?.text ?? null;
  }
}

type Configured = Pick<AnsweredRepository, "configuration">;
type Open = Configured & Record<`open${number}`, Connection<{ number: number }> | null | undefined>;
type Answered = AnsweredShipped & { repository?: Maybe<Whole> };
type Whole = AnsweredRepository & Record<`issue${number}` | `recent${number}`, unknown>;

/** Where a list of the open issues with a label goes on. */
interface Page {
  label: string;
  after: string | null;
}

function variablesOf(pages: readonly Page[]): Variables {
  return {
    ...numbered(
      "label",
      pages.map(({ label }) => label),
    ),
    ...numbered(
      "after",
      pages.map(({ after }) => after),
    ),
  };
}
