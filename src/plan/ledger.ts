/** How much of the memory fits into the card: standings of passers-by go first, oldest first; then what board and fields said. */
import type { Memory } from "../memory.ts";

/** Characters of the card that the App's memory may take; the rest is for people. */
const room = 20_000;
/** Characters that it may take of hundreds of action items: beyond, nothing would be left for people. */
const most = 48_000;

/** The memory, without as many passers-by as it takes to fit. They are judged again, most likely as passers-by. */
export function fitting(memory: Memory): Memory {
  let size = JSON.stringify(memory).length;
  const standings = sorted(memory.standings);
  for (const [who, runs] of passersBy(memory)) {
    if (size <= room) break;
    size -= JSON.stringify({ [who]: runs }).length - 1;
    delete standings[who];
  }
  return bounded(sorted({ ...memory, standings }));
}

/** Without what was agreed on with board and issue fields, where all of it is too much: they meet anew with each pass then. */
function bounded(memory: Memory): Memory {
  if (JSON.stringify(memory).length <= most) return memory;
  const { fields: _fields, ...rest } = memory;
  return { ...rest, board: {} };
}

/** By key, so that the order in which things came to be known leaves no trace. */
function sorted<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))) as T;
}

function passersBy({ standings }: Memory) {
  const people = Object.entries(standings).filter(([, runs]) => runs.every(([standing]) => standing === "outsider"));
  return people.sort(([, a], [, b]) => (a.at(-1)?.[1] ?? 0) - (b.at(-1)?.[1] ?? 0));
}
