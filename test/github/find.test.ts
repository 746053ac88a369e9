/** Where the App is installed: found by the repository's name, and asked once. */
import { generateKeyPairSync } from "node:crypto";
import { Probot } from "probot";
import { expect, test } from "vitest";
import { GitHubError } from "../../src/error.ts";
import { githubApp } from "../../src/github/app.ts";
import { Octokit } from "../../src/github/octokit.ts";
import { createWorld } from "../world/world.ts";
import { type Reply, serve } from "./server.ts";

const { privateKey: ourKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

function appAt(baseUrl: string, { appId = 1, privateKey = ourKey } = {}) {
  const probot = new Probot({ appId, privateKey, secret: "s", Octokit, baseUrl, logLevel: "fatal" });
  return githubApp({
    authenticate: (installation) => probot.auth(installation),
    labelsOf: () => [],
    clock: { now: Date.now, sleep: async () => {}, random: () => 0 },
  });
}

async function installed(...replies: Reply[]) {
  const { url, asked } = await serve(replies);
  return { app: appAt(url), paths: () => asked.map(({ method, path }) => `${method} ${path}`) };
}

const ofAcme = { body: { id: 7, account: { login: "Acme" }, suspended_at: null } };

test("a repository is found by its name, with the owner as GitHub spells it", async () => {
  const { app, paths } = await installed(ofAcme);
  expect(await app.find("acme", "shop")).toEqual({ installation: 7, owner: "Acme", repo: "shop" });
  expect(paths()).toEqual(["GET /repos/acme/shop/installation"]);
});

test("one that has moved to another owner is still found by its old name", async () => {
  const { app } = await installed({ body: { id: 8, account: { login: "makers" } } });
  expect(await app.find("acme", "shop")).toEqual({ installation: 8, owner: "acme", repo: "shop" });
});

test.each([
  ["the App isn't installed", { status: 404, body: { message: "Not Found" } }],
  ["the App is suspended", { body: { id: 7, account: { login: "acme" }, suspended_at: "2026-01-01T00:00:00Z" } }],
])("none is found where %s; that is remembered too", async (_, reply) => {
  const { app, paths } = await installed(reply);
  expect([await app.find("acme", "shop"), await app.find("acme", "shop")]).toEqual([null, null]);
  expect(paths()).toHaveLength(1);
});

test("a thousand at once ask once", async () => {
  const { app, paths } = await installed(ofAcme);
  await Promise.all(Array.from({ length: 1_000 }, () => app.find("acme", "shop")));
  expect(paths()).toHaveLength(1);
});

test("where GitHub fails, that is said, and not remembered", async () => {
  const failure = { status: 502, body: {} };
  const { app } = await installed(failure, failure, failure, failure, ofAcme);
  await expect(app.find("acme", "shop")).rejects.toBeInstanceOf(GitHubError);
  expect(await app.find("acme", "shop")).toMatchObject({ installation: 7 });
});

test("a GitHub in memory answers the same way", async () => {
  const world = createWorld();
  world.repository("acme/shop");
  const { id: appId, privateKey } = world.app;
  const app = appAt(`${await world.listen()}/api/v3`, { appId, privateKey });
  expect(await app.find("ACME", "Shop")).toEqual({ installation: 1, owner: "acme", repo: "Shop" });
  expect(await app.find("acme", "other")).toBeNull();
  await world.close();
  expect(world.problems).toEqual([]);
});
