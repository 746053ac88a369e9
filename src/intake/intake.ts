/**
 * Where alerts wait until GitHub has them. Those of one repository are routed one after the other, so that one outage
 * opens one incident; each then goes along with the next pass over its incident.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { Lru } from "toad-cache";
import type { Alert, Arrival } from "../alerts/alert.ts";
import { type Route, routeOf } from "../alerts/route.ts";
import type { Configuration } from "../config.ts";
import { demandedWait, TerminalError, UserError } from "../error.ts";
import { issueName } from "../github/names.ts";
import type { GitHub, IncidentRef, RepositoryRef } from "../github/port.ts";
import type { Instant, Milliseconds } from "../incident/incident.ts";
import type { Surroundings } from "../observe.ts";
import { compileTemplates } from "../words/templates.ts";
import { Batches } from "./batches.ts";
import { countNoise } from "./count.ts";
import type { Taken } from "./endpoint.ts";
import { alertsIn } from "./heard.ts";
import { openFor } from "./open.ts";
import { type Parcel, parcelOf, unawaited } from "./parcel.ts";
import type { Known, Roster } from "./roster.ts";
import { Settled } from "./settled.ts";

export interface IntakeOptions {
  github: (repository: RepositoryRef) => Promise<GitHub>;
  roster: Roster;
  /** Asks for a pass over the incident. */
  visit: (incident: IncidentRef) => void;
  surroundings: Surroundings;
  /** Waits before another try of what nobody would send again, in milliseconds; after the last it is given up. */
  retries: readonly Milliseconds[];
  onError: (repository: RepositoryRef, error: unknown, next: "retry" | "given up") => void;
}

/** Which incident an alert is on, or none, since when. */
interface Settlement {
  incident: number | null;
  now: Instant;
}

/** Asks for a pass over the incident. */
type Visiting = (incident: IncidentRef) => void;

interface Way {
  repository: RepositoryRef;
  visit: Visiting;
}

const mostInstallations = 10_000;
/** An alert is sent on so often, as incidents change while it is on its way. */
const mostTurns = 5;

