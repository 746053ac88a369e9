/** Who took part, in words: roles and hand-overs, people, and whom it took how long to reach. */
import type { Incident, Instant, PersonPage, RoleHeld } from "../incident/incident.ts";
import { handoversIn } from "../incident/people.ts";
import { cut, inline, person } from "./escape.ts";
import { fitted } from "./fit.ts";
import { referenceOf } from "./moments.ts";
import { counted, siteOf } from "./names.ts";
import { showDuration, showInstant } from "./time.ts";

/** Roles held now, the commander first, each with the time it was taken and from whom, then those handed over. */
export function roleLines(incident: Incident, zone: string, room: number): string[] {
  const handovers = handoversIn(incident.roles);
  const now = incident.roles.filter(({ until }) => until === undefined).sort(commanderFirst);
  const before = incident.roles.filter(({ until }) => until !== undefined);
  const lines = [...now, ...before].map((held) => roleLine(held, handovers.get(held)?.who, incident, zone));
  return fitted(lines, room, (count) => `and ${counted(count, "role")} more`);
}

function commanderFirst(a: RoleHeld, b: RoleHeld): number {
  return Number(b.role === "commander") - Number(a.role === "commander");
}

function roleLine(held: RoleHeld, before: string | undefined, incident: Incident, zone: string): string {
  const { role, who, from, until } = held;
  const show = (at: Instant) => showInstant(at, zone, referenceOf(incident));
  const span = until === undefined ? `since ${show(from)}` : `${show(from)}–${show(until)}`;
  const taken = before === undefined ? span : `${span}, taken over from ${inline(before)}`;
  return `${inline(cut(role, 40))}: ${person(who, siteOf(incident))} (${taken})`;
}

/** Everybody who took part or was paged. */
export function peopleLine(incident: Incident, room: number): string {
  const people = incident.people.map(({ who }) => person(who, siteOf(incident)));
  return fitted(people, room, (count) => `and ${count} more`).join(", ");
}

/** Who was paged when and by whom, and how long it took to reach them: a line for each time that they were. */
export function pageLines(incident: Incident, zone: string, room: number): string[] {
  const show = (at: Instant) => showInstant(at, zone, referenceOf(incident));
  const unanswered = incident.state === "open" ? "not reached yet" : "not reached";
  const lines = incident.people.flatMap(({ who, pages = [] }) =>
    pageTexts(pages, show, unanswered).map((text) => `${inline(who)}: ${text}`),
  );
  return fitted(lines, room, (count) => `and ${counted(count, "page")} more`);
}

const mostShown = 3;
const list = new Intl.ListFormat("en-GB");

/**
 * One person's pages, oldest first, as `paged 16:14 by cathy and 16:20 by Sooner, reached after 8 min`: a text for all that
 * the same word answered, counted from the first of them. `unanswered` stands for those that none did.
 */
export function pageTexts(pages: readonly PersonPage[], show: (at: Instant) => string, unanswered: string): string[] {
  return [...Map.groupBy(pages, ({ reachedAt }) => reachedAt)].map(([reachedAt, together]) => {
    const shown = together.slice(0, mostShown).map((page) => `${show(page.at)} by ${callerOf(page)}`);
    const rest = together.length - shown.length;
    const calls = list.format(rest > 0 ? [...shown, `${counted(rest, "time")} more`] : shown);
    return `paged ${calls}, ${reachedText(together[0]?.at, reachedAt, unanswered)}`;
  });
}

function callerOf({ by, escalation }: PersonPage): string {
  return escalation ? "Sooner" : inline(by);
}

function reachedText(pagedAt: Instant | undefined, reachedAt: Instant | undefined, unanswered: string): string {
  if (pagedAt === undefined || reachedAt === undefined) return unanswered;
  return reachedAt - pagedAt < 1_000 ? "reached at once" : `reached after ${showDuration(reachedAt - pagedAt)}`;
}
