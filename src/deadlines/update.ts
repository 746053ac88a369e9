/** Until when the next status update of an open incident is to be written. */
import type { Configuration } from "../config.ts";
import type { Incident } from "../incident/incident.ts";
import type { Deadline } from "./deadline.ts";
import { groupOf, holderOf, leadsOf } from "./responsible.ts";
import { allowed, responseSince } from "./since.ts";

/** One for each silence, which is named after the second in which it began. */
export function updateDeadlines(incident: Incident, configuration: Configuration): Deadline[] {
  if (incident.state !== "open") return [];
  const wait = allowed(incident, configuration.deadlines.updateMinutes);
  const base = responseSince(incident);
  if (wait === null || base === null) return [];
  const last = incident.updates.length > 0 ? Math.max(...incident.updates.map(({ at }) => at)) : null;
  const since = Math.max(base, last ?? base);
  return [
    {
      subject: "update",
      stage: String(Math.floor(since / 1000)),
      at: since + wait,
      to: [...holderOf("comms", incident), ...leadsOf(incident, configuration), ...groupOf(incident.declarer)],
      reminder: { about: "update", since, last },
    },
  ];
}
