/** Reading through GraphQL: issues whole, many in one request, and lists of issues by label. */
import { GitHubError } from "../error.ts";
import {
  type AnsweredChild,
  type AnsweredRepository,
  type AnsweredSubject,
  type Connection,
  nextPageOf,
  nodesOf,
} from "./answer.ts";
import { completed, type Detail, type Details, lackingIn } from "./details.ts";
import { childrenOf, issueOf, repositoryOf } from "./facts.ts";
import type { ObservedChild, ObservedIssue, ObservedRepository } from "./observed.ts";
import {
  detailsQuery,
  labelsQuery,
  newestQuery,
  openQuery,
  PAGE,
  RECENT,
  subIssuesQuery,
  timelineQuery,
  wholeQuery,
} from "./query.ts";
import { GRAPHQL, type GraphqlError, graphqlErrors, type Kind, messageOf, type Send } from "./send.ts";

/** Issues in one request: GitHub gives up after about 10 seconds. */
const MOST = 25;

export interface ReaderOptions {
  send: Send;
  owner: string;
  repo: string;
  /** Names of the labels whose newest issues a read brings along, by the text of the configuration. */
  labelsOf: (configuration: string | null) => readonly string[];
}

/** Reads one repository. */
export class Reader {
  readonly #options: ReaderOptions;
  /** As it was when last read: it says which labels to ask for. */
  #configuration: string | null = null;

  constructor(options: ReaderOptions) {
    this.#options = options;
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
      const answer = await this.#ask<Open>("read", openQuery(pages.length), variablesOf(pages));
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

  /** The newest issues with the label, newest first. */
  async newest(label: string, first: number): Promise<ObservedChild[]> {
    const answer = await this.#ask<{ issues?: Connection<AnsweredChild> }>("read", newestQuery, { label, first });
    return childrenOf(nodesOf(answer?.issues), this.#home);
  }

  get #home() {
    return { owner: this.#options.owner, name: this.#options.repo };
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
    const labels = this.#options.labelsOf(this.#configuration);
    const variables = { ...named("number", numbers), ...named("label", labels) };
    const kind = numbers.length > 1 ? "bulk" : "read";
    const answer = await this.#ask<Whole>(kind, wholeQuery(numbers.length, labels.length), variables);
    if (!answer) return numbers.map(() => null);
    const repository = repositoryOf(answer, await this.#labels(answer));
    const recent = await this.#recent(repository, answer, labels);
    const subjects = await Promise.all(numbers.map((_, index) => this.#whole(answer[`issue${index}`])));
    const details = await this.#details(subjects.flatMap((subject) => subject ?? []));
    return subjects.map((subject) => subject && issueOf(completed(subject, details), { repository, recent }));
  }

  /** Where the configuration that has just been read names other labels than were asked for, asks once more. */
  async #recent(repository: ObservedRepository, answer: Whole, asked: readonly string[]): Promise<ObservedChild[]> {
    this.#learn(answer);
    const wanted = this.#options.labelsOf(repository.configuration);
    const lists = wanted.map((label) => {
      const index = asked.indexOf(label);
      const connection = answer[`recent${index}`] as Connection<AnsweredChild> | null | undefined;
      return index < 0 ? this.newest(label, RECENT) : childrenOf(nodesOf(connection), this.#home);
    });
    const children = (await Promise.all(lists)).flat();
    return [...new Map(children.map((child) => [child.number, child])).values()];
  }

  /** With all pages of its timeline and its sub-issues. */
  async #whole(answered: unknown): Promise<AnsweredSubject | null> {
    if (!answered) return null;
    const subject = answered as AnsweredSubject;
    const page = async (query: string, after: string) => {
      const answer = await this.#ask<{ issue?: AnsweredSubject | null }>("read", query, {
        number: subject.number,
        after,
      });
      return answer?.issue;
    };
    const items = await this.#pagesAfter(
      subject.timelineItems,
      async (after) => (await page(timelineQuery, after))?.timelineItems,
    );
    const children = await this.#pagesAfter(
      subject.subIssues,
      async (after) => (await page(subIssuesQuery, after))?.subIssues,
    );
    return {
      ...subject,
      timelineItems: { nodes: [...nodesOf(subject.timelineItems), ...items] },
      subIssues: { nodes: [...nodesOf(subject.subIssues), ...children] },
    };
  }

