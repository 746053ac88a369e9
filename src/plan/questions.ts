/** What the App asks on reviews and action items when they are closed: once each, and never again. */
import { type Child, childrenOf } from "../children.ts";
import type { Incident } from "../incident/incident.ts";
import { readMarker, writeMarker } from "../marker.ts";
import type { Situation } from "../situation.ts";
import { itemDeclinedText, reviewNotHeldText, reviewWithoutItemsText } from "../words/replies.ts";
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

function questionOn(child: Child, incident: Incident, { configuration, templates }: Situation): Question | null {
  const { number } = child.issue;
  const view = { incident: incident.number, templates };
  if (child.kind === "action") {
    const item = incident.actionItems.find((one) => one.number === number);
    const unexplained = item?.state === "declined" && !item.reason;
    return unexplained ? { key: `ask:reason:${number}`, text: itemDeclinedText(view) } : null;
  }
  const { review } = incident;
  if (review?.state === "not held" && !review.reason)
    return { key: `ask:reason:${number}`, text: reviewNotHeldText(view) };
  if (review?.state === "held" && incident.actionItems.length === 0) {
    return { key: `ask:items:${number}`, text: reviewWithoutItemsText({ ...view, configuration }) };
  }
  return null;
}

/** Whether it has been said there, as by a pass that ended before it could remember so. */
export function isSaidOn({ issue }: Child, key: string, self: string): boolean {
  return issue.comments.some(
    ({ author, body }) => author.login === self && author.kind === "bot" && readMarker(body)?.key === key,
  );
}
