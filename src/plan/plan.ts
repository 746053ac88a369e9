/** What should be, compared with what is: an incident and its issue in, the changes out. Pure. */
import { parentOf } from "../children.ts";
import type { Incident } from "../incident/incident.ts";
import { type OwnComment, ownComments, type Situation } from "../situation.ts";
import { planAlerts, takenOver } from "./alerts.ts";
import { planBelongings } from "./belongings.ts";
import { askedOfBoard, boardSettlesAt, planBoard } from "./board.ts";
import { planCard } from "./card.ts";
import type { Change, Plan } from "./change.ts";
import { planDeployments } from "./deployments.ts";
import { planDoubles } from "./doubles.ts";
import { fieldsLookAt, planFields, planType } from "./fields.ts";
import { planItems } from "./items.ts";
import { planLabels, planNoLabels } from "./labels.ts";
import { planPages } from "./pages.ts";
import { planReminders } from "./reminders.ts";
import { planReplies, planRepliesBelow } from "./replies.ts";
import { movedRecords, planRetirement, survivorOf } from "./retirement.ts";
import { planReview } from "./review.ts";
import { planState, planTitle } from "./state.ts";

/** The changes that are due. Applied, they leave nothing to plan. The card comes last: it says what has been done. */
export function plan(situation: Situation): Plan {
  const { folded, issue, self } = situation;
  const parent = parentOf(issue, self);
  const own = ownComments(issue, self);
  if (parent !== null) return { records: [], changes: planRepliesBelow(situation, parent, own), also: [parent] };
  if (issue.kind === "pull request") return { records: [], changes: planReplies(situation, own), also: [] };
  const survivor = survivorOf(situation);
  if (survivor !== null) return planRetired(situation, survivor, own);
  const records = planAlerts(situation, own); // Whatever the issue is.
  if (folded.status === "none") return { records, changes: planNothing(situation, own), also: parents(issue) };
  if (folded.status === "unconfirmed") return { records, changes: planUnconfirmed(situation, own), also: [] };
  return { records, ...planIncident(situation, folded.incident, own) };
}

function planIncident(situation: Situation, incident: Incident, own: readonly OwnComment[]): Omit<Plan, "records"> {
  const items = planItems(situation, incident, own);
  const review = planReview(situation, incident);
  const type = planType(situation);
  const changes = [
    ...planTitle(situation),
    ...planLabels(situation, incident),
    ...planState(situation, incident),
    ...planPages(situation, incident, own),
    ...planBelongings(situation),
    ...planDoubles(situation, own),
    ...type.changes,
    ...planBoard(situation, incident),
    ...planFields(situation, incident),
    ...planDeployments(situation, incident, own),
    ...planReminders(situation, incident),
    ...items.changes,
    ...review.changes,
    ...planReplies(situation, own),
    ...planCard(situation, own, [...items.asked, ...review.asked, ...type.asked, ...askedOfBoard(situation)]),
  ];
  return {
    changes,
    also: incident.mergedInto === undefined ? [] : [incident.mergedInto],
    ...wakingAt(situation),
  };
}

function planUnconfirmed(situation: Situation, own: readonly OwnComment[]): Change[] {
  return [...planReplies(situation, own), ...planCard(situation, own, [])];
}

/** When alerts have kept calm for long enough, or the next deadline is, whichever comes first. */
function wakingAt(situation: Situation): Pick<Plan, "wakeAt"> {
  const { folded, nextDeadline } = situation;
  const settlesAt = folded.status === "incident" ? folded.settlesAt : null;
  const times = [settlesAt, nextDeadline, boardSettlesAt(situation), fieldsLookAt(situation)].filter(
    (at) => at !== null,
  );
  return times.length > 0 ? { wakeAt: Math.min(...times) } : {};
}

/** The older one is due a pass where alerts have gone over to it. */
function planRetired(situation: Situation, survivor: number, own: readonly OwnComment[]): Plan {
  const records = [...takenOver(situation, survivor), ...movedRecords(survivor, own)];
  return { records, changes: planRetirement(situation, own), also: records.length > 0 ? [survivor] : [] };
}

/** A sub-issue that people made may be an action item of the incident above it. */
function parents({ parent }: Situation["issue"]): number[] {
  return parent ? [parent.number] : [];
}

/** No incident, or none any more because the words that declared it are gone: what the App added for it goes too. */
function planNothing(situation: Situation, own: readonly OwnComment[]): Change[] {
  const cards = own.filter(({ key }) => key === "card");
  const removed = cards.map(({ comment }): Change => ({ do: "delete comment", comment: comment.comment }));
  const labels = cards.length > 0 ? planNoLabels(situation) : [];
  return [...labels, ...planReplies(situation, own), ...removed];
}
