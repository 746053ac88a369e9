/** One spelling for each person: GitHub's logins are the same in any case, and people write `@Cathy`. */
import type { ObservedIssue, TimelineItem } from "../github/observed.ts";
import type { Command } from "./command.ts";
import { type IncidentEvent, isSaid } from "./event.ts";

/** The events with every login in commands spelled as GitHub spells it, as far as the issue shows it. */
export function spelled(events: readonly IncidentEvent[], issue: ObservedIssue): IncidentEvent[] {
  const known = new Map(loginsOf(issue).map((login) => [login.toLowerCase(), login]));
  const spell = (login: string) => known.get(login.toLowerCase()) ?? login;
  return events.map((event) =>
    isSaid(event) ? { ...event, commands: event.commands.map((command) => respelled(command, spell)) } : event,
  );
}

function loginsOf(issue: ObservedIssue): string[] {
  return [...issue.assignees, ...issue.items.flatMap(named), issue.author.login];
}

function named(item: TimelineItem): string[] {
  return item.type === "assigned" || item.type === "unassigned"
    ? [item.assignee, item.actor.login]
    : [item.actor.login];
}

function respelled(command: Command, spell: (login: string) => string): Command {
  switch (command.verb) {
    case "ack":
    case "at":
      return command.who === undefined ? command : { ...command, who: spell(command.who) };
    case "role":
    case "handoff":
      return { ...command, who: spell(command.who) };
    case "page":
      return { ...command, who: command.who.map(spell) };
    case "review":
      return command.facilitator === undefined ? command : { ...command, facilitator: spell(command.facilitator) };
    default:
      return command;
  }
}
