/** Asks GitHub what the organisation's issue fields say of an incident's action items, and of which type the incident is. */
import { readBoard } from "./board-reading.ts";
import { actionItemsOf } from "./children.ts";
import type { Configuration } from "./config.ts";
import { type FieldsReading, itemFieldsIn, typeNamed, valuesOf } from "./fields/fields.ts";
import type { BoardReading } from "./github/board.ts";
import type { ObservedIssue } from "./github/observed.ts";
import type { GitHub } from "./github/port.ts";
import type { Folded } from "./incident/fold.ts";
import type { Memory } from "./memory.ts";
import { TYPED } from "./plan/fields.ts";
import type { Situation } from "./situation.ts";

interface Known {
  self: string;
  memory: Memory;
  configuration: Configuration;
}

/** What board and issue fields say of the action items of one issue. */
export interface Beside {
  issue: number;
  board: BoardReading | null;
  fields: FieldsReading | null;
}

/** Asks board and issue fields, as far as the issue has anything to do with them. */
export async function readBeside(github: GitHub, issue: ObservedIssue, known: Known): Promise<Beside> {
  const board = await readBoard(github, issue, known);
  return { issue: issue.number, board, fields: await readFields(github, issue, known) };
}

/** What the fields say; null where no action item is open, or where the organisation has none of them. */
async function readFields(
  github: GitHub,
  issue: ObservedIssue,
  { self, memory, configuration }: Known,
): Promise<FieldsReading | null> {
  if (issue.kind !== "issue") return null;
  const open = actionItemsOf(issue, self, memory, configuration).filter(({ state }) => state === "open");
  if (open.length === 0) return null;
  const fields = itemFieldsIn(await github.issueFields());
  if (!fields.priority && !fields.due) return null;
  const numbers = open.map(({ number }) => number);
  const said = await github.fieldValues(issue.number, numbers);
  const items = numbers.flatMap((number) => {
    const values = said.get(number);
    return values ? [{ issue: number, values: valuesOf(fields, values) }] : [];
  });
  return { ...fields, items };
}

/** Of an open incident that nobody has looked at so far: the type for incidents, where the organisation has it. */
export async function readType(
  github: GitHub,
  issue: ObservedIssue,
  { folded, memory, configuration }: { folded: Folded; memory: Memory; configuration: Configuration },
): Promise<Situation["issueType"]> {
  if (issue.kind !== "issue" || folded.status !== "incident" || memory.asked.includes(TYPED)) return null;
  if (folded.incident.state !== "open") return null;
  const wanted = typeNamed(configuration.issueTypes.incident, await github.issueTypes());
  return wanted === null ? null : { wanted, has: await github.typeOf(issue.number) };
}
