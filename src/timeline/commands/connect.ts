/** Commands that connect an incident with others, or say what kind of incident it is; and the help. */
import type { Instruction } from "../command.ts";
import { group, type Problem, type Reader, type ReadingContext } from "./definition.ts";
import { firstWord, issueIn, quoted } from "./words.ts";

export const connectingCommands = group("Connect", [
  {
    name: "related",
    usage: "#ISSUE",
    meaning: "Another incident that has to do with this one.",
    example: "related #12",
    read: toIssue("related"),
  },
  {
    name: "duplicate",
    usage: "#ISSUE",
    meaning: "Merges this incident into another one, which takes over its entries.",
    example: "duplicate #12",
    read: toIssue("duplicate"),
  },
  {
    name: "drill",
    usage: "",
    meaning: "This is a rehearsal: recorded in the same way, counted apart.",
    example: "drill",
    read: alone("drill"),
  },
  {
    name: "near-miss",
    usage: "",
    meaning: "It was caught before anybody felt it.",
    example: "near-miss",
    read: alone("near-miss"),
  },
]);

/** `#ISSUE`; what follows is a remark. */
function toIssue(verb: "related" | "duplicate"): Reader {
  return (text: string, { repository }: ReadingContext): Instruction | Problem => {
    const [word, rest] = firstWord(text);
    const issue = issueIn(word, repository);
    if (issue === null) return noIssue(verb, word);
    if (!rest.startsWith("#")) return { verb, issue };
    return { problem: "One line names one issue.", instead: `${verb} #${issue}` };
  };
}

function noIssue(verb: string, word: string): Problem {
  const problem = word ? `${quoted(word)} is no issue of this repository.` : "The issue is missing.";
  return { problem, instead: `${verb} #12` };
}

function alone(verb: "drill" | "near-miss"): Reader {
  return (text) => {
    if (text === "") return { verb };
    return { problem: "This stands alone on its line: write the words on another one.", instead: verb };
  };
}
