/** Past incidents that are like this one, in words: what was learned, and what was still to be done. */
import type { Incident } from "../incident/incident.ts";
import type { SimilarIncident } from "../memory.ts";
import { cut, inline } from "./escape.ts";
import { fitted } from "./fit.ts";
import { referenceOf } from "./moments.ts";
import { counted } from "./names.ts";
import { showInstant } from "./time.ts";

const length = { title: 100, learned: 160 };
const most = { learned: 2, open: 5 };

/** List items in `room` characters, as many as fit; none for a drill, which is made up. Action items are told as they stood when this incident was declared. */
export function similarLines(
  similar: readonly SimilarIncident[],
  incident: Incident,
  zone: string,
  room: number,
): string[] {
  if (incident.drill) return [];
  const lines = similar.map((past) => similarLine(past, showInstant(past.declaredAt, zone, referenceOf(incident))));
  return fitted(lines, room, (count) => `- and ${counted(count, "other")}`);
}

function similarLine({ number, title, learned, open }: SimilarIncident, when: string): string {
  const lessons = learned.slice(0, most.learned).map((text) => `“${inline(cut(text, length.learned))}”`);
  const told = [
    ...(lessons.length > 0 ? [`learned ${lessons.join(", ")}`] : []),
    ...(open.length > 0 ? [`still open as this one began: ${numbersOf(open)}`] : []),
  ];
  const heading = `- #${number} ${inline(cut(title, length.title))} (${when})`;
  return told.length > 0 ? `${heading}: ${told.join("; ")}` : heading;
}

function numbersOf(open: readonly number[]): string {
  const named = open.slice(0, most.open).map((number) => `#${number}`);
  const rest = open.length - named.length;
  return rest > 0 ? `${named.join(", ")} and ${rest} more` : named.join(", ");
}
