/** Values as JSON Lines: one a line, such as the incidents of `incidents/data/2026.jsonl`. */
import type { z } from "zod";
import { type IncidentRecord, recordSchema } from "./record.ts";

/** One line for each record, by number; "" for none. */
export function writeLines(records: readonly IncidentRecord[]): string {
  return writeJsonLines([...records].sort((a, b) => a.number - b.number));
}

/** The records of a text that `writeLines` wrote; null where any line of it is no record. */
export function readLines(text: string): IncidentRecord[] | null {
  return readJsonLines(text, recordSchema);
}

/** One line for each value, in their order; "" for none. */
export function writeJsonLines(values: readonly object[]): string {
  return values.map((value) => `${lineOf(value)}\n`).join("");
}

/** Many readers end a line at these too, and JSON leaves them as they are. */
const lineEnds = /[\u0085\u2028\u2029]/g;

function lineOf(value: object): string {
  return JSON.stringify(value).replace(lineEnds, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The values of a text that `writeJsonLines` wrote; null where any line of it is none of the schema. */
export function readJsonLines<Value>(text: string, schema: z.ZodType<Value>): Value[] | null {
  const lines = text.split("\n");
  const isCutOff = lines.pop() !== "";
  if (isCutOff) return null;
  const values: Value[] = [];
  for (const line of lines) {
    const value = schema.safeParse(read(line));
    if (!value.success) return null;
    values.push(value.data);
  }
  return values;
}

/** The line's value; undefined, which is none, where it is no JSON. */
function read(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
