/** The Octokit that Probot is given, and GitHub as the App sees it through it. */
import { generateKeyPairSync } from "node:crypto";
import { Probot } from "probot";
import { describe, expect, test } from "vitest";
import { TerminalError } from "../../src/error.ts";
import { githubApp } from "../../src/github/app.ts";
import { Octokit } from "../../src/github/octokit.ts";
import { issue, repository } from "./answers.ts";
import { type Asked, type Reply, serve } from "./server.ts";

const privateKey = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
}).privateKey;

const token = {
  status: 201,
  body: { token: "ghs_1", expires_at: "2099-01-01T00:00:00Z", permissions: {}, repository_selection: "all" },
};

/** An App on an Enterprise host; installation 3 has been uninstalled. */
function github({ method, path, query }: Asked): Reply {
  if (path.endsWith("/3/access_tokens")) return { status: 404, body: { message: "Not Found" } };
  if (path.endsWith("/access_tokens")) return token;
  if (path === "/api/v3/app") return { body: { slug: "sooner" } };
  if (path === "/api/v3/app/installations")
    return { body: [{ id: 1 }, { id: 2, suspended_at: "2026-01-01T00:00:00Z" }, { id: 3 }] };
  if (path === "/api/v3/installation/repositories") {
    const second = { name: "docs", owner: { login: "acme" } };
    if (query.get("page") === "2") return { body: { repositories: [second] } };
    const link = `<http://${host}/api/v3/installation/repositories?per_page=100&page=2>; rel="next"`;
    return { headers: { link }, body: { repositories: [{ name: "shop", owner: { login: "acme" } }] } };
  }
  if (path === "/api/graphql") return { body: { data: { repository: { ...repository, issue0: issue } } } };
  if (method === "POST") return { status: 201, body: { id: 7 } };
  return { status: 404, body: { message: "Not Found" } };
}

let host = "";

async function installed() {
  const server = await serve(github);
  host = new URL(server.url).host;
  const probot = new Probot({
    appId: 1,
    privateKey,
    secret: "s",
    Octokit,
    baseUrl: `${server.url}/api/v3`,
    logLevel: "fatal",
  });
  return {
    ...server,
    app: githubApp({ authenticate: (installation) => probot.auth(installation), labelsOf: () => [] }),
  };
}

const shop = { installation: 1, owner: "acme", repo: "shop" };

describe("the App on an Enterprise host", () => {
  test("knows its name and its repositories, all pages of them, without what is suspended or uninstalled", async () => {
    const { app } = await installed();
    expect(await app.self()).toBe("sooner");
    expect(await app.repositories()).toEqual([shop, { ...shop, repo: "docs" }]);
  });

  test("reads through the host's GraphQL, with one token for all", async () => {
    const { app, asked } = await installed();
    expect(await (await app.in(shop)).read([12])).toMatchObject([{ number: 12 }]);
    await (await app.in(shop)).read([12]);
    expect(asked.map(({ path }) => path)).toEqual([
      "/api/v3/app/installations/1/access_tokens",
      "/api/graphql",
      "/api/v3/app",
      "/api/graphql",
    ]);
    expect(asked[1]?.headers.authorization).toBe("token ghs_1");
  });

  test("comments on five issues at once: nothing holds them back", async () => {
    const { app } = await installed();
    const shopNow = await app.in(shop);
    const from = performance.now();
    await Promise.all([1, 2, 3, 4, 5].map((number) => shopNow.createComment(number, "B")));
    expect(performance.now() - from).toBeLessThan(1_000);
  });

  test("takes a refused token for the end, not for an answer: nothing counts as removed", async () => {
    const { app } = await installed();
    const gone = await app.in({ ...shop, installation: 3 });
    await expect(gone.removeLabel(12, "sev1")).rejects.toBeInstanceOf(TerminalError);
  });
});

test("nothing is repeated, and no body is logged", async () => {
  const { url, asked } = await serve([{ status: 502, body: { message: "Server Error" } }]);
  const lines: string[] = [];
  const line = (...words: unknown[]) => void lines.push(JSON.stringify(words));
  const octokit = new Octokit({
    baseUrl: url,
    auth: { token: "t" },
    log: { debug: line, info: line, warn: line, error: line },
  });
  await expect(octokit.request("POST /repos/acme/shop/issues/1/comments", { body: "secret words" })).rejects.toThrow();
  expect(asked).toHaveLength(1);
  expect(lines.join("\n")).not.toContain("secret words");
});
