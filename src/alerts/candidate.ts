/** An incident as alerts ask about it, made from what a pass knows. Pure. */
import type { Incident, Instant } from "../incident/incident.ts";
import type { Situation } from "../situation.ts";
import { startOf } from "./clock.ts";
import { membersOf } from "./pool.ts";
import { type KeptRecord, keyOf } from "./record.ts";
import { type Candidate, ruleOf } from "./route.ts";

/** The incident with its alerts; null where the issue is none. */
export function candidateOf({ folded, alerts }: Pick<Situation, "folded" | "alerts">): Candidate | null {
  if (folded.status !== "incident") return null;
  const { incident } = folded;
  const { number, state, mergedInto, drill, services } = incident;
  return {
    number,
    state,
    ...(mergedInto === undefined ? {} : { mergedInto }),
    drill,
    restoredAt: restorationOf(incident),
    services: services.map((service) => service.toLowerCase()),
    rules: alerts.filter(({ service }) => service === null).map(ruleOf),
    alerts: [...ownAlerts(alerts), ...takenOver(incident)],
    pooled: pooledOf(alerts),
    lastArrival: lastArrivalAt(incident, alerts),
  };
}

/** Where nobody knows when it was over, the closing or the last change is the latest that it can have been. */
function restorationOf({ state, moments, closedAt, updatedAt }: Incident): Instant | null {
  return state === "recovered" ? (moments.restored?.at ?? closedAt ?? updatedAt) : null;
}

function ownAlerts(alerts: readonly KeptRecord[]): Candidate["alerts"] {
  return alerts.map((alert) => {
    const [first] = alert.episodes;
    const last = alert.episodes.at(-1) ?? first;
    return { key: keyOf(alert), since: startOf(first), startedAt: last.startedAt, firing: last.endedAt === null };
  });
}

function pooledOf(alerts: readonly KeptRecord[]): Set<string> {
  return alerts.reduce((all, { pool }) => (pool ? all.union(membersOf(pool)) : all), new Set<string>());
}

/** Those of incidents that were merged into it. */
function takenOver({ alerts }: Incident): Candidate["alerts"] {
  return alerts.map((alert) => {
    const { startedAt, endedAt } = alert;
    return { key: keyOf(alert), since: startOf(alert), startedAt, firing: endedAt === null };
  });
}

/** Whoever declares it knows of it then, as an alert does that arrives. */
function lastArrivalAt({ moments, alerts: all }: Incident, records: readonly KeptRecord[]): Instant {
  const arrivals = records.flatMap(({ episodes }) => episodes.map(({ receivedAt }) => receivedAt));
  return Math.max(moments.declared?.at ?? 0, ...arrivals, ...all.map(({ receivedAt }) => receivedAt));
}
