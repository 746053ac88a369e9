/** What somebody said about a time, as a phrase: a point, a range, a length before now, a Slack permalink. */
import type { Instant } from "../../incident/incident.ts";
import { bareHourAt } from "./clock.ts";
import { type Length, lengthsAt } from "./length.ts";
import { nowhere, type Point, pointAt } from "./point.ts";
import { isTight, type Parsed, peek, type Token } from "./tokens.ts";
import { approximations, separators } from "./vocabulary.ts";

/** Shortest and longest. */
export type Lengths = readonly [Length, Length];

export type Phrase =
  | { kind: "instant"; at: Instant }
  | { kind: "now"; approximate: boolean }
  /** So long before (`ago`) or after (`in 20 minutes`) the comment. */
  | { kind: "away"; direction: "before" | "after"; lengths: Lengths }
  | { kind: "point"; point: Point }
  | { kind: "range"; from: Point; to: Point }
  /** `for 10 minutes, ending …` or `…, starting …`. */
  | { kind: "lasting"; lengths: Lengths; edge: "start" | "end"; point: Point }
  /** A date or weekday without a clock. */
  | { kind: "day"; point: Point }
  /** A form's field that was left as it was (`Time?:`, `HH:MM`), or a clock with a gap (`14:??`). */
  | { kind: "blank" }
  /** A length and nothing else: `20m`. */
  | { kind: "length" }
  /** `14:02-05`: half a range, or half an offset. */
  | { kind: "torn" };

const endings = new Set(["ending", "until", "till", "to"]);
const beginnings = new Set(["starting", "from", "since", "beginning"]);

/** The phrase at the start of the tokens. */
export function phraseAt(tokens: readonly Token[]): Parsed<Phrase> | null {
  const labelled = ["time", "when", "date"].includes(peek(tokens, 0).text) && isTight(tokens, 1, ":") ? 2 : 0;
  const rules = [permalinkAt, nowAt, lengthAloneAt, awayAt, bracketedAt, spokenRangeAt, lastingAt, rangeAt, singleAt];
  for (const rule of rules) {
    const found = rule(tokens, labelled);
    if (found) return found;
  }
  return blankAt(tokens);
}

