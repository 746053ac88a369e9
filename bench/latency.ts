/** How reading 1,000 incidents fares where every answer takes a while, against a script that asks for one page after the other. */
import { Octokit } from "@octokit/core";
import { githubJob } from "../src/github/job.ts";
import { severities } from "../src/incident/incident.ts";
import { type Measurement, median } from "./measurement.ts";
import { fetchAgain } from "./plain.ts";
import { RemoteWorld } from "./remote.ts";

const rounds = 3;
/** Milliseconds. */
const latency = 100;

export async function slowAnswers(): Promise<Measurement[]> {
  const world = await RemoteWorld.begin(1_000);
  await read(world);
  await world.ask({ do: "wait", latency });
  const ratios: number[] = [];
  let mostAtOnce = 0;
  for (let round = 0; round < rounds; round += 1) {
    await world.ask({ do: "tell" });
    const time = await read(world);
    const told = await world.ask({ do: "tell" });
    mostAtOnce = Math.max(mostAtOnce, told.mostAtOnce);
    ratios.push(time / (await fetchAgain(world, told.asked, 1)));
    await world.ask({ do: "empty" });
  }
  await world.end();
  return [
    {
      what: "Reading 1,000 incidents at 100 ms a request, against one page after the other",
      value: median(ratios),
      unit: "times",
      limit: { most: 0.25 },
    },
    { what: "Requests in flight meanwhile, the most", value: mostAtOnce, unit: "requests", limit: { most: 10 } },
  ];
}

/** Reads all of them as the Action does, and only that; in milliseconds. */
async function read({ url, token }: RemoteWorld): Promise<number> {
  const octokit = new Octokit({ auth: token, baseUrl: `${url}/api/v3` });
  const { archive } = githubJob({
    octokit,
    owner: "acme",
    repo: "shop",
    labelsOf: () => ["incident"],
    accountsOf: () => [],
  });
  const labels = ["incident", ...severities];
  const begun = performance.now();
  await archive.open(labels, null);
  const { left } = await archive.readAll(labels, async () => {});
  if (left?.length !== 0) throw new Error("Not everything was read");
  return performance.now() - begun;
}
