/** An incident's deadlines: what is to be done by when, and whom it concerns. */
import type { Configuration } from "../config.ts";
import type { Incident, Instant } from "../incident/incident.ts";
import { acknowledgementDeadlines } from "./acknowledgement.ts";
import type { Deadline, Subject } from "./deadline.ts";
import { itemDeadlines } from "./items.ts";
import { isAskedFor, topicOf } from "./orders.ts";
import { reviewDeadlines } from "./review.ts";
import { updateDeadlines } from "./update.ts";

export interface Known {
  configuration: Configuration;
  /** Owners of services by CODEOWNERS, by the service's name. */
  owners: Readonly<Record<string, readonly string[]>>;
  now: Instant;
}

/**
 * Every stage of what is still to be done, by time; of endless series those up to the first after now. Whether it was sent,
 * snoozed or called off before is for `dueAt` to say. Days are the team's, by its business hours and zone.
 */
export function deadlinesOf(incident: Incident, { configuration, owners, now }: Known): Deadline[] {
  if (isQuiet(incident)) return [];
  const deadlines = [
    ...acknowledgementDeadlines(incident, configuration, owners),
    ...updateDeadlines(incident, configuration),
    ...reviewDeadlines(incident, configuration),
    ...itemDeadlines(incident, configuration, now),
  ];
  const wanted = wantedSubjects(incident, configuration);
  return deadlines.filter(({ subject }) => wanted(subject)).sort((a, b) => a.at - b.at);
}

/** What was taken back, taken in from old times, or is too small. Of a merged incident its own items still wait. */
function isQuiet({ state, declaredBy, severity: { final } }: Incident): boolean {
  return state === "withdrawn" || declaredBy === "import" || final === "sev4" || final === "sev5";
}

function wantedSubjects({ drill, reminderOrders }: Incident, { deadlines }: Configuration) {
  const off = new Set(deadlines.off);
  return (subject: Subject): boolean => {
    if (off.has(topicOf(subject))) return false;
    return !drill || deadlines.drills || isAskedFor(subject, reminderOrders);
  };
}
