/** Commands that keep what was learned: learnings, contributing factors, what went well, the parking lot, the summary. */
import type { Instruction } from "../command.ts";
import { group, type Problem, type Reader, said } from "./definition.ts";
import { effectIn } from "./impact.ts";
import { firstWord, withoutSeparator } from "./words.ts";

export const learningCommands = group("Learn", [
  {
    name: "learned",
    usage: "TEXT",
    meaning: "Something that not everybody knew about how things really work.",
    example: "learned customers noticed before our monitoring did",
    continues: true,
    read: keep("learned", "learned how it really works"),
  },
  {
    name: "factor",
    usage: "[helped|hurt] TEXT",
    meaning: "A part of the system or of the response that contributed, for good or ill.",
    example: "factor hurt the host's access notes sat in one inbox",
    continues: true,
    read: readFactor,
  },
  {
    name: "well",
    aliases: ["went-well"],
    usage: "TEXT",
    meaning: "What went well.",
    example: "well greg joined within a minute",
    continues: true,
    read: keep("well", "well what went well"),
  },
  {
    name: "park",
    usage: "TEXT",
    meaning: "Puts an idea aside for later, in the parking lot.",
    example: "park move the sessions out of the web servers",
    continues: true,
    read: keep("park", "park the idea"),
  },
  {
    name: "public",
    usage: "TEXT",
    meaning: "The summary for the public report.",
    example: "public Logins failed for 20 minutes.",
    continues: true,
    read: keep("public", "public the summary for readers outside"),
  },
]);

function keep(verb: "learned" | "well" | "park" | "public", instead: string): Reader {
  return (text) => (text ? { verb, text } : { problem: "The text is missing.", instead });
}

/** `[helped|hurt] TEXT` */
function readFactor(text: string): Instruction | Problem {
  const [word, others] = firstWord(text);
  const effect = effectIn(word) ?? undefined;
  const rest = effect ? withoutSeparator(others) : text;
  if (rest) return said({ verb: "factor" as const, text: rest, effect });
  return { problem: "The text is missing.", instead: `factor ${effect ?? "hurt"} what contributed` };
}
