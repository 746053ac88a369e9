/**
 * What is remembered of an alert: one record for each fingerprint and interval of an incident, kept in the marker of a
 * comment of ours on the incident's issue. The comment is edited as the alert goes on, so a storm leaves a readable issue.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { ObservedIssue } from "../github/observed.ts";
import type { Instant } from "../incident/incident.ts";
import { writeMarker } from "../marker.ts";
import { readOrigin } from "../origin.ts";
import { ownComments } from "../situation.ts";
import { type Alert, arrivalSchema } from "./alert.ts";
import { unite, withArrivals } from "./episodes.ts";

const instant = z.number();

const episodeSchema = z.object({
  startedAt: instant.nullable(),
  receivedAt: instant,
  endedAt: instant.nullable(),
  endReceivedAt: instant.nullable(),
  again: z.object({ startedAt: instant, receivedAt: instant }).optional(),
  afterRestoration: z.literal(true).optional(),
});

/** One stretch of firing. */
export interface Episode {
  /** By the sender's clock; null where it didn't say. */
  startedAt: Instant | null;
  /** When the firing reached us. */
  receivedAt: Instant;
  /** By the sender's clock, or when the end reached us where it didn't say; null while it fires. */
  endedAt: Instant | null;
  /** When the end reached us; null while it fires. */
  endReceivedAt: Instant | null;
  /** A later start that came before the end: an episode of its own, should the end turn out to lie between the two. */
  again?: { startedAt: Instant; receivedAt: Instant } | undefined;
  /** It came after the service had been restored, and what follows from that is never forgotten. */
  afterRestoration?: true | undefined;
}

const poolSchema = z.object({
  firing: z.string(),
  ended: z.string(),
  lastEnd: instant.optional(),
  omitted: z.int().min(0),
});

/** Alerts beyond the room for records of their own, by short hashes: what `poolCounts` counts. */
export interface AlertPool {
  firing: string;
  ended: string;
  /** When one of them last ended. */
  lastEnd?: Instant | undefined;
  /** How many more came, counted at each delivery as there was no room to know them apart. */
  omitted: number;
}

const recordSchema = arrivalSchema
  .pick({
    source: true,
    fingerprint: true,
    severity: true,
    service: true,
    rule: true,
    title: true,
    link: true,
    acknowledged: true,
    alerted: true,
  })
  .extend({
    ordinal: z.int().min(1),
    episodes: z.tuple([episodeSchema], episodeSchema),
    omitted: z.int().min(0),
    pool: poolSchema.optional(),
  });

export interface AlertRecord
  extends Pick<
    Alert,
    "source" | "fingerprint" | "severity" | "service" | "rule" | "title" | "link" | "acknowledged" | "alerted"
  > {
  /** Which of the fingerprint's records on this issue it is, from 1. */
  ordinal: number;
  /** Oldest first: the first one, and the newest of the others. The last one goes on as long as it has no end. */
  episodes: [Episode, ...Episode[]];
  /** How many episodes were left out between the first and the others. */
  omitted: number;
  /** Only of the one record that stands for all alerts for which there was no room; its fingerprint is "". */
  pool?: AlertPool | undefined;
}

/** A record as it stands on the issue. */
export interface KeptRecord extends AlertRecord {
  /** The comment that holds it, by REST's id, and its address; null as long as it is yet to be written. */
  comment: { id: number; url: string } | null;
}

/** What tells an alert from all others in a marker: 16 hexadecimal digits of SHA-256. */
export function keyOf({ source, fingerprint }: Pick<Alert, "source" | "fingerprint">): string {
  return createHash("sha256").update(`${source} ${fingerprint}`).digest("hex").slice(0, 16);
}

/** The hidden marker that the record's comment begins with. */
export function recordMarker(record: AlertRecord): string {
  const facts = recordSchema.parse(record); // In the schema's order, so that the same facts give the same text.
  return writeMarker(markerKey(record), facts);
}

/** `alert:0123456789abcdef:1`; `alert:more:1` of the one for which there was no room. */
function markerKey(record: AlertRecord): string {
  return `alert:${record.pool ? "more" : keyOf(record)}:${record.ordinal}`;
}

/**
 * The alerts that the issue remembers, oldest record first: those in comments of ours, and the one that opened the issue,
 * also where its comment is yet to be written. Of two comments with one key the older stays, with the facts of both;
 * `doubles` are the younger ones, by REST's id.
 */
export function recordsOn(issue: ObservedIssue, self: string): { records: KeptRecord[]; doubles: number[] } {
  const written = ownComments(issue, self).flatMap(({ key, value, comment: { comment: id, url } }): KeptRecord[] => {
    const record = readRecord(key, value);
    return record ? [{ ...record, comment: { id, url } }] : [];
  });
  const known = Map.groupBy([...written, ...fromOrigin(issue, self)], markerKey);
  const doubles = [...known.values()].flatMap(([, ...younger]) => younger.flatMap(({ comment }) => comment?.id ?? []));
  return { records: [...known.values()].map((same) => same.reduce(unite)), doubles };
}

function readRecord(key: string, value: unknown): AlertRecord | null {
  if (!key.startsWith("alert:")) return null;
  const read = recordSchema.safeParse(value);
  return read.success && markerKey(read.data) === key ? read.data : null;
}

function fromOrigin({ author, body }: ObservedIssue, self: string): KeptRecord[] {
  const alert = author.kind === "bot" && author.login === self ? readOrigin(body)?.alert : undefined;
  return alert ? withArrivals([], [alert], { restoredAt: null, since: null }) : [];
}
