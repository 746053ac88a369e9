/** A point in time as people write it: date, clock and zone in any order, joined by glue, confirmed in parentheses. */
import { bareHourAt, type Clock, clockAt, compactClock, looseClockAt } from "./clock.ts";
import {
  type DayWords,
  dateAt,
  dayPartAt,
  isYear,
  relativeDayAt,
  type WeekdayWords,
  weekdayAt,
  yearlessAt,
} from "./date.ts";
import { endsAt, isTight, type Parsed, peek, type Token, tightNumber } from "./tokens.ts";
import { approximations, type DayPart, glue } from "./vocabulary.ts";
import { digitsAt, zoneAt } from "./zone-words.ts";
import { exactly, type ZoneWords } from "./zones.ts";

export interface Point {
  day: DayWords | null;
  weekday: WeekdayWords | null;
  part: DayPart | null;
  clock: Clock | null;
  zone: ZoneWords | "local" | null;
  /** What stood in parentheses and says the same again: `(22:12 UTC)`. */
  confirmation: Point | null;
  approximate: boolean;
  /** `now`, as the end of a range. */
  now: boolean;
}
type Element = (tokens: readonly Token[], index: number, point: Point) => Parsed<Partial<Point>> | null;

export const nowhere: Point = {
  day: null,
  weekday: null,
  part: null,
  clock: null,
  zone: null,
  confirmation: null,
  approximate: false,
  now: false,
};

const elements: readonly Element[] = [
  inBrackets,
  afterSlash,
  dayElement,
  weekdayElement,
  partElement,
  clockElement,
  offsetElement,
  zoneElement,
  trailingYear,
  ishElement,
];

/** Everything from an index that belongs to one point; what it says may still be incomplete or impossible. */
export function pointAt(tokens: readonly Token[], index: number, begun: Point = nowhere): Parsed<Point> | null {
  let found: Parsed<Point> = { value: begun, next: index };
  for (let more = extended(tokens, found); more; more = extended(tokens, found)) found = more;
  return found.next === index ? null : { ...found, value: withYearAsClock(found.value) };
}

function extended(tokens: readonly Token[], { value: point, next }: Parsed<Point>): Parsed<Point> | null {
  const { value: approximate, next: start } = glueAt(tokens, next, point);
  for (const element of elements) {
    const found = element(tokens, start, point);
    if (found)
      return { value: { ...point, approximate: point.approximate || approximate, ...found.value }, next: found.next };
  }
  return null;
}

/** Steps over what joins the elements, and says whether it made the time approximate. */
function glueAt(tokens: readonly Token[], index: number, point: Point): Parsed<boolean> {
  let approximate = false;
  let next = index;
  for (let step = glueLength(tokens, next, point); step > 0; step = glueLength(tokens, next, point)) {
    approximate ||= approximations.has(peek(tokens, next).text) || step === 2;
    next += step;
  }
  return { value: approximate, next };
}

/** How many tokens of glue stand here: `shortly after` and `approx.` are two. */
function glueLength(tokens: readonly Token[], index: number, point: Point): number {
  const { text, spaced } = peek(tokens, index);
  const after = peek(tokens, index + 1);
  if (approximations.has(text)) return text !== "~" && isTight(tokens, index + 1, ".") ? 2 : 1;
  if ((text === "just" || text === "shortly") && (after.text === "after" || after.text === "before")) return 2;
  if (glue.has(text)) return 1;
  if (!point.day || point.clock) return 0;
  const joinsClock = text === "-" || text === ":" || text === "|" || (text === "t" && !spaced && !after.spaced);
  return joinsClock ? 1 : 0;
}

function dayElement(tokens: readonly Token[], index: number, point: Point): Parsed<Partial<Point>> | null {
  if (point.day) return null;
  const start = peek(tokens, index).text === "the" ? index + 1 : index;
  const found = dateAt(tokens, start) ?? relativeDayAt(tokens, start) ?? dayBehind(tokens, start, point);
  return found && { value: { day: found.value }, next: found.next };
}

