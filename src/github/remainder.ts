/** What the first answer leaves out of an issue, or of the repository: further pages, details, lists by other labels. */
import {
  type AnsweredChild,
  type AnsweredRepository,
  type AnsweredSubject,
  type Connection,
  type Maybe,
  nextPageOf,
  nodesOf,
} from "./answer.ts";
import type { Detail, Details, Lacking } from "./details.ts";
import { childrenOf } from "./facts.ts";
import { type Graph, numbered } from "./graph.ts";
import type { ObservedChild } from "./observed.ts";
import { detailsQuery, labelsQuery, newestQuery, PAGE, RECENT, subIssuesQuery, timelineQuery } from "./query.ts";

/** The issue with all pages of its timeline and its sub-issues. */
export async function wholeOf(graph: Graph, subject: AnsweredSubject): Promise<AnsweredSubject> {
  const page = async (query: string, after: string) => {
    const variables = { number: subject.number, after };
    return (await graph.ask<{ issue?: Maybe<AnsweredSubject> }>("read", query, variables))?.issue;
  };
  const items = await pagesAfter(
    subject.timelineItems,
    async (after) => (await page(timelineQuery, after))?.timelineItems,
  );
  const children = await pagesAfter(subject.subIssues, async (after) => (await page(subIssuesQuery, after))?.subIssues);
  return {
    ...subject,
    timelineItems: { nodes: [...nodesOf(subject.timelineItems), ...items] },
    subIssues: { nodes: [...nodesOf(subject.subIssues), ...children] },
  };
}

type Detailed = Partial<Record<"texts" | "children", (Detail | null)[]>>;

/** What is lacking, in one request for every hundred texts and hundred children. */
export async function detailsOf(graph: Graph, { texts, children }: Lacking): Promise<Details> {
  const found: [string, Detail][] = [];
  for (let from = 0; from < Math.max(texts.length, children.length); from += PAGE) {
    const part = { texts: texts.slice(from, from + PAGE), children: children.slice(from, from + PAGE) };
    const answer = await graph.query<Detailed>("read", detailsQuery, part);
    const nodes = [...(answer.texts ?? []), ...(answer.children ?? [])];
    for (const node of nodes) if (node) found.push([node.id, node]);
  }
  return new Map(found);
}

/** Names of all labels of the repository. */
export async function labelNames(graph: Graph, { labels }: AnsweredRepository): Promise<string[]> {
  const rest = await pagesAfter(labels, async (after) => {
    const answer = await graph.ask<AnsweredRepository>("read", labelsQuery, { after });
    return answer?.labels;
  });
  return [...nodesOf(labels), ...rest].map(({ name }) => name);
}

/** The newest issues with the label, newest first. */
export async function newestWith(graph: Graph, labels: readonly string[], first: number): Promise<ObservedChild[]> {
  const variables = { first, ...numbered("label", labels) };
  const answer = await graph.ask<Newest>("read", newestQuery(labels.length), variables);
  const listed = labels.flatMap((_, index) => childrenOf(nodesOf(answer?.[`newest${index}`]), graph.home));
  const each = [...new Map(listed.map((child) => [child.number, child])).values()];
  return each.sort((a, b) => b.number - a.number).slice(0, first);
}

type Newest = Partial<Record<`newest${number}`, Connection<AnsweredChild>>>;

/**
 * The newest issues with the labels `wanted`, each once, out of an answer that brought those with the labels `asked` as
 * `recent0`, …; for others asks once more.
 */
export async function recentOf(
  graph: Graph,
  answer: Partial<Record<`recent${number}`, unknown>>,
  labels: { asked: readonly string[]; wanted: readonly string[] },
): Promise<ObservedChild[]> {
  const lists = labels.wanted.map((label) => {
    const index = labels.asked.indexOf(label);
    const connection = answer[`recent${index}`] as Maybe<Connection<AnsweredChild>>;
    return index < 0 ? newestWith(graph, [label], RECENT) : childrenOf(nodesOf(connection), graph.home);
  });
  const children = (await Promise.all(lists)).flat();
  return [...new Map(children.map((child) => [child.number, child])).values()];
}

/** The nodes of the pages after the first. */
export async function pagesAfter<T>(
  first: Maybe<Connection<T>>,
  page: (after: string) => Promise<Maybe<Connection<T>>>,
): Promise<T[]> {
  const nodes: T[] = [];
  for (let after = nextPageOf(first); after !== null; ) {
    const next = await page(after);
    nodes.push(...nodesOf(next));
    after = nextPageOf(next);
  }
  return nodes;
}
