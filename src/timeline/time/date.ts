/** Dates in words: `2026-11-20`, `04.01.2022`, `Nov 11, 2025`, `27-Oct`, `last Friday`, `yesterday`; possible or not. */
import { clockAt } from "./clock.ts";
import { lengthsAt } from "./length.ts";
import { endsAt, isTight, type Parsed, peek, type Token, tightNumber } from "./tokens.ts";
import { type DayPart, dayParts, everydayWords, months, weekdays } from "./vocabulary.ts";

export interface MonthDay {
  month: number;
  day: number;
}
export interface CalendarDate extends MonthDay {
  kind: "date";
  year: number | null;
  /** The other way to read `04/05/2022`. */
  swapped: MonthDay | null;
  /** The year's digits where they could be a clock instead: `20 JUN 2000 UTC`. */
  maybeClock: string | null;
  /** Written in digits alone, year first. */
  iso: boolean;
}
export interface WeekdayWords {
  weekday: number;
  which: "last" | "this" | "next" | null;
}
export interface RelativeDay {
  kind: "relative";
  days: number;
}
export type DayWords = CalendarDate | RelativeDay;

const relativeDays: ReadonlyMap<string, number> = new Map([
  ["yesterday", -1],
  ["today", 0],
  ["tonight", 0],
  ["tomorrow", 1],
]);

const date = (year: number | null, month: number, day: number): CalendarDate => ({
  kind: "date",
  year,
  month,
  day,
  swapped: null,
  maybeClock: null,
  iso: false,
});

/** A date with or without its year; one in digits that could be a fraction or a version only before a clock. */
export function dateAt(tokens: readonly Token[], index: number): Parsed<CalendarDate> | null {
  return (
    numericAt(tokens, index) ??
    shortNumericAt(tokens, index) ??
    basicAt(tokens, index) ??
    monthFirstAt(tokens, index) ??
    dayFirstAt(tokens, index)
  );
}

/** `yesterday`, `today`, `the day before yesterday`, `2 days ago`. */
export function relativeDayAt(tokens: readonly Token[], index: number): Parsed<RelativeDay> | null {
  const { text } = peek(tokens, index);
  const days = relativeDays.get(text);
  if (days !== undefined && endsAt(tokens, index + 1)) return { value: { kind: "relative", days }, next: index + 1 };
  if (text === "day" && peek(tokens, index + 1).text === "before" && peek(tokens, index + 2).text === "yesterday")
    return { value: { kind: "relative", days: -2 }, next: index + 3 };
  return daysAgoAt(tokens, index);
}

function daysAgoAt(tokens: readonly Token[], index: number): Parsed<RelativeDay> | null {
  const lengths = lengthsAt(tokens, index);
  if (!lengths || peek(tokens, lengths.next).text !== "ago") return null;
  const [{ months: away, days, ms }] = lengths.value;
  return away > 0 || ms > 0 || days === 0 ? null : { value: { kind: "relative", days: -days }, next: lengths.next + 1 };
}

/** `this morning`, `last night`, `in the evening`, and the `evening` of `yesterday evening`. */
export function dayPartAt(tokens: readonly Token[], index: number): Parsed<DayPart> | null {
  const inThe = peek(tokens, index).text === "in" && peek(tokens, index + 1).text === "the";
  const atNight = peek(tokens, index).text === "at" && peek(tokens, index + 1).text === "night";
  const next = inThe ? index + 2 : atNight ? index + 1 : index;
  const value = dayParts.get(peek(tokens, next).text);
  return value && endsAt(tokens, next + 1) ? { value, next: next + 1 } : null;
}

