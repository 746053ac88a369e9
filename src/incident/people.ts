/** Who took part: roles with their times, who was paged, who joined and when they were reached. */
import { type IncidentEvent, isResponder, isSaid } from "../timeline/event.ts";
import type { Instant, Person, RoleHeld } from "./incident.ts";
import { type Statement, stating } from "./statements.ts";
import type { Entry } from "./timeline.ts";

/** Roles in the order in which they were given; one person holds a role at a time. */
export function rolesOf(statements: readonly Statement[]): RoleHeld[] {
  const roles: RoleHeld[] = [];
  const holding = new Map<string, RoleHeld>();
  for (const { command, who: giver, at } of stating(statements, "role", "handoff")) {
    const role = command.role ?? roleOf(holding, giver);
    const held = holding.get(role);
    if (held?.who === command.who) continue;
    if (held) held.until = at;
    const given: RoleHeld = { role, who: command.who, from: at };
    holding.set(role, given);
    roles.push(given);
  }
  return roles;
}

/** What somebody hands over without naming it: the only role they hold, else the command. */
function roleOf(holding: ReadonlyMap<string, RoleHeld>, giver: string): string {
  const own = [...holding.values()].filter(({ who }) => who === giver);
  return own.length === 1 && own[0] ? own[0].role : "commander";
}

export interface Response {
  events: readonly IncidentEvent[];
  statements: readonly Statement[];
  entries: readonly Entry[];
  declared: { who: string | null; at: Instant };
}

/** Everyone who declared, did or said something, or was paged, in the order in which they appeared. */
export function peopleOf({ events, statements, entries, declared }: Response): Person[] {
  const people = new Map<string, Person>();
  const person = (who: string): Person => {
    const known = people.get(who) ?? { who };
    people.set(who, known);
    return known;
  };
  const declarer = declared.who === null ? [] : [{ who: declared.who, at: declared.at }];
  for (const { who, at } of [...declarer, ...actsOf(events, entries)]) {
    const one = person(who);
    one.joinedAt = Math.min(at, one.joinedAt ?? at);
  }
  for (const { command, who: by, at } of stating(statements, "page")) {
    for (const who of command.who) page(person(who), by, at);
  }
  for (const { who, at } of actsOf(events, entries)) {
    const one = people.get(who);
    if (one?.pagedAt !== undefined && at >= one.pagedAt) one.reachedAt = Math.min(at, one.reachedAt ?? at);
  }
  return [...people.values()].sort((a, b) => (a.joinedAt ?? a.pagedAt ?? 0) - (b.joinedAt ?? b.pagedAt ?? 0));
}

function page(one: Person, by: string, at: Instant): void {
  if (one.pagedAt !== undefined) return;
  one.pagedAt = at;
  one.pagedBy = by;
}

function actsOf(events: readonly IncidentEvent[], entries: readonly Entry[]): { who: string; at: Instant }[] {
  const told = entries.flatMap(({ who, at, kind }) => (who === null || kind === "automation" ? [] : [{ who, at }]));
  return [...told, ...words(events)];
}

/** What people said here. An issue that stood before it became an incident makes nobody a responder. */
function words(events: readonly IncidentEvent[]): { who: string; at: Instant }[] {
  return events
    .filter((event) => isSaid(event) && event.kind === "comment" && isResponder(event))
    .map(({ who, at }) => ({ who, at }));
}
