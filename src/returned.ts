/** Looks up which harmful factors of an incident came back: in what is known of past incidents, and on the items of then. */
import type { ObservedIssue } from "./github/observed.ts";
import type { GitHub } from "./github/port.ts";
import type { Folded } from "./incident/fold.ts";
import type { Incident, Instant, Milliseconds } from "./incident/incident.ts";
import type { Memory, ReturnedFactor } from "./memory.ts";
import { comparableFactors } from "./past/returning.ts";
import { returnedKey, returnedMark } from "./plan/returned.ts";
import { ownComments } from "./situation.ts";

/** Factors of the incident by their keys, with where they were before; null as long as past incidents have not been read. */
export type FactorsBefore = (
  repository: { owner: string; repo: string },
  incident: Incident,
) => Record<string, ReturnedFactor | null> | null;

interface Context {
  folded: Folded;
  memory: Memory;
  self: string;
  now: Instant;
  returned?: FactorsBefore | undefined;
}

/** What was over longer ago is not looked into any more. */
const stale: Milliseconds = 7 * 24 * 60 * 60_000;

/** Whether the incident has factors that have not been compared with those of past incidents, and is of these days. */
export function awaitsComparison(incident: Incident, { returned = {} }: Memory, now: Instant): boolean {
  if (incident.phase === "closed" && now - incident.updatedAt > stale) return false;
  return comparableFactors(incident).some(({ key }) => !Object.hasOwn(returned, key));
}

/**
 * The memory with every factor compared, once each; an item that says already that its factor came back counts as told.
 * Asks GitHub only for items of factors that did.
 */
export async function withReturned(github: GitHub, issue: ObservedIssue, context: Context): Promise<Memory> {
  const { folded, memory, self, now } = context;
  if (folded.status !== "incident" || issue.kind !== "issue" || !awaitsComparison(folded.incident, memory, now))
    return memory;
  const { incident } = folded;
  const { owner, name: repo } = issue.repository;
  const found = context.returned?.({ owner, repo }, incident);
  if (!found) return memory;
  const returned = remembered(found, memory.returned ?? {});
  const told = await toldOn(github, itemsToTell(returned, memory), incident, self);
  return { ...memory, returned, asked: [...memory.asked, ...told.map(returnedKey)] };
}

/** In an order of its own; what was found before stays, and factors that nobody names any more go. */
function remembered(found: NonNullable<Memory["returned"]>, before: NonNullable<Memory["returned"]>) {
  const entries = Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, Object.hasOwn(before, key) ? (before[key] ?? null) : value]),
  );
}

function itemsToTell(returned: Record<string, ReturnedFactor | null>, { asked }: Memory): number[] {
  const items = new Set(Object.values(returned).flatMap((before) => before?.item ?? []));
  return [...items].filter((item) => !asked.includes(returnedKey(item)));
}

/** Those of the items that say so already, as after a pass that ended before its card was written, and those that are gone. */
async function toldOn(github: GitHub, items: readonly number[], incident: Incident, self: string): Promise<number[]> {
  if (items.length === 0) return [];
  const issues = await github.read(items);
  return items.filter((_, index) => {
    const issue = issues[index];
    return !issue || ownComments(issue, self).some(({ key }) => key === returnedMark(incident.number));
  });
}
