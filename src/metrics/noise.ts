/** Noise: alerts and incidents that nobody could act on. Here alone do withdrawn incidents and those that ended as sev5 count. */
import type { Instant } from "../incident/incident.ts";
import type { IncidentRecord } from "../record/record.ts";
import type { MetricsWindow } from "./metrics.ts";
import { dated, isWithin } from "./population.ts";
import { shareOf } from "./round.ts";
import type { Span } from "./window.ts";

/** An alert as noise sees it. */
interface Heard {
  receivedAt: Instant;
  actionable: boolean;
}

/** What there was to hear, of any window. */
export interface Noise {
  alerts: readonly Heard[];
  falseAlarms: readonly (Instant | null)[];
  withdrawn: readonly (Instant | null)[];
}

/**
 * The alerts of the incidents, each once, and when the incidents that were none were declared. An alert of a merged
 * incident was as actionable as the incident that it went into.
 */
export function noiseOf(records: readonly IncidentRecord[]): Noise {
  const byNumber = new Map(records.map((record) => [record.number, record]));
  const alerts = new Map<string, Heard>();
  for (const record of records) {
    const outcome = survivorOf(record, byNumber);
    for (const { source, fingerprint, receivedAt, actionable } of record.alerts) {
      const heard = { receivedAt: Date.parse(receivedAt), actionable: actionable && !isNone(outcome) };
      alerts.set(JSON.stringify([source, fingerprint, receivedAt]), heard);
    }
  }
  return {
    alerts: [...alerts.values()],
    falseAlarms: records.filter(isFalseAlarm).map(declarationOf),
    withdrawn: records.filter(isWithdrawn).map(declarationOf),
  };
}

/** The figures of a window: alerts by their arrival, incidents by their declaration. */
export function noiseFigures({ alerts, falseAlarms, withdrawn }: Noise, span: Span): MetricsWindow["noise"] {
  const heard = alerts.filter(({ receivedAt }) => isWithin(receivedAt, span));
  const notActionable = heard.filter(({ actionable }) => !actionable).length;
  return {
    alerts: heard.length,
    notActionable,
    share: shareOf(notActionable, heard.length),
    falseAlarms: falseAlarms.filter((at) => isWithin(at, span)).length,
    withdrawn: withdrawn.filter((at) => isWithin(at, span)).length,
  };
}

/** The last of the chain of merges that is known; a circle ends where it began. */
function survivorOf(record: IncidentRecord, byNumber: ReadonlyMap<number, IncidentRecord>): IncidentRecord {
  const seen = new Set<IncidentRecord>();
  let last = record;
  while (last.mergedInto !== undefined && !seen.has(last)) {
    seen.add(last);
    last = byNumber.get(last.mergedInto) ?? last;
  }
  return last;
}

function isNone(record: IncidentRecord): boolean {
  return isWithdrawn(record) || isFalseAlarm(record);
}

function isWithdrawn({ state }: IncidentRecord): boolean {
  return state === "withdrawn";
}

function isFalseAlarm({ state, severity }: IncidentRecord): boolean {
  return state !== "withdrawn" && state !== "merged" && severity.final === "sev5";
}

function declarationOf(record: IncidentRecord): Instant | null {
  return dated(record).declaredAt;
}
