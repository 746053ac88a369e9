/** Messages of a monitoring system as they reach us, and records in words. */
import type { Arrival } from "../../src/alerts/alert.ts";
import type { KeptRecord } from "../../src/alerts/record.ts";
import { at, clock } from "../incident/events.ts";

const nothing = { text: "", labels: {}, acknowledged: null, alerted: [], link: null, rule: null, service: null };

/** That `HighErrorRate` fires, or another alert; `started` by its own clock. */
export function fires(received: string, started: string | null, more: Partial<Arrival> = {}): Arrival {
  return {
    ...nothing,
    source: "alertmanager",
    fingerprint: "f1",
    status: "firing",
    severity: "critical",
    title: "HighErrorRate",
    startedAt: started === null ? null : at(started),
    endedAt: null,
    receivedAt: at(received),
    ...more,
  };
}

/** That it has ended. */
export function ends(
  received: string,
  started: string | null,
  ended: string | null,
  more: Partial<Arrival> = {},
): Arrival {
  return {
    ...fires(received, started),
    status: "resolved",
    title: "[Recovered] HighErrorRate",
    endedAt: ended === null ? null : at(ended),
    ...more,
  };
}

/** `16:03–16:20, 16:40–`, by the sender's clock; `(16:04)` for an arrival without one. */
export function told({ episodes, omitted }: KeptRecord): string {
  const shown = episodes.map(({ startedAt, receivedAt, endedAt }) => {
    const from = startedAt === null ? `(${clock(receivedAt)})` : clock(startedAt);
    return `${from}–${endedAt === null ? "" : clock(endedAt)}`;
  });
  return [shown.join(", "), ...(omitted > 0 ? [`${omitted} omitted`] : [])].join("; ");
}
