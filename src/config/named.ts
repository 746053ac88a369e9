/** Whom a configuration names, and where: to see whether they are still there. */
import type { Configuration } from "../config.ts";
import { rotationPrefix } from "./values.ts";

/** A login, or a team as `org/team`, and the option that names it first. */
export interface Named {
  name: string;
  path: readonly PropertyKey[];
}

type Naming = Pick<Configuration, "services" | "escalation" | "onCall" | "people" | "review">;

/** Everybody whom the configuration would tell something, each once, in the order of the options. */
export function namedIn(configuration: Naming): Named[] {
  const found = new Map<string, Named>();
  for (const one of [...ofServices(configuration), ...ofPeople(configuration)]) {
    const key = one.name.toLowerCase();
    if (!key.startsWith(rotationPrefix) && !found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

function ofServices({ services, escalation }: Naming): Named[] {
  const own = Object.entries(services).flatMap(([name, service]) => [
    ...listed(["services", name, "owners"], service.owners),
    ...steps(["services", name, "escalation"], service.escalation ?? []),
  ]);
  return [...own, ...steps(["escalation"], escalation)];
}

function ofPeople({ onCall, people, review }: Naming): Named[] {
  const turns = Object.entries(onCall).flatMap(([name, { people: inTurn, overrides }]) => [
    ...listed(["onCall", name, "people"], inTurn),
    ...overrides.map(({ who }, index) => ({ name: who, path: ["onCall", name, "overrides", index, "who"] })),
  ]);
  const called = Object.keys(people).map((name) => ({ name, path: ["people", name] }));
  return [...turns, ...called, ...listed(["review", "facilitators"], review.facilitators)];
}

function steps(path: readonly PropertyKey[], each: readonly (readonly string[])[]): Named[] {
  return each.flatMap((names, index) => names.map((name) => ({ name, path: [...path, index] })));
}

function listed(path: readonly PropertyKey[], names: readonly string[]): Named[] {
  return names.map((name, index) => ({ name: name.replace(/^@/, ""), path: [...path, index] }));
}
