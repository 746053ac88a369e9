/** Merging duplicates: which incidents lead to which, and which merges can't be. Reads other issues, decides nothing else. */
import type { ObservedIssue } from "./github/observed.ts";
import type { Instant } from "./incident/incident.ts";
import type { IncidentEvent } from "./timeline/event.ts";
import { isSaid, mayCommand } from "./timeline/event.ts";

/** `/incident duplicate #12`, or the same said in GitHub's interface; the last one that counts. */
export interface MergeStatement {
  event: string;
  /** Of the command; 0 for what was said in GitHub's interface. */
  line: number;
  into: number;
  at: Instant;
}

/** The merge that the events state last; null where they state none, or took it back. */
export function mergeStatement(events: readonly IncidentEvent[]): MergeStatement | null {
  let last: MergeStatement | null = null;
  for (const event of events) last = mergeAfter(event, last);
  return last;
}

/** What the event makes of the merge before it. Whoever reopens the issue takes it out again. */
function mergeAfter(event: IncidentEvent, before: MergeStatement | null): MergeStatement | null {
  const { id, at, standing } = event;
  if (event.kind === "reopened" && standing === "triage") return null;
  if (event.kind === "marked as duplicate" && standing === "triage")
    return event.of === null ? null : { event: id, line: 0, into: event.of, at };
  if (!isSaid(event) || !mayCommand(event)) return before;
  const command = event.commands.findLast(({ verb }) => verb === "duplicate");
  return command?.verb === "duplicate" ? { event: id, line: command.line, into: command.issue, at } : before;
}

/** The events with the merge turned into a refusal: it says nothing, and its author is told why. */
export function refuseMerge(events: readonly IncidentEvent[], merge: MergeStatement, problem: string): IncidentEvent[] {
  return events.flatMap((event) => {
    if (event.id !== merge.event) return [event];
    if (!isSaid(event)) return [];
    const commands = event.commands.filter(({ verb, line }) => verb !== "duplicate" || line !== merge.line);
    const refusal = {
      line: merge.line,
      text: `/incident duplicate #${merge.into}`,
      problem,
      instead: "/incident duplicate #NUMBER",
    };
    return [{ ...event, commands, refusals: [...event.refusals, refusal] }];
  });
}

/**
 * Incidents that mention this one and were closed as what needs no more work: those that may have been merged into it.
 * Some versions of GitHub tell a duplicate as not planned.
 */
export function mergeCandidates(issue: ObservedIssue, isDeclaring: (label: string) => boolean): number[] {
  const numbers = issue.items.flatMap((item) => {
    if (item.type !== "cross-referenced" || !("stateReason" in item.source)) return [];
    const { number, stateReason, labels } = item.source;
    const isClosed = stateReason === "duplicate" || stateReason === "not planned";
    return isClosed && labels.some(isDeclaring) ? [number] : [];
  });
  return [...new Set(numbers)];
}

/** How one issue's merge is found out; null where there is no such incident. */
export type MergeOf = (number: number) => Promise<{ isIncident: boolean; merge: MergeStatement | null } | null>;

/** Why an incident can't be merged as stated; null where it can. Of two that name each other, the earlier word stands. */
export async function mergeProblem(number: number, merge: MergeStatement, mergeOf: MergeOf): Promise<string | null> {
  if (merge.into === number) return "An incident can't be a duplicate of itself.";
  const target = await mergeOf(merge.into);
  if (!target?.isIncident) return `There is no incident #${merge.into} in this repository.`;
  const seen = new Set([number]);
  for (let next = target; next.merge; ) {
    const { into, at } = next.merge;
    if (into === number && at <= merge.at) return `Incident #${merge.into} is itself merged into this incident.`;
    if (seen.has(into)) return null;
    seen.add(into);
    const following = await mergeOf(into);
    if (!following) return null;
    next = following;
  }
  return null;
}
