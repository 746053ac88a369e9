/** Repositories in GraphQL: their issues, labels and files. */
import { instantOf, iso } from "../../clock.ts";
import { notFound, Refusal } from "../../refusal.ts";
import { childNames, shaOf } from "../../rest/repositories.ts";
import { SITE } from "../../shapes/account.ts";
import type { Issue, Repository } from "../../state.ts";
import { connection } from "../connection.ts";
import type { Arguments, Fields } from "../fields.ts";

/** GitHub gives the text of larger files only in part. */
const WHOLE = 512_000;

interface Entry {
  repository: Repository;
  path: string;
}
interface Blob extends Entry {
  type: "Blob";
  text: string;
}
interface Tree extends Entry {
  type: "Tree";
}

const gitObject: Fields<Blob | Tree> = {
  id: ({ path }) => `GO_${shaOf(path)}`,
  oid: (object) => shaOf(object.type === "Blob" ? object.text : object.path),
  repository: ({ repository }) => repository,
};

export const repositoryTables = {
  Repository: {
    id: (repository) => repository.nodeId,
    databaseId: (repository) => repository.id,
    name: (repository) => repository.name,
    nameWithOwner: (repository) => repository.fullName,
    owner: (repository) => repository.owner,
    url: (repository) => `${SITE}/${repository.fullName}`,
    isPrivate: (repository) => repository.private,
    isArchived: () => false,
    hasIssuesEnabled: () => true,
    visibility: (repository) => (repository.private ? "PRIVATE" : "PUBLIC"),
    createdAt: (repository) => iso(repository.createdAt),
    isInOrganization: (repository) => repository.owner.type === "Organization",
    defaultBranchRef: (repository) => ({ id: `REF_${repository.id}`, name: "main", prefix: "refs/heads/", repository }),
    labels: (repository, args) => {
      const text = (args.query ?? "").toLowerCase();
      const found = [...repository.labels.values()].filter((label) => label.name.toLowerCase().includes(text));
      return connection(found, args);
    },
    label: (repository, { name = "" }) => repository.labels.get(name.toLowerCase()) ?? null,
    issue: (repository, { number }) => threadOf(repository, number, "Issue", "an Issue"),
    pullRequest: (repository, { number }) => threadOf(repository, number, "PullRequest", "a PullRequest"),
    issueOrPullRequest: (repository, { number }) => threadOf(repository, number, null, "an issue or pull request"),
    issues: (repository, args) => connection(issuesOf(repository, args), args),
    object: (repository, { expression }) => objectAt(repository, expression?.split(":")[1] ?? null),
  } satisfies Fields<Repository>,
  Blob: {
    ...gitObject,
    text: ({ text }) => Buffer.from(text).subarray(0, WHOLE).toString(),
    byteSize: ({ text }) => Buffer.byteLength(text),
    isBinary: ({ text }) => text.includes("\0"),
    isTruncated: ({ text }) => Buffer.byteLength(text) > WHOLE,
  } satisfies Fields<Blob>,
  Tree: {
    ...gitObject,
    entries: ({ repository, path }) =>
      childNames(repository, path).map((name): Entry => ({ repository, path: path === "" ? name : `${path}/${name}` })),
  } satisfies Fields<Tree>,
  TreeEntry: {
    name: ({ path }) => path.split("/").at(-1),
    path: ({ path }) => path,
    type: ({ repository, path }) => (repository.files.has(path) ? "blob" : "tree"),
    mode: ({ repository, path }) => (repository.files.has(path) ? 0o100644 : 0o40000),
    size: ({ repository, path }) => Buffer.byteLength(repository.files.get(path) ?? ""),
    object: ({ repository, path }) => objectAt(repository, path),
  } satisfies Fields<Entry>,
};

function objectAt(repository: Repository, path: string | null): Blob | Tree | null {
  if (path === null) return null;
  const text = repository.files.get(path);
  if (text !== undefined) return { type: "Blob", repository, path, text };
  return childNames(repository, path).length > 0 ? { type: "Tree", repository, path } : null;
}

function threadOf(repository: Repository, number: number | undefined, type: Issue["type"] | null, name: string): Issue {
  const issue = repository.issues.get(number ?? 0);
  if (!issue || (type !== null && issue.type !== type)) {
    throw new Refusal(404, `Could not resolve to ${name} with the number of ${number}.`);
  }
  return issue;
}

function issuesOf(repository: Repository, args: Arguments): Issue[] {
  const issues = [...repository.issues.values()].filter((issue) => issue.type === "Issue" && wanted(issue, args));
  if (!args.orderBy) return issues;
  const { field, direction } = args.orderBy;
  const key = ORDERS[field];
  if (!key) throw notFound();
  const sign = direction === "ASC" ? 1 : -1;
  return issues.sort((a, b) => sign * (key(a) - key(b) || a.number - b.number));
}

const ORDERS: Record<string, (issue: Issue) => number> = {
  CREATED_AT: (issue) => issue.createdAt,
  UPDATED_AT: (issue) => issue.updatedAt,
  COMMENTS: (issue) => issue.timeline.filter((item) => item.type === "IssueComment").length,
};

/** GitHub's filters: any of the labels, any of the states, changed since, opened by. */
function wanted(issue: Issue, { labels, states, filterBy }: Arguments): boolean {
  const names = issue.labels.map((label) => label.name.toLowerCase());
  const anyLabel = (list?: string[] | null) => !list || list.some((name) => names.includes(name.toLowerCase()));
  const anyState = (list?: string[] | null) => !list || list.includes(issue.state.toUpperCase());
  if (!anyLabel(labels) || !anyLabel(filterBy?.labels)) return false;
  if (!anyState(states) || !anyState(filterBy?.states)) return false;
  if (filterBy?.since && issue.updatedAt < instantOf(filterBy.since)) return false;
  return !filterBy?.createdBy || filterBy.createdBy.toLowerCase() === issue.author.login.toLowerCase();
}
