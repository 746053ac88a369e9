/** Timeline entries in words. */
import type { Incident, TimelineEntry } from "../incident/incident.ts";
import { cut, inline, link, person } from "./escape.ts";
import { fitted } from "./fit.ts";
import { referenceOf } from "./moments.ts";
import { counted, impactNames, siteOf } from "./names.ts";
import { showInstant } from "./time.ts";

const textLength = 280;

/** The entries as list items, oldest first, in `room` characters: the first and the newest ones where not all fit. */
export function timelineLines(incident: Incident, zone: string, room: number): string[] {
  const site = siteOf(incident);
  const lines = incident.timeline.map((entry) => entryLine(entry, incident, zone, site));
  return fitted(
    lines,
    room,
    (count) => `- *… ${counted(count, "entry", "entries")} in between: read them in the comments below …*`,
    0.25,
  );
}

function entryLine(entry: TimelineEntry, incident: Incident, zone: string, site: string): string {
  const who = entry.who ? ` ${person(entry.who, site)}` : "";
  const marks = [entry.kind, ...(entry.impact ? [impactNames[entry.impact]] : []), entry.phase];
  const when = link(entryTime(entry, incident, zone), entry.url);
  return `- ${when}${who}: ${inline(cut(entry.text, textLength))} <sub>${marks.join(" · ")}</sub>`;
}

/** `16:04`, or `16:04–16:10` for a range. */
export function entryTime(entry: TimelineEntry, incident: Incident, zone: string): string {
  const ends = entry.range ?? [entry.at];
  return ends.map((end) => showInstant(end, zone, referenceOf(incident))).join("–");
}
