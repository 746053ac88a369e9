/** Lists what is unsettled in a repository: the open issues that are incidents, or belong to one, each with its version. */
import { parentOf } from "../children.ts";
import { GitHubError } from "../error.ts";
import type { Instant } from "../incident/incident.ts";
import type { Accounts } from "./accounts.ts";
import {
  type AnsweredChild,
  type AnsweredRepository,
  type Connection,
  type Maybe,
  nextPageOf,
  nodesOf,
} from "./answer.ts";
import { childrenOf } from "./facts.ts";
import { type Graph, numbered, type Variables } from "./graph.ts";
import type { Unsettled, UnsettledList, UnsettledQuery } from "./port.ts";
import { unsettledQuery } from "./query.ts";
import { instantOf } from "./values.ts";

/** An issue of a list, with when the board last changed about it. */
interface AnsweredIssue extends AnsweredChild {
  projectItems?: Maybe<Connection<{ updatedAt: string }>>;
}
type AnsweredClosed = Connection<{ number: number; updatedAt: string; parent?: Maybe<{ number: number }> }>;
type Answer = Pick<AnsweredRepository, "configuration"> &
  Partial<Record<`open${number}`, Connection<AnsweredIssue>> & Record<`closed${number}`, AnsweredClosed>>;

/** Where the list of a label goes on. */
interface Page {
  label: string;
  after: string | null;
}

interface Lists {
  issues: Map<number, { answered: AnsweredIssue; labels: string[] }>;
  /** By the incident's number, when it or what belongs to it last changed. */
  closed: Map<number, Instant>;
  configuration: string | null;
}

export interface UnsettledReading {
  graph: Graph;
  accounts: Accounts;
  /** The account that reads. */
  self: string;
}

/**
 * Everything open with one of the labels, 100 of each label in a request, and what is closed and changed of late.
 * @throws GitHubError where GitHub fails
 */
export async function unsettledIn(
  { graph, accounts, self }: UnsettledReading,
  query: UnsettledQuery,
): Promise<UnsettledList> {
  const { issues, closed, configuration } = await listed(graph, query);
  const answered = [...issues.values()].map((issue) => issue.answered);
  const children = await accounts.childrenAsOne(childrenOf(answered, graph.home), configuration);
  const unsettled = children.map((child): Unsettled => {
    const { answered, labels = [] } = issues.get(child.number) ?? {};
    const isIncident = labels.some((label) => query.declaring.includes(label));
    const incident = isIncident ? null : (parentOf(child, self) ?? child.parent);
    return { number: child.number, incident, version: versionOf(answered) };
  });
  const changed = [...closed].map(([incident, updatedAt]) => ({ incident, updatedAt }));
  return { issues: unsettled, closed: changed, configuration };
}

function versionOf(issue: AnsweredIssue | undefined): string {
  const onBoards = nodesOf(issue?.projectItems).map(({ updatedAt }) => updatedAt);
  return [issue?.updatedAt ?? "", ...onBoards.sort()].join(" ");
}

/** Where projects may not be read, GitHub fails the query, or answers none of the issues: then without projects. */
async function listed(graph: Graph, query: UnsettledQuery): Promise<Lists> {
  const lists = await pagesOf(graph, query).catch(unlessLimited);
  return lists ?? (await pagesOf(graph, { ...query, versions: "of issues" })) ?? noLists();

  function unlessLimited(error: unknown): null {
    if (query.versions === "of issues" || !(error instanceof GitHubError) || error.retryAt !== null) throw error;
    return null;
  }
}

const noLists = (): Lists => ({ issues: new Map(), closed: new Map(), configuration: null });

/** Null where GitHub keeps an issue to itself that it counts. */
async function pagesOf(graph: Graph, { declaring, belonging, versions }: UnsettledQuery): Promise<Lists | null> {
  const lists = noLists();
  let pages: Page[] = [...declaring, ...belonging].map((label) => ({ label, after: null }));
  let closed = pages.length;
  while (pages.length > 0) {
    const query = unsettledQuery({ open: pages.length, closed }, versions);
    const answer = (await graph.ask<Answer>("read", query, variablesOf(pages))) ?? {};
    if (pages.some((_, index) => answer[`open${index}`]?.nodes?.includes(null))) return null;
    learn(lists, pages, answer);
    if (closed > 0) learnClosed(lists, declaring.length, pages.length, answer);
    pages = pages.flatMap(({ label }, index) => {
      const after = nextPageOf(answer[`open${index}`]);
      return after === null ? [] : [{ label, after }];
    });
    closed = 0;
  }
  return lists;
}

function variablesOf(pages: readonly Page[]): Variables {
  const labels = pages.map(({ label }) => label);
  const after = pages.map((page) => page.after);
  return { ...numbered("label", labels), ...numbered("after", after) };
}

function learn(lists: Lists, pages: readonly Page[], answer: Answer): void {
  lists.configuration = answer.configuration?.text ?? null;
  for (const [index, { label }] of pages.entries()) {
    for (const answered of nodesOf(answer[`open${index}`])) {
      const labels = lists.issues.get(answered.number)?.labels ?? [];
      lists.issues.set(answered.number, { answered, labels: [...labels, label] });
    }
  }
}

/** An incident is its own; what only belongs to one is its parent's. */
function learnClosed({ closed }: Lists, declaring: number, labels: number, answer: Answer): void {
  for (let index = 0; index < labels; index += 1)
    for (const { number, parent, updatedAt } of nodesOf(answer[`closed${index}`])) {
      const incident = index < declaring ? number : (parent?.number ?? number);
      closed.set(incident, Math.max(instantOf(updatedAt), closed.get(incident) ?? 0));
    }
}
