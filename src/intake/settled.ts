/** What GitHub is known to have: so that a sender's repeat costs nothing, and one alert is not written without end. */
import { Lru } from "toad-cache";
import type { Arrival } from "../alerts/alert.ts";
import { keyOf } from "../alerts/record.ts";
import { issueName, repositoryName } from "../github/names.ts";
import type { IncidentRef, RepositoryRef } from "../github/port.ts";
import type { Instant, Milliseconds } from "../incident/incident.ts";

interface Entry {
  /** The last one that made a difference. */
  last: Arrival;
  /** The incident that it is on; null where it is on none. */
  incident: number | null;
  /** When its record was written within the last minute. */
  writes: Instant[];
}

const mostAlerts = 50_000;
/** One record is written so often a minute: a flapping alert must not use up what GitHub allows for all. */
const mostWrites = 4;
/** Issues that are gone, which no sender's repeat brings back. */
const mostGone = 1_000;
const minute: Milliseconds = 60_000;

export class Settled {
  readonly #entries = new Lru<Entry>(mostAlerts);
  readonly #gone = new Lru<true>(mostGone);

  /** The incident that has it already, null where none does; undefined where it may be news. */
  incidentOf(repository: RepositoryRef, arrival: Arrival): number | null | undefined {
    const entry = this.#entries.get(nameOf(repository, arrival));
    if (!entry || !(isRepeat(arrival, entry.last) || isOver(arrival, entry))) return undefined;
    return entry.incident !== null && this.#gone.get(issueName({ ...repository, number: entry.incident }))
      ? undefined
      : entry.incident;
  }

  /** The issue is gone, and what was on it with it. */
  drop({ number, ...repository }: IncidentRef): void {
    this.#gone.set(issueName({ ...repository, number }), true);
  }

  /** Milliseconds until its record may be written again. */
  waitFor(repository: RepositoryRef, arrival: Arrival): Milliseconds {
    const writes = this.#entries.get(nameOf(repository, arrival))?.writes ?? [];
    const first = writes.at(-mostWrites);
    return first === undefined ? 0 : Math.max(0, first + minute - arrival.receivedAt);
  }

  /** GitHub has it since `now`; what it has got since the same instant was written at once. */
  settle(repository: RepositoryRef, arrival: Arrival, incident: number | null, now: Instant): void {
    const name = nameOf(repository, arrival);
    const before = this.#entries.get(name);
    if (before && before.incident === incident && isRepeat(arrival, before.last)) return;
    const writes = [...new Set([...(before?.writes ?? []), now])].slice(-mostWrites);
    const acknowledged = arrival.acknowledged ?? before?.last.acknowledged ?? null;
    this.#entries.set(name, { last: { ...arrival, acknowledged, text: "", labels: {} }, incident, writes });
  }

  /** The end that came before its beginning; null where none did. */
  earlyEnd(repository: RepositoryRef, arrival: Arrival): Arrival | null {
    const entry = this.#entries.get(nameOf(repository, arrival));
    if (!entry || entry.incident !== null || entry.last.status !== "resolved") return null;
    const { startedAt, endedAt } = entry.last;
    const began = arrival.startedAt;
    if (began === null) return null;
    return startedAt === began || (endedAt !== null && began <= endedAt) ? entry.last : null;
  }
}

/** Whether it is a firing that has ended since, as where one of two senders lags behind. */
function isOver({ status, startedAt }: Arrival, { last, incident }: Entry): boolean {
  if (status === "resolved" || last.status === "firing" || incident === null) return false;
  return startedAt !== null && last.startedAt !== null && startedAt <= last.startedAt;
}

function isRepeat(arrival: Arrival, last: Arrival): boolean {
  if (arrival.status !== last.status) return false;
  if (arrival.acknowledged && !last.acknowledged) return false;
  if (arrival.status === "firing") return arrival.startedAt === last.startedAt;
  return isSameOrUnsaid(arrival.startedAt, last.startedAt) && isSameOrUnsaid(arrival.endedAt, last.endedAt);
}

function isSameOrUnsaid(said: Instant | null, before: Instant | null): boolean {
  return said === null || said === before;
}

function nameOf(repository: RepositoryRef, arrival: Arrival): string {
  return `${repositoryName(repository)} ${keyOf(arrival)}`;
}
