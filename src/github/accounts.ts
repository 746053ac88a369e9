/** Our accounts in one repository, the App's and the Action's: through the port they are one, and that is `self`. */
import { z } from "zod";
import { readMarker } from "../marker.ts";
import { readMemory } from "../memory.ts";
import { type Rename, renamed, renamedChild, withGuessed, withoutGuessed } from "./as-one.ts";
import { ask, isDone, notAllowed } from "./ask.ts";
import type { Actor, ObservedChild, ObservedIssue, TimelineItem } from "./observed.ts";
import { remembered } from "./remembered.ts";
import type { Send } from "./send.ts";
import { withoutSuffix } from "./values.ts";

export interface AccountsOptions {
  send: Send;
  owner: string;
  repo: string;
  /** The account that reads, without `[bot]`. */
  self: () => Promise<string>;
  /** Logins of our other accounts, without `[bot]`, by the text of the configuration. */
  accountsOf: (configuration: string | null) => readonly string[];
}

const account = z.object({ login: z.string(), type: z.string().optional() });
const shownComment = z.object({
  body: z.string().nullish(),
  user: account.nullish(),
  pin: z.object({ pinned_by: account.nullish() }).nullish(),
});

/** Look-ups are remembered so long, in milliseconds; those that found an account, for good. */
const KEEP_FOR = 60_000;
const MOST = 1_000;
/** Comments of an issue among which its card is looked for. */
const FIRST = 30;

/**
 * Tells our accounts from other bots. Ours are: the one that reads; those that are configured; whoever pinned a card of
 * its own, as pinning takes write access and no bot pins what it only repeats; whoever edited a card of ours, as that
 * takes the same; and whoever made an issue that such a card remembers as made by us. A marker alone proves nothing.
 */
export class Accounts {
  readonly #options: AccountsOptions;
  /** In lower case. */
  readonly #found = new Set<string>();
  readonly #cardOf: (key: string) => Promise<Card>;
  #configured: { text: string | null; logins: readonly string[] } | null = null;

  constructor(options: AccountsOptions) {
    this.#options = options;
    const worth = (card: Card) => card !== "not pinned"; // Two that begin at once pin one after the other.
    this.#cardOf = remembered((key) => this.#lookUp(key), { most: MOST, keepFor: KEEP_FOR, worth });
  }

