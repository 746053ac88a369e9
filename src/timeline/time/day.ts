/** Reads days to come in people's words: `Friday`, `Dec 1`, `in 2 weeks`, `end of month`. */
import type { Temporal } from "temporal-polyfill";
import type { Day } from "../../incident/action-item.ts";
import { dateIn, type TimeContext } from "./context.ts";
import {
  type CalendarDate,
  dateAt,
  type MonthDay,
  relativeDayAt,
  type WeekdayWords,
  weekdayAt,
  yearlessAt,
} from "./date.ts";
import { dateFault } from "./faults.ts";
import { type Length, lengthsAt } from "./length.ts";
import { quoted } from "./sentences.ts";
import { endsAt, type Parsed, peek, type Token, textBehind, tokenize } from "./tokens.ts";

/** A day and the text behind it, without the sign between them; or why there is none, and what to type instead. */
export type DayReading = { day: Day; rest: string } | { problem: string };
type Found = Parsed<Temporal.PlainDate | { fault: string }>;
type Rule = (tokens: readonly Token[], index: number, today: Temporal.PlainDate) => Found | null;

const rules: readonly Rule[] = [weekdayRule, dateRule, relativeRule, lengthRule, periodRule, ordinalRule];
const periods = new Set(["day", "week", "month", "quarter", "year"]);
const shorthands = new Map([
  ["eod", "day"],
  ["eow", "week"],
  ["eom", "month"],
  ["eoq", "quarter"],
  ["eoy", "year"],
]);
/** People end their week on Friday. */
const friday = 5;

/**
 * Reads a day at the very start of a text, in the team's zone: the next such day, today included; a week ends on Friday,
 * `next week` is its Monday. Null: no day stands there. A problem: it looks like a day and is none, or is over.
 */
export function readDay(text: string, context: TimeContext): DayReading | null {
  const tokens = tokenize(text);
  const start = ["by", "on", "due"].includes(peek(tokens, 0).text) ? 1 : 0;
  const today = dateIn(context.zone, context.written);
  const found = firstOf(tokens, peek(tokens, start).text === "the" ? start + 1 : start, today);
  if (!found) return null;
  const end = peek(tokens, found.next - 1).end;
  const words = quoted(text.slice(peek(tokens, start).start, end));
  const example = `Type a day such as \`Friday\` or \`${today.add({ days: 14 }).toString()}\`.`;
  if ("fault" in found.value) return { problem: `${words} is not a day: ${found.value.fault}. ${example}` };
  if (before(found.value, today)) return { problem: `${words} is over. ${example}` };
  return { day: found.value.toString(), rest: textBehind(text, end) };
}

function firstOf(tokens: readonly Token[], index: number, today: Temporal.PlainDate): Found | null {
  for (const rule of rules) {
    const found = rule(tokens, index, today);
    if (found) return found;
  }
  return null;
}

/** `Friday`, `next Friday` (after today), `Friday next week`, `Fri, 27 Nov`. */
function weekdayRule(tokens: readonly Token[], index: number, today: Temporal.PlainDate): Found | null {
  const found = weekdayAt(tokens, index);
  if (!found) return null;
  const dated = dateRule(tokens, peek(tokens, found.next).text === "," ? found.next + 1 : found.next, today);
  if (dated) return agreeing(found.value, dated);
  const nextWeek = peek(tokens, found.next).text === "next" && peek(tokens, found.next + 1).text === "week";
  if (nextWeek) return { value: monday(today).add({ days: 6 + found.value.weekday }), next: found.next + 2 };
  const from = found.value.which === "next" ? today.add({ days: 1 }) : today;
  if (found.value.which === "last") return { value: today.subtract({ days: 1 }), next: found.next };
  return { value: upcoming(found.value.weekday, from), next: found.next };
}

function agreeing({ weekday }: WeekdayWords, dated: Found): Found {
  if ("fault" in dated.value || dated.value.dayOfWeek === weekday) return dated;
  return { ...dated, value: { fault: "the weekday and the date are different days" } };
}

/** `2026-12-01`, `Dec 1`, `12/1` where only one order is possible. */
function dateRule(tokens: readonly Token[], index: number, today: Temporal.PlainDate): Found | null {
  const found = dateAt(tokens, index) ?? yearlessAt(tokens, index);
  if (!found || !endsAt(tokens, found.next)) return null;
  const fault = dateFault(found.value);
  return { value: fault ? { fault } : dayOf(found.value, today), next: found.next };
}

