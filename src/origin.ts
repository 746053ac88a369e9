/** How an issue that the App opened itself came to be an incident: kept in its hidden marker, read back as its first word. */
import { z } from "zod";
import { type Arrival, arrivalSchema } from "./alerts/alert.ts";
import { severities } from "./incident/incident.ts";
import { readMarker, writeMarker } from "./marker.ts";
import type { Command, StatedTime } from "./timeline/command.ts";

const originSchema = z.object({
  /** What it was declared by, so that the same declaration opens no second issue. */
  key: z.string(),
  by: z.enum(["label", "command", "dispatch", "alert"]),
  /** Who declared it; null for a machine. */
  who: z.string().nullable(),
  /** When, in milliseconds. */
  at: z.number(),
  pullRequest: z.number().optional(),
  severity: z.enum(severities).optional(),
  services: z.array(z.string()).default([]),
  /** When it was over, for one that was declared late; in milliseconds. */
  resolvedAt: z.number().optional(),
  drill: z.boolean().default(false),
  nearMiss: z.boolean().default(false),
  /** What another program sent, as a fingerprint; and the account of ours that took it up, as it may reach several. */
  sent: z.object({ fingerprint: z.string(), to: z.string() }).optional(),
  /** The alert that it was declared by: its record is made from this, where a crash came between. */
  alert: arrivalSchema.optional(),
  /** Earlier incidents of the same alert. */
  related: z.array(z.int()).default([]),
});
export type Origin = z.infer<typeof originSchema>;

/** The hidden marker that a body of ours begins with. */
export function writeOrigin(origin: Origin): string {
  return writeMarker("incident", origin);
}

/** The origin that a text of the App's begins with; null where it has none. */
export function readOrigin(body: string): Origin | null {
  const marker = readMarker(body);
  if (marker?.key !== "incident") return null;
  const read = originSchema.safeParse(marker.value);
  return read.success ? read.data : null;
}

/** Two accounts of ours take up what reaches them both within so many milliseconds. */
const apart = 10 * 60_000;

/** Two processes may take up alerts of one outage within so many milliseconds, before either sees the other's incident. */
const atOnce = 30_000;

/** Whether both came from one declaration: under one key, sent once and taken up by two accounts of ours, or by alerts of one outage at once. */
export function isSameOrigin(one: Origin, other: Origin): boolean {
  if (one.key === other.key) return true;
  const between = Math.abs(one.at - other.at);
  if (one.alert && other.alert)
    return isSameAlert(one.alert, other.alert) ? between <= apart : isSameOutage(one, other);
  if (!one.sent || !other.sent || one.sent.to === other.sent.to) return false;
  return one.sent.fingerprint === other.sent.fingerprint && between <= apart;
}

function isSameAlert(one: Arrival, other: Arrival): boolean {
  return one.source === other.source && one.fingerprint === other.fingerprint && one.startedAt === other.startedAt;
}

function isSameOutage(one: Origin, other: Origin): boolean {
  const services = new Set(one.services.map((service) => service.toLowerCase()));
  const isShared = other.services.some((service) => services.has(service.toLowerCase()));
  return isShared && Math.abs(one.at - other.at) <= atOnce;
}

/** What the declaration said, as the commands that say the same. */
export function originCommands({ severity, services, resolvedAt, drill, nearMiss, related }: Origin): Command[] {
  const declared: Command = {
    verb: "incident",
    line: 0,
    ...(severity ? { severity } : {}),
    ...(resolvedAt === undefined ? {} : { resolved: true, time: statedAt(resolvedAt) }),
    ...(drill ? { drill } : {}),
    ...(nearMiss ? { nearMiss } : {}),
  };
  return [
    declared,
    ...(services.length > 0 ? [{ verb: "affects" as const, services, line: 0 }] : []),
    ...related.map((issue) => ({ verb: "related" as const, issue, line: 0 })),
  ];
}

function statedAt(at: number): StatedTime {
  return { at, approximate: false, precision: "minute", text: "" };
}
