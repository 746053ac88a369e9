/** What is kept of a past incident so that a new one can be likened to it: little, as there are many. */
import type { ActionItem } from "../incident/action-item.ts";
import type { Incident, Instant } from "../incident/incident.ts";
import { cut, plain } from "../words/escape.ts";
import { isHarmful } from "./returning.ts";

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
  /** Of the factors those that did harm, or of which nobody said. */
  harmful: string[];
  items: PastItem[];
}

/** An action item; `closedAt` is null as long as it is open. */
interface PastItem extends Pick<ActionItem, "number" | "title" | "state" | "reason"> {
  createdAt: Instant;
  closedAt: Instant | null;
}

/** What an incident and its record both tell, of which little is kept. */
interface Example
  extends Pick<Incident, "number" | "title" | "state" | "drill" | "services" | "factors" | "learnings"> {
  moments: { declared: { at: Instant } | null };
  alerts: readonly { title: string; source: string; fingerprint: string; service?: string | null | undefined }[];
  actionItems: readonly (Pick<ActionItem, "number" | "title" | "state" | "createdAt"> & {
    closedAt?: Instant | undefined;
    reason?: string | undefined;
  })[];
}

const most = { services: 10, alerts: 10, fingerprints: 50, factors: 5, learned: 2, items: 20 };
const longest = { title: 200, name: 100, lesson: 200, item: 100, reason: 120 };

/** What to keep of the incident; null for one that is no example: withdrawn, merged, a drill, or without a declaration. */
export function pastOf(incident: Example): PastIncident | null {
  const { number, state, drill, moments, factors, learnings } = incident;
  if (state === "withdrawn" || state === "merged" || drill || !moments.declared) return null;
  const contributed = factors.map(({ text }) => text);
  const lessons = learnings.length > 0 ? learnings : contributed;
  const harmful = factors.filter(isHarmful).map(({ text }) => text);
  return {
    number,
    ...symptomsOf(incident),
    declaredAt: moments.declared.at,
    factors: contributed.slice(0, most.factors).map((text) => short(text, longest.lesson)),
    harmful: harmful.slice(0, most.factors).map((text) => short(text, longest.lesson)),
    learned: lessons.slice(0, most.learned).map((text) => short(text, longest.lesson)),
    items: itemsOf(incident).slice(0, most.items),
  };
}

/** What the incident looks like, cut to what is kept. */
export function symptomsOf({ title, services, alerts }: Pick<Example, "title" | "services" | "alerts">): Symptoms {
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
function itemsOf({ actionItems }: Pick<Example, "actionItems">): PastIncident["items"] {
  return actionItems
    .filter(({ state, closedAt }) => state === "open" || closedAt !== undefined)
    .map(({ number, title, createdAt, state, closedAt, reason }) => ({
      number,
      title: short(title, longest.item),
      state,
      ...(reason ? { reason: short(reason, longest.reason) } : {}),
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
