/** The first half of a scheduled run: reads what changed, and brings up to date what is due. */
import { type Configuration, defaults, readConfiguration } from "../src/config.ts";
import type { Archive, Opened } from "../src/github/archive.ts";
import type { Progress } from "../src/github/bulk.ts";
import type { Job } from "../src/github/job.ts";
import { isNamed } from "../src/import/select.ts";
import { severities } from "../src/incident/incident.ts";
import type { Deployment } from "../src/metrics/metrics.ts";
import type { Surroundings as Passing } from "../src/observe.ts";
import { pastOfRecords } from "../src/past/recorded.ts";
import { returnedTo } from "../src/past/returning.ts";
import { type ReportMemory, sha256Of } from "../src/record/memory.ts";
import type { IncidentRecord } from "../src/record/record.ts";
import { dueNumbers, incidentsAbove, miscounted } from "./due.ts";
import type { Inputs, Surroundings } from "./inputs.ts";
import type { Notice } from "./notice.ts";
import { type Passed, passOver, rehearsePasses } from "./passes.ts";
import { Reading } from "./reading.ts";
import type { Recollection } from "./recollect.ts";
import { unfollowed } from "./settings.ts";

export interface ReportRun {
  job: Job;
  at: Surroundings;
  inputs: Inputs;
  passing: Passing;
  /** Ours: another version reads everything again. */
  version: string;
  log: (line: string) => void;
}

/** Is told of each incident as soon as it is known. */
export interface Listener {
  onRecord: (record: IncidentRecord, told: { opened: Opened; configuration: Configuration }) => void;
}

/** What was read, and how far. */
export interface Gathered {
  /** When the reading began. */
  began: number;
  opened: Opened;
  configuration: Configuration;
  /** Of all that says how issues are read. */
  fingerprint: string;
  /** Of the issues that are read, in lower case. */
  labels: string[];
  reading: Reading;
  deployments: Deployment[];
  passed: Passed;
  /** What is left to read, and why. */
  progress: Progress;
  notices: Notice[];
}

/** Reads the incidents that changed since the last run, or all where there is nothing to go on from, and passes over them. */
export async function gather(run: ReportRun, recollection: Recollection, { onRecord }: Listener): Promise<Gathered> {
  const { job, inputs, log } = run;
  const began = run.passing.now();
  const since = sinceOf(inputs, recollection.memory);
  const { opened, configuration, labels } = await open(job.archive, since);
  const fingerprint = fingerprintOf(opened, inputs);
  const known = isCurrent(run, recollection, fingerprint) ? recollection : null;
  const deployments = await deploymentsOf(run, configuration);
  const reading = new Reading({
    github: job.github,
    archive: job.archive,
    passing: run.passing,
    labels,
    declaring: declaringLabels(configuration),
    noiseLabel: configuration.labels.alertNoise,
    deployments,
    import: inputs.import,
    records: recollection.records,
    noise: recollection.noise,
    lost: recollection.lost,
    aside: recollection.memory?.aside ?? [],
    children: recollection.memory?.children ?? [],
    wakes: recollection.memory?.wakes ?? [],
    onRecord: (record) => onRecord(record, { opened, configuration }),
    log,
  });
  const progress = await read(reading, { run, opened, memory: known?.memory ?? null, labels });
  const passing = progress.left?.length === 0 ? comparing(run.passing, reading.records) : run.passing;
  const passes = { github: job.github, passing, budget: job.budget, log };
  const passed = await (inputs.dryRun === null ? passOver(reading.due, passes) : rehearsePasses(reading.due, passes));
  const again = await reading.some(passed.numbers);
  const left = progress.left && again.left ? [...progress.left, ...again.left, ...passed.left] : null;
  return {
    began,
    opened,
    configuration,
    fingerprint,
    labels,
    reading,
    deployments,
    passed,
    progress: { left, reason: progress.reason ?? again.reason ?? job.budget.shortage() },
    notices: [
      ...unfollowed(opened, run.passing.templates),
      ...recollection.notices,
      ...reading.notices,
      ...passed.notices,
    ],
  };
}

