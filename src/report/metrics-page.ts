/** The metrics: what is open, then for each window what the figures say, and how little a few of them prove. */
import { durationNames } from "../incident/incident.ts";
import type { Group, Metrics, MetricsWindow } from "../metrics/metrics.ts";
import { commandLine, counted, durationTitles } from "../words/names.ts";
import { say } from "../words/templates.ts";
import { formulaLine } from "./durations.ts";
import {
  actionItemsText,
  coordinationText,
  costText,
  entryRows,
  noiseText,
  noisyRows,
  reviewsText,
} from "./metrics-facts.ts";
import {
  bandLabels,
  bandRows,
  changeRows,
  durationRows,
  groupRows,
  groupTable,
  sourceTable,
  targetRows,
} from "./metrics-tables.ts";
import { incidentLink, type Page, pageNames, pageOf, type Site, said } from "./page.ts";

/** The window that a reader sees first; the others are folded. */
const firstWindow = 90;

/** The page `Incident-metrics`. */
export function metricsPage(metrics: Metrics, site: Site): Page {
  const first = metrics.windows.filter(({ days }) => days === firstWindow);
  const others = metrics.windows.filter(({ days }) => days !== firstWindow);
  const open = openText(metrics, site);
  const view = {
    empty: metrics.windows.every(isBlank),
    label: said(site.configuration.labels.incident, 50),
    command: commandLine(site.configuration)("incident"),
    open,
    windows: first.map((window) => ({ title: titleOf(window), text: windowText(window, "", site) })),
    folded: others.map((window) => ({ title: titleOf(window), text: windowText(window, open, site) })),
    formulas: durationNames.map((name) => `${durationTitles[name].name} = ${durationTitles[name].formula}`),
    resamples: metrics.madeWith.resamples.toLocaleString("en"),
    seeds: said(metrics.madeWith.seeds, 300),
    zone: said(metrics.madeWith.zone, 80),
    holidays: metrics.madeWith.holidays.length,
    deployments: metrics.madeWith.deployments,
  };
  return pageOf(pageNames.metrics, "wiki-metrics", view, site);
}

/** Nothing was ever counted, not even under noise or drills. */
function isBlank({ total, drills, noise }: MetricsWindow): boolean {
  return [
    total.count,
    total.restored,
    drills.count,
    drills.restored,
    noise.alerts,
    noise.falseAlarms,
    noise.withdrawn,
  ].every((count) => count === 0);
}

/** What is open now, of any window, and how long the oldest has been, in whole days. */
function openText({ open: { count, oldest } }: Metrics, site: Site): string {
  if (count === 0 || !oldest) return "**No incident is open now.**";
  const one = `**${counted(count, "incident")} ${count === 1 ? "is" : "are"} open now**`;
  const since = oldest.days === 0 ? "today" : `${counted(oldest.days, "day")} ago`;
  return `${one}; the oldest, ${incidentLink(oldest.number, site)}, was declared ${since}.`;
}

function titleOf({ days, from, to }: MetricsWindow): string {
  return days === null || from === null ? `All incidents, until ${to}` : `Last ${days} days, ${from} to ${to}`;
}

/** The window in words. `open` is the line that comes first, "" where it has just been said. */
function windowText(window: MetricsWindow, open: string, site: Site): string {
  const view = {
    open,
    ...totals(window),
    ...groups(window),
    targets: targetRows(window.targets),
    ...facts(window, site),
  };
  return say(site.templates, "wiki-metrics-window", view).trim();
}

function totals({ total, severities, days }: MetricsWindow) {
  return {
    empty: total.count === 0 && total.restored === 0,
    counts: countsText(total),
    durations: durationRows(total),
    formulas: formulaLine(),
    bands: bandRows(total),
    chart: days === firstWindow ? chartLines(total) : [],
    compared: days !== null,
    days: days ?? 0,
    changes: [total, ...severities].flatMap(changeRows),
  };
}

function groups({ severities, services, sources, drills }: MetricsWindow) {
  return {
    severities: groupTable(severities),
    severityRows: groupRows(severities),
    services: groupTable(services),
    serviceRows: groupRows(services),
    sources: sourceTable(sources),
    sourceRows: groupRows(sources),
    drills: drills.count + drills.restored > 0 ? durationRows(drills) : [],
    drillCounts: countsText(drills),
  };
}

function facts(window: MetricsWindow, site: Site) {
  return {
    items: actionItemsText(window.actionItems),
    reviews: reviewsText(window.reviews, site),
    coordination: coordinationText(window.coordination),
    entries: entryRows(window.entries),
    noise: noiseText(window.noise),
    noisy: window.days !== null && window.days <= firstWindow ? noisyRows(window.noise) : [],
    reviewed: site.configuration.review.severities.map((severity) => severity.toUpperCase()).join(", ") || "none",
    cost: window.cost ? costText(window.cost) : "",
  };
}

/** `12 incidents declared, 2 of them reopened, 1 imported. 11 restored, none inferred from a closing. …` */
function countsText(group: Group): string {
  const { count, reopened, imported, restored, restoredByClosing, detectedByCustomers } = group;
  const customers =
    detectedByCustomers.of > 0
      ? `Customers detected ${detectedByCustomers.n} of the ${detectedByCustomers.of} whose source is known.`
      : "Who detected them is not known of any.";
  return [
    `${counted(count, "incident")} declared, ${some(reopened)} reopened${imported > 0 ? `, ${imported} imported` : ""}.`,
    `${restored} restored, ${some(restoredByClosing)} inferred from a closing.`,
    ...(count > 0 ? [customers] : []),
  ].join(" ");
}

function some(count: number): string {
  return count === 0 ? "none" : `${count} of them`;
}

/** Mermaid's own bars are too pale to be seen on a light page. */
const barColour = `%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "#4c8bc0"}}}}%%`;
/** An axis up to this number or more has no ticks between whole numbers. */
const wholeTicks = 10;

/** A bar chart of the recovery times, where there are enough of them for bands. */
function chartLines({ durations: { timeToRecover } }: Group): string[] {
  const { bands, n } = timeToRecover;
  if (!bands) return [];
  const labels = bandLabels.map((label) => `"${label}"`).join(", ");
  return [
    barColour,
    "xychart-beta",
    `  title "Time to recover of ${counted(n, "incident")}"`,
    `  x-axis [${labels}]`,
    `  y-axis "incidents" 0 --> ${Math.max(wholeTicks, ...bands)}`,
    `  bar [${bands.join(", ")}]`,
  ];
}
