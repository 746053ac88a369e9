/** Alarms by the wall clock: punctual, never early, whatever becomes of the clock meanwhile. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Alarms, type WallClockOptions, wallClock } from "../src/queue/alarms.ts";

const start = Date.parse("2026-03-10T16:00:00Z");
const minute = 60_000;
const day = 24 * 60 * minute;

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Alarms, and what has rung: each name with the minutes since the start. */
function alarmed(options: WallClockOptions = {}) {
  const rung: string[] = [];
  const alarms = new Alarms<string>(wallClock(options), (name) =>
    rung.push(`${name} ${Math.floor((Date.now() - start) / minute)}`),
  );
  const set = (name: string, minutes: number | null) =>
    alarms.set(name, name, minutes === null ? null : start + minutes * minute);
  return { rung, set, alarms };
}

test("each rings once, at its time", async () => {
  const { rung, set } = alarmed();
  set("b", 20);
  set("a", 10);
  await vi.advanceTimersByTimeAsync(60 * minute);
  expect(rung).toEqual(["a 10", "b 20"]);
});

test("an alarm in 40 days, which is longer than a timer can wait", async () => {
  const { rung, set } = alarmed();
  set("a", (40 * day) / minute);
  await vi.advanceTimersByTimeAsync(minute);
  vi.setSystemTime(start + 40 * day - minute);
  await vi.advanceTimersByTimeAsync(minute - 1);
  expect(rung).toEqual([]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(rung).toEqual([`a ${40 * 24 * 60}`]);
});

test("its last time counts, and none rings that was taken back", async () => {
  const { rung, set } = alarmed();
  set("later", 10);
  set("sooner", 20);
  set("never", 15);
  set("later", 30);
  set("sooner", 5);
  set("never", null);
  await vi.advanceTimersByTimeAsync(60 * minute);
  expect(rung).toEqual(["sooner 5", "later 30"]);
});

test("after a machine slept, what came due meanwhile rings within a second, in the order of its times", async () => {
  const { rung, set } = alarmed();
  set("b", 50);
  set("a", 40);
  set("c", 90);
  await vi.advanceTimersByTimeAsync(minute);
  vi.setSystemTime(start + 60 * minute);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(rung).toEqual(["a 60", "b 60"]);
});

test("after the clock was set back, nothing rings early", async () => {
  const { rung, set } = alarmed();
  set("a", 10);
  await vi.advanceTimersByTimeAsync(9 * minute);
  vi.setSystemTime(start);
  await vi.advanceTimersByTimeAsync(9 * minute);
  expect(rung).toEqual([]);
  await vi.advanceTimersByTimeAsync(minute);
  expect(rung).toEqual(["a 10"]);
});

test("a process that is later than others rings later by just that", async () => {
  const { rung, set } = alarmed({ lateness: 2 * minute });
  set("a", 10);
  await vi.advanceTimersByTimeAsync(12 * minute - 1);
  expect(rung).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(rung).toEqual(["a 12"]);
});

test("one that was set while another rings is not missed", async () => {
  const rung: number[] = [];
  const alarms = new Alarms<number>(wallClock(), (n) => {
    rung.push(n);
    if (n < 3) alarms.set("a", n + 1, start + (n + 1) * minute);
  });
  alarms.set("a", 1, start + minute);
  await vi.advanceTimersByTimeAsync(60 * minute);
  expect(rung).toEqual([1, 2, 3]);
});

test("one timer serves all of them, however often they are set anew", () => {
  const { set, alarms } = alarmed();
  for (let n = 0; n < 1_000; n += 1) for (let again = 0; again < 3; again += 1) set(`${n}`, 1_000 - n + again);
  expect(vi.getTimerCount()).toBe(1);
  alarms.clear();
  expect(vi.getTimerCount()).toBe(0);
});

test("by a real clock, it rings within seconds and not before its time", async () => {
  vi.useRealTimers();
  const at = Date.now() + 1_300;
  const rungAt = await new Promise<number>((resolve) => {
    new Alarms<null>(wallClock(), () => resolve(Date.now())).set("a", null, at);
  });
  expect(rungAt - at).toBeGreaterThanOrEqual(0);
  expect(rungAt - at).toBeLessThan(5_000);
});
