/** How alerts' records go on as messages arrive, in whatever order and however often they come. */
import { flappingWithin } from "../incident/flapping.ts";
import type { Instant, Milliseconds } from "../incident/incident.ts";
import type { Arrival } from "./alert.ts";
import { endOf, startOf } from "./clock.ts";
import { newPool, Pooling, unitePools } from "./pool.ts";
import type { AlertRecord, Episode, KeptRecord } from "./record.ts";
import { isEndAlone, joinedEpisodes } from "./stretches.ts";

/** Where the incident stands as the messages arrive. */
export interface IntervalNow {
  /** When the service was last restored; null while it isn't. */
  restoredAt: Instant | null;
  /** When the current interval began by being reopened; null for the first. */
  since: Instant | null;
}

/** Records of their own in one interval; further alerts share one. */
const mostRecords = 25;
const mostAlerted = 20;
const longSilence: Milliseconds = 24 * 60 * 60_000;

/** The records with all that the messages tell, new ones last. Those that nothing has changed are the same objects. */
export function withArrivals(
  records: readonly KeptRecord[],
  arrivals: readonly Arrival[],
  now: IntervalNow,
): KeptRecord[] {
  const book = new Book(records, now);
  for (const arrival of arrivals) book.take(arrival);
  return book.records;
}

/** Whether the message is a repeat: it would change nothing. */
export function isKnown(records: readonly KeptRecord[], arrival: Arrival): boolean {
  const after = withArrivals(records, [arrival], { restoredAt: null, since: null });
  return after.length === records.length && after.every((record, index) => record === records[index]);
}

/** One record with the facts of two: the first one's name, severity and comment, and what happened to either. */
export function unite(one: KeptRecord, other: KeptRecord): KeptRecord {
  const { episodes, omitted } = joinedEpisodes([...one.episodes, ...other.episodes]);
  return {
    ...one,
    episodes: one.pool ? [spanning(one.episodes[0], other.episodes[0])] : episodes,
    omitted: Math.max(one.omitted, other.omitted) + omitted,
    acknowledged: earlier(one.acknowledged, other.acknowledged),
    alerted: allOf(one.alerted, other.alerted),
    ...(one.pool && other.pool ? { pool: unitePools(one.pool, other.pool) } : {}),
  };
}

/** From the first arrival to the last end. */
function spanning(one: Episode, other: Episode): Episode {
  const starts = [one.startedAt, other.startedAt].filter((start) => start !== null);
  const isOver = one.endedAt !== null && other.endedAt !== null;
  const last = (one.endedAt ?? 0) < (other.endedAt ?? 0) ? other : one;
  return {
    startedAt: starts.length > 0 ? Math.min(...starts) : null,
    receivedAt: Math.min(one.receivedAt, other.receivedAt),
    endedAt: isOver ? last.endedAt : null,
    endReceivedAt: isOver ? last.endReceivedAt : null,
  };
}

/** A record as it becomes, with its alerts at hand where it stands for many. */
interface Page {
  record: KeptRecord;
  pooling: Pooling | null;
}

/** All records as they become. */
class Book {
  readonly #pages: Page[];
  readonly #byAlert: Map<string, Page[]>;
  readonly #now: IntervalNow;

  constructor(records: readonly KeptRecord[], now: IntervalNow) {
    this.#now = now;
    this.#pages = records.map((record) => pageOf(record));
    const inOrder = this.#pages.toSorted((a, b) => a.record.ordinal - b.record.ordinal);
    this.#byAlert = Map.groupBy(inOrder, ({ record }) => nameOf(record));
  }

  get records(): KeptRecord[] {
    return this.#pages.map(({ record, pooling }) => pooling?.record ?? record);
  }

  take(arrival: Arrival): void {
    const own = this.#byAlert.get(nameOf(arrival)) ?? [];
    const newest = own.at(-1);
    if (!newest) this.#begin(arrival, 1);
    else if (this.#beginsInterval(newest.record, arrival)) this.#begin(arrival, newest.record.ordinal + 1);
    else {
      const page = own.findLast(({ record }) => startOf(record.episodes[0]) <= momentOf(arrival)) ?? own[0] ?? newest;
      page.record = continued(page.record, arrival, this.#now);
    }
  }

  /** In a record of its own as long as there is room, else together with others. */
  #begin(arrival: Arrival, ordinal: number): void {
    const since = this.#intervalOf(arrival);
    const current = this.#pages.filter(({ record }) => startOf(record.episodes[0]) >= since);
    const known = arrival.status === "resolved" ? this.#pages : current;
    const pool = known.findLast(({ pooling }) => pooling?.has(arrival));
    const hasRoom = current.filter(({ pooling }) => !pooling).length < mostRecords;
    if (!pool && hasRoom) this.#add(arrival, pageOf(newRecord(arrival, ordinal, this.#now)));
    else this.#pooled(pool ?? current.findLast(({ pooling }) => pooling), arrival);
  }

  #pooled(page: Page | undefined, arrival: Arrival): void {
    const pools = this.#pages.filter(({ pooling }) => pooling).length;
    const { pooling } = page ?? this.#addPool(newPool(pools + 1, arrival));
    pooling?.take(arrival);
  }

