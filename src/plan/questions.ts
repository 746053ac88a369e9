/** What the App asks on reviews and action items when they are closed: once each, and never again. */
import { type Child, childrenOf } from "../children.ts";
import type { ObservedChild } from "../github/observed.ts";
import type { ActionItem } from "../incident/action-item.ts";
import type { Incident, Milliseconds } from "../incident/incident.ts";
import { readMarker, writeMarker } from "../marker.ts";
import type { Situation } from "../situation.ts";
import { itemDeclinedText, itemEvidenceText, reviewNotHeldText, reviewWithoutItemsText } from "../words/replies.ts";
import type { Change } from "./change.ts";

/** What is to be said once, and the keys by which that is remembered. */
export interface Asking {
  changes: Change[];
  asked: string[];
}

/** The questions that are due, and the keys of all that have been asked. */
export function planQuestions(situation: Situation, incident: Incident): Asking {
  const asked = new Set(situation.memory.asked);
  const changes: Change[] = [];
  for (const child of childrenOf(situation.issue, situation.self, situation.memory).kept) {
    const question = questionOn(child, incident, situation);
    if (!question || asked.has(question.key)) continue;
    asked.add(question.key);
    if (isSaidOn(child, question.key, situation.self)) continue;
    const body = `${writeMarker(question.key)}\n${question.text}`;
    changes.push({ do: "create comment", issue: child.issue.number, body });
  }
  return { changes, asked: [...asked] };
}

interface Question {
  key: string;
  text: string;
}

function questionOn(child: Child, incident: Incident, situation: Situation): Question | null {
  const { configuration, templates } = situation;
  const { number } = child.issue;
  const view = { incident: incident.number, templates };
  if (child.kind === "action") {
    const item = incident.actionItems.find((one) => one.number === number);
    return item ? questionOnItem(item, child, incident, situation) : null;
  }
  const { review } = incident;
  if (review?.state === "not held" && !review.reason)
    return { key: `ask:reason:${number}`, text: reviewNotHeldText(view) };
  if (review?.state === "held" && incident.actionItems.length === 0) {
    return { key: `ask:items:${number}`, text: reviewWithoutItemsText({ ...view, configuration }) };
  }
  return null;
}

function questionOnItem(item: ActionItem, child: Child, incident: Incident, situation: Situation): Question | null {
  const { configuration, templates } = situation;
  const { number } = item;
  const view = { incident: incident.mergedInto ?? incident.number, templates };
  if (item.state === "declined" && !item.reason) {
    const closedAs = child.issue.stateReason === "duplicate" ? "duplicate" : "not planned";
    return { key: `ask:reason:${number}`, text: itemDeclinedText({ ...view, closedAs }) };
  }
  if (!lacksEvidence(item, incident, situation) || isClosedByCommand(child, situation)) return null;
  return { key: `ask:evidence:${number}`, text: itemEvidenceText({ ...view, item, configuration }) };
}

/** What was closed longer ago as it is first seen is left alone. */
const stale: Milliseconds = 7 * 24 * 60 * 60_000;

function lacksEvidence(
  { state, evidence, closedAt = 0 }: ActionItem,
  { drill, declaredBy, state: standing }: Incident,
  { now }: Situation,
): boolean {
  if (state !== "done" || evidence || now - closedAt > stale) return false;
  return !drill && declaredBy !== "import" && standing !== "withdrawn";
}

/** Also one that was given on the incident which this one was merged into. */
function isClosedByCommand({ issue }: Child, { self }: Situation): boolean {
  return ownKeys(issue, self).some((key) => key.startsWith("closing:") && key.endsWith(":done"));
}

/** Whether it has been said there, as by a pass that ended before it could remember so. */
export function isSaidOn({ issue }: Pick<Child, "issue">, key: string, self: string): boolean {
  return ownKeys(issue, self).includes(key);
}

function ownKeys({ comments }: ObservedChild, self: string): string[] {
  const own = comments.filter(({ author }) => author.login === self && author.kind === "bot");
  return own.flatMap(({ body }) => readMarker(body)?.key ?? []);
}
