/** Reading: how many requests it takes, and what is made of answers that are not whole. */
import { describe, expect, test } from "vitest";
import { GitHubError } from "../../src/error.ts";
import { sendThrough } from "../../src/github/send.ts";
import { child, comment, issue, repository } from "./answers.ts";
import { readerOf } from "./reader.ts";
import { type Asked, type Reply, serve } from "./server.ts";

type Variables = Record<string, string | number>;
const variablesOf = ({ body }: Asked) => (body as { variables: Variables }).variables;
const operationOf = ({ body }: Asked) => (body as { query: string }).query.split("(", 1)[0];
const numbersIn = (variables: Variables) => Object.keys(variables).filter((name) => name.startsWith("number")).length;
const repo = (fields: object): Reply => ({ body: { data: { repository: { ...repository, ...fields } } } });

async function reading(answer: (asked: Asked) => Reply) {
  const { octokit, asked } = await serve(answer);
  const labelsOf = (configuration: string | null) => (configuration?.includes("todo") ? ["todo"] : ["action-item"]);
  return { reader: readerOf(sendThrough(octokit), labelsOf), asked };
}

/** Answers each issue asked for with its number. */
function issues(asked: Asked): Reply {
  const variables = variablesOf(asked);
  const fields = Array.from({ length: numbersIn(variables) }, (_, i) => [
    `issue${i}`,
    { ...issue, number: variables[`number${i}`] },
  ]);
  return repo(Object.fromEntries(fields));
}

describe("one issue", () => {
  test("takes one request, with repository and recent issues", async () => {
    const { reader, asked } = await reading(() =>
      repo({ issue0: issue, recent0: { nodes: [child] }, labels: { nodes: [{ name: "sev1" }] } }),
    );
    const [read] = await reader.read([12]);
    expect(read).toMatchObject({ number: 12, recent: [{ number: 13 }], repository: { labels: ["sev1"] } });
    expect(asked.map(variablesOf)).toEqual([{ owner: "acme", name: "shop", number0: 12, label0: "action-item" }]);
  });

  test("takes one request more for each further page of its timeline", async () => {
    const page = (id: string, endCursor: string | null) => ({
      timelineItems: { pageInfo: { hasNextPage: endCursor !== null, endCursor }, nodes: [{ ...comment, id }] },
    });
    const { reader, asked } = await reading((question) => {
      if (operationOf(question) === "query Whole") return repo({ issue0: { ...issue, ...page("IC_1", "a") } });
      return repo({ issue: variablesOf(question).after === "a" ? page("IC_2", "b") : page("IC_3", null) });
    });
    const [read] = await reader.read([12]);
    expect(read?.items.map(({ id }) => id)).toEqual(["IC_1", "IC_2", "IC_3"]);
    expect(asked).toHaveLength(3);
  });

  test("asks once more where the configuration names other labels, and remembers", async () => {
    const { reader, asked } = await reading((question) =>
      operationOf(question) === "query Newest"
        ? repo({ newest0: { nodes: [child] } })
        : repo({
            issue0: issue,
            configuration: { text: "labels: { actionItem: todo }" },
            recent0: { nodes: [{ ...child, number: 99 }] },
          }),
    );
    expect((await reader.read([12]))[0]?.recent.map(({ number }) => number)).toEqual([13]);
    expect((await reader.read([12]))[0]?.recent.map(({ number }) => number)).toEqual([99]);
    expect(asked.map((question) => variablesOf(question).label0)).toEqual(["action-item", "todo", "todo"]);
  });

  test("that isn't there is null, and so is one of a repository out of sight", async () => {
    const missing = { type: "NOT_FOUND", path: ["repository", "issue0"], message: "Could not resolve" };
    const { reader } = await reading(() => ({
      body: { data: { repository: { ...repository, issue0: null } }, errors: [missing] },
    }));
    expect(await reader.read([12])).toEqual([null]);
    const blind = await reading(() => ({
      body: { data: { repository: null }, errors: [{ ...missing, path: ["repository"] }] },
    }));
    expect(await blind.reader.read([12])).toEqual([null]);
  });

  test.each<[string, object]>([
    [
      "a source that the App may not see",
      { type: "FORBIDDEN", path: ["repository", "issue0", "timelineItems", "nodes", 0, "source"] },
    ],
    ["an id that has outgrown GraphQL", { path: ["repository", "issue0", "timelineItems", "nodes", 0, "databaseId"] }],
  ])("is read in spite of %s", async (_, error) => {
    const { reader } = await reading(() => ({
      body: { data: { repository: { ...repository, issue0: issue } }, errors: [error] },
    }));
    expect(await reader.read([12])).toMatchObject([{ number: 12 }]);
  });

  test.each<[string, Reply]>([
    [
      "without its timeline",
      {
        body: {
          data: { repository: { ...repository, issue0: issue } },
          errors: [{ message: "Something went wrong", path: ["repository", "issue0", "timelineItems"] }],
        },
      },
    ],
    ["without anything", { body: { data: null, errors: [{ message: "Something went wrong" }] } }],
    ["with a refusal", { status: 401, body: { message: "Bad credentials" } }],
  ])("is not read %s", async (_, reply) => {
    const { reader } = await reading(() => reply);
    await expect(reader.read([12])).rejects.toBeInstanceOf(GitHubError);
  });
});

