/** The metrics: all figures over many incidents, from their records. */
import type { Configuration, Target } from "../config.ts";
import type { Weekday } from "../deadlines/business.ts";
import { type DayNumber, dayText } from "../deadlines/day.ts";
import type { Day } from "../incident/action-item.ts";
import type { Instant, Severity } from "../incident/incident.ts";
import { instantText } from "../record/instant.ts";
import type { NoiseLine } from "../record/noise.ts";
import type { IncidentRecord } from "../record/record.ts";
import { actionItemFigures } from "./action-items.ts";
import { resamples } from "./bootstrap.ts";
import { TeamCalendar } from "./calendar.ts";
import { coordinationFigures, entryFigures } from "./coordination.ts";
import { costFigures, type Deployed, deployed, type Hurt, hurtBy } from "./cost.ts";
import { type Before, byService, bySeverity, bySource, groupOf } from "./group.ts";
import type { Deployment, Metrics, MetricsWindow } from "./metrics.ts";
import { type Noise, noiseFigures, noiseOf } from "./noise.ts";
import { counts, type Dated, dated, isWithin, type Population, populationOf } from "./population.ts";
import { reviewFigures } from "./reviews.ts";
import { targetResult } from "./target.ts";
import { type Window, windowsAt } from "./window.ts";

export interface MetricsInput {
  /** `owner/name`. */
  repository: string;
  records: readonly IncidentRecord[];
  /** Alerts that opened no incident. */
  noise: readonly NoiseLine[];
  now: Instant;
  /** The team's time zone, an IANA name. */
  zone: string;
  holidays: readonly Day[];
  /** The days of the week on which people work. */
  weekdays: readonly Weekday[];
  targets: readonly Target[];
  downtime: Configuration["downtime"];
  /** Highest severities that call for a review. */
  reviewSeverities: readonly Severity[];
  /** Business days after the restoration's day until a review is due. */
  reviewBusinessDays: number;
  /** Successful deployments to the configured environments. */
  deployments: readonly Deployment[];
}

/**
 * All figures: durations in seconds, shares from 0 to 1, days in the team's zone. They follow from the records and the
 * day alone, whatever the order of the records and the time of the day. Throws a RangeError where there is no such zone.
 */
export function metricsOf(input: MetricsInput): Metrics {
  const calendar = new TeamCalendar(input.zone, input.holidays, input.weekdays);
  const today = calendar.dayOf(input.now);
  const sources = sourcesOf(input, today, calendar);
  return {
    schema: 1,
    repository: input.repository,
    madeWith: madeWith(input, sources),
    open: openNow(sources),
    windows: windowsAt(today, calendar).map((window) => windowFigures(window, sources)),
  };
}

/** What every window is made from. */
interface Sources {
  input: MetricsInput;
  calendar: TeamCalendar;
  today: DayNumber;
  /** The incidents that count, without drills. */
  incidents: readonly Dated[];
  drills: readonly Dated[];
  noise: Noise;
  deployments: readonly Deployed[];
  hurt: Hurt;
}

function sourcesOf(input: MetricsInput, today: DayNumber, calendar: TeamCalendar): Sources {
  const records = input.records.toSorted((a, b) => a.number - b.number);
  const real = records.filter(({ drill }) => !drill);
  const incidents = real.filter(counts);
  return {
    input,
    calendar,
    today,
    incidents: incidents.map(dated),
    drills: records.filter((record) => record.drill && counts(record)).map(dated),
    noise: noiseOf(real, input.noise, calendar),
    deployments: deployed(input.deployments),
    hurt: hurtBy(incidents),
  };
}

function madeWith({ zone, holidays, targets }: MetricsInput, { calendar, today, deployments }: Sources) {
  return {
    now: instantText(calendar.startOf(today)),
    zone,
    holidays: [...holidays],
    targets: [...targets],
    deployments: deployments.length,
    resamples,
    seeds: "FNV-1a (32 bits) of window/group/duration, such as 30/total/timeToRecover",
  };
}

/** What is open now. Recovered follows from the restoration: a closed issue may still be open here. */
function openNow({ incidents, calendar, today }: Sources): Metrics["open"] {
  const open = incidents.filter(({ record }) => record.state === "open");
  const [oldest] = open
    .flatMap(({ record: { number }, declaredAt }) => (declaredAt === null ? [] : [{ number, declaredAt }]))
    .sort((a, b) => a.declaredAt - b.declaredAt);
  if (!oldest) return { count: open.length, oldest: null };
  const { number, declaredAt } = oldest;
  const days = Math.max(0, today - calendar.dayOf(declaredAt));
  return { count: open.length, oldest: { number, declaredAt: instantText(declaredAt), days } };
}

function windowFigures(window: Window, sources: Sources): MetricsWindow {
  const { input, calendar, incidents, drills, noise, deployments, hurt } = sources;
  const population = populationOf(incidents, window.span);
  return {
    days: window.days,
    from: window.from === null ? null : dayText(window.from),
    to: dayText(window.to),
    ...groupsOf(population, previousOf(window, incidents), input.targets),
    drills: groupOf("drills", populationOf(drills, window.span)),
    ...followUpsOf(window, population.restored, sources),
    coordination: coordinationFigures(population.declared),
    entries: entryFigures(population.declared),
    noise: noiseFigures(noise, window.span),
    cost: costFigures(deployments, hurt, input.downtime, { window, calendar }),
  };
}

/** Action items by the review, reviews by the restoration. */
function followUpsOf({ span }: Window, restored: Population["restored"], sources: Sources) {
  const { input, calendar, today, incidents } = sources;
  const reviewed = incidents.filter(({ reviewedAt }) => reviewedAt !== null && isWithin(reviewedAt, span));
  const cohort = reviewed.map(({ record }) => record);
  const rule = { severities: input.reviewSeverities, businessDays: input.reviewBusinessDays, today, calendar };
  return { actionItems: actionItemFigures(cohort, today, calendar), reviews: reviewFigures(restored, rule) };
}

function previousOf({ days, before }: Window, incidents: readonly Dated[]): Before | null {
  return days === null || before === null ? null : { days, population: populationOf(incidents, before) };
}

/** The groups, and the targets that go by them. Compared with the window before are the total and the targets' severities. */
function groupsOf(population: Population, before: Before | null, targets: readonly Target[]) {
  const aimed = new Set<string>(targets.map(({ severity }) => severity));
  const severities = bySeverity(population);
  const previous = before && bySeverity(before.population);
  const beforeOf = (name: string): Before | null => {
    const same = aimed.has(name) ? previous?.get(name) : undefined;
    return before && same ? { days: before.days, population: same } : null;
  };
  const severityGroups = [...severities].map(([name, part]) => groupOf(name, part, beforeOf(name)));
  return {
    total: groupOf("total", population, before),
    severities: severityGroups,
    services: [...byService(population)].map(([name, part]) => groupOf(name, part)),
    sources: [...bySource(population)].map(([name, part]) => groupOf(name, part)),
    targets: targets.map((target) => {
      const restored = severities.get(target.severity)?.restored ?? [];
      return targetResult(target, {
        restored,
        group: severityGroups.find(({ name }) => name === target.severity) ?? null,
      });
    }),
  };
}
