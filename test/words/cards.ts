/** Cards and alerts for tests of what the card says. */
import { defaults } from "../../src/config.ts";
import type { Incident, IncidentAlert } from "../../src/incident/incident.ts";
import { type CardView, renderCard } from "../../src/words/card.ts";
import { at, reference, templates } from "./reference.ts";

export const hidden = "<!-- sooner:card -->";

/** No alerts in a pool, and nothing remembered. */
export const nothing: Pick<CardView, "more" | "known"> = {
  more: { total: 0, firing: 0, lastEnd: null },
  known: { changes: [], owners: {} },
};

/** The card with our own words, of an incident about which no more is known unless said. */
export function card(incident: Incident, more: Partial<CardView> = {}): string {
  return renderCard({ incident, ...nothing, configuration: defaults, problems: [], hidden, templates, ...more });
}

/** Firing since 16:01. */
export const firing: IncidentAlert = {
  source: "alertmanager",
  fingerprint: "9a7",
  title: "HighErrorRate",
  severity: "critical",
  service: "login",
  startedAt: at(1),
  receivedAt: at(2),
  endedAt: null,
  episodes: 1,
  acknowledged: null,
  alerted: [],
  inconsistent: null,
  link: null,
  url: `${reference.url}#issuecomment-500`,
};
