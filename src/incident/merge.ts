/** Merged incidents: which incident this one went into, and what a survivor takes over from the others. */
import type { IncidentEvent } from "../timeline/event.ts";
import { unitedAlerts } from "./alerts.ts";
import type { Incident, Instant, Interval, Moment, MomentName, Moments } from "./incident.ts";
import { countsAsClosing } from "./intervals.ts";
import type { Times } from "./moments.ts";
import { orderedPairs } from "./order.ts";
import { unitedPeople } from "./people.ts";
import { type Statement, stating } from "./statements.ts";
import { distinct } from "./story.ts";

/** The incident that this one was merged into, and when. */
export interface Merge {
  into: number;
  at: Instant;
}

/** The last word: a command, or GitHub's interface. Whoever reopens the issue afterwards takes it out again. */
export function mergeOf(events: readonly IncidentEvent[], statements: readonly Statement[]): Merge | null {
  const byEvent = Map.groupBy(stating(statements, "duplicate"), ({ order }) => order);
  let merge: Merge | null = null;
  events.forEach((event, order) => {
    if (event.kind === "marked as duplicate" && event.standing === "triage")
      merge = event.of === null ? null : { into: event.of, at: event.at };
    if (event.kind === "reopened" && event.standing === "triage") merge = null;
    for (const { command, at } of byEvent.get(order) ?? []) merge = { into: command.issue, at };
  });
  return merge;
}

const statedBy: Partial<Record<Statement["command"]["verb"], MomentName>> = {
  started: "started",
  detected: "detected",
  ack: "acknowledged",
  mitigated: "restored",
  resolved: "restored",
};

/** Which moments were stated on the survivor after the last merge; its closing states the restoration. */
export function statedSinceMerge(
  events: readonly IncidentEvent[],
  statements: readonly Statement[],
  merged: readonly Incident[],
): Set<MomentName> {
  const since = Math.max(...merged.map(({ mergedAt, updatedAt }) => mergedAt ?? updatedAt));
  const later = statements.filter(({ event }) => (event.edited?.at ?? event.at) > since);
  const stated = new Set(later.flatMap(({ command }) => statedBy[command.verb] ?? []));
  const closed = events.some(
    (event) => event.kind === "closed" && event.at > since && event.reason === "completed" && countsAsClosing(event),
  );
  return closed ? stated.add("restored") : stated;
}

/** Moments of which the earliest of all incidents counts. */
const earliest: readonly MomentName[] = ["started", "detected", "declared", "acknowledged"];

/**
 * The survivor's times together with those of the incidents merged into it: the earliest start, detection, declaration and
 * acknowledgement, the latest restoration, and none as long as one of them is not restored. What was stated on the survivor
 * after the merge wins.
 */
export function mergeTimes(own: Times, merged: readonly Incident[], statedSince: ReadonlySet<MomentName>): Times {
  if (merged.length === 0) return own;
  const moments = { ...own.moments };
  for (const name of earliest.filter((one) => !statedSince.has(one))) {
    const known = [own.moments[name], ...merged.map((other) => asMerged(other.moments[name]))];
    moments[name] = earliestOf(known, floorOf(name, moments));
  }
  const isStated = statedSince.has("restored");
  if (!isStated) moments.restored = latestRestoration(own, merged);
  const isRestored = moments.restored !== null;
  dropContradictions(moments);
  const ends = isStated ? own.intervals.flatMap(({ to }) => to ?? []) : [];
  const all = [...own.intervals, ...merged.flatMap((other) => endedWith(ends, other))];
  const joined = joinIntervals(all, moments.started?.at ?? null);
  const end = isStated ? moments.restored?.at : undefined;
  return {
    ...own,
    moments,
    intervals: end === undefined ? joined : endedBy(end, joined),
    recovered: isStated ? own.recovered : isRestored,
  };
}

function asMerged(moment: Moment | null): Moment | null {
  return moment && { ...moment, from: "merged" };
}

/** What is inferred before the floor would contradict. */
function earliestOf(known: readonly (Moment | null)[], floor: Instant): Moment | null {
  const possible = known.filter((moment) => moment !== null).filter(({ by, at }) => by === "stated" || at >= floor);
  return possible.reduce<Moment | null>((first, moment) => (first && first.at <= moment.at ? first : moment), null);
}

/** What an inference of the moment can't be before. */
function floorOf(name: MomentName, { started, detected }: Moments): Instant {
  const stated = started?.by === "stated" ? started.at : Number.NEGATIVE_INFINITY;
  if (name === "detected") return stated;
  return name === "acknowledged" ? Math.max(stated, detected?.at ?? stated) : Number.NEGATIVE_INFINITY;
}

