/** Issues on a shelf, and a server that answers the archive's documents about them as GitHub would. */
import { Octokit } from "@octokit/core";
import type { AnsweredItem, AnsweredSubject } from "../../src/github/answer.ts";
import { githubJob } from "../../src/github/job.ts";
import type { Clock } from "../../src/github/policy.ts";
import { comment, issue, repository } from "./answers.ts";
import { type Asked, type Reply, serve } from "./server.ts";

export interface Shelved {
  number: number;
  labels: string[];
  updatedAt?: string;
  items?: AnsweredItem[];
}

interface Collaborator {
  permission: string;
  node: { login: string };
}

/** What there is. Tests change it as they go. */
export interface Shelf {
  issues: Map<number, Shelved>;
  viewer: string;
  collaborators: Collaborator[] | null;
  configuration: string | null;
  /** Answers a request in another way; null for the usual one. `index` is that of the request, from 0. */
  instead: (asked: Asked, index: number) => Reply | null;
  headers: Record<string, string>;
}

type Variables = Record<string, string | number | string[] | null>;
export const variablesOf = ({ body }: Asked): Variables => (body as { variables: Variables }).variables;
const operationOf = ({ body }: Asked): string =>
  /^query (\w+)/.exec((body as { query?: string } | undefined)?.query ?? "")?.[1] ?? "";

/** So many issues, each with one of the labels in turn. */
export function shelved(count: number, labels: readonly string[] = ["incident"]): Map<number, Shelved> {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return new Map(numbers.map((number) => [number, { number, labels: [labels[number % labels.length] ?? ""] }]));
}

const hurried: Clock = { now: () => Date.now(), sleep: async () => {}, random: () => 0 };

/** A job in `acme/shop`, and what it asked. */
export async function jobWith(given: Partial<Shelf>) {
  const shelf: Shelf = {
    issues: new Map(),
    viewer: "github-actions[bot]",
    collaborators: [],
    configuration: null,
    instead: () => null,
    headers: {},
    ...given,
  };
  let count = 0;
  const { asked, url } = await serve((question) => {
    const reply = shelf.instead(question, count++) ?? { body: answerTo(shelf, question) };
    return { ...reply, headers: { ...shelf.headers, ...reply.headers } };
  });
  const octokit = new Octokit({ baseUrl: url });
  const where = { octokit, owner: "acme", repo: "shop" };
  const job = githubJob({ ...where, labelsOf: () => ["action-item"], accountsOf: () => [], clock: hurried });
  return { ...job, shelf, asked, operations: () => asked.map(operationOf) };
}

function answerTo(shelf: Shelf, asked: Asked): unknown {
  const variables = variablesOf(asked);
  if (operationOf(asked) === "Viewer") return { data: { viewer: { login: shelf.viewer } } };
  if (operationOf(asked) === "Details") return { data: detailsIn(shelf, variables) };
  const parts = Object.entries(variables).flatMap(([name, value]) => partOf(shelf, name, value, variables));
  const fields = {
    ...repository,
    hasWikiEnabled: true,
    configuration: shelf.configuration === null ? null : { text: shelf.configuration },
    collaborators: shelf.collaborators && page(shelf.collaborators, variables.afterCollaborator, "edges"),
    ...Object.fromEntries(parts),
  };
  return { data: { viewer: { login: shelf.viewer }, repository: fields } };
}

function partOf(shelf: Shelf, name: string, value: unknown, variables: Variables): [string, unknown][] {
  const index = /\d+$/.exec(name)?.[0] ?? "";
  if (name.startsWith("number")) return [[`issue${index}`, subjectOf(shelf.issues.get(Number(value)))]];
  if (name.startsWith("total")) return [[`total${index}`, { totalCount: carrying(shelf, String(value)).length }]];
  if (name === "since") return [["changed", page(changedIn(shelf, String(value)), variables.afterChange, "nodes")]];
  if (!name.startsWith("list")) return [];
  const all = carrying(shelf, String(value)).sort((a, b) => a.number - b.number);
  const isDescending = variables[`direction${index}`] === "DESC";
  const ordered = isDescending ? all.reverse() : all;
  const after = variables[`after${index}`];
  const isPast = ({ number }: Shelved) => (isDescending ? number < Number(after) : number > Number(after));
  const rest = typeof after === "string" ? ordered.filter(isPast) : ordered;
  const nodes = rest.slice(0, 100).map(({ number }) => ({ number }));
  const pageInfo = { hasNextPage: rest.length > 100, endCursor: String(nodes.at(-1)?.number ?? "") };
  return [[`list${index}`, { totalCount: all.length, pageInfo, nodes }]];
}

const carrying = ({ issues }: Shelf, label: string) =>
  [...issues.values()].filter(({ labels }) => labels.includes(label));

function changedIn({ issues }: Shelf, since: string) {
  const changed = [...issues.values()].filter(({ updatedAt }) => (updatedAt ?? "") >= since);
  return changed.map(({ number, updatedAt, labels }) => ({
    title: `Issue ${number}`,
    number,
    updatedAt,
    labels: { nodes: labels.map((name) => ({ name })) },
    parent: null,
  }));
}

function page<T>(all: readonly T[], after: unknown, field: "nodes" | "edges") {
  const from = typeof after === "string" ? Number(after) : 0;
  const pageInfo = { hasNextPage: all.length > from + 100, endCursor: String(from + 100) };
  return { totalCount: all.length, pageInfo, [field]: all.slice(from, from + 100) };
}

function subjectOf(shelved: Shelved | undefined): AnsweredSubject | null {
  if (!shelved) return null;
  const { number, labels, updatedAt, items = [] } = shelved;
  return {
    ...issue,
    number,
    id: `I_${number}`,
    ...(updatedAt ? { updatedAt } : {}),
    labels: { nodes: labels.map((name) => ({ name })) },
    timelineItems: { nodes: items },
  };
}

const mark = { content: "THUMBS_UP", createdAt: "2026-03-10T16:10:00Z", user: { login: "greg" } };

function detailsIn(_: Shelf, variables: Variables) {
  const texts = (variables.texts as string[]).map((id) => ({ id, reactions: { nodes: [mark] } }));
  return { texts, children: [] };
}

/** A comment that somebody found helpful. */
export function markedComment(id: string): AnsweredItem {
  const reactionGroups = [{ content: "THUMBS_UP", createdAt: mark.createdAt, viewerHasReacted: false }];
  return { ...comment, id, reactionGroups } as AnsweredItem;
}
