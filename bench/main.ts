/** Measures the App against its budgets of time, requests and memory. Exits 1 where one is missed. */
import { growth } from "./growth.ts";
import { installations } from "./installations.ts";
import { isKept, json, type Measurement, table } from "./measurement.ts";
import { pace } from "./pace.ts";
import { requests } from "./requests.ts";
import { start } from "./start.ts";
import { throng } from "./throng.ts";
import { webhooks } from "./webhooks.ts";

/** Takes a minute, and next to nothing else: it goes on beside the others. */
const paced = pace();
const measurements: Measurement[] = [];
for (const measure of [webhooks, growth, requests, throng, installations, start]) {
  console.error(`Measuring ${measure.name} …`);
  measurements.push(...(await measure()));
}
console.error("Measuring pace …");
measurements.push(...(await paced));

console.log(table(measurements));
console.log(json(measurements));
process.exit(measurements.every(isKept) ? 0 : 1);
