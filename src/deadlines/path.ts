/** Whom to tell of an incident that nobody takes up, one step after the other: the owners, then the escalation path. */
import { rotationPrefix } from "../config/values.ts";
import type { Configuration } from "../config.ts";
import type { Incident, Instant } from "../incident/incident.ts";
import { onCall } from "./on-call.ts";
import { calledHere, distinctNames } from "./responsible.ts";

/** Owners of services by CODEOWNERS, as they were found when the incident began. */
type Owners = Readonly<Record<string, readonly string[]>>;

/** People and teams to tell at a step, as they are written: a rotation's turn is asked for at the step's time. */
export type Step = readonly string[];

/** The steps at which there is somebody to tell. */
export function pathOf(incident: Incident, configuration: Configuration, owners: Owners): Step[] {
  const services = affected(incident, configuration);
  const owning = services.flatMap(({ name, service }) =>
    service && service.owners.length > 0 ? service.owners : ownersIn(owners, name),
  );
  const alerted = calledHere(
    incident.alerts.flatMap((alert) => alert.alerted),
    configuration,
  );
  const escalation = services.find(({ service }) => service?.escalation)?.service?.escalation;
  const steps = [[...owning, ...alerted], ...(escalation ?? configuration.escalation)];
  return steps.filter((step) => turnsOf(step, configuration, 0).length > 0);
}

function affected({ services }: Incident, configuration: Configuration) {
  const known = new Map(
    Object.entries(configuration.services).map(([name, service]) => [name.toLowerCase(), service] as const),
  );
  return services.map((name) => ({ name, service: known.get(name.toLowerCase()) }));
}

/** A service may have the name of something that every object has. */
function ownersIn(owners: Owners, name: string): readonly string[] {
  return Object.hasOwn(owners, name) ? (owners[name] ?? []) : [];
}

const contact = /^@?[A-Za-z0-9][\w-]{0,99}(?:\/[A-Za-z0-9][\w.-]{0,99})?$/;

/** Logins and teams of a step, with whoever is on call at the instant; what can be neither is left out. */
export function turnsOf(step: Step, configuration: Configuration, at: Instant): string[] {
  const names = step.filter((name) => contact.test(name)).map((name) => name.replace(/^@/, ""));
  return distinctNames(names.flatMap((name) => turnOf(name, configuration, at)));
}

function turnOf(name: string, { onCall: rotations, zone }: Configuration, at: Instant): string[] {
  if (!name.startsWith(rotationPrefix)) return [name];
  const rotation = name.slice(rotationPrefix.length);
  const known = Object.hasOwn(rotations, rotation) ? rotations[rotation] : undefined;
  return known && known.people.length > 0 ? [onCall(known, zone, at)] : [];
}
