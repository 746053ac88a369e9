/** The cheap first look: whether a text can begin with a time at all, told by its first word or sign. */
import { approximations, counts, dayParts, glue, months, weekdays } from "./vocabulary.ts";
import { zoneOfAbbreviation, zoneOfName } from "./zones.ts";

const starters = new Set([
  ...months.keys(),
  ...weekdays.keys(),
  ...approximations,
  ...glue,
  ...counts.keys(),
  ...dayParts.keys(),
  ...(
    "the between from for since starting beginning in this last next yesterday today tonight tomorrow day noon midday midnight " +
    "now just right shortly half quarter time when date hh yyyy xx tbd utc gmt ut zulu z us local coordinated greenwich universal https " +
    "africa america antarctica arctic asia atlantic australia brazil canada chile etc europe indian mexico " +
    "west south east north hong new western eastern central middle australian"
  ).split(" "),
]);
/** White space and invisible marks, then a sign that can begin a time, a number, or a word's first letters. */
const beginning = /[\s\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069]*(?:([~≈∼～([<*'"“`\-–—−@\d])|(\p{L}{1,16}))/uy;

/** False where a text is certainly none; decided without reading beyond its first word. */
export function canBegin(text: string): boolean {
  beginning.lastIndex = 0;
  const [, sign, word] = beginning.exec(text) ?? [];
  if (sign || !word) return sign !== undefined;
  const name = word.toLowerCase();
  return starters.has(name) || zoneOfAbbreviation(word) !== null || zoneOfName(name, null) !== null;
}
