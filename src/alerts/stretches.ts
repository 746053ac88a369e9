/** Stretches of firing, put together from what single messages tell: the result is the same in whatever order they came. */
import type { Instant, Milliseconds } from "../incident/incident.ts";
import { endOf, startOf } from "./clock.ts";
import type { Episode } from "./record.ts";

/** Later starts that reach us within this time, while no end was seen, are taken for the one that is known. */
const repeatedWithin: Milliseconds = 15 * 60_000;
/** The first one and the newest of the others are kept. */
const mostEpisodes = 12;

type Episodes = [Episode, ...Episode[]];

/** Episodes that don't overlap, oldest first, and how many there was no room for. */
export function joinedEpisodes(told: readonly [Episode, ...Episode[]]): { episodes: Episodes; omitted: number } {
  const once = withoutRepeats(told.flatMap(apart));
  const arrivals = once.filter(isFiringAlone).map(({ receivedAt }) => receivedAt);
  const placed = once.map((episode) => ({ episode, place: placeOf(episode, arrivals) }));
  placed.sort((a, b) => a.place - b.place || a.episode.receivedAt - b.episode.receivedAt);
  const [first, ...others] = placed.map(({ episode }) => episode);
  return withinRoom(others.reduce(withNext, [first ?? told[0]]));
}

/** What began at the same time is the same. */
function withoutRepeats(told: readonly Episode[]): Episode[] {
  const known = Map.groupBy(told, ({ startedAt, receivedAt }) => startedAt ?? `arrived ${receivedAt}`);
  return [...known.values()].map((same) => same.reduce(asOne));
}

/** An episode, and the later start that was taken for it. */
function apart({ again, ...episode }: Episode): Episode[] {
  return again ? [episode, { ...again, endedAt: null, endReceivedAt: null }] : [episode];
}

/**
 * An end stands where it ended, as nobody said when it began; but behind firings without a start that reached us before it,
 * and after that time: of these only our clock tells the order.
 */
function placeOf(episode: Episode, arrivals: readonly Instant[]): Instant {
  const { receivedAt } = episode;
  if (!isEndAlone(episode)) return startOf(episode);
  const end = endOf(episode) ?? receivedAt;
  return arrivals.some((arrival) => arrival > end && arrival <= receivedAt) ? receivedAt : end;
}

/** Whether only its arrival is known. */
function isFiringAlone({ startedAt, endedAt }: Episode): boolean {
  return startedAt === null && endedAt === null;
}

/** Whether only the end is known. */
export function isEndAlone({ startedAt, receivedAt, endReceivedAt }: Episode): boolean {
  return startedAt === null && receivedAt === endReceivedAt;
}

function withNext(joined: Episodes, next: Episode): Episodes {
  const last = joined.at(-1) ?? joined[0];
  const before = joined.slice(0, -1);
  const merged = merge(last, next);
  return merged ? asEpisodes(before, merged) : asEpisodes(joined, next);
}

function asEpisodes(before: readonly Episode[], last: Episode): Episodes {
  const [first, ...others] = before;
  return first ? [first, ...others, last] : [last];
}

/** Both as one, where they tell of the same stretch; null where they are two. */
function merge(last: Episode, next: Episode): Episode | null {
  if (isEndAlone(next)) return last.endedAt === null ? asOne(last, next) : last;
  if (isEndAlone(last)) return next;
  if (isOver(last, next)) return { ...asOne(last, next), ...endingOf(last) };
  if (last.endedAt !== null || next.endedAt !== null) return null;
  if (next.startedAt === null) return last;
  if (next.receivedAt - last.receivedAt >= repeatedWithin) return null;
  return { ...last, again: last.again ?? { startedAt: next.startedAt, receivedAt: next.receivedAt } };
}

/** Whether the one has ended, and not before the other began: a message that was late. Without a start, its arrival tells. */
function isOver(last: Episode, next: Episode): boolean {
  const end = endOf(last);
  if (end === null || last.endReceivedAt === null) return false;
  return startOf(next) <= end || (next.startedAt === null && next.receivedAt <= last.endReceivedAt);
}

function asOne(one: Episode, other: Episode): Episode {
  return {
    startedAt: one.startedAt ?? other.startedAt,
    receivedAt: Math.min(one.receivedAt, other.receivedAt),
    ...endingOf(endedFirst(one, other)),
    ...(one.again ? { again: one.again } : {}),
    ...(one.afterRestoration || other.afterRestoration ? { afterRestoration: true } : {}),
  };
}

function endingOf({ endedAt, endReceivedAt }: Episode): Pick<Episode, "endedAt" | "endReceivedAt"> {
  return { endedAt, endReceivedAt };
}

/** The one whose end reached us first; but an end that the sender named goes before one that it didn't. */
function endedFirst(one: Episode, other: Episode): Episode {
  if (one.endReceivedAt === null || other.endReceivedAt === null) return one.endReceivedAt === null ? other : one;
  if (one.endedAt !== other.endedAt && isNamed(one) !== isNamed(other)) return isNamed(one) ? one : other;
  return other.endReceivedAt < one.endReceivedAt ? other : one;
}

function isNamed({ endedAt, endReceivedAt }: Episode): boolean {
  return endedAt !== endReceivedAt;
}

/** Without the oldest but the first; those after a restoration go last, as intervals follow from them. */
function withinRoom(episodes: Episodes): { episodes: Episodes; omitted: number } {
  const omitted = Math.max(0, episodes.length - mostEpisodes);
  if (omitted === 0) return { episodes, omitted };
  const [first, ...others] = episodes;
  const older = others
    .slice(0, -1)
    .toSorted((a, b) => Number(a.afterRestoration ?? 0) - Number(b.afterRestoration ?? 0));
  const left = new Set(older.slice(0, omitted));
  return { episodes: [first, ...others.filter((episode) => !left.has(episode))], omitted };
}
