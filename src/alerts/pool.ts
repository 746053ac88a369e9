/** Alerts beyond the room for records of their own, together in one: which of them fire, and which have ended. */
import { createHash } from "node:crypto";
import type { Instant } from "../incident/incident.ts";
import type { Alert, Arrival } from "./alert.ts";
import { endOf, plausibleStart, startOf } from "./clock.ts";
import type { AlertPool, Episode, KeptRecord } from "./record.ts";

/** How many characters of a hash tell one alert from the others: of 10,000 alerts, two are alike once in twenty pools. */
const width = 5;
/** More have no room in a comment. */
const most = 10_000;

/** How many alerts a pool stands for, and how many of them fire. */
export function poolCounts({ firing, ended, omitted }: AlertPool): { total: number; firing: number } {
  return { total: (firing.length + ended.length) / width + omitted, firing: firing.length / width };
}

/** A record for alerts without room, which begins with this one's arrival. */
export function newPool(ordinal: number, { source, receivedAt }: Arrival): KeptRecord {
  return {
    source,
    fingerprint: "",
    severity: null,
    service: null,
    rule: null,
    title: "A storm of further alerts",
    link: null,
    acknowledged: null,
    alerted: [],
    ordinal,
    episodes: [{ startedAt: null, receivedAt, endedAt: null, endReceivedAt: null }],
    omitted: 0,
    pool: { firing: "", ended: "", omitted: 0 },
    comment: null,
  };
}

/** A pool that takes messages in, each in the same time however many alerts it holds. */
export class Pooling {
  readonly #before: KeptRecord;
  readonly #firing: Set<string>;
  readonly #ended: Set<string>;
  #lastEnd: Instant | undefined;
  #omitted: number;
  #episode: Episode;

  constructor(record: KeptRecord, { firing, ended, lastEnd, omitted }: AlertPool) {
    this.#before = record;
    this.#firing = members(firing);
    this.#ended = members(ended);
    this.#lastEnd = lastEnd;
    this.#omitted = omitted;
    [this.#episode] = record.episodes;
  }

  has(alert: Arrival): boolean {
    const hash = hashOf(alert);
    return this.#firing.has(hash) || this.#ended.has(hash);
  }

  take(arrival: Arrival): void {
    const hash = hashOf(arrival);
    if (!this.has(arrival) && this.#firing.size + this.#ended.size >= most) this.#omitted += 1;
    else if (arrival.status === "resolved") this.#end(hash, arrival);
    else this.#fire(hash, arrival);
  }

  /** The record with all that it took in; the same object where that changed nothing. */
  get record(): KeptRecord {
    const goesOn = this.#firing.size > 0 ? { endedAt: null, endReceivedAt: null } : {};
    const lastEnd = this.#lastEnd === undefined ? {} : { lastEnd: this.#lastEnd };
    const after: KeptRecord = {
      ...this.#before,
      episodes: [{ ...this.#episode, ...goesOn }],
      pool: { firing: joined(this.#firing), ended: joined(this.#ended), ...lastEnd, omitted: this.#omitted },
    };
    return JSON.stringify(after) === JSON.stringify(this.#before) ? this.#before : after;
  }

  /** What began before the last of them ended is a message that was late. */
  #fire(hash: string, arrival: Arrival): void {
    if (this.#ended.has(hash) && startOf(arrival) <= (this.#lastEnd ?? 0)) return;
    this.#ended.delete(hash);
    this.#firing.add(hash);
    this.#begin(arrival);
  }

  #end(hash: string, arrival: Arrival): void {
    if (this.#ended.has(hash)) return;
    this.#firing.delete(hash);
    this.#ended.add(hash);
    this.#begin(arrival);
    const end = endOf({
      ...arrival,
      endedAt: arrival.endedAt ?? arrival.receivedAt,
      endReceivedAt: arrival.receivedAt,
    });
    if (end === null || end < (this.#lastEnd ?? end)) return;
    this.#lastEnd = end;
    this.#episode = { ...this.#episode, endedAt: end, endReceivedAt: arrival.receivedAt };
  }

  #begin({ startedAt, receivedAt }: Arrival): void {
    const starts = [this.#episode.startedAt, plausibleStart(startedAt, receivedAt)].filter((start) => start !== null);
    const earliest = starts.length > 0 ? Math.min(...starts) : null;
    this.#episode = {
      ...this.#episode,
      startedAt: earliest,
      receivedAt: Math.min(this.#episode.receivedAt, receivedAt),
    };
  }
}

/** One pool with the alerts of two; what fires in one and has ended in the other has ended. */
export function unitePools(one: AlertPool, other: AlertPool): AlertPool {
  const ended = members(one.ended).union(members(other.ended));
  const firing = members(one.firing).union(members(other.firing)).difference(ended);
  const ends = [one.lastEnd, other.lastEnd].filter((end) => end !== undefined);
  return {
    firing: joined(firing),
    ended: joined(ended),
    ...(ends.length > 0 ? { lastEnd: Math.max(...ends) } : {}),
    omitted: Math.max(one.omitted, other.omitted),
  };
}

/** Hashes of all alerts that the pool knows apart. */
export function membersOf({ firing, ended }: AlertPool): Set<string> {
  return members(firing + ended);
}

/** What tells an alert from the others of a pool. */
export function hashOf({ source, fingerprint }: Pick<Alert, "source" | "fingerprint">): string {
  return createHash("sha256").update(`${source} ${fingerprint}`).digest("base64url").slice(0, width);
}

function members(hashes: string): Set<string> {
  return new Set(hashes.match(/.{5}/g));
}

function joined(hashes: ReadonlySet<string>): string {
  return [...hashes].join("");
}
