/** What the ends of a range lend each other: the zone and the half of the day that were said only once. */
import type { Clock, Half } from "./clock.ts";
import type { Point } from "./point.ts";

/** Both ends, complete: `7–9 p.m. ET` becomes `7 p.m. ET` and `9 p.m. ET`. */
export function lend(from: Point, to: Point): [Point, Point] {
  const zone = { from: from.zone ?? to.zone, to: to.zone ?? from.zone };
  const part = { from: from.part ?? to.part, to: to.part ?? from.part };
  const oneDay = !(hasDay(from) && hasDay(to));
  const first = oneDay ? halved(from.clock, to.clock, "before") : from.clock;
  const second = oneDay ? halved(to.clock, from.clock, "after") : to.clock;
  return [
    { ...from, zone: zone.from, part: part.from, clock: first },
    { ...to, zone: zone.to, part: part.to, clock: second },
  ];
}

/** Whether a point says on which day it is. */
export function hasDay({ day, weekday }: Point): boolean {
  return day !== null || weekday !== null;
}

/** A clock with the half of the other end, or the opposite one where that order needs it: `11:30–12:15 pm`. */
function halved(clock: Clock | null, other: Clock | null, side: "before" | "after"): Clock | null {
  if (!clock || !other?.half || clock.half || clock.hour > 12 || clock.hour < 1 || clock.plainly24) return clock;
  const ahead = side === "before" ? minutes(other) - minutes(clock) : minutes(clock) - minutes(other);
  return { ...clock, half: ahead >= 0 ? other.half : opposite(other.half) };
}

/** Minutes since noon or midnight. */
function minutes({ hour, minute }: Clock): number {
  return (hour % 12) * 60 + minute;
}

function opposite(half: Half): Half {
  return half === "am" ? "pm" : "am";
}
