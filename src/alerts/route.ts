/** Which incident an alert belongs to: decided from the alert and what is known of the incidents with alerts. Pure. */
import type { Configuration } from "../config.ts";
import type { Incident, Instant, Milliseconds } from "../incident/incident.ts";
import type { Alert, Arrival } from "./alert.ts";
import { plausibleStart } from "./clock.ts";
import { hashOf } from "./pool.ts";
import { keyOf } from "./record.ts";
import { serviceOf, severityOf } from "./severity.ts";

/** An incident as far as alerts ask about it. */
export interface Candidate {
  number: number;
  state: Incident["state"];
  mergedInto?: number;
  drill: boolean;
  /** When the service was restored; null while it isn't. */
  restoredAt: Instant | null;
  /** In lower case. */
  services: readonly string[];
  /** What its alerts without a service watch. */
  rules: readonly string[];
  alerts: readonly CandidateAlert[];
  /** Hashes of those that share a record, for want of room. */
  pooled: ReadonlySet<string>;
  /** When an alert last reached it. */
  lastArrival: Instant;
}

/** One of its alerts, with the last time that it fired. */
interface CandidateAlert {
  key: string;
  startedAt: Instant | null;
  firing: boolean;
}

export type Route =
  | { to: "incident"; number: number }
  /** A new incident, related to earlier ones of the same alert. */
  | { to: "new"; related: number[] }
  | { to: "noise" }
  /** There is nothing to be recorded: the end of what was never recorded, or more of what people withdrew. */
  | { to: "nothing" };

/** A fingerprint that fires again later than this after the restoration is another incident. */
const reopenedWithin: Milliseconds = 24 * 60 * 60_000;
const minute: Milliseconds = 60_000;

/** Where the alert goes. `candidates` are in any order; of several that fit, the newest is taken. */
export function routeOf(arrival: Arrival, candidates: readonly Candidate[], configuration: Configuration): Route {
  const newest = candidates.toSorted((a, b) => b.number - a.number);
  const own = keyOf(arrival);
  const hash = hashOf(arrival);
  const same = newest.find((candidate) => candidate.alerts.some(({ key }) => key === own) || isPooled(candidate, hash));
  if (arrival.status === "resolved") return endOf(arrival, same, configuration);
  const isInformation = severityOf(arrival, configuration) === "info";
  const known = same && !(isInformation && same.restoredAt !== null) ? ofSameFingerprint(arrival, same) : null;
  if (known) return known;
  if (isInformation) return { to: "noise" };
  const open = newest.find((candidate) => takesIn(candidate, arrival, configuration));
  if (open) return { to: "incident", number: open.number };
  return { to: "new", related: same ? [same.number] : [] };
}

/** Of a merged incident the survivor knows the records alone. */
function isPooled({ pooled, mergedInto }: Candidate, hash: string): boolean {
  return mergedInto === undefined && pooled.has(hash);
}

function endOf(arrival: Arrival, same: Candidate | undefined, configuration: Configuration): Route {
  if (same) return { to: "incident", number: same.mergedInto ?? same.number };
  const isInformation = arrival.source !== "github" && severityOf(arrival, configuration) === "info";
  return { to: isInformation ? "noise" : "nothing" }; // Workflows succeed all the time.
}

/** Null where the incident is over for good, and another one is due. */
function ofSameFingerprint(arrival: Arrival, same: Candidate): Route | null {
  if (same.mergedInto !== undefined) return { to: "incident", number: same.mergedInto };
  if (same.state === "withdrawn") return isGoingOn(arrival, same) ? { to: "nothing" } : null;
  if (same.restoredAt === null || startOf(arrival) - same.restoredAt <= reopenedWithin)
    return { to: "incident", number: same.number };
  return null;
}

/** Whether it is the very firing that is known already, rather than another one of the same fingerprint. */
function isGoingOn(arrival: Arrival, { alerts, pooled, lastArrival }: Candidate): boolean {
  if (pooled.has(hashOf(arrival))) return arrival.startedAt === null || arrival.startedAt <= lastArrival;
  const own = keyOf(arrival);
  const known = alerts.filter(({ key }) => key === own);
  if (arrival.startedAt === null) return known.some(({ firing }) => firing);
  return known.some(
    ({ startedAt }) => startedAt !== null && arrival.startedAt !== null && arrival.startedAt <= startedAt,
  );
}

/** The sender's own time, unless its clock can't be right. */
function startOf(arrival: Arrival): Instant {
  return plausibleStart(arrival.startedAt, arrival.receivedAt) ?? arrival.receivedAt;
}

/** Whether it is about the same service as an incident that goes on; where it names none, about the same rule. */
function takesIn(candidate: Candidate, arrival: Arrival, configuration: Configuration): boolean {
  const { state, drill, restoredAt, services, rules, lastArrival } = candidate;
  if (state !== "open" || drill || restoredAt !== null) return false;
  if (arrival.receivedAt - lastArrival > configuration.alerts.windowMinutes * minute) return false;
  const service = serviceOf(arrival, configuration)?.toLowerCase();
  return service === undefined ? rules.includes(ruleOf(arrival)) : services.includes(service);
}

/** Alerts without a service come of one rule where its name is the same, in the same system. */
export function ruleOf({ source, rule, fingerprint }: Pick<Alert, "source" | "rule" | "fingerprint">): string {
  return `${source} ${rule ?? fingerprint}`.toLowerCase();
}
