/** When somebody is reminded of a review that was not held by its due day. */
import type { Configuration } from "../config.ts";
import type { Incident } from "../incident/incident.ts";
import { businessTime } from "./business.ts";
import { dayNumber } from "./day.ts";
import type { Deadline } from "./deadline.ts";
import { groupOf, leadsOf } from "./responsible.ts";

/** The due day lasts to its end in the team's zone; the reminder comes at the next opening. */
export function reviewDeadlines(incident: Incident, configuration: Configuration): Deadline[] {
  const { review, state } = incident;
  if (state !== "recovered" || review?.state !== "planned" || review.due === null) return [];
  const { number, due, facilitator } = review;
  const day = dayNumber(due);
  if (Number.isNaN(day)) return [];
  return [
    {
      subject: "review",
      stage: `overdue ${due}`,
      at: businessTime(configuration).opening(day + 1),
      to: [...groupOf(facilitator), ...leadsOf(incident, configuration)],
      reminder: { about: "review", review: number, due },
    },
  ];
}
