/** The GraphQL documents: everything about an issue in one request. Only long-standing fields, so that Enterprise servers know them. */

/** Timeline items that GitHub gives in one page. */
export const PAGE = 100;
/** Newest issues of each label, deployments and merged pull requests that a read brings along. */
export const RECENT = 20;
/** Sub-issues that come in full with an issue. Each list within a list costs a point for every 100 of the outer one. */
const CHILDREN = 25;

const actor = "{ __typename login }";
const blob = "{ ... on Blob { text } }";
/** Whether a list goes on, and where. */
export const more = "pageInfo { hasNextPage endCursor }";
const reactions = "reactions(first: 30) { nodes { content createdAt user { login } } }";

/** What issues and pull requests have in common. */
const subject = `
  __typename id number databaseId fullDatabaseId title url updatedAt closedAt
  ...Written
  labels(first: 100) { nodes { name } }
  assignees(first: 20) { nodes { login } }`;

/** Named alike for issues and pull requests, though GitHub gives each a type of its own. */
const timeline = (ofComments = "") => `
  timelineItems(first: ${PAGE}, after: $after, itemTypes: [
    ISSUE_COMMENT, LABELED_EVENT, UNLABELED_EVENT, ASSIGNED_EVENT, UNASSIGNED_EVENT, CLOSED_EVENT, REOPENED_EVENT,
    CROSS_REFERENCED_EVENT, MARKED_AS_DUPLICATE_EVENT, UNMARKED_AS_DUPLICATE_EVENT
  ]) {
    ${more}
    nodes {
      __typename
      ... on IssueComment { id databaseId url minimizedReason ...Written ${ofComments} }
      ...Labeled ...Unlabeled ...Assigned ...Unassigned ...Closed ...Reopened ...Mentioned ...Marked ...Unmarked
    }
  }`;

const items = `
fragment Written on Comment {
  body createdAt lastEditedAt authorAssociation
  author ${actor} editor ${actor}
  ... on Reactable { reactionGroups { content createdAt viewerHasReacted } }
}
fragment Labeled on LabeledEvent { id createdAt actor ${actor} label { name } }
fragment Unlabeled on UnlabeledEvent { id createdAt actor ${actor} label { name } }
fragment Assigned on AssignedEvent { id createdAt actor ${actor} assignee { ...Login } }
fragment Unassigned on UnassignedEvent { id createdAt actor ${actor} assignee { ...Login } }
fragment Login on Assignee { ... on User { login } ... on Bot { login } ... on Mannequin { login } }
fragment Closed on ClosedEvent {
  id createdAt actor ${actor} stateReason
  closer { ... on PullRequest { number mergedBy ${actor} } }
}
fragment Reopened on ReopenedEvent { id createdAt actor ${actor} }
fragment Mentioned on CrossReferencedEvent {
  id createdAt actor ${actor} willCloseTarget
  source { __typename ...Brief ...Pull }
}
fragment Pull on PullRequest { number title url merged mergedAt mergedBy ${actor} repository { nameWithOwner } }
fragment Marked on MarkedAsDuplicateEvent {
  id createdAt actor ${actor}
  canonical { ...Named } duplicate { __typename ...Brief }
}
fragment Unmarked on UnmarkedAsDuplicateEvent { id createdAt actor ${actor} canonical { ...Named } }
fragment Named on Issue { number repository { nameWithOwner } }`;

const brief = `
fragment Brief on Issue {
  id number databaseId fullDatabaseId title url body state stateReason createdAt updatedAt closedAt
  author ${actor}
  repository { nameWithOwner }
  parent { number }
}`;

const withLists = `
fragment Listed on Issue {
  ...Brief
  labels(first: 20) { nodes { name } }
  assignees(first: 10) { nodes { login } }
}`;
/** An issue of a list. */
export const listed = `${brief}${withLists}`;

const child = `
fragment Child on Issue {
  ...Listed
  comments(last: 10) { nodes { id databaseId body createdAt url author ${actor} } }
  closedByPullRequestsReferences(first: 5, includeClosedPrs: true) {
    nodes { number url state merged repository { nameWithOwner } }
  }
}`;

