/** The queue of one process: one pass at a time for each incident, many incidents at a time, and failures that are mended. */
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { GitHubError, TerminalError } from "../src/error.ts";
import { wallClock } from "../src/queue/alarms.ts";
import { type InProcessOptions, inProcessDefaults, inProcessQueue } from "../src/queue/in-process.ts";
import { keyOf, type Pass, type Queue } from "../src/queue/queue.ts";

const incident = (number: number) => ({ installation: 1, owner: "acme", repo: "shop", number });
const numberOf = (job: Parameters<Pass>[0]) => ("number" in job ? job.number : 0);
const clock = wallClock();
const fast: InProcessOptions = { concurrency: 200, rests: [20], retries: [10, 20], clock, onError: () => {} };

/** Passes that take a while, with the most that ran at the same time: of one incident, and of all. */
function watched(ms: number) {
  const passes: number[] = [];
  const active = new Map<number, number>();
  const most = { ofOne: 0, ofAll: 0 };
  const pass: Pass = async (job) => {
    const number = numberOf(job);
    passes.push(number);
    active.set(number, (active.get(number) ?? 0) + 1);
    const counts = [...active.values()];
    most.ofOne = Math.max(most.ofOne, ...counts);
    most.ofAll = Math.max(most.ofAll, counts.filter((count) => count > 0).length);
    await pause(ms);
    active.set(number, (active.get(number) ?? 0) - 1);
  };
  return { pass, passes, most };
}

describe("one incident", () => {
  test("has at most one pass active and one waiting", async () => {
    const { pass, passes, most } = watched(20);
    const queue = inProcessQueue(pass, fast);
    for (let n = 0; n < 100; n += 1) queue.add(incident(1));
    await queue.idle();
    expect(passes).toHaveLength(2);
    expect(most.ofOne).toBe(1);
  });

  test("is passed over once more for a hint that came while its pass was active", async () => {
    const queue = inProcessQueue(async () => {
      runs += 1;
      if (runs === 1) queue.add(incident(1));
    }, fast);
    let runs = 0;
    queue.add(incident(1));
    await queue.idle();
    expect(runs).toBe(2);
  });

  test("rests longer while hints keep coming, and is forgotten after a quiet rest", async () => {
    vi.useFakeTimers();
    const begun: number[] = [];
    const queue = inProcessQueue(async () => void begun.push(Date.now() - start), {
      ...inProcessDefaults,
      clock,
      onError: () => {},
    });
    const start = Date.now();
    const hints = setInterval(() => queue.add(incident(1)), 100);
    await vi.advanceTimersByTimeAsync(11_900);
    clearInterval(hints);
    await vi.advanceTimersByTimeAsync(20_000);
    queue.add(incident(1));
    await vi.advanceTimersByTimeAsync(500);
    expect(begun).toEqual([100, 1_100, 2_600, 4_600, 6_600, 8_600, 10_600, 12_600, 31_900]);
    vi.useRealTimers();
  });

  test("is the same whatever the case of its name, and however it was renamed", () => {
    expect(keyOf({ installation: 1, owner: "Acme", repo: "Shop", number: 7 })).toBe("acme/shop#7");
  });

  test("is handed what was read of it to the first pass only", async () => {
    const seen: unknown[] = [];
    const queue = inProcessQueue(async (_, issue) => void seen.push(issue?.number), fast);
    queue.add(incident(1), { number: 1 } as never);
    queue.add(incident(1));
    await queue.idle();
    expect(seen).toEqual([1, undefined]);
  });
});

describe("an incident that asks to be woken", () => {
  /** When its passes begin, in milliseconds. */
  async function woken(ask: (queue: Queue) => void): Promise<number[]> {
    vi.useFakeTimers();
    const begun: number[] = [];
    const start = Date.now();
    const queue = inProcessQueue(async () => void begun.push(Date.now() - start), fast);
    ask(queue);
    await vi.advanceTimersByTimeAsync(3_600_000);
    vi.useRealTimers();
    return begun;
  }

  test.for<[string, (queue: Queue) => void, number[]]>([
    ["is passed over then", (queue) => queue.wake(incident(1), Date.now() + 900_000), [900_000]],
    ["at once where that is over", (queue) => queue.wake(incident(1), Date.now() - 5), [0]],
    [
      "once, by its last word",
      (queue) => {
        queue.wake(incident(1), Date.now() + 900_000);
        queue.wake(incident(1), Date.now() + 1_200_000);
      },
      [1_200_000],
    ],
    [
      "not where it took that back",
      (queue) => {
        queue.wake(incident(1), Date.now() + 900_000);
        queue.wake(incident(1), null);
      },
      [],
    ],
    [
      "apart from others",
      (queue) => {
        queue.wake(incident(1), Date.now() + 900_000);
        queue.wake(incident(2), null);
      },
      [900_000],
    ],
    [
      "not by a queue that takes no more",
      (queue) => {
        queue.wake(incident(1), Date.now() + 900_000);
        void queue.drain();
        queue.wake(incident(1), Date.now() + 900_000);
      },
      [],
    ],
  ])("%s", async ([, ask, expected]) => {
    expect(await woken(ask)).toEqual(expected);
  });
});

