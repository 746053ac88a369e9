/** The status page, for readers outside of the team: plain facts and explicitly public text, never titles or people. */
import type { Day } from "../incident/action-item.ts";
import type { Instant } from "../incident/incident.ts";
import type { IncidentRecord } from "../record/record.ts";
import { fitted } from "../words/fit.ts";
import { counted } from "../words/names.ts";
import { inZone, showZone } from "../words/time.ts";
import {
  hasPublicPage,
  type Page,
  pageLink,
  pageNames,
  pageOf,
  publicPageName,
  row,
  rowsIn,
  type Site,
  said,
} from "./page.ts";
import { servicesText } from "./standing.ts";
import { daysBetween, instantOf, showMinute } from "./when.ts";

type RecordedMoment = NonNullable<IncidentRecord["moments"]["started"]>;

const room = { open: 50_000, updates: 60_000 };
const shownDays = 14;

/** The page: what is open, and the updates of the last 14 calendar days up to that of `now` in the team's zone. */
export function statusPage(records: readonly IncidentRecord[], now: Instant, site: Site): Page {
  const { zone } = site.configuration;
  const shown = records.filter(isPublic).map((record) => withoutHeld(record, site));
  const open = shown.filter(({ state }) => state === "open");
  const age = ageOn(inZone(now, zone).toPlainDate().toString(), zone);
  const view = {
    zone: said(showZone(zone, now), 80),
    days: shownDays,
    open: rowsIn(
      open.map((record) => openRow(record, age, site)),
      room.open,
      5,
      "open",
    ),
    updates: fitted(updateLines(shown, now, site), room.updates, (count) => `and ${count} older ones`),
  };
  return pageOf(pageNames.status, "wiki-status", view, site);
}

/** Of an incident whose words are held back, no word of people's is told: neither updates nor the names of services. */
function withoutHeld(record: IncidentRecord, { held }: Site): IncidentRecord {
  return held.has(record.number) ? { ...record, updates: [], services: [] } : record;
}

/** Rehearsals, near misses and false alarms were never felt outside. */
function isPublic({ state, drill, nearMiss, severity }: IncidentRecord): boolean {
  return (state === "open" || state === "recovered") && !drill && !nearMiss && severity.final !== "sev5";
}

/** `, 3 days ago`; "" for the same day. In days, as hours would rewrite the page with every run. */
function ageOn(today: Day, zone: string): (iso: string) => string {
  return (iso) => {
    const days = daysBetween(inZone(instantOf(iso), zone).toPlainDate().toString(), today);
    return days > 0 ? `, ${counted(days, "day")} ago` : "";
  };
}

function openRow(record: IncidentRecord, age: (iso: string) => string, site: Site): string {
  const { zone } = site.configuration;
  const { moments, severity, updates } = record;
  const since = moments.started ?? moments.detected ?? moments.declared;
  const last = updates.at(-1);
  return row(
    servicesText(record),
    severity.final?.toUpperCase() ?? "not set",
    since ? `${sinceText(since, zone)}${age(since.at)}` : "–",
    last ? `${showMinute(last.at, zone)}${age(last.at)}: ${said(last.text, 500)}` : "–",
    reportLink(record, site),
  );
}

/** `about` where it was said so, or as a range. */
function sinceText({ at, approximate, range }: RecordedMoment, zone: string): string {
  return `${approximate || range ? "about " : ""}${showMinute(at, zone)}`;
}

function reportLink({ number }: IncidentRecord, site: Site): string {
  return hasPublicPage(number, site) ? pageLink("report", publicPageName(number)) : "–";
}

/** The updates of the shown days, newest first. */
function updateLines(records: readonly IncidentRecord[], now: Instant, site: Site): string[] {
  const { zone } = site.configuration;
  const first = inZone(now, zone)
    .startOfDay()
    .subtract({ days: shownDays - 1 }).epochMilliseconds;
  const updates = records.flatMap((record) => record.updates.map((update) => ({ ...update, record })));
  return updates
    .map((update) => ({ ...update, instant: instantOf(update.at) }))
    .filter(({ instant }) => instant >= first)
    .sort((a, b) => b.instant - a.instant || b.record.number - a.record.number)
    .map(({ at, text, record }) => {
      const report = hasPublicPage(record.number, site) ? ` (${reportLink(record, site)})` : "";
      return `**${showMinute(at, zone)}**, ${servicesOf(record)}: ${said(text, 1_000)}${report}`;
    });
}

function servicesOf(record: IncidentRecord): string {
  return record.services.length > 0 ? servicesText(record) : "service not named";
}
