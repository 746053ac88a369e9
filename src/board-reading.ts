/** Asks GitHub what the project board says of an incident and its action items. */
import { QUESTION } from "./board/fields.ts";
import { actionItemsOf, childrenOf } from "./children.ts";
import type { Configuration } from "./config.ts";
import type { BoardReading } from "./github/board.ts";
import type { ObservedIssue } from "./github/observed.ts";
import type { GitHub } from "./github/port.ts";
import type { Memory } from "./memory.ts";

/** The board, as far as the issue has anything to do with it; null where it hasn't, or where none is configured. */
export async function readBoard(
  github: GitHub,
  issue: ObservedIssue,
  { self, memory, configuration }: { self: string; memory: Memory; configuration: Configuration },
): Promise<BoardReading | null> {
  const { project, incidents, fields } = configuration.board;
  if (project === undefined || issue.kind !== "issue") return null;
  const items = actionItemsOf(issue, self, memory, configuration).map(({ number }) => number);
  const doubles = childrenOf(issue, self, memory).doubles.map((double) => double.issue.number);
  const issues = [...(incidents ? [issue.number] : []), ...items, ...doubles];
  return issues.length === 0 ? null : github.board({ project, fields: [...Object.values(fields), QUESTION], issues });
}