/** Of two that can't both be true, the one that was inferred goes; of two such the later, but a start goes before all. */
function dropContradictions(moments: Moments): void {
  for (const [earlier, later] of orderedPairs) {
    const [first, second] = [moments[earlier], moments[later]];
    if (!first || !second || first.at <= second.at) continue;
    const isFirst = first.by === "inferred" && (earlier === "started" || second.by === "stated");
    if (isFirst || second.by === "inferred") moments[isFirst ? earlier : later] = null;
  }
}

function latestRestoration({ moments }: Times, merged: readonly Incident[]): Moment | null {
  const others = merged.map((other) => asMerged(other.moments.restored));
  const all = [moments.restored, ...others].filter((moment) => moment !== null);
  if (all.length <= merged.length) return null;
  return all.reduce((latest, moment) => (moment.at > latest.at ? moment : latest));
}

/** A merged incident's intervals: what went on as it was merged ended as the survivor did, so that a reopening is one. */
function endedWith(ends: readonly Instant[], { intervals, mergedAt }: Incident): Interval[] {
  const end = ends.find((one) => one >= (mergedAt ?? one)) ?? ends.at(-1);
  return intervals.map((one) => (one.to === undefined && end !== undefined ? { ...one, to: end } : one));
}

/** Overlapping impact counts once; what has no start of its own began when all of it did. */
function joinIntervals(all: readonly Interval[], started: Instant | null): Interval[] {
  const sorted = all
    .map(({ from, ...rest }) => ({ from: from ?? started, ...rest }))
    .sort((a, b) => (a.from ?? Number.NEGATIVE_INFINITY) - (b.from ?? Number.NEGATIVE_INFINITY));
  const joined: Interval[] = [];
  for (const next of sorted) {
    const last = joined.at(-1);
    if (last && touches(last, next)) extend(last, next);
    else joined.push({ ...next });
  }
  return joined;
}

function touches({ to }: Interval, { from }: Interval): boolean {
  return to === undefined || from === null || from <= to;
}

function extend(last: Interval, { to }: Interval): void {
  if (last.to === undefined || to === undefined) delete last.to;
  else last.to = Math.max(last.to, to);
}

/** The intervals up to the end that was stated for all of them. */
function endedBy(end: Instant, intervals: readonly Interval[]): Interval[] {
  const last = intervals.findLastIndex(({ from }) => from === null || from <= end);
  return intervals
    .slice(0, Math.max(last, 0) + 1)
    .map(({ from, to }, index) => ({ from, to: index === Math.max(last, 0) ? end : (to ?? end) }));
}

/** The survivor with the people and words of the incidents merged into it. */
export function takeOver(own: Incident, merged: readonly Incident[]): Incident {
  if (merged.length === 0) return own;
  const all = [own, ...merged];
  return {
    ...own,
    mergedFrom: merged.map(({ number }) => number),
    services: distinct(all.flatMap(({ services }) => services)),
    detectedBy: detectorOf(own, merged),
    people: unitedPeople(all.map(({ people }) => people)),
    alerts: unitedAlerts(all.map(({ alerts }) => alerts)),
    updates: all.flatMap(({ updates }) => updates).sort((a, b) => a.at - b.at),
    changes: all.flatMap(({ changes }) => changes),
    learnings: distinct(all.flatMap(({ learnings }) => learnings)),
    factors: all.flatMap(({ factors }) => factors),
    wentWell: distinct(all.flatMap(({ wentWell }) => wentWell)),
    parked: distinct(all.flatMap(({ parked }) => parked)),
    outsideReports: all.reduce((sum, { outsideReports }) => sum + outsideReports, 0),
  };
}

/** Whoever was named; else whoever detected the one that was detected first. */
function detectorOf(own: Incident, merged: readonly Incident[]): Incident["detectedBy"] {
  const named = [own, ...merged].find(isDetectorNamed);
  if (named) return named.detectedBy;
  const { detected } = own.moments;
  const isFirst = ({ moments }: Incident) => detected?.from === "merged" && moments.detected?.at === detected.at;
  return (merged.find(isFirst) ?? own).detectedBy;
}

function isDetectorNamed({ detectedBy, moments }: Incident): boolean {
  const isInferred = detectedBy === "monitoring" && moments.detected?.by === "inferred";
  return detectedBy !== null && !isInferred;
}
