/** The moments of an incident: what people stated, and what follows from the rest where it contradicts nothing stated. */
import type { IncidentEvent } from "../timeline/event.ts";
import { inferredAcknowledgement, statedAcknowledgement } from "./acknowledgement.ts";
import type { Declaration } from "./declaration.ts";
import type { Contradiction, Instant, Interval, Moment, Moments } from "./incident.ts";
import { type Claim, endOf, lastOf, type Stretches, statedBy } from "./intervals.ts";
import {
  type Claims,
  fitting,
  following,
  inSequence,
  leadsOver,
  type OrderedMoment,
  orderedMoments,
  orderedPairs,
} from "./order.ts";
import type { Review } from "./review.ts";
import { type Statement, stating } from "./statements.ts";
import type { Entry } from "./timeline.ts";

export interface MomentsInput {
  events: readonly IncidentEvent[];
  statements: readonly Statement[];
  entries: readonly Entry[];
  declaration: Declaration;
  declaredUrl: string;
  stretches: Stretches["stretches"];
  review: Review | null;
}

export interface Times {
  moments: Moments;
  intervals: Interval[];
  contradictions: Contradiction[];
  /** Whether the service is back, also where it is not known since when. */
  recovered: boolean;
}

/** Moments, intervals, and which statements contradict each other. */
export function timesOf(input: MomentsInput): Times {
  const { declaration, declaredUrl: url, stretches } = input;
  const { at, who } = declaration;
  const intervals = new Intervals(input);
  const claims = claimsOf(input, intervals);
  const declared: Moment = { at, by: "inferred", from: "declaration", url, ...(who ? { who } : {}) };
  const moments: Moments = {
    started: show(claims.started),
    detected: show(claims.detected),
    declared,
    acknowledged: show(claims.acknowledged),
    identified: show(claims.identified),
    restored: show(claims.restored),
    resolved: show(claims.resolved),
    reviewed: show(claims.reviewed),
  };
  return {
    moments,
    intervals: intervals.shown(claims),
    contradictions: [
      ...contradictionsIn(claims),
      ...contradiction("started", intervals.lastStart, "restored", claims.restored),
      ...lateDetection(claims.detected, at),
    ],
    recovered: claims.restored !== null || lastOf(stretches).resolved !== null,
  };
}

/** The intervals with their ends, and which of them an instant belongs to. */
class Intervals {
  readonly #stretches: MomentsInput["stretches"];
  readonly #ends: readonly (Claim | null)[];
  /** For each interval the last word about its start. */
  readonly #starts: readonly (Claim | undefined)[];

  constructor({ statements, stretches }: MomentsInput) {
    this.#stretches = stretches;
    this.#ends = stretches.map(endOf);
    const starts: (Claim | undefined)[] = stretches.map(() => undefined);
    for (const claim of stating(statements, "started").map(statedBy)) starts[this.at(claim.at)] = claim;
    this.#starts = starts;
  }

  /** The index of the interval that contains the instant, or that it begins or ends. */
  at(instant: Instant): number {
    const index = this.#ends.findIndex((end) => end === null || instant <= end.at);
    return index < 0 ? this.#ends.length - 1 : index;
  }

  /** Whether the instant lies within an interval, rather than before, after or between them. */
  contain(instant: Instant): boolean {
    const index = this.at(instant);
    const from = this.#starts[index]?.at ?? this.#stretches[index]?.reopened ?? null;
    const end = this.#ends[index] ?? null;
    return (from === null || from <= instant) && (end === null || instant < end.at);
  }

  get firstStart(): Claim | null {
    return this.#starts[0] ?? null;
  }

  /** The start of the last interval, where it is not the first. */
  get lastStart(): Claim | null {
    return this.#starts.slice(1).at(-1) ?? null;
  }

  get lastEnd(): Claim | null {
    return this.#ends.at(-1) ?? null;
  }

  /** Impact from each start to each restoration; a reopened interval begins where somebody said, else at its reopening. */
  shown({ started, restored }: Claims): Interval[] {
    return this.#stretches.map(({ reopened }, index) => {
      const start = this.#starts[index] ?? (index === 0 ? started : null);
      const isLast = index === this.#stretches.length - 1;
      const end = isLast ? restored : (this.#ends[index] ?? null);
      const to = end && following(end, start?.at ?? null).at;
      return { from: start?.at ?? reopened, ...(to === null ? {} : { to }) };
    });
  }
}

/** Each moment's claim in the order of the document: a later inference gives way to all before it. */
function claimsOf(input: MomentsInput, intervals: Intervals): Claims {
  const { statements, stretches, review } = input;
  const end = intervals.lastEnd;
  const last = lastOf(stretches);
  const since = last.reopened ?? Number.NEGATIVE_INFINITY;
  const reviews = stating(statements, "reviewed").map(statedBy);
  const claims: Claims = {
    started: intervals.firstStart,
    detected: firstStated(statements, "detected", intervals),
    acknowledged: statedAcknowledgement(statements, (at) => intervals.at(at)),
    identified: firstStated(statements, "identified", intervals),
    restored: end?.by === "stated" ? end : null,
    resolved: last.resolved,
    reviewed: reviews.findLast(({ at }) => at >= since) ?? null,
  };
  claims.restored ??= fitting("restored", end, claims);
  claims.detected = detection(input, claims, intervals);
  claims.started ??= fitting("started", alertedStart(input, claims.detected), claims);
  claims.acknowledged = acknowledgement(input, claims, intervals);
  claims.resolved ??= fitting("resolved", claims.restored && last.closed, claims);
  claims.reviewed ??= fitting("reviewed", reviewHeld(review), claims);
  for (const name of orderedMoments) claims[name] &&= inSequence(name, claims[name], claims);
  return claims;
}

