/** The order that moments keep, and how a time stated to the minute is weighed against an exact one. */
import type { StatedTime } from "../timeline/command.ts";
import { type Instant, type MomentName, momentNames } from "./incident.ts";
import type { Claim } from "./intervals.ts";

/** The declaration is a fact, and stands outside of the order. */
export type OrderedMoment = Exclude<MomentName, "declared">;
export type Claims = Record<OrderedMoment, Claim | null>;

/** What each moment can't be before. */
const predecessors: Readonly<Record<OrderedMoment, readonly OrderedMoment[]>> = {
  started: [],
  detected: ["started"],
  acknowledged: ["started", "detected"],
  identified: ["started", "detected"],
  restored: ["started", "detected"],
  resolved: ["started", "detected", "restored"],
  reviewed: ["started", "detected", "restored"],
};

export const orderedMoments = momentNames.filter((name) => name !== "declared");

/** Every two moments of which the first can't be after the second. */
export const orderedPairs = orderedMoments.flatMap((later) =>
  predecessors[later].map((earlier) => [earlier, later] as const),
);

const minute = 60_000;

/**
 * The claim as it counts after a moment that it must follow: a time stated to the minute, in that very minute, is taken
 * for that moment, as people state minutes and machines seconds.
 */
export function following<C extends { at: Instant; time?: StatedTime | undefined }>(
  claim: C,
  earlier: Instant | null,
): C {
  const { at, time } = claim;
  if (earlier === null || at >= earlier || time?.precision !== "minute" || time.range) return claim;
  return Math.floor(at / minute) === Math.floor(earlier / minute) ? { ...claim, at: earlier } : claim;
}

/** The claim as it counts after all that it must follow. */
export function inSequence(name: OrderedMoment, claim: Claim, claims: Claims): Claim {
  return predecessors[name].reduce((one, earlier) => following(one, claims[earlier]?.at ?? null), claim);
}

/** The inferred claim, where it keeps the order with all that is known: what contradicts it is believed instead. */
export function fitting(name: OrderedMoment, claim: Claim | null, claims: Claims): Claim | null {
  if (!claim) return null;
  const placed = inSequence(name, claim, claims);
  const fits = orderedPairs.every(([earlier, later]) => {
    if (later === name) return (claims[earlier]?.at ?? placed.at) <= placed.at;
    const next = earlier === name ? claims[later] : null;
    return next === null || placed.at <= following(next, placed.at).at;
  });
  return fits ? placed : null;
}

/** Whether the order leads from one moment to the other by way of a third. */
export function leadsOver(between: OrderedMoment, earlier: OrderedMoment, later: OrderedMoment): boolean {
  return predecessors[later].includes(between) && predecessors[between].includes(earlier);
}
