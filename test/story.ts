/** A story: the world, and the App in it as it runs for real, webhooks, queue and all. */

import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createProbot } from "probot";
import type { SourceName } from "../src/alerts/alert.ts";
import { App } from "../src/app.ts";
import { belongingLabels } from "../src/config.ts";
import { githubApp } from "../src/github/app.ts";
import { Octokit } from "../src/github/octokit.ts";
import type { Instant, Milliseconds } from "../src/incident/incident.ts";
import { tokenFor } from "../src/intake/token.ts";
import type { InProcessOptions } from "../src/queue/in-process.ts";
import { createFront } from "../src/server.ts";
import { readTemplates } from "../src/templates.ts";
import { StoryClock } from "./story-clock.ts";
import { instantOf } from "./world/clock.ts";
import { createWorld, type World, type WorldOptions } from "./world/world.ts";

const templates = readTemplates();

/** Tests wait for no pauses: a burst is told by a test of its own. */
const hurried: Partial<InProcessOptions> = { rests: [0], retries: [10, 20, 40] };

const alertsSecret = "the secret of a story";

export interface StoryOptions extends WorldOptions {
  files?: Record<string, string>;
  private?: boolean;
  /** How many processes of the App run. */
  apps?: number;
  queue?: Partial<InProcessOptions>;
  /** Time between two rounds of a process, in milliseconds. */
  roundEvery?: Milliseconds;
}

/** One process of the App. */
export interface Process {
  app: App;
  server: Server;
  /** Where its webhooks go. */
  url: string;
  /** Passes that failed, with what they threw. */
  failures: unknown[];
}

export class Story {
  readonly world: World;
  readonly processes: Process[] = [];
  readonly #queue: Partial<InProcessOptions>;
  readonly #times: { clock: StoryClock; roundEvery?: Milliseconds };

  private constructor(world: World, queue: Partial<InProcessOptions>, times: { roundEvery?: Milliseconds }) {
    this.world = world;
    this.#queue = { ...hurried, ...queue };
    this.#times = { clock: new StoryClock(world.clock), ...times };
  }

  /** A world with the cast of the reference case, an outsider and another bot, and the App installed in `acme/shop`. */
  static async begin({
    files = {},
    private: isPrivate = false,
    apps = 1,
    queue = {},
    roundEvery,
    ...options
  }: StoryOptions = {}): Promise<Story> {
    const world = createWorld(options);
    for (const login of ["cathy", "greg", "gary"]) world.person(login, { role: "write", member: true });
    world.person("olga", { role: "admin", member: true });
    world.person("tim", { role: "triage", member: true });
    world.person("rita", { role: "read", member: true });
    world.person("oscar", { role: "none", member: false });
    world.person("robot", { role: "write", member: false, bot: true });
    world.repository("acme/shop", { private: isPrivate, files });
    const story = new Story(world, queue, roundEvery === undefined ? {} : { roundEvery });
    await world.listen();
    for (let n = 0; n < apps; n += 1) await story.startApp();
    return story;
  }

