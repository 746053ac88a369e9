/** Targets: what the team aims at, and whether it is met. */
import type { Target } from "../config.ts";
import type { IncidentRecord } from "../record/record.ts";
import type { Group, TargetResult } from "./metrics.ts";
import { ratio } from "./round.ts";

type AbsoluteTarget = Extract<Target, { withinMinutes: number }>;
type RelativeTarget = Extract<Target, { ratio: number }>;

/** The incidents that a target is about: of its severity, and restored in the window. */
export interface Aimed {
  restored: readonly IncidentRecord[];
  /** Their figures; null where there are none. */
  group: Group | null;
}

/** Whether the target is met; not known where there is nothing to go by. */
export function targetResult(target: Target, { restored, group }: Aimed): TargetResult {
  return "ratio" in target ? relativeResult(target, group) : absoluteResult(target, restored);
}

function absoluteResult(target: AbsoluteTarget, restored: readonly IncidentRecord[]): TargetResult {
  const verdicts = restored.flatMap((record) => keptBy(record, target) ?? []);
  const n = verdicts.length;
  const kept = verdicts.filter(Boolean).length;
  const { duration, severity, withinMinutes } = target;
  const share = target.share / 100;
  const aim = { duration, severity, withinMinutes, share };
  if (n === 0) return { ...aim, state: "not known", n };
  // In whole numbers: 90% of 10 is 9, whatever 0.9 is in binary.
  const state = kept * 100 >= target.share * n ? "met" : "missed";
  return { ...aim, state, n, kept, reached: ratio(kept / n) };
}

/** Whether the incident kept within the limit; null where that is not known, or doesn't apply. */
function keptBy(record: IncidentRecord, { duration, withinMinutes }: AbsoluteTarget): boolean | null {
  const limit = withinMinutes * 60;
  const { state, seconds } = record.durations[duration];
  if (seconds !== undefined) return seconds <= limit;
  const isUnacknowledged = duration === "timeToAcknowledge" && record.moments.acknowledged === null;
  return isUnacknowledged && state === "not recorded" ? isRestoredWithin(record, limit) : null;
}

/** Nobody had to acknowledge what was restored within the limit; else a missing acknowledgement is a miss. */
function isRestoredWithin({ moments: { detected, restored } }: IncidentRecord, limit: number): boolean {
  if (!detected || !restored) return false;
  const took = (Date.parse(restored.at) - Date.parse(detected.at)) / 1000;
  return took >= 0 && took <= limit;
}

function relativeResult({ duration, severity, ratio: aimed }: RelativeTarget, group: Group | null): TargetResult {
  const figures = group?.durations[duration];
  const aim = { duration, severity, ratio: aimed, n: figures?.n ?? 0 };
  if (!figures?.change) return { ...aim, state: "not known" };
  const { ratio: reached, interval } = figures.change;
  return { ...aim, state: reached <= aimed ? "met" : "missed", certain: interval[1] < 1, reached };
}
