/** The world's GraphQL is GitHub's: timelines, references, people, pages, files, and what is refused. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Client } from "./client.ts";
import { Refusal } from "./refusal.ts";
import { createWorld, type World } from "./world.ts";

let world: World;
let gary: Client;
let tess: Client;
let olga: Client;

beforeEach(async () => {
  world = createWorld({ now: "2026-03-10T16:00:00Z" });
  world.person("gary", { role: "write", member: true });
  world.person("tess", { role: "triage" });
  world.person("olga");
  world.person("renovate", { bot: true, role: "write" });
  const files = { ".github/sooner.yml": "zone: UTC\n", ".github/sooner/templates/card.hbs": "x" };
  world.repository("acme/shop", { files });
  await world.listen();
  gary = world.as("gary");
  tess = world.as("tess");
  olga = world.as("olga");
});

afterEach(async () => {
  await world.close();
  expect(world.problems).toEqual([]);
});

const refused = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => "done",
    (error) => (error instanceof Refusal ? `${error.status} ${error.message}` : String(error)),
  );

const kinds = (number: number) => world.issue(number).timeline.map((item) => item.type);

async function read<T>(fields: string, number = 1): Promise<T> {
  const query = `query ($n: Int!) { repository(owner: "acme", name: "shop") { issueOrPullRequest(number: $n) { ... on Issue { ${fields} } } } }`;
  const answer = await gary.graphql<{ repository: { issueOrPullRequest: T } }>(query, { n: number });
  return answer.repository.issueOrPullRequest;
}

describe("references", () => {
  test("a mention outside of code is noted once on the issue that is mentioned", async () => {
    await gary.openIssue({ title: "down" });
    await gary.openIssue({
      title: "other",
      body: "Like #1, and acme/shop#1, see https://github.com/acme/shop/issues/1",
    });
    await gary.comment(2, "Still #1");
    await gary.openIssue({ title: "code", body: "`#1`\n\n```\n#1\n```\n\n<!-- #1 --> x#1 &#1" });
    expect(
      await read(
        "timelineItems(first: 9) { nodes { __typename ... on CrossReferencedEvent { source { ... on Issue { number } } willCloseTarget } } }",
      ),
    ).toEqual({
      timelineItems: { nodes: [{ __typename: "CrossReferencedEvent", source: { number: 2 }, willCloseTarget: false }] },
    });
  });

  test("a merged pull request closes what it fixes, in the name of who merged", async () => {
    await gary.openIssue({ title: "down" });
    const pullRequest = await tess.openPullRequest({ title: "Fix", body: "Fixes #1", labels: ["fix"] });
    expect(await refused(tess.mergePullRequest(pullRequest))).toBe("403 Must have admin rights to Repository.");
    await gary.mergePullRequest(pullRequest);
    const fields =
      "state timelineItems(first: 9, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { actor { login } stateReason closer { ... on PullRequest { number state mergedBy { login } } } } } }";
    const closer = { number: 2, state: "MERGED", mergedBy: { login: "gary" } };
    expect(await read(fields)).toEqual({
      state: "CLOSED",
      timelineItems: { nodes: [{ actor: { login: "gary" }, stateReason: "COMPLETED", closer }] },
    });
    expect(kinds(pullRequest)).toEqual(["LabeledEvent", "MergedEvent", "ClosedEvent"]);
  });

  test("the pull requests that say so close an issue, and are shown on it", async () => {
    await gary.openIssue({ title: "down" });
    const merged = await tess.openPullRequest({ title: "Fix", body: "Fixes #1" });
    await gary.mergePullRequest(merged);
    await tess.openPullRequest({ title: "Fix more", body: "Closes #1" });
    await tess.openPullRequest({ title: "Other", body: "See #1" });
    const closers = (more: string) =>
      read(`closedByPullRequestsReferences(first: 5${more}) { nodes { number state repository { nameWithOwner } } }`);
    const repository = { nameWithOwner: "acme/shop" };
    const open = { number: 3, state: "OPEN", repository };
    expect(await closers("")).toEqual({ closedByPullRequestsReferences: { nodes: [open] } });
    expect(await closers(", includeClosedPrs: true")).toEqual({
      closedByPullRequestsReferences: { nodes: [{ number: 2, state: "MERGED", repository }, open] },
    });
  });

  test("a comment that says so marks a duplicate", async () => {
    for (const title of ["first", "second"]) await gary.openIssue({ title });
    await olga.comment(2, "Duplicate of #1");
    expect(kinds(2)).toEqual(["IssueComment"]);
    await tess.comment(2, "Duplicate of #1");
    await tess.close(2, "duplicate");
    expect(kinds(2)).toEqual(["IssueComment", "IssueComment", "MarkedAsDuplicateEvent", "ClosedEvent"]);
    expect(await read("stateReason", 2)).toEqual({ stateReason: "DUPLICATE" });
  });
});

describe("GraphQL", () => {
  test("tells of people, bots and the deleted as GitHub does", async () => {
    await gary.openIssue({ title: "x" });
    const comment = await olga.comment(1, "It fails.");
    await world.as("renovate").comment(1, "Beep.");
    for (const login of ["gary", "renovate"]) await world.as(login).react(comment, "+1");
    await gary.editComment(comment, "It fails");
    world.deletePerson("olga");
    const fields = `comments(first: 5) { nodes { body author { __typename login } authorAssociation lastEditedAt editor { login } viewerDidAuthor
      userContentEdits(first: 5) { nodes { editor { login } } } reactions(first: 5) { nodes { content user { login } } }
      reactionGroups { content viewerHasReacted reactors(first: 5) { nodes { __typename ... on User { login } ... on Bot { login } } } } } }`;
    const { comments } = await read<{ comments: { nodes: { reactionGroups: unknown[] }[] } }>(fields);
    const [human, bot] = comments.nodes;
    expect(human).toMatchObject({
      author: null,
      authorAssociation: "NONE",
      lastEditedAt: "2026-03-10T16:00:00Z",
      editor: { login: "gary" },
      viewerDidAuthor: false,
      userContentEdits: { nodes: [{ editor: { login: "gary" } }] },
      reactions: {
        nodes: [
          { content: "THUMBS_UP", user: { login: "gary" } },
          { content: "THUMBS_UP", user: null },
        ],
      },
    });
    expect(human?.reactionGroups).toHaveLength(8);
    expect(human?.reactionGroups[0]).toEqual({
      content: "THUMBS_UP",
      viewerHasReacted: true,
      reactors: {
        nodes: [
          { __typename: "User", login: "gary" },
          { __typename: "Bot", login: "renovate" },
        ],
      },
    });
    expect(bot).toMatchObject({ author: { __typename: "Bot", login: "renovate" } });
  });

  test("tells a member from a collaborator, as far as it is public", async () => {
    world.person("mia", { role: "write", member: true });
    world.person("carl", { role: "write", member: true, concealed: true });
    await gary.openIssue({ title: "x" });
    for (const login of ["mia", "carl", "tess", "olga"]) await world.as(login).comment(1, login);
    expect(await read("comments(first: 4) { nodes { body authorAssociation } }")).toEqual({
      comments: {
        nodes: [
          { body: "mia", authorAssociation: "MEMBER" },
          { body: "carl", authorAssociation: "CONTRIBUTOR" },
          { body: "tess", authorAssociation: "COLLABORATOR" },
          { body: "olga", authorAssociation: "NONE" },
        ],
      },
    });
  });

  test("goes through a timeline page by page, also while comments are deleted", async () => {
    await gary.openIssue({ title: "x" });
    const ids: number[] = [];
    for (let index = 0; index < 5; index++) ids.push(await gary.comment(1, String(index)));
    const page = (
      after: string | null,
    ) => `timelineItems(first: 2, after: ${JSON.stringify(after)}, itemTypes: [ISSUE_COMMENT]) {
      nodes { ... on IssueComment { body } } pageInfo { hasNextPage endCursor } }`;
    interface Page {
      timelineItems: { nodes: { body: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    }
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { timelineItems }: Page = await read<Page>(page(after));
      seen.push(...timelineItems.nodes.map((comment) => comment.body));
      if (after === null) await gary.deleteComment(ids[0] ?? 0);
      after = timelineItems.pageInfo.endCursor;
      more = timelineItems.pageInfo.hasNextPage;
    }
    expect(seen).toEqual(["0", "1", "2", "3", "4"]);
  });

  test("finds issues that carry any of the labels", async () => {
    for (const label of ["incident", "SEV1", "bug"]) await gary.openIssue({ title: label, labels: [label] });
    await gary.close(1);
    const query = `query ($filter: IssueFilters) { repository(owner: "acme", name: "shop") {
      all: issues(first: 9, labels: ["incident", "sev1"], orderBy: {field: CREATED_AT, direction: DESC}) { nodes { title } }
      open: issues(first: 9, filterBy: $filter) { nodes { title } } } }`;
    expect(await gary.graphql(query, { filter: { labels: ["incident", "sev1"], states: ["OPEN"] } })).toEqual({
      repository: { all: { nodes: [{ title: "SEV1" }, { title: "incident" }] }, open: { nodes: [{ title: "SEV1" }] } },
    });
  });

  test("reads files and folders", async () => {
    const query = `{ repository(owner: "acme", name: "shop") {
      file: object(expression: "HEAD:.github/sooner.yml") { ... on Blob { text byteSize isBinary isTruncated } }
      folder: object(expression: "HEAD:.github/sooner/templates") { ... on Tree { entries { name type object { ... on Blob { text } } } } }
      none: object(expression: "HEAD:nothing") { id } } }`;
    expect(await gary.graphql(query)).toEqual({
      repository: {
        file: { text: "zone: UTC\n", byteSize: 10, isBinary: false, isTruncated: false },
        folder: { entries: [{ name: "card.hbs", type: "blob", object: { text: "x" } }] },
        none: null,
      },
    });
  });

  test("makes a sub-issue in one write", async () => {
    await gary.openIssue({ title: "parent" });
    const ids = world.state.repositories.get("acme/shop")?.nodeId;
    const input = { repositoryId: ids, title: "child", parentIssueId: world.issue(1).nodeId };
    await gary.graphql("mutation ($input: CreateIssueInput!) { createIssue(input: $input) { issue { number } } }", {
      input,
    });
    expect(world.issue(2).parent).toBe(world.issue(1));
  });

  test.each([
    [
      "an issue that isn't there",
      `{ repository(owner: "acme", name: "shop") { issue(number: 9) { id } } }`,
      "Could not resolve to an Issue with the number of 9.",
      [],
    ],
    [
      "a page over 100",
      `{ repository(owner: "acme", name: "shop") { labels(first: 101) { nodes { name } } } }`,
      "Requesting 101 records on the `labels` connection exceeds the `first` limit of 100 records.",
      ["refused"],
    ],
    [
      "a connection without a bound",
      `{ repository(owner: "acme", name: "shop") { labels { nodes { name } } } }`,
      "You must provide a `first` or `last` value to properly paginate the `labels` connection.",
      ["refused"],
    ],
    [
      "a field that GitHub lacks",
      `{ viewer { shoeSize } }`,
      'Cannot query field "shoeSize" on type "User".',
      ["refused"],
    ],
    ["a field that the world lacks", `{ viewer { bioHTML } }`, "The world has no User.bioHTML", ["no User.bioHTML"]],
  ])("refuses %s", async (_, query, message, problems) => {
    expect(await refused(gary.graphql(query))).toBe(`200 ${message}`);
    expect(world.problems).toHaveLength(problems.length);
    for (const problem of problems) expect(world.problems[0]).toContain(problem);
    world.problems.length = 0;
  });
});
