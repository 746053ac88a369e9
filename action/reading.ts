/** Reads incidents in bulk into records; what is due a pass waits for one. */
import { isAnyNoiseIssue } from "../src/alerts/noise.ts";
import type { Archive, ListedIssue } from "../src/github/archive.ts";
import type { Progress } from "../src/github/bulk.ts";
import type { DatedIssue } from "../src/github/observed.ts";
import type { GitHub } from "../src/github/port.ts";
import { asImported } from "../src/import/as-imported.ts";
import { importable } from "../src/import/importable.ts";
import type { ImportRules } from "../src/import/rules.ts";
import type { Incident, Instant } from "../src/incident/incident.ts";
import type { Deployment } from "../src/metrics/metrics.ts";
import { type Surroundings as Passing, understand } from "../src/observe.ts";
import { missingChildren } from "../src/plan/children.ts";
import { plan } from "../src/plan/plan.ts";
import { instantText } from "../src/record/instant.ts";
import type { ReportMemory } from "../src/record/memory.ts";
import { type NoiseLine, noiseLines } from "../src/record/noise.ts";
import { recordOf } from "../src/record/of.ts";
import type { IncidentRecord } from "../src/record/record.ts";
import { awaitsComparison } from "../src/returned.ts";
import { ownComments, type Situation } from "../src/situation.ts";
import { type Notice, noticeOf, sentence } from "./notice.ts";
import { type PublicWords, publicWordsOf } from "./public-pages.ts";

type Aside = ReportMemory["aside"][number];

export interface ReadingOptions {
  github: GitHub;
  archive: Archive;
  passing: Passing;
  /** Of the issues that are read, in lower case. */
  labels: readonly string[];
  /** Those of them that declare. */
  declaring: readonly string[];
  /** That of the issues that count alerts. */
  noiseLabel: string;
  deployments: readonly Deployment[];
  import: ImportRules;
  /** What is known already, by number. */
  records: ReadonlyMap<number, IncidentRecord>;
  noise: readonly NoiseLine[];
  /** Numbers of incidents that were known once. */
  lost: readonly number[];
  aside: readonly Aside[];
  children: ReportMemory["children"];
  wakes: ReportMemory["wakes"];
  /** Is told of each record as soon as it is known. */
  onRecord: (record: IncidentRecord) => void;
  log: (line: string) => void;
}

/** What is known of all incidents, as the run reads on. */
export class Reading {
  readonly records: Map<number, IncidentRecord>;
  readonly aside: Map<number, Aside>;
  /** Alerts that opened no incident, by the issue that counts them. */
  readonly noise: Map<number, NoiseLine[]>;
  /** When sub-issues changed last, as their incidents were read. */
  readonly children: Map<number, string>;
  /** When time alone will make incidents due for a pass. */
  readonly wakes: Map<number, Instant>;
  /** The incidents that this run has read, with what their records leave out. */
  readonly read = new Map<number, PublicWords>();
  /** Issues that are due a pass, as they were read. */
  readonly due = new Map<number, DatedIssue>();
  readonly notices: Notice[] = [];
  /** GitHub's newest change that was seen, in milliseconds. */
  newest: number | null = null;
  readonly #options: ReadingOptions;
  readonly #failed: number[] = [];
  /** Incidents that name pull requests as factors. */
  readonly #changed: { incident: Incident; read: Parameters<typeof recordOf>[1] }[] = [];
  #count = 0;

  constructor(options: ReadingOptions) {
    this.#options = options;
    this.records = new Map(options.records);
    this.aside = new Map(options.aside.map((issue) => [issue.number, issue]));
    this.noise = Map.groupBy(options.noise, ({ issue }) => issue);
    this.children = new Map(options.children.map(({ number, updatedAt }) => [number, updatedAt]));
    this.wakes = new Map(options.wakes.map(({ number, at }) => [number, Date.parse(at)]));
  }