/** `https://acme.slack.com/archives/C024BE91L/p1702405376306979`: microseconds since 1970. */
function permalinkAt(tokens: readonly Token[], index: number): Parsed<Phrase> | null {
  const opened = peek(tokens, index).text === "<" ? index + 1 : index;
  if (peek(tokens, opened).text !== "https") return null;
  const end = tokens.findIndex(
    (token, at) => at > opened && (token.spaced || token.text === ">" || token.kind === "end"),
  );
  const [host, path] = parted(
    tokens
      .slice(opened, end)
      .map(({ text }) => text)
      .join(""),
  );
  const stamp = path?.startsWith("archives/") ? path.split("/")[2]?.split(/[?#]/)[0] : undefined;
  if (!host?.endsWith(".slack.com") || !stamp || !/^p\d{16}$/.test(stamp)) return null;
  const at = Math.floor(Number(stamp.slice(1)) / 1_000);
  return { value: { kind: "instant", at }, next: peek(tokens, end).text === ">" ? end + 1 : end };
}

/** A link's host and path. */
function parted(link: string): string[] {
  const bare = link.slice("https://".length);
  const slash = bare.indexOf("/");
  return slash < 0 ? [bare] : [bare.slice(0, slash), bare.slice(slash + 1)];
}

/** `now` and `just now`, with nothing but a sign behind: `now looking at it` is text. */
function nowAt(tokens: readonly Token[], index: number): Parsed<Phrase> | null {
  const first = peek(tokens, index).text;
  const next = first === "just" || first === "right" ? index + 1 : index;
  const after = peek(tokens, next + 1);
  if (peek(tokens, next).text !== "now" || after.kind === "word" || after.kind === "number") return null;
  return { value: { kind: "now", approximate: first === "just" }, next: next + 1 };
}

function lengthAloneAt(tokens: readonly Token[], index: number): Parsed<Phrase> | null {
  const lengths = lengthsAt(tokens, index);
  const digits = peek(tokens, index).text.length;
  const clockLike = digits === 4 || (digits === 2 && peek(tokens, index + 1).text === "h");
  const alone = lengths && peek(tokens, lengths.next).kind === "end" && peek(tokens, index).kind === "number";
  return alone && !clockLike ? { value: { kind: "length" }, next: lengths.next } : null;
}

/** `20m ago`, `about 2 hours ago`, `-20m`; `in 20 minutes`. */
function awayAt(tokens: readonly Token[], index: number): Parsed<Phrase> | null {
  let start = index;
  while (approximations.has(peek(tokens, start).text)) start += 1;
  const sign = peek(tokens, start).text;
  const lead = sign === "in" || (sign === "-" && !peek(tokens, start + 1).spaced);
  const lengths = lengthsAt(tokens, lead ? start + 1 : start);
  if (!lengths) return null;
  const after = peek(tokens, lengths.next);
  if (sign === "in") return { value: { kind: "away", direction: "after", lengths: lengths.value }, next: lengths.next };
  const ago = after.text === "ago" || after.text === "back";
  if (!(ago || (sign === "-" && after.kind === "end"))) return null;
  const next = ago ? lengths.next + 1 : lengths.next;
  return clockBehind(tokens, next)
    ? null
    : { value: { kind: "away", direction: "before", lengths: lengths.value }, next };
}

/** `2 days ago at 14:02` is a date and a clock. */
function clockBehind(tokens: readonly Token[], index: number): boolean {
  return pointAt(tokens, index)?.value.clock != null;
}

const closings = new Map(Object.entries({ "(": ")", "[": "]", "<": ">", "*": "*", "'": "'", '"': '"', "“": "”" }));

/** `[14:02 UTC] somebody: …`, as chats print it; also in quotes, in bold, and as copied from the help. */
function bracketedAt(tokens: readonly Token[], index: number): Parsed<Phrase> | null {
  const opening = peek(tokens, index).text;
  const closing = closings.get(opening);
  const depth = opening === "*" && isTight(tokens, index + 1, "*") ? 2 : 1;
  const inner = closing ? (rangeAt(tokens, index + depth) ?? singleAt(tokens, index + depth)) : null;
  const closed = inner && [...Array(depth).keys()].every((step) => peek(tokens, inner.next + step).text === closing);
  return closed ? { ...inner, next: inner.next + depth } : null;
}

/** `between A and B`, `from A until B`. */
function spokenRangeAt(tokens: readonly Token[], index: number): Parsed<Phrase> | null {
  const lead = peek(tokens, index).text;
  if (lead === "between") return rangeAt(tokens, index + 1, new Set(["and", "&", ...separators]));
  if (lead !== "from" && !beginnings.has(lead)) return null;
  return rangeAt(tokens, index + 1) ?? singleAt(tokens, index + 1);
}

/** `for 10-15 minutes, ending Oct 30 10:50 am CDT`. */
function lastingAt(tokens: readonly Token[], index: number): Parsed<Phrase> | null {
  if (peek(tokens, index).text !== "for") return null;
  const lengths = lengthsAt(tokens, peek(tokens, index + 1).text === "about" ? index + 2 : index + 1);
  if (!lengths) return null;
  const edge = peek(tokens, lengths.next).text === "," ? lengths.next + 1 : lengths.next;
  const { text } = peek(tokens, edge);
  const point = endings.has(text) || beginnings.has(text) ? pointAt(tokens, edge + 1) : null;
  if (!point?.value.clock) return null;
  const side = endings.has(text) ? "end" : "start";
  return { value: { kind: "lasting", lengths: lengths.value, edge: side, point: point.value }, next: point.next };
}

function rangeAt(
  tokens: readonly Token[],
  index: number,
  between: ReadonlySet<string> = separators,
): Parsed<Phrase> | null {
  const begun = pointAt(tokens, index);
  const from = begun?.value.clock ? begun : withBareHour(tokens, begun ?? { value: nowhere, next: index });
  const separator = from && separatorAt(tokens, from, between);
  const to = separator && otherEndAt(tokens, separator);
  if (!from || !to) return null;
  const bare = from !== begun;
  const lends = to.value.clock?.half || to.value.zone || to.value.clock?.plainly24;
  return bare && !lends ? null : { value: { kind: "range", from: from.value, to: to.value }, next: to.next };
}

/** The index behind what separates two ends; null where nothing does. */
function separatorAt(
  tokens: readonly Token[],
  { value, next }: Parsed<Point>,
  between: ReadonlySet<string>,
): number | null {
  const start = peek(tokens, next).text === "," ? next + 1 : next;
  if (between.has(peek(tokens, start).text)) return start + 1;
  const interval = isTight(tokens, start, "/") && value.day !== null && !peek(tokens, start + 1).spaced;
  return interval ? start + 1 : null;
}

function otherEndAt(tokens: readonly Token[], index: number): Parsed<Point> | null {
  if (peek(tokens, index).text === "now") return { value: { ...nowhere, now: true }, next: index + 1 };
  const point = pointAt(tokens, index);
  if (point?.value.clock) return point;
  const bare = withBareHour(tokens, point ?? { value: nowhere, next: index });
  return bare?.value.zone ? bare : null;
}

/** Takes the `7` of `7–9 pm` for a clock, and what follows it. */
function withBareHour(tokens: readonly Token[], { value, next }: Parsed<Point>): Parsed<Point> | null {
  const hour = bareHourAt(tokens, next);
  if (!hour) return null;
  const begun = { ...value, clock: hour.value };
  return pointAt(tokens, hour.next, begun) ?? { value: begun, next: hour.next };
}

function singleAt(tokens: readonly Token[], index: number): Parsed<Phrase> | null {
  const found = pointAt(tokens, index);
  if (!found) return null;
  const { value: point, next } = found;
  if (!point.clock) return point.day || point.weekday ? { value: { kind: "day", point }, next } : null;
  const after = peek(tokens, next);
  const split = !after.spaced && (after.kind === "word" || after.kind === "number" || splits(tokens, next));
  const dayOnly = dayOnlyEnd(tokens, next);
  if (dayOnly !== null) return { value: { kind: "torn" }, next: dayOnly };
  const torn = split || after.text === "ago";
  return torn ? { value: { kind: "torn" }, next: tornEnd(tokens, next) } : { value: { kind: "point", point }, next };
}

function tornEnd(tokens: readonly Token[], index: number): number {
  let next = peek(tokens, index).spaced ? index + 1 : index;
  while (peek(tokens, next).kind !== "end" && !peek(tokens, next).spaced) next += 1;
  return next;
}

/** `14:02 on the 19th`: of which month is not said, and today's would be a guess. */
function dayOnlyEnd(tokens: readonly Token[], index: number): number | null {
  const on = peek(tokens, index).text === "on" ? index + 1 : index;
  const day = peek(tokens, on).text === "the" ? on + 1 : on;
  const ordinal = peek(tokens, day + 1);
  const counted = !ordinal.spaced && ["st", "nd", "rd", "th"].includes(ordinal.text);
  const alone = peek(tokens, day).kind === "number" && counted && peek(tokens, day + 2).kind !== "word";
  return alone ? day + 2 : null;
}

/** A number attached by a sign: `14:02-05`, `14:02.5`. */
function splits(tokens: readonly Token[], index: number): boolean {
  const after = peek(tokens, index + 1);
  return ["-", ".", ":", "+", "/"].includes(peek(tokens, index).text) && after.kind === "number" && !after.spaced;
}

/** Fields left as they were. */
function blankAt(tokens: readonly Token[]): Parsed<Phrase> | null {
  const [first, second, third] = [peek(tokens, 0), peek(tokens, 1), peek(tokens, 2)];
  const field =
    ["time", "when", "date"].includes(first.text) &&
    (second.text === "?" || second.text === ":" || second.kind === "end");
  const pattern = ["hh", "yyyy", "xx", "tbd"].includes(first.text);
  const holed = second.text === ":" && !second.spaced && ["?", "xx", "mm", "x"].includes(third.text) && !third.spaced;
  const isBlank = field || pattern || (holed && (first.kind === "number" || first.text === "?"));
  return isBlank ? { value: { kind: "blank" }, next: tokens.length - 1 } : null;
}
