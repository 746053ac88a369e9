/** Noise: alerts and incidents that nobody could act on. Here alone do withdrawn incidents and those that ended as sev5 count. */
import { noisiest } from "../alerts/noise-rules.ts";
import { dayNumber } from "../deadlines/day.ts";
import type { Instant } from "../incident/incident.ts";
import type { NoiseLine } from "../record/noise.ts";
import type { IncidentRecord } from "../record/record.ts";
import type { TeamCalendar } from "./calendar.ts";
import type { MetricsWindow } from "./metrics.ts";
import { dated, isWithin } from "./population.ts";
import { shareOf } from "./round.ts";
import type { Span } from "./window.ts";

/** An alert as noise sees it. */
interface Heard {
  source: string;
  title: string;
  rule?: string | undefined;
  service?: string | undefined;
  receivedAt: Instant;
  /** How often it fired. */
  count: number;
  actionable: boolean;
  /** Whether it stands for the less frequent ones of its source, of which no more is known. */
  isPooled: boolean;
}

/** What there was to hear, of any window. */
export interface Noise {
  alerts: readonly Heard[];
  falseAlarms: readonly (Instant | null)[];
  withdrawn: readonly (Instant | null)[];
}

/**
 * The alerts of the incidents, each once, those that opened none, and when the incidents that were none were declared. An
 * alert of a merged incident was as actionable as the incident that it went into.
 */
export function noiseOf(
  records: readonly IncidentRecord[],
  informational: readonly NoiseLine[],
  calendar: TeamCalendar,
): Noise {
  return {
    alerts: [...alertsOf(records), ...informationalIn(informational, calendar)],
    falseAlarms: records.filter(isFalseAlarm).map(declarationOf),
    withdrawn: records.filter(isWithdrawn).map(declarationOf),
  };
}

function alertsOf(records: readonly IncidentRecord[]): Iterable<Heard> {
  const byNumber = new Map(records.map((record) => [record.number, record]));
  const alerts = new Map<string, Heard>();
  for (const record of records) {
    const outcome = survivorOf(record, byNumber);
    for (const { source, fingerprint, title, service, receivedAt, episodes = 1, actionable } of record.alerts) {
      alerts.set(JSON.stringify([source, fingerprint, receivedAt]), {
        source,
        title,
        service,
        receivedAt: Date.parse(receivedAt),
        count: episodes,
        actionable: actionable && !isNone(outcome),
        isPooled: false,
      });
    }
  }
  return alerts.values();
}

/** Of the day alone it is known when they arrived. */
function informationalIn(lines: readonly NoiseLine[], calendar: TeamCalendar): Heard[] {
  return [...Map.groupBy(lines, ({ day }) => day)].flatMap(([day, some]) => {
    const receivedAt = calendar.startOf(dayNumber(day));
    return some.map(({ source, title, rule, service, count, fingerprint }): Heard => {
      return { source, title, rule, service, receivedAt, count, actionable: false, isPooled: fingerprint === null };
    });
  });
}

const mostRules = 10;

/** The figures of a window: alerts by their arrival, incidents by their declaration. */
export function noiseFigures({ alerts, falseAlarms, withdrawn }: Noise, span: Span): MetricsWindow["noise"] {
  const heard = alerts.filter(({ receivedAt }) => isWithin(receivedAt, span));
  const unneeded = heard.filter(({ actionable }) => !actionable);
  const all = firings(heard);
  const notActionable = firings(unneeded);
  const rules = noisiest(unneeded.filter(({ isPooled }) => !isPooled)).slice(0, mostRules);
  return {
    alerts: all,
    notActionable,
    share: shareOf(notActionable, all),
    falseAlarms: falseAlarms.filter((at) => isWithin(at, span)).length,
    withdrawn: withdrawn.filter((at) => isWithin(at, span)).length,
    rules: rules.map((rule) => ({ ...rule, share: shareOf(rule.count, all) ?? 0 })),
  };
}

function firings(alerts: readonly Heard[]): number {
  return alerts.reduce((sum, { count }) => sum + count, 0);
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