const whole = (ofTexts: string, subIssues: string) => `
fragment Whole on IssueOrPullRequest {
  ... on Issue {
    ${subject}
    ${ofTexts}
    state stateReason
    parent { number body author ${actor} }
    ${subIssues}
    ${timeline(ofTexts)}
  }
  ... on PullRequest {
    ${subject}
    pullRequestState: state
    ${timeline()}
  }
}`;

/** Everything that an incident needs in one request. */
export const inFull = `${whole(reactions, `subIssues(first: ${CHILDREN}) { ${more} nodes { ...Child } }`)}${items}${listed}${child}`;
/** Many at once: without the lists within lists, which `detailsQuery` brings where they are needed. */
export const inBrief = `${whole("", `subIssues(first: ${PAGE}) { ${more} nodes { ...Brief } }`)}${items}${brief}`;

const configuration = `configuration: object(expression: "HEAD:.github/sooner.yml") ${blob}`;

/** What is told of the repository itself. */
export const repositoryFacts = `
  name url isPrivate owner { login }
  labels(first: 100) { ${more} nodes { name } }
  ${configuration}
  templates: object(expression: "HEAD:.github/sooner/templates") {
    ... on Tree { entries { name object ${blob} } }
  }`;

/** Where everything is. */
export const repository = "repository(owner: $owner, name: $name)";
const newestFirst = "orderBy: { field: CREATED_AT, direction: DESC }";
const lastChanged = "orderBy: { field: UPDATED_AT, direction: DESC }";

/**
 * What was deployed and merged of late. GitHub answers null for all of a repository where one of its lists may not be
 * seen: so each of these two is asked for apart, and takes nothing else with it.
 */
const shipped = `deployed: ${repository} {
    deployments(first: ${RECENT}, ${newestFirst}) {
      nodes {
        id databaseId environment ref { name } commitOid createdAt creator ${actor}
        statuses(first: 10) { nodes { state createdAt logUrl environmentUrl } }
      }
    }
  }
  merged: ${repository} {
    pullRequests(first: ${RECENT}, states: [MERGED], orderBy: { field: UPDATED_AT, direction: DESC }) {
      nodes { number title url mergedAt author ${actor} }
    }
  }`;

/** The newest issues of so many labels. */
export const recents = (labels: number) =>
  indexed(
    labels,
    (i) => `recent${i}: issues(first: ${RECENT}, labels: [$label${i}], ${newestFirst}) { nodes { ...Listed } }`,
  );

/**
 * Reads so many issues or pull requests (`$number0`, `$number1`, …, answered as `issue0`, …), the repository, the newest
 * issues of so many labels (`$label0`, …, answered as `recent0`, …), and what was shipped of late. The same counts give
 * the same text.
 */
export function wholeQuery(issues: number, labels: number): string {
  const variables = [...indexed(issues, (i) => `$number${i}: Int!`), ...indexed(labels, (i) => `$label${i}: String!`)];
  const parts = [
    ...recents(labels),
    ...indexed(issues, (i) => `issue${i}: issueOrPullRequest(number: $number${i}) { ...Whole }`),
  ];
  return `query Whole($owner: String!, $name: String!, $after: String, ${variables.join(", ")}) {
  ${repository} {
    ${repositoryFacts}
    ${parts.join("\n    ")}
  }
  ${shipped}
}${issues === 1 ? inFull : `${inBrief}${labels > 0 ? withLists : ""}`}`;
}

/** What was left out at first: the reactions to the texts `$texts`, and the children `$children` in full. */
export const detailsQuery = `query Details($texts: [ID!]!, $children: [ID!]!) {
  texts: nodes(ids: $texts) { id ... on Reactable { ${reactions} } }
  children: nodes(ids: $children) { id ...Child }
}${listed}${child}`;

/** The timeline of `$number` after the cursor `$after`. */
export const timelineQuery = `query Timeline($owner: String!, $name: String!, $number: Int!, $after: String) {
  ${repository} {
    issue: issueOrPullRequest(number: $number) {
      ... on Issue { ${timeline(reactions)} }
      ... on PullRequest { ${timeline()} }
    }
  }
}${items}${brief}`;

/** The sub-issues of `$number` after the cursor `$after`. */
export const subIssuesQuery = `query SubIssues($owner: String!, $name: String!, $number: Int!, $after: String) {
  ${repository} {
    issue(number: $number) { subIssues(first: ${PAGE}, after: $after) { ${more} nodes { ...Child } } }
  }
}${listed}${child}`;

