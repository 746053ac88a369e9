/** Reading in bulk: how many requests it takes, what comes of failures at each of them, and what is left when limits are near. */
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { GitHubError, UserError } from "../../src/error.ts";
import type { Take } from "../../src/github/bulk.ts";
import type { DatedIssue } from "../../src/github/observed.ts";
import { jobWith, markedComment, type Shelf, shelved, variablesOf } from "./shelf.ts";

const severities = ["sev1", "sev2", "sev3", "sev4", "sev5"];
const labels = ["incident", ...severities];
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** Keeps what it takes. */
function taking() {
  const taken = new Map<number, DatedIssue | null>();
  let count = 0;
  const take: Take = async (issue, number) => {
    count += 1;
    taken.set(number, issue);
  };
  return { take, taken, numbers: () => [...taken.keys()].sort((a, b) => a - b), count: () => count };
}

describe("a full read", () => {
  test("of 1,000 incidents takes 40 requests, and one to begin with", async () => {
    const { archive, operations } = await jobWith({ issues: shelved(1_000) });
    const { take, numbers, count } = taking();
    const { totals } = await archive.open(labels, null);
    expect(await archive.readAll(labels, take)).toEqual({ left: [], reason: null });
    expect(totals).toEqual({ incident: 1_000, sev1: 0, sev2: 0, sev3: 0, sev4: 0, sev5: 0 });
    expect(numbers()).toEqual(upTo(1_000));
    expect(count()).toBe(1_000);
    expect(operations()).toEqual(["Overview", ...Array(40).fill("Bulk")]);
  });

  test.each([0, 1, 24, 26, 99, 101, 199, 201, 333])("of %i takes no more pages than they fill", async (count) => {
    const { archive, asked } = await jobWith({ issues: shelved(count, severities) });
    const { take, numbers } = taking();
    expect(await archive.readAll(labels, take)).toEqual({ left: [], reason: null });
    expect(numbers()).toEqual(upTo(count));
    expect(asked.length).toBe(1 + Math.ceil(count / 25));
  });

  test("hands over one issue of each request at a time, and waits until it is taken", async () => {
    const { archive } = await jobWith({ issues: shelved(1_000, severities) });
    let atHand = 0;
    let most = 0;
    await archive.open(labels, null);
    await archive.readAll(labels, async () => {
      most = Math.max(most, ++atHand);
      await pause(1);
      atHand -= 1;
    });
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(10);
  });

  test("misses none that was there all the time, whatever comes and goes between the pages", async () => {
    const gone = new Set([1, 350, 700]);
    const { archive, shelf } = await jobWith({ issues: shelved(700) });
    shelf.instead = (_, index) => {
      if (index === 2) for (const number of gone) shelf.issues.delete(number);
      if (index === 3) shelf.issues.set(701, { number: 701, labels: ["incident"] });
      if (index === 4) shelf.issues.set(300, { number: 300, labels: ["fixed"] });
      return null;
    };
    const { take, taken } = taking();
    expect(await archive.readAll(labels, take)).toEqual({ left: [], reason: null });
    const missed = upTo(700).filter((number) => !gone.has(number) && number !== 300 && !taken.has(number));
    expect(missed).toEqual([]);
  });

  test("asks for what is left out at first once for many", async () => {
    const issues = shelved(60);
    for (const one of issues.values()) one.items = [markedComment(`IC_${one.number}`)];
    const { archive, operations } = await jobWith({ issues });
    const { take, taken } = taking();
    await archive.readAll(labels, take);
    expect(operations()).toEqual(["Overview", "Bulk", "Bulk", "Bulk", "Details"]);
    expect(taken.get(60)?.items[0]).toMatchObject({ reactions: [{ content: "+1", who: "greg" }] });
  });

  test("brings the time of the last change", async () => {
    const { archive } = await jobWith({
      issues: new Map([[7, { number: 7, labels: ["incident"], updatedAt: "2026-03-11T08:00:00Z" }]]),
    });
    const { take, taken } = taking();
    await archive.readSome([7, 8], take);
    expect(taken.get(7)?.updatedAt).toBe(Date.parse("2026-03-11T08:00:00Z"));
    expect(taken.get(8)).toBeNull();
  });
});

