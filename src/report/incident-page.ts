/** The internal report: one incident, whole, for everybody in the team. */
import type { IncidentRecord } from "../record/record.ts";
import { fitted } from "../words/fit.ts";
import { counted, priorityName, severityName } from "../words/names.ts";
import { showDay, showZone } from "../words/time.ts";
import { durationRows, formulaLine } from "./durations.ts";
import { alertRows, changeLines, peopleText, reviewText, rolesText, updateLines } from "./incident-parts.ts";
import { itemLink, outcomeText, ownersText, priorityText, type RecordedItem } from "./items.ts";
import { factorLines, lessonLines } from "./lessons.ts";
import { momentRows, unknownMoments } from "./moments.ts";
import {
  hasPublicPage,
  incidentLink,
  incidentPageName,
  issueLink,
  type Page,
  pageLink,
  pageOf,
  publicPageName,
  row,
  rowsIn,
  type Site,
  said,
  unbroken,
} from "./page.ts";
import { standingText } from "./standing.ts";
import { hasLongTimeline, phaseRows, timelineRows } from "./timeline.ts";
import { clockOf, referenceOf } from "./when.ts";

/** Characters for each list; together with the words around them they are a page. */
const room = { timeline: 58_000, items: 14_000, updates: 8_000, learnings: 8_000, factors: 8_000, rest: 3_000 };

/** The page of the incident. `figure` is the picture's path in the wiki and its text alternative. */
export function incidentPage(record: IncidentRecord, figure: { path: string; alt: string } | null, site: Site): Page {
  const name = incidentPageName(record.number);
  const heading = headingOf(record, site);
  if (record.state === "withdrawn") return pageOf(name, "wiki-withdrawn", heading, site);
  if (record.state === "merged") return pageOf(name, "wiki-merged", heading, site);
  const view = { ...heading, ...summary(record, site), ...course(record, figure, site), ...lessons(record, site) };
  return pageOf(name, "wiki-incident", view, site);
}

function headingOf(record: IncidentRecord, site: Site) {
  const { zone, labels } = site.configuration;
  const near = referenceOf(record);
  return {
    title: said(record.title, 250),
    issue: issueLink(record.number, site),
    day: showDay(near, zone),
    zone: said(showZone(zone, near), 80),
    standing: standingText(record, site),
    survivor: record.mergedInto === undefined ? "" : incidentLink(record.mergedInto, site),
    label: said(labels.incident, 50),
    public: hasPublicPage(record.number, site) ? pageLink("public report", publicPageName(record.number)) : "",
  };
}

function summary(record: IncidentRecord, site: Site) {
  const { impacted, text } = record.customers;
  const words = text ? said(text, 1_000) : "";
  return {
    severity: severityName(record.severity.final),
    severities: severityHistory(record, site),
    priority: priorityName(record.priority),
    notices: notices(record),
    services: fitted(
      record.services.map((name) => said(name, 80)),
      room.rest,
      more,
    ).join(", "),
    detectedBy: record.detectedBy ?? "",
    customers: impacted === null ? "" : [impacted ? "yes" : "no", ...(words ? [words] : [])].join(": "),
    impact: impacted === null ? words : "",
    roles: rolesText(record, site, room.rest),
    people: peopleText(record, site, room.rest),
    outside: record.outsideReports > 0 ? counted(record.outsideReports, "report") : "",
    review: reviewText(record, site),
    related: links(record.related, site),
    merged: links(record.mergedFrom, site),
  };
}

function notices({ drill, nearMiss, imported, reopened }: IncidentRecord): string[] {
  return [
    ...(drill ? ["This was a **drill**: recorded in the same way, counted apart."] : []),
    ...(nearMiss ? ["This was a **near miss**: it could have hurt, and did not."] : []),
    ...(imported ? ["This was **imported** from an older issue: what was not written down then is not known."] : []),
    ...(reopened > 0 ? [`It came back: **reopened ${reopened === 1 ? "once" : `${reopened} times`}**.`] : []),
  ];
}

/** `SEV1 16:06–16:10, SEV2 since 16:10`; "" where there never was another. */
function severityHistory(record: IncidentRecord, site: Site): string {
  const { history } = record.severity;
  if (history.length < 2) return "";
  const show = clockOf(record, site.configuration.zone);
  const spans = history.map(({ severity, from, until }) => {
    const span = until === undefined ? `since ${show(from)}` : `${show(from)}–${show(until)}`;
    return `${severity.toUpperCase()} ${span}`;
  });
  return fitted(spans, room.rest, more).join(", ");
}

/** What happened: durations, moments, phases, the figure, the timeline. */
function course(record: IncidentRecord, figure: { path: string; alt: string } | null, site: Site) {
  const { zone } = site.configuration;
  return {
    durations: durationRows(record),
    formulas: formulaLine(),
    moments: momentRows(record, zone),
    unknown: unknownMoments(record),
    figure: figure ? `![${said(figure.alt, 2_000)}](${figure.path})` : "",
    phases: phaseRows(record, zone),
    timeline: timelineRows(record, site, room.timeline),
    entries: counted(record.timeline.length, "entry", "entries"),
    folded: hasLongTimeline(record),
    alerts: alertRows(record, zone, room.rest),
    updates: updateLines(record, site, room.updates),
    changes: changeLines(record, site, room.rest),
  };
}

/** What comes of it. */
function lessons(record: IncidentRecord, site: Site) {
  return {
    learnings: lessonLines(record.learnings, room.learnings),
    factors: factorLines(record, room.factors),
    wentWell: lessonLines(record.wentWell, room.rest),
    parked: lessonLines(record.parked, room.rest),
    actionItems: rowsIn(
      record.actionItems.map((item) => itemRow(item, site)),
      room.items,
      6,
      `on ${issueLink(record.number, site)}`,
    ),
  };
}

function itemRow(item: RecordedItem, site: Site): string {
  const state = outcomeText(item, site.configuration.zone);
  const due = unbroken(item.due ?? "–");
  return row(itemLink(item), ownersText(item, site), priorityText(item), due, item.question ?? "–", state);
}

function links(numbers: readonly number[], site: Site): string {
  const all = numbers.map((number) => incidentLink(number, site));
  return fitted(all, room.rest, more).join(", ");
}

function more(count: number): string {
  return `and ${count} more`;
}
