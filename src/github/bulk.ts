/** One bulk read: issues by their numbers, many in a request and several requests at a time, until all are read or the budget is short. */
import { GitHubError } from "../error.ts";
import type { Accounts } from "./accounts.ts";
import type { AnsweredSubject } from "./answer.ts";
import type { Budget } from "./budget.ts";
import { bulkQuery } from "./bulk-query.ts";
import { completed, type Lacking, lackingIn, together } from "./details.ts";
import { issueOf } from "./facts.ts";
import { type Graph, isTooMuch, numbered } from "./graph.ts";
import { type AnsweredList, type Listing, type ListPage, listVariables } from "./listing.ts";
import type { DatedIssue, ObservedChild, ObservedRepository } from "./observed.ts";
import { PAGE } from "./query.ts";
import { detailsOf, wholeOf } from "./remainder.ts";

/** How far a bulk read came. */
export interface Progress {
  /** Numbers that were not read; null where not even all numbers are known. */
  left: number[] | null;
  /** Why not; null where everything was read. */
  reason: string | null;
}

/** Takes one issue that was read; null where there is none to see. */
export type Take = (issue: DatedIssue | null, number: number) => Promise<void>;

export interface BulkOptions {
  graph: Graph;
  accounts: Accounts;
  budget: Budget;
  /** What all of the issues have in common. */
  context: { repository: ObservedRepository; recent: ObservedChild[] };
  take: Take;
}

/** Issues in one request: GitHub gives up after about 10 seconds. */
const MOST = 25;
const MOST_IN_FLIGHT = 10;
/** Queries that have to go well before one issue more is asked for in each. */
const STEADY = 10;
/** Issues that wait for their details at most. */
const MOST_HELD = 250;

interface Held {
  subject: AnsweredSubject;
  lacking: Lacking;
}

/** What a number stands for, with all that belongs to it; null where there is none to see. */
interface Whole {
  number: number;
  subject: AnsweredSubject | null;
}

/** The numbers that are still to be read, and what is under way. */
export class BulkRead {
  readonly #options: BulkOptions;
  readonly #listing: Listing | null;
  #waiting: number[];
  #held: Held[] = [];
  #size = MOST;
  #steady = 0;
  #reason: string | null = null;
  #isRefused = false;
  #failure: { error: unknown } | null = null;

  /** @param listing tells further numbers as it is read on; null where all are known */
  constructor(options: BulkOptions, numbers: readonly number[], listing: Listing | null = null) {
    this.#options = options;
    this.#waiting = [...numbers];
    this.#listing = listing;
  }

