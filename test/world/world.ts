/** A GitHub in memory, served over HTTP: make people and repositories, act as them, break what you like, look at all of it. */
import { authenticate, jobIn, keyPair, Tokens } from "./auth.ts";
import type { Allowance, Resource } from "./budget.ts";
import type { CheckRun } from "./check-state.ts";
import { Client } from "./client.ts";
import { type Fault, Faults } from "./faults.ts";
import type { SeenRequest } from "./requests.ts";
import { Server } from "./server.ts";
import { Settlement, type SettlementOptions } from "./settlement.ts";
import { restLogin } from "./shapes/account.ts";
import { type Order, snapshotOf } from "./snapshot.ts";
import { readDiscussions, readOn, trespassesIn, unreadIn } from "./speech.ts";
import { commentsOf } from "./state.ts";
import type { AnsweredDelivery } from "./webhooks.ts";
import { Wikis } from "./wiki.ts";

export interface WorldOptions extends SettlementOptions {
  /** How long the App waits for every answer, in milliseconds of real time. */
  latency?: number;
}

/** A world with an App in it, and nobody else yet. It has no address before `listen`. */
export function createWorld(options: WorldOptions = {}): World {
  return new World(options);
}

/** What a workflow's job has for its environment. */
interface Job {
  token: string;
  login: string;
}

export class World extends Settlement {
  /** Every request so far, people's too. */
  readonly requests: SeenRequest[] = [];
  /** What would fail a test: unknown routes and fields, requests and answers against GitHub's own description. */
  readonly problems: string[] = [];
  latency: number;
  readonly #tokens = new Tokens();
  readonly #faults = new Faults();
  readonly #wikis = new Wikis();
  readonly #server: Server;
  #origin: string | null = null;

