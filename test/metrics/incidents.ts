/** Incidents to count: records with what a test says, and else as plain as they come. Times are UTC, `2026-11-20 16:04`. */
import { type DurationName, durationNames } from "../../src/incident/incident.ts";
import type { Metrics, MetricsWindow } from "../../src/metrics/metrics.ts";
import { type MetricsInput, metricsOf } from "../../src/metrics/of.ts";
import type { IncidentRecord } from "../../src/record/record.ts";

type Duration = IncidentRecord["durations"][DurationName];
type Moment = NonNullable<IncidentRecord["moments"]["declared"]>;

export interface Told {
  declared?: string;
  detected?: string;
  acknowledged?: string;
  /** Without it the incident is open. */
  restored?: string;
  reviewed?: string;
  /** Seconds of each duration that was recorded, or what else is known of it; the rest is not recorded. */
  durations?: Partial<Record<DurationName, number | "not applicable" | "inconsistent">>;
  more?: Partial<IncidentRecord>;
}

let made = 0;

/** The record of what is told. Without a number it has the next one that nobody has. */
export function incident({ durations = {}, more = {}, ...times }: Told = {}): IncidentRecord {
  made += 1;
  const { number = made } = more;
  const declared = times.declared ?? times.restored ?? "2026-11-20 08:00";
  return {
    schema: 1,
    repository: "acme/shop",
    number,
    url: `https://github.com/acme/shop/issues/${number}`,
    title: "Login page is down",
    updatedAt: instant(declared),
    labels: ["incident"],
    state: times.restored ? "recovered" : "open",
    mergedFrom: [],
    declaredBy: "label",
    phase: null,
    drill: false,
    nearMiss: false,
    imported: false,
    severity: severity("sev2"),
    priority: "critical",
    services: [],
    detectedBy: null,
    customers: { impacted: null, text: "" },
    moments: {
      started: null,
      detected: moment(times.detected),
      declared: moment(declared),
      acknowledged: moment(times.acknowledged),
      identified: null,
      restored: moment(times.restored),
      resolved: null,
      reviewed: moment(times.reviewed),
    },
    intervals: [],
    reopened: 0,
    durations: {
      timeToDetect: duration(durations.timeToDetect),
      timeToDeclare: duration(durations.timeToDeclare),
      timeToAcknowledge: duration(durations.timeToAcknowledge),
      timeToRecover: duration(durations.timeToRecover),
      firstRecovery: duration(durations.firstRecovery),
      impact: duration(durations.impact),
    },
    phases: [],
    roles: [],
    people: [],
    outsideReports: 0,
    timeline: [],
    alerts: [],
    updates: [],
    changes: [],
    learnings: [],
    factors: [],
    wentWell: [],
    parked: [],
    actionItems: [],
    review: null,
    reviewDue: false,
    related: [],
    ...more,
  };
}

/** `2026-11-20 16:04` as the record writes it. */
export function instant(text: string): string {
  return `${text.replace(" ", "T")}:00Z`;
}

/** A severity that never changed. */
export function severity(one: IncidentRecord["severity"]["highest"]): IncidentRecord["severity"] {
  return { highest: one, final: one, history: [] };
}

function moment(text: string | undefined): Moment | null {
  return text === undefined ? null : { at: instant(text), by: "stated", from: "comment" };
}

function duration(known: number | "not applicable" | "inconsistent" | undefined): Duration {
  if (known === undefined) return { state: "not recorded" };
  return typeof known === "number" ? { state: "recorded", seconds: known } : { state: known };
}

/** The metrics of the records on Friday 20 November 2026, 15:30 UTC, of a team that configured nothing but what is given. */
export function metrics(records: readonly IncidentRecord[], more: Partial<MetricsInput> = {}): Metrics {
  return metricsOf({
    repository: "acme/shop",
    records,
    noise: [],
    now: Date.UTC(2026, 10, 20, 15, 30),
    zone: "UTC",
    holidays: [],
    weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday"],
    targets: [],
    downtime: { environments: [] },
    reviewSeverities: ["sev1", "sev2"],
    reviewBusinessDays: 1,
    deployments: [],
    ...more,
  });
}

/** The window of so many days, or of all. */
export function inWindow({ windows }: Metrics, days: number | null): MetricsWindow {
  const window = windows.find((one) => one.days === days);
  if (!window) throw new Error(`There is no window of ${days} days.`);
  return window;
}

/** Incidents restored on the day, each with the same value for all durations. */
export function restoredOn(day: string, seconds: readonly number[], more: Partial<IncidentRecord> = {}) {
  return seconds.map((value) => {
    const durations = Object.fromEntries(durationNames.map((name) => [name, value]));
    return incident({ restored: `${day} 12:00`, durations, more });
  });
}
