/** Law 3: webhooks in any order, repeated, late or lost, and one pass over each issue: the same world. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Story } from "../story.ts";
import type { Delivery } from "../world/webhooks.ts";
import { calm, play } from "./play.ts";
import type { Scenario } from "./scenario.ts";
import { scenarios } from "./scenarios.ts";

/** Runs of each scenario; a seed that failed is tried again by `LAWS_SEED`. */
const { LAWS_RUNS: runs = "4", LAWS_SEED: seed } = process.env;

/** What becomes of webhooks: each takes the next fate in turn. */
interface Fate {
  /** Where it comes among those that are sent with it. */
  place: number;
  copies: number;
}

interface Weather {
  fates: Fate[];
  /** After each step: whether what is held back so far is sent. */
  sent: boolean[];
}

const weather = ({ steps }: Scenario): fc.Arbitrary<Weather> =>
  fc.record({
    fates: fc.array(fc.record({ place: fc.nat(), copies: fc.integer({ min: 0, max: 2 }) }), {
      minLength: 1,
      maxLength: 20,
    }),
    sent: fc.array(fc.boolean(), { minLength: steps.length, maxLength: steps.length }),
  });

/** Sends what is held back as the fates have it, and goes on holding back. GitHub shows nothing of a dispatch: that one arrives. */
async function send({ world }: Story, fates: readonly Fate[]): Promise<void> {
  const fateOf = (index: number) => fates[index % fates.length] ?? { place: 0, copies: 1 };
  await world.webhooks.release((held) =>
    held
      .map((delivery, index) => ({ delivery, ...fateOf(index) }))
      .sort((a, b) => a.place - b.place)
      .flatMap(({ delivery, copies }): Delivery[] =>
        Array(delivery.event === "repository_dispatch" ? Math.max(copies, 1) : copies).fill(delivery),
      ),
  );
  world.webhooks.hold();
}

function playIn(scenario: Scenario, { fates, sent }: Weather) {
  return play(scenario, {
    begins: ({ world }) => world.webhooks.hold(),
    acts: async (story, { seen }) => {
      if (!seen) return;
      await send(story, fates);
      await story.passOverAll();
    },
    acted: async (story, { fleeting }, index) => {
      if (!fleeting && !sent[index]) return;
      await send(story, fates);
      await story.settled();
    },
    ends: async (story) => {
      await send(story, fates);
      await story.passOverAll();
    },
  });
}

describe.each(scenarios)("$name", (scenario) => {
  test("in any weather", async () => {
    const whole = (await calm(scenario)).at(-1);
    const property = fc.asyncProperty(weather(scenario), async (given) => {
      expect(await playIn(scenario, given)).toEqual(whole);
    });
    await fc.assert(property, { numRuns: Number(runs), endOnFailure: true, ...(seed ? { seed: Number(seed) } : {}) });
  });

  test("with all of them lost", async () => {
    const lost = await playIn(scenario, { fates: [{ place: 0, copies: 0 }], sent: scenario.steps.map(() => false) });
    expect(lost).toEqual((await calm(scenario)).at(-1));
  });
});
