/** What was learned from an incident, as lists. */
import type { Effect } from "../incident/incident.ts";
import type { IncidentRecord } from "../record/record.ts";
import { fitted } from "../words/fit.ts";
import { counted } from "../words/names.ts";
import { said } from "./page.ts";

/** Characters of one learning or factor that are shown. */
const length = 500;

/** The texts as lines of a list, in `room` characters. */
export function lessonLines(texts: readonly string[], room: number): string[] {
  return fitted(
    texts.map((text) => said(text, length)),
    room,
    (count) => `and ${count} more`,
  );
}

const effects = ["hurt", "helped", null] as const;
const effectNames = { hurt: "**Hurt**:", helped: "**Helped**:" };
const notSaid = "**Helped or hurt?**";

/** The factors with what they did in front, in `room` characters; those that hurt first, then those that helped. */
export function factorLines({ factors }: IncidentRecord, room: number): string[] {
  const sorted = [...factors].sort((a, b) => effects.indexOf(a.effect) - effects.indexOf(b.effect));
  const lines = sorted.map(({ text, effect }) => {
    return `${effect ? effectNames[effect] : notSaid} ${said(text, length)}`;
  });
  return fitted(lines, room, (count) => `and ${count} more`);
}

/** All of it in groups as lines of a list, each with the words that lead it, and in `room` characters. */
export function lessonGroups({ learnings, factors, wentWell }: IncidentRecord, room: number): string[] {
  const having = (wanted: Effect | null) => factors.filter(({ effect }) => effect === wanted).map(({ text }) => text);
  const groups = [
    ["**Learned**:", learnings],
    [effectNames.hurt, having("hurt")],
    [effectNames.helped, having("helped")],
    [notSaid, having(null)],
    ["**Went well**:", wentWell],
  ] as const;
  return groups.flatMap(([lead, texts]) => led(lead, texts, room));
}

/** One text stands behind the words that lead it, several below them. */
function led(lead: string, texts: readonly string[], room: number): string[] {
  const [first, ...others] = texts;
  if (first === undefined) return [];
  if (others.length === 0) return [`- ${lead} ${said(first, length)}`];
  const lines = texts.map((text) => `  - ${said(text, length)}`);
  return [`- ${lead}`, ...fitted(lines, room, (count) => `  - and ${count} more`)];
}

/** `9 learnings, 2 contributing factors`; "" where there is nothing. */
export function lessonCounts({ learnings, factors, wentWell }: IncidentRecord): string {
  const counts = [
    ...(learnings.length > 0 ? [counted(learnings.length, "learning")] : []),
    ...(factors.length > 0 ? [counted(factors.length, "contributing factor")] : []),
    ...(wentWell.length > 0 ? [counted(wentWell.length, "thing that went well", "things that went well")] : []),
  ];
  return counts.join(", ");
}