describe("many issues", () => {
  test("come 25 in a request", async () => {
    const { reader, asked } = await reading(issues);
    const numbers = Array.from({ length: 60 }, (_, i) => i + 1);
    expect((await reader.read(numbers)).map((read) => read?.number)).toEqual(numbers);
    expect(asked.map(variablesOf).map(numbersIn)).toEqual([25, 25, 10]);
  });

  test("come in smaller requests where GitHub takes too long, none twice", async () => {
    const { reader, asked } = await reading((question) =>
      numbersIn(variablesOf(question)) > 7 ? { status: 502, body: { message: "Timeout" } } : issues(question),
    );
    const numbers = Array.from({ length: 30 }, (_, i) => i + 1);
    expect((await reader.read(numbers)).map((read) => read?.number)).toEqual(numbers);
    expect(asked.map(variablesOf).map(numbersIn)).toEqual([25, 13, 7, 7, 7, 7, 2]);
  });

  test("are not asked for in smaller requests where the App has no access", async () => {
    const { reader, asked } = await reading(() => ({ status: 401, body: { message: "Bad credentials" } }));
    await expect(reader.read([1, 2, 3])).rejects.toThrow("GitHub could not answer a query: Bad credentials");
    expect(asked).toHaveLength(1);
  });
});

test("open issues are listed by all labels at once, page by page, each once", async () => {
  const configuration = { text: "zone: UTC" };
  const { reader, asked } = await reading((question) => {
    if (variablesOf(question).after0 === "a") return repo({ open0: { nodes: [{ number: 3 }] }, configuration });
    const open1 = { nodes: [{ number: 1 }, { number: 2 }], pageInfo: { hasNextPage: true, endCursor: "a" } };
    return repo({ open0: { nodes: [{ number: 2 }] }, open1, configuration });
  });
  expect(await reader.listOpen(["sev1", "incident"])).toEqual({ numbers: [2, 1, 3], configuration: "zone: UTC" });
  expect(asked.map(variablesOf)).toMatchObject([
    { label0: "sev1", after0: null, label1: "incident", after1: null },
    { label0: "incident", after0: "a" },
  ]);
});