describe("what changed since", () => {
  const since = Date.parse("2026-03-10T00:00:00Z");

  test("comes in one request, with what a run begins with", async () => {
    const issues = shelved(300, ["Incident"]);
    issues.set(12, { number: 12, labels: ["Incident", "login"], updatedAt: "2026-03-11T08:00:00Z" });
    const configuration = "zone: UTC\n";
    const { archive, operations, github } = await jobWith({ issues, configuration });
    expect(await archive.open(["Incident"], since)).toEqual({
      hasWiki: true,
      private: true,
      configuration,
      templates: {},
      totals: { incident: 300 },
      newest: [],
      changed: [
        {
          number: 12,
          title: "Issue 12",
          updatedAt: Date.parse("2026-03-11T08:00:00Z"),
          labels: ["Incident", "login"],
          parent: null,
        },
      ],
    });
    expect(await github.self()).toBe("github-actions");
    expect(await github.permission("nobody")).toBe("none");
    expect(operations()).toEqual(["Overview"]);
  });

  test("takes a request more for each further hundred", async () => {
    const issues = shelved(250);
    for (const one of issues.values()) one.updatedAt = "2026-03-11T08:00:00Z";
    const { archive, operations } = await jobWith({ issues });
    expect((await archive.open(labels, since)).changed?.map(({ number }) => number)).toEqual(upTo(250));
    expect(operations()).toEqual(["Overview", "Changes", "Changes"]);
  });

  test("is read in one request where it is little, marks and all", async () => {
    const issues = shelved(10);
    const { archive, asked } = await jobWith({ issues });
    await archive.open(labels, since);
    await archive.readSome(upTo(10), taking().take);
    expect(asked).toHaveLength(2);
    expect(JSON.stringify(asked[1]?.body)).toContain("reactions(first: 30)");
  });
});

describe("a failure that passes costs nothing but time", () => {
  const requests = 1 + 7;

  test.each(upTo(requests).map((n) => n - 1))("at request %i", async (failing) => {
    const { archive } = await jobWith({
      issues: shelved(160, severities),
      instead: (_, index) => (index === failing ? { status: 502, body: { message: "Timeout" } } : null),
    });
    const { take, numbers, count } = taking();
    expect(await archive.readAll(labels, take)).toEqual({ left: [], reason: null });
    expect(numbers()).toEqual(upTo(160));
    expect(count()).toBe(160);
  });

  test("where GitHub can't bring so many at once, it is asked for fewer, and not soon for many again", async () => {
    const sizes: number[] = [];
    const { archive } = await jobWith({
      issues: shelved(300),
      instead: (asked) => {
        const size = Object.keys(variablesOf(asked)).filter((name) => name.startsWith("number")).length;
        sizes.push(size);
        return size > 10 ? { status: 502, body: { message: "Timeout" } } : null;
      },
    });
    const { take, numbers } = taking();
    expect(await archive.readAll(labels, take)).toEqual({ left: [], reason: null });
    expect(numbers()).toEqual(upTo(300));
    expect(sizes.filter((size) => size > 10).length).toBeLessThanOrEqual(20);
  });
});

