/** Groups of incidents: all of a window, and its parts by severity, service and detection source. */
import { type DurationName, severities } from "../incident/incident.ts";
import type { IncidentRecord } from "../record/record.ts";
import { seedOf } from "./bootstrap.ts";
import { changeOf } from "./change.ts";
import { durationFigures, secondsOf } from "./duration.ts";
import type { DurationFigures, Group } from "./metrics.ts";
import { type Population, split } from "./population.ts";

/** What a group is compared with: the same group in as many days before. */
export interface Before {
  days: number;
  population: Population;
}

/** The figures of a group, each duration with its change where there is something to compare with. */
export function groupOf(name: string, population: Population, before: Before | null = null): Group {
  const { declared, restored } = population;
  const figures = (duration: DurationName) => withChange(name, duration, population, before);
  return {
    name,
    count: declared.length,
    imported: countOf(declared, ({ imported }) => imported),
    reopened: countOf(declared, ({ reopened }) => reopened > 0),
    restored: restored.length,
    restoredByClosing: countOf(restored, isRestoredByClosing),
    detectedByCustomers: {
      n: countOf(declared, ({ detectedBy }) => detectedBy === "customers"),
      of: countOf(declared, ({ detectedBy }) => detectedBy !== null),
    },
    durations: {
      timeToDetect: figures("timeToDetect"),
      timeToDeclare: figures("timeToDeclare"),
      timeToAcknowledge: figures("timeToAcknowledge"),
      timeToRecover: figures("timeToRecover"),
      firstRecovery: figures("firstRecovery"),
      impact: figures("impact"),
    },
  };
}

function withChange(group: string, name: DurationName, population: Population, before: Before | null): DurationFigures {
  const figures = durationFigures(name, population);
  if (!before) return figures;
  const { days, population: previous } = before;
  const seed = seedOf(days, group, name);
  const change = changeOf(secondsOf(name, population.restored), secondsOf(name, previous.restored), seed);
  return change ? { ...figures, change } : figures;
}

function countOf(records: readonly IncidentRecord[], is: (record: IncidentRecord) => boolean): number {
  return records.filter(is).length;
}

function isRestoredByClosing({ moments: { restored } }: IncidentRecord): boolean {
  return restored?.by === "inferred" && restored.from === "closing";
}

const severityOrder = [...severities, "not set"];
const sourceOrder = ["customers", "monitoring", "staff", "partner", "not known"];

/** The population by the highest severity, in its order. */
export function bySeverity(population: Population): Map<string, Population> {
  return inOrder(
    split(population, ({ severity }) => [severity.highest ?? "not set"]),
    severityOrder,
  );
}

/** The population by who or what detected the incident. */
export function bySource(population: Population): Map<string, Population> {
  return inOrder(
    split(population, ({ detectedBy }) => [detectedBy ?? "not known"]),
    sourceOrder,
  );
}

/** The population by service, the one with the most incidents first; an incident with several is in each. */
export function byService(population: Population): Map<string, Population> {
  const parts = split(population, ({ services }) => (services.length === 0 ? ["none"] : new Set(services)));
  const size = ([, { declared }]: [string, Population]) => declared.length;
  return new Map([...parts].sort((a, b) => size(b) - size(a) || (a[0] < b[0] ? -1 : 1)));
}

function inOrder(parts: Map<string, Population>, order: readonly string[]): Map<string, Population> {
  return new Map([...parts].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
}
