/** From what was gathered to what the wiki holds: metrics, pages, figures and data, published by one commit. */

import type { Metrics } from "../src/metrics/metrics.ts";
import { metricsOf } from "../src/metrics/of.ts";
import { instantText } from "../src/record/instant.ts";
import { type ReportMemory, sha256Of, writeMemoryFile } from "../src/record/memory.ts";
import type { NoiseLine } from "../src/record/noise.ts";
import type { IncidentRecord } from "../src/record/record.ts";
import { incidentPageName, type Site } from "../src/report/page.ts";
import { overviewPages } from "../src/report/pages.ts";
import { compileTemplates } from "../src/words/templates.ts";
import {
  dataFiles,
  figuredIncidents,
  figuresOf,
  type IllustratedPage,
  illustrated,
  isPublic,
  mostFigures,
  pagedIncidents,
  superfluous,
} from "./composition.ts";
import type { Files } from "./files.ts";
import { figurePath, type Gallery } from "./gallery.ts";
import type { Gathered, Listener, ReportRun } from "./gathering.ts";
import { repositoryUrl } from "./inputs.ts";
import { type Notice, noticeOf } from "./notice.ts";
import { type Publicity, publicPages } from "./public-pages.ts";
import { isRight, type Publishing } from "./publish.ts";
import { dataPaths, memoryPath, type Recollection } from "./recollect.ts";

export interface Report {
  metrics: Metrics;
  site: Site;
  /** Everything that the wiki is to hold, but for the wiki itself. */
  publishing: Omit<Publishing, "wiki">;
  /** Incidents whose public words are held back. */
  held: number[];
  notices: Notice[];
}

export interface Composing extends ReportRun {
  /** As it is before anything is published. */
  wiki: Files;
  recollection: Recollection;
  gathered: Gathered;
  gallery: Gallery;
  /** The week whose digest is seen to; undefined where none is known to be. */
  digest: string | undefined;
}

/** All that is to be published. What one figure or page lacks keeps no other from being written. */
export async function composed(composing: Composing): Promise<Report> {
  const { recollection, gathered, passing } = composing;
  const now = passing.now();
  const records = [...gathered.reading.records.values()];
  const metrics = metricsFor(records, now, composing);
  const site = siteOf(composing, gathered);
  const told = await publicPages(gathered.reading.read, gathered.reading.records, publicityOf(composing, site));
  const held = Object.keys(told.held).map(Number);
  const heldSite = { ...site, held: new Set(held) };
  const own = ownPages(records, heldSite, composing);
  const figures = await drawn(own, composing);
  const data = dataFiles(records, noiseIn(composing), metrics, {
    paths: dataPaths(composing.wiki),
    metrics: recollection.metrics,
  });
  const places = recollection.memory?.places ?? {};
  const overview = overviewPages(records, metrics, now, heldSite);
  return {
    metrics,
    site,
    publishing: {
      pages: [...own.map(({ page }) => page), ...told.pages, ...overview],
      files: new Map<string, string | Uint8Array | null>([...data, ...figures.files]),
      remove: superfluous(places, site, overview),
      memory: {
        path: memoryPath,
        places,
        text: (after) => memoryText({ ...memoryAfter(composing, data), held: told.held, places: after }, composing),
      },
    },
    held,
    notices: [...told.notices, ...figures.notices],
  };
}

function publicityOf({ at, job, inputs, recollection }: Composing, site: Site): Publicity {
  return {
    github: job.github,
    site,
    surroundings: {
      server: at.server,
      repository: site.repository,
      private: site.private,
      publicHosts: site.configuration.report.publicHosts,
      isPublic: (fullName) => job.archive.isPublic(fullName),
    },
    held: recollection.memory?.held ?? {},
    speak: inputs.dryRun === null ? "aloud" : "not at all",
  };
}

function metricsFor(records: readonly IncidentRecord[], now: number, composing: Composing): Metrics {
  const { at, gathered } = composing;
  const { configuration, deployments } = gathered;
  return metricsOf({
    repository: `${at.owner}/${at.repo}`,
    records,
    noise: noiseIn(composing),
    now,
    zone: configuration.zone,
    holidays: configuration.holidays,
    weekdays: configuration.businessHours.days,
    targets: configuration.targets,
    downtime: configuration.downtime,
    reviewSeverities: configuration.review.severities,
    reviewBusinessDays: configuration.review.businessDays,
    deployments,
  });
}

/** Alerts that opened no incident. */
function noiseIn({ gathered }: Composing): NoiseLine[] {
  return [...gathered.reading.noise.values()].flat();
}

