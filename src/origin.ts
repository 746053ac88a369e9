/** How an issue that the App opened itself came to be an incident: kept in its hidden marker, read back as its first word. */
import { z } from "zod";
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

/** Whether both came from one declaration: under one key, or sent once and taken up by two accounts of ours. */
export function isSameOrigin(one: Origin, other: Origin): boolean {
  if (one.key === other.key) return true;
  if (!one.sent || !other.sent || one.sent.to === other.sent.to) return false;
  return one.sent.fingerprint === other.sent.fingerprint && Math.abs(one.at - other.at) <= apart;
}

/** What the declaration said, as the commands that say the same. */
export function originCommands({ severity, services, resolvedAt, drill, nearMiss }: Origin): Command[] {
  const declared: Command = {
    verb: "incident",
    line: 0,
    ...(severity ? { severity } : {}),
    ...(resolvedAt === undefined ? {} : { resolved: true, time: statedAt(resolvedAt) }),
    ...(drill ? { drill } : {}),
    ...(nearMiss ? { nearMiss } : {}),
  };
  return services.length > 0 ? [declared, { verb: "affects", services, line: 0 }] : [declared];
}

function statedAt(at: number): StatedTime {
  return { at, approximate: false, precision: "minute", text: "" };
}
