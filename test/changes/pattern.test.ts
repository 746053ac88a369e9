/** Path patterns: what they cover, that they go with git's own rules, and that none takes long. */
import fc from "fast-check";
import ignore from "ignore";
import { describe, expect, test } from "vitest";
import { covering } from "../../src/changes/pattern.ts";

test.each([
  ["web/login/", "web/login/form.ts", true],
  ["web/login/", "web/login/deep/form.ts", true],
  ["web/login/", "web/login", false],
  ["web/login/", "other/web/login/form.ts", false],
  ["web/login", "web/login", true],
  ["web/login", "web/login/form.ts", true],
  ["web/login", "web/login-old/form.ts", false],
  ["/web", "web/a", true],
  ["/web", "src/web/a", false],
  ["web", "src/web/a", true],
  ["web/", "src/web/a", true],
  ["*.sql", "db/migrations/1.sql", true],
  ["*.sql", "db/sql.ts", false],
  ["/db/*.sql", "db/migrations/1.sql", false],
  ["db/**/*.sql", "db/1.sql", true],
  ["db/**/*.sql", "db/a/b/1.sql", true],
  ["**/db", "a/b/db/1.sql", true],
  ["web/**", "web/a/b", true],
  ["web/**", "web", false],
  ["v?", "v1", true],
  ["v?", "v12", false],
  ["app/[slug]/", "app/[slug]/page.tsx", true],
  ["app/[slug]/", "app/s/page.tsx", false],
  ["a.c", "abc", false],
  ["*", "any/thing", true],
  ["", "any", false],
  ["/", "any", false],
])("%j covers %j: %j", (pattern, path, expected) => {
  expect(covering(pattern)(path)).toBe(expected);
});

describe("as git has it", () => {
  const name = fc.stringMatching(/^[ab*?]{1,4}$/).filter((text) => !text.includes("**"));
  const pattern = fc
    .tuple(
      fc.constantFrom("", "/"),
      fc.array(fc.oneof({ weight: 3, arbitrary: name }, fc.constant("**")), { minLength: 1, maxLength: 4 }),
      fc.constantFrom("", "/"),
    )
    .filter(([, names]) => names.some((one) => one !== "**"))
    .map(([start, names, end]) => `${start}${names.join("/")}${end}`);
  const path = fc
    .array(fc.stringMatching(/^[ab]{1,3}$/), { minLength: 1, maxLength: 5 })
    .map((names) => names.join("/"));

  test("for patterns of its kinds", () => {
    fc.assert(
      fc.property(pattern, path, (one, other) => {
        expect(covering(one)(other)).toBe(ignore({ ignorecase: false }).add(one).ignores(other));
      }),
      { numRuns: 3_000, seed: 4 },
    );
  });
});

test.each([
  ["many folders", `${"**/x/".repeat(90)}b`, `${"x/".repeat(2_000)}a`],
  ["many stars", `${"a*".repeat(200)}b`, "a".repeat(4_000)],
])("%s take no long time", (_, pattern, path) => {
  const start = performance.now();
  expect(covering(pattern)(path)).toBe(false);
  expect(performance.now() - start).toBeLessThan(500);
});
