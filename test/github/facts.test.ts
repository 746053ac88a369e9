/** GitHub's GraphQL answers as facts of ours. */
import { describe, expect, test } from "vitest";
import type { AnsweredItem, AnsweredSubject } from "../../src/github/answer.ts";
import { childrenOf, issueOf, repositoryOf } from "../../src/github/facts.ts";
import { app, cathy, child, comment, issue, repository } from "./answers.ts";

const home = repositoryOf(repository, []);
const at = (time: string) => Date.parse(`2026-03-10T${time}:00Z`);
const read = (answered: Partial<AnsweredSubject>, items: AnsweredItem[] = []) =>
  issueOf({ ...issue, timelineItems: { nodes: items }, ...answered }, { repository: home, recent: [] });
const readItem = (item: AnsweredItem) => read({}, [item]).items[0];
const event = { id: "E_1", createdAt: "2026-03-10T16:10:00Z", actor: cathy };
const seen = { id: "E_1", at: at("16:10"), actor: { login: "cathy", kind: "user" } };

describe("an issue", () => {
  test("with nothing but what it must have", () => {
    expect(read({})).toEqual({
      repository: home,
      kind: "issue",
      number: 12,
      id: "I_12",
      databaseId: 120,
      title: "Login is down",
      body: "It shows an error.",
      url: "https://github.com/acme/shop/issues/12",
      author: { login: "ghost", kind: "user" },
      association: "NONE",
      createdAt: at("16:06"),
      updatedAt: at("16:06"),
      edited: null,
      state: "open",
      stateReason: null,
      closedAt: null,
      labels: [],
      assignees: [],
      reactions: [],
      mine: { rocket: false, confused: false },
      parent: null,
      items: [],
      subIssues: [],
      subIssuesUpdatedAt: new Map(),
      recent: [],
    });
  });

  test.each<[string, Partial<AnsweredSubject>, object]>([
    ["closed", { state: "CLOSED", stateReason: "COMPLETED" }, { state: "closed", stateReason: "completed" }],
    ["closed as a duplicate", { state: "CLOSED", stateReason: "DUPLICATE" }, { stateReason: "duplicate" }],
    ["reopened", { stateReason: "REOPENED" }, { state: "open", stateReason: "reopened" }],
    [
      "a pull request",
      { __typename: "PullRequest", state: null, pullRequestState: "OPEN" },
      { kind: "pull request", state: "open" },
    ],
    [
      "whose id has outgrown GraphQL",
      { databaseId: null, fullDatabaseId: "3400000001" },
      { databaseId: 3_400_000_001 },
    ],
    ["a merged pull request", { state: null, pullRequestState: "MERGED" }, { state: "closed" }],
    ["by a bot", { author: app }, { author: { login: "sooner", kind: "bot" } }],
    ["by a bot, with its suffix", { author: { login: "sooner[bot]" } }, { author: { login: "sooner", kind: "bot" } }],
    [
      "edited",
      { lastEditedAt: "2026-03-10T16:30:00Z", editor: cathy },
      { edited: { at: at("16:30"), who: { login: "cathy", kind: "user" } } },
    ],
    ["with labels, one of which is hidden", { labels: { nodes: [{ name: "sev2" }, null] } }, { labels: ["sev2"] }],
    ["with an unknown association", { authorAssociation: "FRIEND" }, { association: "NONE" }],
    [
      "under another",
      { parent: { number: 3, body: "Parent", author: app } },
      { parent: { number: 3, body: "Parent", author: { login: "sooner", kind: "bot" } } },
    ],
  ])("%s", (_, answered, expected) => {
    expect(read(answered)).toMatchObject(expected);
  });

  test("with reactions, the App's own told by GitHub's word on who is asking", () => {
    const reactions = { nodes: [{ content: "THUMBS_UP", createdAt: "2026-03-10T16:10:00Z", user: { login: "greg" } }] };
    const rocket = { content: "ROCKET", createdAt: "2026-03-10T16:11:00Z", user: null };
    const reactionGroups = [
      { content: "ROCKET", viewerHasReacted: true },
      { content: "CONFUSED", viewerHasReacted: false },
    ];
    expect(read({ reactions: { nodes: [...reactions.nodes, rocket] }, reactionGroups })).toMatchObject({
      reactions: [
        { content: "+1", at: at("16:10"), who: "greg" },
        { content: "rocket", at: at("16:11"), who: null },
      ],
      mine: { rocket: true, confused: false },
    });
  });
});

