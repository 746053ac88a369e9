/** Clocks in words: `14:02`, `2:02 p.m.`, `3pm`, `15h50`, `14.02`, `0810`, `noon`; what is written, possible or not. */

import { endsAt, isTight, type Parsed, peek, type Token, tightNumber } from "./tokens.ts";
import { counts } from "./vocabulary.ts";

export type Half = "am" | "pm";

export interface Clock {
  hour: number;
  minute: number;
  /** Null where only minutes were said. */
  second: number | null;
  millisecond: number;
  half: Half | null;
  /** Written as only 24-hour clocks are: with a leading zero, seconds, an `h`, or four digits together. */
  plainly24: boolean;
  /** Minutes or seconds that are not two digits. */
  malformed: boolean;
}

const hourMarks = new Set(["h", "hrs", "hours", "uhr"]);
/** What follows `12h` where it is a length, not a clock. */
const lengthWords = new Set(
  "of later after before long outage downtime delay delays window behind backlog retention lag old ago earlier".split(
    " ",
  ),
);
const spokenMinutes: ReadonlyMap<string, number> = new Map([
  ["five", 5],
  ["ten", 10],
  ["quarter", 15],
  ["twenty", 20],
  ["half", 30],
]);
const named: ReadonlyMap<string, number> = new Map([
  ["noon", 12],
  ["midday", 12],
  ["midnight", 0],
]);

/** A clock that needs no company to be one. */
export function clockAt(tokens: readonly Token[], index: number): Parsed<Clock> | null {
  return (
    namedAt(tokens, index) ??
    colonAt(tokens, index) ??
    hoursAt(tokens, index) ??
    markedAt(tokens, index) ??
    spokenAt(tokens, index)
  );
}

/** `0810`, `081033` or `14.02`: a clock only beside a date or a zone. */
export function looseClockAt(tokens: readonly Token[], index: number): Parsed<Clock> | null {
  return compactAt(tokens, index) ?? dottedAt(tokens, index);
}

/** The `7` of `7–9 pm`: an hour only beside the other end of its range. */
export function bareHourAt(tokens: readonly Token[], index: number): Parsed<Clock> | null {
  const { kind, text } = peek(tokens, index);
  if (kind !== "number" || text.length > 2 || Number(text) > 24) return null;
  return { value: clock(text, "00"), next: index + 1 };
}

/** Four digits as hours and minutes. */
export function compactClock(digits: string): Clock {
  return { ...clock(digits.slice(0, 2), digits.slice(2, 4), digits.slice(4) || null), plainly24: true };
}

function clock(hour: string, minute: string, second: string | null = null): Clock {
  return {
    hour: Number(hour),
    minute: Number(minute),
    second: second === null ? null : Number(second),
    millisecond: 0,
    half: null,
    plainly24: second !== null || hour.startsWith("0"),
    malformed: minute.length !== 2 || (second !== null && second.length !== 2),
  };
}

function isHour({ kind, text }: Token): boolean {
  return kind === "number" && text.length <= 2;
}

function namedAt(tokens: readonly Token[], index: number): Parsed<Clock> | null {
  const next = peek(tokens, index).text === "12" ? index + 1 : index;
  const hour = named.get(peek(tokens, next).text);
  if (hour === undefined || !endsAt(tokens, next + 1)) return null;
  return { value: { ...clock(String(hour), "00"), plainly24: true }, next: next + 1 };
}

function colonAt(tokens: readonly Token[], index: number): Parsed<Clock> | null {
  const hour = peek(tokens, index);
  const minute = isTight(tokens, index + 1, ":") ? tightNumber(tokens, index + 2) : null;
  if (!isHour(hour) || !minute) return null;
  const second = isTight(tokens, index + 3, ":") ? tightNumber(tokens, index + 4) : null;
  const last = second ? index + 5 : index + 3;
  if (isTight(tokens, last, ":") && !peek(tokens, last + 1).spaced && second) return null;
  const value = clock(hour.text, minute.text, second?.text ?? null);
  if (value.malformed && (hour.text.length < 2 || minute.text.length > 2)) return null;
  return withSuffix(tokens, second ? withFraction(tokens, { value, next: last }) : { value, next: last });
}

function withFraction(tokens: readonly Token[], { value, next }: Parsed<Clock>): Parsed<Clock> {
  const point = isTight(tokens, next, ".") || isTight(tokens, next, ",");
  const digits = point ? tightNumber(tokens, next + 1) : null;
  if (!digits) return { value, next };
  return { value: { ...value, millisecond: Number(digits.text.slice(0, 3).padEnd(3, "0")) }, next: next + 2 };
}

/** `15h50`, `15h`, `9h UTC`; not `12h outage`. */
function hoursAt(tokens: readonly Token[], index: number): Parsed<Clock> | null {
  const hour = peek(tokens, index);
  if (!isHour(hour) || !isTight(tokens, index + 1, "h")) return null;
  const minute = tightNumber(tokens, index + 2) ?? apartMinute(tokens, index + 2);
  if (minute) {
    const mark = ["m", "min"].includes(peek(tokens, index + 3).text) && !peek(tokens, index + 3).spaced;
    return { value: { ...clock(hour.text, minute.text), plainly24: true }, next: index + (mark ? 4 : 3) };
  }
  const after = peek(tokens, index + 2);
  if (Number(hour.text) > 24) return null;
  if (lengthWords.has(after.text) || (after.kind === "word" && (hour.text.length < 2 || !after.spaced))) return null;
  return { value: { ...clock(hour.text, "00"), plainly24: true }, next: index + 2 };
}

