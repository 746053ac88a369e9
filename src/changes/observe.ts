/** Asks GitHub for what the memory lacks about changes and owners: the edge of this room. */
import type { ObservedIssue } from "../github/observed.ts";
import type { GitHub } from "../github/port.ts";
import type { Incident } from "../incident/incident.ts";
import type { RecentChange } from "../memory.ts";
import { changesBefore, type Known, unknownPullRequests } from "./before.ts";
import { ownersIn, readCodeowners } from "./codeowners.ts";

/** The changes before the incident, to be remembered. One request where there are pull requests whose files say more. */
export async function changesOf(
  github: GitHub,
  issue: ObservedIssue,
  incident: Incident,
  known: Omit<Known, "files">,
): Promise<RecentChange[]> {
  const unknown = unknownPullRequests(issue, incident, known);
  const files = unknown.length > 0 ? await github.changedFiles(unknown) : new Map();
  return changesBefore(issue, incident, { ...known, files });
}

const mostServices = 20;

/**
 * Owners by CODEOWNERS of the incident's services that the configuration names none for, to be remembered. At most one
 * request, where a service is new.
 */
export async function ownersOf(
  github: GitHub,
  incident: Incident,
  { memory, configuration }: Pick<Known, "memory" | "configuration">,
): Promise<Record<string, string[]>> {
  const configured = new Set(
    Object.entries(configuration.services).flatMap(([name, { owners }]) =>
      owners.length > 0 ? [name.toLowerCase()] : [],
    ),
  );
  const services = incident.services.filter((name) => !configured.has(name.toLowerCase())).slice(0, mostServices);
  const before = new Map(Object.entries(memory.owners));
  if (services.every((name) => before.has(name))) return ownersAmong(services, before, () => []);
  const rules = readCodeowners((await github.codeowners()) ?? "");
  return ownersAmong(services, before, (name) => ownersIn(rules, name, configuration));
}

function ownersAmong(
  services: readonly string[],
  before: ReadonlyMap<string, string[]>,
  look: (name: string) => string[],
): Record<string, string[]> {
  return Object.fromEntries(services.map((name) => [name, before.get(name) ?? look(name)]));
}
