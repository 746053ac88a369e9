/** The inside of the world's GitHub, which every act works on: state, clock, ids, and where events go out. */
import type { Clock } from "./clock.ts";
import type { Installation, Issue, Job, Node, Person, Repository, State, TimelineEvent } from "./state.ts";

/** Who asks: a person, the App as an installation, a job by its own token, or the App as itself (by JWT). */
export type Actor =
  | { as: "person"; person: Person }
  | { as: "installation"; person: Person; installation: Installation }
  | { as: "job"; person: Person; job: Job }
  | { as: "app"; person: Person };

export interface AppIdentity {
  id: number;
  slug: string;
  clientId: string;
  bot: Person;
  permissions: Record<string, string>;
}

/** An event for webhooks, as the acts know it; the payload is made only where somebody listens. */
export interface HubEvent {
  event: string;
  action?: string;
  repository?: Repository;
  installation?: Installation;
  sender: Person;
  payload: () => object;
}

export interface Hub {
  state: State;
  clock: Clock;
  app: AppIdentity;
  /** GitHub's own, whose bot every job acts as. */
  actions: AppIdentity;
  /** Who a project's own workflows act as. */
  automation: Person;
  ids: Ids;
  emit(event: HubEvent): void;
}

/** Whether it is one of the two bots that run our code: the App's, and the jobs'. */
export const isOurs = ({ app, actions }: Pick<Hub, "app" | "actions">, person: Person | null): boolean =>
  person === app.bot || person === actions.bot;

/** Numbers things in the order in which they are made; what our bots make has a row of its own, so that people's ids never depend on it. */
export class Ids {
  #people = 1000;
  #app = 500_000_000;

  next(maker: "people" | "app"): number {
    return maker === "app" ? ++this.#app : ++this.#people;
  }
}

/** A fresh REST id and GraphQL node id. */
export function freshIds(hub: Hub, prefix: string, by: Person | null): { id: number; nodeId: string } {
  const id = hub.ids.next(isOurs(hub, by) ? "app" : "people");
  return { id, nodeId: `${prefix}_${id}` };
}

/** Makes a thing findable by its node id. */
export function register<N extends Node>(hub: Hub, node: N): N {
  hub.state.nodes.set(node.nodeId, node);
  return node;
}

type Unsigned<E> = E extends TimelineEvent ? Omit<E, "nodeId" | "at" | "actor"> : never;

/** Appends an event to the issue's timeline, now. */
export function record(hub: Hub, issue: Issue, actor: Person, event: Unsigned<TimelineEvent>): void {
  const nodeId = `EV_${hub.ids.next("app")}`; // Whether a mention is the first may depend on who was faster.
  const happened = { ...event, nodeId, at: hub.clock.stamp(), actor } as TimelineEvent;
  issue.timeline.push(register(hub, happened));
  issue.updatedAt = hub.clock.stamp();
}
