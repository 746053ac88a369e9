/** What surrounds an incident: what changed before it, who owns its services, and what it is like. Kept in the card. */
import { changesOf, ownersOf } from "./changes/observe.ts";
import type { Configuration } from "./config.ts";
import type { ObservedIssue } from "./github/observed.ts";
import type { GitHub } from "./github/port.ts";
import type { Folded } from "./incident/fold.ts";
import type { Incident, Instant } from "./incident/incident.ts";
import { isUnderway } from "./incident/underway.ts";
import type { Memory, SimilarIncident } from "./memory.ts";

/** Past incidents that are like this one; null as long as they have not been read. */
export type LookBack = (repository: { owner: string; repo: string }, incident: Incident) => SimilarIncident[] | null;

interface Context {
  folded: Folded;
  memory: Memory;
  configuration: Configuration;
  now: Instant;
  similar?: LookBack | undefined;
}

/** The memory with what surrounds the incident: looked up as it begins, and kept from then on. */
export async function withContext(github: GitHub, issue: ObservedIssue, context: Context): Promise<Memory> {
  const { folded, memory, now } = context;
  if (folded.status !== "incident" || issue.kind !== "issue") return memory;
  const { incident } = folded;
  if (incident.state === "withdrawn" || incident.state === "merged") return withoutContext(memory);
  const changes = await changesOf(github, issue, incident, context);
  if (!isUnderway(incident, now)) return { ...memory, changes };
  const owners = await ownersOf(github, incident, context);
  const { owner, name: repo } = issue.repository;
  const similar = memory.similar ?? context.similar?.({ owner, repo }, incident);
  return { ...memory, changes, owners, ...(similar ? { similar } : {}) };
}

/** What is no incident of its own any more has nothing around it. */
function withoutContext({ similar: _similar, ...memory }: Memory): Memory {
  return { ...memory, changes: [], owners: {} };
}
