/**
 * Measures App and Action against their budgets of time, requests and memory. Exits 1 where one is missed. Arguments name
 * the only ones to measure: `npm run bench -- report slowAnswers`.
 */
import { alerts } from "./alerts.ts";
import { theBundle } from "./bundle.ts";
import { growth } from "./growth.ts";
import { installations } from "./installations.ts";
import { slowAnswers } from "./latency.ts";
import { isKept, json, type Measurement, table } from "./measurement.ts";
import { pace } from "./pace.ts";
import { publishing } from "./publishing.ts";
import { quietHour } from "./quiet-hour.ts";
import { report } from "./report.ts";
import { reportGrowth } from "./report-growth.ts";
import { requests } from "./requests.ts";
import { similar } from "./similar.ts";
import { start } from "./start.ts";
import { throng } from "./throng.ts";
import { timers } from "./timers.ts";
import { webhooks } from "./webhooks.ts";

const only = process.argv.slice(2);
const isWanted = ({ name }: { name: string }) => only.length === 0 || only.includes(name);
const ofApp = [webhooks, growth, requests, throng, installations, similar, start, timers, quietHour, alerts];
const ofAction = [report, slowAnswers, publishing, theBundle, reportGrowth];

/** Takes a minute, and next to nothing else: it goes on beside the others. */
const paced = isWanted(pace) ? pace() : [];
const measurements: Measurement[] = [];
for (const measure of [...ofApp, ...ofAction].filter(isWanted)) {
  console.error(`Measuring ${measure.name} …`);
  measurements.push(...(await measure()));
}
measurements.push(...(await paced));

console.log(table(measurements));
console.log(json(measurements));
process.exit(measurements.every(isKept) ? 0 : 1);
