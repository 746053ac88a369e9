/** Incidents as told in few words. */
import type { Incident, IncidentAlert } from "../../src/incident/incident.ts";
import { fresh } from "../words/reference.ts";

export interface Told {
  number: number;
  /** When it was declared: `2025-01-14`. */
  day: string;
  title: string;
  services?: string[];
  /** Alerts by fingerprint, with their titles. */
  alerts?: Record<string, string>;
  factors?: string[];
}

/** The incident, restored by nobody yet. */
export function incidentOf({ number, day, title, services = [], alerts = {}, factors = [] }: Told): Incident {
  const declared = { at: Date.parse(`${day}T10:00:00Z`), by: "inferred", from: "declaration" } as const;
  return {
    ...fresh,
    number,
    title,
    services,
    moments: { ...fresh.moments, declared },
    alerts: Object.entries(alerts).map(([fingerprint, alert]) => alertOf(fingerprint, alert, declared.at)),
    factors: factors.map((text) => ({ text, effect: "hurt" })),
  };
}

function alertOf(fingerprint: string, title: string, receivedAt: number): IncidentAlert {
  return {
    source: "alertmanager",
    fingerprint,
    title,
    severity: null,
    service: null,
    startedAt: receivedAt,
    receivedAt,
    endedAt: null,
    episodes: 1,
    acknowledged: null,
    alerted: [],
    inconsistent: null,
    link: null,
    url: fresh.url,
  };
}
