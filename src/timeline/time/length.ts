/** Lengths of time in words: `20m`, `1h30m`, `2 hours and 10 minutes`, `half an hour`, `10-15 minutes`. */
import type { Milliseconds } from "../../incident/incident.ts";
import { isTight, type Parsed, peek, type Token, tightNumber } from "./tokens.ts";
import { counts, type Unit, units } from "./vocabulary.ts";

/** A length: months and days go by the calendar, the rest by the clock. */
export interface Length {
  months: number;
  days: number;
  ms: Milliseconds;
}

const clockUnits = { second: 1_000, minute: 60_000, hour: 3_600_000 } as const;
const day = 86_400_000;

interface Measured {
  length: Length;
  unit: Unit;
}

/** A length, or two where it was said as `10-15 minutes`: shortest and longest. */
export function lengthsAt(tokens: readonly Token[], index: number): Parsed<[Length, Length]> | null {
  const single = lengthAt(tokens, index);
  if (single) return { value: [single.value.length, single.value.length], next: single.next };
  const low = amountAt(tokens, index);
  if (!low || !["-", "to", "or"].includes(peek(tokens, low.next).text)) return null;
  const high = lengthAt(tokens, low.next + 1);
  return high && { value: [lengthOf(low.value, high.value.unit), high.value.length], next: high.next };
}

function lengthAt(tokens: readonly Token[], index: number): Parsed<Measured> | null {
  const first = measureAt(tokens, index);
  if (!first) return null;
  let { value, next } = first;
  for (let more = furtherAt(tokens, next, value.unit); more; more = furtherAt(tokens, next, value.unit)) {
    value = { length: sum(value.length, more.value.length), unit: value.unit };
    next = more.next;
  }
  return { value, next };
}

function furtherAt(tokens: readonly Token[], index: number, unit: Unit): Parsed<Measured> | null {
  const joined = peek(tokens, index).text === "," ? index + 1 : index;
  const next = peek(tokens, joined).text === "and" ? joined + 1 : joined;
  if (next > index && peek(tokens, next).text === "a" && peek(tokens, next + 1).text === "half")
    return { value: { length: lengthOf(0.5, unit), unit }, next: next + 2 };
  return measureAt(tokens, next);
}

function measureAt(tokens: readonly Token[], index: number): Parsed<Measured> | null {
  const amount = amountAt(tokens, index);
  const unit = amount && units.get(peek(tokens, amount.next).text);
  if (!amount || !unit) return null;
  const { value, next } = amount;
  const and = peek(tokens, next + 1).text === "and" && peek(tokens, next + 2).text === "a";
  if (and && peek(tokens, next + 3).text === "half")
    return { value: { length: lengthOf(value + 0.5, unit), unit }, next: next + 4 };
  const abbreviated = isTight(tokens, next + 1, ".");
  return { value: { length: lengthOf(value, unit), unit }, next: abbreviated ? next + 2 : next + 1 };
}

function amountAt(tokens: readonly Token[], index: number): Parsed<number> | null {
  const { kind, text } = peek(tokens, index);
  if (kind === "number" && text.length <= 5) return decimalAt(tokens, index, text);
  if (text === "half")
    return { value: 0.5, next: peek(tokens, index + 1).text.startsWith("a") ? index + 2 : index + 1 };
  if (text === "a") {
    const second = peek(tokens, index + 1).text;
    if (second === "few") return { value: 3, next: index + 2 };
    if (second === "couple") return { value: 2, next: peek(tokens, index + 2).text === "of" ? index + 3 : index + 2 };
  }
  const count = kind === "word" ? countAt(tokens, index) : null;
  return count && withHalf(tokens, count);
}

/** `ten`, `twenty-five`, `twenty five`. */
function countAt(tokens: readonly Token[], index: number): Parsed<number> | null {
  const value = counts.get(peek(tokens, index).text);
  if (value === undefined) return null;
  const next = isTight(tokens, index + 1, "-") ? index + 2 : index + 1;
  const ones = counts.get(peek(tokens, next).text) ?? 0;
  const joined = value >= 20 && ones > 0 && ones < 10 && peek(tokens, next).text.length > 2;
  return joined ? { value: value + ones, next: next + 1 } : { value, next: index + 1 };
}

/** `1½`, `one and a half`. */
function withHalf(tokens: readonly Token[], { value, next }: Parsed<number>): Parsed<number> {
  if (isTight(tokens, next, "½")) return { value: value + 0.5, next: next + 1 };
  const spoken = ["and", "a", "half"].every((word, offset) => peek(tokens, next + offset).text === word);
  return spoken ? { value: value + 0.5, next: next + 3 } : { value, next };
}

/** `1.5`, and `1,5`; `1,500` are thousands, which no length has. */
function decimalAt(tokens: readonly Token[], index: number, whole: string): Parsed<number> | null {
  const comma = isTight(tokens, index + 1, ",");
  const fraction = comma || isTight(tokens, index + 1, ".") ? tightNumber(tokens, index + 2) : null;
  if (!fraction) return withHalf(tokens, { value: Number(whole), next: index + 1 });
  if (comma && fraction.text.length > 2) return null;
  return { value: Number(`${whole}.${fraction.text.slice(0, 6)}`), next: index + 3 };
}

function lengthOf(amount: number, unit: Unit): Length {
  if (unit === "month") return { months: Math.floor(amount), days: Math.round((amount % 1) * 30), ms: 0 };
  if (unit === "week" || unit === "day") {
    const days = unit === "week" ? amount * 7 : amount;
    return { months: 0, days: Math.floor(days), ms: Math.round((days % 1) * day) };
  }
  return { months: 0, days: 0, ms: Math.round(amount * clockUnits[unit]) };
}

function sum(a: Length, b: Length): Length {
  return { months: a.months + b.months, days: a.days + b.days, ms: a.ms + b.ms };
}
