/** Which environments are previews, by their names. */
import { expect, test } from "vitest";
import { isPreview } from "../../src/changes/environments.ts";

test.each([
  ["Preview", true],
  ["Preview – shop", true],
  ["deploy-preview-12", true],
  ["shop/previews/login", true],
  ["review/fix-login", true],
  ["pr-123", true],
  ["PR 123", true],
  ["shop-pr123", true],
  ["pull/45/merge", true],
  ["mr-7", true],
  ["ephemeral-3", true],
  ["production", false],
  ["prod-1", false],
  ["staging", false],
  ["pr", false],
  ["github-pages", false],
  ["", false],
])("%j: %j", (name, expected) => {
  expect(isPreview(name)).toBe(expected);
});
