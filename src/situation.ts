/** Everything that one pass knows: what GitHub shows, what it means, and what the team has configured. Plain values. */
import type { Arrival } from "./alerts/alert.ts";
import type { KeptRecord } from "./alerts/record.ts";
import type { Configuration } from "./config.ts";
import type { ConfigurationProblem } from "./config-problem.ts";
import type { DueReminder } from "./deadlines/deadline.ts";
import type { FieldsReading } from "./fields/fields.ts";
import type { BoardReading } from "./github/board.ts";
import type { ObservedComment, ObservedIssue } from "./github/observed.ts";
import type { Folded } from "./incident/fold.ts";
import type { Instant } from "./incident/incident.ts";
import { readMarker } from "./marker.ts";
import { type Memory, nothingRemembered, readMemory } from "./memory.ts";
import type { IncidentEvent } from "./timeline/event.ts";
import type { Templates } from "./words/templates.ts";

export interface Situation {
  issue: ObservedIssue;
  /** The App's login. */
  self: string;
  events: readonly IncidentEvent[];
  folded: Folded;
  memory: Memory;
  /** The alerts of this issue as they are to be remembered: those on the issue, and those that have just arrived. */
  alerts: readonly KeptRecord[];
  /** Alerts that have just arrived, and turned out to be none of this issue's. */
  strays: readonly Arrival[];
  /** Reminders that are due now. */
  reminders: readonly DueReminder[];
  /** When the next deadline is, as far as is known; null where there is none. */
  nextDeadline: Instant | null;
  /** The project board; null where none is configured, or where this program has nothing to do with it. */
  board: BoardReading | null;
  /** The organisation's issue fields; null where there are none, or nothing that they could say. */
  fields: FieldsReading | null;
  /** The type that the organisation has for incidents, and the one that the issue has; null where that is not to be looked at. */
  issueType: { wanted: string; has: string | null } | null;
  /** People who were asked to lead the review, and whom GitHub can't assign here. */
  unassignable: readonly string[];
  configuration: Configuration;
  /** What is wrong with the configuration and the overridden templates. */
  problems: readonly ConfigurationProblem[];
  templates: Templates;
  now: Instant;
}

/** A comment of the App's, by its marker's key. */
export interface OwnComment {
  key: string;
  value: unknown;
  comment: ObservedComment;
}

/** The App's own comments on the issue, oldest first: by author *and* marker, as anybody can paste a marker. */
export function ownComments(issue: ObservedIssue, self: string): OwnComment[] {
  return issue.items.flatMap((item) => {
    if (item.type !== "comment" || item.actor.kind !== "bot" || item.actor.login !== self) return [];
    const marker = readMarker(item.body);
    return marker ? [{ ...marker, comment: item }] : [];
  });
}

/** What the App remembers on the issue, hidden in its card. */
export function memoryOn(issue: ObservedIssue, self: string): Memory {
  const card = ownComments(issue, self).find(({ key }) => key === "card");
  return card ? readMemory(card.value) : nothingRemembered;
}