describe("a timeline item", () => {
  test.each<[string, AnsweredItem, object | undefined]>([
    [
      "a comment",
      comment,
      { type: "comment", comment: 7, body: "/ack", association: "MEMBER", minimized: false, edited: null },
    ],
    [
      "a comment whose id has outgrown GraphQL",
      {
        ...comment,
        databaseId: null,
        url: "https://github.com/acme/shop/issues/12#issuecomment-3400000001",
      } as AnsweredItem,
      { comment: 3_400_000_001 },
    ],
    ["a hidden comment", { ...comment, minimizedReason: "spam" } as AnsweredItem, { minimized: true }],
    [
      "a label",
      { ...event, __typename: "LabeledEvent", label: { name: "sev2" } },
      { ...seen, type: "labeled", label: "sev2" },
    ],
    ["a label taken off", { ...event, __typename: "UnlabeledEvent", label: { name: "sev2" } }, { type: "unlabeled" }],
    [
      "an assignment",
      { ...event, __typename: "AssignedEvent", assignee: { login: "greg" } },
      { type: "assigned", assignee: "greg" },
    ],
    [
      "one ended, of a deleted account",
      { ...event, __typename: "UnassignedEvent", assignee: null },
      { type: "unassigned", assignee: "ghost" },
    ],
    [
      "a closing",
      { ...event, __typename: "ClosedEvent", stateReason: "NOT_PLANNED", closer: null },
      { ...seen, type: "closed", reason: "not planned", pullRequest: null },
    ],
    ["a closing of a pull request", { ...event, __typename: "ClosedEvent" }, { reason: "completed" }],
    [
      "a closing by a merge",
      { ...event, __typename: "ClosedEvent", closer: { number: 9, mergedBy: cathy } },
      { pullRequest: { number: 9, mergedBy: { login: "cathy", kind: "user" } } },
    ],
    ["a closing by a commit", { ...event, __typename: "ClosedEvent", closer: {} }, { pullRequest: null }],
    [
      "a reopening by a deleted account",
      { ...event, actor: null, __typename: "ReopenedEvent" },
      { type: "reopened", actor: { login: "ghost", kind: "user" } },
    ],
    [
      "a mention by an issue",
      { ...event, __typename: "CrossReferencedEvent", source: child },
      { ...seen, type: "cross-referenced", source: { number: 13, state: "closed", stateReason: "not planned" } },
    ],
    [
      "a mention by an issue of another repository",
      {
        ...event,
        __typename: "CrossReferencedEvent",
        source: { ...child, repository: { nameWithOwner: "acme/other" } },
      },
      undefined,
    ],
    ["a mention that the App may not see", { ...event, __typename: "CrossReferencedEvent", source: null }, undefined],
    [
      "a mark as a duplicate",
      { ...event, __typename: "MarkedAsDuplicateEvent", canonical: { number: 7 }, duplicate: child },
      { ...seen, type: "marked as duplicate", of: 7 },
    ],
    [
      "such a mark taken back",
      { ...event, __typename: "UnmarkedAsDuplicateEvent", canonical: { number: 7 } },
      { ...seen, type: "marked as duplicate", of: null },
    ],
    [
      "the mark of another issue as a duplicate of this one",
      { ...event, __typename: "MarkedAsDuplicateEvent", canonical: { number: 12 }, duplicate: child },
      { ...seen, type: "cross-referenced", source: { number: 13 } },
    ],
    [
      "that mark taken back",
      { ...event, __typename: "UnmarkedAsDuplicateEvent", canonical: { number: 12 } },
      undefined,
    ],
    [
      "a mark as a duplicate of an issue of another repository",
      {
        ...event,
        __typename: "MarkedAsDuplicateEvent",
        canonical: { number: 7, repository: { nameWithOwner: "acme/other" } },
      },
      undefined,
    ],
    [
      "a mark as a duplicate of what the App may not see, or of a pull request",
      { ...event, __typename: "MarkedAsDuplicateEvent", canonical: {} },
      undefined,
    ],
    [
      "an item of a kind that we don't ask for",
      { ...event, __typename: "LockedEvent" } as unknown as AnsweredItem,
      undefined,
    ],
  ])("%s", (_, answered, expected) => {
    if (expected) expect(readItem(answered)).toMatchObject(expected);
    else expect(readItem(answered)).toBeUndefined();
  });

  test("a mention by a pull request", () => {
    const source = {
      __typename: "PullRequest" as const,
      number: 9,
      title: "Fix",
      url: "u",
      merged: true,
      mergedAt: "2026-03-10T16:18:00Z",
      mergedBy: cathy,
    };
    expect(readItem({ ...event, __typename: "CrossReferencedEvent", willCloseTarget: true, source })).toEqual({
      ...seen,
      type: "cross-referenced",
      source: {
        pullRequest: 9,
        title: "Fix",
        url: "u",
        merged: true,
        closes: true,
        mergedAt: at("16:18"),
        mergedBy: { login: "cathy", kind: "user" },
      },
    });
  });
});

