/** What has happened to an incident, as those know who did it: written down by the players, never read from the App. */
import type { Instant, Severity } from "../../src/incident/incident.ts";
import type { Issue } from "../world/state.ts";
import type { Service } from "./cast.ts";

export type Topic = "acknowledgement" | "update" | "review" | "items" | "all" | `item ${number}`;

export interface Order {
  topic: Topic;
  at: Instant;
  until: Instant | "off" | "on";
}

/** An incident of the quarter. */
export interface Life {
  number: number;
  declarer: string;
  service: Service;
  /** Each from its time on; the first is the declaration's. */
  severities: { at: Instant; severity: Severity | null }[];
  acknowledged: { who: string; by: "command" | "word" } | null;
  /** Nobody had taken it up when it was restored: whether the last words count as that is not judged. */
  isLateTaken: boolean;
  updates: Instant[];
  /** When it was declared, and each reopening. */
  openings: Instant[];
  restored: Instant | null;
  commander: string | null;
  comms: string | null;
  drill: boolean;
  gone: "withdrawn" | "merged" | null;
  orders: Order[];
  plannedReview: { day: string; facilitator: string } | null;
}

export function newLife(number: number, declarer: string, service: Service, at: Instant): Life {
  return {
    number,
    declarer,
    service,
    severities: [],
    acknowledged: null,
    isLateTaken: false,
    updates: [],
    openings: [at],
    restored: null,
    commander: null,
    comms: null,
    drill: false,
    gone: null,
    orders: [],
    plannedReview: null,
  };
}

export const severityOf = ({ severities }: Life): Severity | null => severities.at(-1)?.severity ?? null;

/** Somebody other than who declared it has said something: they are at it. */
export function heard(life: Life, who: string): void {
  if (who !== life.declarer && life.restored === null) life.acknowledged ??= { who, by: "word" };
}

/** Somebody says that they take it up: the first to say so counts, before whoever was only heard. */
export function took(life: Life, who: string): void {
  if (life.acknowledged?.by !== "command") life.acknowledged = { who, by: "command" };
}

/** An action item as its issue says. */
export interface Pledge {
  number: number;
  madeAt: Instant;
  open: boolean;
  owners: string[];
  due: string | null;
}

export interface PlannedReview {
  number: number;
  open: boolean;
  facilitator: string | null;
}

const labelled = (issue: Issue, name: string): boolean => issue.labels.some((label) => label.name === name);

export function itemsOf(incident: Issue): Pledge[] {
  return incident.subIssues
    .filter((issue) => labelled(issue, "action-item"))
    .map((issue) => ({
      number: issue.number,
      madeAt: issue.createdAt,
      open: issue.state === "open",
      owners: issue.assignees.map(({ login }) => login),
      due: dueIn(issue.body),
    }));
}

export function reviewOf(incident: Issue): PlannedReview | null {
  const review = incident.subIssues.find((issue) => labelled(issue, "post-incident-review"));
  if (!review) return null;
  return {
    number: review.number,
    open: review.state === "open",
    facilitator: review.assignees[0]?.login ?? null,
  };
}

export function dueIn(body: string): string | null {
  return body.match(/^- \*\*Due\*\*: (\d{4}-\d\d-\d\d)$/m)?.[1] ?? null;
}