  /** Starts another process of the App. */
  async startApp(): Promise<Process> {
    const { id, privateKey, webhookSecret: secret } = this.world.app;
    const overrides = {
      appId: id,
      privateKey,
      secret,
      baseUrl: `${this.world.url}/api/v3`,
      Octokit,
      logLevel: "fatal" as const,
    };
    const probot = createProbot({ env: {}, overrides });
    await probot.ready();
    const failures: unknown[] = [];
    const app = new App({
      github: githubApp({
        authenticate: (installation) => probot.auth(installation),
        labelsOf: (text) => belongingLabels(text),
        clock: { now: Date.now, sleep: async () => {}, random: () => 0 },
      }),
      surroundings: { templates, now: () => this.world.clock.now() },
      log: { info: () => {}, warn: (facts: unknown) => failures.push(facts) },
      ...this.#times,
      queue: { ...this.#queue, onError: (_, error) => failures.push(error) },
    });
    const server = createFront({
      secret,
      receive: async (delivery) => app.receive(delivery),
      alerts: {
        secret: alertsSecret,
        signing: { pagerduty: [], grafana: [], sentry: [] },
        take: ({ owner, repo }, alerts) => app.alert(owner, repo, alerts),
        now: () => this.world.clock.now(),
      },
      health: () => ({}),
      log: () => {},
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/github/webhooks`;
    this.world.deliverTo(url);
    await app.start();
    await app.idle();
    const process = { app, server, url, failures };
    this.processes.push(process);
    return process;
  }

  /** A monitoring system sends a message about `acme/shop`, to one of the processes. Resolves with the answer. */
  async alerted(
    source: SourceName,
    message: unknown,
    process = 0,
  ): Promise<{ status: number; retryAfter: string | null; body: unknown }> {
    const { url = "" } = this.processes[process] ?? {};
    const token = tokenFor(alertsSecret, { source, owner: "acme", repo: "shop" });
    const response = await fetch(new URL(`/alerts/${source}/acme/shop`, url), {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(message),
    });
    return { status: response.status, retryAfter: response.headers.get("retry-after"), body: await response.json() };
  }

  /** Waits until every webhook is delivered and every pass is over. */
  async settled(): Promise<void> {
    let seen = -1;
    while (seen !== this.world.requests.length) {
      seen = this.world.requests.length;
      await this.world.delivered();
      await Promise.all(this.processes.map(({ app }) => app.idle()));
    }
  }

  /**
   * Lets time go by up to an instant, or ISO 8601 text with a zone: alarms ring at their own times and in their order, and
   * what they set off is over before the next one rings. What has been due already rings first.
   */
  async until(to: Instant | string): Promise<void> {
    const end = instantOf(to);
    const { clock } = this.#times;
    await this.settled();
    for (let next = clock.next(); next !== null && next <= end; next = clock.next()) {
      clock.ring();
      await this.settled();
    }
    this.world.clock.set(Math.max(end, this.world.clock.now()));
  }

  /** Lets so many milliseconds go by, in the same way. */
  async advance(ms: Milliseconds): Promise<void> {
    await this.until(this.world.clock.now() + ms);
  }

  /** Rings what is due by now, as after the world's clock was moved by hand. */
  async tick(): Promise<void> {
    await this.advance(0);
  }

  /** Asks for a pass over an issue, as a schedule would. */
  async pass(number: number): Promise<void> {
    const installation = this.world.state.repositories.get("acme/shop")?.installation ?? 0;
    for (const { app } of this.processes) app.queue.add({ installation, owner: "acme", repo: "shop", number });
    await this.settled();
  }

  /** A pass over every issue, as at start; also those that nothing would set off. */
  async passOverAll(): Promise<void> {
    const repository = this.world.state.repositories.get("acme/shop");
    const installation = repository?.installation ?? 0;
    for (const number of repository?.issues.keys() ?? [])
      for (const { app } of this.processes) app.queue.add({ installation, owner: "acme", repo: "shop", number });
    await this.settled();
  }

  /** As when the processes are killed, GitHub is well again, and one is started anew. */
  async restart(): Promise<void> {
    await this.stop();
    this.world.heal();
    await this.startApp();
  }

  /** Ends the processes and the world. @throws Error where the App said what nobody read (law 7), or asked GitHub for what it hasn't. */
  async end(): Promise<void> {
    await this.stop();
    await this.world.close();
    const unread = this.world.unread().map(({ url, body }) => `Nobody read ${url}:\n${body}`);
    const wrong = [...this.world.problems, ...unread, ...this.world.trespasses()];
    if (wrong.length > 0) throw new Error(wrong.join("\n\n"));
  }

  /** Ends the processes, as where their machine sleeps: the world goes on without them. */
  async stop(): Promise<void> {
    const stopped = this.processes.splice(0);
    await Promise.all(stopped.map(({ app }) => app.drain()));
    for (const { server } of stopped) {
      server.closeAllConnections();
      server.close();
    }
  }
}
