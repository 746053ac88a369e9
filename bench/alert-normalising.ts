/** How many alerts a second one core reads, from the text of a message to the alerts in it, and how that grows. */
import type { SourceName } from "../src/alerts/alert.ts";
import { sourceNamed, sources } from "../src/alerts/sources.ts";
import { genericAlert, groupOf, headersOf, messageOf } from "./alert-messages.ts";
import { type Measurement, median } from "./measurement.ts";

const messages = 5_000;
const rounds = 9;
const tries = 200;
/** Alerts in a message; ten times as many make half a megabyte. */
const few = 100;

export function normalising(): Measurement[] {
  const rates = sources.map(({ name }) => ({ name, rate: rateOf(name) }));
  const [slowest] = rates.toSorted((a, b) => a.rate - b.rate);
  if (!slowest) throw new Error("There is no source");
  for (const { name, rate } of rates) console.error(`  ${name}: ${Math.round(rate)} a second`);
  return [
    {
      what: `Alerts read a second by the slowest source, ${slowest.name}`,
      value: Math.round(slowest.rate),
      unit: "alerts",
      limit: { least: 10_000 },
    },
    growth("alertmanager", (count) => groupOf("4", upTo(count))),
    growth("generic", (count) => ({ alerts: upTo(count).map(genericAlert) })),
  ];
}

/** Alerts a second, one to a message. */
function rateOf(name: SourceName): number {
  const texts = upTo(messages).map((n) => JSON.stringify(messageOf[name](n)));
  const times = Array.from({ length: rounds }, () => timeOf(name, texts));
  return messages / (median(times) / 1_000);
}

/**
 * As much garbage is made either way: ten small messages are read for each large one. The least of many times counts: what
 * else the machine does only adds to it.
 */
function growth(name: SourceName, bodyOf: (count: number) => unknown): Measurement {
  const small = Array.from({ length: 10 }, () => JSON.stringify(bodyOf(few)));
  const large = [JSON.stringify(bodyOf(10 * few))];
  const times = upTo(tries).map(() => ({ small: timeOf(name, small) / 10, large: timeOf(name, large) }));
  const least = (size: "small" | "large") => Math.min(...times.map((time) => time[size]));
  const what = `Time to read ten times as many alerts in one message, ${name}`;
  return { what, value: least("large") / least("small"), unit: "times", limit: { most: 12 } };
}

/** The core's own time for reading all of the messages, in milliseconds. @throws Error where one of them holds no alert */
function timeOf(name: SourceName, texts: readonly string[]): number {
  const source = sourceNamed(name);
  const headers = headersOf[name] ?? {};
  const before = process.threadCpuUsage();
  for (const text of texts) {
    const reading = source?.read(JSON.parse(text), headers) ?? {};
    if (!("alerts" in reading)) throw new Error(`${name} reads no alert: ${JSON.stringify(reading)}`);
  }
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}
