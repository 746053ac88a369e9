/** Owners of services by CODEOWNERS. */
import { describe, expect, test } from "vitest";
import { ownersIn, readCodeowners } from "../../src/changes/codeowners.ts";
import { configured } from "./repository.ts";

const file = `
# Everything
*            @acme/platform

*.md         @acme/docs @@broken
/web/        @acme/web
/web/login/  @cathy @acme/identity # who else
/web/*       @acme/flat
/apps/       @acme/apps
/services/search/ @acme/search someone@example.org
/packages/cart/
[a-z]        @acme/never
!/web/login/ @acme/never
`;
const configuration = configured(`
services:
  login: { paths: [web/login/] }
  web: { paths: [web/] }
  shop: { paths: ["web/login/**/*.ts", /web] }
  docs: { paths: ["*.md"] }
  cart: { paths: [packages/cart] }
`);
const ownersOf = (service: string, text = file) => ownersIn(readCodeowners(text), service, configuration);

describe("by the paths that the configuration names", () => {
  test.each([
    ["the last rule counts", "login", ["cathy", "acme/identity"]],
    ["in any case", "LOGIN", ["cathy", "acme/identity"]],
    ["a rule for the files of a folder is about those alone", "web", ["acme/flat"]],
    ["several paths have several owners, each once", "shop", ["cathy", "acme/identity", "acme/flat"]],
    ["a pattern alone says no folder", "docs", ["acme/platform"]],
    ["a rule without owners takes them away", "cart", []],
  ])("%s", (_, service, expected) => {
    expect(ownersOf(service)).toEqual(expected);
  });
});

describe("by a folder of the service's name", () => {
  test.each([
    ["among the services", "search", ["acme/search"]],
    ["in another spelling", "Search", ["acme/search"]],
    ["where a rule for all apps says nothing of this one", "billing", ["acme/platform"]],
    ["a name that is a path leads nowhere", "../web", ["acme/platform"]],
    ["nor one that is a pattern", "*", ["acme/platform"]],
  ])("%s", (_, service, expected) => {
    expect(ownersOf(service)).toEqual(expected);
  });

  test("where no rule is for everything, nobody owns it", () => {
    expect(ownersOf("billing", "/apps/ @acme/apps\n")).toEqual([]);
    expect(ownersOf("billing", "")).toEqual([]);
  });

  test("words with a space are a folder with a hyphen", () => {
    expect(ownersOf("Order history", "/apps/order-history/ @acme/orders")).toEqual(["acme/orders"]);
  });
});

test("a file without end is read to a limit, quickly", () => {
  const start = performance.now();
  const rules = readCodeowners(`${"/a/*b*c*d/ @acme/web\n".repeat(100_000)}${"x".repeat(1_000_000)} @acme/web`);
  expect(rules).toHaveLength(5_000);
  ownersIn(rules, "shop", configured(""));
  expect(performance.now() - start).toBeLessThan(2_000);
});
