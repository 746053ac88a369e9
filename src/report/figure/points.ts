/** The course of a recovery, as the figure draws it: where the service stood at every entry, and what happened when. */
import type { Impact, Instant, MomentName, SpanPhase } from "../../incident/incident.ts";
import type { IncidentRecord } from "../../record/record.ts";
import { instantOf } from "../when.ts";

/** One step of the line. */
export interface CoursePoint {
  at: Instant;
  /** Said as a range, cut to what is drawn. */
  range?: [Instant, Instant];
  /** From 0, fully impaired, to 1, restored. */
  level: number;
  is: "start" | "entry" | "restoration" | "reopening";
  /** What the entry did; null where nobody has said, or where it is no entry. */
  impact: Impact | null;
}

export interface CourseMoment {
  name: Exclude<MomentName, "resolved" | "reviewed"> | "reopened";
  at: Instant;
  range?: [Instant, Instant];
  approximate: boolean;
}

export interface CoursePhase {
  phase: SpanPhase;
  from: Instant;
  to: Instant;
}

/** All that a figure shows, in the order of time. Nothing of it is after `to`, or before `from`. */
export interface Course {
  from: Instant;
  to: Instant;
  /** Whether the service is back at its end. */
  restored: boolean;
  points: CoursePoint[];
  moments: CourseMoment[];
  phases: CoursePhase[];
  /** Entries before and after the course, which have no point. */
  left: { before: number; after: number };
}

/**
 * The course from the start, else the detection, to the last restoration; of an incident that is not restored to the last
 * thing that happened. Null where it is withdrawn or merged, or where fewer than two instants are known.
 */
export function courseOf(record: IncidentRecord): Course | null {
  if (record.state === "withdrawn" || record.state === "merged") return null;
  const span = spanOf(record);
  if (!(span.from < span.to)) return null;
  const stretches = stretchesOf(record, span);
  const entries = record.timeline.map((entry) => ({ ...entry, at: settled(instantOf(entry.at), span) }));
  const within = entries.filter(({ at }) => at >= span.from && at <= span.to);
  return {
    ...span,
    points: levelled([...turns(stretches), ...within.map((entry) => entryStep(entry, span))]),
    moments: momentsOf(record, stretches, span),
    phases: phasesOf(record, span),
    left: {
      before: entries.filter(({ at }) => at < span.from).length,
      after: entries.filter(({ at }) => at > span.to).length,
    },
  };
}

interface Span {
  from: Instant;
  to: Instant;
  restored: boolean;
}

const named = ["started", "detected", "declared", "acknowledged", "identified"] as const;

function spanOf({ intervals, moments, timeline }: IncidentRecord): Span {
  const entries = timeline.map(({ at }) => instantOf(at));
  const starts = intervals.flatMap(({ from }) => (from === null ? [] : [instantOf(from)]));
  const ends = intervals.flatMap(({ to }) => (to === undefined ? [] : [instantOf(to)]));
  const restored = intervals.length > 0 && ends.length === intervals.length;
  const known = momentTimes(moments);
  const to = greatest(restored ? ends : [...ends, ...starts, ...known, ...entries]);
  const detected = moments.detected ? [instantOf(moments.detected.at)] : [];
  const first = [...starts, ...detected].filter((at) => at < to);
  const from = least(first.length > 0 ? first : [...known, ...entries].filter((at) => at <= to));
  return { from, to, restored };
}

function momentTimes(moments: IncidentRecord["moments"]): Instant[] {
  return named.flatMap((name) => (moments[name] ? [instantOf(moments[name].at)] : []));
}

/** A stretch of impact; its end is a restoration only where it is restored. */
interface Stretch extends Span {
  reopened: boolean;
}

/** The intervals one after the other, those stated in a wrong order put right: the line never goes back in time. */
function stretchesOf({ intervals }: IncidentRecord, span: Span): Stretch[] {
  if (intervals.length === 0) return [{ ...span, reopened: false }];
  let earliest = span.from;
  return intervals.map((interval, index) => {
    const restored = interval.to !== undefined;
    const to = Math.max(earliest, interval.to === undefined ? span.to : instantOf(interval.to));
    const stated = index === 0 || interval.from === null ? earliest : instantOf(interval.from);
    const from = stated > to ? earliest : Math.max(earliest, stated);
    earliest = to;
    return { from, to, restored, reopened: index > 0 };
  });
}

