/** Follows the days, and what the cards and the App's comments say, so that the terminal tells each thing once. */
import { showDay } from "../../src/words/time.ts";
import type { World } from "../../test/world/world.ts";
import { tellChanges, tellDay, tellWords } from "./narration.ts";
import { saidByBots } from "./world.ts";

export class Listener {
  readonly #world: World;
  readonly #cards = new Map<number, string>();
  readonly #heard = new Set<number>();
  #day = "";

  constructor(world: World) {
    this.#world = world;
  }

  /** What is new since the last time: on the card of the incident with that number, and in comments anywhere; "" for nothing. */
  news(incident: number): string {
    return [this.#card(incident), ...this.#words()].filter((text) => text !== "").join("\n");
  }

  /** The heading of a day that has not been told yet; "" on the others. */
  newDay(): string {
    const day = showDay(this.#world.clock.now(), "UTC");
    if (day === this.#day) return "";
    this.#day = day;
    return tellDay(day);
  }

  #card(incident: number): string {
    const isThere = this.#world.state.repositories.get("acme/shop")?.issues.has(incident);
    const card = isThere ? this.#world.card(incident) : null;
    const told = tellChanges(this.#cards.get(incident) ?? null, card);
    if (card !== null) this.#cards.set(incident, card);
    return told;
  }

  #words(): string[] {
    const fresh = saidByBots(this.#world).filter(({ id }) => !this.#heard.has(id));
    for (const { id } of fresh) this.#heard.add(id);
    return fresh.map(tellWords);
  }
}
