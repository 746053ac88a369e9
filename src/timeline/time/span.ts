/** Reads how long something is to last: `2h`, `for 90 min`, `1 week`. */
import type { Milliseconds } from "../../incident/incident.ts";
import { type Length, lengthsAt } from "./length.ts";
import { peek, textBehind, tokenize } from "./tokens.ts";

const day = 86_400_000;
const daysInMonth = 30;

/**
 * The length of time at the very start of a text, and the text behind it, without the sign between them; of `2-3 hours` the
 * longer. By the clock: a day has 24 hours, a month 30 days. Null: no length stands there.
 */
export function readSpan(text: string): { ms: Milliseconds; rest: string } | null {
  const tokens = tokenize(text);
  const found = lengthsAt(tokens, peek(tokens, 0).text === "for" ? 1 : 0);
  if (!found) return null;
  const [, longest] = found.value;
  return { ms: byTheClock(longest), rest: textBehind(text, peek(tokens, found.next - 1).end) };
}

function byTheClock({ months, days, ms }: Length): Milliseconds {
  return (months * daysInMonth + days) * day + ms;
}

/** The span as it can be typed: `90m`, `2h`, `1d`; in whole minutes. */
export function writeSpan(ms: Milliseconds): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes % 1_440 === 0) return `${minutes / 1_440}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}