describe("what is left out at first", () => {
  const mark = { content: "THUMBS_UP", createdAt: "2026-03-10T16:10:00Z", user: { login: "greg" } };
  const by = (content: string, viewerHasReacted: boolean) => [{ content, viewerHasReacted, createdAt: mark.createdAt }];
  const items = (...nodes: object[]) => ({ ...issue, timelineItems: { nodes } });
  const mention = (source: object) => ({
    __typename: "CrossReferencedEvent",
    id: "E_1",
    createdAt: mark.createdAt,
    source,
  });
  const { labels: _, ...brief } = { ...child, __typename: "Issue", stateReason: "COMPLETED" };

  test.each<[string, object, { texts: string[]; children: string[] }]>([
    [
      "a comment that people marked",
      items({ ...comment, reactionGroups: by("THUMBS_DOWN", false) }),
      { texts: ["IC_7"], children: [] },
    ],
    [
      "an issue that people marked",
      { ...issue, reactionGroups: by("CONFUSED", true) },
      { texts: ["I_12"], children: [] },
    ],
    [
      "an edited comment with the App's 🚀",
      items({ ...comment, lastEditedAt: mark.createdAt, reactionGroups: by("ROCKET", true) }),
      { texts: ["IC_7"], children: [] },
    ],
    [
      "all texts where the server dates no reaction",
      items(
        { ...comment, id: "IC_8", reactionGroups: [{ content: "ROCKET", viewerHasReacted: true, createdAt: null }] },
        { ...comment, reactionGroups: [{ content: "THUMBS_UP", viewerHasReacted: false, createdAt: null }] },
      ),
      { texts: ["I_12", "IC_8", "IC_7"], children: [] },
    ],
    ["a sub-issue", { ...issue, subIssues: { nodes: [brief] } }, { texts: [], children: ["I_13"] }],
    [
      "a mention by a bot's issue",
      items(mention({ ...brief, author: { login: "sooner[bot]" } })),
      { texts: [], children: ["I_13"] },
    ],
    [
      "a mention by a duplicate",
      items(mention({ ...brief, stateReason: "DUPLICATE" })),
      { texts: [], children: ["I_13"] },
    ],
  ])("is asked for in one request more: %s", async (__, issue0, ids) => {
    const full = { ...brief, labels: { nodes: [{ name: "todo" }] } };
    const { reader, asked } = await reading((question) =>
      operationOf(question) === "query Details"
        ? {
            body: {
              data: { texts: [{ id: ids.texts[0] ?? "", reactions: { nodes: [mark] } }], children: [full, null] },
            },
          }
        : repo({ issue0, issue1: null }),
    );
    const [read] = await reader.read([12, 14]);
    expect(asked.map(variablesOf).slice(1)).toEqual([ids]);
    const text = JSON.stringify(read);
    if (ids.texts.length > 0) expect(text).toContain('{"content":"+1","at":1773159000000,"who":"greg"}');
    else expect(text).toContain('"labels":["todo"]');
  });

  test.each<[string, object]>([
    ["a comment with the App's 🚀 that nobody edited", items({ ...comment, reactionGroups: by("ROCKET", true) })],
    ["a comment that people only cheered", items({ ...comment, reactionGroups: by("HEART", false) })],
    [
      "a comment that nobody reacted to",
      items({ ...comment, reactionGroups: [{ content: "THUMBS_UP", createdAt: null }] }),
    ],
    ["a mention by a person's issue", items(mention(brief))],
    ["a mention by a pull request", items(mention({ __typename: "PullRequest", number: 9 }))],
    ["a mention by a sub-issue that came in full", { ...items(mention(brief)), subIssues: { nodes: [child] } }],
  ])("is not asked for where it says nothing: %s", async (__, issue0) => {
    const { reader, asked } = await reading(() => repo({ issue0, issue1: null }));
    await reader.read([12, 14]);
    expect(asked).toHaveLength(1);
  });

  test("comes a hundred at a time, for many issues together", async () => {
    const subIssues = (from: number) => ({
      nodes: Array.from({ length: 60 }, (__, n) => ({ ...brief, id: `I_${from + n}`, number: from + n })),
    });
    const { reader, asked } = await reading((question) =>
      operationOf(question) === "query Details"
        ? { body: { data: {} } }
        : repo({ issue0: { ...issue, subIssues: subIssues(100) }, issue1: { ...issue, subIssues: subIssues(200) } }),
    );
    await reader.read([12, 14]);
    const sizes = asked
      .slice(1)
      .map((question) => (variablesOf(question) as unknown as { children: string[] }).children.length);
    expect(sizes).toEqual([100, 20]);
  });
});

test("sub-issues beyond the first page are read too", async () => {
  const { reader } = await reading((question) =>
    operationOf(question) === "query SubIssues"
      ? repo({ issue: { subIssues: { nodes: [{ ...child, number: 14 }] } } })
      : repo({ issue0: { ...issue, subIssues: { nodes: [child], pageInfo: { hasNextPage: true, endCursor: "a" } } } }),
  );
  expect((await reader.read([12]))[0]?.subIssues.map(({ number }) => number)).toEqual([13, 14]);
});

test("the configuration comes with a list for no label at all", async () => {
  const { reader } = await reading(() => repo({ configuration: { text: "zone: UTC" } }));
  expect(await reader.listOpen([])).toEqual({ numbers: [], configuration: "zone: UTC" });
});

test("labels beyond the first hundred are read too", async () => {
  const { reader } = await reading((question) =>
    operationOf(question) === "query Labels"
      ? repo({ labels: { nodes: [{ name: "sev1" }] } })
      : repo({ issue0: issue, labels: { nodes: [{ name: "bug" }], pageInfo: { hasNextPage: true, endCursor: "a" } } }),
  );
  expect((await reader.read([12]))[0]?.repository.labels).toEqual(["bug", "sev1"]);
});
