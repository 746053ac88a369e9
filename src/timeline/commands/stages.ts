/** Commands that say when something came to pass: the acknowledgement, the stages of the response, start and detection. */
import type { Detector } from "../../incident/incident.ts";
import type { Instruction, StageVerb } from "../command.ts";
import type { Misread } from "../time/read.ts";
import { group, type Problem, type Reader, type ReadingContext, said } from "./definition.ts";
import { sampleTime, timeAtStart } from "./times.ts";
import { bareWord, firstWord, mentionIn, quoted, withoutSeparator } from "./words.ts";

export const stageCommands = group("Stages", [
  {
    name: "ack",
    aliases: ["acknowledge"],
    usage: "[TIME] [for @WHO] [TEXT]",
    meaning: "A responder took it up.",
    example: "ack 14:02 for @cathy",
    read: readAck,
  },
  {
    name: "investigating",
    usage: "[TIME] [TEXT]",
    meaning: "The response looks for what to change.",
    example: "investigating since the last deploy the login page is slow",
    read: stage("investigating"),
  },
  {
    name: "identified",
    usage: "[TIME] [TEXT]",
    meaning: "The response knows what to change.",
    example: "identified 14:12 an unknown service takes the CPU",
    read: stage("identified"),
  },
  {
    name: "mitigated",
    aliases: ["restored", "mitigate"],
    usage: "[TIME] [TEXT]",
    meaning: "The service is back for users.",
    example: "mitigated 14:20 web servers restarted",
    read: stage("mitigated"),
  },
  {
    name: "monitoring",
    usage: "[TIME] [TEXT]",
    meaning: "The change is made; the response watches whether it holds.",
    example: "monitoring",
    read: stage("monitoring"),
  },
  {
    name: "resolved",
    aliases: ["resolve"],
    usage: "[TIME] [TEXT]",
    meaning: "Nothing more to do in the response; closes the issue.",
    example: "resolved 14:40",
    read: stage("resolved"),
  },
  {
    name: "reopen",
    usage: "[TIME] [TEXT]",
    meaning: "It is back; opens the issue again.",
    example: "reopen 15:10 errors again",
    read: stage("reopen"),
  },
  {
    name: "started",
    usage: "TIME [TEXT]",
    meaning: "When the impact began.",
    example: "started 14:00",
    read: readStarted,
  },
  {
    name: "detected",
    usage: "TIME [by customers|monitoring|staff|partner] [TEXT]",
    meaning: "When somebody, or a monitor, first knew, and who.",
    example: "detected 14:04 by customers",
    read: readDetected,
  },
]);

/** `[TIME] [for @WHO [TIME]] [TEXT]` */
function readAck(text: string, context: ReadingContext): Instruction | Problem {
  const first = timeAtStart(text, context);
  if ("problem" in first) return mistimed("ack", first);
  const who = personAtStart(first.rest);
  if (!who) return said({ verb: "ack" as const, time: first.time, text: first.rest || undefined });
  const second = first.time ? { rest: who.rest } : timeAtStart(who.rest, context);
  if ("problem" in second) return mistimed("ack", second, `for @${who.login}`);
  const time = first.time ?? ("time" in second ? second.time : undefined);
  return said({ verb: "ack" as const, time, who: who.login, text: second.rest || undefined });
}

/** `for @WHO` at the start, and what follows. */
function personAtStart(text: string): { login: string; rest: string } | null {
  const [preposition, others] = firstWord(text);
  const [word, rest] = firstWord(others);
  const login = preposition.toLowerCase() === "for" ? mentionIn(word) : null;
  return login ? { login, rest: withoutSeparator(rest) } : null;
}

/** `[TIME] [TEXT]` */
function stage(verb: StageVerb): Reader {
  return (text, context) => {
    const found = timeAtStart(text, context);
    if ("problem" in found) return mistimed(verb, found);
    return said({ verb, time: found.time, text: found.rest || undefined });
  };
}

/** `TIME [TEXT]` */
function readStarted(text: string, context: ReadingContext): Instruction | Problem {
  const found = timeAtStart(text.replace(/^since\s+/i, ""), context);
  if ("problem" in found) return mistimed("started", found);
  if (!found.time) return mistimed("started", missing(text, context));
  return said({ verb: "started" as const, time: found.time, text: found.rest || undefined });
}

/** `TIME [by SOURCE] [TEXT]`, or `by SOURCE TIME [TEXT]` */
function readDetected(text: string, context: ReadingContext): Instruction | Problem {
  const before = sourceAtStart(text);
  const found = timeAtStart(before.rest, context);
  const by = before.by ? ` by ${before.by}` : "";
  if ("problem" in found) return mistimed("detected", found, by);
  const after = before.word ? { ...before, rest: found.rest } : sourceAtStart(found.rest);
  if (after.word && !after.by) return strangeSource(after.word, found.time?.text ?? sampleTime(context));
  if (!found.time) return mistimed("detected", missing(before.rest, context), by);
  return said({ verb: "detected" as const, time: found.time, by: after.by, text: after.rest || undefined });
}

/** `by SOURCE` at the start: the word, what it means if anything, and what follows. */
function sourceAtStart(text: string): { word?: string; by?: Detector; rest: string } {
  const [preposition, others] = firstWord(text);
  if (preposition.toLowerCase() !== "by") return { rest: text };
  const [word, rest] = firstWord(others.replace(/^(?:an?|the|our)\s+/i, ""));
  return said({ word, by: detectors.get(bareWord(word).toLowerCase()), rest: withoutSeparator(rest) });
}

const detectors = new Map<string, Detector>([
  ...["customers", "customer", "users", "user"].map((word) => [word, "customers"] as const),
  ...["monitoring", "monitor", "monitors", "alert", "alerts"].map((word) => [word, "monitoring"] as const),
  ...["staff", "us", "support"].map((word) => [word, "staff"] as const),
  ...["partner", "partners"].map((word) => [word, "partner"] as const),
]);

function strangeSource(word: string, time: string): Problem {
  return {
    problem: `${quoted(word)} is none of customers, monitoring, staff and partner.`,
    instead: `detected ${time} by staff`,
  };
}

function missing(rest: string, context: ReadingContext): Misread {
  return { problem: "The time is missing.", instead: sampleTime(context), rest };
}

/** The command again with a time that can be read; `between` stands between this and the text. */
function mistimed(verb: string, { problem, instead, rest }: Misread, between = ""): Problem {
  return { problem, instead: [verb, instead, between.trim(), rest].filter(Boolean).join(" ") };
}
