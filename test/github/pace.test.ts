/** The pace of an installation: at once below GitHub's limits, within them above, and no matter of any other's. */
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Pace } from "../../src/github/pace.ts";
import type { Kind, Send } from "../../src/github/send.ts";

beforeEach(
  () => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] }),
);
afterEach(() => void vi.useRealTimers());

const pass = async (ms: number) => {
  await vi.advanceTimersByTimeAsync(ms);
  await setImmediate();
};

/** Sends so many of a kind, and tells at which second each was sent. */
function send(pace: Pace, installation: number, count: number, kind: Kind): number[] {
  const from = Date.now();
  const seconds: number[] = [];
  const sender: Send = async () => {
    seconds.push((Date.now() - from) / 1000);
    return { status: 201, headers: {}, data: null };
  };
  const paced = pace.of(installation, sender);
  for (let i = 0; i < count; i++) void paced({ kind, route: "POST /x", parameters: {} });
  return seconds;
}

test("80 creations go at once, those above when a minute has passed", async () => {
  const seconds = send(new Pace(), 1, 170, "create");
  await pass(0);
  expect(seconds).toHaveLength(80);
  await pass(59_000);
  expect(seconds).toHaveLength(80);
  await pass(2_000);
  expect(seconds).toHaveLength(160);
  await pass(60_000);
  expect(seconds).toHaveLength(170);
});

test("in no minute are there more than 80, wherever it begins", async () => {
  const pace = new Pace();
  send(pace, 1, 40, "create");
  await pass(50_000);
  const later = send(pace, 1, 80, "edit");
  await pass(0);
  expect(later).toHaveLength(40);
  await pass(12_000);
  expect(later).toHaveLength(80);
});

test("reads and other writes don't wait for content", async () => {
  const pace = new Pace();
  send(pace, 1, 200, "create");
  const reads = send(pace, 1, 300, "read");
  await pass(0);
  expect(reads).toHaveLength(300);
});

test("another installation doesn't wait", async () => {
  const pace = new Pace();
  send(pace, 1, 200, "create");
  const other = send(pace, 2, 5, "create");
  await pass(0);
  expect(other).toEqual([0, 0, 0, 0, 0]);
});

test("at most 10 requests of an installation are in flight", async () => {
  const pace = new Pace();
  let inFlight = 0;
  const endless = pace.of(1, () => {
    inFlight++;
    return new Promise(() => {});
  });
  for (const kind of ["create", "read", "edit", "write"] as const) {
    for (let i = 0; i < 20; i++) void endless({ kind, route: "GET /x", parameters: {} });
  }
  await pass(0);
  expect(inFlight).toBe(10);
});

test("an installation that is idle for a minute is forgotten, a busy one is not", async () => {
  const pace = new Pace();
  send(pace, 1, 1, "create");
  send(pace, 2, 100, "create");
  await pass(61_000);
  expect(pace.size).toBe(1);
  await pass(61_000);
  expect(pace.size).toBe(0);
});
