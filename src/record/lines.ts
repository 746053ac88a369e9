/** Records as JSON Lines: an incident a line, as they stand in `incidents/data/2026.jsonl`. */
import { type IncidentRecord, recordSchema } from "./record.ts";

/** One line for each record, by number; "" for none. */
export function writeLines(records: readonly IncidentRecord[]): string {
  const sorted = [...records].sort((a, b) => a.number - b.number);
  return sorted.map((record) => `${lineOf(record)}\n`).join("");
}

/** Many readers end a line at these too, and JSON leaves them as they are. */
const lineEnds = /[\u0085\u2028\u2029]/g;

function lineOf(record: IncidentRecord): string {
  return JSON.stringify(record).replace(lineEnds, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The records of a text that `writeLines` wrote; null where any line of it is no record. */
export function readLines(text: string): IncidentRecord[] | null {
  const lines = text.split("\n");
  const isCutOff = lines.pop() !== "";
  if (isCutOff) return null;
  const records: IncidentRecord[] = [];
  for (const line of lines) {
    const record = recordSchema.safeParse(read(line));
    if (!record.success) return null;
    records.push(record.data);
  }
  return records;
}

/** The line's value; undefined, which is no record, where it is no JSON. */
function read(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
