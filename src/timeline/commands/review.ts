/** Commands about the post-incident review: planning it, and saying that it was held. */
import type { Instruction } from "../command.ts";
import { readDay } from "../time/day.ts";
import { group, type Problem, type ReadingContext, said } from "./definition.ts";
import { timeAtStart } from "./times.ts";
import { firstWord, mentionIn } from "./words.ts";

export const reviewCommands = group("Improve", [
  {
    name: "review",
    usage: "[DATE TIME] [@FACILITATOR]",
    meaning: "Asks for a review, says when it is, and who leads it.",
    example: "review tomorrow 10:00 @olivia",
    read: readReview,
  },
  {
    name: "reviewed",
    usage: "[TIME]",
    meaning: "The review was held.",
    example: "reviewed 10:00",
    read: readReviewed,
  },
]);

/** `[DATE TIME] [@FACILITATOR]`, in either order. */
function readReview(text: string, context: ReadingContext): Instruction | Problem {
  const [word, others] = firstWord(text);
  const first = mentionIn(word);
  const found = timeAtStart(first ? others : text, { ...context, tense: "future" });
  const facilitator = first ?? mentionIn(firstWord(found.rest)[0]);
  const instead = `review ${dayIn(text, context)} 10:00 ${facilitator ? `@${facilitator}` : ""}`.trim();
  if ("problem" in found) return { problem: found.problem, instead };
  const unread = first ? found.rest : firstWord(found.rest)[0];
  if (unread && !(facilitator && mentionIn(unread))) {
    return { problem: "After this come a day and time, a facilitator as `@login`, or nothing.", instead };
  }
  return said({ verb: "review" as const, time: found.time, facilitator: facilitator ?? undefined });
}

/** The day that a text without a good time names, for the line to type instead. */
function dayIn(text: string, context: ReadingContext): string {
  const found = readDay(text, { ...context, tense: "future" });
  return found && "day" in found ? found.day : "tomorrow";
}

/** `[TIME]` */
function readReviewed(text: string, context: ReadingContext): Instruction | Problem {
  const found = timeAtStart(text, context);
  if ("problem" in found) return { problem: found.problem, instead: `reviewed ${found.instead}` };
  return said({ verb: "reviewed" as const, time: found.time });
}
