/** How many people are of a team, and what is known where GitHub doesn't say. */
import { expect, test } from "vitest";
import { sendThrough } from "../../src/github/send.ts";
import { teamsOf } from "../../src/github/team.ts";
import { type Reply, serve } from "./server.ts";

async function teams(reply: Reply) {
  const { octokit, asked } = await serve(() => reply);
  return { sizeOf: teamsOf(sendThrough(octokit), "acme"), asked };
}

test.each<[string, Reply, number | "hidden" | null]>([
  ["with members", { status: 200, body: { members_count: 3 } }, 3],
  ["without members", { status: 200, body: { members_count: 0 } }, 0],
  ["that is not there", { status: 404, body: { message: "Not Found" } }, null],
  ["of which a job's token may not know", { status: 403, body: { message: "Resource not accessible" } }, "hidden"],
])("a team %s", async (_, reply, size) => {
  const { sizeOf } = await teams(reply);
  expect(await sizeOf("web")).toBe(size);
});

test("is asked about once in a while, however it is written", async () => {
  const { sizeOf, asked } = await teams({ status: 200, body: { members_count: 3 } });
  await Promise.all([sizeOf("web"), sizeOf("Web")]);
  await sizeOf("WEB");
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /orgs/acme/teams/web"]);
});
