/** Numbers of the issues with some labels, listed page by page, each list from both of its ends. */
import { type Connection, type Maybe, nextPageOf, nodesOf } from "./answer.ts";
import { numbered, type Variables } from "./graph.ts";

type Direction = "ASC" | "DESC";

/** Where the list of a label goes on. */
export interface ListPage {
  label: string;
  direction: Direction;
  after: string | null;
}

/** A page as GitHub answers it. */
export type AnsweredList = Maybe<Connection<{ number: number }> & { totalCount?: Maybe<number> }>;

/** How far a label's list has been read. */
interface List {
  seen: Set<number>;
  /** The most that GitHub has counted: what lost the label since may have been seen before. */
  total: number;
  hasEnded: boolean;
}

/** By creation, which never changes: an issue that changes between two pages is neither missed nor moved. */
export class Listing {
  /** How many issues carry each label, in lower case. */
  readonly totals: Record<string, number> = {};
  readonly #numbers = new Set<number>();
  readonly #lists = new Map<string, List>();
  #due: ListPage[] = [];

  constructor(labels: readonly string[]) {
    for (const label of labels) {
      this.#lists.set(label, { seen: new Set(), total: 0, hasEnded: false });
      this.#due.push({ label, direction: "ASC", after: null }, { label, direction: "DESC", after: null });
    }
  }

  /** Whether every number is known. */
  get isComplete(): boolean {
    return [...this.#lists.values()].every(({ hasEnded }) => hasEnded);
  }

  /** The pages to ask for next; they count as asked for. */
  take(): ListPage[] {
    const pages = this.#due;
    this.#due = [];
    return pages;
  }

  /** Takes pages back that could not be asked for. */
  giveBack(pages: readonly ListPage[]): void {
    this.#due.push(...pages.filter(({ label }) => !this.#lists.get(label)?.hasEnded));
  }

  /** Numbers that the pages tell first; `answered` are GitHub's answers to them. */
  learn(pages: readonly ListPage[], answered: (index: number) => AnsweredList): number[] {
    const before = this.#numbers.size;
    for (const [index, page] of pages.entries()) this.#learnPage(page, answered(index));
    this.#due = this.#due.filter(({ label }) => !this.#lists.get(label)?.hasEnded);
    return [...this.#numbers].slice(before);
  }

  #learnPage(page: ListPage, answered: AnsweredList): void {
    const list = this.#lists.get(page.label);
    if (!list) return;
    for (const { number } of nodesOf(answered)) {
      list.seen.add(number);
      this.#numbers.add(number);
    }
    const total = answered?.totalCount ?? list.seen.size;
    this.totals[page.label.toLowerCase()] = total;
    list.total = Math.max(list.total, total);
    const after = nextPageOf(answered);
    if (after === null || list.seen.size >= list.total) list.hasEnded = true;
    else if (!list.hasEnded) this.#due.push({ ...page, after });
  }
}

/** The variables by which a query asks for the pages. */
export function listVariables(pages: readonly ListPage[]): Variables {
  return {
    ...numbered(
      "list",
      pages.map(({ label }) => label),
    ),
    ...numbered(
      "after",
      pages.map(({ after }) => after),
    ),
    ...numbered(
      "direction",
      pages.map(({ direction }) => direction),
    ),
  };
}
