/** Plays a scenario with the real App, in calm or in trouble. */
import { Story, type StoryOptions } from "../story.ts";
import { type Scenario, Scene, type Step } from "./scenario.ts";

export type Snapshot = ReturnType<Story["world"]["snapshot"]>;

/** What happens around the steps. */
export interface Direction extends StoryOptions {
  /** Once the App runs, before the first step. */
  begins?: (story: Story) => void;
  /** Before each step. */
  acts?: (story: Story, step: Step, index: number) => void | Promise<void>;
  /** After a person has acted; waits until the App has answered where it is left out. */
  acted?: (story: Story, step: Step, index: number) => Promise<void>;
  /** After the last step. */
  ends?: (story: Story) => Promise<void>;
}

/** Plays it to the end, and gives what the world is like then. */
export async function play(scenario: Scenario, direction: Direction = {}): Promise<Snapshot> {
  const { begins, ends, ...options } = direction;
  const story = await Story.begin({ files: scenario.files ?? {}, ...options });
  try {
    begins?.(story);
    await takeSteps(story, scenario, direction);
    await ends?.(story);
    return story.world.snapshot();
  } finally {
    listen(story);
    await story.end();
  }
}

async function takeSteps(story: Story, { steps }: Scenario, { acts, acted = answered }: Direction): Promise<void> {
  const { world } = story;
  const scene = new Scene(world);
  const start = world.clock.now();
  for (const [index, step] of steps.entries()) {
    world.clock.set(start + step.at * 60_000);
    await acts?.(story, step, index);
    await step.does(world.as(step.who), scene);
    await acted(story, step, index);
  }
}

/** Waits until the App has answered; to what GitHub tells nobody of, by its next pass. */
export async function answered(story: Story, { silent }: Step): Promise<void> {
  await story.settled();
  if (silent) await story.passOverAll();
}

/** What the App has said since, issue by issue. */
export function listen({ world }: Story): string[] {
  const [repository] = world.state.repositories.values();
  return [...(repository?.issues.keys() ?? [])].flatMap((number) => world.botSaid(number));
}

const calmRuns = new WeakMap<Scenario, Promise<Snapshot[]>>();

/** The world after each step of the scenario where nothing goes wrong; played once. */
export function calm(scenario: Scenario): Promise<Snapshot[]> {
  const played = calmRuns.get(scenario) ?? playInCalm(scenario);
  calmRuns.set(scenario, played);
  return played;
}

async function playInCalm(scenario: Scenario): Promise<Snapshot[]> {
  const after: Snapshot[] = [];
  await play(scenario, {
    acted: async (story, step) => {
      await answered(story, step);
      after.push(story.world.snapshot());
    },
  });
  return after;
}
