/** Everything that is said and done on action items and the review through their life, besides reminders. */
import type { Incident } from "../incident/incident.ts";
import type { OwnComment, Situation } from "../situation.ts";
import { planClosings } from "./closings.ts";
import { type Asking, planQuestions } from "./questions.ts";
import { planReturned } from "./returned.ts";
import { planSettled } from "./settled.ts";

/** The changes that are due, and the keys of what is never to be done again. */
export function planItems(situation: Situation, incident: Incident, own: readonly OwnComment[]): Asking {
  const parts = [
    planClosings(situation, incident),
    planQuestions(situation, incident),
    planReturned(situation, incident),
    planSettled(situation, incident, own),
  ];
  return { changes: parts.flatMap(({ changes }) => changes), asked: parts.flatMap(({ asked }) => asked) };
}
