/** The world behaves like GitHub towards a workflow's job: who it is, what its token reaches, and how much of it. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Client } from "./client.ts";
import { Refusal } from "./refusal.ts";
import { createWorld, type World } from "./world.ts";

let world: World;
let gary: Client;
let job: Client;

beforeEach(async () => {
  world = createWorld({ now: "2026-03-10T16:00:00Z" });
  world.person("gary", { role: "write", member: true });
  world.person("olga", { role: "admin", member: true });
  world.repository("acme/shop", { private: true, files: { ".github/sooner.yml": "zone: UTC\n" } });
  await world.listen();
  gary = world.as("gary");
  job = world.asJob();
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

const granted = (permissions: Record<string, string>): Client =>
  new Client(() => world.url, world.job("acme/shop", { permissions }).token, "acme/shop");

const INTEGRATION = "403 Resource not accessible by integration";

describe("who it is", () => {
  test("the bot of GitHub Actions, through every form of address", async () => {
    const { token, login } = world.job();
    const query = JSON.stringify({ query: "{ viewer { login } }" });
    for (const scheme of ["token", "Bearer"]) {
      for (const path of ["/graphql", "/api/graphql", "/api/v3/graphql"]) {
        const headers = { authorization: `${scheme} ${token}` };
        const answer = await fetch(world.url + path, { method: "POST", headers, body: query });
        expect(await answer.json()).toEqual({ data: { viewer: { login } } });
      }
    }
    for (const base of ["", "/api/v3"]) {
      expect(await job.request("GET", `${base}/repos/acme/shop`)).toMatchObject({ has_wiki: true });
    }
    expect(login).toBe("github-actions[bot]");
  });

  test("what it writes is its own, told by webhooks, and watched over", async () => {
    const told: string[] = [];
    world.webhooks.rule(({ event, action }) => {
      told.push(`${event} ${action}`);
      return { copies: 0 };
    });
    world.deliverTo("http://127.0.0.1:1/");
    await gary.openIssue({ title: "Login down" });
    const comment = await job.comment(1, "The card");
    expect(await job.request("GET", `/repos/acme/shop/issues/comments/${comment}`)).toMatchObject({
      user: { login: "github-actions[bot]", type: "Bot" },
      performed_via_github_app: { slug: "github-actions" },
      pin: null,
    });
    await job.pinComment(comment);
    expect(await job.request("GET", `/repos/acme/shop/issues/comments/${comment}`)).toMatchObject({
      pin: { pinned_at: "2026-03-10T16:00:00Z", pinned_by: { login: "github-actions[bot]" } },
    });
    await job.comment(1, "Hello");
    expect(told).toEqual(["issues opened", "issue_comment created", "issue_comment created"]);
    expect([world.card(1), world.botSaid(1)]).toEqual(["The card", ["Hello"]]);
    expect(world.writes().map(({ actor, method }) => `${actor} ${method}`)).toEqual([
      "github-actions[bot] POST",
      "github-actions[bot] PUT",
      "github-actions[bot] POST",
    ]);
  });

  test("it may change what the App wrote, and the App what it wrote; people's words are another matter", async () => {
    await gary.openIssue({ title: "Login down" });
    const app = world.asApp();
    const [card, reply, word] = [
      await app.comment(1, "card"),
      await job.comment(1, "reply"),
      await gary.comment(1, "x"),
    ];
    await job.editComment(card, "card, newer");
    await app.deleteComment(reply);
    expect(world.trespasses()).toEqual([]);
    await job.editComment(word, "y");
    expect(world.trespasses()).toEqual([`edited https://github.com/acme/shop/issues/1#issuecomment-${word}`]);
    world.botSaid(1);
  });
});

describe("what it reaches", () => {
  test("its own repository; of others what is public, to read", async () => {
    world.repository("acme/secret", { private: true });
    world.repository("acme/site");
    expect(await refused(job.request("GET", "/repos/acme/secret"))).toBe("404 Not Found");
    expect(await refused(job.graphql('{ repository(owner: "acme", name: "secret") { id } }'))).toContain(
      "Could not resolve",
    );
    expect(await refused(job.request("GET", "/repos/acme/site"))).toBe("done");
    expect(await refused(job.request("POST", "/repos/acme/site/issues", { title: "x" }))).toBe(INTEGRATION);
  });

  const acts: [string, Record<string, string>, (client: Client) => Promise<unknown>][] = [
    ["comment", { issues: "write" }, (client) => client.comment(1, "x")],
    ["comment on a pull request", { "pull-requests": "write" }, (client) => client.comment(2, "x")],
    ["label", { issues: "write" }, (client) => client.label(1, "sev1")],
    ["open an issue", { issues: "write" }, (client) => client.openIssue({ title: "x" })],
    ["read an issue", { issues: "read" }, (client) => client.request("GET", "/repos/acme/shop/issues/1")],
    [
      "list issues",
      { issues: "read" },
      (client) => client.graphql(`{ repository(owner: "acme", name: "shop") { issues(first: 1) { totalCount } } }`),
    ],
    [
      "read a file",
      { contents: "read" },
      (client) => client.request("GET", "/repos/acme/shop/contents/.github/sooner.yml"),
    ],
    ["dispatch", { contents: "write" }, (client) => client.dispatch("incident")],
    ["merge", { contents: "write", "pull-requests": "write" }, (client) => client.mergePullRequest(2)],
    ["deploy", { deployments: "write" }, (client) => client.deploy({ environment: "production" })],
    [
      "list deployments",
      { deployments: "read" },
      (client) =>
        client.graphql(`{ repository(owner: "acme", name: "shop") { deployments(first: 1) { totalCount } } }`),
    ],
  ];
  test.each(acts)("%s: with %j, and not without", async (_, permissions, act) => {
    await gary.openIssue({ title: "Login down" });
    await gary.openPullRequest({ title: "Fix" });
    expect(await refused(act(granted({ metadata: "read" })))).toMatch(/Resource not accessible by integration$/);
    expect(await refused(act(granted(permissions)))).toBe("done");
    world.botSaid(1);
    world.botSaid(2);
  });

  test("a locked conversation takes no comment of an app's", async () => {
    await gary.openIssue({ title: "Login down" });
    await gary.lock(1);
    expect(await refused(job.comment(1, "x"))).toBe("403 Unable to create comment because issue is locked.");
    expect(await refused(world.asApp().comment(1, "x"))).toBe("403 Unable to create comment because issue is locked.");
    expect(await refused(gary.comment(1, "x"))).toBe("done");
    await gary.unlock(1);
    expect(await refused(job.comment(1, "x"))).toBe("done");
    expect(world.botSaid(1)).toEqual(["x"]);
  });
});

describe("how much of it", () => {
  const headersOf = async (path: string, init: RequestInit = {}) => {
    const { token } = world.job();
    const answer = await fetch(world.url + path, { headers: { authorization: `token ${token}` }, ...init });
    const header = (name: string) => answer.headers.get(`x-ratelimit-${name}`);
    return `${answer.status} ${header("resource")} ${header("used")} of ${header("limit")}, ${header("remaining")} left`;
  };
  const asked = (query: string) => {
    const { token } = world.job();
    return { method: "POST", headers: { authorization: `token ${token}` }, body: JSON.stringify({ query }) };
  };

  test("1,000 requests an hour for all jobs of a repository, points of GraphQL apart", async () => {
    expect(await headersOf("/repos/acme/shop")).toBe("200 core 1 of 1000, 999 left");
    expect(await headersOf("/repos/acme/shop")).toBe("200 core 2 of 1000, 998 left");
    expect(await headersOf("/graphql", asked("{ viewer { login } }"))).toBe("200 graphql 1 of 1000, 999 left");
    expect(await headersOf("/rate_limit")).toBe("200 core 2 of 1000, 998 left");
    world.repository("acme/site");
    const { token } = world.job("acme/site");
    expect(world.budget(token, "core").budget.remaining).toBe(1000);
    expect(await job.graphql("{ rateLimit { cost limit remaining used } }")).toEqual({
      rateLimit: { cost: 1, limit: 1000, remaining: 998, used: 2 },
    });
  });

  test("a spent hour refuses as GitHub does, until the next", async () => {
    const { token } = world.job();
    world.budget(token, "core").set({ remaining: 1, resetIn: 60 });
    world.budget(token, "graphql").set({ remaining: 0, resetIn: 60 });
    const outcomes = [];
    for (let times = 0; times < 2; times++) outcomes.push(await refused(job.request("GET", "/repos/acme/shop")));
    expect(outcomes).toEqual(["done", "403 API rate limit exceeded for installation."]);
    expect(await headersOf("/repos/acme/shop")).toBe("403 core 1000 of 1000, 0 left");
    expect(await headersOf("/rate_limit")).toBe("200 core 1000 of 1000, 0 left");
    const answer = await fetch(`${world.url}/graphql`, asked("{ viewer { login } }"));
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { errors: [{ type: "RATE_LIMITED", message: "API rate limit exceeded for installation." }] },
    ]);
    expect(Number(answer.headers.get("x-ratelimit-reset")) * 1000 - Date.now()).toBeGreaterThan(50_000);
    world.budget(token, "graphql").set({ remaining: 0, resetIn: 0 });
    expect(await refused(job.graphql("{ viewer { login } }"))).toBe("done");
  });

  test("expired, it is nobody's", async () => {
    world.expireTokens();
    expect(await refused(job.request("GET", "/repos/acme/shop"))).toBe("401 Bad credentials");
  });
});

describe("the wiki", () => {
  const SERVICE = "info/refs?service=git-receive-pack";
  const at = async (path: string, password?: string, fullName = "acme/shop") => {
    const basic = Buffer.from(`x-access-token:${password}`).toString("base64");
    const headers: Record<string, string> = password === undefined ? {} : { authorization: `Basic ${basic}` };
    const answer = await fetch(`${world.url}/${fullName}.wiki.git/${path}`, { headers });
    await answer.arrayBuffer();
    return answer.status;
  };
  const read = "info/refs?service=git-upload-pack";

  test("opens to those who may read or write the contents, with a token for a password", async () => {
    world.person("rita", { role: "read" });
    world.wiki().firstPage();
    world.forgetRequests();
    const { token } = world.job();
    const { token: reading } = world.job("acme/shop", { permissions: { contents: "read" } });
    const { token: blind } = world.job("acme/shop", { permissions: { issues: "write" } });
    expect([await at(SERVICE, token), await at(read, token)]).toEqual([200, 200]);
    expect([await at(SERVICE, reading), await at(read, reading)]).toEqual([403, 200]);
    expect([await at(read, blind), await at(read, "nonsense"), await at(read)]).toEqual([404, 401, 401]);
    expect([await at(SERVICE, "ghp_gary"), await at(SERVICE, "ghp_rita"), await at(read, "ghp_rita")]).toEqual([
      200, 403, 200,
    ]);
    expect(world.requests).toEqual([]);
  });

  test("is not there where it is switched off, or has no first page", async () => {
    world.repository("acme/bare", { wiki: false });
    world.repository("acme/blank");
    world.wiki("acme/bare").firstPage();
    const { token } = world.job("acme/bare");
    expect([await at(read, token, "acme/bare"), await at(read, world.job("acme/blank").token, "acme/blank")]).toEqual([
      404, 404,
    ]);
    const query = '{ repository(owner: "acme", name: "bare") { hasWikiEnabled isPrivate nameWithOwner } }';
    expect(await world.asJob("acme/bare").graphql(query)).toEqual({
      repository: { hasWikiEnabled: false, isPrivate: false, nameWithOwner: "acme/bare" },
    });
  });

  test("a public one is read without any credentials", async () => {
    world.repository("acme/site");
    world.wiki("acme/site").firstPage();
    expect(await at(read, undefined, "acme/site")).toBe(200);
  });
});
