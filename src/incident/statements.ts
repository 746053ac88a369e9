/** What people state by command: every command that counts, with its author, its time of writing and its place in line. */
import type { Command, StatedTime } from "../timeline/command.ts";
import { type IncidentEvent, isSaid, mayCommand, type Said } from "../timeline/event.ts";
import type { Instant } from "./incident.ts";

export interface Statement<Stated extends Command = Command> {
  command: Stated;
  event: Said;
  /** The comment's own time: what a command without a time means. */
  at: Instant;
  who: string;
  url: string;
  /** Place among all events, as written. */
  order: number;
}

/** All commands that count, as written, on an incident: whoever declared it has confirmed what a form answers. */
export function statementsOf(events: readonly IncidentEvent[]): Statement[] {
  return events.flatMap((event, order) => {
    if (!isSaid(event)) return [];
    const { at, who } = authorOf(event);
    const counting = mayCommand(event) ? event.commands : event.commands.filter(isAnswer);
    return counting.map((command) => ({ command, event, at, who, url: event.url, order }));
  });
}

/** Whether it is an answer to a question of the form, rather than a line that somebody typed. */
function isAnswer({ line }: Command): boolean {
  return line === 0;
}

/** Who speaks, and when: the declarer for an issue that the App opened on somebody's behalf. */
export function authorOf(event: Said): { at: Instant; who: string } {
  if (event.kind === "opened" && event.origin) return { at: event.origin.at, who: event.origin.who ?? event.who };
  return { at: event.at, who: event.who };
}

/** The commands with one of the verbs. */
export type CommandOf<Verb extends Command["verb"]> = Extract<Command, { verb: Verb }>;

/** The statements with one of the verbs, as written. */
export function stating<Verb extends Command["verb"]>(
  statements: readonly Statement[],
  ...verbs: Verb[]
): Statement<CommandOf<Verb>>[] {
  return statements.filter((statement): statement is Statement<CommandOf<Verb>> =>
    (verbs as string[]).includes(statement.command.verb),
  );
}

/** The instant a command means: its stated time, else the comment's own. */
export function timeOf({ command, at }: { command: { time?: StatedTime }; at: Instant }): Instant {
  return command.time?.at ?? at;
}