/** The labels of the repository after the cursor `$after`. */
export const labelsQuery = `query Labels($owner: String!, $name: String!, $after: String) {
  ${repository} { labels(first: 100, after: $after) { ${more} nodes { name } } }
}`;

/** The newest `$first` issues with each of so many labels (`$label0`, …, answered as `newest0`, …). */
export function newestQuery(labels: number): string {
  const variables = indexed(labels, (i) => `, $label${i}: String!`);
  const lists = indexed(
    labels,
    (i) => `newest${i}: issues(first: $first, labels: [$label${i}], ${newestFirst}) { nodes { ...Listed } }`,
  );
  return `query Newest($owner: String!, $name: String!, $first: Int!${variables.join("")}) {
  ${repository} {
    ${lists.join("\n    ")}
  }
}${listed}`;
}

/**
 * Numbers of the open issues with each of so many labels (`$label0`, …, after the cursors `$after0`, …, answered as
 * `open0`, …); and the configuration.
 */
export function openQuery(labels: number): string {
  const variables = indexed(labels, (i) => `, $label${i}: String!, $after${i}: String`);
  const lists = indexed(
    labels,
    (i) => `
    open${i}: issues(first: 100, after: $after${i}, labels: [$label${i}], states: [OPEN]) { ${more} nodes { number } }`,
  );
  return `query Open($owner: String!, $name: String!${variables.join("")}) {
  ${repository} {
    ${configuration}${lists.join("")}
  }
}`;
}

/**
 * The open issues with each of so many labels (`$label0`, …, after the cursors `$after0`, …, answered as `open0`, …), each
 * with when the boards changed that it is on, where asked for; of the first so many labels also the closed ones that changed
 * last (answered as `closed0`, …); and the configuration.
 */
export function unsettledQuery(
  { open, closed }: { open: number; closed: number },
  versions: "of issues" | "of issues and boards",
): string {
  const variables = indexed(open, (i) => `, $label${i}: String!, $after${i}: String`);
  const boards = versions === "of issues" ? "" : " projectItems(first: 10) { nodes { updatedAt } }";
  const lists = [
    ...indexed(
      open,
      (i) => `
    open${i}: issues(first: 100, after: $after${i}, labels: [$label${i}], states: [OPEN]) { ${more} nodes { ...Brief${boards} } }`,
    ),
    ...indexed(
      closed,
      (i) => `
    closed${i}: issues(first: ${RECENT}, labels: [$label${i}], states: [CLOSED], ${lastChanged}) { nodes { number updatedAt parent { number } } }`,
    ),
  ];
  return `query Unsettled($owner: String!, $name: String!${variables.join("")}) {
  ${repository} {
    ${configuration}${lists.join("")}
  }
}${brief}`;
}

/** The files of so many pull requests: `$number0`, …, answered as `pull0`, …. */
export function filesQuery(pullRequests: number): string {
  const variables = indexed(pullRequests, (i) => `, $number${i}: Int!`);
  const parts = indexed(
    pullRequests,
    (i) => `pull${i}: pullRequest(number: $number${i}) { files(first: 100) { nodes { path } } }`,
  );
  return `query Files($owner: String!, $name: String!${variables.join("")}) {
  ${repository} {
    ${parts.join("\n    ")}
  }
}`;
}

/** The configuration and the overridden templates at a commit, which stands before the path. */
export const settingsQuery = `query Settings($owner: String!, $name: String!, $settings: String!, $templates: String!) {
  ${repository} {
    isPrivate
    settings: object(expression: $settings) ${blob}
    templates: object(expression: $templates) { ... on Tree { entries { name object ${blob} } } }
  }
}`;

/** CODEOWNERS, at each place where GitHub looks for it, in its order. */
export const codeownersQuery = `query Codeowners($owner: String!, $name: String!) {
  ${repository} {
    first: object(expression: "HEAD:.github/CODEOWNERS") ${blob}
    second: object(expression: "HEAD:CODEOWNERS") ${blob}
    third: object(expression: "HEAD:docs/CODEOWNERS") ${blob}
  }
}`;

/** So many parts, by index. */
export function indexed(count: number, text: (index: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => text(index));
}