/** `14:02 20/11`, `14:02 on 20/11`: no fraction, where nothing follows or `on` says so. */
function dayBehind(tokens: readonly Token[], index: number, point: Point): Parsed<DayWords> | null {
  const found = point.clock ? yearlessAt(tokens, index) : null;
  const said = peek(tokens, index - 1).text === "on";
  return found && (said || peek(tokens, found.next).kind === "end") ? found : null;
}

function weekdayElement(tokens: readonly Token[], index: number, point: Point): Parsed<Partial<Point>> | null {
  const found = point.weekday ? null : weekdayAt(tokens, index);
  return found && { value: { weekday: found.value }, next: found.next };
}

/** `this morning`, `last night`; `yesterday evening`; `9:15 in the morning`. */
function partElement(tokens: readonly Token[], index: number, point: Point): Parsed<Partial<Point>> | null {
  if (point.part || point.clock?.half) return null;
  const lead = peek(tokens, index).text;
  const days = lead === "this" ? 0 : lead === "last" ? -1 : null;
  const found = dayPartAt(tokens, days === null ? index : index + 1);
  if (!found || (days === -1 && found.value !== "night")) return null;
  if (days !== null)
    return point.day ? null : { value: { part: found.value, day: { kind: "relative", days } }, next: found.next };
  const belongs = point.clock ? found.next > index + 1 : point.day !== null || point.weekday !== null;
  return belongs ? { value: { part: found.value }, next: found.next } : null;
}

function clockElement(tokens: readonly Token[], index: number, point: Point): Parsed<Partial<Point>> | null {
  if (point.clock) return null;
  const firm = clockAt(tokens, index);
  if (firm) return { value: { clock: firm.value }, next: firm.next };
  const hour = point.part ? bareHourAt(tokens, index) : null;
  if (hour && peek(tokens, hour.next).kind === "end") return { value: { clock: hour.value }, next: hour.next };
  const loose = looseClockAt(tokens, index);
  return loose && hasCompany(tokens, loose.next, point) ? { value: { clock: loose.value }, next: loose.next } : null;
}

/** `0810` and `14.02` are clocks beside a zone, or after a date where no word follows. */
function hasCompany(tokens: readonly Token[], next: number, point: Point): boolean {
  if (point.zone || zoneAt(tokens, next)) return true;
  if (point.day?.kind !== "date") return bracketedZone(tokens, next);
  const after = peek(tokens, next);
  return after.kind !== "word" || bracketedZone(tokens, next);
}

function bracketedZone(tokens: readonly Token[], index: number): boolean {
  return peek(tokens, index).text === "(" && zoneAt(tokens, index + 1) !== null;
}

function zoneElement(tokens: readonly Token[], index: number, point: Point): Parsed<Partial<Point>> | null {
  const found = point.zone ? null : zoneAt(tokens, index);
  return found && { value: { zone: found.value }, next: found.next };
}

/** A bare offset. A minus sign may as well begin the other end of a range: it counts where a machine would write it. */
function offsetElement(tokens: readonly Token[], index: number, point: Point): Parsed<Partial<Point>> | null {
  const sign = peek(tokens, index);
  if (!point.clock || point.zone || !["+", "-", "−"].includes(sign.raw)) return null;
  const found = digitsAt(tokens, index);
  if (!found || !isOffset(tokens, index, found, point, point.clock)) return null;
  return { value: { zone: exactly(found.value) }, next: found.next };
}

function isOffset(tokens: readonly Token[], index: number, found: Parsed<string>, point: Point, clock: Clock): boolean {
  const { text, spaced } = peek(tokens, index);
  const exact = clock.second !== null || isJoined(tokens, index);
  const digits = peek(tokens, index + 1).text.length;
  if (digits <= 2 && found.next === index + 2) {
    const alone = spaced ? peek(tokens, found.next).kind === "end" : exact || text === "+";
    return alone && (digits === 2 || spaced);
  }
  if (digits === 4 && spaced && !point.day && !exact) return peek(tokens, found.next).kind !== "word";
  if (text === "+" || spaced || exact) return true;
  if (digits === 4) return peek(tokens, index - 1).text.length !== 4;
  const asRange = point.day?.kind === "date" && point.day.iso ? 8 * 60 : 12 * 60;
  return minutesUntil(found.value, clock) > asRange;
}