  #add(arrival: Arrival, page: Page): void {
    this.#pages.push(page);
    this.#byAlert.set(nameOf(arrival), [...(this.#byAlert.get(nameOf(arrival)) ?? []), page]);
  }

  #addPool(record: KeptRecord): Page {
    const page = pageOf(record);
    this.#pages.push(page);
    return page;
  }

  /** When the interval began that the alert belongs to. */
  #intervalOf(arrival: Arrival): Instant {
    const { restoredAt, since } = this.#now;
    const next = restoredAt === null ? null : restoredAt + flappingWithin;
    return next !== null && startOf(arrival) >= next ? next : (since ?? Number.NEGATIVE_INFINITY);
  }

  /**
   * Whether it fires anew in another interval than that of its newest record; or after so long a silence that an edit
   * there, of which GitHub tells nobody, would hide it: an issue that nobody has closed hides no outage.
   */
  #beginsInterval({ episodes }: KeptRecord, arrival: Arrival): boolean {
    const last = episodes.at(-1) ?? episodes[0];
    if (arrival.status === "resolved" || !isAfter(last, arrival)) return false;
    const ended = endOf(last);
    if (ended !== null && startOf(arrival) - ended >= longSilence) return true;
    return startOf(last) < this.#intervalOf(arrival) && startOf(arrival) >= this.#intervalOf(arrival);
  }
}

function pageOf(record: KeptRecord): Page {
  const { pool } = record;
  return { record, pooling: pool ? new Pooling(record, pool) : null };
}

function nameOf({ source, fingerprint }: Pick<AlertRecord, "source" | "fingerprint">): string {
  return `${source} ${fingerprint}`;
}

/** When what the message tells began, or ended where it tells no more. */
function momentOf(arrival: Arrival): Instant {
  const episode = episodeOf(arrival);
  return isEndAlone(episode) ? (endOf(episode) ?? arrival.receivedAt) : startOf(episode);
}

/** Whether the firing began after all that is known of the episode. */
function isAfter(last: Episode, arrival: Arrival): boolean {
  const { episodes } = joinedEpisodes([last, episodeOf(arrival)]);
  return episodes.length > 1 && episodes[1]?.receivedAt === arrival.receivedAt && !isOf(last, arrival);
}

function episodeOf({ status, startedAt, receivedAt, endedAt }: Arrival): Episode {
  if (status === "firing") return { startedAt, receivedAt, endedAt: null, endReceivedAt: null };
  return { startedAt, receivedAt, endedAt: endedAt ?? receivedAt, endReceivedAt: receivedAt };
}

function isOf({ startedAt, receivedAt }: Episode, arrival: Arrival): boolean {
  return arrival.startedAt === null ? receivedAt === arrival.receivedAt : startedAt === arrival.startedAt;
}

function newRecord(arrival: Arrival, ordinal: number, now: IntervalNow): KeptRecord {
  return {
    ...factsOf(arrival),
    source: arrival.source,
    fingerprint: arrival.fingerprint,
    acknowledged: acknowledgementIn(arrival),
    alerted: allOf(arrival.alerted, []),
    ordinal,
    episodes: [marked(episodeOf(arrival), now)],
    omitted: 0,
    comment: null,
  };
}

type Facts = Pick<AlertRecord, "title" | "severity" | "service" | "rule" | "link">;

function factsOf({ title, severity, service, rule, link }: Arrival): Facts {
  return { title, severity, service, rule, link };
}

/** The record after the message; the same object where it changes nothing. */
function continued(record: KeptRecord, arrival: Arrival, now: IntervalNow): KeptRecord {
  if (isLeftOut(record, arrival)) return record;
  const { episodes, omitted } = joinedEpisodes([...record.episodes, marked(episodeOf(arrival), now)]);
  const after: KeptRecord = {
    ...record,
    ...(isNews(record, episodes, arrival) ? factsOf(arrival) : {}),
    episodes,
    omitted: record.omitted + omitted,
    acknowledged: earlier(record.acknowledged, acknowledgementIn(arrival)),
    alerted: allOf(record.alerted, arrival.alerted),
  };
  return JSON.stringify(after) === JSON.stringify(record) ? record : after;
}

/** Whether it tells of episodes for which there was no room: they are counted already. */
function isLeftOut({ omitted, episodes: [first, second] }: KeptRecord, arrival: Arrival): boolean {
  if (omitted === 0 || !second) return false;
  return momentOf(arrival) > startOf(first) && momentOf(arrival) < startOf(second);
}

/** Whether the message is the one by which its newest firing is known. */
function isNews(record: KeptRecord, episodes: KeptRecord["episodes"], arrival: Arrival): boolean {
  const [before, last] = [record.episodes.at(-1), episodes.at(-1)];
  if (arrival.status === "resolved" || !before || !last || !isOf(last, arrival)) return false;
  const isKnownByItsEnd = before.receivedAt === before.endReceivedAt;
  return isKnownByItsEnd || before.startedAt !== last.startedAt || before.receivedAt !== last.receivedAt;
}

/** With a mark where the service had been restored before. */
function marked(episode: Episode, { restoredAt }: IntervalNow): Episode {
  const isAfterwards = restoredAt !== null && episode.endedAt === null && startOf(episode) >= restoredAt;
  return isAfterwards ? { ...episode, afterRestoration: true } : episode;
}

/** At its time over there; on its arrival, where that clock can't be right. */
function acknowledgementIn({ acknowledged, receivedAt }: Arrival): AlertRecord["acknowledged"] {
  return acknowledged && { ...acknowledged, at: startOf({ startedAt: acknowledged.at, receivedAt }) };
}

function earlier(one: AlertRecord["acknowledged"], other: AlertRecord["acknowledged"]): AlertRecord["acknowledged"] {
  return one && other ? (other.at < one.at ? other : one) : (one ?? other);
}

/** Once each, in the order in which they were named. */
function allOf(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])].slice(0, mostAlerted);
}
