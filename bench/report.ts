/** What the reports cost for 1,000 incidents with 12 comments each: requests, time, files; in full, and where little has changed. */
import { run } from "./action.ts";
import { type Measurement, median } from "./measurement.ts";
import { Clone, fetchAgain } from "./plain.ts";
import { RemoteWorld } from "./remote.ts";
import type { Asked } from "./remote-world.ts";

const incidents = 1_000;
const rounds = 3;
/** Issues that a query asks for. */
const ofAQuery = 25;

interface FullRun {
  time: number;
  asked: Asked[];
}

export async function report(): Promise<Measurement[]> {
  const world = await RemoteWorld.begin(incidents);
  try {
    const full = await ofFullRuns(world);
    return [...full.measurements, ...(await ofChanges(world, full))];
  } finally {
    await world.end();
  }
}

async function ofFullRuns(world: RemoteWorld): Promise<FullRun & { measurements: Measurement[] }> {
  const ratios: number[] = [];
  const times: number[] = [];
  let asked: Asked[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const { time } = await run(world);
    asked = (await world.ask({ do: "tell" })).asked;
    const plain = await plainly(world, asked);
    if (round === 0) continue;
    times.push(time);
    ratios.push(time / plain);
  }
  const { time } = await run(world);
  return { time: median([...times, time]), asked, measurements: [...ofRequests(asked), ofTime(median(ratios))] };
}

/** Fetching the same pages, and publishing the same files; the wiki is empty again afterwards. */
async function plainly(world: RemoteWorld, asked: readonly Asked[]): Promise<number> {
  const result = new Clone(world);
  await world.ask({ do: "empty" });
  const clone = new Clone(world);
  clone.take(result);
  const fetching = await fetchAgain(world, asked, 10);
  const publishing = clone.publish();
  await world.ask({ do: "tell" });
  await world.ask({ do: "empty" });
  result.remove();
  clone.remove();
  return fetching + publishing;
}

function ofRequests(asked: readonly Asked[]): Measurement[] {
  const points = asked.reduce((sum, one) => sum + one.points, 0);
  return [
    {
      what: "Requests of a full run over 1,000 incidents, against pages of 25",
      value: asked.length / (incidents / ofAQuery),
      unit: "times",
      limit: { most: 1.05 },
    },
    { what: "The same, of the hour's 1,000", value: asked.length, unit: "requests", limit: { most: 99 } },
    { what: "Their points, of the hour's 1,000", value: points, unit: "points", limit: { most: 99 } },
  ];
}

function ofTime(value: number): Measurement {
  const what = "A full run, against fetching, parsing, committing and pushing the same";
  return { what, value, unit: "times", limit: { most: 2 } };
}

/** Ten of a thousand, spread over the last years. */
const changed = Array.from({ length: 10 }, (_, n) => incidents - n * 7);

async function ofChanges(world: RemoteWorld, full: FullRun): Promise<Measurement[]> {
  await world.ask({ do: "tell" });
  const before = commitsOf(world);
  await run(world);
  const unchanged = (await world.ask({ do: "tell" })).asked.length;
  const commits = commitsOf(world) - before;
  const times: number[] = [];
  const files: number[] = [];
  let requests = 0;
  for (let round = 0; round < rounds; round += 1) {
    await world.ask({ do: "comment", numbers: changed, body: `/learned lesson ${round} of a later look` });
    times.push((await run(world)).time);
    requests = (await world.ask({ do: "tell" })).asked.length;
    files.push(filesOf(world));
  }
  return [
    { what: "Requests where nothing has changed", value: unchanged, unit: "requests", limit: { most: 3 } },
    { what: "Commits where nothing has changed", value: commits, unit: "commits", limit: { most: 0 } },
    share("Requests with ten incidents changed, of a full run's", requests / full.asked.length, 5),
    share("Time with ten incidents changed, of a full run's", median(times) / full.time, 40),
    { what: "Files written with ten incidents changed", value: Math.max(...files), unit: "files", limit: { most: 25 } },
  ];
}

function share(what: string, part: number, most: number): Measurement {
  return { what, value: part * 100, unit: "%", limit: { most } };
}

function commitsOf(world: RemoteWorld): number {
  return looked(world, (clone) => clone.commits());
}

function filesOf(world: RemoteWorld): number {
  return looked(world, (clone) => clone.changed().length);
}

function looked<T>(world: RemoteWorld, at: (clone: Clone) => T): T {
  const clone = new Clone(world);
  const seen = at(clone);
  clone.remove();
  return seen;
}
