/** Answers to comments: 🚀 for a command taken, 😕 and one reply for one that can't be. Edited when the comment is, gone with its reason. */
import { childrenOf } from "../children.ts";
import type { ReactionTarget } from "../github/port.ts";
import { writeMarker } from "../marker.ts";
import type { OwnComment, Situation } from "../situation.ts";
import type { Command, Refusal, StatedTime } from "../timeline/command.ts";
import { isResponder, isSaid, mayCommand, type Said } from "../timeline/event.ts";
import { commandBelowText, contradictionsText, replyText } from "../words/replies.ts";
import type { Change } from "./change.ts";

/** Changes that leave the right reactions, and one reply for each comment that needs one. */
export function planReplies(situation: Situation, own: readonly OwnComment[]): Change[] {
  const unknown = unknownPeople(situation);
  const answers = saidByPeople(situation).map((event) => answerTo(situation, event, unknown));
  return answering(situation, answers, contradictions(situation), own);
}

/** Changes on an action item or a review: commands are read on its incident alone, and whoever types one here hears where. */
export function planRepliesBelow(situation: Situation, incident: number, own: readonly OwnComment[]): Change[] {
  const answers = saidByPeople(situation).map((event) => answerBelow(situation, event, incident));
  return answering(situation, answers, null, own);
}

function saidByPeople({ events }: Situation): Said[] {
  return events.filter(isSaid).filter(({ standing }) => standing !== "self" && standing !== "bot");
}

function answering(
  situation: Situation,
  answers: readonly Answer[],
  hint: string | null,
  own: readonly OwnComment[],
): Change[] {
  const wanted = new Map(
    answers.flatMap(({ event, text }) => (text === null ? [] : [[`reply:${event.id}`, text] as const])),
  );
  if (hint) wanted.set("reply:contradictions", hint);
  const mine = mineOf(situation);
  const { number } = situation.issue;
  const reacted = answers.flatMap((answer) =>
    reactions(number, answer, mine.get(answer.event.id) ?? { mine: { rocket: false, confused: false } }),
  );
  return [...reacted, ...takenBack(situation, answers), ...comments(number, wanted, own)];
}

/** Reactions to comments that have been hidden since: they are not read any more. */
function takenBack({ issue }: Situation, answers: readonly Answer[]): Change[] {
  const read = new Set(answers.map(({ event }) => event.id));
  return issue.items.flatMap((item) => {
    if (item.type !== "comment" || read.has(`comment:${item.comment}`)) return [];
    const to = { comment: item.comment };
    return [...reaction(to, "rocket", false, item), ...reaction(to, "confused", false, item)];
  });
}

interface Answer {
  event: Said;
  taken: boolean;
  refused: boolean;
  text: string | null;
}

function answerTo(situation: Situation, event: Said, unknown: ReadonlyMap<string, string[]>): Answer {
  const allowed = mayCommand(event);
  const refusals = allowed ? refusalsOf(situation, event) : [];
  const given = event.commands.filter(({ line }) => line > 0);
  const heard = given.filter((command) => mayGive(event, command));
  const notAllowed = heard.length < given.length;
  const taken = allowed && given.some(({ line }) => !refusals.some((refusal) => refusal.line === line));
  const text = replyText({
    refusals,
    notAllowed,
    readings: allowed ? readingsOf(event.commands) : [],
    unknownOwners: unknown.get(event.id) ?? [],
    help: helpAsked(heard),
    notes: [],
    templates: situation.templates,
  });
  return { event, taken, refused: refusals.length > 0 || notAllowed, text };
}

/** What is said with the closing of an item counts there as its evidence, or its reason. */
function answerBelow({ issue, templates }: Situation, event: Said, incident: number): Answer {
  const settles = ({ verb }: Command) => issue.state === "closed" && (verb === "done" || verb === "decline");
  const isMisplaced = mayCommand(event) && event.commands.some((command) => command.line > 0 && !settles(command));
  const text = isMisplaced ? commandBelowText({ incident, templates }) : null;
  return { event, taken: false, refused: isMisplaced, text };
}

