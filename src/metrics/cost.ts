/**
 * The cost of downtime that deployments bring: deployment frequency × change failure rate × mean time to recover ×
 * hourly cost (Puppet + DORA, *2016 State of DevOps Report*). Over a window the first two make the failing deployments.
 */
import { mean } from "d3-array";
import type { Configuration } from "../config.ts";
import type { Instant } from "../incident/incident.ts";
import type { IncidentRecord } from "../record/record.ts";
import { interval, resampledMeans, seeded, seedOf } from "./bootstrap.ts";
import type { TeamCalendar } from "./calendar.ts";
import { secondsOf } from "./duration.ts";
import type { Deployment, MetricsWindow } from "./metrics.ts";
import { isWithin } from "./population.ts";
import { fewest } from "./quantile.ts";
import { money, ratio, shareOf } from "./round.ts";
import type { Window } from "./window.ts";

export interface Deployed {
  id: number;
  at: Instant;
}

/** The deployments with their instants, each once. */
export function deployed(deployments: readonly Deployment[]): Deployed[] {
  const byId = new Map(deployments.map(({ id, createdAt }) => [id, { id, at: Date.parse(createdAt) }]));
  return [...byId.values()];
}

/** The incidents that name a change which hurt, by the deployments that it went out with. */
export type Hurt = ReadonlyMap<number, readonly IncidentRecord[]>;

/** Which incidents each deployment hurt. */
export function hurtBy(incidents: readonly IncidentRecord[]): Hurt {
  const byDeployment = new Map<number, IncidentRecord[]>();
  for (const record of incidents) {
    const hurting = record.changes.filter(({ effect }) => effect === "hurt");
    for (const id of new Set(hurting.flatMap(({ deployments }) => deployments))) {
      const hurt = byDeployment.get(id);
      if (hurt) hurt.push(record);
      else byDeployment.set(id, [record]);
    }
  }
  return byDeployment;
}

/**
 * The cost of the window's deployments, those that an incident names as a hurting change being the failing ones; null
 * where no hourly cost is configured. The 95% interval is that of the mean alone, bootstrapped from at least 5 values.
 */
export function costFigures(
  all: readonly Deployed[],
  hurt: Hurt,
  { hourlyCost }: Configuration["downtime"],
  { window, calendar }: { window: Window; calendar: TeamCalendar },
): MetricsWindow["cost"] {
  if (hourlyCost === undefined) return null;
  const deployments = all.filter(({ at }) => isWithin(at, window.span));
  const failed = deployments.filter(({ id }) => hurt.has(id));
  const recoveries = secondsOf("timeToRecover", [...new Set(failed.flatMap(({ id }) => hurt.get(id) ?? []))]);
  const hours = recoveries.map((seconds) => seconds / 3600);
  const meanTimeToRecover = mean(hours) ?? null;
  const costOf = (time: number) => money(failed.length * time * hourlyCost);
  const between = meanInterval(hours, window);
  return {
    hourlyCost,
    deployments: deployments.length,
    failed: failed.length,
    changeFailureRate: shareOf(failed.length, deployments.length),
    deploymentsPerDay: perDay(deployments, window, calendar),
    meanTimeToRecover: meanTimeToRecover === null ? null : ratio(meanTimeToRecover),
    n: hours.length,
    cost: meanTimeToRecover === null ? null : costOf(meanTimeToRecover),
    interval: between && [costOf(between[0]), costOf(between[1])],
  };
}

/** Over the days of the window, or where it is all from the first deployment's day on. */
function perDay(deployments: readonly Deployed[], { days, to }: Window, calendar: TeamCalendar): number | null {
  if (deployments.length === 0) return null;
  const first = deployments.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
  return ratio(deployments.length / (days ?? Math.max(1, to - calendar.dayOf(first) + 1)));
}

function meanInterval(hours: readonly number[], { days }: Window): [number, number] | null {
  if (hours.length < fewest) return null;
  return interval(resampledMeans(hours, seeded(seedOf(days ?? "all", "cost", "timeToRecover"))));
}
