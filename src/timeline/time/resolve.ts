/** A phrase and what is known around it → the stated time, or why it can't be one. */
import { Temporal } from "temporal-polyfill";
import type { Instant } from "../../incident/incident.ts";
import type { StatedTime } from "../command.ts";
import type { TimeContext } from "./context.ts";
import { hasDay, lend } from "./lend.ts";
import type { Length } from "./length.ts";
import type { Lengths, Phrase } from "./phrase.ts";
import type { Point } from "./point.ts";
import { type Bounds, type Settled, settle, type Unsettled } from "./settle.ts";

/** A stated time but for its words, and the readings that were taken on the way. */
export interface Resolved extends Pick<StatedTime, "at" | "range" | "approximate" | "precision"> {
  taken: readonly Settled[];
}
type Ends = readonly [Settled, Settled];
export type Unresolved = Unsettled | { why: "backwards" };

/** A time stated as past may lie this much after the last edit, and is cut to it: clocks differ. */
const tolerance = 5 * 60_000;
const always = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };

/** A phrase that may name an instant. */
export type Timely = Exclude<Phrase, { kind: "day" | "blank" | "length" | "torn" }>;

/** The instants that a phrase means. */
export function resolve(phrase: Timely, context: TimeContext): Resolved | Unresolved {
  switch (phrase.kind) {
    case "instant":
      return within(point(phrase.at, "second"), context);
    case "now":
      return { ...point(context.written, "second"), approximate: phrase.approximate };
    case "away":
      return away(phrase, context);
    case "point":
      return single(phrase.point, context);
    case "range":
      return range(...lend(phrase.from, phrase.to), context);
    case "lasting":
      return lasting(phrase, context);
  }
}

function point(at: Instant, precision: StatedTime["precision"]): Resolved {
  return { at, approximate: false, precision, taken: [] };
}

/** Instants that need no reading are still not to lie in the future. */
function within(resolved: Resolved, context: TimeContext): Resolved | Unresolved {
  const { until } = boundsOf(context);
  if (resolved.at > until) return { why: "future", at: resolved.at, zone: context.zone };
  return { ...resolved, at: cut(resolved.at, context) };
}

function single(stated: Point, context: TimeContext): Resolved | Unresolved {
  const settled = settle(stated, boundsOf(context), context);
  if ("why" in settled) return settled;
  const at = cut(settled.at, context);
  return { at, approximate: stated.approximate, precision: precisionOf(stated), taken: [settled] };
}

function away({ direction, lengths }: Extract<Phrase, { kind: "away" }>, context: TimeContext): Resolved {
  const sign = direction === "before" ? -1 : 1;
  const ends = lengths.map((length) => shifted(context.written, length, sign, context.zone));
  const resolved = between(Math.min(...ends), Math.max(...ends));
  return { ...resolved, approximate: true, precision: "minute", taken: [] };
}

/** `for 10-15 minutes, ending …`: the longest it can have been. */
function lasting(phrase: Extract<Phrase, { kind: "lasting" }>, context: TimeContext): Resolved | Unresolved {
  const edge = single(phrase.point, context);
  if ("why" in edge) return edge;
  const [, longest] = phrase.lengths;
  const sign = phrase.edge === "end" ? -1 : 1;
  const other = shifted(edge.at, longest, sign, context.zone);
  if (other > boundsOf(context).until) return { why: "future", at: other, zone: context.zone };
  const approximate = edge.approximate || isVague(phrase.lengths);
  return { ...edge, ...between(Math.min(edge.at, other), cut(Math.max(edge.at, other), context)), approximate };
}

function isVague([shortest, longest]: Lengths): boolean {
  return shortest !== longest;
}

function range(from: Point, to: Point, context: TimeContext): Resolved | Unresolved {
  const ends = endsOf(from, to, context);
  if ("why" in ends) return ends;
  const [first, second] = ends;
  if (first.at > second.at) return { why: "backwards" };
  if (second.at > boundsOf(context).until) return { why: "future", at: second.at, zone: second.zone.zone };
  const precise = precisionOf(from) === "second" && precisionOf(to) === "second";
  const cutEnds = between(cut(first.at, context), cut(second.at, context));
  return {
    ...cutEnds,
    approximate: from.approximate || to.approximate,
    precision: precise ? "second" : "minute",
    taken: ends,
  };
}

/** The end that says its day leads; without any, the last end that has come, or the first that is to come. */
function endsOf(from: Point, to: Point, context: TimeContext): Ends | Unsettled {
  if (to.now) return endingNow(from, context);
  const fromLeads = !hasDay(to) && (hasDay(from) || context.tense === "future");
  return fromLeads ? fromFirst(from, to, context) : toFirst(from, to, context);
}

function endingNow(from: Point, context: TimeContext): Ends | Unsettled {
  const first = settle(from, { ...boundsOf(context), asks: "no" }, context);
  return "why" in first ? first : [first, { ...first, at: context.written }];
}

function fromFirst(from: Point, to: Point, context: TimeContext): Ends | Unsettled {
  const first = settle(from, boundsOf(context), context);
  if ("why" in first) return first;
  const after: Bounds = { ...always, near: first.at, from: first.at, asks: "no" };
  const second = settle(sameZone(to, from, first), after, context);
  return "why" in second ? second : [first, second];
}

/** An end with a day of its own is checked for order; one without comes before the other. */
function toFirst(from: Point, to: Point, context: TimeContext): Ends | Unsettled {
  const second = settle(to, boundsOf(context), context);
  if ("why" in second) return second.why === "in doubt" ? withLength(second, from, context) : second;
  const before = boundsBefore(second.at);
  const first = settle(sameZone(from, to, second), hasDay(from) ? { ...before, until: always.until } : before, context);
  return "why" in first ? first : [first, second];
}

function withLength(doubt: Extract<Unsettled, { why: "in doubt" }>, from: Point, context: TimeContext): Unsettled {
  const first = settle(from, boundsBefore(doubt.at), context);
  return "why" in first ? first : { ...doubt, lasted: doubt.at - first.at };
}

function boundsBefore(at: Instant): Bounds {
  return { ...always, near: at, until: at, asks: "no" };
}

/** A zone that was lent means what it was found to mean at the other end. */
function sameZone(point: Point, other: Point, settled: Settled): Point {
  if (point.zone !== other.zone || point.zone === null || point.zone === "local") return point;
  return { ...point, zone: { ...point.zone, readings: [settled.zone] } };
}

function boundsOf({ written, edited, tense }: TimeContext): Bounds {
  if (tense === "future") return { ...always, near: written, from: written, asks: "no" };
  return { ...always, near: written, until: (edited ?? written) + tolerance, asks: "yes" };
}

function cut(at: Instant, { written, edited, tense }: TimeContext): Instant {
  return tense === "future" ? at : Math.min(at, edited ?? written);
}

/** Both ends and their middle; one instant where they are the same. */
function between(from: Instant, to: Instant): Pick<StatedTime, "at" | "range"> {
  return from === to ? { at: from } : { at: Math.round((from + to) / 2), range: [from, to] };
}

function shifted(at: Instant, { months, days, ms }: Length, sign: number, zone: string): Instant {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return local.add({ months: sign * months, days: sign * days }).epochMilliseconds + sign * ms;
}

function precisionOf({ clock, now }: Point): StatedTime["precision"] {
  return now || (clock && clock.second !== null) ? "second" : "minute";
}