/** Every responder may ask for help. The reply is the answer: a 🚀 would be remembered as a proof that they may command. */
function mayGive(event: Said, { verb }: Command): boolean {
  return mayCommand(event) || (verb === "help" && isResponder(event.edited ?? event));
}

/** What the comment's lines don't say right, and what the incident's story doesn't allow. */
function refusalsOf({ folded }: Situation, event: Said): Refusal[] {
  if (folded.status !== "incident") return event.refusals;
  const impossible = folded.refused.filter((refused) => refused.event === event.id);
  const text = (line: number) => event.commands.find((command) => command.line === line)?.verb ?? "";
  return [
    ...event.refusals,
    ...impossible.map(({ line, problem, instead }) => ({ line, problem, instead, text: `/${text(line)}` })),
  ];
}

function readingsOf(commands: readonly Command[]): string[] {
  const times = commands.flatMap((command) => ("time" in command && command.time ? [command.time as StatedTime] : []));
  return times.flatMap(({ reading }) => reading ?? []);
}

function helpAsked(commands: readonly Command[]): string | null {
  const help = commands.find(({ verb }) => verb === "help");
  return help?.verb === "help" ? (help.topic ?? "") : null;
}

/** People who can't be assigned here, by the event that named them: owners as the item's marker remembers, and facilitators. */
function unknownPeople({ issue, self, memory, events, unassignable }: Situation): Map<string, string[]> {
  const byEvent = new Map<string, string[]>();
  for (const event of events.filter(isSaid)) {
    const named = event.commands.flatMap((command) => (command.verb === "review" ? (command.facilitator ?? []) : []));
    const unknown = named.filter((login) => unassignable.includes(login));
    if (unknown.length > 0) byEvent.set(event.id, unknown);
  }
  for (const { kind, mark } of childrenOf(issue, self, memory).kept) {
    if (kind !== "action" || mark.unknown.length === 0) continue;
    const [type, id] = mark.from.split(":");
    const event = type === "opened" ? "opened" : `${type}:${id}`;
    byEvent.set(event, [...new Set([...(byEvent.get(event) ?? []), ...mark.unknown])]);
  }
  return byEvent;
}

function contradictions({ folded, configuration, templates }: Situation): string | null {
  if (folded.status !== "incident" || folded.incident.contradictions.length === 0) return null;
  return contradictionsText({ contradictions: folded.incident.contradictions, configuration, templates });
}

function reactions(issue: number, { event, taken, refused }: Answer, there: There): Change[] {
  const to: ReactionTarget = event.kind === "comment" ? { comment: event.comment } : { issue };
  return [...reaction(to, "rocket", taken, there), ...reaction(to, "confused", refused, there)];
}

type There = Pick<Situation["issue"], "mine" | "guessed">;

/** The App's own reactions, by event. */
function mineOf({ issue }: Situation): Map<string, There> {
  const comments = issue.items.flatMap((item) =>
    item.type === "comment" ? [[`comment:${item.comment}`, item] as const] : [],
  );
  return new Map<string, There>([["opened", issue], ...comments]);
}

/** None is added to that of another account of ours, which alone can take it back. */
function reaction(to: ReactionTarget, content: "rocket" | "confused", wanted: boolean, there: There): Change[] {
  if (wanted === there.mine[content] || there.guessed?.[content]) return [];
  return [{ do: wanted ? "react" : "unreact", to, with: content }];
}

/** Replies created, edited and removed; of doubles, the older stays. */
function comments(issue: number, wanted: ReadonlyMap<string, string>, own: readonly OwnComment[]): Change[] {
  const there = new Map<string, OwnComment["comment"]>();
  const removed: Change[] = [];
  for (const { key, comment } of own.filter((one) => one.key.startsWith("reply:"))) {
    if (wanted.has(key) && !there.has(key)) there.set(key, comment);
    else removed.push({ do: "delete comment", comment: comment.comment });
  }
  const written = [...wanted].flatMap(([key, text]): Change[] => {
    const body = `${writeMarker(key)}\n${text}`;
    const existing = there.get(key);
    if (!existing) return [{ do: "create comment", issue, body }];
    return existing.body.trim() === body.trim() ? [] : [{ do: "edit comment", comment: existing.comment, body }];
  });
  return [...written, ...removed];
}
