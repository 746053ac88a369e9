/** What a post-incident review is: a sub-issue with a due date, a facilitator, and the words people write into it. */
import type { Day } from "./action-item.ts";
import type { Effect, Instant } from "./incident.ts";

export interface Review {
  number: number;
  url: string;
  due: Day | null;
  facilitator: string | null;
  state: "planned" | "held" | "not held";
  closedAt?: Instant;
  /** Why it was not held. */
  reason?: string;
  written: WrittenReview;
}

/** What was planned with `/review`: when it is, and who leads it. */
export interface ReviewPlan {
  at?: Instant;
  facilitator?: string;
}

/** The plan in a word, which tells it from any other. */
export function planName({ at, facilitator }: ReviewPlan): string {
  return `${at ?? ""}:${facilitator ?? ""}`;
}

/** What people wrote under the review's headings. */
export interface WrittenReview {
  learnings: string[];
  factors: { text: string; effect: Effect | null }[];
  wentWell: string[];
  parked: string[];
  /** Lines under "Action items", in the grammar of `/action`. */
  actionItems: string[];
  publicSummary: string;
}
