/** How the time to understand, plan and render an incident grows with its comments. */
import { understand } from "../src/observe.ts";
import { plan } from "../src/plan/plan.ts";
import { readTemplates } from "../src/templates.ts";
import { Story } from "../test/story.ts";
import type { Measurement } from "./measurement.ts";
import { githubOf } from "./world.ts";

const words = [
  "I see a lot of errors on the login page.",
  "/at 14:02 restarted the second web server",
  "@greg do you have access to the host?\n\n> Who can log in?\n\nI do.",
  "/hurt\nThe unknown service takes 92% of the CPU.",
  "/learned the access document is out of date",
];

export async function growth(): Promise<Measurement[]> {
  const story = await Story.begin();
  const { world } = story;
  const number = await world.as("gary").openIssue({ title: "Login is down", labels: ["incident", "sev2"] });
  await story.settled();
  world.webhooks.lose();
  const times = new Map<number, number>();
  let written = 0;
  for (const comments of [100, 1_000, 2_000]) {
    for (; written < comments; written += 1)
      await world.as("cathy").comment(number, words[written % words.length] ?? "");
    times.set(comments, await timeOf(story, number));
  }
  world.botSaid(number);
  await story.end();
  const ratio = (more: number, fewer: number) => (times.get(more) ?? Number.NaN) / (times.get(fewer) ?? Number.NaN);
  return [
    {
      what: "Fold, plan and render 1,000 comments, against 100",
      value: ratio(1_000, 100),
      unit: "times",
      limit: { most: 12 },
    },
    { what: "The same for 2,000, against 1,000", value: ratio(2_000, 1_000), unit: "times", limit: { most: 2.4 } },
    { what: "The same for 2,000", value: times.get(2_000) ?? Number.NaN, unit: "ms", limit: { most: 2_000 } },
  ];
}

/** In milliseconds, the least of several, without reading from GitHub: who may do what is known after the first time. */
async function timeOf(story: Story, number: number): Promise<number> {
  const github = await githubOf(story.world);
  const [issue] = await github.read([number]);
  if (!issue) throw new Error("There is no such issue");
  const surroundings = { templates: readTemplates(), now: () => story.world.clock.now() };
  const times: number[] = [];
  for (let n = 0; n < 8; n += 1) {
    globalThis.gc?.();
    const start = performance.now();
    plan(await understand(github, issue, surroundings));
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}
