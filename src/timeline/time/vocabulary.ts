/** The words of times: months, weekdays, numbers, units, and the glue between them. */

/** In full, in lower case. */
export const monthNames = "january february march april may june july august september october november december".split(
  " ",
);
const dayNames = "monday tuesday wednesday thursday friday saturday sunday".split(" ");

/** Month names and their usual abbreviations, to 1–12. */
export const months: ReadonlyMap<string, number> = new Map([
  ...monthNames.flatMap((name, index): [string, number][] => [
    [name, index + 1],
    [name.slice(0, 3), index + 1],
  ]),
  ["sept", 9],
]);

/** Weekday names and their usual abbreviations, to 1 (Monday) – 7 (Sunday). */
export const weekdays: ReadonlyMap<string, number> = new Map([
  ...dayNames.flatMap((name, index): [string, number][] => [
    [name, index + 1],
    [name.slice(0, 3), index + 1],
  ]),
  ["tues", 2],
  ["weds", 3],
  ["thur", 4],
  ["thurs", 4],
]);

/** Names of months and weekdays that are English words too: in lower case they need company to count. */
export const everydayWords: ReadonlySet<string> = new Set(["may", "march", "mar", "sat", "sun", "wed"]);

/** Counting words. */
export const counts: ReadonlyMap<string, number> = new Map(
  Object.entries({
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    fifteen: 15,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
  }),
);

export type Unit = "second" | "minute" | "hour" | "day" | "week" | "month";
const unitNames: Record<Unit, string> = {
  second: "s sec secs second seconds",
  minute: "m min mins minute minutes",
  hour: "h hr hrs hour hours",
  day: "d day days",
  week: "w wk wks week weeks",
  month: "mo month months",
};
export const units: ReadonlyMap<string, Unit> = new Map(
  Object.entries(unitNames).flatMap(([unit, names]) => names.split(" ").map((name) => [name, unit as Unit] as const)),
);

/** Words that say a time is not exact. */
export const approximations: ReadonlySet<string> = new Set(
  "~ around about approx approximately circa ca c roughly sometime maybe probably over nearly almost".split(" "),
);
/** Words and signs that join a date, a clock and a zone. */
export const glue: ReadonlySet<string> = new Set(["at", "on", "@", ",", "exactly"]);
/** Words and signs that stand between the ends of a range. */
export const separators: ReadonlySet<string> = new Set([
  "-",
  "->",
  "~",
  "to",
  "until",
  "till",
  "til",
  "through",
  "thru",
]);

export type DayPart = "morning" | "afternoon" | "evening" | "night";
export const dayParts: ReadonlyMap<string, DayPart> = new Map([
  ["morning", "morning"],
  ["afternoon", "afternoon"],
  ["evening", "evening"],
  ["night", "night"],
]);
