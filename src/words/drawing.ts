/** An incident drawn: its phases and entries on a line of time, as a Mermaid gantt chart that GitHub renders. */
import type { Impact, Incident, Phase, TimelineEntry } from "../incident/incident.ts";
import { mermaid } from "./escape.ts";
import { impactNames } from "./names.ts";
import { inZone, showDuration } from "./time.ts";
import { entryTime } from "./timeline.ts";

/** Bars beyond this number can't be read any more. */
const mostEntries = 40;

/**
 * Mermaid's colours for tasks: red, the plain one, and grey. Words beside an `active` one can't be read on its dark theme.
 * The mark is in the words as well.
 */
const tags: Record<Impact, string> = { negative: "crit, ", positive: "", neutral: "done, " };

/** The chart's lines, and how many entries are not on it; no lines where there is nothing to draw. */
export function drawing(incident: Incident, zone: string): { lines: string[]; omitted: number } {
  const phases = incident.phases.filter(isDrawn).map((phase) => phaseLine(phase, zone));
  const entries = chosen(incident.timeline);
  if (phases.length + entries.length === 0) return { lines: [], omitted: 0 };
  const lines = [
    "gantt",
    "dateFormat YYYY-MM-DDTHH:mm:ss",
    `axisFormat ${axis(incident)}`,
    ...(phases.length > 0 ? ["section Phases", ...phases] : []),
    ...(entries.length > 0 ? ["section Entries", ...entries.map((entry) => entryLine(entry, incident, zone))] : []),
  ];
  return { lines, omitted: incident.timeline.length - entries.length };
}

/** Analysis and readiness last for days: beside them, the response would be a dot. */
function isDrawn({ phase, from, to, state }: Phase): boolean {
  return phase !== "analysis" && phase !== "readiness" && state === "recorded" && to !== undefined && to > from;
}

/** All entries where there are few; else those with a mark, else the first. */
function chosen(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  if (entries.length <= mostEntries) return entries;
  const marked = entries.filter(({ impact }) => impact !== null);
  return (marked.length > 0 ? marked : entries).slice(0, mostEntries);
}

function axis({ timeline, intervals }: Incident): string {
  const times = [...timeline.map(({ at }) => at), ...intervals.flatMap(({ from, to }) => [from, to])];
  const known = times.filter((time) => typeof time === "number");
  const span = known.reduce((a, b) => Math.max(a, b), -Infinity) - known.reduce((a, b) => Math.min(a, b), Infinity);
  return span > 24 * 3_600_000 ? "%d.%m. %H:%M" : "%H:%M";
}

function phaseLine({ phase, from, to = from }: Phase, zone: string): string {
  return `${mermaid(phase)}, ${showDuration(to - from)} :${local(from, zone)}, ${local(to, zone)}`;
}

function entryLine(entry: TimelineEntry, incident: Incident, zone: string): string {
  const mark = entry.impact ? ` (${impactNames[entry.impact]})` : "";
  const label = mermaid(`${entryTime(entry, incident, zone)}${mark} ${entry.who ?? ""} ${entry.text}`);
  return `${label} :milestone, ${entry.impact ? tags[entry.impact] : ""}${local(entry.at, zone)}, 0m`;
}

/** Mermaid shows times in the reader's zone unless they have none: so the team's clock, without a zone. */
function local(at: number, zone: string): string {
  return inZone(at, zone).toPlainDateTime().toString({ smallestUnit: "second" });
}
