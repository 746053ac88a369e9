/** The world behaves like GitHub towards an App: authentication and answers; and it keeps watch over what the App says. */
import { createPrivateKey, sign } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Client } from "./client.ts";
import { Refusal } from "./refusal.ts";
import { createWorld, type World } from "./world.ts";

let world: World;
let gary: Client;
let app: Client;

beforeEach(async () => {
  world = createWorld();
  world.person("gary", { role: "write", member: true });
  world.person("olga");
  world.repository("acme/shop");
  await world.listen();
  gary = world.as("gary");
  app = world.asApp();
});

afterEach(async () => {
  await world.close();
  expect(world.problems).toEqual([]);
});

/** A JWT as an App makes it, with whatever is wrong with it. */
function jwt(changes: Record<string, unknown> = {}, key = world.app.privateKey): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iat: now - 30, exp: now + 500, iss: world.app.id, ...changes };
  const text = [{ alg: "RS256", typ: "JWT" }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString("base64url"),
  );
  const signature = sign("RSA-SHA256", Buffer.from(text.join(".")), createPrivateKey(key)).toString("base64url");
  return [...text, signature].join(".");
}

async function installationToken(installation = 1): Promise<string> {
  const path = `/app/installations/${installation}/access_tokens`;
  return (await bearer(jwt()).request<{ token: string }>("POST", path)).token;
}

const bearer = (token: string): Client => new Client(() => world.url, token, "acme/shop");

const refused = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => "done",
    (error) => (error instanceof Refusal ? `${error.status} ${error.message}` : "no answer"),
  );

describe("authentication", () => {
  test("the App is itself by JWT, and its installation by token", async () => {
    expect(await bearer(jwt()).request("GET", "/app")).toMatchObject({ slug: "sooner", id: 4242 });
    expect(await bearer(jwt()).request("GET", "/app/installations")).toMatchObject([{ id: 1, app_slug: "sooner" }]);
    expect(await bearer(jwt()).request("GET", "/repos/acme/shop/installation")).toMatchObject({ id: 1 });
    expect(await app.request("GET", "/installation/repositories")).toMatchObject({
      repositories: [{ full_name: "acme/shop" }],
    });
    expect(await app.graphql("{ viewer { login } }")).toEqual({ viewer: { login: "sooner[bot]" } });
    expect(await app.request("GET", "/api/v3/repos/acme/shop")).toMatchObject({ full_name: "acme/shop" });
    expect(await app.request("POST", "/api/graphql", { query: "{ viewer { login } }" })).toMatchObject({ data: {} });
    expect(world.problems).toEqual([]);
  });

  test("bad, foreign and expired credentials are refused", async () => {
    const now = Math.floor(Date.now() / 1000);
    const app401 = (token: string) => refused(bearer(token).request("GET", "/app"));
    expect(await app401("nonsense")).toBe("401 Bad credentials");
    expect(await app401("a.b.c")).toBe("401 A JSON web token could not be decoded");
    expect(await app401(`${jwt().slice(0, -8)}AAAAAAAA`)).toBe("401 A JSON web token could not be decoded");
    expect(await app401(jwt({ exp: now - 1 }))).toContain("401 'Expiration time' claim");
    expect(await app401(jwt({ exp: now + 3600 }))).toContain("too far in the future");
    expect(await app401(jwt({ iat: now + 3600 }))).toContain("401 'Issued at' claim");
    expect(await app401(jwt({ iss: 1 }))).toBe("404 Not Found");
    expect(await refused(installationToken(9))).toBe("404 Not Found");
    expect(await refused(app.request("GET", "/app"))).toBe("401 A JSON web token could not be decoded");
    world.expireTokens();
    expect(await refused(app.comment(1, "x"))).toBe("401 Bad credentials");
  });

  test("an installation sees its own repositories only", async () => {
    world.repository("rival/shop", { installation: 2 });
    const rival = bearer(await installationToken(2));
    expect(await refused(rival.request("GET", "/repos/acme/shop"))).toBe("404 Not Found");
    expect(await refused(rival.graphql('{ repository(owner: "acme", name: "shop") { id } }'))).toContain(
      "Could not resolve",
    );
  });
});