/** `Friday`, `Fri.`, `last Friday`. Everyday words in lower case (`sat down`) count only where no word follows. */
export function weekdayAt(tokens: readonly Token[], index: number): Parsed<WeekdayWords> | null {
  const lead = peek(tokens, index).text;
  const which = lead === "last" || lead === "this" || lead === "next" ? lead : null;
  const at = which ? index + 1 : index;
  const { raw, text } = peek(tokens, at);
  const weekday = weekdays.get(text);
  if (weekday === undefined || !endsAt(tokens, at + 1) || isTight(tokens, at + 1, "-")) return null;
  if (everydayWords.has(raw) && peek(tokens, at + 1).kind === "word") return null;
  return { value: { weekday, which }, next: isTight(tokens, at + 1, ".") ? at + 2 : at + 1 };
}

/** Three numbers with one sign between them. */
function numericAt(tokens: readonly Token[], index: number): Parsed<CalendarDate> | null {
  const sign = peek(tokens, index + 1);
  const parts = [peek(tokens, index), tightNumber(tokens, index + 2), tightNumber(tokens, index + 4)];
  if (!["-", "/", "."].includes(sign.text) || sign.spaced || !isTight(tokens, index + 3, sign.text)) return null;
  if (isTight(tokens, index + 5, sign.text) && tightNumber(tokens, index + 6)) return null;
  const [first, second, third] = parts.map((part) => (part?.kind === "number" ? part.text : ""));
  if (!first || !second || !third) return null;
  const value = ordered(first, second, third, sign.text);
  if (!value) return null;
  const next = index + 5;
  return third.length === 2 && !value.iso && !clockFollows(tokens, next) ? null : { value, next };
}

function ordered(first: string, second: string, third: string, sign: string): CalendarDate | null {
  if (second.length > 2) return null;
  if (isYear(first))
    return third.length > 2 ? null : { ...date(Number(first), Number(second), Number(third)), iso: true };
  if (first.length > 2 || !(isYear(third) || third.length === 2)) return null;
  const year = third.length === 2 ? 2000 + Number(third) : Number(third);
  return eitherOrder(year, Number(first), Number(second), sign);
}

/** Dots put the day first; slashes and dashes may do either. */
function eitherOrder(year: number | null, first: number, second: number, sign: string): CalendarDate {
  if (sign !== "." && second > 12 && first <= 12) return date(year, first, second);
  const dayFirst = date(year, second, first);
  const open = sign !== "." && first <= 12 && second <= 12 && first !== second;
  return open ? { ...dayFirst, swapped: { month: first, day: second } } : dayFirst;
}

/** `10/12 14:02`, `04.01. 14:02`: no fraction, as a clock follows. */
function shortNumericAt(tokens: readonly Token[], index: number): Parsed<CalendarDate> | null {
  const found = yearlessAt(tokens, index);
  return found && peek(tokens, found.next).spaced && clockFollows(tokens, found.next) ? found : null;
}

/** `10/12`, `04.01.`: as well a fraction or a count; only its surroundings tell. */
export function yearlessAt(tokens: readonly Token[], index: number): Parsed<CalendarDate> | null {
  const first = peek(tokens, index);
  const sign = peek(tokens, index + 1);
  const second = tightNumber(tokens, index + 2);
  if (first.kind !== "number" || first.text.length > 2 || sign.spaced || !second || second.text.length > 2) return null;
  const dots = sign.text === "." && isTight(tokens, index + 3, ".");
  if (sign.text !== "/" && !dots) return null;
  return { value: eitherOrder(null, Number(first.text), Number(second.text), sign.text), next: index + (dots ? 4 : 3) };
}

/** The `20261120` of `20261120T140233Z`. */
function basicAt(tokens: readonly Token[], index: number): Parsed<CalendarDate> | null {
  const { kind, text } = peek(tokens, index);
  const isDate = kind === "number" && text.length === 8 && isYear(text.slice(0, 4)) && isTight(tokens, index + 1, "t");
  if (!isDate) return null;
  return {
    value: { ...date(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6))), iso: true },
    next: index + 1,
  };
}

function clockFollows(tokens: readonly Token[], index: number): boolean {
  const joined = [",", "@", "at"].includes(peek(tokens, index).text);
  return clockAt(tokens, joined ? index + 1 : index) !== null;
}

