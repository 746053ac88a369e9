/** The tokens of addresses, and the secret that they come of. */
import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/error.ts";
import { alertsSecret, isRepository, tokenFor } from "../../src/intake/token.ts";

const secret = "sixteen or more characters";
const shop = { source: "grafana", owner: "acme", repo: "shop" } as const;

describe("a token", () => {
  test("is an HMAC of source, owner and repository, and goes into an address as it is", () => {
    const token = tokenFor(secret, shop);
    expect(token).toBe(createHmac("sha256", secret).update("grafana/acme/shop").digest("base64url"));
    expect(token).toMatch(/^[\w-]{43}$/);
  });

  test("is the same in upper and lower case", () => {
    expect(tokenFor(secret, { ...shop, owner: "ACME", repo: "Shop" })).toBe(tokenFor(secret, shop));
  });

  test.each([
    ["source", { ...shop, source: "generic" }],
    ["owner", { ...shop, owner: "acme2" }],
    ["repository", { ...shop, repo: "shop2" }],
  ] as const)("is another one for another %s", (_, other) => {
    expect(tokenFor(secret, other)).not.toBe(tokenFor(secret, shop));
  });

  test("is another one by another secret", () => {
    expect(tokenFor(`${secret}!`, shop)).not.toBe(tokenFor(secret, shop));
  });
});

test.each([
  ["acme", "shop", true],
  ["octo_corp", ".github", true],
  ["a-1", "my.repo_x-2", true],
  ["", "shop", false],
  ["acme", "", false],
  ["acme", "..", false],
  ["acme", ".", false],
  ["-acme", "shop", false],
  ["acme/x", "shop", false],
  ["acme", "shop\n", false],
  ["acme", "shöp", false],
  ["acme", "x".repeat(101), false],
])("%j/%j as a repository: %s", (owner, repo, expected) => {
  expect(isRepository({ owner, repo })).toBe(expected);
});

describe("the secret", () => {
  test("is taken as it is set; without one, alerts are off", () => {
    expect([alertsSecret({ ALERTS_SECRET: secret }), alertsSecret({ ALERTS_SECRET: "" }), alertsSecret({})]).toEqual([
      secret,
      null,
      null,
    ]);
  });

  test("is refused where it is short, with what to do", () => {
    const env = { ALERTS_SECRET: "fifteen chars..", NODE_ENV: "production" };
    expect(() => alertsSecret(env)).toThrow(UserError);
    expect(() => alertsSecret(env)).toThrow("shorter than 16 characters");
    expect(alertsSecret({ ...env, NODE_ENV: "development" })).toBe("fifteen chars..");
  });
});
