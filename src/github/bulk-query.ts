/** The GraphQL documents of the archive: what a run begins with, and many issues with the numbers of those to come. */
import { inBrief, indexed, inFull, listed, more, recents, repository, repositoryFacts } from "./query.ts";

/** With so few issues in a request, everything about them comes in it; of more, details are asked for apart. */
const FEW = 10;

const collaborators = `collaborators(first: 100, after: $afterCollaborator) {
    ${more} totalCount edges { permission node { login } }
  }`;
const changed = `changed: issues(first: 100, after: $afterChange, filterBy: { since: $since }, orderBy: { field: UPDATED_AT, direction: ASC }) {
    ${more} nodes { number title updatedAt labels(first: 100) { nodes { name } } parent { number } }
  }`;

const overview = (recent: number, variables: readonly string[], parts: readonly string[]) => {
  const labels = indexed(recent, (i) => `$label${i}: String!`);
  const all = ["$owner: String!", "$name: String!", "$afterCollaborator: String", ...labels, ...variables];
  return `query Overview(${all.join(", ")}) {
  viewer { login }
  ${repository} {
    ${repositoryFacts}
    hasWikiEnabled
    ${[collaborators, ...recents(recent), ...parts].join("\n    ")}
  }
}${recent > 0 ? listed : ""}`;
};

/**
 * What a full run begins with: who asks, the repository, who may do what in it, the newest issues of so many labels
 * (`$label0`, …, answered as `recent0`, …), and the first of so many lists of numbers (see `bulkQuery`).
 */
export function fullOverviewQuery(recent: number, lists: number): string {
  return overview(recent, listVariables(lists), listParts(lists));
}

/** The same, with what has changed since `$since`, and how many issues carry each of so many labels (`$total0`, …). */
export function changesOverviewQuery(recent: number, totals: number): string {
  const variables = ["$since: DateTime!", "$afterChange: String", ...indexed(totals, (i) => `$total${i}: String!`)];
  const counts = indexed(totals, (i) => `total${i}: issues(first: 1, labels: [$total${i}]) { totalCount }`);
  return overview(recent, variables, [changed, ...counts]);
}

/** More of what has changed since `$since`, after the cursor `$afterChange`. */
export const changesQuery = `query Changes($owner: String!, $name: String!, $since: DateTime!, $afterChange: String) {
  ${repository} { ${changed} }
}`;

/** More of who may do what, after the cursor `$afterCollaborator`. */
export const collaboratorsQuery = `query Collaborators($owner: String!, $name: String!, $afterCollaborator: String) {
  ${repository} { ${collaborators} }
}`;

/** Who asks. */
export const viewerQuery = "query Viewer { viewer { login } }";

/**
 * Reads so many issues (`$number0`, …, answered as `issue0`, …), and so many pages of numbers: of the issues with `$list0`
 * after the cursor `$after0` in the order of creation `$direction0`, answered as `list0`, and so on.
 */
export function bulkQuery(issues: number, lists: number): string {
  const numbers = indexed(issues, (i) => `$number${i}: Int!`);
  const all = ["$owner: String!", "$name: String!", "$after: String", ...numbers, ...listVariables(lists)];
  const parts = indexed(issues, (i) => `issue${i}: issueOrPullRequest(number: $number${i}) { ...Whole }`);
  return `query Bulk(${(issues > 0 ? all : all.filter((one) => one !== "$after: String")).join(", ")}) {
  ${repository} {
    ${[...parts, ...listParts(lists)].join("\n    ")}
  }
}${issues === 0 ? "" : issues <= FEW ? inFull : inBrief}`;
}

function listVariables(lists: number): string[] {
  return indexed(lists, (i) => `$list${i}: String!, $after${i}: String, $direction${i}: OrderDirection!`);
}

function listParts(lists: number): string[] {
  return indexed(
    lists,
    (
      i,
    ) => `list${i}: issues(first: 100, after: $after${i}, labels: [$list${i}], orderBy: { field: CREATED_AT, direction: $direction${i} }) {
      ${more} totalCount nodes { number }
    }`,
  );
}

/** The merge commits of so many pull requests: `$number0`, …, answered as `pull0`, …. */
export function mergeCommitsQuery(pullRequests: number): string {
  const variables = indexed(pullRequests, (i) => `$number${i}: Int!`);
  const parts = indexed(
    pullRequests,
    (i) => `pull${i}: pullRequest(number: $number${i}) { number mergeCommit { oid } }`,
  );
  return `query MergeCommits(${["$owner: String!", "$name: String!", ...variables].join(", ")}) {
  ${repository} {
    ${parts.join("\n    ")}
  }
}`;
}

/** Deployments to `$environments` after the cursor `$after`, newest first. */
export const deploymentsQuery = `query Deployments($owner: String!, $name: String!, $environments: [String!]!, $after: String) {
  ${repository} {
    deployments(first: 100, after: $after, environments: $environments, orderBy: { field: CREATED_AT, direction: DESC }) {
      ${more} nodes { databaseId createdAt commitOid environment statuses(last: 20) { nodes { state } } }
    }
  }
}`;

/** Whether a repository is private. */
export const visibilityQuery = `query Visibility($owner: String!, $name: String!) {
  ${repository} { isPrivate }
}`;
