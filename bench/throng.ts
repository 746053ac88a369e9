/** Whether incidents wait for one another: a hundred at once, in fifty installations, while GitHub is slow. */
import { Story } from "../test/story.ts";
import type { Measurement } from "./measurement.ts";

const owners = Array.from({ length: 50 }, (_, n) => `org${n}`);
const latency = 500;

export async function throng(): Promise<Measurement[]> {
  const story = await Story.begin();
  owners.forEach((owner, n) => {
    story.world.repository(`${owner}/shop`, { installation: 100 + n });
  });
  story.world.webhooks.lose(({ action }) => action === "labeled");
  await untilAllHaveCards(story, owners);
  story.world.latency = latency;
  const alone = await untilAllHaveCards(story, owners.slice(0, 1));
  const hundred = await untilAllHaveCards(story, [...owners, ...owners]);
  await story.end();
  const what = "Until the last of 100 incidents at once has its card, against one alone";
  return [{ what, value: hundred / alone, unit: "times", limit: { most: 2 } }];
}

/** Declares an incident for each of the owners at once; milliseconds until all of their cards are written. */
async function untilAllHaveCards(story: Story, at: readonly string[]): Promise<number> {
  const start = performance.now();
  const text = { title: "Login is down", labels: ["incident"] };
  await Promise.all(at.map((owner) => story.world.as("gary", `${owner}/shop`).openIssue(text)));
  await story.settled();
  return performance.now() - start;
}
