/** Who is in a quarter: the team, its services, its rotation, and the configuration that says so. */
import { Temporal } from "temporal-polyfill";
import type { Instant } from "../../src/incident/incident.ts";
import { Calendar } from "./calendar.ts";
import type { Chance } from "./chance.ts";

/** When a quarter begins, and where: each has a change of daylight saving time in it. */
interface Season {
  zone: string;
  /** A Monday. */
  begins: string;
  holidays: readonly string[];
}

const seasons: readonly Season[] = [
  { zone: "Europe/Berlin", begins: "2026-03-02", holidays: ["2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14"] },
  { zone: "America/New_York", begins: "2026-09-14", holidays: ["2026-10-12", "2026-11-11", "2026-11-26"] },
  { zone: "Australia/Lord_Howe", begins: "2026-08-31", holidays: ["2026-10-05", "2026-11-03"] },
  { zone: "Europe/Berlin", begins: "2026-09-28", holidays: ["2026-12-24", "2026-12-25"] },
];

/** Who declares, takes up and promises; writers and members, but for tim and rita. */
export const staff = ["cathy", "greg", "gary", "tim", "rita", "ada", "ben", "cleo", "dan", "eva", "finn", "gus"];

export const services = ["login", "search", "mail", null] as const;
export type Service = (typeof services)[number];

const owners: Readonly<Record<string, readonly string[]>> = {
  login: ["greg", "acme/web"],
  search: ["cathy", "acme/nobody"],
};
const turns = ["ada", "ben", "cleo"] as const;
export const facilitators = ["eva", "finn", "dan"];

export const minutes = { acknowledge: { sev1: 5, sev2: 15 }, update: { sev1: 30, sev2: 60 } } as const;
export const confirmDays = 30;

const day = 24 * 60 * 60_000;

/** A team in its season. */
export class Team {
  readonly calendar: Calendar;
  readonly begins: Instant;
  readonly #season: Season;
  readonly #standIn: { who: string; from: Instant; until: Instant };
  /** Who has left, and when. */
  readonly left = new Map<string, Instant>();

  constructor(chance: Chance) {
    this.#season = chance.one(seasons);
    this.calendar = new Calendar(this.#season.zone, this.#season.holidays);
    this.begins = this.calendar.at(Temporal.PlainDate.from(this.#season.begins), "00:00");
    const from = this.begins + chance.whole(5, 40) * day + chance.whole(0, 23) * 3_600_000;
    this.#standIn = { who: "gus", from, until: from + chance.whole(2, 9) * day };
  }

  /** Who is on call, by the Monday on which they took over at 09:00. */
  onCall(at: Instant): string {
    if (at >= this.#standIn.from && at < this.#standIn.until) return this.#standIn.who;
    const first = Temporal.PlainDate.from(this.#season.begins);
    const here = this.calendar.dayOf(at);
    const monday = here.subtract({ days: here.dayOfWeek - 1 });
    const isBefore = at < this.calendar.at(monday, "09:00");
    const weeks = Math.round(first.until(monday).total("days") / 7) - (isBefore ? 1 : 0);
    return turns[Math.max(weeks, 0) % turns.length] ?? "";
  }

  /** Steps of whom to tell where nobody takes an incident up. */
  path(service: Service, at: (step: number) => Instant): string[][] {
    const own = service === null ? [] : (owners[service] ?? []);
    const first = own.length === 0 ? [] : [[...own]];
    const further =
      service === "login" ? [["on-call/primary"], ["tim", "olga"]] : [["on-call/primary", "gary"], ["olga"]];
    return [...first, ...further].map((step, index) =>
      step.map((name) => (name === "on-call/primary" ? this.onCall(at(index + 1)) : name)),
    );
  }

  /** Whether a mention reaches them, and is meant to. */
  isWithin(name: string, at: Instant): boolean {
    if (name === "acme/nobody") return false;
    return name.includes("/") || at < (this.left.get(name) ?? Number.POSITIVE_INFINITY);
  }

  /** Whether they have just left: for minutes the App may not know. */
  hasJustLeft(name: string, at: Instant): boolean {
    const since = this.left.get(name);
    return since !== undefined && at >= since && at - since <= 6 * 60_000;
  }

  /** Those of the staff who are still there. */
  present(at: Instant): string[] {
    return staff.filter((name) => this.isWithin(name, at));
  }

  get configuration(): string {
    const { who, from, until } = this.#standIn;
    return `zone: ${this.#season.zone}
holidays: [${this.#season.holidays.join(", ")}]
services:
  login: { owners: [greg, acme/web], escalation: [on-call/primary, [tim, olga]] }
  search: { owners: [cathy, acme/nobody] }
  mail: {}
escalation: [[on-call/primary, gary], olga]
onCall:
  primary:
    people: [${turns.join(", ")}]
    since: ${this.#season.begins}
    handOver: { day: monday, time: "09:00" }
    overrides: [{ who: ${who}, from: ${this.#wall(from)}, until: ${this.#wall(until)} }]
review: { facilitators: [${facilitators.join(", ")}] }
actionItems: { confirmDays: ${confirmDays} }
board: { project: 7 }
`;
  }

  #wall(at: Instant): string {
    const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(this.#season.zone);
    return there.toPlainDateTime().toString({ smallestUnit: "minute" }).replace("T", " ");
  }
}