/** `2026-11-20T05:00-06:00`: the clock was joined to its date by a `T`, so what follows is an offset. */
function isJoined(tokens: readonly Token[], index: number): boolean {
  return isTight(tokens, index - 4, "t");
}

/** How long `14:02-05:00` would last as a range over midnight; 0 where it would not go over it. */
function minutesUntil(offset: string, { hour, minute }: Clock): number {
  const length = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)) - (hour * 60 + minute);
  return length < 0 ? length + 24 * 60 : 0;
}

/** `(UTC+1)`, `(Oct 13)`, `[Europe/Berlin]`, or the same time again: `(22:12 UTC)`. */
function inBrackets(tokens: readonly Token[], index: number, point: Point): Parsed<Partial<Point>> | null {
  const closing = peek(tokens, index).text === "(" ? ")" : peek(tokens, index).text === "[" ? "]" : null;
  if (!closing) return null;
  const inner = pointAt(tokens, index + 1);
  if (!inner || peek(tokens, inner.next).text !== closing) return null;
  const value = merged(point, inner.value);
  return value && { value, next: inner.next + 1 };
}

/** `11:53 PST / 19:53 UTC` says the same time twice. */
function afterSlash(tokens: readonly Token[], index: number, point: Point): Parsed<Partial<Point>> | null {
  const sign = peek(tokens, index).text;
  if (!point.clock || !point.zone || point.confirmation || (sign !== "/" && sign !== "=")) return null;
  const inner = pointAt(tokens, index + 1);
  if (!inner?.value.clock || !inner.value.zone || inner.value.day) return null;
  return { value: { confirmation: inner.value }, next: inner.next };
}

function merged(point: Point, inner: Point): Partial<Point> | null {
  if (inner.clock && point.clock) return { confirmation: inner };
  if (inner.zone && point.zone) return { confirmation: { ...inner, clock: point.clock } };
  if ((inner.day && point.day) || (inner.weekday && point.weekday)) return null;
  return {
    clock: point.clock ?? inner.clock,
    zone: point.zone ?? inner.zone,
    day: point.day ?? inner.day,
    weekday: point.weekday ?? inner.weekday,
  };
}

/** The year at the end of `Fri Nov 20 14:02:33 UTC 2026`. */
function trailingYear(tokens: readonly Token[], index: number, { day, clock }: Point): Parsed<Partial<Point>> | null {
  const { kind, text } = peek(tokens, index);
  if (day?.kind !== "date" || day.year !== null || clock === null || clock.second === null) return null;
  return kind === "number" && isYear(text) ? { value: { day: { ...day, year: Number(text) } }, next: index + 1 } : null;
}

/** `14:02ish`, `14:02 or so`, `14:02 approx.`, `14:02?` */
function ishElement(
  tokens: readonly Token[],
  index: number,
  { clock, approximate }: Point,
): Parsed<Partial<Point>> | null {
  if (!clock || approximate) return null;
  const value = { approximate: true };
  const ish = isTight(tokens, index, "-") ? index + 1 : index;
  if (peek(tokens, ish).text === "ish" && endsAt(tokens, ish + 1)) return { value, next: ish + 1 };
  if (peek(tokens, index).text === "or" && peek(tokens, index + 1).text === "so") return { value, next: index + 2 };
  const before = peek(tokens, index - 1).text;
  if (isTight(tokens, index, "?") && !tightNumber(tokens, index + 1)) return { value, next: index + 1 };
  const said = before.startsWith("approx") && peek(tokens, index).kind === "end";
  return said ? { value, next: index } : null;
}

/** `20 JUN 2000 UTC`: a year with no clock beside it, but with a zone, is the clock. */
function withYearAsClock(point: Point): Point {
  const { day, clock, zone } = point;
  if (clock || !zone || day?.kind !== "date" || day.maybeClock === null) return point;
  return { ...point, day: { ...day, year: null }, clock: compactClock(day.maybeClock) };
}
