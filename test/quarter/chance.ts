/** Chance that repeats: everything random in a quarter follows from its seed. */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

export class Chance {
  readonly #generator: ReturnType<typeof xoroshiro128plus>;
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
    this.#generator = xoroshiro128plus(seed);
  }

  /** A stream of its own, so that more of one thing changes no other. */
  of(name: number): Chance {
    return new Chance(Math.imul(this.#seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(name + 1, 0xc2b2ae35));
  }

  /** True with that probability. */
  is(probability: number): boolean {
    return uniformFloat64(this.#generator) < probability;
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return uniformInt(this.#generator, from, to);
  }

  /** One of them. @throws Error of none */
  one<Thing>(things: readonly Thing[]): Thing {
    const chosen = things[this.whole(0, things.length - 1)];
    if (chosen === undefined) throw new Error("There is nothing to choose from");
    return chosen;
  }
}
