/** Reads times in people's words: what stands at the start of a text, as an instant or a range. */
import type { StatedTime } from "../command.ts";
import type { TimeContext } from "./context.ts";
import { faultIn } from "./faults.ts";
import { hasDay } from "./lend.ts";
import { looksLikeTime } from "./looks.ts";
import { type Phrase, phraseAt } from "./phrase.ts";
import type { Point } from "./point.ts";
import { resolve, type Timely } from "./resolve.ts";
import { clockOf, insteadOf, problemSentence, quoted, readingSentence, validForms } from "./sentences.ts";
import { canBegin } from "./start.ts";
import { type Parsed, peek, type Token, textBehind, tokenize } from "./tokens.ts";

export type { TimeContext } from "./context.ts";

/** A time and the text behind it, without the sign between them; or why there is none. */
export type TimeReading = { time: StatedTime; rest: string } | Misread;

/** Why words are not taken for a time, a time to type instead of them, and the text behind them. */
export interface Misread {
  problem: string;
  instead: string;
  rest: string;
}

/**
 * Reads a time at the very start of a text. Null: no time stands there, it is just text. A problem: it looks like a time
 * and is none, can't be, or is ambiguous beyond deciding; never to be taken for text.
 */
export function readTime(text: string, context: TimeContext): TimeReading | null {
  const tokens = canBegin(text) ? tokenize(text) : [];
  const found = phraseAt(tokens);
  const read = found && reading(found, text, tokens, context);
  return read ?? (looksLikeTime(text) ? unreadable(text, context) : null);
}

/** Reads a text that must be a time to its end; else a problem says so, with a form to type. */
export function readWholeTime(text: string, context: TimeContext): TimeReading {
  const found = readTime(text, context);
  if (found && ("problem" in found || found.rest === "")) return found;
  return unreadable(text, context);
}

function unreadable(text: string, context: TimeContext): Misread {
  const shown = text.trim() || "Nothing";
  const problem = `${shown === "Nothing" ? shown : quoted(shown)} is not a time that I can read. ${validForms(context)}`;
  return { problem, instead: clockOf(context), rest: "" };
}

function reading(
  found: Parsed<Phrase>,
  text: string,
  tokens: readonly Token[],
  context: TimeContext,
): TimeReading | null {
  const { value: phrase, next } = found;
  const after = peek(tokens, next);
  const end = peek(tokens, next - 1).end;
  const words = text.slice(peek(tokens, 0).start, end);
  const rest = textBehind(text, end);
  const wrong = fault(phrase);
  if (wrong) return { ...refused(`is not a time: ${wrong}`, words, context), rest };
  const ahead = phrase.kind === "away" && phrase.direction === "after" && context.tense !== "future";
  if (ahead) return after.kind === "end" ? unreadable(words, context) : null;
  if (phrase.kind === "day" && !isDayAlone(phrase.point, after)) return null;
  if (isIncomplete(phrase)) return { ...incomplete(phrase, words.trim(), context), rest };
  const resolved = resolve(phrase, context);
  if ("why" in resolved)
    return { problem: problemSentence(words, resolved, context), instead: insteadOf(resolved, context), rest };
  const { taken, ...time } = resolved;
  const said = readingSentence(words, taken, context);
  return { time: { ...time, text: words, ...(said !== undefined && { reading: said }) }, rest };
}

type Incomplete = Exclude<Phrase, Timely>;

function isIncomplete(phrase: Phrase): phrase is Incomplete {
  return ["day", "length", "blank", "torn"].includes(phrase.kind);
}

/** What is missing in words that are no whole time. */
function incomplete({ kind }: Incomplete, words: string, context: TimeContext): Omit<Misread, "rest"> {
  const clock = clockOf(context);
  if (kind === "day") {
    const instead = `${words} ${clock}`;
    return { problem: `${quoted(words)} needs a time of day: type \`${instead}\`, with the time you mean.`, instead };
  }
  if (kind !== "length") return refused("is not a time", words, context);
  const instead = `${words} ago`;
  return {
    problem: `${quoted(words)} is a length of time. Type \`${instead}\`, or a time such as \`${clock}\`.`,
    instead,
  };
}

function refused(why: string, words: string, context: TimeContext): Omit<Misread, "rest"> {
  return { problem: `${quoted(words)} ${why}. ${validForms(context)}`, instead: clockOf(context) };
}

function fault(phrase: Phrase): string | null {
  if (phrase.kind === "range") return faultIn(phrase.from) ?? faultIn(phrase.to);
  return "point" in phrase ? faultIn(phrase.point) : null;
}

/** A date without a clock is refused where it is nothing but a date; `Friday deploy` and `yesterday we` are text. */
function isDayAlone(point: Point, after: Token): boolean {
  const firm = point.day?.kind === "date" && point.day.year !== null;
  return hasDay(point) && (after.kind === "end" || firm);
}