  /** What all of them together lack, in few requests. */
  async #details(subjects: readonly AnsweredSubject[]): Promise<Details> {
    const lacking = subjects.map(lackingIn);
    const texts = lacking.flatMap((one) => one.texts);
    const children = lacking.flatMap((one) => one.children);
    const found: [string, Detail][] = [];
    for (let from = 0; from < Math.max(texts.length, children.length); from += PAGE) {
      const part = { texts: texts.slice(from, from + PAGE), children: children.slice(from, from + PAGE) };
      const answer = await this.#query<Detailed>("read", detailsQuery, part);
      const nodes = [...(answer.texts ?? []), ...(answer.children ?? [])];
      for (const node of nodes) if (node) found.push([node.id, node]);
    }
    return new Map(found);
  }

  async #labels({ labels }: AnsweredRepository): Promise<string[]> {
    const rest = await this.#pagesAfter(labels, async (after) => {
      const answer = await this.#ask<AnsweredRepository>("read", labelsQuery, { after });
      return answer?.labels;
    });
    return [...nodesOf(labels), ...rest].map(({ name }) => name);
  }

  #learn(answer: Configured | null): void {
    this.#configuration = answer?.configuration?.text ?? null;
  }

  async #pagesAfter<T>(
    first: Connection<T> | null | undefined,
    page: (after: string) => Promise<Connection<T> | null | undefined>,
  ): Promise<T[]> {
    const nodes: T[] = [];
    for (let after = nextPageOf(first); after !== null; ) {
      const next = await page(after);
      nodes.push(...nodesOf(next));
      after = nextPageOf(next);
    }
    return nodes;
  }

  /** What GitHub answers for the repository; null where the App can't see it. */
  async #ask<Repository>(kind: Kind, query: string, variables: Record<string, unknown>): Promise<Repository | null> {
    const { owner, repo } = this.#options;
    const asked = { owner, name: repo, ...variables };
    return (await this.#query<{ repository?: Repository | null }>(kind, query, asked)).repository ?? null;
  }

  async #query<Data>(kind: Kind, query: string, variables: Record<string, unknown>): Promise<Data> {
    const { status, data } = await this.#options.send({ kind, route: GRAPHQL, parameters: { query, variables } });
    const answer = data as { data?: Data | null } | null;
    const fault = graphqlErrors(data).find(matters);
    if (status !== 200 || fault || !answer?.data) {
      throw new GitHubError(`GitHub could not answer a query: ${fault?.message ?? messageOf(data)}`, { status });
    }
    return answer.data;
  }
}

type Configured = Pick<AnsweredRepository, "configuration">;
type Open = Configured & Record<`open${number}`, Connection<{ number: number }> | null | undefined>;
type Whole = AnsweredRepository & Record<`issue${number}` | `recent${number}`, unknown>;
type Detailed = Partial<Record<"texts" | "children", (Detail | null)[]>>;

/** Where a list of the open issues with a label goes on. */
interface Page {
  label: string;
  after: string | null;
}

function variablesOf(pages: readonly Page[]): Record<string, string | null> {
  return Object.fromEntries(
    pages.flatMap(({ label, after }, index) => [
      [`label${index}`, label],
      [`after${index}`, after],
    ]),
  );
}

/** What the App may not see is as good as absent; so are details that a server may not know. Anything else must be there. */
function matters({ type, path }: GraphqlError): boolean {
  if (type === "NOT_FOUND" || type === "FORBIDDEN") return false;
  return !path?.some((step) => typeof step === "string" && details.has(step));
}

const details = new Set(["databaseId", "source", "willCloseTarget", "closer", "editor", "mergedBy", "reactionGroups"]);

/** GitHub's own time-out comes as a 502, or as an error in an answer of status 200; ours comes as no answer. */
function isTooMuch(error: unknown): boolean {
  if (!(error instanceof GitHubError) || error.retryAt !== null) return false;
  return error.status === null || error.status === 200 || error.status >= 500;
}

function named(name: string, values: readonly (string | number)[]): Record<string, string | number> {
  return Object.fromEntries(values.map((value, index) => [`${name}${index}`, value]));
}
