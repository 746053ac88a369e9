/** Zones in words: `Z`, `UTC+1`, `+02:00`, `CET`, `Mountain Daylight Time`, `Pacific`, `Europe/Berlin`. */
import { Temporal } from "temporal-polyfill";
import { endsAt, isTight, type Parsed, peek, type Token, tightNumber } from "./tokens.ts";
import { exactly, isAmericanName, type ZoneWords, zoneOfAbbreviation, zoneOfCity, zoneOfName } from "./zones.ts";

export type ZoneParsed = Parsed<ZoneWords | "local">;

const universal = new Set(["utc", "gmt", "ut", "zulu"]);
const universalNames = new Set(["coordinated universal", "greenwich mean", "universal"]);
const areas = new Set(
  "africa america antarctica arctic asia atlantic australia brazil canada chile etc europe indian mexico pacific us".split(
    " ",
  ),
);
const seasons = new Map([
  ["standard", "standard"],
  ["daylight", "daylight"],
  ["summer", "daylight"],
] as const);

/** A zone by its name. `local` is the team's own. */
export function zoneAt(tokens: readonly Token[], index: number): ZoneParsed | null {
  if (peek(tokens, index).kind !== "word") return null;
  return (
    universalAt(tokens, index) ?? regionAt(tokens, index) ?? abbreviationAt(tokens, index) ?? spelledAt(tokens, index)
  );
}

/** `Z`, `UTC`, `GMT`, alone or with an offset: `UTC+1`, `GMT -05:00`. */
function universalAt(tokens: readonly Token[], index: number): ZoneParsed | null {
  const { raw, text, spaced } = peek(tokens, index);
  if (text === "z" && (raw === "Z" || !spaced) && endsAt(tokens, index + 1))
    return { value: exactly("UTC"), next: index + 1 };
  if (!universal.has(text) || !endsAt(tokens, index + 1)) return null;
  const sign = peek(tokens, index + 1);
  const offset =
    (sign.text === "+" || sign.text === "-") && !peek(tokens, index + 2).spaced ? digitsAt(tokens, index + 1) : null;
  const isRange = offset && rangeRather(tokens, index, offset);
  return offset && !isRange
    ? { value: exactly(offset.value), next: offset.next }
    : { value: exactly("UTC"), next: index + 1 };
}

/** `10:00 UTC-11:00` and `10:00 UTC-10:30 UTC` go on to another clock: hardly anybody lives ten hours west. */
function rangeRather(tokens: readonly Token[], index: number, offset: Parsed<string>): boolean {
  const sign = peek(tokens, index + 1);
  if (sign.text !== "-" || !isTight(tokens, index + 3, ":")) return false;
  return (
    /^-1[0-2]/.test(offset.value) || universal.has(peek(tokens, offset.next).text) || isTight(tokens, offset.next, "z")
  );
}

/** A bare offset after a clock: `+01:00`, `+0200`, `+02`; which of these count is the caller's to say. */
export function digitsAt(tokens: readonly Token[], index: number): Parsed<string> | null {
  const sign = peek(tokens, index).text === "+" ? "+" : "-";
  const hours = peek(tokens, index + 1);
  if (hours.kind !== "number" || hours.spaced) return null;
  const minutes = isTight(tokens, index + 2, ":") ? tightNumber(tokens, index + 3) : null;
  const digits = hours.text.length <= 2 ? hours.text.padStart(2, "0") + (minutes?.text ?? "00") : hours.text;
  if (hours.text.length === 3 || digits.length !== 4 || !isReal(sign, digits)) return null;
  return { value: `${sign}${digits.slice(0, 2)}:${digits.slice(2)}`, next: index + (minutes ? 4 : 2) };
}

/** Offsets that are kept somewhere: −12:00 to +14:00, in quarters of an hour. */
function isReal(sign: string, digits: string): boolean {
  const hours = Number(digits.slice(0, 2));
  const minutes = Number(digits.slice(2));
  return minutes % 15 === 0 && minutes < 60 && hours * 60 + minutes <= (sign === "+" ? 14 : 12) * 60;
}

/** An IANA name; the longest one that exists. */
function regionAt(tokens: readonly Token[], index: number): ZoneParsed | null {
  const start = peek(tokens, index);
  if (!areas.has(start.text) || !isTight(tokens, index + 1, "/")) return null;
  let name = start.raw;
  let found: ZoneParsed | null = null;
  for (let next = index + 1; next < index + 9; next += 2) {
    const [sign, part] = [peek(tokens, next), peek(tokens, next + 1)];
    if (sign.spaced || part.spaced || !["/", "-", "+"].includes(sign.text)) break;
    name += sign.text + part.raw;
    if (isZone(name)) found = { value: exactly(name), next: next + 2 };
  }
  return found;
}

/** Whether this is a zone that Temporal knows. */
function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function abbreviationAt(tokens: readonly Token[], index: number): ZoneParsed | null {
  const value = zoneOfAbbreviation(peek(tokens, index).raw);
  const isKey = isTight(tokens, index + 1, "-") && isIssueNumber(tokens, index + 2);
  return value && endsAt(tokens, index + 1) && !isKey ? { value, next: index + 1 } : null;
}

/** The `1234` of `PT-1234`; in `7:00 PT-9:00 PT` a clock follows. */
function isIssueNumber(tokens: readonly Token[], index: number): boolean {
  return tightNumber(tokens, index) !== null && !isTight(tokens, index + 1, ":") && peek(tokens, index + 1).spaced;
}

/** `Mountain Daylight Time`, `Eastern time`, `central european summer time`, `Pacific`, `local time`. */
function spelledAt(tokens: readonly Token[], index: number): ZoneParsed | null {
  const start = peek(tokens, index).text === "us" ? index + 1 : index;
  const first = peek(tokens, start).text;
  if (first === "local")
    return { value: "local", next: peek(tokens, start + 1).text === "time" ? start + 2 : start + 1 };
  const two = `${first} ${peek(tokens, start + 1).text}`;
  return (
    namedAt(tokens, start, first, start + 1) ??
    namedAt(tokens, start, two, start + 2) ??
    cityAt(tokens, first, start + 1) ??
    cityAt(tokens, two, start + 2)
  );
}

function namedAt(tokens: readonly Token[], start: number, name: string, next: number): ZoneParsed | null {
  const season = seasons.get(peek(tokens, next).text as "standard") ?? null;
  const time = season ? next + 1 : next;
  const spelled = peek(tokens, time).text === "time";
  if (spelled && universalNames.has(name)) return { value: exactly("UTC"), next: time + 1 };
  const value = zoneOfName(name, season);
  if (value && spelled) return { value, next: time + 1 };
  return value && standsAlone(tokens, start) ? { value, next: start + 1 } : null;
}

function cityAt(tokens: readonly Token[], name: string, next: number): ZoneParsed | null {
  const value = peek(tokens, next).text === "time" ? zoneOfCity(name) : null;
  return value && { value, next: next + 1 };
}

/** Without "time" only the four American names count, and not where they describe something: `Pacific region`. */
function standsAlone(tokens: readonly Token[], index: number): boolean {
  const after = peek(tokens, index + 1);
  const joins = ["to", "until", "till", "and", "on", "by", "for"].includes(after.text);
  return isAmericanName(peek(tokens, index).text) && endsAt(tokens, index + 1) && (after.kind !== "word" || joins);
}