/** The last word about the moment in the first interval that has one. */
function firstStated(
  statements: readonly Statement[],
  verb: "detected" | "identified",
  intervals: Intervals,
): Claim | null {
  const claims = stating(statements, verb).map((statement) => {
    const claim = statedBy(statement);
    return { claim, interval: intervals.at(claim.at) };
  });
  const first = claims.reduce((least, { interval }) => Math.min(least, interval), Number.POSITIVE_INFINITY);
  return claims.findLast(({ interval }) => interval === first)?.claim ?? null;
}

/**
 * Of the arrivals of alerts and the declaration the first that lies within an interval: it stands in for the detection of
 * that interval. What arrives after the declaration was known before.
 */
function detection(input: MomentsInput, claims: Claims, intervals: Intervals): Claim | null {
  const { detected: stated } = claims;
  const declaration = declared(input);
  const alerted = arrivals(input.events).filter(({ at }) => at <= declaration.at);
  for (const claim of [...alerted.sort((a, b) => a.at - b.at), declaration]) {
    if (stated && intervals.at(stated.at) <= intervals.at(claim.at)) return stated;
    const detected = intervals.contain(claim.at) ? fitting("detected", claim, { ...claims, detected: null }) : null;
    if (detected) return detected;
  }
  return stated;
}

function declared({ declaration, declaredUrl: url }: MomentsInput): Claim {
  const { at, who, order } = declaration;
  return { at, by: "inferred", from: "declaration", who: who ?? "", url, order, written: at };
}

function arrivals(events: readonly IncidentEvent[]): Claim[] {
  return events.flatMap((event, order): Claim[] => {
    if (event.kind !== "alert fired") return [];
    const { at, url } = event;
    return [{ at, by: "inferred", from: "alert", who: "", url, order, written: at }];
  });
}

/** The earliest start that an alert names, of those that began no later than the detection. */
function alertedStart({ events }: MomentsInput, detected: Claim | null): Claim | null {
  let first: Claim | null = null;
  events.forEach((event, order) => {
    if (event.kind !== "alert fired" || event.startedAt === null) return;
    const { startedAt: at, at: written, url } = event;
    if (!detected || at > detected.at || (first && at >= first.at)) return;
    first = { at, by: "inferred", from: "alert", who: "", url, order, written };
  });
  return first;
}

/** Of the first interval that has one: by word, else by deed, which takes a detection to go by. */
function acknowledgement(input: MomentsInput, claims: Claims, intervals: Intervals): Claim | null {
  const { acknowledged: stated, restored } = claims;
  const detected = claims.detected && inSequence("detected", claims.detected, claims);
  if (!detected || (stated && intervals.at(stated.at) === 0)) return stated;
  const from = Math.max(detected.at, claims.started?.at ?? detected.at);
  const until = restored?.at ?? Number.POSITIVE_INFINITY;
  const inferred = inferredAcknowledgement({ ...input, from, until });
  if (!stated || !inferred) return stated ?? inferred;
  return intervals.at(inferred.at) < intervals.at(stated.at) ? inferred : stated;
}

/** The closing of the review as completed. */
function reviewHeld(review: Review | null): Claim | null {
  if (review?.state !== "held" || review.closedAt === undefined) return null;
  const { closedAt: at, url } = review;
  return { at, by: "inferred", from: "review", who: "", url, order: -1, written: at };
}

function show(claim: Claim | null): Moment | null {
  if (!claim) return null;
  const { at, time, by, from, who, url } = claim;
  return {
    at,
    ...(time?.range ? { range: time.range } : {}),
    ...(time?.approximate ? { approximate: true } : {}),
    by,
    from,
    ...(who ? { who } : {}),
    url,
  };
}

/** Statements that can't both be true. What follows from two others is not said again. */
function contradictionsIn(claims: Claims): Contradiction[] {
  const stated = orderedMoments.filter((name) => claims[name]?.by === "stated");
  return orderedPairs.flatMap(([earlier, later]) => {
    if (stated.some((between) => leadsOver(between, earlier, later))) return [];
    return contradiction(earlier, claims[earlier], later, claims[later]);
  });
}

function contradiction(
  earlier: OrderedMoment,
  first: Claim | null,
  later: OrderedMoment,
  second: Claim | null,
): Contradiction[] {
  if (first?.by !== "stated" || second?.by !== "stated" || first.at <= second.at) return [];
  return [{ earlier, later, url: (first.order > second.order ? first : second).url }];
}

/** The declaration stands outside of the order, but the time to declare can't be told from a detection after it. */
function lateDetection(detected: Claim | null, declaredAt: Instant): Contradiction[] {
  if (detected?.by !== "stated" || detected.at <= declaredAt) return [];
  return [{ earlier: "detected", later: "declared", url: detected.url }];
}
