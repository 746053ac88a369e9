/** What every REST resource is made of: routes, the call that they answer, and pages of lists. */
import type { z } from "zod";
import type { Tokens } from "../auth.ts";
import type { Budget, Resource } from "../budget.ts";
import type { Actor, Hub } from "../hub.ts";
import { demandReading, demandReadingOf, type Scope, sees } from "../people.ts";
import { notFound, Refusal } from "../refusal.ts";
import type { Comment, Issue, Repository } from "../state.ts";

export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** What it takes of the hour's allowance; 1 where it is left out. */
  points?: number;
}

export interface Call {
  hub: Hub;
  tokens: Tokens;
  actor: Actor;
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  /** What is left of the hour to whoever asks. */
  budgets: Record<Resource, Budget>;
  /** Through the API, or as a browser that fills in an issue form. */
  door: "api" | "form";
  /** The address that was asked, without the query; `Link` headers go by it. */
  address: string;
}

export interface Route {
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Segments in braces are parameters; a last one with `*` takes the rest. */
  path: string;
  handle(call: Call): Answer;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const nothing: Answer = { status: 204 };

/** @throws Refusal 422 where the body isn't of that shape */
export function bodyOf<T>(call: Call, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(call.body ?? {});
  if (!parsed.success) throw new Refusal(422, `Invalid request.\n\n${parsed.error.message}`);
  return parsed.data;
}

export const param = (call: Call, name: string): string => call.params[name] ?? "";

/** @throws Refusal 404 where there is none, or whoever asks can't see it */
export function repositoryOf(call: Call): Repository {
  const repository = call.hub.state.repositories.get(`${param(call, "owner")}/${param(call, "repo")}`.toLowerCase());
  if (!repository || !sees(call.actor, repository)) throw notFound();
  return repository;
}

/** As `repositoryOf`. @throws Refusal 403 where an app may not read any of that there */
export function readableOf(call: Call, ...scopes: Scope[]): Repository {
  const repository = repositoryOf(call);
  demandReading(call.actor, repository, ...scopes);
  return repository;
}

/** @throws Refusal 404, or 403 where an app may not read it */
export function issueOf(call: Call): Issue {
  const issue = repositoryOf(call).issues.get(Number(param(call, "issue")));
  if (!issue) throw notFound();
  demandReadingOf(call.actor, issue);
  return issue;
}

/** @throws Refusal 404, or 403 where an app may not read it */
export function commentOf(call: Call): Comment {
  const repository = repositoryOf(call);
  const comment = call.hub.state.comments.get(Number(param(call, "comment")));
  if (comment?.issue.repository !== repository) throw notFound();
  demandReadingOf(call.actor, comment.issue);
  return comment;
}

/** One page of a list, with `Link` to the others; 30 a page, at most 100. */
export function paged<T>(call: Call, list: readonly T[], shape: (item: T) => unknown): Answer {
  const size = Math.min(Math.max(Number(call.query.get("per_page") ?? 30), 1), 100);
  const page = Math.max(Number(call.query.get("page") ?? 1), 1);
  const last = Math.max(Math.ceil(list.length / size), 1);
  const body = list.slice((page - 1) * size, page * size).map(shape);
  const relations: [string, number][] = [];
  if (page > 1) relations.push(["prev", page - 1]);
  if (page < last) relations.push(["next", page + 1], ["last", last]);
  if (page > 1) relations.push(["first", 1]);
  const link = relations.map(([name, to]) => `<${pageAddress(call, to)}>; rel="${name}"`).join(", ");
  return { status: 200, body, headers: link === "" ? {} : { link } };
}

function pageAddress(call: Call, page: number): string {
  const query = new URLSearchParams(call.query);
  query.set("page", String(page));
  return `${call.address}?${query}`;
}

/** One page of a list that goes by cursors, with `Link` to the next; 30 a page, at most 100. */
export function cursored<T extends { id: number }>(
  call: Call,
  list: readonly T[],
  shape: (item: T) => unknown,
): Answer {
  const size = Math.min(Math.max(Number(call.query.get("per_page") ?? 30), 1), 100);
  const after = Number(call.query.get("after") ?? 0);
  const start = list.findIndex((item) => item.id === after) + 1;
  const page = list.slice(start, start + size);
  const more = start + size < list.length;
  const query = new URLSearchParams(call.query);
  query.set("after", String(page.at(-1)?.id));
  const headers: Record<string, string> = more ? { link: `<${call.address}?${query}>; rel="next"` } : {};
  return { status: 200, body: page.map(shape), headers };
}
