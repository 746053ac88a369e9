/** Who counts, and in which window: by declaration for counts, by restoration for durations. */
import type { Instant } from "../incident/incident.ts";
import type { IncidentRecord } from "../record/record.ts";
import type { Span } from "./window.ts";

/** A record with the moments that windows go by. */
export interface Dated {
  record: IncidentRecord;
  declaredAt: Instant | null;
  /** Null while it is not restored, and where nobody knows since when it is; reopened, it is not restored. */
  restoredAt: Instant | null;
  reviewedAt: Instant | null;
}

/** The record with its moments. */
export function dated(record: IncidentRecord): Dated {
  const { declared, restored, reviewed } = record.moments;
  return {
    record,
    declaredAt: instantOf(declared?.at),
    restoredAt: record.state === "recovered" ? instantOf(restored?.at) : null,
    reviewedAt: instantOf(reviewed?.at),
  };
}

/** ISO 8601 as the record has it; null of nothing. */
function instantOf(text: string | undefined): Instant | null {
  return text === undefined ? null : Date.parse(text);
}

/** Whether the incident counts as one. Withdrawn, merged and those that ended as sev5 count under noise alone. */
export function counts({ state, severity }: IncidentRecord): boolean {
  return state !== "withdrawn" && state !== "merged" && severity.final !== "sev5";
}

/** The incidents of a window. */
export interface Population {
  /** Declared in it: what is counted. */
  declared: readonly IncidentRecord[];
  /** Restored in it: whose durations enter the statistics. */
  restored: readonly IncidentRecord[];
  /** Declared in it, and not known to be restored: they count for the coverage beside the restored ones. */
  unrestored: readonly IncidentRecord[];
}

/** Those of the incidents that belong to the span. */
export function populationOf(incidents: readonly Dated[], span: Span): Population {
  const declared = incidents.filter(({ declaredAt }) => isWithin(declaredAt, span));
  const restored = incidents.filter(({ restoredAt }) => restoredAt !== null && isWithin(restoredAt, span));
  const unrestored = declared.filter(({ restoredAt }) => restoredAt === null);
  return { declared: declared.map(recordIn), restored: restored.map(recordIn), unrestored: unrestored.map(recordIn) };
}

/** Whether the instant lies in the span; one that is not known only in a span without a beginning. */
export function isWithin(at: Instant | null, { from, until }: Span): boolean {
  return (at ?? Number.NEGATIVE_INFINITY) >= from && (at ?? Number.NEGATIVE_INFINITY) < until;
}

function recordIn({ record }: Dated): IncidentRecord {
  return record;
}

/** The population in parts, by the names that an incident goes under; with several it is in several. */
export function split(
  population: Population,
  namesOf: (record: IncidentRecord) => Iterable<string>,
): Map<string, Population> {
  const declared = byName(population.declared, namesOf);
  const restored = byName(population.restored, namesOf);
  const unrestored = byName(population.unrestored, namesOf);
  const names = new Set([...declared.keys(), ...restored.keys()]);
  return new Map(
    [...names].map((name) => [
      name,
      {
        declared: declared.get(name) ?? [],
        restored: restored.get(name) ?? [],
        unrestored: unrestored.get(name) ?? [],
      },
    ]),
  );
}

function byName(records: readonly IncidentRecord[], namesOf: (record: IncidentRecord) => Iterable<string>) {
  const parts = new Map<string, IncidentRecord[]>();
  for (const record of records) {
    for (const name of namesOf(record)) {
      const part = parts.get(name);
      if (part) part.push(record);
      else parts.set(name, [record]);
    }
  }
  return parts;
}
