/** Whose turn it is on a rotation. */
import type { Rotation } from "../config.ts";
import type { Instant } from "../incident/incident.ts";
import { daysSince } from "./business.ts";
import { type DayNumber, dayNumber } from "./day.ts";
import { instantOf, timeOfDay, wallAt } from "./zone.ts";

/**
 * Whose turn it is: of overrides that overlap, the last one listed counts. Times are the rotation's zone's, else the given
 * one's. Before the first turn it is the first person's.
 */
export function onCall(rotation: Rotation, zone: string, at: Instant): string {
  const own = { ...rotation, zone: rotation.zone ?? zone };
  return standIn(own, at) ?? inTurn(own, at);
}

type Zoned = Rotation & { zone: string };

function standIn({ overrides, zone }: Zoned, at: Instant): string | undefined {
  return overrides.findLast(({ from, until }) => wallTime(from, zone) <= at && at < wallTime(until, zone))?.who;
}

/** When the zone's clock shows `2026-12-24 09:00`. What is no time never comes. */
function wallTime(text: string, zone: string): Instant {
  const [day = "", time = ""] = text.split(/[ T]/, 2);
  const number = dayNumber(day);
  return Number.isNaN(number) ? Number.NaN : instantOf(number, timeOfDay(time), zone);
}

function inTurn({ people, since, handOver, zone }: Zoned, at: Instant): string {
  const { day: weekday, time, every } = handOver;
  const first = dayNumber(since);
  const start = weekday ? first - daysSince(weekday, first) : first;
  const length = weekday ? every * 7 : every;
  const turns = Math.max(0, Math.floor((dutyDay(at, time, zone) - start) / length)) || 0;
  return people[turns % people.length] ?? "";
}

/** The day whose hand-over was the last: until today's it is yesterday's. An hour that comes twice hands over once. */
function dutyDay(at: Instant, time: string, zone: string): DayNumber {
  const { day } = wallAt(at, zone);
  return at < instantOf(day, timeOfDay(time), zone) ? day - 1 : day;
}
