/** Failures on demand hit the App's requests, as many as they should, and nobody else's. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Client } from "./client.ts";
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

const refused = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => "done",
    (error) => (error instanceof Refusal ? `${error.status} ${error.message}` : "no answer"),
  );

describe("failures", () => {
  beforeEach(async () => {
    await gary.openIssue({ title: "x" });
  });
  const isWrite = ({ kind }: { kind: string }) => kind === "write";
  const written = () => world.issue(1).timeline.length;

  test.each([
    ["a bad gateway", { does: "answer", status: 502 }, "502 Server Error", 0],
    ["the rate limit", { does: "limit", retryAfter: 7 }, "429 API rate limit exceeded", 0],
    ["a connection dropped before the write", { does: "drop before" }, "no answer", 0],
    ["a connection dropped after the write", { does: "drop after" }, "no answer", 1],
    ["a delay", { does: "delay", ms: 20 }, "done", 1],
  ] as const)("%s, once", async (_, failure, outcome, comments) => {
    world.fail({ ...failure, when: isWrite });
    expect(await refused(app.comment(1, "x"))).toBe(outcome);
    expect(written()).toBe(comments);
    expect(await refused(app.comment(1, "x"))).toBe("done");
  });

  test("the secondary limit says when to come back; people go on", async () => {
    world.fail({ does: "secondary limit", retryAfter: 3, nth: 2, times: 2, when: isWrite });
    const post = () =>
      fetch(`${world.url}/repos/acme/shop/issues/1/comments`, { method: "POST", body: '{"body":"x"}' });
    const answers = [await post(), await post(), await post(), await post()];
    expect(answers.map(({ status, headers }) => [status, headers.get("retry-after")])).toEqual([
      [401, null],
      [403, "3"],
      [403, "3"],
      [401, null],
    ]);
    expect(await refused(gary.comment(1, "x"))).toBe("done");
  });

  test("a process that is cut after its second write gets no connection until it is healed", async () => {
    world.stopAfterWrites(2);
    const outcomes: string[] = [];
    for (let index = 0; index < 4; index++) outcomes.push(await refused(app.comment(1, "x")));
    expect(outcomes).toEqual(["done", "done", "no answer", "no answer"]);
    expect(await refused(app.request("GET", "/repos/acme/shop"))).toBe("no answer");
    expect(written()).toBe(2);
    world.heal();
    expect(await refused(app.comment(1, "x"))).toBe("done");
  });

  test("the App waits as long as it is told to", async () => {
    world.latency = 40;
    const start = performance.now();
    await gary.comment(1, "x");
    const quick = performance.now() - start;
    await app.comment(1, "x");
    expect(performance.now() - start - quick).toBeGreaterThan(38);
  });
});
