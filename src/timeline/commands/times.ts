/** Times in commands: where they may stand, and what to type instead of one that is none. */
import type { StatedTime } from "../command.ts";
import { type Misread, readTime, type TimeContext } from "../time/read.ts";
import { withoutSeparator } from "./words.ts";

/** The time that stands in for one that is missing: when the words were written, in the team's zone. */
export { clockOf as sampleTime } from "../time/sentences.ts";

/**
 * Reads a time at the start of a text, also after "at", and what follows it. Without one the text is all rest; a
 * problem where it starts with what looks like a time and is none.
 */
export function timeAtStart(text: string, context: TimeContext): { time?: StatedTime; rest: string } | Misread {
  const start = withoutSeparator(text);
  const found = readTime(start, context) ?? readTime(start.replace(/^at\s+/i, ""), context);
  if (!found) return { rest: text };
  return { ...found, rest: withoutSeparator(found.rest.trim()) };
}
