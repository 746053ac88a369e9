/** What has been asked for as action items, in comments and in the review, and what of it has no item yet. */
import { type Child, childrenOf } from "../children.ts";
import type { Incident } from "../incident/incident.ts";
import type { Situation } from "../situation.ts";
import type { ActionRequest, Command } from "../timeline/command.ts";
import { readActionRequest } from "../timeline/commands/action.ts";
import { isSaid, mayCommand } from "../timeline/event.ts";

/** A request for an action item, and where it was made. */
export interface Asked {
  /** The key of the item made from it: `comment:123:4`, the comment and its line; `review:title` for a line of the review. */
  from: string;
  request: ActionRequest;
  /** "" where that is not known. */
  who: string;
  url: string;
}

/** The requests without an item, in the order in which they were made, each with a key that no item has. */
export function unmetRequests(situation: Situation, incident: Incident): Asked[] {
  const { issue, self, memory } = situation;
  const { kept, doubles } = childrenOf(issue, self, memory);
  const items = kept.filter(({ kind }) => kind === "action");
  const known = new Set([...kept, ...doubles].map((child) => String(child.issue.number)));
  const gone = Object.entries(memory.items).flatMap(([number, { from }]) => (known.has(number) ? [] : [from]));
  const unmet = withoutItem([...askedInComments(situation), ...askedInReview(situation, incident)], items, gone);
  const taken = new Set([...items.map(({ mark }) => mark.from), ...gone]);
  return unmet.map((one) => ({ ...one, from: freeKey(one.from, taken) }));
}

function askedInComments({ events }: Situation): Asked[] {
  return events.flatMap((event) => {
    if (!isSaid(event) || !mayCommand(event)) return [];
    const requests = event.commands.filter(
      (command): command is Extract<Command, { verb: "action" }> => command.verb === "action",
    );
    const who = event.edited?.who ?? event.who;
    return requests.map((request) => ({ from: `${event.id}:${request.line}`, request, who, url: event.url }));
  });
}

/** Lines that people wrote under the review's "Action items". One that can't be read is taken as a title, and not lost. */
function askedInReview({ configuration, now }: Situation, { review }: Incident): Asked[] {
  if (!review) return [];
  return review.written.actionItems.map((line) => {
    const read = readActionRequest(line, { written: now, zone: configuration.zone });
    const request = "problem" in read ? { owners: [], title: line } : read;
    return { from: `review:${sameTitle(request.title)}`, request, who: "", url: review.url };
  });
}

/**
 * An item stands for the request of the same title first, then for that of the same line, then for a line of the review
 * that has most of its words. One that is gone was deleted or moved away by somebody who meant it.
 */
function withoutItem(asked: readonly Asked[], items: readonly Child[], gone: readonly string[]): Asked[] {
  const left = new Set(items);
  const byTitle = Map.groupBy(
    items.flatMap((item) =>
      [...new Set([item.mark.asked, item.issue.title].map(sameTitle))].map((title) => ({ title, item })),
    ),
    ({ title }) => title,
  );
  const byLine = Map.groupBy(items, ({ mark }) => lineOf(mark.from));
  const goneLines = new Set(gone.map(lineOf));
  return asked
    .filter((one) => {
      const titled = byTitle.get(sameTitle(one.request.title))?.map(({ item }) => item);
      return !take(left, titled, (item) => isOfSamePlace(item, one));
    })
    .filter(({ from }) => !take(left, byLine.get(from)))
    .filter(({ from }) => !goneLines.has(from))
    .filter((one) => !one.from.startsWith("review:") || !take(left, [...left], (item) => isReworded(item, one)));
}

function take(
  left: Set<Child>,
  candidates: readonly Child[] = [],
  fits: (item: Child) => boolean = () => true,
): boolean {
  const item = candidates.find((candidate) => left.has(candidate) && fits(candidate));
  return item !== undefined && left.delete(item);
}

/** A line of the review may name any item; two comments that ask for the same ask for two. */
function isOfSamePlace({ mark }: Child, { from }: Asked): boolean {
  return from.startsWith("review:") || commentOf(mark.from) === commentOf(from);
}

function isReworded({ mark }: Child, { request }: Asked): boolean {
  if (!mark.from.startsWith("review:")) return false;
  const before = wordsOf(mark.asked);
  const now = wordsOf(request.title);
  return [...now].filter((word) => before.has(word)).length * 2 > Math.min(before.size, now.size);
}

function wordsOf(title: string): Set<string> {
  return new Set(sameTitle(title).split(" "));
}

/** `comment:123` of `comment:123:4` and of `comment:123:4:2`; `opened` of `opened:4`. */
function commentOf(from: string): string {
  const [kind = "", id] = from.split(":");
  return kind === "comment" ? `${kind}:${id}` : kind;
}

/** `comment:123:4` of itself and of `comment:123:4:2`. */
function lineOf(from: string): string {
  if (from.startsWith("review:")) return from;
  const parts = from.split(":");
  return parts.slice(0, from.startsWith("comment:") ? 3 : 2).join(":");
}

function sameTitle(title: string): string {
  return title.trim().toLowerCase().replace(/\s+/g, " ");
}

/** A line that moved leaves its key to an older item; the newcomer on that line takes the next free one. */
function freeKey(from: string, taken: Set<string>): string {
  let key = from;
  for (let n = 2; taken.has(key); n += 1) key = `${from}:${n}`;
  taken.add(key);
  return key;
}
