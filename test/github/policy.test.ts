/** Which requests are sent again, after which pauses, and what is said when they are given up. */
import { describe, expect, test } from "vitest";
import { GitHubError } from "../../src/error.ts";
import { type Clock, persistent } from "../../src/github/policy.ts";
import { type Call, type Kind, sendThrough } from "../../src/github/send.ts";
import { type Reply, serve } from "./server.ts";

const NOW = 1_800_000_000_000;
const routes: Record<Kind, string> = {
  read: "GET /repos/acme/shop/issues/1",
  bulk: "POST /graphql",
  write: "PUT /repos/acme/shop/issues/comments/7/pin",
  edit: "PATCH /repos/acme/shop/issues/comments/7",
  create: "POST /repos/acme/shop/issues/1/comments",
};

/** What came of one request: how often it was sent, the pauses in ms, and the status or the error. */
async function play(kind: Kind, replies: Reply[], timeout = 2_000) {
  const { octokit, asked } = await serve(replies);
  const pauses: number[] = [];
  const clock: Clock = { now: () => NOW, sleep: async (ms) => void pauses.push(ms), random: () => 0 };
  const call: Call = { kind, route: routes[kind], parameters: kind === "read" ? {} : { body: "secret words" } };
  const outcome = await persistent(
    sendThrough(octokit, timeout),
    clock,
  )(call).then(
    ({ status }) => status,
    (error: unknown) => error,
  );
  return { sent: asked.length, pauses, outcome };
}

const down = { status: 502, body: { message: "Server Error" } };
const limited = { status: 429, headers: { "retry-after": "3" }, body: { message: "Slow down" } };
const secondary = { status: 403, body: { message: "You have exceeded a secondary rate limit." } };
const spent = {
  status: 403,
  headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(NOW / 1000 + 7) },
  body: { message: "API rate limit exceeded" },
};

describe("what passes is waited out", () => {
  test.each<[string, Kind, Reply[], { sent: number; pauses: number[] }]>([
    ["a read after a 502", "read", [down, {}], { sent: 2, pauses: [500] }],
    ["a read after growing pauses", "read", [down, down, down, {}], { sent: 4, pauses: [500, 1000, 2000] }],
    ["a read after a lost connection", "read", [{ drop: true }, {}], { sent: 2, pauses: [500] }],
    ["a write after a 503", "write", [{ status: 503 }, {}], { sent: 2, pauses: [500] }],
    ["a write after a lost answer", "write", [{ drop: true }, {}], { sent: 2, pauses: [500] }],
    ["an edit after a 500", "edit", [{ status: 500 }, {}], { sent: 2, pauses: [500] }],
    ["a read after a 429, as long as it demands", "read", [limited, {}], { sent: 2, pauses: [3000] }],
    ["a creation after a 429", "create", [limited, {}], { sent: 2, pauses: [3000] }],
    ["a creation after a spent rate limit", "create", [spent, {}], { sent: 2, pauses: [7000] }],
    ["a bulk read after a 429", "bulk", [limited, {}], { sent: 2, pauses: [3000] }],
    [
      "a 503 that names a time",
      "read",
      [{ status: 503, headers: { "retry-after": "9" } }, {}],
      { sent: 2, pauses: [9000] },
    ],
    [
      "a spent budget of GraphQL",
      "bulk",
      [{ headers: { "retry-after": "2" }, body: { errors: [{ type: "RATE_LIMITED" }] } }, {}],
      { sent: 2, pauses: [2000] },
    ],
  ])("%s", async (_, kind, replies, expected) => {
    expect(await play(kind, replies)).toEqual({ ...expected, outcome: 200 });
  });
});

describe("what is final is answered at once", () => {
  test.each([403, 404, 410, 422])("%i", async (status) => {
    expect(await play("read", [{ status, body: { message: "No" } }])).toEqual({ sent: 1, pauses: [], outcome: status });
  });
});

describe("what is given up", () => {
  test.each<[string, Kind, Reply[], number, Partial<GitHubError>]>([
    ["a read that fails four times", "read", [down], 4, { status: 502, ambiguous: false, retryAt: null }],
    ["a creation that failed, as it may have happened", "create", [down, {}], 1, { status: 502, ambiguous: true }],
    ["a creation with no answer", "create", [{ drop: true }, {}], 1, { status: null, ambiguous: true }],
    ["a bulk read that failed, to be made smaller", "bulk", [down, {}], 1, { status: 502, ambiguous: false }],
    [
      "a secondary limit without a time: a minute",
      "create",
      [secondary],
      1,
      { ambiguous: false, retryAt: NOW + 60_000 },
    ],
    [
      "a demand of 10 minutes",
      "read",
      [{ status: 429, headers: { "retry-after": "600" } }],
      1,
      { status: 429, retryAt: NOW + 600_000 },
    ],
    ["a limit that goes on", "write", [limited], 4, { status: 429, retryAt: NOW + 3_000 }],
  ])("%s", async (_, kind, replies, sent, facts) => {
    const played = await play(kind, replies);
    expect(played.sent).toBe(sent);
    expect(played.outcome).toBeInstanceOf(GitHubError);
    expect(played.outcome).toMatchObject(facts);
  });

  test("a request that takes too long, told without what it carried", async () => {
    const { outcome } = await play("create", [{ after: 500 }], 50);
    expect(outcome).toEqual(
      new GitHubError("GitHub did not answer POST /repos/acme/shop/issues/1/comments", {
        status: null,
        ambiguous: true,
      }),
    );
    expect(JSON.stringify(outcome) + String((outcome as Error).stack)).not.toContain("secret words");
  });
});
