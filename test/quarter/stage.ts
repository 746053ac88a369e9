/** Where a quarter is played: the world, the team, and what is known of each incident. */
import type { Instant, Milliseconds } from "../../src/incident/incident.ts";
import type { Project } from "../world/project-state.ts";
import type { World } from "../world/world.ts";
import { Agenda } from "./agenda.ts";
import type { Team } from "./cast.ts";
import type { Chance } from "./chance.ts";
import { heard, type Life } from "./facts.ts";

export const minute: Milliseconds = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A field of an action item that both its issue and the board have. */
export type Field = "status" | "priority" | "due";

export class Stage {
  readonly world: World;
  readonly project: Project;
  readonly team: Team;
  readonly agenda = new Agenda();
  readonly lives = new Map<number, Life>();
  /** What people last wanted of each field of each item, on whichever side: `12 due`. */
  readonly wishes = new Map<string, string | null>();
  /** Incidents about which something has just happened. */
  readonly touched = new Set<Life>();
  readonly #isAttentive: (life: Life) => boolean;

  constructor(
    world: World,
    { team, project, isAttentive }: { team: Team; project: Project; isAttentive: (life: Life) => boolean },
  ) {
    this.world = world;
    this.team = team;
    this.project = project;
    this.#isAttentive = isAttentive;
  }

  get now(): Instant {
    return this.world.clock.now();
  }

  /** So much later somebody does something about the incident, unless it is gone by then. */
  later(after: Milliseconds, life: Life, act: () => Promise<void>): void {
    this.agenda.note(this.now + after, async () => {
      this.touched.add(life);
      if (life.gone !== "withdrawn") await act();
    });
  }

  /** Whether the App is awake, and was told of all that happened to the incident. */
  isAttentive(life: Life): boolean {
    return this.#isAttentive(life);
  }

  /** Somebody who may give commands, and is still there. */
  player(chance: Chance, ...but: string[]): string {
    return chance.one(this.team.present(this.now).filter((name) => name !== "rita" && !but.includes(name)));
  }

  /** Who does it, if they are still there; else somebody. */
  still(who: string, chance: Chance): string {
    return this.team.isWithin(who, this.now) ? who : this.player(chance);
  }

  /** They comment on the incident, which those who have not declared it thereby take up. */
  async say(life: Life, who: string, text: string): Promise<void> {
    heard(life, who);
    await this.world.as(who).comment(life.number, text);
  }
}
