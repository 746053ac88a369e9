/** The tables of the metrics: durations, bands, groups, changes and targets. */
import { type DurationName, durationNames } from "../incident/incident.ts";
import type { DurationFigures, Group, MedianChange, TargetResult } from "../metrics/metrics.ts";
import { durationTitles } from "../words/names.ts";
import { percent, ratioText, shareText } from "./numbers.ts";
import { row, rowsIn, said, unbroken } from "./page.ts";
import { showSeconds } from "./when.ts";

/** The bands that durations fall into, shortest first. */
export const bandLabels = ["under 15 min", "15–30 min", "30–60 min", "1–3 h", "3–24 h", "a day or more"] as const;

const mostGroups = 25;
const room = 12_000;
const elsewhere = "in `metrics.json`";

/** A row for each duration: n, coverage, median, 90th percentile, mean, and what is left out. */
export function durationRows(group: Group): string[] {
  return durationNames.map((name) => row(unbroken(nameOf(name)), ...figureCells(group.durations[name])));
}

/** Under 5 values say nothing but themselves. */
function figureCells(figures: DurationFigures): (string | number)[] {
  const { n, median, p90, mean } = figures;
  const left = leftOutText(figures);
  if (median === undefined || p90 === undefined || mean === undefined) {
    return [n, coverageText(figures), valuesText(figures), "–", "–", left];
  }
  return [n, coverageText(figures), `**${spanText(median)}**`, spanText(p90), spanText(mean), left];
}

function valuesText({ values = [] }: DurationFigures): string {
  return values.length > 0 ? `values: ${values.map(spanText).join(`${unbroken(" ·")} `)}` : "–";
}

function spanText(seconds: number): string {
  return unbroken(showSeconds(seconds));
}

/** Recorded ones count here before they are restored, when they are no value yet. */
function coverageText({ n, unrestored = 0, notRecorded, inconsistent }: DurationFigures): string {
  const recorded = n + unrestored;
  return unbroken(shareText(recorded, recorded + notRecorded + inconsistent));
}

function leftOutText({ notRecorded, notApplicable, inconsistent }: DurationFigures): string {
  const parts = [
    ...(notRecorded > 0 ? [`${notRecorded} not recorded`] : []),
    ...(inconsistent > 0 ? [`${inconsistent} inconsistent`] : []),
    ...(notApplicable > 0 ? [`${notApplicable} not applicable`] : []),
  ];
  return parts.map(unbroken).join(", ") || "–";
}

/** A row for each duration that has bands: how many fell into each. */
export function bandRows(group: Group): string[] {
  return durationNames.flatMap((name) => {
    const { bands } = group.durations[name];
    return bands ? [row(durationTitles[name].short, ...bands)] : [];
  });
}

/** A row for each group: counts, and the two times that are asked for most. */
export function groupTable(groups: readonly Group[]): string[] {
  return listed(groups.map(groupRow), 8);
}

function groupRow(group: Group): string {
  const { name, count, reopened, detectedByCustomers } = group;
  const customers = unbroken(shareText(detectedByCustomers.n, detectedByCustomers.of));
  return row(groupName(name), count, reopened, customers, ...recoveryCells(group));
}

/** The same for groups by who detected it, which need not say that again. */
export function sourceTable(groups: readonly Group[]): string[] {
  return listed(
    groups.map((group) => row(groupName(group.name), group.count, group.reopened, ...recoveryCells(group))),
    7,
  );
}

function recoveryCells({ restored, restoredByClosing, durations }: Group): (string | number)[] {
  return [restored, restoredByClosing, typicalText(durations.timeToAcknowledge), typicalText(durations.timeToRecover)];
}

/** `16 min (n 9)`, or the values where they are few. */
function typicalText(figures: DurationFigures): string {
  return figures.median === undefined ? valuesText(figures) : medianText(figures.median, figures.n);
}

/** A row for each duration of each group that anything is known or missing of, with its bands. */
export function groupRows(groups: readonly Group[]): string[] {
  const rows = groups.slice(0, mostGroups).flatMap((group) =>
    durationNames.flatMap((name) => {
      const figures = group.durations[name];
      if (figures.n + figures.notRecorded + figures.inconsistent + figures.notApplicable === 0) return [];
      const bands = figures.bands?.join(" / ") ?? "–";
      return [row(groupName(group.name), unbroken(nameOf(name)), ...figureCells(figures), bands)];
    }),
  );
  return rowsIn(rows, room, 9, elsewhere);
}

function listed(rows: readonly string[], columns: number): string[] {
  const left = rows.slice(mostGroups).length;
  const shown = rowsIn(rows.slice(0, mostGroups), room, columns, elsewhere);
  if (left === 0) return shown;
  return [...shown, row(`*and ${left} more ${elsewhere}*`, ...Array.from({ length: columns - 1 }, () => ""))];
}

/** `SEV2`, `login`, `not known`. */
function groupName(name: string): string {
  return /^sev[1-5]$/.test(name) ? name.toUpperCase() : said(name, 60);
}

/** A row for each duration that can be compared with the window before: medians, ratio, interval, and what that proves. */
export function changeRows({ name, durations }: Group): string[] {
  const of = /^sev[1-5]$/.test(name) ? ` of ${groupName(name)}` : "";
  return durationNames.flatMap((duration) => {
    const { change, n, median } = durations[duration];
    if (!change || median === undefined) return [];
    const name = `${durationTitles[duration].short}${of}`;
    return [row(name, verdict(change), medianText(median, n), ...changeCells(change))];
  });
}

function verdict({ told, ratio }: MedianChange): string {
  if (!told) return "no change can be told from chance";
  return `**${ratio < 1 ? "shorter" : "longer"}**`;
}

function changeCells({ previous, ratio, interval: [low, high] }: MedianChange): string[] {
  return [
    medianText(previous.median, previous.n),
    ratioText(ratio),
    unbroken(`${ratioText(low)} to ${ratioText(high)}`),
  ];
}

function medianText(median: number, n: number): string {
  return unbroken(`${showSeconds(median)} (n ${n})`);
}

/** A row for each target: what is aimed at, whether it is met, what was reached. */
export function targetRows(targets: readonly TargetResult[]): string[] {
  return targets.map((target) => row(aimText(target), resultText(target), reachedText(target), target.n));
}

function aimText({ duration, severity, withinMinutes, share, ratio }: TargetResult): string {
  const what = `${nameOf(duration)} of ${severity.toUpperCase()}`;
  if (withinMinutes === undefined) return `${what} at most ${ratioText(ratio ?? 1)} times that of the window before`;
  return `${what} within ${showSeconds(withinMinutes * 60)}${share === undefined ? "" : `, ${percent(share)}`}`;
}

function nameOf(duration: DurationName): string {
  return durationTitles[duration].short;
}

function resultText({ state, certain }: TargetResult): string {
  if (state !== "met" || certain === undefined) return state === "not known" ? state : `**${state}**`;
  return certain ? "**met**, certain" : "**met**, not certain: it may be chance";
}

function reachedText({ n, kept, reached, withinMinutes }: TargetResult): string {
  if (withinMinutes !== undefined) return kept === undefined ? "–" : unbroken(shareText(kept, n));
  return reached === undefined ? "–" : unbroken(`${ratioText(reached)} times`);
}