test("a child whose id has outgrown GraphQL has the full one", () => {
  const grown = { ...child, databaseId: null, fullDatabaseId: "3400000001" };
  expect(childrenOf([grown], home)).toMatchObject([{ number: 13, databaseId: 3_400_000_001 }]);
});

test("children keep their newest comments, and those of other repositories are left out", () => {
  const comments = {
    nodes: [{ id: "IC_9", databaseId: 9, url: "u", body: "No need", createdAt: "2026-03-10T16:10:00Z", author: cathy }],
  };
  const elsewhere = { ...child, number: 1, repository: { nameWithOwner: "acme/other" } };
  const here = { ...child, comments, repository: { nameWithOwner: "Acme/Shop" }, parent: { number: 12 } };
  expect(childrenOf([here, elsewhere], home)).toEqual([
    expect.objectContaining({
      number: 13,
      databaseId: 130,
      parent: 12,
      comments: [
        {
          id: "IC_9",
          comment: 9,
          author: { login: "cathy", kind: "user" },
          body: "No need",
          at: at("16:10"),
          url: "u",
        },
      ],
    }),
  ]);
});

test("children have the pull requests that close them, but for those of other repositories, which may be private", () => {
  const pull = (number: number, state: string, nameWithOwner = "Acme/Shop") => ({
    number,
    url: `https://github.com/${nameWithOwner}/pull/${number}`,
    state,
    merged: state === "MERGED",
    repository: { nameWithOwner },
  });
  const nodes = [pull(44, "CLOSED"), pull(45, "MERGED"), null, pull(46, "OPEN"), pull(47, "OPEN", "acme/other")];
  const [closed] = childrenOf([{ ...child, closedByPullRequestsReferences: { nodes } }], home);
  expect(closed?.pullRequests).toEqual([
    { number: 44, url: "https://github.com/Acme/Shop/pull/44", state: "closed" },
    { number: 45, url: "https://github.com/Acme/Shop/pull/45", state: "merged" },
    { number: 46, url: "https://github.com/Acme/Shop/pull/46", state: "open" },
  ]);
  const [unknown] = childrenOf([child], home);
  expect(unknown).not.toHaveProperty("pullRequests");
});

test("a repository has its configuration and templates, without what is no text", () => {
  const entries = [
    { name: "card.hbs", object: { text: "Hello" } },
    { name: "logo.png", object: { text: null } },
    { name: "folder", object: {} },
  ];
  expect(
    repositoryOf({ ...repository, configuration: { text: "zone: UTC" }, templates: { entries } }, ["sev1"]),
  ).toEqual({
    owner: "acme",
    name: "shop",
    url: "https://github.com/acme/shop",
    private: true,
    labels: ["sev1"],
    configuration: "zone: UTC",
    templates: { "card.hbs": "Hello" },
    deployments: null,
    merged: null,
  });
});
