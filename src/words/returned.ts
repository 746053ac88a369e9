/** Harmful factors that came back, in words: with the action item that was meant to prevent them. */
import type { Incident } from "../incident/incident.ts";
import type { Memory } from "../memory.ts";
import { factorBefore } from "../past/returning.ts";
import { cut, inline } from "./escape.ts";
import { fitted } from "./fit.ts";
import { counted } from "./names.ts";

/** `FACTOR, see #15 (done then) of #12`, a line each, in `room` characters; the items as they stood when it came back. */
export function returnedLines(incident: Incident, memory: Pick<Memory, "returned">, room: number): string[] {
  const lines = incident.factors.flatMap(({ text }) => {
    const before = factorBefore(text, memory);
    return before
      ? [`${inline(cut(text, 160))}, see #${before.item} (${before.state} then) of #${before.incident}`]
      : [];
  });
  return fitted(lines, room, (count) => `and ${counted(count, "other")}`);
}
