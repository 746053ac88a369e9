/** What it takes to publish 1,000 pages, against `git add`, `commit` and `push` of the same files. */
import { publish } from "../action/publish.ts";
import { Wiki } from "../action/wiki.ts";
import type { Page } from "../src/report/page.ts";
import { type Measurement, median } from "./measurement.ts";
import { Clone } from "./plain.ts";
import { RemoteWorld } from "./remote.ts";

const rounds = 5;

export async function publishing(): Promise<Measurement[]> {
  const world = await RemoteWorld.begin(0);
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const ours = await publishPages(world, pagesOf(round));
    const result = new Clone(world);
    await world.ask({ do: "empty" });
    const clone = new Clone(world);
    clone.take(result);
    ratios.push(ours / clone.publish());
    await world.ask({ do: "empty" });
    result.remove();
    clone.remove();
  }
  await world.end();
  const what = "Publishing 1,000 pages, against git's add, commit and push of the same";
  return [{ what, value: median(ratios), unit: "times", limit: { most: 1.2 } }];
}

/** About 8 KB each, and no two alike. */
function pagesOf(round: number): Page[] {
  return Array.from({ length: 1_000 }, (_, n) => {
    const line = (index: number) =>
      `| 16:${index % 60} | @cathy | looked at host ${(n * 7919 + index * 104_729) % 9_973} |`;
    const text = Array.from({ length: 200 }, (_, index) => line(index)).join("\n");
    return { name: `Incident-${n + 1}`, text: `# Login is down (${round}.${n})\n\n${text}` };
  });
}

/** From an opened wiki on, as plain git begins with a clone; in milliseconds. */
async function publishPages({ url, token }: RemoteWorld, pages: readonly Page[]): Promise<number> {
  const wiki = await Wiki.open({ url: `${url}/acme/shop`, token });
  const memory = { path: "incidents/data/memory.json", places: {}, text: () => "{}\n" };
  const begun = performance.now();
  await publish({ wiki, pages, files: new Map(), remove: new Map(), memory });
  const time = performance.now() - begun;
  wiki.close();
  return time;
}
