/** A quarter of a team's year, played through the App's public doors by the hour hand of chance, and judged as it goes. */
import type { Instant, Milliseconds } from "../../src/incident/incident.ts";
import { Story } from "../story.ts";
import type { Issue } from "../world/state.ts";
import { staff, Team } from "./cast.ts";
import { Chance } from "./chance.ts";
import { itemsOf, type Life } from "./facts.ts";
import { iso, Judge } from "./judge.ts";
import { Line, type Untold } from "./line.ts";
import { declare } from "./players.ts";
import { disagreements, keep } from "./promises.ts";
import { saidIn } from "./seen.ts";
import { day, hour, minute, Stage } from "./stage.ts";

export interface QuarterOptions {
  seed: number;
  incidents: number;
  days: number;
  roundEvery: Milliseconds;
}

/** What came of it. */
export interface Outcome {
  faults: string[];
  incidents: number;
  items: number;
  sleeps: number;
  untold: number;
  /** Reminders by kind. */
  reminders: Record<string, number>;
}

/** Plays a quarter to its end. The clock that `Date.now` tells is the world's as long as it lasts. */
export async function playQuarter(options: QuarterOptions): Promise<Outcome> {
  const chance = new Chance(options.seed);
  const team = new Team(chance.of(1));
  const { roundEvery } = options;
  const files = { ".github/sooner.yml": team.configuration };
  const story = await Story.begin({ now: team.begins, files, roundEvery, apps: 0 });
  const wall = Date.now;
  Date.now = () => story.world.clock.now();
  try {
    const outcome = await new Quarter(story, team, chance, options).play();
    await story.end();
    return outcome;
  } finally {
    Date.now = wall;
    await story.stop();
    await story.world.close();
  }
}

class Quarter {
  readonly #story: Story;
  readonly #team: Team;
  readonly #chance: Chance;
  readonly #options: QuarterOptions;
  readonly #stage: Stage;
  readonly #judge: Judge;
  readonly #line: Line;
  /** Since when the App may not know of something that happened to an incident, by its number. */
  readonly #blind = new Map<number, Instant>();
  /** When the next reminder of an incident is to have come. */
  readonly #checkpoints = new Map<Life, Instant>();
  readonly #items = new Set<number>();
  /** When the App last woke; null while it sleeps. */
  #awake: Instant | null = null;
  #sleeps = 0;
  #untold = 0;

  constructor(story: Story, team: Team, chance: Chance, options: QuarterOptions) {
    this.#story = story;
    this.#team = team;
    this.#chance = chance;
    this.#options = options;
    const { world } = story;
    for (const login of staff.filter((name) => !["cathy", "greg", "gary", "tim", "rita"].includes(name)))
      world.person(login, { role: "write", member: true });
    world.change("tim", { role: "write" });
    world.team("acme/web", { members: ["greg"] });
    world.team("acme/nobody", { members: [] });
    const project = world.project("acme", {
      number: 7,
      title: "Promises",
      fields: { Status: ["Todo", "In Progress", "Done", "Won't do"] },
      automatic: chance.is(0.5),
    });
    this.#stage = new Stage(world, { team, project, isAttentive: (life) => this.#isAttentive(life) });
    this.#judge = new Judge(team);
    this.#line = new Line(world, chance.of(2), (untold) => this.#missed(untold));
  }