describe("many incidents", () => {
  test("don't wait for one another", async () => {
    const { pass, passes, most } = watched(100);
    const queue = inProcessQueue(pass, { ...fast, concurrency: inProcessDefaults.concurrency });
    for (let n = 1; n <= 100; n += 1) queue.add(incident(n));
    await queue.idle();
    expect(passes).toHaveLength(100);
    expect(most).toEqual({ ofOne: 1, ofAll: 100 });
  });

  test("are passed over within a bound", async () => {
    const { pass, passes, most } = watched(10);
    const queue = inProcessQueue(pass, { ...fast, concurrency: 5 });
    for (let n = 1; n <= 20; n += 1) queue.add(incident(n));
    await queue.idle();
    expect(passes).toHaveLength(20);
    expect(most.ofAll).toBe(5);
  });

  test("don't suffer from one that fails", async () => {
    const passed: number[] = [];
    const queue = inProcessQueue(async (job) => {
      if (numberOf(job) === 1) throw new Error("broken");
      passed.push(numberOf(job));
    }, fast);
    for (const number of [1, 2, 3]) queue.add(incident(number));
    await queue.idle();
    expect(passed).toEqual([2, 3]);
  });
});

describe("a pass that fails", () => {
  /** When each try began, in milliseconds since the first, and what was told of the failures. */
  async function tries(error: (n: number) => unknown, advance: number, hinted: number[] = []) {
    vi.useFakeTimers();
    const begun: number[] = [];
    const told: string[] = [];
    const start = Date.now();
    const queue = inProcessQueue(
      async () => {
        begun.push(Date.now() - start);
        throw error(begun.length);
      },
      { ...inProcessDefaults, clock, onError: (_, __, next) => told.push(next) },
    );
    queue.add(incident(1));
    for (const at of hinted) setTimeout(() => queue.add(incident(1)), at);
    await vi.advanceTimersByTimeAsync(advance);
    vi.useRealTimers();
    return { begun, told };
  }

  test("is tried again after growing waits, and given up in the end", async () => {
    const { begun, told } = await tries(() => new Error("broken"), 3_600_000);
    expect(begun).toEqual([0, 1_000, 3_000, 8_000, 23_000, 83_000, 383_000]);
    expect(told).toEqual(["retry", "retry", "retry", "retry", "retry", "retry", "given up"]);
  });

  test("is tried no sooner than GitHub allows", async () => {
    const error = () => new GitHubError("limited", { status: 403, retryAt: Date.now() + 90_000 });
    expect((await tries(error, 100_000)).begun).toEqual([0, 90_000]);
  });

  test("waits no longer than 15 seconds once somebody asks for it again", async () => {
    const { begun } = await tries(() => new Error("broken"), 60_000, [30_000, 50_000]);
    expect(begun).toEqual([0, 1_000, 3_000, 8_000, 23_000, 38_000, 53_000]);
  });

  test("is tried no sooner than GitHub allows, whoever asks", async () => {
    const error = () => new GitHubError("limited", { status: 403, retryAt: Date.now() + 90_000 });
    expect((await tries(error, 100_000, [20_000, 40_000])).begun).toEqual([0, 90_000]);
  });

  test("is not tried again where that can't help", async () => {
    const { begun, told } = await tries(() => new TerminalError("uninstalled"), 3_600_000);
    expect([begun, told]).toEqual([[0], ["given up"]]);
  });

  test("has its next hint served once it was given up", async () => {
    let runs = 0;
    const failing: Pass = async () => {
      runs += 1;
      throw new TerminalError("uninstalled");
    };
    const queue = inProcessQueue(failing, { ...fast, rests: [0] });
    queue.add(incident(1));
    await queue.idle();
    await pause(5);
    queue.add(incident(1));
    await queue.idle();
    expect(runs).toBe(2);
  });
});

describe("a drain", () => {
  test("runs what is waiting at once, waits for what is active, and takes no more", async () => {
    const { pass, passes } = watched(30);
    const queue = inProcessQueue(pass, { ...fast, rests: [60_000] });
    queue.add(incident(1));
    queue.add(incident(2));
    await pause(40);
    queue.add(incident(1));
    const drained = queue.drain();
    queue.add(incident(3));
    await drained;
    expect(passes).toEqual([1, 2, 1]);
  });

  test("doesn't wait for what fails", async () => {
    const told: string[] = [];
    const queue = inProcessQueue(() => Promise.reject(new Error("broken")), {
      ...fast,
      retries: [60_000],
      onError: (_, __, next) => told.push(next),
    });
    queue.add(incident(1));
    await queue.drain();
    expect(told).toEqual(["given up"]);
  });
});
