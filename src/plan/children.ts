/** Which action items and which review the incident needs and doesn't have yet. */
import type { ChildMark } from "../children.ts";
import type { Incident } from "../incident/incident.ts";
import { planName } from "../incident/review.ts";
import { writeMarker } from "../marker.ts";
import type { Situation } from "../situation.ts";
import { dueDay, issueTitle, renderActionItem } from "../words/action-item.ts";
import { actionItemLabel, priorityLabel, reviewLabel } from "../words/labels.ts";
import { chooseFacilitator, dueOfReview, renderReview } from "../words/review.ts";
import type { NewChild } from "./change.ts";
import { type Asked, unmetRequests } from "./requests.ts";

/** The sub-issues to make, in the order in which they were asked for; none for what is no incident of its own. */
export function missingChildren(situation: Situation): NewChild[] {
  const incident = activeIncident(situation);
  if (!incident) return [];
  const items = unmetRequests(situation, incident).map((asked) => newItem(situation, incident, asked));
  return [...items, ...missingReview(situation, incident)];
}

function activeIncident({ folded, issue }: Situation): Incident | null {
  if (folded.status !== "incident" || issue.kind !== "issue") return null;
  const { incident } = folded;
  return incident.state === "withdrawn" || incident.state === "merged" ? null : incident;
}

function newItem({ configuration, templates, now }: Situation, incident: Incident, asked: Asked): NewChild {
  const { request } = asked;
  const due = request.due ?? dueDay(now, incident.severity.highest, configuration);
  const mark = (unknown: readonly string[]): ChildMark => ({
    incident: incident.number,
    from: asked.from,
    asked: request.title,
    firstDue: due,
    unknown: [...unknown],
  });
  return {
    kind: "action",
    from: asked.from,
    title: issueTitle(request.title),
    owners: request.owners,
    labels: [actionItemLabel(configuration), ...(request.priority ? [priorityLabel(request.priority)] : [])],
    type: configuration.issueTypes.actionItem,
    priority: request.priority ?? null,
    due,
    body: (unknownOwners) =>
      renderActionItem({
        hidden: writeMarker("action", mark(unknownOwners)),
        incident: { number: incident.number, title: incident.title },
        request,
        due,
        unknownOwners,
        from: { who: asked.who, url: asked.url },
        templates,
      }),
  };
}

/** One that is gone was deleted or moved away by somebody who meant it. */
function missingReview(situation: Situation, incident: Incident): NewChild[] {
  const wanted = incident.reviewPlan !== null || (incident.reviewDue && incident.state === "recovered");
  const had = Object.values(situation.memory.items).some(({ kind }) => kind === "review");
  if (!wanted || incident.review || had) return [];
  return [newReview(situation, incident)];
}

function newReview(situation: Situation, incident: Incident): NewChild {
  const { configuration, templates, unassignable } = situation;
  const { number, reviewPlan: plan } = incident;
  const due = dueOfReview(incident, configuration);
  const named = plan?.facilitator && !unassignable.includes(plan.facilitator) ? plan.facilitator : null;
  const chosen = named ?? nextFacilitator(situation, incident);
  const mark: ChildMark = {
    incident: number,
    from: "review",
    asked: plan ? planName(plan) : "",
    firstDue: due,
    unknown: [],
  };
  const hidden = writeMarker("review", mark);
  const text = (facilitator: string | null) =>
    renderReview({ hidden, incident, configuration, due, facilitator, templates });
  return {
    kind: "review",
    from: "review",
    title: text(chosen).title,
    owners: chosen ? [chosen] : [],
    labels: [reviewLabel(configuration)],
    type: configuration.issueTypes.review,
    priority: null,
    due: null,
    body: (unknown) => text(chosen && unknown.includes(chosen) ? null : chosen).body,
  };
}

/** The next of the configured people after whoever led the newest review, as long as they were not a responder. */
function nextFacilitator({ issue, configuration }: Situation, incident: Incident): string | null {
  const label = configuration.labels.review.toLowerCase();
  const reviews = issue.recent.filter(({ labels }) => labels.some((name) => name.toLowerCase() === label));
  const last = reviews.sort((a, b) => b.number - a.number)[0];
  return chooseFacilitator({
    configured: configuration.review.facilitators,
    responders: incident.people.flatMap(({ who, joinedAt }) => (joinedAt === undefined ? [] : [who])),
    lastFacilitator: last?.assignees[0] ?? null,
  });
}