  async play(): Promise<Outcome> {
    const { days, incidents } = this.#options;
    const end = this.#team.begins + days * day;
    await this.#wake();
    this.#noteIncidents(incidents, days);
    this.#noteLeaving();
    this.#noteSleep(this.#chance.of(3), end);
    await this.#until(end);
    this.#stage.agenda.clear();
    if (this.#awake === null) await this.#wake();
    await this.#until(end + 2 * this.#options.roundEvery);
    await this.#closeTheBooks();
    const failures = this.#story.processes
      .flatMap((process) => process.failures)
      .map((failure) => `A pass failed: ${failure}`);
    return {
      faults: [...this.#judge.faults, ...failures],
      incidents: this.#stage.lives.size,
      items: this.#items.size,
      sleeps: this.#sleeps,
      untold: this.#untold,
      reminders: Object.fromEntries(this.#judge.counts),
    };
  }

  #noteIncidents(count: number, days: number): void {
    const chance = this.#chance.of(4);
    for (let n = 0; n < count; n += 1) {
      const at = this.#team.begins + hour + chance.whole(0, (days - 3) * 24 * 60) * minute + chance.whole(0, 59) * 1000;
      this.#stage.agenda.note(at, async () => {
        await declare(this.#stage, chance.of(n));
      });
    }
  }

  #noteLeaving(): void {
    const chance = this.#chance.of(5);
    for (const who of ["cathy", chance.one(["ada", "ben", "dan"])]) {
      const at = this.#team.begins + chance.whole(15, 70) * day + chance.whole(0, 1439) * minute;
      this.#stage.agenda.note(at, async () => {
        this.#team.left.set(who, this.#stage.now);
        this.#story.world.change(who, { role: "none", member: false });
        for (const life of this.#stage.lives.values()) this.#stage.touched.add(life);
      });
    }
  }

  #noteSleep(chance: Chance, end: Instant): void {
    const { agenda } = this.#stage;
    for (let at = this.#team.begins; at < end; ) {
      at += chance.whole(6, 120) * hour + chance.whole(0, 3599) * 1000;
      const until = at + chance.whole(1, 14 * 60) * minute;
      if (until > end) return;
      agenda.note(at, () => this.#sleep());
      agenda.note(until, () => this.#wake());
      at = until;
    }
  }

  async #sleep(): Promise<void> {
    this.#line.listener = null;
    this.#awake = null;
    this.#sleeps += 1;
    this.#checkpoints.clear();
    await this.#story.stop();
  }

  async #wake(): Promise<void> {
    const { url } = await this.#story.startApp();
    this.#line.listener = url;
    this.#awake = this.#stage.now;
    this.#blind.clear();
    for (const life of this.#stage.lives.values()) this.#stage.touched.add(life);
  }

  /** Time goes by; each thing happens at its time. */
  async #until(end: Instant): Promise<void> {
    const { agenda } = this.#stage;
    for (;;) {
      const next = Math.min(agenda.next() ?? end, ...this.#checkpoints.values(), this.#nextRound(), end);
      await this.#story.until(next);
      this.#look();
      for (let act = agenda.take(next); act !== null; act = agenda.take(next)) {
        await act();
        await this.#story.settled();
        this.#look();
      }
      if (next >= end) return;
    }
  }

  /** Whom rounds have shown what they had not been told, knows it from then on. */
  #nextRound(): Instant {
    if (this.#awake === null || this.#blind.size === 0) return Number.POSITIVE_INFINITY;
    return this.#lastRound() + this.#options.roundEvery;
  }

  #lastRound(): Instant {
    const { roundEvery } = this.#options;
    const from = this.#awake ?? this.#stage.now;
    return from + Math.floor((this.#stage.now - from) / roundEvery) * roundEvery;
  }

  #isAttentive(life: Life): boolean {
    return this.#awake !== null && !this.#blind.has(life.number);
  }

  #missed({ delivery, late }: Untold): void {
    this.#untold += 1;
    if (late !== null) this.#stage.agenda.note(this.#stage.now + late * minute, () => this.#line.deliver(delivery));
    for (const number of this.#incidentsIn(delivery.payload)) this.#blind.set(number, this.#stage.now);
  }

  /** Of one that is only being declared, its own number. */
  #incidentsIn(payload: string): number[] {
    const { issue, projects_v2_item: item, parent_issue: parent, sub_issue: child } = JSON.parse(payload);
    const numbers = [issue?.number, parent?.number, child?.number].filter((number) => typeof number === "number");
    const onBoard = this.#stage.project.items.find(({ nodeId }) => nodeId === item?.node_id)?.content.number;
    const found = [...numbers, ...(onBoard === undefined ? [] : [onBoard])];
    return found.length > 0
      ? found.map((number) => this.#lifeOf(number)?.number ?? number)
      : [...this.#stage.lives.keys()];
  }

  #lifeOf(number: number): Life | undefined {
    const { parent } = this.#story.world.issue(number);
    return this.#stage.lives.get(number) ?? (parent ? this.#stage.lives.get(parent.number) : undefined);
  }

  /** Reads what was said, and asks for what was not. */
  #look(): void {
    const { world } = this.#story;
    const { touched, lives, now } = this.#stage;
    for (const said of saidIn(world, world.requests)) {
      const life = this.#lifeOf(said.issue);
      if (!life) continue;
      touched.add(life);
      this.#judge.hear(said, life, this.#incident(life));
      this.#judge.overhear(said, life);
    }
    world.forgetRequests();
    const round = this.#awake === null ? Number.NEGATIVE_INFINITY : this.#lastRound();
    for (const [number, since] of this.#blind) {
      if (since >= round) continue;
      this.#blind.delete(number);
      const life = lives.get(number);
      if (life) touched.add(life);
    }
    for (const [life, at] of this.#checkpoints) if (at <= now) touched.add(life);
    for (const life of touched) if (lives.has(life.number)) this.#check(life);
    touched.clear();
  }

  #check(life: Life): void {
    const incident = this.#incident(life);
    this.#noteItems(life, incident);
    this.#checkpoints.delete(life);
    if (!this.#isAttentive(life)) return;
    const { now } = this.#stage;
    this.#judge.demand(life, incident, now);
    const next = this.#judge.next(life, incident, now);
    if (next !== null) this.#checkpoints.set(life, next);
  }

  #noteItems(life: Life, incident: Issue): void {
    for (const { number } of itemsOf(incident)) {
      if (this.#items.has(number)) continue;
      this.#items.add(number);
      keep(this.#stage, life, number, this.#chance.of(1000 + number));
    }
  }

  /** At the end: both sides of every item agree, every comment has its one place, and nothing is left to write. */
  async #closeTheBooks(): Promise<void> {
    const { world } = this.#story;
    const { lives, now } = this.#stage;
    const faults = [...lives.values()]
      .filter(({ gone }) => gone === null)
      .flatMap((life) => this.#incident(life).subIssues.filter(({ number }) => this.#items.has(number)))
      .flatMap((issue) => disagreements(this.#stage, issue));
    world.forgetRequests();
    await this.#story.passOverAll();
    const writes = world.writes().map(({ method, path }) => `written in a settled world: ${method} ${path}`);
    this.#judge.faults.push(...[...faults, ...writes].map((fault) => `${iso(now)} ${fault}`));
    const [repository] = world.state.repositories.values();
    for (const number of repository?.issues.keys() ?? []) world.botSaid(number);
  }

  #incident({ number }: Life): Issue {
    return this.#story.world.issue(number);
  }
}
