/** An incident's phases and timeline as the rows of tables. */
import type { IncidentRecord } from "../record/record.ts";
import { link } from "../words/escape.ts";
import { fitted } from "../words/fit.ts";
import { impactNames } from "../words/names.ts";
import { issueLink, personOn, row, type Site, said, unbroken } from "./page.ts";
import { clockOf, showSeconds } from "./when.ts";

/** More entries than these are folded. */
const unfolded = 40;

export function hasLongTimeline({ timeline }: IncidentRecord): boolean {
  return timeline.length > unfolded;
}

/** The entries in `room` characters, oldest first: time, who, impact, what with its kind and phase; the first and the last ones where not all fit. */
export function timelineRows(record: IncidentRecord, site: Site, room: number): string[] {
  const show = clockOf(record, site.configuration.zone);
  const rows = record.timeline.map(({ at, range, who, kind, impact, phase, text, url }) => {
    const when = (range ?? [at]).map(show).join("–");
    const mark = impact ? impactNames[impact] : "–";
    const what = `${said(text, 600)}<br><sub>${kind} · ${phase}</sub>`;
    return row(link(when, url), who ? personOn(site, who) : "–", mark, what);
  });
  const issue = issueLink(record.number, site);
  return fitted(rows, room, (count) => row("…", "", "", `*and ${count} more on the issue, ${issue}*`), 0.6);
}

/** The phases: name, from, to, how long. */
export function phaseRows(record: IncidentRecord, zone: string): string[] {
  const show = clockOf(record, zone);
  return record.phases.map(({ phase, from, to, state, seconds }) => {
    const length = seconds === undefined ? "going on" : unbroken(showSeconds(seconds));
    return row(phase, show(from), to === undefined ? "–" : show(to), state === "recorded" ? length : state);
  });
}