  /** The issues as if the account that reads had done all that our accounts did. */
  async asOne<Issue extends ObservedIssue>(issues: readonly (Issue | null)[]): Promise<(Issue | null)[]> {
    const there = issues.filter((issue) => issue !== null);
    const [first] = there;
    if (!first) return [...issues];
    const self = await this.#options.self();
    this.#configure(first.repository.configuration);
    await this.#discover(there.flatMap(tracesIn), self);
    for (const { author, others } of there.flatMap(cardsIn))
      if (this.#isOurs(author, self)) for (const { login } of others) this.#found.add(login.toLowerCase());
    const others = this.#others(self);
    if (others.size === 0) return issues.map((issue) => issue && withoutGuessed(issue));
    return issues.map((issue) => issue && withGuessed(renamed(issue, into(self, others))));
  }

  /** The issues of a list, in the same way. */
  async childrenAsOne(children: readonly ObservedChild[], configuration: string | null): Promise<ObservedChild[]> {
    const self = await this.#options.self();
    this.#configure(configuration);
    await this.#discover(children.toSorted(byNumber).flatMap(openedIn), self);
    const rename = into(self, this.#others(self));
    return children.map((child) => renamedChild(child, rename));
  }

  /** To compare a configuration is quicker than to read it again. */
  #configure(text: string | null): void {
    if (this.#configured?.text === text) return;
    const logins = this.#options.accountsOf(text).map((login) => login.toLowerCase());
    this.#configured = { text, logins };
  }

  #others(self: string): Set<string> {
    const others = new Set([...(this.#configured?.logins ?? []), ...this.#found]);
    others.delete(self.toLowerCase());
    return others;
  }

  #isOurs({ login, kind }: Actor, self: string): boolean {
    const name = login.toLowerCase();
    return kind === "bot" && (name === self.toLowerCase() || this.#others(self).has(name));
  }

  /** Looks up each bot that isn't known yet, where it left its newest trace of each kind. */
  async #discover(traces: readonly Trace[], self: string): Promise<void> {
    const newest = new Map<string, Trace>();
    for (const trace of traces.filter(({ by }) => !this.#isOurs(by, self)))
      newest.set(`${trace.kind} ${trace.by.login.toLowerCase()}`, trace);
    const looking = [...newest.values()].map(async ({ by, path, since }) => {
      const login = by.login.toLowerCase();
      if ((await this.#cardOf(`${login} ${path} ${since}`)) === "pinned") this.#found.add(login);
    });
    await Promise.all(looking);
  }

  /** Whether the comments at the path have a card that this bot wrote, and whether it pinned that itself. */
  async #lookUp(key: string): Promise<Card> {
    const { owner, repo, send } = this.#options;
    const [login = "", path = ""] = key.split(" ");
    const route = `GET /repos/{owner}/{repo}/${path}`;
    const answer = await ask(send, { kind: "read", route, parameters: { owner, repo } }, notAllowed);
    const comments = z.array(shownComment).safeParse([answer.data].flat());
    const cards = isDone(answer) && comments.success ? comments.data.filter((comment) => isCardOf(login, comment)) : [];
    if (cards.some(({ pin }) => isBot(login, pin?.pinned_by))) return "pinned";
    return cards.some(({ pin }) => !pin) ? "not pinned" : "none";
  }
}

/** A bot's card, as far as it proves something. */
type Card = "pinned" | "not pinned" | "none";

function into(self: string, others: ReadonlySet<string>): Rename {
  const one: Actor = { login: self, kind: "bot" };
  return (actor) => (actor.kind === "bot" && others.has(actor.login.toLowerCase()) ? one : actor);
}

function isCardOf(login: string, { body, user }: z.infer<typeof shownComment>): boolean {
  return isCard(body ?? "") && isBot(login, user);
}

function isBot(login: string, who: z.infer<typeof account> | null | undefined): boolean {
  return who?.type === "Bot" && withoutSuffix(who.login.toLowerCase()) === login;
}

function isCard(body: string): boolean {
  return readMarker(body)?.key === "card";
}

/** What a bot left that looks as if it were ours, and where its card would be. */
interface Trace {
  kind: "card" | "incident";
  by: Actor;
  path: string;
  /** When it came to be as it is: changed since, it is looked at anew. */
  since: number;
}

/** Oldest first. */
function tracesIn({ items, recent }: ObservedIssue): Trace[] {
  return [...recent.toSorted(byNumber).flatMap(openedIn), ...items.flatMap(cardIn)];
}

function byNumber(a: ObservedChild, b: ObservedChild): number {
  return a.number - b.number;
}

function cardIn(item: TimelineItem): Trace[] {
  if (item.type !== "comment" || item.actor.kind !== "bot" || !isCard(item.body)) return [];
  const since = item.edited?.at ?? item.at;
  return [{ kind: "card", by: item.actor, path: `issues/comments/${item.comment}`, since }];
}

/** An incident that an account of ours opened has a card of its. */
function openedIn({ author, body, number, createdAt }: ObservedChild): Trace[] {
  if (author.kind !== "bot" || readMarker(body)?.key !== "incident") return [];
  return [{ kind: "incident", by: author, path: `issues/${number}/comments?per_page=${FIRST}`, since: createdAt }];
}

/** Cards, with the bots that have edited them, and those whose issues they remember as made by us. */
function cardsIn({ items, subIssues }: ObservedIssue): { author: Actor; others: Actor[] }[] {
  return items.flatMap((item) => {
    const marker = item.type === "comment" && item.actor.kind === "bot" ? readMarker(item.body) : null;
    if (item.type !== "comment" || marker?.key !== "card") return [];
    const { items: known } = readMemory(marker.value);
    const made = subIssues.filter(({ number }) => known[number]?.from).map(({ author }) => author);
    const others = [...(item.edited ? [item.edited.who] : []), ...made].filter(({ kind }) => kind === "bot");
    return [{ author: item.actor, others }];
  });
}
