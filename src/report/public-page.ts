/** The public report of an incident: from explicitly public text and plain facts, without titles, people or timeline. */
import type { Severity } from "../incident/incident.ts";
import type { IncidentRecord } from "../record/record.ts";
import { cut, inline } from "../words/escape.ts";
import { fitted } from "../words/fit.ts";
import { showDay, showZone } from "../words/time.ts";
import { type Page, pageLink, pageOf, publicPageName, type Site, said } from "./page.ts";
import type { PublicText } from "./public-check.ts";
import { clockOf, instantOf, showSeconds } from "./when.ts";

const room = { summary: 20_000, updates: 60_000, disruptions: 5_000 };

/** What severities are to readers who don't know our scale. */
const severityWords: Record<Severity, string> = {
  sev1: "Complete outage",
  sev2: "A major function did not work",
  sev3: "Minor problem",
  sev4: "A redundant part failed",
  sev5: "False alarm",
};

/**
 * The page `Incident-12-public`. `publicSummary` is the summary for the public as people wrote it; a line of it that
 * begins with `Cause:` or `Proximate cause:` has a place of its own. Check `publicTexts` first.
 */
export function publicPage(record: IncidentRecord, publicSummary: string, site: Site): Page {
  const { zone } = site.configuration;
  const { summary, cause } = summaryOf(publicSummary);
  const view = {
    services: inline(cut(record.services.join(", "), 500)),
    day: showDay(beginningOf(record), zone),
    zone: said(showZone(zone, beginningOf(record)), 80),
    standing: standingOf(record, site),
    severity: record.severity.highest ? severityWords[record.severity.highest] : "",
    disruptions: disruptionsOf(record, zone),
    lasted: lastedOf(record),
    summary: fitted(summary, room.summary, (count) => `and ${count} more`),
    cause,
    updates: updatesOf(record, zone),
  };
  return pageOf(publicPageName(record.number), "wiki-public", view, site);
}

/** The texts that the page shows beside plain facts, to be checked before it is written; the services are among them. */
export function publicTexts(record: IncidentRecord, publicSummary: string, site: Site): PublicText[] {
  const show = clockOf(record, site.configuration.zone);
  const texts = [
    { place: "the summary for the public", text: publicSummary },
    { place: "the names of the services", text: record.services.join(", ") },
    ...record.updates.map(({ at, text }) => ({ place: `the update of ${show(at)}`, text })),
  ];
  return texts.filter(({ text }) => text.trim() !== "");
}

function summaryOf(text: string): { summary: string[]; cause: string } {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const found = lines.find((line) => causeMark.test(line));
  return {
    summary: lines.filter((line) => line !== found).map((line) => said(line, 5_000)),
    cause: found ? said(found.replace(causeMark, ""), 1_000) : "",
  };
}

const causeMark = /^[\s>*_-]*(?:proximate )?cause[*_]*:[*_]*\s*/i;

/** The instant whose day heads the page: the beginning of the impact as far as it is known. */
function beginningOf({ intervals, moments, updatedAt }: IncidentRecord): number {
  return instantOf(intervals[0]?.from ?? moments.detected?.at ?? moments.declared?.at ?? updatedAt);
}

function standingOf(record: IncidentRecord, site: Site): string {
  const { state, mergedInto } = record;
  if (state === "withdrawn") return "Taken back: this turned out to be no incident.";
  if (state === "merged") {
    const other = mergedInto !== undefined && site.public.has(mergedInto) ? publicPageName(mergedInto) : null;
    return `Part of ${other ? pageLink("another incident", other) : "another incident"}, which is reported there.`;
  }
  return state === "open" ? "Still going on." : "Over: the service is back.";
}

/** From when to when users felt it: a line for each stretch. */
function disruptionsOf(record: IncidentRecord, zone: string): string[] {
  const show = clockOf(record, zone);
  const lines = record.intervals.map(({ from, to }, index) => {
    const about = index === 0 && isRough(record) ? "about " : "";
    if (from === null) return to === undefined ? knownSince(record, show) : `until ${show(to)}`;
    return to === undefined ? `since ${about}${show(from)}` : `${about}${show(from)} to ${show(to)}`;
  });
  return fitted(lines, room.disruptions, (count) => `and ${count} more`);
}

function isRough({ moments: { started } }: IncidentRecord): boolean {
  return started?.approximate === true || started?.range !== undefined;
}

function knownSince({ moments }: IncidentRecord, show: (iso: string) => string): string {
  const known = moments.detected ?? moments.declared;
  return known ? `known since ${show(known.at)}` : "since a time that is not known";
}

/** How long users felt it; "" where that is not known, or not over. */
function lastedOf({ durations: { impact }, state, intervals }: IncidentRecord): string {
  if (state === "open" || impact.seconds === undefined) return "";
  return `${showSeconds(impact.seconds)}${intervals.length > 1 ? " in all" : ""}`;
}

/** The status updates, oldest first, without who wrote them. */
function updatesOf(record: IncidentRecord, zone: string): string[] {
  const show = clockOf(record, zone);
  const lines = record.updates.map(({ at, text }) => `**${show(at)}** ${said(text, 1_000)}`);
  return fitted(lines, room.updates, (count) => `and ${count} more`, 0.25);
}
