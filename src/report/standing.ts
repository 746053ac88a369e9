/** Where an incident stands, in the few words that a row of a table has room for. */
import type { IncidentRecord } from "../record/record.ts";
import { durationText as whyNot } from "./durations.ts";
import { incidentLink, personOn, type Site, said, unbroken } from "./page.ts";

/** `SEV2`; `SEV2, was SEV1` where it was higher before; `not set`. */
export function severityText({ severity: { highest, final } }: IncidentRecord): string {
  if (!final) return highest ? `not set, was ${highest.toUpperCase()}` : "not set";
  return highest && highest !== final ? `${final.toUpperCase()}, was ${highest.toUpperCase()}` : final.toUpperCase();
}

/** `open, response`, `recovered, readiness`, `withdrawn`, `merged into #7`. */
export function standingText(record: IncidentRecord, site: Site): string {
  const { state, phase, mergedInto } = record;
  if (state === "merged" && mergedInto !== undefined) return `merged into ${incidentLink(mergedInto, site)}`;
  return phase === null || phase === "closed" ? (phase ?? state) : `${state}, ${phase}`;
}

/** What sets an incident apart from others: `drill`, `near miss`, `imported`, `reopened 2 times`. */
function marksOf({ drill, nearMiss, imported, reopened }: IncidentRecord): string[] {
  return [
    ...(drill ? ["drill"] : []),
    ...(nearMiss ? ["near miss"] : []),
    ...(imported ? ["imported"] : []),
    ...(reopened === 1 ? ["reopened"] : []),
    ...(reopened > 1 ? [`reopened ${reopened} times`] : []),
  ];
}

/** The title, with the marks of the incident behind it. */
export function titleText(record: IncidentRecord, length: number): string {
  const marks = marksOf(record);
  return `${said(record.title, length)}${marks.length > 0 ? ` (${marks.join(", ")})` : ""}`;
}

const mostServices = 5;

/** The names of its services; a dash where none is known. */
export function servicesText({ services }: IncidentRecord): string {
  const shown = services.slice(0, mostServices).map((name) => said(name, 40));
  const left = services.length - shown.length;
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])].join(", ") || "–";
}

/** Who coordinates, or did last; a dash where nobody does. */
export function commanderText({ roles }: IncidentRecord, site: Site): string {
  const held = roles.filter(({ role }) => role === "commander");
  const last = held.findLast(({ until }) => until === undefined) ?? held.at(-1);
  return last ? personOn(site, last.who) : "–";
}

/** The time to recover, or why there is none. */
export function recoveryText({ durations: { timeToRecover } }: IncidentRecord): string {
  return unbroken(whyNot(timeToRecover));
}

/** `2 open of 9`; a dash where there are none. */
export function itemsText({ actionItems }: IncidentRecord): string {
  const open = actionItems.filter(({ state }) => state === "open").length;
  return actionItems.length > 0 ? `${open} open of ${actionItems.length}` : "–";
}
