/** What no option says alone: times that end before they begin, turns that overlap, rotations that don't exist. */
import type { Configuration } from "../config.ts";
import { timeOfDay } from "../deadlines/zone.ts";
import { rotationPrefix } from "./values.ts";

/** Where the configuration contradicts itself; `message` goes on after the option's name. */
export interface Contradiction {
  path: readonly PropertyKey[];
  message: string;
}

type Checked = Pick<Configuration, "businessHours" | "escalation" | "onCall" | "services">;

/** Every contradiction, in the order of the options. */
export function contradictionsIn(configuration: Checked): Contradiction[] {
  return [...hours(configuration), ...paths(configuration), ...turns(configuration)];
}

function hours({ businessHours: { from, to } }: Checked): Contradiction[] {
  if (timeOfDay(from) < timeOfDay(to)) return [];
  return [{ path: ["businessHours", "to"], message: `must be later than the beginning, ${from}` }];
}

function paths({ escalation, services, onCall }: Checked): Contradiction[] {
  const known = Object.keys(onCall);
  const unknown = (path: readonly PropertyKey[], steps: readonly (readonly string[])[]) =>
    steps.flatMap((step, index) => {
      const missing = step.find((name) => name.startsWith(rotationPrefix) && !known.includes(nameOf(name)));
      return missing === undefined ? [] : [{ path: [...path, index], message: without(missing, known) }];
    });
  const ofServices = Object.entries(services).flatMap(([name, service]) => [
    ...unknown(
      ["services", name, "owners"],
      service.owners.map((owner) => [owner.replace(/^@/, "")]),
    ),
    ...unknown(["services", name, "escalation"], service.escalation ?? []),
  ]);
  return [...ofServices, ...unknown(["escalation"], escalation)];
}

function nameOf(contact: string): string {
  return contact.slice(rotationPrefix.length);
}

function without(name: string, known: readonly string[]): string {
  const there = known.length === 0 ? "there is none under onCall yet" : `there are: ${known.join(", ")}`;
  return `names the rotation “${nameOf(name)}”, which doesn't exist; ${there}`;
}

function turns({ onCall }: Checked): Contradiction[] {
  return Object.entries(onCall).flatMap(([name, { overrides }]) =>
    overrides.flatMap(({ from, until }, index) => {
      const path = ["onCall", name, "overrides", index];
      if (!isTime(from)) return [{ path: [...path, "from"], message: "is no time that exists" }];
      if (!isTime(until)) return [{ path: [...path, "until"], message: "is no time that exists" }];
      if (timeOf(until) <= timeOf(from)) return [{ path: [...path, "until"], message: `must be later than ${from}` }];
      const other = overrides
        .slice(0, index)
        .find((one) => timeOf(from) < timeOf(one.until) && timeOf(one.from) < timeOf(until));
      return other ? [{ path, message: `overlaps the turn of ${other.who} from ${other.from}` }] : [];
    }),
  );
}

/** Wall-clock times compare as if they were UTC: both are in the rotation's zone. */
function timeOf(text: string): number {
  const [date = "", time = ""] = text.split(/[ T]/);
  return Date.parse(`${date}T${time.padStart(5, "0")}Z`);
}

/** 31 February is none, though `Date.parse` may roll it over. */
function isTime(text: string): boolean {
  const at = timeOf(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text.slice(0, "2026-12-24".length));
}
