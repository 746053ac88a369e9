/** How time and memory of a full run grow with the number of incidents. */
import { type Ran, run } from "./action.ts";
import type { Measurement } from "./measurement.ts";
import { RemoteWorld } from "./remote.ts";

export async function reportGrowth(): Promise<Measurement[]> {
  const few = await fullRun(200);
  const many = await fullRun(5_000);
  return [
    {
      what: "A full run over 5,000 incidents, against 200",
      value: many.time / few.time,
      unit: "times",
      limit: { most: 15 },
    },
    {
      what: "Its memory, against that for 200",
      value: many.memory / few.memory,
      unit: "times",
      limit: { most: 3 },
    },
    { what: "Its memory", value: many.memory, unit: "MB", limit: { most: 350 } },
  ];
}

/** The better of two: the world, too, is slow at first. A hundred of them have an action item. */
async function fullRun(incidents: number): Promise<Ran> {
  const world = await RemoteWorld.begin(incidents, 100);
  const first = await run(world);
  await world.ask({ do: "empty" });
  const second = await run(world);
  await world.end();
  return { time: Math.min(first.time, second.time), memory: Math.max(first.memory, second.memory) };
}
