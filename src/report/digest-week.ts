/** The week that a digest tells of: the seven days up to the configured day and time, in the team's zone. */
import type { Configuration } from "../config.ts";
import { daysSince } from "../deadlines/business.ts";
import { type DayNumber, dayText } from "../deadlines/day.ts";
import { instantOf, timeOfDay, wallAt } from "../deadlines/zone.ts";
import type { Day } from "../incident/action-item.ts";
import type { Instant } from "../incident/incident.ts";

export interface Week {
  /** The day on which it ends, which names it. */
  day: Day;
  from: Instant;
  /** Its end, no longer of it. */
  until: Instant;
}

/** The last week that is over at `now`. Where daylight saving skips the configured time, it ends as much later. */
export function weekBefore(now: Instant, { zone, digest }: Pick<Configuration, "zone" | "digest">): Week {
  const endsOn = (day: DayNumber) => instantOf(day, timeOfDay(digest.time), zone);
  const today = wallAt(now, zone).day;
  const last = today - daysSince(digest.day, today);
  const day = endsOn(last) <= now ? last : last - 7;
  return { day: dayText(day), from: endsOn(day - 7), until: endsOn(day) };
}