/** The wiki's pages, as far as they follow from what was read. */
export function siteOf({ at, passing }: ReportRun, { configuration, opened, reading }: Gathered): Site {
  const records = [...reading.records.values()];
  const paged = pagedIncidents(records);
  const shared = records.filter((record) => paged.has(record.number) && isPublic(record, configuration));
  return {
    repository: `${at.owner}/${at.repo}`,
    url: repositoryUrl(at),
    private: opened.private,
    configuration,
    templates: compileTemplates(passing.templates, opened.templates).templates,
    paged,
    public: new Set(shared.map(({ number }) => number)),
    held: new Set(),
  };
}

/** Pages of the incidents that were read, of those that never had one, and of those that gain or lose their figure. */
function ownPages(
  records: readonly IncidentRecord[],
  site: Site,
  { gathered, recollection, gallery, wiki }: Composing,
): IllustratedPage[] {
  const places = recollection.memory?.places ?? {};
  const figured = figuredIncidents(site.paged);
  const due = records.filter(({ number }) => {
    const isNew = !Object.hasOwn(places, incidentPageName(number));
    const isChanged = gathered.reading.read.has(number) || figured.has(number) !== wiki.files.has(figurePath(number));
    return site.paged.has(number) && (isNew || isChanged);
  });
  return due.map((record) => {
    const picture = figured.has(record.number) ? gallery.picture(record, site.configuration.zone) : null;
    return illustrated(record, picture, site);
  });
}

/** Begins with the newest figures that the wiki lacks while reading goes on. */
export function drawingAhead(gallery: Gallery, { files }: Pick<Files, "files">): Listener {
  const onRecord: Listener["onRecord"] = (record, { opened, configuration }) => {
    const oldest = opened.newest[mostFigures - 1] ?? 0;
    if (record.number >= oldest && !files.has(figurePath(record.number))) gallery.begin(record, configuration.zone);
  };
  return { onRecord };
}

/** The pictures of pages that are not as they should be. A page that is right has its picture; where there is nothing to draw, an earlier one goes. */
async function drawn(pages: readonly IllustratedPage[], { wiki, recollection }: Composing) {
  const places = recollection.memory?.places ?? {};
  const without = pages.filter(({ picture }) => !picture).flatMap(({ page }) => figuresOf(page.name));
  const files = new Map<string, Uint8Array | null>(without.map((path) => [path, null]));
  const notices: Notice[] = [];
  const drawing = pages.map(async ({ page, picture }) => {
    if (!picture || (wiki.files.has(picture.path) && isRight(page, wiki, places))) return;
    try {
      files.set(picture.path, await picture.png());
    } catch (error) {
      notices.push(noticeOf(error, `The figure of ${page.name} could not be drawn`));
    }
  });
  await Promise.all(drawing);
  return { files, notices };
}

/** What the next run goes on from. */
function memoryAfter({ version, gathered, recollection, digest }: Composing, data: ReadonlyMap<string, string>) {
  const { opened, reading, progress, labels, fingerprint } = gathered;
  const counts = reading.counts(labels);
  const isComplete = progress.left?.length === 0;
  const before = recollection.memory;
  return {
    schema: 1 as const,
    version,
    configuration: fingerprint,
    since: sinceAfter(gathered, before),
    left: progress.left,
    files: Object.fromEntries([...data].map(([path, text]) => [path, sha256Of(text)])),
    aside: [...reading.aside.values()],
    children: [...reading.children].map(([number, updatedAt]) => ({ number, updatedAt })),
    wakes: [...reading.wakes].map(([number, at]) => ({ number, at: instantText(at) })),
    unknown: isComplete ? offsets(opened.totals, counts) : (before?.unknown ?? {}),
    digest,
  };
}

/** Where nothing but the instant would change, it stays, unless the list of changes has grown long: no change, no commit. */
function memoryText(after: ReportMemory, { gathered, recollection: { memory: before } }: Composing): string {
  const still = before && writeMemoryFile({ ...after, since: before.since });
  const isLong = (gathered.opened.changed?.length ?? 0) >= longList;
  return before && !isLong && still === writeMemoryFile(before) ? still : writeMemoryFile(after);
}

/** Before the run's beginning: what people did while the run read and wrote may not have been seen. */
function sinceAfter({ began, opened, reading }: Gathered, before: ReportMemory | null): string | null {
  const changed = (opened.changed ?? []).map(({ updatedAt }) => updatedAt);
  const newest = [...changed, reading.newest ?? 0].reduce((a, b) => Math.max(a, b));
  if (newest === 0) return before?.since ?? null;
  return instantText(Math.max(Math.min(newest, began - clockSkew), before?.since ? Date.parse(before.since) : 0));
}

/** How far the runner's clock may be ahead of GitHub's, in milliseconds. */
const clockSkew = 60_000;

/** Issues that GitHub lists in one request. */
const longList = 100;

function offsets(totals: Readonly<Record<string, number>>, counts: Readonly<Record<string, number>>) {
  const all = Object.entries(totals).map(([label, total]) => [label, total - (counts[label] ?? 0)] as const);
  return Object.fromEntries(all.filter(([, off]) => off !== 0));
}
