/** What a start with a thousand open incidents costs, each of which needs its card: reads, and the memory of the App's process. */
import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { createWorld } from "../test/world/world.ts";
import type { Measurement } from "./measurement.ts";
import { serve } from "./world.ts";

const incidents = 1_000;
const port = 4103;
/** Without another read for so long, in milliseconds, the start is over; what follows are writes, at GitHub's pace. */
const quiet = 5_000;

export async function start(): Promise<Measurement[]> {
  const world = createWorld();
  world.person("gary", { role: "write", member: true });
  world.repository("acme/shop");
  await world.listen();
  const gary = world.as("gary");
  for (let n = 0; n < incidents; n += 1) {
    const severity = `sev${1 + (n % 5)}`;
    const number = await gary.openIssue({ title: `Incident ${n}`, body: "It fails.", labels: ["incident", severity] });
    await gary.comment(number, "/at 14:02 restarted the web servers");
  }
  const app = await serve(world, new URL("../src/main.ts", import.meta.url), port);
  let memory = 0;
  for (let last = -1, since = performance.now(); performance.now() - since < quiet; await sleep(100)) {
    memory = Math.max(memory, memoryOf(app.pid));
    if (world.reads().length === last && last > 1) continue;
    last = world.reads().length;
    since = performance.now();
  }
  const reads = world.reads().length;
  const seen = new Set(world.reads().flatMap(({ body }) => numbersIn(body))).size;
  await app.end();
  await world.close();
  return [
    { what: "Reads for 1,000 open incidents at start", value: reads, unit: "reads", limit: { most: 100 } },
    { what: "Incidents among them that were read", value: seen, unit: "incidents", limit: { least: incidents } },
    { what: "Memory of the App's process meanwhile, the most", value: memory, unit: "MB", limit: { most: 300 } },
  ];
}

/** Numbers of the issues that a query asks for whole. */
function numbersIn(body: unknown): unknown[] {
  const { variables } = (body ?? {}) as { variables?: Record<string, unknown> };
  return Object.entries(variables ?? {}).flatMap(([name, value]) => (name.startsWith("number") ? [value] : []));
}

/** Resident memory, in MB. */
function memoryOf(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)])) / 1024;
}