describe("answers", () => {
  test("carry the rate limit, pages and an ETag that saves the next one", async () => {
    for (let index = 0; index < 5; index++)
      await gary.openIssue({ title: String(index), labels: index < 3 ? ["sev1"] : [] });
    const get = (path: string, headers = {}) =>
      fetch(world.url + path, { headers: { authorization: "token ghp_gary", ...headers } });
    const page = await get("/repos/acme/shop/issues?labels=SEV1&per_page=2");
    expect(page.headers.get("link")).toContain('page=2>; rel="next"');
    const next = /<([^>]+)>; rel="next"/.exec(page.headers.get("link") ?? "")?.[1] ?? "";
    const rest = await get(next.slice(world.url.length));
    expect(await rest.json()).toMatchObject([{ title: "0" }]);
    const again = await get("/repos/acme/shop/issues?labels=SEV1&per_page=2", {
      "if-none-match": page.headers.get("etag"),
    });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect(again.headers.get("x-ratelimit-used")).toBe(rest.headers.get("x-ratelimit-used"));
    expect(rest.headers.get("x-ratelimit-resource")).toBe("core");
  });

  test("name what the world doesn't know", async () => {
    expect(await refused(app.request("GET", "/repos/acme/shop/milestones"))).toBe(
      "500 unknown route GET /repos/acme/shop/milestones",
    );
    await refused(app.request("POST", "/repos/acme/shop/issues", { title: "x", colour: "red" }));
    expect(world.problems).toEqual([
      "unknown route GET /repos/acme/shop/milestones",
      "issues/create: body has unknown field colour",
    ]);
    world.problems.length = 0;
  });
});

describe("watch", () => {
  test("requests are counted by kind", async () => {
    await gary.openIssue({ title: "x" });
    world.forgetRequests();
    await app.comment(1, "x");
    await app.label(1, "sev1");
    await app.graphql("{ viewer { login } }");
    await app.request("GET", "/repos/acme/shop/collaborators/gary/permission");
    await gary.comment(1, "x");
    expect(world.writes().map(({ path, contentCreating }) => [path, contentCreating])).toEqual([
      ["/repos/acme/shop/issues/1/comments", true],
      ["/repos/acme/shop/issues/1/labels", true],
    ]);
    expect(world.reads()).toHaveLength(1);
    expect(world.requests.map(({ kind, actor, status }) => [kind, actor, status])).toEqual([
      ["write", "sooner[bot]", 201],
      ["write", "sooner[bot]", 200],
      ["read", "sooner[bot]", 200],
      ["permission", "sooner[bot]", 200],
      ["write", "gary", 201],
    ]);
  });

  test("what the App says is unread until a test reads it, and again when it is edited", async () => {
    await gary.openIssue({ title: "x" });
    const card = await app.comment(1, "The card");
    await app.pinComment(card);
    const reply = await app.comment(1, "Hello");
    await gary.comment(1, "Hi");
    expect(world.unread()).toEqual([
      { url: `https://github.com/acme/shop/issues/1#issuecomment-${reply}`, body: "Hello" },
    ]);
    expect([world.botSaid(1), world.botSaid(1), world.unread()]).toEqual([["Hello"], [], []]);
    await app.editComment(reply, "Hello again");
    expect(world.botSaid(1)).toEqual(["Hello again"]);
    expect(world.card(1)).toBe("The card");
  });

  test("touching other people's words is noticed", async () => {
    await gary.openIssue({ title: "x" });
    await gary.comment(1, "Mine");
    const comment = await world.as("olga").comment(1, "Mine");
    await gary.editComment(comment, "Edited by gary");
    expect(world.trespasses()).toEqual([]);
    await app.editComment(comment, "Yours");
    await app.deleteComment(await gary.comment(1, "Mine too"));
    expect(world.trespasses()).toEqual([
      `edited https://github.com/acme/shop/issues/1#issuecomment-${comment}`,
      "deleted from https://github.com/acme/shop/issues/1",
    ]);
  });

  test("two runs compare equal whoever was faster, and differ where something was done twice", async () => {
    const play = async (order: "card first" | "item first", items: number) => {
      const other = createWorld();
      other.person("gary", { role: "write" });
      other.repository("acme/shop");
      await other.listen();
      await other.as("gary").openIssue({ title: "Login down" });
      const theirs = new Client(() => other.url, "ghp_gary", "acme/shop");
      if (order === "card first") await theirs.comment(1, "card");
      for (let item = 0; item < items; item++) await theirs.openIssue({ title: "Monitor", body: "of #1" });
      if (order === "item first") await theirs.comment(1, "card");
      await theirs.comment(1, "see #2");
      await other.close();
      return other.snapshot();
    };
    expect(await play("card first", 1)).toEqual(await play("item first", 1));
    expect(await play("card first", 1)).not.toEqual(await play("card first", 2));
  });
});
