/** What is kept of a past incident so that a new one can be likened to it: little, as there are many. */
import type { Incident, Instant } from "../incident/incident.ts";
import { cut, plain } from "../words/escape.ts";

/** What an incident looks like as it begins. */
export interface Symptoms {
  title: string;
  /** Also those that its alerts name. */
  services: string[];
  /** Titles of its alerts, each once. */
  alerts: string[];
  /** The alerts by source and fingerprint. */
  fingerprints: string[];
}

export interface PastIncident extends Symptoms {
  number: number;
  declaredAt: Instant;
  factors: string[];
  /** What was learned first, else what contributed: at most two. */
  learned: string[];
  /** Its action items; `closedAt` is null as long as one is open. */
  items: { number: number; createdAt: Instant; closedAt: Instant | null }[];
}

const most = { services: 10, alerts: 10, fingerprints: 50, factors: 5, learned: 2, items: 20 };
const longest = { title: 200, name: 100, lesson: 200 };

/** What to keep of the incident; null for one that is no example: withdrawn, merged, a drill, or without a declaration. */
export function pastOf(incident: Incident): PastIncident | null {
  const { number, state, drill, moments, factors, learnings } = incident;
  if (state === "withdrawn" || state === "merged" || drill || !moments.declared) return null;
  const contributed = factors.map(({ text }) => text);
  const lessons = learnings.length > 0 ? learnings : contributed;
  return {
    number,
    ...symptomsOf(incident),
    declaredAt: moments.declared.at,
    factors: contributed.slice(0, most.factors).map((text) => short(text, longest.lesson)),
    learned: lessons.slice(0, most.learned).map((text) => short(text, longest.lesson)),
    items: itemsOf(incident).slice(0, most.items),
  };
}

/** What the incident looks like, cut to what is kept. */
export function symptomsOf({ title, services, alerts }: Incident): Symptoms {
  return {
    title: short(title, longest.title),
    services: distinct([...services, ...alerts.flatMap(({ service }) => service ?? [])])
      .slice(0, most.services)
      .map((name) => short(name, longest.name)),
    alerts: distinct(alerts.map((alert) => short(alert.title, longest.name))).slice(0, most.alerts),
    fingerprints: distinct(alerts.map(({ source, fingerprint }) => `${source} ${fingerprint}`)).slice(
      0,
      most.fingerprints,
    ),
  };
}

/** Declined ones are closed as well as done ones. */
function itemsOf({ actionItems }: Incident): PastIncident["items"] {
  return actionItems
    .filter(({ state, closedAt }) => state === "open" || closedAt !== undefined)
    .map(({ number, createdAt, state, closedAt }) => ({
      number,
      createdAt,
      closedAt: state === "open" ? null : (closedAt ?? null),
    }));
}

function short(text: string, length: number): string {
  return cut(plain(text.slice(0, 4 * length)), length);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
