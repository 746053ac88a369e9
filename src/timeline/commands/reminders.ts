/** Commands about reminders: none for a while, none at all, or again; of everything, or of one topic. */
import { distance } from "fastest-levenshtein";
import type { Milliseconds, ReminderTopic } from "../../incident/incident.ts";
import type { Instruction } from "../command.ts";
import { readSpan } from "../time/span.ts";
import { group, type Problem, type ReadingContext } from "./definition.ts";
import { bareWord, firstWord, issueIn, quoted, withoutSeparator } from "./words.ts";

export const reminderCommands = group("Remind", [
  {
    name: "snooze",
    usage: "DURATION [ack|updates|review|items|#ITEM]",
    meaning: "No reminders for so long, 90 days at most: of this incident, or of one thing alone.",
    example: "snooze 2h updates",
    read: readSnooze,
  },
  {
    name: "remind",
    usage: "on|off [ack|updates|review|items|#ITEM]",
    meaning: "No reminders from now on, or again: of this incident, or of one thing alone.",
    example: "remind off updates",
    read: readRemind,
  },
]);

const shortest: Milliseconds = 60_000;
const longest: Milliseconds = 90 * 86_400_000;

/** `DURATION [WHAT]`, or `WHAT DURATION` */
function readSnooze(text: string, context: ReadingContext): Instruction | Problem {
  const before = topicAtStart(text, context);
  const span = readSpan(before?.rest ?? text);
  if (!span || span.ms < shortest) return noSpan(before?.rest ?? text, before, span);
  const after = before ?? wholeTopic(span.rest, context);
  const length = text.slice(0, text.length - span.rest.length).trim();
  if ("problem" in after) return { problem: after.problem, instead: `snooze ${bareWord(length)} ${after.name}`.trim() };
  if (span.ms <= longest) return { verb: "snooze", ms: span.ms, topic: after.topic };
  const problem = "A snooze lasts 90 days at most; `remind off` ends reminders until somebody wants them again.";
  return { problem, instead: `snooze 90d ${after.name}`.trim() };
}

function noSpan(text: string, topic: Topical | null, span: object | null): Problem {
  const [word] = firstWord(text);
  const none = word ? `${quoted(word)} is no length of time.` : "The length of time is missing.";
  const problem = span ? "A snooze lasts a minute at least." : none;
  return { problem, instead: `snooze 2h ${topic?.name ?? ""}`.trim() };
}

/** `on|off [WHAT]` */
function readRemind(text: string, context: ReadingContext): Instruction | Problem {
  const [word, rest] = firstWord(text);
  const state = stateIn(word);
  if (state === null) return noState(text, context);
  const about = wholeTopic(rest, context);
  if ("problem" in about) return { problem: about.problem, instead: `remind ${state} ${about.name}`.trim() };
  return { verb: "remind", state, topic: about.topic };
}

function stateIn(word: string): "on" | "off" | null {
  const state = bareWord(word).toLowerCase();
  return state === "on" || state === "off" ? state : null;
}

function noState(text: string, context: ReadingContext): Problem {
  const topic = topicAtStart(text, context);
  const [word] = firstWord(topic?.rest ?? text);
  const state = stateIn(word);
  const problem = state || !word ? "Say on or off first." : `${quoted(word)} is neither on nor off.`;
  return { problem, instead: `remind ${state ?? "off"} ${topic?.name ?? ""}`.trim() };
}

/** What reminders are about, and how it is typed: "" for all of them. */
interface Topical {
  topic: ReminderTopic | "all";
  name: string;
  rest: string;
}

const acknowledgement = { topic: "acknowledgement", name: "ack" } as const;
const update = { topic: "update", name: "updates" } as const;
const review = { topic: "review", name: "review" } as const;
const items = { topic: "items", name: "items" } as const;
const all = { topic: "all", name: "" } as const;

const topics = new Map<string, Omit<Topical, "rest">>([
  ["ack", acknowledgement],
  ["acknowledge", acknowledgement],
  ["acknowledgement", acknowledgement],
  ["acknowledgment", acknowledgement],
  ["update", update],
  ["updates", update],
  ["review", review],
  ["items", items],
  ["action-items", items],
  ["all", all],
  ["everything", all],
]);

/** The topic at the start of a text, also after "for" or "the", and what follows it; null where none stands there. */
function topicAtStart(text: string, { repository }: ReadingContext): Topical | null {
  const start = text.replace(/^(?:(?:for|about|the|(?:action[ -])?item)\s+){1,3}/i, "");
  const [word, rest] = firstWord(start.replace(/^action\s+(?=items\b)/i, "action-"));
  const known = topics.get(bareWord(word).toLowerCase());
  if (known) return { ...known, rest: withoutSeparator(rest) };
  const item = /^(?:#|<?https?:)/i.test(word) ? issueIn(word, repository) : null;
  return item === null ? null : { topic: `item ${item}`, name: `#${item}`, rest: withoutSeparator(rest) };
}

/** The one topic of a text: all, where it is empty; what follows is a remark. */
function wholeTopic(text: string, context: ReadingContext): Topical | { problem: string; name: string } {
  if (text === "") return { ...all, rest: "" };
  const found = topicAtStart(text, context);
  if (!found) return strange(firstWord(text)[0], context);
  const more = topicAtStart(found.rest.replace(/^(?:and|or|\+|&)\s+/i, ""), context);
  return more ? { problem: "One line is about one thing.", name: found.name } : found;
}

/** No topic is longer; comparing more characters would find nothing. */
const longestMisspelling = 16;

function strange(word: string, { repository }: ReadingContext): { problem: string; name: string } {
  const item = issueIn(word, repository);
  const near = [...topics.keys()].find((name) => word.length <= longestMisspelling && distance(name, word) <= 2);
  const problem = `There are no reminders of ${quoted(word)}: they are of ack, updates, review, items, or an item such as #12.`;
  return { problem, name: item === null ? ((near && topics.get(near)?.name) ?? "") : `#${item}` };
}