/** A point before it is known how many steps the whole course has. */
type Step = Omit<CoursePoint, "level">;

function turns(stretches: readonly Stretch[]): Step[] {
  return stretches.flatMap(({ from, to, restored, reopened }): Step[] => [
    { at: from, is: reopened ? "reopening" : "start", impact: null },
    ...(restored ? [{ at: to, is: "restoration" as const, impact: null }] : []),
  ]);
}

function entryStep(
  entry: { at: Instant; range?: [string, string] | undefined; impact: Impact | null },
  span: Span,
): Step {
  const { at, impact } = entry;
  return { at, ...(entry.range ? { range: cutTo(entry.range, span) } : {}), is: "entry", impact };
}

/**
 * Every entry that helped is a step down towards the restoration, every one that hurt a step back up, at most to the top.
 * The restoration itself is never less than a step, and a reopening starts at the top again.
 */
function levelled(steps: Step[]): CoursePoint[] {
  let done = 0;
  let restored = false;
  const counted = steps
    .sort((a, b) => a.at - b.at)
    .map((step) => {
      if (step.is === "entry") done = Math.max(0, done + gain(step.impact));
      else {
        done = 0;
        restored = step.is === "restoration";
      }
      return { step, done, restored };
    });
  const most = greatest([0, ...counted.filter((one) => !one.restored).map((one) => one.done)]);
  const whole = Math.max(most + 1, most * 1.15);
  return counted.map(({ step, ...one }) => ({ ...step, level: one.restored ? 1 : one.done / whole }));
}

function gain(impact: Impact | null): number {
  if (impact === "positive") return 1;
  return impact === "negative" ? -1 : 0;
}

function momentsOf({ moments }: IncidentRecord, stretches: readonly Stretch[], span: Span): CourseMoment[] {
  const single = named.flatMap((name) => (moments[name] ? [momentOf(name, moments[name], span)] : []));
  const turned = stretches.flatMap(({ from, to, restored, reopened }): CourseMoment[] => [
    ...(reopened ? [{ name: "reopened" as const, at: from, approximate: false }] : []),
    ...(restored ? [restorationAt(to, moments.restored, span)] : []),
  ]);
  return [...single, ...turned].filter(({ at }) => at >= span.from && at <= span.to).sort((a, b) => a.at - b.at);
}

type RecordedMoment = NonNullable<IncidentRecord["moments"]["restored"]>;

function momentOf(name: CourseMoment["name"], moment: RecordedMoment, span: Span): CourseMoment {
  const { at, range, approximate = false } = moment;
  return { name, at: instantOf(at), ...(range ? { range: cutTo(range, span) } : {}), approximate };
}

/** The moment of the restoration says more than the end of its interval: whether it was a range, or about that time. */
function restorationAt(at: Instant, moment: RecordedMoment | null, span: Span): CourseMoment {
  if (moment && instantOf(moment.at) === at) return momentOf("restored", moment, span);
  return { name: "restored", at, approximate: false };
}

/** Phases of the response; analysis and readiness last for days, and come after it. */
function phasesOf({ phases }: IncidentRecord, span: Span): CoursePhase[] {
  return phases
    .filter(({ phase, state }) => phase !== "analysis" && phase !== "readiness" && state === "recorded")
    .map(({ phase, from, to }) => ({
      phase,
      from: Math.max(span.from, instantOf(from)),
      to: Math.min(span.to, to === undefined ? span.to : instantOf(to)),
    }))
    .filter(({ from, to }) => from < to);
}

/** People state minutes: what lies beside an end of the course, but in the same minute, counts as at that end. */
function settled(at: Instant, { from, to }: Span): Instant {
  if (at > to && inOneMinute(at, to)) return to;
  return at < from && inOneMinute(at, from) ? from : at;
}

function inOneMinute(one: Instant, other: Instant): boolean {
  return Math.floor(one / 60_000) === Math.floor(other / 60_000);
}

function cutTo([from, to]: readonly [string, string], span: Span): [Instant, Instant] {
  return [Math.max(span.from, instantOf(from)), Math.min(span.to, instantOf(to))];
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b), Infinity);
}

function greatest(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.max(a, b), -Infinity);
}
