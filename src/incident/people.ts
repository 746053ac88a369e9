/** Who took part: roles with their times and hand-overs, who was paged, who joined and when they were reached. */
import { type IncidentEvent, isResponder, isSaid } from "../timeline/event.ts";
import type { Instant, Person, PersonPage, RoleHeld } from "./incident.ts";
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

/** Roles that went to somebody else: whoever holds it after the hand-over, to whoever held it before. Roles as given. */
export function handoversIn<Held extends { role: string; who: string }>(roles: readonly Held[]): Map<Held, Held> {
  const last = new Map<string, Held>();
  const handovers = new Map<Held, Held>();
  for (const held of roles) {
    const before = last.get(held.role);
    if (before && before.who !== held.who) handovers.set(held, before);
    last.set(held.role, held);
  }
  return handovers;
}

export interface Response {
  events: readonly IncidentEvent[];
  statements: readonly Statement[];
  entries: readonly Entry[];
  declared: { who: string | null; at: Instant };
}

interface Act {
  who: string;
  at: Instant;
}

/** Everyone who declared, did or said something, or was paged, in the order in which they appeared. */
export function peopleOf({ events, statements, entries, declared }: Response): Person[] {
  const acts = actsOf(events, entries).sort((a, b) => a.at - b.at);
  const declarer = declared.who === null ? [] : [{ who: declared.who, at: declared.at }];
  const joined = byPerson([...declarer, ...acts]);
  const acted = byPerson(acts);
  const paged = byPerson([...calls(statements), ...escalations(events)].sort((a, b) => a.at - b.at));
  const people = [...new Set([...joined.keys(), ...paged.keys()])].map((name): Person => {
    const first = joined.get(name) ?? [];
    const called = paged.get(name) ?? [];
    const who = (first[0] ?? called[0])?.who ?? name;
    const joinedAt = first.reduce<Instant | null>((least, { at }) => Math.min(at, least ?? at), null);
    const person = joinedAt === null ? { who } : { who, joinedAt };
    return withPages(person, reached(called, acted.get(name) ?? []));
  });
  return people.sort(inOrder);
}

function inOrder(a: Person, b: Person): number {
  return (a.joinedAt ?? a.pagedAt ?? 0) - (b.joinedAt ?? b.pagedAt ?? 0);
}

/** Logins are the same in any case. */
function byPerson<One extends { who: string }>(all: readonly One[]): Map<string, One[]> {
  return Map.groupBy(all, ({ who }) => who.toLowerCase());
}

interface Call {
  who: string;
  at: Instant;
  by: string;
  escalation?: true;
}

/** Whom people called in. */
function calls(statements: readonly Statement[]): Call[] {
  return stating(statements, "page").flatMap(({ command, who: by, at }) => command.who.map((who) => ({ who, by, at })));
}

/** Whom our reminders called in, as nobody had taken it up. Who is asked for an update is there already. */
function escalations(events: readonly IncidentEvent[]): Call[] {
  return events.flatMap((event) => {
    if (event.kind !== "reminded" || event.subject !== "acknowledgement") return [];
    const { at, who: by, told } = event;
    return told.filter(isPerson).map((who): Call => ({ who, at, by, escalation: true }));
  });
}

/** Rather than a team. */
function isPerson(name: string): boolean {
  return !name.includes("/");
}

/** Each page with the first word or act afterwards; both sorted by time. Two at once by the same person are one. */
function reached(calls: readonly Call[], acts: readonly Act[]): PersonPage[] {
  const once = calls.filter(({ at, by }, index) => at !== calls[index - 1]?.at || by !== calls[index - 1]?.by);
  let next = 0;
  return once.map(({ who: _who, ...page }) => {
    while ((acts[next]?.at ?? Number.POSITIVE_INFINITY) < page.at) next += 1;
    const reachedAt = acts[next]?.at;
    return reachedAt === undefined ? page : { ...page, reachedAt };
  });
}

/** The person with these pages, sorted by time; the first of them is the one that most of what is told is about. */
function withPages(person: Person, pages: PersonPage[]): Person {
  const [first] = pages;
  if (!first) return person;
  const { at: pagedAt, by: pagedBy, reachedAt } = first;
  return { ...person, pagedAt, pagedBy, ...(reachedAt === undefined ? {} : { reachedAt }), pages };
}

/** The people of merged incidents as one response: since when they took part in any, and every page. */
export function unitedPeople(all: readonly (readonly Person[])[]): Person[] {
  return [...byPerson(all.flat()).values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const joined = same.flatMap(({ joinedAt }) => joinedAt ?? []);
    const pages = same.flatMap((one) => one.pages ?? []).sort((a, b) => a.at - b.at);
    return [withPages({ who: first.who, ...(joined.length > 0 ? { joinedAt: Math.min(...joined) } : {}) }, pages)];
  });
}

function actsOf(events: readonly IncidentEvent[], entries: readonly Entry[]): Act[] {
  const told = entries.flatMap(({ who, at, kind }) => (who === null || kind === "automation" ? [] : [{ who, at }]));
  return [...told, ...words(events)];
}

/** What people said here. An issue that stood before it became an incident makes nobody a responder. */
function words(events: readonly IncidentEvent[]): Act[] {
  return events
    .filter((event) => isSaid(event) && event.kind === "comment" && isResponder(event))
    .map(({ who, at }) => ({ who, at }));
}
