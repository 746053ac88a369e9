/** Action items that a command closes: the item's issue follows once for each command, and whoever reopens it later means it. */
import { childrenOf } from "../children.ts";
import type { ObservedChild } from "../github/observed.ts";
import type { ActionItem } from "../incident/action-item.ts";
import type { Incident, Instant } from "../incident/incident.ts";
import { writeMarker } from "../marker.ts";
import type { Memory } from "../memory.ts";
import type { Situation } from "../situation.ts";
import { type IncidentEvent, isSaid, mayCommand } from "../timeline/event.ts";
import { itemClosedText } from "../words/replies.ts";
import type { Change } from "./change.ts";
import { type Asking, isSaidOn } from "./questions.ts";

/** What a command says of an action item. */
interface Closing {
  /** The key of our comment on the item. */
  mark: string;
  /** By what it is remembered that it was carried out: the comment and what it says, wherever in it that stands. */
  key: string;
  item: number;
  as: "done" | "declined";
  /** The evidence, or the reason. */
  words: string;
  who: string;
  url: string;
}

/** What counts of `/done` and `/decline`, as written. */
function closingsOf(events: readonly IncidentEvent[]): Closing[] {
  return events.flatMap((event) => {
    if (!isSaid(event) || !mayCommand(event)) return [];
    const who = event.edited?.who ?? event.who;
    return event.commands.flatMap((command): Closing[] => {
      if (command.verb !== "done" && command.verb !== "decline") return [];
      const { verb, item, text: words } = command;
      const mark = `closing:${event.id}:${verb}`;
      const key = `${mark}:${item}`;
      return [{ mark, key, item, as: verb === "done" ? "done" : "declined", words, who, url: event.url }];
    });
  });
}

interface Told {
  events: readonly IncidentEvent[];
  memory: Memory;
  now: Instant;
}

/** The items as they are once this pass has carried out what commands say of them, with evidence and reasons from commands. */
export function asClosed(items: readonly ActionItem[], { events, memory, now }: Told): ActionItem[] {
  const closings = Map.groupBy(closingsOf(events), ({ item }) => item);
  return items.map((item) => {
    const said = closings.get(item.number) ?? [];
    const last = said.at(-1);
    const isNew = last !== undefined && last.as !== item.state && !memory.asked.includes(last.key);
    return withWords(isNew ? closedNow(item, last.as, now) : item, said);
  });
}

function closedNow({ reason: _reason, evidence: _evidence, ...item }: ActionItem, state: Closing["as"], now: Instant) {
  return { ...item, state, closedAt: now };
}

function withWords(item: ActionItem, said: readonly Closing[]): ActionItem {
  const words = said.findLast(({ as }) => as === item.state)?.words;
  if (words === undefined) return item;
  return item.state === "done" ? { ...item, evidence: words } : { ...item, reason: words };
}

/** The closings that are due, each with one comment on the item, and the keys of all commands that are carried out. */
export function planClosings(situation: Situation, incident: Incident): Asking {
  const numbers = new Set(incident.actionItems.map(({ number }) => number));
  const closings = closingsOf(situation.events).filter(({ item }) => numbers.has(item));
  const last = new Map(closings.map((closing) => [closing.item, closing]));
  const due = [...last.values()].filter(({ key }) => !situation.memory.asked.includes(key));
  return {
    changes: due.flatMap((closing) => carriedOut(situation, incident, closing)),
    asked: closings.map(({ key }) => key),
  };
}

/** The comment first: as long as the item isn't closed, what is left to do can be seen. */
function carriedOut({ issue, self, memory, templates }: Situation, incident: Incident, closing: Closing): Change[] {
  const { mark, item, as } = closing;
  const own = childrenOf(issue, self, memory).kept.map((child) => child.issue);
  const child = [...own, ...issue.subIssues].find(({ number }) => number === item);
  if (child && isClosedAs(child, as)) return [];
  const body = `${writeMarker(mark)}\n${itemClosedText({ incident, closing, templates })}`;
  const isSaid = child !== undefined && isSaidOn({ issue: child }, mark, self);
  return [
    ...(isSaid ? [] : [{ do: "create comment", issue: item, body } as const]),
    { do: "set state", issue: item, state: as === "done" ? "completed" : "not planned" },
  ];
}

function isClosedAs({ state, stateReason }: ObservedChild, as: Closing["as"]): boolean {
  if (state === "open") return false;
  return as === "done" ? stateReason !== "not planned" && stateReason !== "duplicate" : stateReason === "not planned";
}
