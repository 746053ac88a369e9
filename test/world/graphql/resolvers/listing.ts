/** A repository's issues as GraphQL lists them: filtered, in order, page by page. */
import { instantOf } from "../../clock.ts";
import { notFound } from "../../refusal.ts";
import { commentsOf, type Issue, type Repository } from "../../state.ts";
import { byValue, connection } from "../connection.ts";
import type { Arguments } from "../fields.ts";

/** The page of the issues, or the pull requests, that the arguments ask for; the oldest first where they don't say. */
export function issuesOf(repository: Repository, args: Arguments, type: Issue["type"] = "Issue") {
  const { field, direction } = args.orderBy ?? { field: "CREATED_AT", direction: "ASC" };
  const key = ORDERS[field];
  if (!key) throw notFound();
  const sign = direction === "ASC" ? 1 : -1;
  const fits = filterOf(args);
  const issues = [...repository.issues.values()].filter((issue) => issue.type === type && fits(issue));
  issues.sort((a, b) => sign * (key(a) - key(b) || a.number - b.number));
  return connection(
    issues,
    args,
    {},
    byValue<Issue>((issue) => [key(issue), issue.number], sign),
  );
}

const ORDERS: Record<string, (issue: Issue) => number> = {
  CREATED_AT: (issue) => issue.createdAt,
  UPDATED_AT: (issue) => issue.updatedAt,
  COMMENTS: (issue) => commentsOf(issue).length,
};

/** GitHub's filters: any of the labels, any of the states, changed since (then included), opened by. */
function filterOf({ labels, states, filterBy }: Arguments): (issue: Issue) => boolean {
  const names = [labels, filterBy?.labels].flatMap((list) => (list ? [inLowerCase(list)] : []));
  const allowed = [states, filterBy?.states].filter((list) => list != null);
  const since = filterBy?.since ? instantOf(filterBy.since) : Number.NEGATIVE_INFINITY;
  const creator = filterBy?.createdBy?.toLowerCase();
  return (issue) =>
    issue.updatedAt >= since &&
    allowed.every((list) => list.includes(issue.merge ? "MERGED" : issue.state.toUpperCase())) &&
    (creator === undefined || creator === issue.author.login.toLowerCase()) &&
    names.every((wanted) => issue.labels.some((label) => wanted.has(label.name.toLowerCase())));
}

const inLowerCase = (names: readonly string[]): Set<string> => new Set(names.map((name) => name.toLowerCase()));
