/** Webhooks: every event signed and sent to every endpoint; lost, doubled, late or held back on demand. */
import { createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Hub, HubEvent } from "./hub.ts";
import { accountShape } from "./shapes/account.ts";
import { installationShape } from "./shapes/app.ts";
import { repositoryShape } from "./shapes/repository.ts";
import type { Installation } from "./state.ts";

/** GitHub waits no longer for an answer. */
const PATIENCE = 10_000;

/** An event on its way to one endpoint. */
export interface Delivery {
  /** `X-GitHub-Delivery`: the same for a repetition, and at every endpoint. */
  id: string;
  event: string;
  action: string | null;
  url: string;
  hook: number;
  /** The body as it is sent. */
  payload: string;
}

export interface AnsweredDelivery extends Delivery {
  /** Null where nobody answered in time. */
  status: number | null;
  latencyMs: number;
}

/** What becomes of a delivery. */
interface Fate {
  copies: 0 | 1 | 2;
  delayMs: number;
}

type Rule = (delivery: Delivery) => Partial<Fate>;
type Which = (delivery: Delivery) => boolean;

export class Webhooks {
  readonly answered: AnsweredDelivery[] = [];
  readonly secret: string;
  #endpoints: string[] = [];
  #rules: Rule[] = [];
  #held: Delivery[] | null = null;
  #underway = new Set<Promise<void>>();
  #events = 0;

  constructor(secret: string) {
    this.secret = secret;
  }

  deliverTo(url: string): void {
    this.#endpoints.push(url);
  }

  /** Settles the fate of every later delivery; of several rules the last that says something wins. */
  rule(rule: Rule): void {
    this.#rules.push(rule);
  }

  lose(which: Which = () => true): void {
    this.rule((delivery) => (which(delivery) ? { copies: 0 } : {}));
  }

  double(which: Which = () => true): void {
    this.rule((delivery) => (which(delivery) ? { copies: 2 } : {}));
  }

  /** Late by so many milliseconds of real time. */
  delay(ms: number | ((delivery: Delivery) => number)): void {
    this.rule((delivery) => ({ delayMs: typeof ms === "number" ? ms : ms(delivery) }));
  }

  /** Forgets all rules, and sends what is held. */
  async reset(): Promise<void> {
    this.#rules = [];
    await this.release();
  }

  /** Keeps deliveries back until `release`. */
  hold(): void {
    this.#held ??= [];
  }

  /** Sends what is held, one after the other, in the order that `order` puts it into (it may leave out and repeat). */
  async release(order: (held: Delivery[]) => Delivery[] = (held) => held): Promise<void> {
    const held = this.#held ?? [];
    this.#held = null;
    for (const delivery of order(held)) await this.send(delivery);
  }

  /** Sends it (again), now. */
  async send(delivery: Delivery): Promise<void> {
    await this.#track(this.#post(delivery));
  }

  /** Until everything that is not held back has been answered, what follows from it included. */
  async settled(): Promise<void> {
    while (this.#underway.size > 0) await Promise.all(this.#underway);
  }

  emit(hub: Hub, event: HubEvent): void {
    this.#events += 1;
    const installation = installationOf(hub, event);
    if (this.#endpoints.length === 0 || !installation) return;
    const payload = JSON.stringify(payloadOf(hub, event, installation));
    const id = `00000000-0000-4000-8000-${String(this.#events).padStart(12, "0")}`;
    this.#endpoints.forEach((url, index) => {
      this.#dispatch({ id, event: event.event, action: event.action ?? null, url, hook: index + 1, payload });
    });
  }

  #dispatch(delivery: Delivery): void {
    if (this.#held) {
      this.#held.push(delivery);
      return;
    }
    const fate: Fate = Object.assign({ copies: 1, delayMs: 0 }, ...this.#rules.map((rule) => rule(delivery)));
    for (let copy = 0; copy < fate.copies; copy++) void this.#track(this.#late(delivery, fate.delayMs));
  }

  async #late(delivery: Delivery, ms: number): Promise<void> {
    if (ms > 0) await sleep(ms);
    await this.#post(delivery);
  }

  #track(sending: Promise<void>): Promise<void> {
    this.#underway.add(sending);
    return sending.finally(() => this.#underway.delete(sending));
  }

  async #post(delivery: Delivery): Promise<void> {
    const start = performance.now();
    const status = await post(delivery, this.secret);
    this.answered.push({ ...delivery, status, latencyMs: performance.now() - start });
  }
}

async function post({ id, event, url, hook, payload }: Delivery, secret: string): Promise<number | null> {
  const headers = {
    "content-type": "application/json",
    "user-agent": "GitHub-Hookshot/world",
    "x-github-event": event,
    "x-github-delivery": id,
    "x-github-hook-id": String(hook),
    "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(payload).digest("hex")}`,
  };
  try {
    const answer = await fetch(url, { method: "POST", headers, body: payload, signal: AbortSignal.timeout(PATIENCE) });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return null; // Nobody there, or too slow: GitHub notes that down and goes on, and so does the world.
  }
}

function installationOf(hub: Hub, { installation, repository }: HubEvent): Installation | undefined {
  if (installation) return installation;
  return repository?.installation == null ? undefined : hub.state.installations.get(repository.installation);
}

function payloadOf(
  hub: Hub,
  { event, action, repository, sender, payload }: HubEvent,
  installation: Installation,
): object {
  const { account } = installation;
  const whole = event === "installation" || event === "installation_repositories";
  return {
    ...(action === undefined ? {} : { action }),
    ...payload(),
    ...(repository ? { repository: repositoryShape(repository) } : {}),
    ...(account.type === "Organization" && !whole ? { organization: organizationShape(account) } : {}),
    installation: whole
      ? installationShape(hub, installation)
      : { id: installation.id, node_id: `MDIz${installation.id}` },
    sender: accountShape(sender),
  };
}

function organizationShape(account: Installation["account"]) {
  const { login, id, node_id, avatar_url } = accountShape(account);
  const url = `https://api.github.com/orgs/${login}`;
  return {
    login,
    id,
    node_id,
    avatar_url,
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    description: null,
  };
}
