/** Alerts, deployments and missed deadlines as events: what our records tell, merged into what GitHub tells. */
import { sourceTitle } from "../alerts/alert.ts";
import { plausibleEnd, plausibleStart } from "../alerts/clock.ts";
import { type Episode, type KeptRecord, keyOf } from "../alerts/record.ts";
import type { Instant } from "../incident/incident.ts";
import type { AlertName, IncidentEvent } from "./event.ts";

/**
 * The issue's events with those of alerts and `besides` at their times: `opened` stays first, and what is written stays in
 * its order; what we recorded of the same second always comes in the same one, whichever was recorded first. Starts and ends that a sender's clock can't be right about are left out; the arrival stands in for such an end.
 */
export function withRecorded(
  events: readonly IncidentEvent[],
  records: readonly KeptRecord[],
  besides: readonly IncidentEvent[],
): IncidentEvent[] {
  const [opened, ...written] = events;
  if (!opened) return [];
  const recorded = [...records.flatMap((record) => eventsOf(record, opened.url)), ...besides.toSorted(byName)];
  return [
    opened,
    ...merged(
      written,
      recorded.sort((a, b) => a.at - b.at || momentOf(a) - momentOf(b)),
    ),
  ];
}

function byName(a: IncidentEvent, b: IncidentEvent): number {
  return a.id < b.id ? -1 : 1;
}

/** When it was, rather than when it reached us: what one body tells of several alerts may stand in any order. */
function momentOf(event: IncidentEvent): Instant {
  if (event.kind === "alert fired") return event.startedAt ?? event.at;
  return event.kind === "alert ended" ? event.endedAt : event.at;
}

/** Linear, and stable: of two at the same time the written one goes first. */
function merged(written: readonly IncidentEvent[], recorded: readonly IncidentEvent[]): IncidentEvent[] {
  const all: IncidentEvent[] = [];
  let next = 0;
  for (const event of written) {
    for (let one = recorded[next]; one && one.at < event.at; one = recorded[next]) {
      all.push(one);
      next += 1;
    }
    all.push(event);
  }
  return [...all, ...recorded.slice(next)];
}

function eventsOf(record: KeptRecord, issueUrl: string): IncidentEvent[] {
  const { source, fingerprint, title, severity, service, link, acknowledged } = record;
  const alert: AlertName = { source, fingerprint, title, severity, service, link };
  const id = `alert:${keyOf(record)}:${record.ordinal}`;
  const base = { who: sourceTitle(source), standing: "bot" as const, url: record.comment?.url ?? issueUrl, alert };
  const taken: IncidentEvent[] = acknowledged
    ? [{ ...base, id: `${id}:acknowledged`, at: acknowledged.at, kind: "alert acknowledged", by: acknowledged.who }]
    : [];
  return [...record.episodes.flatMap((episode, index) => episodeEvents(episode, id, index, base)), ...taken];
}

interface Base {
  who: string;
  standing: "bot";
  url: string;
  alert: AlertName;
}

function episodeEvents(episode: Episode, id: string, index: number, base: Base): IncidentEvent[] {
  const { startedAt, receivedAt, endReceivedAt } = episode;
  const start = plausibleStart(startedAt, receivedAt);
  const fired: IncidentEvent = {
    ...base,
    id: `${id}:fired:${index}`,
    at: receivedAt,
    kind: "alert fired",
    startedAt: start,
  };
  if (endReceivedAt === null) return [fired];
  const endedAt = plausibleEnd(episode) ?? endReceivedAt;
  return [fired, { ...base, id: `${id}:ended:${index}`, at: endReceivedAt, kind: "alert ended", endedAt }];
}
