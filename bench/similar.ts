/** What it takes to find similar incidents among a thousand past ones. */
import { type PastIncident, pastOf } from "../src/past/past-incident.ts";
import { type Index, indexOf, similarTo } from "../src/past/similar.ts";
import { heldOut } from "../test/past/asked.ts";
import { shop } from "../test/past/shop.ts";
import { incidentOf } from "../test/past/told.ts";
import { type Measurement, median } from "./measurement.ts";

const incidents = 1_000;
const runs = 9;

export async function similar(): Promise<Measurement[]> {
  const kept: { past: PastIncident[]; index: Index | null } = { past: [], index: null };
  const before = heapNow();
  kept.past = Array.from({ length: incidents }, (_, n) => pastIncident(n + 1)).filter((past) => past !== null);
  kept.index = indexOf(kept.past);
  const memory = (heapNow() - before) / 2 ** 20;
  const { past, index } = kept;
  const indexing = median(Array.from({ length: runs }, () => timeOf(() => indexOf(past))));
  const asked = heldOut.map((one) => incidentOf({ ...one, number: incidents + 1, day: "2026-11-20" }));
  const queries = asked.map((incident) => timeOf(() => similarTo(index, incident)));
  return [
    { what: "Index 1,000 past incidents", value: indexing, unit: "ms", limit: { most: 250 } },
    { what: "Find those like a new one, at the median", value: median(queries), unit: "ms", limit: { most: 20 } },
    { what: "The same at worst", value: Math.max(...queries), unit: "ms", limit: { most: 100 } },
    { what: "What they and their index take", value: memory, unit: "MB", limit: { most: 5 } },
  ];
}

/** The shop's incidents again and again, each with words of its own. */
function pastIncident(number: number): PastIncident | null {
  const told = shop[number % shop.length];
  if (!told) return null;
  const title = `${told.title}, host-${(number * 7919) % 4_001}`;
  const learnings = [`The runbook of step ${number} was out of date and nobody had tried it since the move`];
  return pastOf({ ...incidentOf({ ...told, number, title }), learnings });
}

function timeOf(act: () => void): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

function heapNow(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