  /**
   * Reads all there is to read; what GitHub won't answer now, because of its limits, is left.
   * @throws GitHubError for any other failure of GitHub's, and whatever `take` throws; nothing is under way any more then
   */
  async run(): Promise<Progress> {
    const flights = new Set<Promise<void>>();
    for (;;) {
      while (flights.size < MOST_IN_FLIGHT) {
        const step = this.#next(flights.size === 0);
        if (!step) break;
        const flight: Promise<void> = step().finally(() => flights.delete(flight));
        flights.add(flight);
      }
      if (flights.size === 0) break;
      await Promise.race(flights);
    }
    if (this.#failure) throw this.#failure.error;
    return this.#progress();
  }

  /**
   * What to do next; null where that shows only when something that is under way has come. Where the budget runs short,
   * what is held back is still completed, out of the reserve: else the next run would begin with the same again.
   */
  #next(isIdle: boolean): (() => Promise<void>) | null {
    const kind = this.#due(isIdle);
    if (kind === null || this.#failure || this.#isRefused) return null;
    if (kind === "details") return this.#complete();
    this.#reason ??= this.#options.budget.shortage();
    return this.#reason === null ? this.#query() : this.#next(isIdle);
  }

  #due(isIdle: boolean): "issues" | "details" | null {
    if (this.#held.length > 0 && this.#isWorthAsking()) return "details";
    if (this.#reason === null && this.#isTimeForIssues(isIdle)) return "issues";
    return this.#held.length > 0 && isIdle ? "details" : null;
  }

  #isTimeForIssues(isIdle: boolean): boolean {
    const isListed = this.#listing?.isComplete ?? true;
    if (this.#waiting.length >= this.#size) return true;
    return this.#waiting.length > 0 ? isListed || isIdle : !isListed && isIdle;
  }

  #isWorthAsking(): boolean {
    const { texts, children } = together(this.#held.map(({ lacking }) => lacking));
    return this.#held.length >= MOST_HELD || texts.length >= PAGE || children.length >= PAGE;
  }

  /** Reads the next issues, and brings the next numbers along. */
  #query(): () => Promise<void> {
    const numbers = this.#waiting.splice(0, this.#size);
    const pages = this.#listing?.take() ?? [];
    const unread = new Set(numbers);
    return () =>
      this.#attempt(async () => {
        const answer = await this.#ask(numbers, pages);
        if (answer) await this.#deliver(numbers, answer, unread);
      }, unread);
  }

  /** Null where it was too much for GitHub: it is asked for again, less at a time. */
  async #ask(numbers: readonly number[], pages: readonly ListPage[]): Promise<Bulk | null> {
    const variables = { ...numbered("number", numbers), ...listVariables(pages) };
    const kind = numbers.length > 1 ? "bulk" : "read";
    try {
      const answer = await this.#options.graph.ask<Bulk>(kind, bulkQuery(numbers.length, pages.length), variables);
      const isNew = this.#listing?.learn(pages, (index) => answer?.[`list${index}`] as AnsweredList) ?? [];
      this.#waiting.push(...isNew);
      this.#grow(numbers.length);
      return answer ?? {};
    } catch (error) {
      this.#listing?.giveBack(pages);
      if (numbers.length <= 1 || !isTooMuch(error)) throw error;
      this.#size = Math.min(this.#size, Math.ceil(numbers.length / 2));
      this.#steady = 0;
      this.#waiting.unshift(...numbers);
      return null;
    }
  }

  #grow(asked: number): void {
    if (asked < this.#size || this.#size >= MOST) return;
    this.#steady += 1;
    if (this.#steady < STEADY) return;
    this.#size += 1;
    this.#steady = 0;
  }

  /** Hands over what came whole, and holds back what lacks details. */
  async #deliver(numbers: readonly number[], answer: Bulk, unread: Set<number>): Promise<void> {
    const { graph } = this.#options;
    const subjects = await Promise.all(
      numbers.map((_, index) => {
        const answered = answer[`issue${index}`] as AnsweredSubject | null | undefined;
        return answered ? wholeOf(graph, answered) : null;
      }),
    );
    const lacking = subjects.flatMap((subject) => (subject ? [{ subject, lacking: lackingIn(subject) }] : []));
    const held = lacking.filter(({ lacking: { texts, children } }) => texts.length + children.length > 0);
    this.#held.push(...held);
    for (const { subject } of held) unread.delete(subject.number);
    const whole = numbers.flatMap((number, index) =>
      unread.has(number) ? [{ number, subject: subjects[index] ?? null }] : [],
    );
    await this.#hand(whole, unread);
  }

  /** Asks for the details of those that are held back, about a page of them. */
  #complete(): () => Promise<void> {
    const held = this.#takeHeld();
    const unread = new Set(held.map(({ subject }) => subject.number));
    return () =>
      this.#attempt(async () => {
        const details = await detailsOf(this.#options.graph, together(held.map(({ lacking }) => lacking)));
        const whole = held.map(({ subject }) => ({ number: subject.number, subject: completed(subject, details) }));
        await this.#hand(whole, unread);
      }, unread);
  }

  /** As many as fit into one request, and at least one. */
  #takeHeld(): Held[] {
    const sum = { texts: 0, children: 0 };
    const end = this.#held.findIndex(({ lacking }) => {
      sum.texts += lacking.texts.length;
      sum.children += lacking.children.length;
      return sum.texts > PAGE || sum.children > PAGE;
    });
    return this.#held.splice(0, end < 0 ? this.#held.length : Math.max(end, 1));
  }

  async #hand(whole: readonly Whole[], unread: Set<number>): Promise<void> {
    const { accounts, context, take } = this.#options;
    const issues = await accounts.asOne(whole.map(({ subject }) => subject && issueOf(subject, context)));
    for (const [index, { number }] of whole.entries()) {
      await take(issues[index] ?? null, number);
      unread.delete(number);
    }
  }

  /** What GitHub's limits forbid ends the read; any other failure fails it, once nothing is under way any more. */
  async #attempt(work: () => Promise<void>, unread: ReadonlySet<number>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#waiting.push(...[...unread].filter((number) => !this.#waiting.includes(number)));
      if (error instanceof GitHubError && error.retryAt !== null) {
        this.#reason ??= error.message;
        this.#isRefused = true;
      } else this.#failure ??= { error };
    }
  }

  #progress(): Progress {
    const held = this.#held.map(({ subject }) => subject.number);
    const left = [...this.#waiting, ...held].sort((a, b) => a - b);
    return { left: (this.#listing?.isComplete ?? true) ? left : null, reason: this.#reason };
  }
}

type Bulk = Partial<Record<`issue${number}` | `list${number}`, unknown>>;
