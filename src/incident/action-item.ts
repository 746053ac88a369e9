/** What an action item is: a promise with an owner, a priority and a due date, kept as a sub-issue. */
import type { Instant } from "./incident.ts";

export const priorities = ["urgent", "high", "medium", "low"] as const;
export type Priority = (typeof priorities)[number];
/** Which of the questions an action item serves. */
export type Question = "know sooner" | "recover sooner" | "other";

/** A calendar day in the team's zone: `2026-12-01`. */
export type Day = string;

export interface ActionItem {
  number: number;
  title: string;
  url: string;
  state: "open" | "done" | "declined";
  owners: string[];
  priority: Priority | null;
  question: Question | null;
  createdAt: Instant;
  firstDue: Day | null;
  due: Day | null;
  closedAt?: Instant;
  /** Why it was declined, in the words of whoever closed it. */
  reason?: string;
  /** How it is known to work, in the words of whoever said it is done. */
  evidence?: string;
  /** Pull requests that close it. */
  pullRequests?: LinkedPullRequest[];
}

export interface LinkedPullRequest {
  number: number;
  url: string;
  state: "open" | "merged" | "closed";
}
