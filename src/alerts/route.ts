/** Which incident an alert belongs to: decided from the alert and what is known of the incidents with alerts. Pure. */
import type { Configuration } from "../config.ts";
import type { Incident, Instant, Milliseconds } from "../incident/incident.ts";
import type { Alert, Arrival } from "./alert.ts";
import { startOf } from "./clock.ts";
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
  /** When it first fired there. */
  since: Instant;
  startedAt: Instant | null;
  firing: boolean;
}

export type Route =
  /** `late`: it began before the alert that is known there, so that an older incident may be meant. */
  | { to: "incident"; number: number; late?: true }
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
  const all = newest.filter((candidate) => hasAlert(candidate, arrival));
  const ofItsTime = all.find(
    (candidate, index) => isOfItsTime(arrival, candidate) && (index === 0 || !isLater(arrival, candidate)),
  );
  const route = routeTo(arrival, ofItsTime ?? all[0], newest, configuration);
  return route.to === "incident" && all.length > 0 && !ofItsTime ? { ...route, late: true } : route;
}

function routeTo(
  arrival: Arrival,
  same: Candidate | undefined,
  newest: readonly Candidate[],
  configuration: Configuration,
): Route {
  if (arrival.status === "resolved") return endOf(arrival, same, configuration);
  const isInformation = severityOf(arrival, configuration) === "info";
  const known = same && !(isInformation && same.restoredAt !== null) ? ofSameFingerprint(arrival, same) : null;
  if (known) return known;
  if (isInformation) return { to: "noise" };
  const open = newest.find((candidate) => takesIn(candidate, arrival, configuration));
  if (open) return { to: "incident", number: open.number };
  return { to: "new", related: same ? [same.number] : [] };
}

function hasAlert(candidate: Candidate, arrival: Arrival): boolean {
  const own = keyOf(arrival);
  return candidate.alerts.some(({ key }) => key === own) || isPooled(candidate, hashOf(arrival));
}

/** Whether the alert was known there by the time that it began. */
function isOfItsTime(arrival: Arrival, { alerts }: Candidate): boolean {
  const own = keyOf(arrival);
  const known = alerts.filter(({ key }) => key === own);
  const start = arrival.startedAt;
  return start === null || known.length === 0 || known.some(({ since }) => since <= start);
}

/** Whether it began too late to be of an incident that is over. */
function isLater(arrival: Arrival, { restoredAt }: Candidate): boolean {
  return restoredAt !== null && startOf(arrival) - restoredAt > reopenedWithin;
}

/** Of a merged incident the survivor knows the records alone. */
function isPooled({ pooled, mergedInto }: Pick<Candidate, "pooled" | "mergedInto">, hash: string): boolean {
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
  return isLater(arrival, same) ? null : { to: "incident", number: same.number };
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
