/** The index: what is open, being reviewed, in readiness, and what closed last. */
import type { CurrentPhase } from "../incident/incident.ts";
import { counts } from "../metrics/population.ts";
import type { IncidentRecord } from "../record/record.ts";
import type { Archive } from "./archive-pages.ts";
import { incidentLink, type Page, pageLink, pageNames, pageOf, row, rowsIn, type Site, said } from "./page.ts";
import { commanderText, itemsText, recoveryText, servicesText, severityText, titleText } from "./standing.ts";
import { showDate, showMinute } from "./when.ts";

const room = 22_000;
const elsewhere = "in the archives";
/** So many closed ones, and drills, are listed. */
const newest = 50;

/** The page `Incidents`. `records` are newest first; what does not count as an incident is in the archives alone. */
export function indexPage(records: readonly IncidentRecord[], archives: readonly Archive[], site: Site): Page {
  const incidents = records.filter((record) => counts(record) && !record.drill);
  const drills = records.filter((record) => counts(record) && record.drill);
  const open = inPhase(incidents, "response", "remediation");
  const analysis = inPhase(incidents, "analysis");
  const readiness = inPhase(incidents, "readiness");
  const closed = inPhase(incidents, "closed");
  const view = {
    links: otherPages(),
    openCount: open.length,
    open: openRows(open, site),
    analysisCount: analysis.length,
    analysis: settledRows(analysis, site),
    readinessCount: readiness.length,
    readiness: settledRows(readiness, site),
    closedCount: closed.length,
    closed: settledRows(closed.slice(0, newest), site),
    older: Math.max(0, closed.length - newest),
    drillCount: drills.length,
    drills: openRows(drills.slice(0, newest), site),
    archives: archives.map(({ page, title, count }) => `${pageLink(title, page)} (${count})`).join(" · "),
    label: said(site.configuration.labels.incident, 50),
  };
  return pageOf(pageNames.index, "wiki-incidents", view, site);
}

function inPhase(records: readonly IncidentRecord[], ...phases: CurrentPhase[]): IncidentRecord[] {
  return records.filter(({ phase }) => phase !== null && phases.includes(phase));
}

function openRows(records: readonly IncidentRecord[], site: Site): string[] {
  return rowsIn(
    records.map((record) => openRow(record, site)),
    room,
    7,
    elsewhere,
  );
}

function settledRows(records: readonly IncidentRecord[], site: Site): string[] {
  return rowsIn(
    records.map((record) => settledRow(record, site)),
    room,
    7,
    elsewhere,
  );
}

function otherPages(): string {
  return [
    pageLink("Metrics", pageNames.metrics),
    pageLink("Action items", pageNames.actionItems),
    pageLink("Learnings", pageNames.learnings),
    pageLink("Status", pageNames.status),
  ].join(" · ");
}

function openRow(record: IncidentRecord, site: Site): string {
  const { number, phase, moments } = record;
  const { zone } = site.configuration;
  return row(
    incidentLink(number, site),
    severityText(record),
    titleText(record, 80),
    moments.declared ? showMinute(moments.declared.at, zone) : "–",
    phase ?? "–",
    servicesText(record),
    commanderText(record, site),
  );
}

function settledRow(record: IncidentRecord, site: Site): string {
  const { number, moments } = record;
  const { zone } = site.configuration;
  return row(
    incidentLink(number, site),
    severityText(record),
    titleText(record, 80),
    moments.declared ? showDate(moments.declared.at, zone) : "–",
    recoveryText(record),
    servicesText(record),
    itemsText(record),
  );
}