function dayOf(date: CalendarDate, today: Temporal.PlainDate): Temporal.PlainDate | { fault: string } {
  const orders: MonthDay[] = date.swapped ? [date, date.swapped] : [date];
  const days = orders.map((order) => nextDate(date.year, order, today));
  const open = days.filter((day) => !before(day, today));
  const [first = days[0], second] = open;
  if (second) return { fault: `it can be ${open.map((day) => `\`${day.toString()}\``).join(" or ")}` };
  return first ?? { fault: "it has no date" };
}

/** The date in its year, or in the first year that has it and in which it is not over. */
function nextDate(year: number | null, { month, day }: MonthDay, today: Temporal.PlainDate): Temporal.PlainDate {
  const years = year === null ? [...Array(9).keys()].map((ahead) => today.year + ahead) : [year];
  const dates = years.map((one) => today.with({ year: one, month, day }));
  return dates.find((date) => date.day === day && (year !== null || !before(date, today))) ?? today;
}

function relativeRule(tokens: readonly Token[], index: number, today: Temporal.PlainDate): Found | null {
  const found = relativeDayAt(tokens, index);
  return found && { value: today.add({ days: found.value.days }), next: found.next };
}

/** `in 2 weeks`, `within 10 days`, `3 days from now`. */
function lengthRule(tokens: readonly Token[], index: number, today: Temporal.PlainDate): Found | null {
  const lead = ["in", "within"].includes(peek(tokens, index).text);
  const found = lengthsAt(tokens, lead ? index + 1 : index);
  if (!found) return null;
  const fromNow = peek(tokens, found.next).text === "from" && peek(tokens, found.next + 1).text === "now";
  const [, longest] = found.value;
  return lead || fromNow ? { value: after(today, longest), next: fromNow ? found.next + 2 : found.next } : null;
}

function after(today: Temporal.PlainDate, { months, days, ms }: Length): Temporal.PlainDate {
  return today.add({ months, days: days + Math.floor(ms / 86_400_000) });
}

/** `end of month`, `EOW`; `this week` is its end, `next week` and `next month` their first day. */
function periodRule(tokens: readonly Token[], index: number, today: Temporal.PlainDate): Found | null {
  const short = shorthands.get(peek(tokens, index).text);
  if (short && endsAt(tokens, index + 1)) return { value: endOf(short, today), next: index + 1 };
  if (peek(tokens, index).text === "end" && peek(tokens, index + 1).text === "of")
    return endRule(tokens, index + 2, today);
  const which = peek(tokens, index).text;
  const period = peek(tokens, index + 1).text;
  if (period === "day" || !periods.has(period) || (which !== "this" && which !== "next")) return null;
  return { value: which === "this" ? endOf(period, today) : beginOfNext(period, today), next: index + 2 };
}

/** What follows `end of`: `month`, `the month`, `next week`. */
function endRule(tokens: readonly Token[], index: number, today: Temporal.PlainDate): Found | null {
  const which = peek(tokens, index).text;
  const at = ["the", "this", "next"].includes(which) ? index + 1 : index;
  const period = peek(tokens, at).text;
  if (!periods.has(period)) return null;
  return { value: endOf(period, which === "next" ? beginOfNext(period, today) : today), next: at + 1 };
}

function endOf(period: string, day: Temporal.PlainDate): Temporal.PlainDate {
  if (period === "day") return day;
  if (period === "week") return upcoming(friday, day);
  return beginOfNext(period, day).subtract({ days: 1 });
}

function beginOfNext(period: string, day: Temporal.PlainDate): Temporal.PlainDate {
  if (period === "day") return day.add({ days: 1 });
  if (period === "week") return monday(day).add({ days: 7 });
  if (period === "year") return day.with({ month: 1, day: 1 }).add({ years: 1 });
  const months = period === "quarter" ? 3 - ((day.month - 1) % 3) : 1;
  return day.with({ day: 1 }).add({ months });
}

/** `the 15th`: this month's or the next. */
function ordinalRule(tokens: readonly Token[], index: number, today: Temporal.PlainDate): Found | null {
  const { kind, text } = peek(tokens, index);
  const suffix = peek(tokens, index + 1);
  if (kind !== "number" || text.length > 2 || suffix.spaced || !["st", "nd", "rd", "th"].includes(suffix.text))
    return null;
  const day = Number(text);
  const months = [0, 1, 2].map((ahead) => today.with({ day: 1 }).add({ months: ahead }));
  const possible = months.filter((month) => day >= 1 && day <= month.daysInMonth).map((month) => month.with({ day }));
  const value = possible.find((date) => !before(date, today)) ?? {
    fault: `there is no ${day}${suffix.text} of a month`,
  };
  return { value, next: index + 2 };
}

function monday(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.subtract({ days: day.dayOfWeek - 1 });
}

function upcoming(weekday: number, from: Temporal.PlainDate): Temporal.PlainDate {
  return from.add({ days: (weekday - from.dayOfWeek + 7) % 7 });
}

function before(a: Temporal.PlainDate, b: Temporal.PlainDate): boolean {
  return a.toString() < b.toString();
}
