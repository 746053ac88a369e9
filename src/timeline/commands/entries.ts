/** Commands that add to the timeline, and that say what an entry was and did. */
import type { EntryKind, Impact } from "../../incident/incident.ts";
import type { Instruction } from "../command.ts";
import { type Misread, readTime, readWholeTime } from "../time/read.ts";
import { group, type Problem, type Reader, type ReadingContext, said } from "./definition.ts";
import { sampleTime, timeAtStart } from "./times.ts";
import { firstWord, isOf, linkIn, mentionIn, quoted, withoutSeparator } from "./words.ts";

export const entryCommands = group("Timeline", [
  {
    name: "at",
    usage: "TIME [@WHO] TEXT",
    meaning: "Adds what happened at another time, or was done by somebody else; several lines fill in many.",
    example: "at 14:12 @cathy logs in and runs top",
    read: readAt,
  },
  {
    name: "timeline",
    usage: "TEXT [| TIME]",
    meaning: "Adds an entry, with its time at the end.",
    example: "timeline greg joins by phone | 14:15",
    read: readTimeline,
  },
  {
    name: "note",
    usage: "TEXT",
    meaning: "Adds an entry at the time of the comment.",
    example: "note the logs are kept in the bucket",
    read: (text) => (text ? { verb: "note", text } : { problem: "The text is missing.", instead: "note what you saw" }),
  },
  {
    name: "helped",
    usage: "[LINK-TO-COMMENT]",
    meaning: "What this comment tells, or the linked one, helped to restore the service.",
    example: "helped",
    read: effect("helped", "positive"),
  },
  {
    name: "hurt",
    usage: "[LINK-TO-COMMENT]",
    meaning: "What this comment tells, or the linked one, stood in the way.",
    example: "hurt",
    read: effect("hurt", "negative"),
  },
  {
    name: "no-effect",
    usage: "[LINK-TO-COMMENT]",
    meaning: "What this comment tells, or the linked one, made no difference.",
    example: "no-effect",
    read: effect("no-effect", "neutral"),
  },
  {
    name: "task",
    usage: "",
    meaning: "This comment tells what somebody did.",
    example: "task",
    read: kind("task"),
  },
  {
    name: "conversation",
    usage: "",
    meaning: "This comment tells what people said to each other.",
    example: "conversation",
    read: kind("conversation"),
  },
  {
    name: "automation",
    usage: "",
    meaning: "This comment tells what a machine did.",
    example: "automation",
    read: kind("automation"),
  },
]);

/** `TIME [@WHO] TEXT` */
function readAt(text: string, context: ReadingContext): Instruction | Problem {
  const found = timeAtStart(text, context);
  if ("problem" in found) return mistimed(found);
  if (!found.time) return mistimed({ problem: "The time is missing.", instead: sampleTime(context), rest: text });
  const [word, others] = firstWord(found.rest);
  const who = mentionIn(word) ?? undefined;
  const rest = who ? withoutSeparator(others) : found.rest;
  if (rest) return said({ verb: "at" as const, time: found.time, who, text: rest });
  const person = who ? ` @${who}` : "";
  return { problem: "The text is missing.", instead: `at ${found.time.text}${person} what happened` };
}

function mistimed({ problem, instead, rest }: Misread): Problem {
  return { problem, instead: `at ${instead} ${rest || "what happened"}` };
}

/** `TEXT [| TIME]`: what follows the last bar is the time. */
function readTimeline(text: string, context: ReadingContext): Instruction | Problem {
  const bar = text.lastIndexOf("|");
  const words = (bar < 0 ? text : text.slice(0, bar)).trim();
  if (!words) return { problem: "The text is missing.", instead: `timeline what happened | ${sampleTime(context)}` };
  if (bar < 0) return { verb: "note", text: words };
  const stated = text.slice(bar + 1).trim();
  const found = readWholeTime(stated, context);
  if ("time" in found) return { verb: "at", time: found.time, text: words };
  const timeless = stated !== "" && readTime(stated, context) === null;
  return { problem: found.problem, instead: timeless ? `note ${text}` : `timeline ${words} | ${found.instead}` };
}

/** `[LINK-TO-COMMENT]` */
function effect(name: string, impact: Impact): Reader {
  return (text, { repository }) => {
    if (text === "") return { verb: "effect", impact };
    const [word] = firstWord(text);
    const comment = commentIn(word, repository);
    if (comment !== null) return { verb: "effect", impact, comment };
    const elsewhere = linkIn(word) ? "no comment of this repository" : "no link to a comment";
    return { problem: `${quoted(word)} is ${elsewhere}.`, instead: name };
  };
}

/** The id of the comment that a link leads to. */
function commentIn(word: string, repository: string | undefined): number | null {
  const link = linkIn(word);
  if (!link || !isOf(link, repository) || !/^(?:issues|pull)\/\d+$/.test(link.path)) return null;
  const [, id] = /^issuecomment-(\d{1,15})$/.exec(link.fragment) ?? [];
  return id ? Number(id) : null;
}

function kind(name: EntryKind): Reader {
  return (text) => {
    if (text === "") return { verb: "kind", kind: name };
    return { problem: "This stands alone on its line: write the words on another one.", instead: name };
  };
}
