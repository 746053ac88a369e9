/** How many writes of content an installation gets through in a minute, when there are more than GitHub allows. */
import { setTimeout as sleep } from "node:timers/promises";
import { Pace } from "../src/github/pace.ts";
import type { Measurement } from "./measurement.ts";

const minute = 60_000;

export async function pace(): Promise<Measurement[]> {
  const sent: number[] = [];
  const send = new Pace().of(1, async () => {
    sent.push(performance.now());
    return { status: 201, headers: {}, data: {} };
  });
  const call = { kind: "create", route: "POST /repos/{owner}/{repo}/issues", parameters: {} } as const;
  for (let n = 0; n < 200; n += 1) void send(call);
  await sleep(minute + 5_000);
  const inMinuteFrom = (start: number) => sent.filter((time) => time >= start && time < start + minute).length;
  const what = "Content writes of an installation in any minute, with 200 due";
  return [{ what, value: Math.max(...sent.map(inMinuteFrom)), unit: "writes", limit: { most: 80 } }];
}