  constructor({ latency = 0, ...settlement }: WorldOptions) {
    super(settlement);
    this.latency = latency;
    const world = this;
    this.#server = new Server({
      hub: this.hub,
      tokens: this.#tokens,
      faults: this.#faults,
      wikis: this.#wikis,
      requests: this.requests,
      problems: this.problems,
      get latency() {
        return world.latency;
      },
    });
  }

  /** Opens it on a free port of the loopback, and says where. */
  async listen(): Promise<string> {
    this.#origin = await this.#server.listen();
    return this.#origin;
  }

  async close(): Promise<void> {
    await this.#server.close();
    await this.#wikis.close();
    this.#origin = null;
  }

  /** Where it is: `http://127.0.0.1:PORT`. Enterprise paths (`/api/v3`, `/api/graphql`) work as well as GitHub's own. */
  get url(): string {
    if (this.#origin === null) throw new Error("The world has no address yet: call listen() first");
    return this.#origin;
  }

  /** What an App needs for its environment. */
  get app(): { id: number; slug: string; login: string; privateKey: string; webhookSecret: string } {
    const { id, slug } = this.hub.app;
    const { privateKey } = keyPair();
    return { id, slug, login: `${slug}[bot]`, privateKey, webhookSecret: this.webhooks.secret };
  }

  /** Somebody who acts in a repository (the first, where none is named) by real requests. */
  as(login: string, fullName?: string): Client {
    return new Client(() => this.url, this.personNamed(login).token, this.repositoryNamed(fullName).fullName);
  }

  /** The App, acting through its installation in a repository (the first, where none is named). */
  asApp(fullName?: string): Client {
    const repository = this.repositoryNamed(fullName);
    const installation = this.state.installations.get(repository.installation ?? 0);
    if (!installation) throw new Error(`The App is not installed in ${repository.fullName}`);
    const { token } = this.#tokens.issue({ as: "installation", person: this.hub.app.bot, installation });
    return new Client(() => this.url, token, repository.fullName);
  }

  /**
   * A run of a workflow in a repository (the first, where none is named), with a token of its own: as `GITHUB_TOKEN`.
   * @param permissions as a workflow writes them; what the Action needs where they are left out
   */
  job(fullName?: string, { permissions }: { permissions?: Record<string, string> } = {}): Job {
    const job = jobIn(this.repositoryNamed(fullName), permissions);
    const person = this.hub.actions.bot;
    const { token } = this.#tokens.issue({ as: "job", person, job });
    return { token, login: restLogin(person) };
  }

  /** A job, acting in a repository (the first, where none is named) by its own token; `permissions` as in `job`. */
  asJob(fullName?: string, permissions?: Record<string, string>): Client {
    const { token } = this.job(fullName, permissions ? { permissions } : {});
    return new Client(() => this.url, token, this.repositoryNamed(fullName).fullName);
  }

  /** What the holder of a token has left of the hour; a job's is that of all jobs of its repository. @throws Refusal 401 for a bad token */
  budget(token: string, resource: Resource): Allowance {
    return this.#server.allowance(authenticate(this.hub, this.#tokens, `token ${token}`), resource);
  }

  /** The wiki of a repository (the first, where none is named): real git, served beside the API. */
  wiki(fullName?: string): ReturnType<Wikis["of"]> {
    return this.#wikis.of(this.repositoryNamed(fullName).fullName);
  }

  /** Another endpoint that every webhook goes to. */
  deliverTo(url: string): void {
    this.webhooks.deliverTo(url);
  }

  /** Until every webhook that isn't held back has been answered. */
  async delivered(): Promise<void> {
    await this.webhooks.settled();
  }

  /** Webhooks with the answers that they got. */
  get deliveries(): readonly AnsweredDelivery[] {
    return this.webhooks.answered;
  }

  /** Makes requests of the App's fail; people's never do. */
  fail(fault: Fault): void {
    this.#faults.add(fault);
  }

  /** As when the App's process is cut after so many more writes: the next isn't done, and no connection is taken until `heal`. */
  stopAfterWrites(count: number): void {
    this.fail({ does: "stop", when: (request) => request.kind === "write", nth: count + 1 });
  }

  /** No more failures. */
  heal(): void {
    this.#faults.heal();
  }

  /** Makes every token of installations and jobs worthless. */
  expireTokens(): void {
    this.#tokens.expire();
  }

  /** The App's and the jobs' writes so far, without authentication. */
  writes(): SeenRequest[] {
    return this.requests.filter((request) => request.byApp && request.kind === "write");
  }

  /** The App's and the jobs' reads so far, without authentication and look-ups of permissions. */
  reads(): SeenRequest[] {
    return this.requests.filter((request) => request.byApp && request.kind === "read");
  }

  /** Begins counting requests anew. */
  forgetRequests(): void {
    this.requests.length = 0;
  }

  /** The discussions of a repository (the first, where none is named), oldest first, with their comments; read from now on. */
  discussions(fullName?: string): ReturnType<typeof readDiscussions> {
    return readDiscussions(this.repositoryNamed(fullName));
  }

  /** The check runs of a repository (the first, where none is named), oldest first. */
  checks(fullName?: string): readonly CheckRun[] {
    return this.repositoryNamed(fullName).checks;
  }

  /** What the pinned comment says; null where there is none. */
  card(number: number, fullName?: string): string | null {
    return commentsOf(this.issue(number, fullName)).find((comment) => comment.pin)?.body ?? null;
  }

  /** What the App said on the issue that no test has read yet, oldest first, without the pinned card; read from now on. */
  botSaid(number: number, fullName?: string): string[] {
    return readOn(this.issue(number, fullName));
  }

  /** What the App said and nobody read: law 7 wants none at the end of a story. */
  unread(): { url: string; body: string }[] {
    return unreadIn(this.state);
  }

  /** Texts of other people's that the App or a job has edited or deleted: law 6 wants none. */
  trespasses(): string[] {
    return trespassesIn(this.hub);
  }

  /** The whole state as a plain value that two runs can be compared by. */
  snapshot(order: Order = "sorted"): ReturnType<typeof snapshotOf> {
    return snapshotOf(this.state, order);
  }
}