/** `Oct 13`, `Sept. 27th, 2025`. */
function monthFirstAt(tokens: readonly Token[], index: number): Parsed<CalendarDate> | null {
  const month = monthAt(tokens, index);
  const day = month && dayNumberAt(tokens, afterSign(tokens, month.next));
  if (!month || !day || isTight(tokens, day.next, ":") || tightNumber(tokens, day.next)) return null;
  return withYear(tokens, { value: date(null, month.value, day.value), next: day.next });
}

/** `13 Oct`, `27-Oct`, `13th of October 2025`, and `2025 Oct 13`. */
function dayFirstAt(tokens: readonly Token[], index: number): Parsed<CalendarDate> | null {
  const number = peek(tokens, index);
  if (number.kind === "number" && isYear(number.text)) return yearFirstAt(tokens, index);
  const day = dayNumberAt(tokens, index);
  const of = day && (["of", "."].includes(peek(tokens, day.next).text) ? day.next + 1 : afterSign(tokens, day.next));
  const month = of === null ? null : monthAt(tokens, of);
  if (!day || !month) return null;
  return withYear(tokens, { value: date(null, month.value, day.value), next: month.next });
}

function yearFirstAt(tokens: readonly Token[], index: number): Parsed<CalendarDate> | null {
  const month = monthAt(tokens, afterSign(tokens, index + 1));
  const day = month && dayNumberAt(tokens, afterSign(tokens, month.next));
  if (!month || !day || isTight(tokens, day.next, ":")) return null;
  return { value: date(Number(peek(tokens, index).text), month.value, day.value), next: day.next };
}

/** A month's name. `may` and `march` in lower case could be verbs: they need a number beside them and no word behind. */
function monthAt(tokens: readonly Token[], index: number): Parsed<number> | null {
  const { raw, text } = peek(tokens, index);
  const month = months.get(text);
  const after = peek(tokens, index + 1);
  if (month === undefined || (everydayWords.has(raw) && after.kind === "word")) return null;
  if (!endsAt(tokens, index + 1) && after.kind !== "number") return null;
  return { value: month, next: isTight(tokens, index + 1, ".") ? index + 2 : index + 1 };
}

function dayNumberAt(tokens: readonly Token[], index: number): Parsed<number> | null {
  const { kind, text } = peek(tokens, index);
  if (kind !== "number" || text.length > 2) return null;
  const ordinal = peek(tokens, index + 1);
  const counted = !ordinal.spaced && ["st", "nd", "rd", "th"].includes(ordinal.text);
  return { value: Number(text), next: counted ? index + 2 : index + 1 };
}

function withYear(tokens: readonly Token[], { value, next }: Parsed<CalendarDate>): Parsed<CalendarDate> {
  const at = peek(tokens, next).text === "," ? next + 1 : afterSign(tokens, next);
  const { kind, text } = peek(tokens, at);
  if (kind !== "number" || !isYear(text) || looksLikeAnother(tokens, at + 1)) return { value, next };
  return { value: { ...value, year: Number(text), maybeClock: at === next ? text : null }, next: at + 1 };
}

/** `Oct 13 2025-11-20`: that year begins a date of its own. */
function looksLikeAnother(tokens: readonly Token[], index: number): boolean {
  return (isTight(tokens, index, "-") || isTight(tokens, index, "/")) && tightNumber(tokens, index + 1) !== null;
}

/** Steps over the sign of `27-Oct-2025` and `27/Oct/2025`. */
function afterSign(tokens: readonly Token[], index: number): number {
  const joined = (isTight(tokens, index, "-") || isTight(tokens, index, "/")) && !peek(tokens, index + 1).spaced;
  return joined ? index + 1 : index;
}

/** Four digits that people mean as a year. */
export function isYear(text: string): boolean {
  return text.length === 4 && text >= "1970" && text <= "2099";
}
