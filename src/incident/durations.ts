/**
 * Durations between moments. The formulas are those of this product's domain: other tools give the same names to other
 * spans, so the formula stands under every table.
 */
import type { Duration, DurationName, Incident, Instant, Interval, Moment, MomentName, Moments } from "./incident.ts";

const spans = {
  timeToDetect: ["started", "detected"],
  timeToDeclare: ["detected", "declared"],
  timeToAcknowledge: ["detected", "acknowledged"],
  timeToRecover: ["detected", "restored"],
} as const;

/** All durations: recorded in milliseconds, not recorded, not applicable, or inconsistent. None is ever 0 for want of a moment. */
export function durationsOf(
  moments: Moments,
  intervals: readonly Interval[],
  incident: Pick<Incident, "nearMiss" | "severity">,
): Record<DurationName, Duration> {
  const none = incident.nearMiss || incident.severity.final === "sev5";
  const unlessNone = (duration: Duration): Duration => (none ? { state: "not applicable" } : duration);
  return {
    timeToDetect: unlessNone(span(moments, ...spans.timeToDetect)),
    timeToDeclare: span(moments, ...spans.timeToDeclare),
    timeToAcknowledge: span(moments, ...spans.timeToAcknowledge),
    timeToRecover: unlessNone(span(moments, ...spans.timeToRecover)),
    firstRecovery: unlessNone(firstRecovery(moments.detected, intervals)),
    impact: unlessNone(impact(intervals)),
  };
}

function span(moments: Moments, start: MomentName, end: MomentName): Duration {
  const from = moments[start];
  const to = moments[end];
  if (!from) return { state: "not recorded", missing: start };
  if (!to) return { state: "not recorded", missing: end };
  return between(from.at, to.at, start, end);
}

function between(from: Instant, to: Instant, start: MomentName, end: MomentName): Duration {
  return to < from ? { state: "inconsistent", start, end } : { state: "recorded", ms: to - from };
}

/** Where the first interval was over before anybody knew, its detection is not known. */
function firstRecovery(detected: Moment | null, [first, ...others]: readonly Interval[]): Duration {
  if (!detected) return { state: "not recorded", missing: "detected" };
  if (first?.to === undefined) return { state: "not recorded", missing: "restored" };
  if (first.to < detected.at && others.length > 0) return { state: "not recorded", missing: "detected" };
  return between(detected.at, first.to, "detected", "restored");
}

/** The sum of all intervals. */
function impact(intervals: readonly Interval[]): Duration {
  let ms = 0;
  for (const { from, to } of intervals) {
    if (from === null) return { state: "not recorded", missing: "started" };
    if (to === undefined) return { state: "not recorded", missing: "restored" };
    if (to < from) return { state: "inconsistent", start: "started", end: "restored" };
    ms += to - from;
  }
  return { state: "recorded", ms };
}
