/** `/incident` where there is none yet: declares one. */
import type { Declaration, Instruction } from "../command.ts";
import { group, type Problem, type ReadingContext } from "./definition.ts";
import { timeAtStart } from "./times.ts";
import { firstWord, severityAtStart, shorten, withoutSeparator } from "./words.ts";

export const declaration = group("Declare", [
  {
    name: "incident",
    usage: "[sev1…sev5] [drill] [near-miss] [resolved [TIME]] [TITLE]",
    meaning: "Makes this an incident; on one, `/incident VERB` gives any command of this list.",
    example: "incident sev2 Login page is down",
    read: readDeclaration,
  },
]);

/** GitHub's limit of an issue's title. */
const longestTitle = 256;

/** `[SEVERITY] [drill] [near-miss] [resolved [TIME]] [TITLE]`: the words before the title in any order. */
export function readDeclaration(text: string, context: ReadingContext): Instruction | Problem {
  const declared: Declaration = { verb: "incident" };
  let rest = text;
  for (;;) {
    const taken = takeOption(rest, declared, context);
    if (typeof taken === "object") return taken;
    if (taken === rest) break;
    rest = taken;
  }
  if (rest.toLowerCase() === "help") return { verb: "help" };
  return rest ? { ...declared, title: shorten(rest, longestTitle) } : declared;
}

/** Notes the option at the start, and returns what follows it; the same text where there is none. */
function takeOption(text: string, declared: Declaration, context: ReadingContext): string | Problem {
  const severity = declared.severity ? null : severityAtStart(text);
  if (severity) {
    declared.severity = severity.severity;
    return severity.rest;
  }
  const [word, rest] = firstWord(text);
  const name = word.toLowerCase();
  if (name === "drill") declared.drill = true;
  else if (name === "near-miss") declared.nearMiss = true;
  else if (name === "resolved") return takeResolution(rest, declared, context);
  else return text;
  return withoutSeparator(rest);
}

/** `resolved [TIME]` */
function takeResolution(text: string, declared: Declaration, context: ReadingContext): string | Problem {
  declared.resolved = true;
  const found = timeAtStart(text, context);
  if ("problem" in found)
    return { problem: found.problem, instead: `incident resolved ${found.instead} ${found.rest}`.trim() };
  if (found.time) declared.time = found.time;
  return found.rest;
}
