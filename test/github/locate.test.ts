/** Which issue a node id names. */
import { expect, test } from "vitest";
import { located } from "../../src/github/locate.ts";
import type { Send } from "../../src/github/send.ts";

const answering =
  (data: unknown): Send =>
  async () => ({ status: 200, headers: {}, data });

test("an issue by its repository and number", async () => {
  const node = { number: 5, repository: { name: "shop", owner: { login: "acme" } } };
  expect(await located(answering({ data: { node } }), "I_5")).toEqual({ owner: "acme", repo: "shop", number: 5 });
});

test.each([
  ["anything else", { data: { node: {} } }],
  ["what is gone", { data: { node: null }, errors: [{ type: "NOT_FOUND", message: "Could not resolve" }] }],
  ["what may not be seen", { data: { node: null }, errors: [{ type: "FORBIDDEN", message: "Not accessible" }] }],
])("nothing for %s", async (_, answer) => {
  expect(await located(answering(answer), "DI_5")).toBeNull();
});

test("a fault of GitHub's says nothing of the issue, so that it is asked for again", async () => {
  const answer = { data: { node: null }, errors: [{ message: "Something went wrong" }] };
  await expect(located(answering(answer), "I_5")).rejects.toThrow("Something went wrong");
});
