/** Repositories in GraphQL: their issues, labels and files. */
import { iso } from "../../clock.ts";
import type { Actor } from "../../hub.ts";
import { demandReading, demandReadingOf } from "../../people.ts";
import { Refusal } from "../../refusal.ts";
import { childNames, shaOf } from "../../rest/repositories.ts";
import { SITE } from "../../shapes/account.ts";
import type { Issue, Repository } from "../../state.ts";
import { connection } from "../connection.ts";
import type { Fields } from "../fields.ts";
import { collaborators } from "./collaborators.ts";
import { deployments } from "./deployments.ts";
import { discussionsOf } from "./discussions.ts";
import { issuesOf } from "./listing.ts";

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
    hasWikiEnabled: (repository) => repository.hasWiki,
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
    issue: (repository, { number }, { viewer }) => threadOf(viewer, repository, number, "an Issue", "Issue"),
    pullRequest: (repository, { number }, { viewer }) =>
      threadOf(viewer, repository, number, "a PullRequest", "PullRequest"),
    issueOrPullRequest: (repository, { number }, { viewer }) =>
      threadOf(viewer, repository, number, "an issue or pull request"),
    issues: (repository, args, { viewer }) => {
      demandReading(viewer, repository, "issues");
      return issuesOf(repository, args);
    },
    pullRequests: (repository, args, { viewer }) => {
      demandReading(viewer, repository, "pull_requests");
      return issuesOf(repository, args, "PullRequest");
    },
    object: (repository, { expression }, { viewer }) => {
      demandReading(viewer, repository, "contents");
      return objectAt(repository, expression?.split(":")[1] ?? null);
    },
    hasDiscussionsEnabled: ({ discussionCategories }) => discussionCategories.length > 0,
    discussionCategories: (repository, args, { viewer }) => {
      demandReading(viewer, repository, "discussions");
      return connection(repository.discussionCategories, args);
    },
    discussions: (repository, args, { viewer }) => {
      demandReading(viewer, repository, "discussions");
      return discussionsOf(repository, args);
    },
    collaborators,
    deployments,
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

/** @throws Refusal 404 where there is none of that type, 403 where an app may not read it */
function threadOf(
  viewer: Actor,
  repository: Repository,
  number: number | undefined,
  name: string,
  type?: Issue["type"],
): Issue {
  const issue = repository.issues.get(number ?? 0);
  if (!issue || (type && issue.type !== type)) {
    throw new Refusal(404, `Could not resolve to ${name} with the number of ${number}.`);
  }
  demandReadingOf(viewer, issue);
  return issue;
}