describe("near its limits", () => {
  const reset = String(Math.floor(Date.now() / 1000) + 1_800);
  const limits = (remaining: number) => ({
    "x-ratelimit-limit": "1000",
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": reset,
    "x-ratelimit-resource": "graphql",
  });

  test.each(upTo(9).map((n) => n - 1))(
    "from request %i on, it begins no other, and says what is left",
    async (short) => {
      const { archive, asked, shelf, budget } = await jobWith({ issues: shelved(1_000), headers: limits(900) });
      shelf.instead = (_, index) => {
        if (index >= short) shelf.headers = limits(99);
        return null;
      };
      const { take, numbers } = taking();
      const { left, reason } = await archive.readAll(labels, take);
      expect(budget.isShort()).toBe(true);
      expect(reason).toMatch(/^only 99 of 1,000 requests \(graphql\) are left until \d\d:\d\d UTC$/);
      expect(asked.length).toBeLessThanOrEqual(short + 10);
      if (left !== null) expect([...numbers(), ...left].sort((a, b) => a - b)).toEqual(upTo(1_000));
      expect(numbers().length).toBe(25 * (asked.length - 1));
    },
  );

  test.each<[string, Partial<Shelf>]>([
    [
      "403",
      { instead: (_, i) => (i < 3 ? null : { status: 403, headers: limits(0), body: { message: "API rate limit" } }) },
    ],
    [
      "200",
      {
        instead: (_, i) =>
          i < 3
            ? null
            : { headers: limits(0), body: { errors: [{ type: "RATE_LIMITED", message: "API rate limit" }] } },
      },
    ],
  ])("a refusal for the rest of the hour, with status %s, ends it as well", async (_, given) => {
    const { archive } = await jobWith({ issues: shelved(200), ...given });
    const { take, numbers } = taking();
    const { left, reason } = await archive.readAll(labels, take);
    expect([...numbers(), ...(left ?? [])].sort((a, b) => a - b)).toEqual(upTo(200));
    expect(left?.length).toBeGreaterThan(0);
    expect(reason).toContain("POST /graphql");
  });

  test("where even the numbers are not all known, it doesn't pretend to know what is left", async () => {
    const { archive } = await jobWith({ issues: shelved(1_000), headers: limits(20) });
    const { take, numbers } = taking();
    expect(await archive.readAll(labels, take)).toMatchObject({ left: null });
    expect(numbers()).toEqual([]);
  });

  test("it still asks for the details of what it has begun: the next run would begin with the same again", async () => {
    const issues = shelved(60);
    for (const one of issues.values()) one.items = [markedComment(`IC_${one.number}`)];
    const { archive, operations, shelf } = await jobWith({ issues, headers: limits(900) });
    shelf.instead = (_, index) => {
      if (index >= 1) shelf.headers = limits(99);
      return null;
    };
    const { take, numbers } = taking();
    const { left, reason } = await archive.readSome(upTo(300), take);
    expect(reason).toMatch(/^only 99 of 1,000/);
    expect(operations().at(-1)).toBe("Details");
    expect([...numbers(), ...(left ?? [])].sort((a, b) => a - b)).toEqual(upTo(300));
    expect(numbers().length).toBeGreaterThanOrEqual(60);
  });

  test.each([
    [
      "a limit",
      { status: 403, headers: { "retry-after": "900" }, body: { message: "API rate limit" } },
      "GitHub's rate limit holds back POST /graphql",
    ],
    ["an answer that is none", { body: "?" }, "GitHub could not answer a query"],
  ])("an error says what it is: %s", async (_, reply, message) => {
    const { archive } = await jobWith({ instead: () => reply });
    await expect(archive.open(labels, null)).rejects.toThrow(new RegExp(`${message}$`));
  });

  test("a limit of few requests keeps 20", async () => {
    const headers = { ...limits(21), "x-ratelimit-limit": "60" };
    const { archive, budget, shelf } = await jobWith({ headers });
    await archive.open([], null);
    expect([budget.isShort(), budget.shortage(), budget.requests]).toEqual([false, null, 1]);
    shelf.headers = { ...headers, "x-ratelimit-remaining": "19" };
    await archive.open([], null);
    expect(budget.isShort()).toBe(true);
  });
});

describe("a failure for good", () => {
  test("is thrown once nothing is under way any more", async () => {
    const { archive, asked } = await jobWith({
      issues: shelved(500, severities),
      instead: (_, index) => (index === 4 ? { status: 401, body: { message: "Bad credentials" } } : null),
    });
    await expect(archive.readAll(labels, taking().take)).rejects.toBeInstanceOf(GitHubError);
    const seen = asked.length;
    await pause(50);
    expect(asked).toHaveLength(seen);
  });

  test("so is what taking an issue throws", async () => {
    const { archive } = await jobWith({ issues: shelved(30) });
    const failing: Take = async (_, number) => {
      if (number === 7) throw new Error("It can't be understood");
    };
    await expect(archive.readAll(labels, failing)).rejects.toThrow("It can't be understood");
  });

  test("a repository that the token doesn't see", async () => {
    const missing = { type: "NOT_FOUND", path: ["repository"], message: "Could not resolve" };
    const { archive } = await jobWith({
      instead: () => ({
        body: { data: { viewer: { login: "github-actions[bot]" }, repository: null }, errors: [missing] },
      }),
    });
    await expect(archive.open(labels, null)).rejects.toThrow("The token sees no repository acme/shop.");
  });
});

