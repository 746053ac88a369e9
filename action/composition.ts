/** What the wiki is to hold: which incidents have pages, the pages themselves, their figures, and the data. */
import type { Configuration } from "../src/config.ts";
import type { Metrics } from "../src/metrics/metrics.ts";
import { metricsSchema } from "../src/metrics/metrics.ts";
import { writeCsv } from "../src/record/csv.ts";
import { writeLines } from "../src/record/lines.ts";
import { type NoiseLine, writeNoise } from "../src/record/noise.ts";
import { type IncidentRecord, yearOf } from "../src/record/record.ts";
import { incidentPage } from "../src/report/incident-page.ts";
import { incidentPageName, type Page, publicPageName, type Site } from "../src/report/page.ts";
import { figurePath, type Picture } from "./gallery.ts";
import { dataFolder, metricsPath, noisePath } from "./recollect.ts";

/** With a public page and a figure each, well below the wiki's limit of 5,000 files. */
const mostPages = 1_000;

/** A picture takes longer than all else of a page: older incidents are seldom looked at. */
export const mostFigures = 200;

/** Incidents with a page of their own: those that are not closed yet, then the newest. */
export function pagedIncidents(records: Iterable<IncidentRecord>): Set<number> {
  const inOrder = [...records].sort((a, b) => Number(isOver(a)) - Number(isOver(b)) || b.number - a.number);
  return new Set(inOrder.slice(0, mostPages).map(({ number }) => number));
}

/** Of the incidents with a page, those with a figure: the newest. */
export function figuredIncidents(paged: ReadonlySet<number>): Set<number> {
  return new Set([...paged].sort((a, b) => b - a).slice(0, mostFigures));
}

function isOver({ phase }: IncidentRecord): boolean {
  return phase === null || phase === "closed";
}

/** Whether the incident has a public page, by its severity: drills and what was taken back never do. */
export function isPublic(record: IncidentRecord, { report }: Configuration): boolean {
  const { highest, final } = record.severity;
  const isTold = highest !== null && report.public.includes(highest) && final !== "sev5";
  return (
    isTold &&
    !record.drill &&
    !record.nearMiss &&
    !record.imported &&
    (record.state === "open" || record.state === "recovered")
  );
}

/** A page of an incident, and the picture that goes with it. */
export interface IllustratedPage {
  page: Page;
  /** Null where there is nothing to draw. */
  picture: Picture | null;
}

/** The incident's page. It names its figure's fingerprint, so that a page that is right says that its picture is too. */
export function illustrated(record: IncidentRecord, picture: Picture | null, site: Site): IllustratedPage {
  const { name, text } = incidentPage(record, picture, site);
  if (!picture) return { page: { name, text }, picture };
  return { page: { name, text: `${text}\n\n<!-- figure ${picture.fingerprint} -->` }, picture };
}

/** Pages of single incidents, and of years. */
const comesAndGoes = /^Incident-\d+(?:-public)?$|^Incidents-/;

/** Pages that earlier runs made and that are no longer wanted, each with the figures that go with it. `overview` are the others. */
export function superfluous(
  places: Readonly<Record<string, string | null>>,
  site: Site,
  overview: readonly Page[],
): Map<string, string[]> {
  const own = [...[...site.paged].map(incidentPageName), ...[...site.public].map(publicPageName)];
  const wanted = new Set([...own, ...overview.map(({ name }) => name)]);
  const ours = Object.keys(places).filter((name) => comesAndGoes.test(name) && !wanted.has(name));
  return new Map(ours.map((name) => [name, figuresOf(name)]));
}

/** Paths of the figures that belong to a page of ours. */
export function figuresOf(name: string): string[] {
  const number = /^Incident-(\d+)$/.exec(name)?.[1];
  return number === undefined ? [] : [figurePath(Number(number))];
}

/** What earlier runs left of the data. */
export interface DataBefore {
  /** Paths of the files that hold records, or alerts that opened no incident. */
  paths: readonly string[];
  /** The text of `metrics.json`; "" where there is none. */
  metrics: string;
}

/**
 * The data files by path: a file of records a year, all of them as a table, the alerts that opened no incident, where there
 * are any, and the metrics. A year that has lost its last record is left empty.
 */
export function dataFiles(
  records: readonly IncidentRecord[],
  noise: readonly NoiseLine[],
  metrics: Metrics,
  before: DataBefore,
): Map<string, string> {
  const years = Map.groupBy(records, yearOf);
  return new Map([
    ...before.paths.map((path) => [path, ""] as const),
    ...[...years].map(([year, some]) => [`${dataFolder}/${year}.jsonl`, writeLines(some)] as const),
    [`${dataFolder}/incidents.csv`, writeCsv(records)],
    ...(noise.length > 0 ? [[noisePath, writeNoise(noise)] as const] : []),
    [metricsPath, metricsText(metrics, before.metrics)],
  ]);
}

/** The figures that only time has passed over stay as they were written. */
function metricsText(metrics: Metrics, before: string): string {
  const same = withNow(metrics, parsed(before)?.madeWith.now ?? metrics.madeWith.now);
  const text = `${JSON.stringify(same, null, 2)}\n`;
  return text === before ? before : `${JSON.stringify(metrics, null, 2)}\n`;
}

function withNow(metrics: Metrics, now: string): Metrics {
  return { ...metrics, madeWith: { ...metrics.madeWith, now } };
}

function parsed(text: string): Metrics | null {
  try {
    return metricsSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
