/** Which of the alerts that have arrived for an issue are really its own, now that it has been read. Pure. */
import type { Configuration } from "../config.ts";
import type { Folded } from "../incident/fold.ts";
import type { Situation } from "../situation.ts";
import type { Arrival } from "./alert.ts";
import { candidateOf } from "./candidate.ts";
import type { IntervalNow } from "./episodes.ts";
import { routeOf } from "./route.ts";
import { serviceOf } from "./severity.ts";

/** Those that the incident takes in, of the services as the configuration names them, and those that belong elsewhere. */
export function placed(
  arrivals: readonly Arrival[],
  situation: Pick<Situation, "folded" | "alerts">,
  configuration: Configuration,
): { taken: Arrival[]; strays: Arrival[] } {
  const candidate = arrivals.length > 0 ? candidateOf(situation) : null;
  if (!candidate) return { taken: [], strays: [...arrivals] };
  const isOwn = (arrival: Arrival) => {
    const route = routeOf(arrival, [candidate], configuration);
    return route.to === "incident" && route.number === candidate.number;
  };
  const taken = arrivals.filter(isOwn).map((arrival) => ({ ...arrival, service: serviceOf(arrival, configuration) }));
  return { taken, strays: arrivals.filter((arrival) => !isOwn(arrival)) };
}

/** Where the incident stands as alerts arrive. */
export function intervalOf(folded: Folded): IntervalNow {
  if (folded.status !== "incident") return { restoredAt: null, since: null };
  const { state, moments, intervals, reopened } = folded.incident;
  const restoredAt = state === "recovered" ? (moments.restored?.at ?? intervals.at(-1)?.to ?? null) : null;
  return { restoredAt, since: reopened > 0 ? (intervals.at(-1)?.from ?? null) : null };
}