describe("a job", () => {
  test.each(["github-actions", "github-actions[bot]"])("is %s", async (viewer) => {
    const { github, operations } = await jobWith({ viewer });
    expect(await github.self()).toBe("github-actions");
    expect(await github.self()).toBe("github-actions");
    expect(operations()).toEqual(["Viewer"]);
  });

  test("with an App's token is that App", async () => {
    expect(await (await jobWith({ viewer: "sooner[bot]" })).github.self()).toBe("sooner");
  });

  test("with a person's token is refused, at each way in", async () => {
    const { github, archive } = await jobWith({ viewer: "olga" });
    const refusal = "The token belongs to olga, not to a workflow or an App.";
    await expect(github.self()).rejects.toThrow(refusal);
    await expect(archive.open(labels, null)).rejects.toBeInstanceOf(UserError);
  });

  test("knows from the list of collaborators who may do what", async () => {
    const people = ["ADMIN", "MAINTAIN", "WRITE", "TRIAGE", "READ"].map((permission) => ({
      permission,
      node: { login: permission === "ADMIN" ? "Olga" : permission.toLowerCase() },
    }));
    const crowd = Array.from({ length: 150 }, (_, n) => ({ permission: "WRITE", node: { login: `one${n}` } }));
    const { github, archive, operations } = await jobWith({ collaborators: [...people, ...crowd] });
    await archive.open(labels, null);
    const asked = ["olga", "maintain", "write", "triage", "read", "one149", "oscar"];
    expect(await Promise.all(asked.map((login) => github.permission(login)))).toEqual([
      ...Array(4).fill("triage"),
      "read",
      "triage",
      "none",
    ]);
    expect(operations()).toEqual(["Overview", "Collaborators"]);
  });

  test.each<[string, Partial<Shelf>]>([
    ["where GitHub shows no list", { collaborators: null }],
    [
      "where the list is longer than the people are worth",
      { collaborators: Array.from({ length: 1_001 }, (_, n) => ({ permission: "WRITE", node: { login: `one${n}` } })) },
    ],
  ])("asks one by one %s", async (_, given) => {
    const { github, archive, asked } = await jobWith({
      ...given,
      instead: ({ path }) => (path.endsWith("/permission") ? { body: { permission: "write" } } : null),
    });
    await archive.open(labels, null);
    expect(await github.permission("cathy")).toBe("triage");
    expect(asked.map(({ path }) => path)).toEqual(["/graphql", "/repos/acme/shop/collaborators/cathy/permission"]);
  });

  test("doesn't ask what a workflow's token can't see: who is of the organisation", async () => {
    const { github, asked } = await jobWith({});
    expect(await github.isMember("cathy")).toBe(false);
    expect(asked).toHaveLength(1);
    const withApp = await jobWith({
      viewer: "sooner[bot]",
      instead: ({ path }) => (path.startsWith("/orgs/") ? { status: 204 } : null),
    });
    expect(await withApp.github.isMember("cathy")).toBe(true);
  });
});

describe("what else the reports need", () => {
  test("deployments that succeeded since then, oldest first", async () => {
    const node = (id: number, day: number, ...states: string[]) => ({
      databaseId: id,
      createdAt: `2026-03-${String(day).padStart(2, "0")}T08:00:00Z`,
      commitOid: `c${id}`,
      environment: "production",
      statuses: { nodes: states.map((state) => ({ state })) },
    });
    const pages = [
      { nodes: [node(9, 20, "SUCCESS"), node(8, 19, "INACTIVE", "FAILURE"), node(7, 18)] },
      { nodes: [node(6, 17, "INACTIVE", "SUCCESS"), node(5, 2, "SUCCESS")] },
      { nodes: [node(4, 1, "SUCCESS")] },
    ];
    const { archive, asked } = await jobWith({
      instead: (question) => {
        const at = Number(variablesOf(question).after ?? 0);
        const deployments = { ...pages[at], pageInfo: { hasNextPage: at < 2, endCursor: String(at + 1) } };
        return { body: { data: { repository: { deployments } } } };
      },
    });
    expect(await archive.deployments(["production"], Date.parse("2026-03-10T00:00:00Z"))).toEqual([
      { id: 6, sha: "c6", environment: "production", createdAt: "2026-03-17T08:00:00Z" },
      { id: 9, sha: "c9", environment: "production", createdAt: "2026-03-20T08:00:00Z" },
    ]);
    expect(asked).toHaveLength(2);
    expect((await archive.deployments(["production"], null)).map(({ id }) => id)).toEqual([4, 5, 6, 9]);
    expect(await archive.deployments([], null)).toEqual([]);
  });

  test("merge commits, a hundred in a request", async () => {
    const { archive, asked } = await jobWith({
      instead: () => ({ body: { data: { repository: { pull0: { mergeCommit: { oid: "abc" } }, pull1: null } } } }),
    });
    const found = await archive.mergeCommits(upTo(120));
    expect([...found]).toEqual([
      [1, "abc"],
      [101, "abc"],
    ]);
    expect(asked).toHaveLength(2);
  });

  test("whether a repository is public", async () => {
    const { archive, asked } = await jobWith({
      instead: (question) => {
        const { name } = variablesOf(question);
        return { body: { data: { repository: name === "gone" ? null : { isPrivate: name === "shop" } } } };
      },
    });
    const names = ["acme/site", "acme/shop", "acme/gone", "Acme/Site"];
    expect(await Promise.all(names.map((name) => archive.isPublic(name)))).toEqual([true, false, false, true]);
    expect(asked).toHaveLength(3);
  });
});
