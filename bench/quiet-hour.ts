/** What an hour costs in which nothing happens, over 60 incidents with 500 open action items. */
import { Story } from "../test/story.ts";
import type { Measurement } from "./measurement.ts";

const incidents = 60;
const items = 500;
const hour = 60 * 60_000;

export async function quietHour(): Promise<Measurement[]> {
  const story = await Story.begin({ apps: 0 });
  const { world } = story;
  populate(story);
  await story.startApp();
  for (let n = 0; n < 2; n += 1) await story.advance(hour); // What the App itself has written counts as a change once.
  world.forgetRequests();
  await story.advance(hour);
  const requests = world.requests.filter(({ byApp }) => byApp);
  const points = requests.reduce((sum, { points }) => sum + points, 0);
  for (const number of world.state.repositories.get("acme/shop")?.issues.keys() ?? []) world.botSaid(number);
  await story.end();
  const what = "A quiet hour of the App over 500 open action items of 60 incidents";
  return [
    { what, value: requests.length, unit: "requests", limit: { most: 10 } },
    { what: "The same in points of GitHub's", value: points, unit: "points", limit: { most: 30 } },
  ];
}

/** A third of the incidents is still open. */
function populate({ world }: Story): void {
  const at = world.clock.now() - 24 * hour;
  const closing = (n: number) => (n % 3 === 0 ? [] : [{ does: "close" as const, at: at + hour, by: "gary" }]);
  const opened = world.populate("acme/shop", incidents, (number) => ({
    title: `Login is down (${number})`,
    body: "It fails.",
    by: "gary",
    at,
    labels: ["incident", "sev4"],
    events: closing(number),
  }));
  world.populate("acme/shop", items, (number) => ({
    title: `Alert on failing logins (${number})`,
    by: "greg",
    at: at + 2 * hour,
    labels: ["action-item"],
    parent: opened[number % incidents]?.number ?? 1,
    events: [],
  }));
}
