/** Whether the issue should be open or closed, by what people last said or did. */
import type { IncidentEvent } from "../timeline/event.ts";
import type { Incident } from "./incident.ts";
import { countsAsClosing, type Turn } from "./intervals.ts";
import type { Statement } from "./statements.ts";

/**
 * Closed after `/resolved`, open after `/reopen` and after an alert that broke the recovery off, as long as nobody decided
 * otherwise since in GitHub's interface. What the App did for words that are gone is undone. null: leave it as it is.
 */
export function issueStateOf(
  events: readonly IncidentEvent[],
  statements: readonly Statement[],
  { refused, turns }: { refused: ReadonlySet<string>; turns: readonly Turn[] },
): Incident["issueState"] {
  const byHand = events.findLastIndex((event) => isStateChange(event) && event.standing !== "self");
  const word = statements.findLast((statement) => statement.order > byHand && wantedBy(statement, refused) !== null);
  const broken = turns.findLast(({ stage, order }) => stage !== "mitigated" && order > byHand);
  if (broken && broken.order > (word?.order ?? -1)) return "open";
  if (word) return wantedBy(word, refused);
  const last = events.findLast(isStateChange);
  if (last?.standing !== "self") return null;
  return byHand >= 0 ? stateAfter(events[byHand]) : "open";
}

function isStateChange({ kind }: IncidentEvent): boolean {
  return kind === "closed" || kind === "reopened";
}

function stateAfter(event: IncidentEvent | undefined): "open" | "closed" {
  return event?.kind === "closed" ? "closed" : "open";
}

function wantedBy({ event, command }: Statement, refused: ReadonlySet<string>): "open" | "closed" | null {
  if (command.verb === "resolved" || (command.verb === "incident" && command.resolved)) return "closed";
  return command.verb === "reopen" && !refused.has(`${event.id} ${command.line}`) ? "open" : null;
}

/** A closing or reopening by somebody who may not, as long as nobody who may has decided: the card asks. */
export function unconfirmedClosing(
  events: readonly IncidentEvent[],
  statements: readonly Statement[],
): Incident["unconfirmedClosing"] {
  const order = events.findLastIndex((event) => isStateChange(event) && event.standing !== "self");
  const last = events[order];
  if (!last || counts(last)) return null;
  const isDecided = statements.some((one) => one.order > order && wantedBy(one, new Set()) !== null);
  return isDecided ? null : { who: last.who, at: last.at };
}

function counts(event: IncidentEvent): boolean {
  return event.kind === "closed" ? countsAsClosing(event) : event.standing === "triage";
}
