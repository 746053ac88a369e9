/** What the alarms of 10,000 deadlines take: memory, also after each was set anew a hundred times, and the time to ring them all. */
import { Alarms } from "../src/queue/alarms.ts";
import type { Measurement } from "./measurement.ts";

const deadlines = 10_000;
const again = 100;
const aMonth = 30 * 24 * 60 * 60_000;

interface Incident {
  owner: string;
  repo: string;
  number: number;
}

export async function timers(): Promise<Measurement[]> {
  let rung = 0;
  let now = Date.UTC(2026, 2, 10);
  const calls: (() => void)[] = [];
  const at = (_: number, ring: () => void) => {
    calls.push(ring);
    return () => void calls.splice(calls.indexOf(ring), 1);
  };
  const before = await memory();
  const alarms = new Alarms<Incident>({ now: () => now, at }, () => {
    rung += 1;
  });
  for (let round = 0; round <= again; round += 1)
    for (let number = 1; number <= deadlines; number += 1)
      alarms.set(`acme/shop#${number}`, { owner: "acme", repo: "shop", number }, now + (number / deadlines) * aMonth);
  const taken = (await memory()) - before;
  const began = performance.now();
  now += aMonth;
  while (calls.length > 0) calls.shift()?.();
  const time = performance.now() - began;
  return [
    { what: "Alarms for 10,000 deadlines, each set 100 times anew", value: taken, unit: "MB", limit: { most: 20 } },
    { what: "Alarms that rang of them", value: rung, unit: "alarms", limit: { least: deadlines } },
    { what: "Until all of them have rung after a month's sleep", value: time, unit: "ms", limit: { most: 1_000 } },
  ];
}

/** What is on the heap once everything that can be forgotten is, in MB. */
async function memory(): Promise<number> {
  for (let n = 0; n < 3; n += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