export class Intake {
  readonly #options: IntakeOptions;
  readonly #settled = new Settled();
  readonly #routing = new Batches((repository, batch) => this.#route(repository, batch));
  readonly #counting = new Batches((repository, batch) => this.#count(repository, batch));
  /** What goes along with the next pass over an incident, by its name. */
  readonly #due = new Map<string, Parcel[]>();
  /** Ends the waiting for another try. */
  readonly #draining = new AbortController();
  /** Until when GitHub wants to be left alone, by installation. */
  readonly #away = new Lru<Instant>(mostInstallations);
  #heard = 0;

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  /**
   * Resolves once GitHub has all of them.
   * @throws whatever kept GitHub from having one: the sender is to send them again
   */
  async take(repository: RepositoryRef, alerts: readonly Alert[]): Promise<Taken> {
    const arrivals = this.#received(alerts);
    const wait = (this.#away.get(repository.installation) ?? 0) - this.#now();
    const isNews = arrivals.some((arrival) => this.#settled.incidentOf(repository, arrival) === undefined);
    if (wait > 0 && isNews) return { state: "later", seconds: Math.ceil(wait / 1_000) };
    return this.#take(repository, arrivals);
  }

  /** Takes what GitHub tells of alerts by a webhook, which nobody would send again: tries for as long as it may. */
  async hear(repository: RepositoryRef, name: string, payload: unknown): Promise<void> {
    this.#heard += 1;
    const receivedAt = this.#now();
    const once = async () => {
      const told = alertsIn(name, payload, await this.#configurationOf(repository));
      const arrivals = told.map((alert) => ({ ...alert, receivedAt }));
      const taken = await this.#take(repository, arrivals);
      if (taken.state === "later") throw new Error("The same alert comes too often.");
    };
    await this.#tryOften(once, (error, next) => this.#options.onError(repository, error, next));
    this.#heard -= 1;
  }

  /** The alerts that go along with the pass over this incident that begins now. */
  due(incident: IncidentRef): Parcel[] {
    const parcels = this.#due.get(issueName(incident)) ?? [];
    this.#due.delete(issueName(incident));
    return parcels;
  }

  /** The pass is over: GitHub has the alerts, but for those that turned out to be none of the incident's. */
  passed(incident: IncidentRef, parcels: readonly Parcel[], strays: readonly Arrival[]): void {
    const astray = new Set(strays);
    const now = this.#now();
    for (const parcel of parcels) {
      if (astray.has(parcel.arrival)) this.#sendOn(incident, parcel);
      else this.#done(incident, parcel, { incident: incident.number, now });
    }
  }

  /** The pass has failed: whoever sent the alerts is to send them again. */
  failed(incident: IncidentRef, parcels: readonly Parcel[], error: unknown): void {
    this.#leaveAlone(incident, error);
    for (const parcel of parcels) parcel.failed(error);
  }

  /** The issue is gone: its alerts are due elsewhere. */
  gone(incident: IncidentRef, parcels: readonly Parcel[]): void {
    this.#options.roster.drop(incident);
    this.#settled.drop(incident);
    for (const parcel of parcels) this.#sendOn(incident, parcel);
  }

  /** Resolves once nothing is under way here; false where something was. */
  async isIdle(): Promise<boolean> {
    const isIdle = () => this.#heard === 0 && this.#routing.isIdle && this.#counting.isIdle;
    if (isIdle()) return this.#due.size === 0;
    while (!isIdle()) await sleep(5);
    return false;
  }

  /** Nothing is tried again from now on. Resolves once nothing is under way. */
  async drain(): Promise<void> {
    this.#draining.abort();
    while (!(await this.isIdle())) await sleep(5);
  }

  async #take(repository: RepositoryRef, arrivals: readonly Arrival[]): Promise<Taken> {
    const waits = arrivals.map((arrival) => this.#waitFor(repository, arrival));
    const due = arrivals.filter((_, index) => waits[index] === 0);
    const deliveries = await Promise.allSettled(due.map((arrival) => this.#deliver(repository, arrival)));
    const refused = deliveries.find((delivery) => delivery.status === "rejected");
    if (refused) {
      this.#leaveAlone(repository, refused.reason);
      throw refused.reason;
    }
    const longest = waits.reduce((most, wait) => Math.max(most, wait), 0);
    if (longest > 0) return { state: "later", seconds: Math.ceil(longest / 1_000) };
    const incidents = deliveries.flatMap((delivery) => (delivery.status === "fulfilled" ? (delivery.value ?? []) : []));
    return { state: "recorded", incidents: [...new Set(incidents)] };
  }

  /** For as long as GitHub demands it, whoever was asked. */
  #leaveAlone({ installation }: RepositoryRef, error: unknown): void {
    const wait = demandedWait(error, Date.now());
    if (wait > 0) this.#away.set(installation, this.#now() + wait);
  }

  /** `once`, again and again until it does not throw. */
  async #tryOften(once: () => Promise<void>, failed: (error: unknown, next: "retry" | "given up") => void) {
    for (const wait of [...this.#options.retries, null]) {
      try {
        return await once();
      } catch (error) {
        const isFinal = error instanceof UserError || error instanceof TerminalError;
        const isLast = wait === null || isFinal || this.#draining.signal.aborted;
        failed(error, isLast ? "given up" : "retry");
        if (isLast) return;
        await this.#pause(Math.max(wait, demandedWait(error, Date.now())));
      }
    }
  }

  /** Where nothing is to be tried again any more, the last try comes at once. */
  async #pause(ms: Milliseconds): Promise<void> {
    await sleep(ms, undefined, { signal: this.#draining.signal }).catch(() => {});
  }

  async #configurationOf(repository: RepositoryRef): Promise<Configuration> {
    const { roster, github } = this.#options;
    return roster.configurationOf(await github(repository), repository);
  }

  #received(alerts: readonly Alert[]): Arrival[] {
    const receivedAt = this.#now();
    return alerts.map((alert) => ({ ...alert, receivedAt }));
  }

  #now(): Instant {
    return this.#options.surroundings.now();
  }

  #waitFor(repository: RepositoryRef, arrival: Arrival): Milliseconds {
    if (this.#settled.incidentOf(repository, arrival) !== undefined) return 0;
    return this.#settled.waitFor(repository, arrival);
  }

  async #deliver(repository: RepositoryRef, arrival: Arrival): Promise<number | null> {
    const known = this.#settled.incidentOf(repository, arrival);
    if (known !== undefined) return known;
    const { parcel, delivered } = parcelOf(arrival);
    this.#routing.add(repository, parcel);
    return delivered;
  }

  /** The passes are asked for at the end, so that as many alerts as can be go along with each. */
  async #route(repository: RepositoryRef, batch: Parcel[]): Promise<void> {
    const visited = new Map<string, IncidentRef>();
    try {
      await this.#routeEach(repository, batch, (incident) => visited.set(issueName(incident), incident));
    } finally {
      for (const incident of visited.values()) this.#options.visit(incident);
    }
  }

