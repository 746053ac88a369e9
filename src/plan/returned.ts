/** A harmful factor that came back: said once on the action item that was meant to prevent it. */
import type { Incident } from "../incident/incident.ts";
import { writeMarker } from "../marker.ts";
import { factorBefore } from "../past/returning.ts";
import type { Situation } from "../situation.ts";
import { itemReturnedText } from "../words/replies.ts";
import type { Change } from "./change.ts";
import type { Asking } from "./questions.ts";

/** By what the incident remembers that its factor was pointed out on the item. */
export function returnedKey(item: number): string {
  return `returned:${item}`;
}

/** The key of the comment on the item, by the incident in which the factor came back. */
export function returnedMark(incident: number): string {
  return `returned:${incident}`;
}

/** The comments that are due, one an item, and the keys of all that were made. */
export function planReturned({ memory, templates }: Situation, incident: Incident): Asking {
  const asked = new Set(memory.asked);
  const changes: Change[] = [];
  for (const { text } of incident.factors) {
    const before = factorBefore(text, memory);
    if (!before || asked.has(returnedKey(before.item))) continue;
    asked.add(returnedKey(before.item));
    const said = itemReturnedText({ incident, factor: text, before, templates });
    changes.push({
      do: "create comment",
      issue: before.item,
      body: `${writeMarker(returnedMark(incident.number))}\n${said}`,
    });
  }
  return { changes, asked: [...asked] };
}
