/** `/action`: what is to be done, by whom, how urgently, by when, and which question it serves. */
import type { Day, Priority, Question } from "../../incident/action-item.ts";
import type { ActionRequest } from "../command.ts";
import { readDay } from "../time/day.ts";
import type { TimeContext } from "../time/read.ts";
import { group, type Problem, said } from "./definition.ts";
import { bareWord, firstWord, mentionIn, quoted, shorten, teamIn, withoutSeparator } from "./words.ts";

export const actionCommands = group("Improve", [
  {
    name: "action",
    aliases: ["action-item", "followup", "follow-up"],
    usage: "[@OWNER…] [urgent|high|medium|low] [by DATE] [know-sooner|recover-sooner] TITLE",
    meaning: "Makes an action item: a sub-issue with owner, priority and due date; also with p0 to p3.",
    example: "action @greg high by Friday know-sooner alert on failing logins",
    read: (text, context) => {
      const request = readActionRequest(text, context);
      return "problem" in request ? request : { verb: "action", ...request };
    },
  },
]);

/** GitHub's limits: of an issue's title, and of its assignees. */
const longestTitle = 256;
const mostOwners = 10;

/** An option that can't be taken, and what follows it. */
interface Untaken {
  problem: string;
  rest: string;
}

interface Options {
  owners: string[];
  priority?: Priority;
  due?: Day;
  question?: Question;
}

/**
 * Reads an action item: `[@OWNER…] [PRIORITY] [by DATE] [QUESTION] TITLE`, the options in any order up to the first
 * word that is none. A line of the review is read the same way. `instead` is a line for `/action`, without its slash.
 */
export function readActionRequest(text: string, context: TimeContext): ActionRequest | Problem {
  const options: Options = { owners: [] };
  let rest = text.trim();
  for (;;) {
    const taken = takeOption(rest, options, context);
    if (typeof taken === "object") return { problem: taken.problem, instead: instead(options, taken.rest) };
    if (taken === rest) break;
    rest = withoutSeparator(taken);
  }
  if (!rest) return { problem: "The title is missing: say what is to be done.", instead: instead(options, "") };
  if (options.owners.length > mostOwners) return tooMany(options, rest);
  return { ...options, owners: [...new Set(options.owners)], title: shorten(rest, longestTitle) };
}

/** Notes the option at the start, and returns what follows it; the same text where there is none. */
function takeOption(text: string, options: Options, context: TimeContext): string | Untaken {
  const [word, rest] = firstWord(text);
  const name = bareWord(word).toLowerCase();
  const owner = mentionIn(word);
  const team = teamIn(word);
  if (team) return { problem: `${quoted(word)} is a team: an action item needs a person.`, rest };
  if (owner) options.owners.push(owner);
  else if (!options.priority && priorities.has(name)) Object.assign(options, said({ priority: priorities.get(name) }));
  else if (!options.question && questions.has(name)) Object.assign(options, said({ question: questions.get(name) }));
  else if (!options.due && ["by", "in", "due"].includes(name)) return takeDue(text, options, context);
  else if (!(name === "and" && options.owners.length > 0 && rest.startsWith("@"))) return text;
  return rest;
}

/** `by DATE`, `due DATE`, `in 2 weeks`: where no date follows, the words begin the title. */
function takeDue(text: string, options: Options, context: TimeContext): string | Untaken {
  const date = text.replace(/^(?:by|due(?:\s+by)?)\s+/i, "");
  const found = readDay(date, { ...context, tense: "future" });
  if (!found || (date === text && "problem" in found)) return text;
  if ("problem" in found) return { problem: found.problem, rest: firstWord(date)[1] };
  options.due = found.day;
  return found.rest.trim();
}

const priorities = new Map<string, Priority>([
  ["urgent", "urgent"],
  ["high", "high"],
  ["medium", "medium"],
  ["low", "low"],
  ["p0", "urgent"],
  ["p1", "high"],
  ["p2", "medium"],
  ["p3", "low"],
]);

const questions = new Map<string, Question>([
  ["know-sooner", "know sooner"],
  ["recover-sooner", "recover sooner"],
]);

/** The nearest right line: the options that could be read, and a title. */
function instead({ owners, priority, due, question }: Options, title: string): string {
  const people = owners.slice(0, mostOwners).map((owner) => `@${owner}`);
  const words = [...people, priority, due && `by ${due}`, question?.replace(" ", "-"), title || "what is to be done"];
  return `action ${words.filter(Boolean).join(" ")}`;
}

function tooMany(options: Options, title: string): Problem {
  return { problem: `An action item has at most ${mostOwners} owners.`, instead: instead(options, title) };
}