  async #routeEach(repository: RepositoryRef, batch: Parcel[], visit: Visiting): Promise<void> {
    const { roster, github } = this.#options;
    let surveyed: Known | null = null;
    for (let parcel = batch[0]; parcel; parcel = batch[0]) {
      const known = surveyed ?? roster.known(repository);
      let route = known && routeOf(parcel.arrival, [...known.candidates.values()], known.configuration);
      if (!surveyed && (!route || isUnsure(route))) {
        const alerts = batch.map(({ arrival }) => arrival);
        surveyed = await roster.survey(await github(repository), repository, alerts);
        route = routeOf(parcel.arrival, [...surveyed.candidates.values()], surveyed.configuration);
      }
      if (route) await this.#follow(route, parcel, { repository, visit });
      batch.shift();
    }
  }

  async #follow(route: Route, parcel: Parcel, { repository, visit }: Way): Promise<void> {
    switch (route.to) {
      case "incident":
        visit(this.#bring({ ...repository, number: route.number }, parcel));
        return;
      case "new":
        visit(await this.#open(repository, parcel, route.related));
        return;
      case "noise":
        return this.#counting.add(repository, parcel);
      case "nothing":
        return this.#done(repository, parcel, { incident: null, now: this.#now() });
    }
  }

  #bring(incident: IncidentRef, parcel: Parcel): IncidentRef {
    const due = this.#due.get(issueName(incident)) ?? [];
    this.#due.set(issueName(incident), due);
    due.push(parcel);
    return incident;
  }

  /** The issue itself tells of the alert that it was opened for, so GitHub has it as soon as it is there. */
  async #open(repository: RepositoryRef, parcel: Parcel, related: readonly number[]): Promise<IncidentRef> {
    const { roster, github } = this.#options;
    const known = roster.known(repository);
    if (!known) throw new Error("An incident is opened only after a look at what is open.");
    const opened = await openFor(await github(repository), parcel.arrival, { ...known, related });
    roster.add(repository, opened);
    const incident = { ...repository, number: opened.number };
    const end = this.#settled.earlyEnd(repository, parcel.arrival);
    if (end) this.#bring(incident, unawaited(end));
    this.#done(repository, parcel, { incident: opened.number, now: this.#now() });
    return incident;
  }

  async #count(repository: RepositoryRef, batch: Parcel[]): Promise<void> {
    const { roster, github, surroundings } = this.#options;
    const arrivals = batch.map(({ arrival }) => arrival);
    const configuration = await this.#configurationOf(repository);
    const numbers = roster.noiseIn(repository);
    const { templates } = compileTemplates(surroundings.templates);
    await countNoise(await github(repository), arrivals, { configuration, templates, numbers });
    const now = this.#now();
    for (const parcel of batch.splice(0)) this.#done(repository, parcel, { incident: null, now });
  }

  #done(repository: RepositoryRef, { arrival, done }: Parcel, { incident, now }: Settlement): void {
    this.#settled.settle(repository, arrival, incident, now);
    done(incident);
  }

  #sendOn(incident: IncidentRef, parcel: Parcel): void {
    parcel.turns += 1;
    if (parcel.turns > mostTurns) parcel.failed(new Error("No incident takes the alert."));
    else this.#routing.add(incident, parcel);
  }
}

/** Whether another process, or one that ran before, may know better. */
function isUnsure(route: Route): boolean {
  return route.to === "new" || route.to === "nothing" || (route.to === "incident" && route.late === true);
}
