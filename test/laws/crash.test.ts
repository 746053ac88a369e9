/** Law 2: stopped at any write, and started again, the App leaves the world as if nothing had happened; nothing twice. */
import { describe, expect, test } from "vitest";
import type { Story } from "../story.ts";
import type { Fault } from "../world/faults.ts";
import type { SeenRequest } from "../world/requests.ts";
import { answered, calm, play, type Snapshot } from "./play.ts";
import type { Scenario, Step } from "./scenario.ts";
import { scenarios } from "./scenarios.ts";

/** Kills the App where GitHub has become out of reach for it; started again, it passes over everything. */
async function mend(story: Story, step: Step): Promise<boolean> {
  await answered(story, step);
  if (!story.processes.some(({ failures }) => failures.length > 0)) return false;
  await story.restart();
  await redeliver(story);
  await story.passOverAll();
  return true;
}

/** GitHub shows nothing of a dispatch: its sender, or whoever looks after the App, has it delivered again. */
async function redeliver({ world, processes }: Story): Promise<void> {
  const [process] = processes;
  const dispatches = world.deliveries.filter(({ event }) => event === "repository_dispatch");
  for (const dispatch of dispatches) await world.webhooks.send({ ...dispatch, url: process?.url ?? dispatch.url });
}

/** A long scenario is played once for each of its writes. */
const patience = 120_000;

describe.each(scenarios)("$name", (scenario) => {
  test("cut at any write of any step", { timeout: patience }, async () => {
    const whole = await calm(scenario);
    for (let done = 0; await cutAfter(done, scenario, whole); done += 1);
  });

  test.each(["drop before", "drop after"] as const)("%s: the connection ends at every write", async (does) => {
    const dropped = await play(scenario, {
      queue: { retries: Array(30).fill(1) },
      begins: ({ world }) => world.fail(onceFor(does)),
      acted: answered,
    });
    expect(dropped).toEqual((await calm(scenario)).at(-1));
  });
});

/** Cuts each step after so many of its writes. Resolves to whether any step has more of them. */
async function cutAfter(done: number, scenario: Scenario, whole: readonly Snapshot[]): Promise<boolean> {
  let cuts = 0;
  await play(scenario, {
    queue: { retries: [] },
    acts: ({ world }) => world.stopAfterWrites(done),
    acted: async (story, step, index) => {
      if (await mend(story, step)) cuts += 1;
      story.world.heal();
      expect(story.world.snapshot(), `step ${index + 1}, cut after write ${done}`).toEqual(whole[index]);
    },
  });
  return cuts > 0;
}

/** Fails every write once: done a second time, it goes through. */
function onceFor(does: "drop before" | "drop after"): Fault {
  const failed = new Set<string>();
  const when = ({ kind, method, path, body }: SeenRequest) => {
    const write = `${method} ${path} ${JSON.stringify(body)}`;
    const first = kind === "write" && !failed.has(write);
    if (first) failed.add(write);
    return first;
  };
  return { does, when, times: Number.POSITIVE_INFINITY };
}