/** Passes that know of every incident which of its factors came back. */
function comparing(passing: Passing, records: ReadonlyMap<number, IncidentRecord>): Passing {
  const past = pastOfRecords(records.values());
  return { ...passing, returned: (_, incident) => returnedTo(past, incident) };
}

/** From when on changes are asked for; null for all of them. */
function sinceOf({ since }: Inputs, memory: ReportMemory | null): number | null {
  if (since === "all" || !memory?.since || memory.left === null) return null;
  const last = Date.parse(memory.since);
  return since === null ? last : Math.min(since, last);
}

function againSince({ since }: Inputs): number | null {
  return typeof since === "number" ? since : null;
}

/** Where the configuration names other labels than the defaults, the first answer is of no use but for saying so. */
async function open(archive: Archive, since: number | null) {
  const usual = labelsRead(defaults);
  const first = await archive.open(usual, since);
  const { configuration } = readConfiguration(first.configuration);
  const labels = labelsRead(configuration);
  const isUsual = labels.join("\n") === usual.join("\n");
  return { opened: isUsual ? first : await archive.open(labels, since), configuration, labels };
}

/** Labels whose issues are read: those that declare, and that of the issues that count alerts. */
function labelsRead(configuration: Configuration): string[] {
  return [...new Set([...declaringLabels(configuration), configuration.labels.alertNoise.toLowerCase()])];
}

function declaringLabels({ labels }: Configuration): string[] {
  return [labels.incident.toLowerCase(), ...severities];
}

/** Of the configuration, the repository's own words, and the rules of the import. */
function fingerprintOf({ configuration, templates }: Opened, { import: { labels, titles, numbers } }: Inputs): string {
  const words = Object.entries(templates).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256Of(JSON.stringify([configuration, words, [...labels], [...titles], [...numbers]]));
}

/** Whether the records say what this version would say with this configuration. */
function isCurrent({ version }: ReportRun, { memory }: Recollection, fingerprint: string): boolean {
  return memory?.version === version && memory.configuration === fingerprint;
}

const aYear = 365 * 24 * 60 * 60_000;

/** Those that the cost of downtime counts; none where nobody wants to know it. */
async function deploymentsOf({ job, passing }: ReportRun, { downtime }: Configuration): Promise<Deployment[]> {
  if (downtime.hourlyCost === undefined || downtime.environments.length === 0) return [];
  return job.archive.deployments(downtime.environments, passing.now() - aYear);
}

interface Going {
  run: ReportRun;
  opened: Opened;
  memory: ReportMemory | null;
  labels: readonly string[];
}

/** What changed; everything where there is nothing to go on from, or where issues have vanished. */
async function read(reading: Reading, { run, opened, memory, labels }: Going): Promise<Progress> {
  const { inputs, log, passing } = run;
  if (!memory || opened.changed === null) return readAll(reading, run);
  const known = {
    memory,
    records: reading.records,
    labels,
    import: inputs.import,
    again: againSince(inputs),
    now: passing.now(),
  };
  const due = dueNumbers(opened.changed, known);
  log(
    due.length === 0
      ? "No incident has changed or is due since the last run."
      : `Reading ${due.length} issues that changed or are due.`,
  );
  const incidents = incidentsAbove(reading.records);
  const progress = await reading.some(due);
  reading.saw(opened.changed.filter(({ number, parent }) => parent === null && incidents.has(number)));
  const isComplete = progress.left?.length === 0;
  if (!isComplete || miscounted(opened.totals, reading.counts(labels), memory.unknown).length === 0) return progress;
  log("Issues were deleted, transferred or relabelled unseen.");
  return readAll(reading, run);
}

/** Every incident, and every issue that is to be imported. */
async function readAll(reading: Reading, { inputs, job, log }: ReportRun): Promise<Progress> {
  log("Reading all incidents.");
  const progress = await reading.all();
  const { labels, titles, numbers } = inputs.import;
  if (progress.left?.length !== 0 || labels.size + titles.size + numbers.size === 0) return progress;
  const { changed } = await job.archive.open([], 0);
  const named = (changed ?? []).filter((issue) => !reading.knows(issue.number) && isNamed(issue, inputs.import));
  log(`Reading ${named.length} issues to import.`);
  return reading.some(named.map(({ number }) => number));
}
