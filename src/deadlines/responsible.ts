/** Who is responsible for what is waited for, whoever comes first: by role, by having taken it up, by having declared it. */
import type { Configuration } from "../config.ts";
import type { Incident } from "../incident/incident.ts";

/** A group of one person, where there is one. */
export function groupOf(login: string | null | undefined): string[][] {
  return login ? [[login]] : [];
}

/** Whoever holds the role now. */
export function holderOf(role: string, { roles }: Incident): string[][] {
  return groupOf(roles.findLast((one) => one.role === role && one.until === undefined)?.who);
}

/** The commander, then whoever took the incident up. */
export function leadsOf(incident: Incident, configuration: Configuration): string[][] {
  return [...holderOf("commander", incident), ...groupOf(acknowledgerOf(incident, configuration))];
}

function acknowledgerOf({ moments: { acknowledged } }: Incident, configuration: Configuration): string | undefined {
  if (!acknowledged?.who || acknowledged.from !== "alert") return acknowledged?.who;
  return calledHere([acknowledged.who], configuration)[0];
}

/** Logins of those whom other systems call by these names, in the order of the names. */
export function calledHere(names: readonly string[], { people }: Configuration): string[] {
  const logins = new Map(
    Object.entries(people).flatMap(([login, called]) => called.map((name) => [name.trim().toLowerCase(), login])),
  );
  return names.flatMap((name) => logins.get(name.trim().toLowerCase()) ?? []);
}

/** Each once, in whatever case it is written, as it stands first. */
export function distinctNames(names: readonly string[]): string[] {
  const first = new Map<string, string>();
  for (const name of names) if (!first.has(name.toLowerCase())) first.set(name.toLowerCase(), name);
  return [...first.values()];
}
