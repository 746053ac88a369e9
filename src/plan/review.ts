/** A review that is planned, or planned anew, once it is open: its facilitator, and one comment that says so. */
import { type Child, childrenOf } from "../children.ts";
import type { Incident } from "../incident/incident.ts";
import { planName, type ReviewPlan } from "../incident/review.ts";
import { writeMarker } from "../marker.ts";
import type { Situation } from "../situation.ts";
import { reviewPlannedText } from "../words/replies.ts";
import { dueOfReview } from "../words/review.ts";
import type { Change } from "./change.ts";
import { type Asking, isSaidOn } from "./questions.ts";

type Known = Pick<Situation, "memory" | "unassignable" | "configuration">;

/** The incident with its review as it is planned now, whatever was told when it was opened. */
export function asPlanned(incident: Incident, known: Known): Incident {
  const { review } = incident;
  if (!review) return incident;
  const facilitator = newFacilitator(incident, known) ?? review.facilitator;
  return { ...incident, review: { ...review, facilitator, due: dueOfReview(incident, known.configuration) } };
}

/** Whom a plan names that has not been carried out yet: this very pass hands the review over. */
function newFacilitator({ review, reviewPlan }: Incident, { memory, unassignable }: Known): string | null {
  if (!reviewPlan?.facilitator || review?.state !== "planned") return null;
  const isOld = memory.asked.includes(planKey(review.number, reviewPlan));
  return isOld || unassignable.includes(reviewPlan.facilitator) ? null : reviewPlan.facilitator;
}

/** By what it is remembered that the plan was carried out. */
function planKey(review: number, plan: ReviewPlan): string {
  return `plan:${review}:${planName(plan)}`;
}

/** What people planned since the review was opened, once for each plan: whoever changes it by hand afterwards means it. */
export function planReview(situation: Situation, incident: Incident): Asking {
  const { issue, self, memory } = situation;
  const { reviewPlan, review } = incident;
  const child = childrenOf(issue, self, memory).kept.find(({ kind }) => kind === "review");
  if (!child || !reviewPlan || review?.state !== "planned") return { changes: [], asked: [] };
  const key = planKey(review.number, reviewPlan);
  if (memory.asked.includes(key)) return { changes: [], asked: [] };
  return { changes: carriedOut(situation, incident, child, { ...reviewPlan, key }), asked: [key] };
}

function carriedOut(
  situation: Situation,
  incident: Incident,
  child: Child,
  plan: ReviewPlan & { key: string },
): Change[] {
  const { self, unassignable, configuration, templates } = situation;
  const { at, facilitator: named = "", key } = plan;
  const facilitator = unassignable.includes(named) ? "" : named;
  const handed = handOver(child, facilitator);
  const isKnown = child.mark.asked === planName(plan) || isSaidOn(child, key, self);
  if (isKnown || (at === undefined && facilitator === "")) return handed;
  const text = reviewPlannedText({ incident, at, facilitator, zone: configuration.zone, templates });
  return [...handed, { do: "create comment", issue: child.issue.number, body: `${writeMarker(key)}\n${text}` }];
}

/** From whoever led it so far. */
function handOver({ issue: { number, assignees } }: Child, to: string): Change[] {
  const leads = assignees[0];
  if (to === "" || leads?.toLowerCase() === to.toLowerCase()) return [];
  return [{ do: "hand over", issue: number, from: leads ?? null, to }];
}