/** The `02` of `14h 02`; in `14h 20 pods down` it counts something. */
function apartMinute(tokens: readonly Token[], index: number): Token | null {
  const minute = peek(tokens, index);
  return minute.kind === "number" && minute.text.length === 2 && peek(tokens, index + 1).kind === "end" ? minute : null;
}

/** `half past 2`, `quarter to three`, `5 past 2 pm`; `10 to 3` in digits may be anything. */
function spokenAt(tokens: readonly Token[], index: number): Parsed<Clock> | null {
  const lead = peek(tokens, index);
  const named = spokenMinutes.get(lead.text);
  const minutes = named ?? (lead.kind === "number" ? Number(lead.text) : 60);
  const toward = peek(tokens, index + 1).text;
  const { kind, text } = peek(tokens, index + 2);
  const hour = kind === "number" ? Number(text) : (counts.get(text) ?? 0);
  if (minutes >= 60 || hour < 1 || hour > 12 || !(toward === "past" || (toward === "to" && named))) return null;
  const sum = hour * 60 + (toward === "past" ? minutes : -minutes);
  const value = clock(String(Math.floor(sum / 60) || 12), String(sum % 60).padStart(2, "0"));
  const found = withSuffix(tokens, { value, next: index + 3 });
  const after = peek(tokens, found.next);
  return found.next > index + 3 || after.kind !== "word" || after.text === "in" ? found : null;
}

/** An hour or a loose clock that `am`, `pm`, `h` or `o'clock` make a firm one. */
function markedAt(tokens: readonly Token[], index: number): Parsed<Clock> | null {
  const loose = looseClockAt(tokens, index) ?? bareHourAt(tokens, index) ?? bigHourAt(tokens, index);
  if (!loose) return null;
  const firm = withSuffix(tokens, loose);
  if (firm.next === loose.next) return null;
  const onlyHour = loose.next === index + 1 && peek(tokens, index).text.length <= 2;
  const spelled = firm.value.half !== null || ["clock", "uhr"].includes(peek(tokens, firm.next - 1).text);
  return onlyHour && !spelled ? null : firm;
}

/** `25 pm`: an hour that is none, which the check will refuse. */
function bigHourAt(tokens: readonly Token[], index: number): Parsed<Clock> | null {
  const token = peek(tokens, index);
  return isHour(token) ? { value: clock(token.text, "00"), next: index + 1 } : null;
}

function compactAt(tokens: readonly Token[], index: number): Parsed<Clock> | null {
  const { kind, text } = peek(tokens, index);
  if (kind !== "number" || (text.length !== 4 && text.length !== 6)) return null;
  return { value: compactClock(text), next: index + 1 };
}

function dottedAt(tokens: readonly Token[], index: number): Parsed<Clock> | null {
  const hour = peek(tokens, index);
  const minute = isTight(tokens, index + 1, ".") ? tightNumber(tokens, index + 2) : null;
  if (!isHour(hour) || minute?.text.length !== 2) return null;
  if (isTight(tokens, index + 3, ".") && tightNumber(tokens, index + 4)) return null;
  return { value: clock(hour.text, minute.text), next: index + 3 };
}

function withSuffix(tokens: readonly Token[], { value, next }: Parsed<Clock>): Parsed<Clock> {
  const noon = value.hour === 12 ? named.get(peek(tokens, next).text) : undefined;
  if (noon !== undefined) return { value: { ...value, hour: noon, plainly24: true }, next: next + 1 };
  const half = halfAt(tokens, next);
  if (half) return { value: { ...value, half: half.value }, next: half.next };
  if (peek(tokens, next).text === "o" && peek(tokens, next + 1).text === "'" && peek(tokens, next + 2).text === "clock")
    return withSuffix(tokens, { value, next: next + 3 });
  if (hourMarks.has(peek(tokens, next).text) && endsAt(tokens, next + 1))
    return { value: { ...value, plainly24: true }, next: next + 1 };
  return { value, next };
}

/** `am`, `PM`, `a.m.`, `p.m`, and the `p` of `9:15p`. */
function halfAt(tokens: readonly Token[], index: number): Parsed<Half> | null {
  const { text, spaced } = peek(tokens, index);
  if (text === "am" || text === "pm") return endsAt(tokens, index + 1) ? { value: text, next: index + 1 } : null;
  if (text !== "a" && text !== "p") return null;
  const value: Half = text === "a" ? "am" : "pm";
  if (peek(tokens, index + 1).text === "." && peek(tokens, index + 2).text === "m")
    return { value, next: isTight(tokens, index + 3, ".") ? index + 4 : index + 3 };
  if (peek(tokens, index + 1).text === "m" && endsAt(tokens, index + 2)) return { value, next: index + 2 };
  const afterMinutes = peek(tokens, index - 2).text === ":";
  return !spaced && afterMinutes && endsAt(tokens, index + 1) ? { value, next: index + 1 } : null;
}