  /** Every issue that carries a label of ours, and whatever was known besides: those may have lost theirs. */
  async all(): Promise<Progress> {
    const { archive, labels, lost } = this.#options;
    const known = new Set([...this.records.keys(), ...this.aside.keys(), ...lost]);
    const seen = new Set<number>();
    const progress = await this.#stopping(() =>
      archive.readAll(labels, (issue, number) => {
        seen.add(number);
        return this.#take(issue, number);
      }),
    );
    if (progress.left === null) return progress;
    const rest = await this.some([...known].filter((number) => !seen.has(number)));
    return joined(progress, rest);
  }

  /** The issues with these numbers. */
  some(numbers: readonly number[]): Promise<Progress> {
    if (numbers.length === 0) return Promise.resolve({ left: [], reason: null });
    const unread = new Set(numbers);
    return this.#stopping(
      () =>
        this.#options.archive.readSome(numbers, async (issue, number) => {
          await this.#take(issue, number);
          unread.delete(number);
        }),
      () => [...unread],
    );
  }

  /** Issues that belong to incidents which were read since: these show no more of them than their numbers. */
  saw(children: readonly Pick<ListedIssue, "number" | "updatedAt">[]): void {
    for (const { number, updatedAt } of children) this.children.set(number, instantText(updatedAt));
  }

  /** Whether the issue has been read, now or before. */
  knows(number: number): boolean {
    return this.records.has(number) || this.aside.has(number);
  }

  /** How many issues carry each of the labels, as far as is known. */
  counts(labels: readonly string[]): Record<string, number> {
    const all = [...this.records.values(), ...this.aside.values()];
    return Object.fromEntries(
      labels.map((label) => [label, all.filter((issue) => issue.labels.includes(label)).length]),
    );
  }

  /** Where GitHub fails for good, the run ends as when its budget does: what was read is kept. */
  async #stopping(reading: () => Promise<Progress>, left: () => number[] | null = () => null): Promise<Progress> {
    try {
      const progress = await reading();
      await this.#ship();
      return { ...progress, left: progress.left && [...progress.left, ...this.#failed.splice(0)] };
    } catch (error) {
      this.notices.push(noticeOf(error, "GitHub could not be read to the end"));
      return { left: left(), reason: error instanceof Error ? error.message : String(error) };
    }
  }

  /** A pull request is an incident's only by the issue that is opened for it; what is gone is forgotten. */
  async #take(issue: DatedIssue | null, number: number): Promise<void> {
    this.#tell();
    if (issue?.kind !== "issue") {
      this.#forget(number);
      return;
    }
    this.newest = Math.max(this.newest ?? 0, issue.updatedAt);
    try {
      const { github, passing } = this.#options;
      if (isAnyNoiseIssue(issue, this.#options.noiseLabel)) return this.#learnNoise(issue, await github.self());
      const situation = await understand(github, issue, passing);
      this.#learn(issue, situation.folded.status === "none" ? await this.#imported(issue, situation) : situation);
    } catch (error) {
      this.#failed.push(number);
      this.notices.push(noticeOf(error, `Issue #${number} could not be read`));
    }
  }

  /** An old issue as an incident, where a rule names it; else the situation as it is. */
  async #imported(issue: DatedIssue, situation: Situation): Promise<Situation> {
    const { github, passing, import: rules } = this.#options;
    const found = importable(issue, rules);
    if (!found) return situation;
    if ("refused" in found) {
      this.notices.push({
        level: "notice",
        title: `Issue #${issue.number} was not imported`,
        text: `${sentence(found.refused)} To have it all the same, label it \`${situation.configuration.labels.incident}\`.`,
      });
      return situation;
    }
    const told = asImported(issue, rules, situation.configuration.labels);
    return understand(github, told, { ...passing, imported: true });
  }

  #learn(issue: DatedIssue, situation: Situation): void {
    this.#forget(issue.number);
    const { updatedAt } = issue;
    const labels = issue.labels.filter((label) => this.#options.declaring.includes(label.toLowerCase()));
    if (situation.folded.status === "incident") {
      const { incident } = situation.folded;
      for (const [child, at] of issue.subIssuesUpdatedAt) this.children.set(child, instantText(at));
      const { deployments } = this.#options;
      const read = { updatedAt, labels, configuration: situation.configuration, deployments, mergeCommits: new Map() };
      this.#keep(recordOf(incident, read));
      this.read.set(issue.number, publicWordsOf(situation, incident));
      if (read.deployments.length > 0 && pullsIn(incident).length > 0) this.#changed.push({ incident, read });
    } else this.#putAside(issue);
    if (isWatched(issue, situation)) this.#arrange(issue, situation);
  }

  /** What is not as it should be is due a pass; what will not be any more, at its time. */
  #arrange(issue: DatedIssue, situation: Situation): void {
    const { records, changes, wakeAt } = plan(situation);
    if (wakeAt !== undefined) this.wakes.set(issue.number, wakeAt);
    const isDue = records.length + changes.length + missingChildren(situation).length > 0;
    if (isDue || isUncompared(situation)) this.due.set(issue.number, issue);
  }

  /** The issue counts alerts: it is no incident, whatever people label it. */
  #learnNoise(issue: DatedIssue, self: string): void {
    this.#forget(issue.number);
    this.#putAside(issue);
    const lines = noiseLines(issue, self);
    if (lines.length > 0) this.noise.set(issue.number, lines);
  }

  #putAside({ number, updatedAt, labels }: DatedIssue): void {
    const ours = labels.map((label) => label.toLowerCase()).filter((label) => this.#options.labels.includes(label));
    this.aside.set(number, { number, updatedAt: instantText(updatedAt), labels: ours });
  }

  #forget(number: number): void {
    this.records.delete(number);
    this.aside.delete(number);
    this.noise.delete(number);
    this.read.delete(number);
    this.due.delete(number);
    this.wakes.delete(number);
  }

  /** Which deployments the pull requests went out with that incidents name: asked for all of them together. */
  async #ship(): Promise<void> {
    const changed = this.#changed.splice(0);
    if (changed.length === 0) return;
    const pulls = new Set(changed.flatMap(({ incident }) => pullsIn(incident)));
    const mergeCommits = await this.#options.archive.mergeCommits([...pulls]);
    for (const { incident, read } of changed) this.#keep(recordOf(incident, { ...read, mergeCommits }));
  }

  #keep(record: IncidentRecord): void {
    this.records.set(record.number, record);
    this.#options.onRecord(record);
  }

  #tell(): void {
    this.#count += 1;
    if (this.#count % 100 === 0) this.#options.log(`Read ${this.#count} issues.`);
  }
}

function pullsIn({ changes }: Incident): number[] {
  return changes.flatMap(({ kind, ref }) => (kind === "pull request" ? [Number(ref.replace("#", ""))] : []));
}

/**
 * Open ones, and those that were kept before: a closed incident of old times that nobody has kept stays as it is, and what
 * is imported is only read.
 */
function isWatched(issue: DatedIssue, { folded, self }: Situation): boolean {
  if (folded.status === "incident" && folded.incident.declaredBy === "import") return false;
  return issue.state === "open" || ownComments(issue, self).some(({ key }) => key === "card");
}

/** Passes compare its factors with those of past incidents, which are not all known before. */
function isUncompared({ folded, memory, now }: Situation): boolean {
  return folded.status === "incident" && awaitsComparison(folded.incident, memory, now);
}

function joined(first: Progress, second: Progress): Progress {
  const left = first.left === null || second.left === null ? null : [...first.left, ...second.left];
  return { left, reason: first.reason ?? second.reason };
}
