/** Whether an incident is still of the day: what surrounds it is looked up then, and not for those of old times. */
import type { Incident, Instant, Milliseconds } from "./incident.ts";

const day: Milliseconds = 24 * 60 * 60_000;

/** Whether it goes on, or was declared within the last day; not where it was withdrawn or merged. */
export function isUnderway({ state, moments: { declared } }: Incident, now: Instant): boolean {
  return state === "open" || (state === "recovered" && declared !== null && now - declared.at <= day);
}
