/** The incident's alerts: of each record what its episodes come to, and those that merged incidents have in common. */
import { endOf, plausibleEnd, plausibleStart, startOf } from "../alerts/clock.ts";
import type { Episode, KeptRecord } from "../alerts/record.ts";
import { nameOf } from "./flapping.ts";
import type { IncidentAlert } from "./incident.ts";

/** Alerts by records of their own, oldest first; `url` is the issue's, as long as a record has no comment. */
export function alertsOf(records: readonly KeptRecord[], url: string): IncidentAlert[] {
  const own = records.filter(({ pool }) => !pool).map((record) => alertOf(record, url));
  return own.sort((a, b) => a.receivedAt - b.receivedAt);
}

function alertOf(record: KeptRecord, url: string): IncidentAlert {
  const { source, fingerprint, title, severity, service, link, acknowledged, alerted, episodes, omitted } = record;
  const [first] = episodes;
  return {
    source,
    fingerprint,
    title,
    severity,
    service,
    startedAt: plausibleStart(first.startedAt, first.receivedAt),
    receivedAt: first.receivedAt,
    endedAt: endOf(episodes.at(-1) ?? first),
    episodes: episodes.length + omitted,
    acknowledged,
    alerted,
    inconsistent: inconsistencyOf(episodes),
    link,
    url: record.comment?.url ?? url,
  };
}

/** The newest time that can't be. */
function inconsistencyOf(episodes: readonly Episode[]): IncidentAlert["inconsistent"] {
  const told = episodes.flatMap((episode): NonNullable<IncidentAlert["inconsistent"]>[] => {
    const { startedAt, receivedAt, endedAt } = episode;
    if (startedAt !== null && plausibleStart(startedAt, receivedAt) === null) return [{ startedAt }];
    return endedAt !== null && plausibleEnd(episode) === null ? [{ endedAt }] : [];
  });
  return told.at(-1) ?? null;
}

/**
 * Alerts of several incidents, each once: of two about the same stretch the first incident's, with what the other knows
 * besides.
 */
export function unitedAlerts(incidents: readonly (readonly IncidentAlert[])[]): IncidentAlert[] {
  return incidents.reduce<IncidentAlert[]>(withOthers, []).sort((a, b) => a.receivedAt - b.receivedAt);
}

function withOthers(own: readonly IncidentAlert[], others: readonly IncidentAlert[]): IncidentAlert[] {
  const united = Map.groupBy(own, nameOf);
  const further = others.filter((alert) => {
    const known = united.get(nameOf(alert)) ?? [];
    const same = known.findIndex((one) => overlap(one, alert));
    const one = known[same];
    if (one) known[same] = asOne(one, alert);
    return !one;
  });
  return [...united.values()].flat().concat(further);
}

function overlap(one: IncidentAlert, other: IncidentAlert): boolean {
  const isBefore = (a: IncidentAlert, b: IncidentAlert) => a.endedAt !== null && a.endedAt < startOf(b);
  return !isBefore(one, other) && !isBefore(other, one);
}

function asOne(one: IncidentAlert, other: IncidentAlert): IncidentAlert {
  const starts = [one.startedAt, other.startedAt].filter((start) => start !== null);
  return {
    ...one,
    startedAt: starts.length > 0 ? Math.min(...starts) : null,
    receivedAt: Math.min(one.receivedAt, other.receivedAt),
    episodes: Math.max(one.episodes, other.episodes),
    acknowledged: one.acknowledged ?? other.acknowledged,
    alerted: one.alerted.length > 0 ? one.alerted : other.alerted,
  };
}
