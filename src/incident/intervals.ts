/** Impact as intervals: where service was restored, where it broke again, and which stated time belongs to which. */

import type { StatedTime } from "../timeline/command.ts";
import { type AlertName, type IncidentEvent, isResponder } from "../timeline/event.ts";
import { type AlertEvent, calmOf, calmsAt, type Flapping, follow, isFlap, isReopening, nameOf } from "./flapping.ts";
import type { Instant, Milliseconds, Provenance } from "./incident.ts";
import { following } from "./order.ts";
import { type CommandOf, type Statement, timeOf } from "./statements.ts";

/** Something that was said or done about a moment, with what is needed to show and weigh it. */
export interface Claim {
  at: Instant;
  time?: StatedTime | undefined;
  by: "stated" | "inferred";
  from: Provenance;
  who: string;
  url: string;
  /** Place among all events, as written; and when it was written. */
  order: number;
  written: Instant;
}

/** One stretch of impact, with the last claim about each of its ends. */
export interface Stretch {
  /** When it began by being reopened; null for the first. */
  reopened: Instant | null;
  /** Whether only an alert says so, which another one may say better. */
  isAlerted: boolean;
  restored: Claim | null;
  resolved: Claim | null;
  closed: Claim | null;
  /** Alerts that made a restoration void; null where none did. */
  flapping: Flapping | null;
  /** Their end, where nobody said a word afterwards. */
  calmed: Claim | null;
}

/** A command that can't be what it says. */
export interface RefusedStatement {
  event: string;
  line: number;
  problem: string;
  instead: string;
}

export interface Stretches {
  stretches: [Stretch, ...Stretch[]];
  /** Whether anybody has stated a recovery, also one that was none. */
  isRecoveryStated: boolean;
  refused: RefusedStatement[];
  /** What alerts made of it. */
  turns: Turn[];
  /** When more will be known, though nothing happens until then: that alerts stay calm; null where all is settled. */
  settlesAt: Instant | null;
}

/** An alert that broke a recovery off, or the recovery that its end turned out to be. */
export interface Turn {
  /** `as before`: of the response, where the recovery was none. */
  stage: "reopened" | "mitigated" | "as before";
  at: Instant;
  /** Place among all events, as written. */
  order: number;
}

/** A `/resolved` or closing taken back within this time was no recovery. */
const takenBackWithin: Milliseconds = 15 * 60_000;

/** The intervals in the making. */
interface Story extends Stretches {
  /** Alerts that have fired by now, here or where this was merged from. */
  fired: Set<string>;
  /** When responders commented, in the order in which they did. */
  comments: Instant[];
}

/**
 * The intervals as written: closings, `/mitigated`, `/resolved`, reopenings, alerts, in the order in which they were said
 * and done. `declared` is the place of the declaration among the events; `fired` are alerts that fired elsewhere before.
 */
export function stretchesOf(
  events: readonly IncidentEvent[],
  statements: readonly Statement[],
  { declared, now, fired }: { declared: number; now: Instant; fired: readonly AlertName[] },
): Stretches {
  const story: Story = {
    stretches: [begun(null)],
    isRecoveryStated: false,
    refused: [],
    turns: [],
    settlesAt: null,
    fired: new Set(fired.map(nameOf)),
    comments: [],
  };
  const byEvent = Map.groupBy(statements, ({ order }) => order);
  events.forEach((event, order) => {
    calm(story, event.at, order);
    if (event.kind === "comment" && isResponder(event)) story.comments.push(event.at);
    if (event.kind === "alert fired" || event.kind === "alert ended") hear(story, event, order);
    if (event.kind === "closed") close(story, event, order);
    if (event.kind === "reopened" && event.standing === "triage")
      reopen(story, { from: event.at, written: event.at }, declared);
    for (const statement of byEvent.get(order) ?? []) say(story, statement, declared);
  });
  calm(story, now, events.length);
  const { flapping, restored, calmed } = lastOf(story.stretches);
  const isOpen = flapping !== null && !restored && !calmed;
  return { ...story, settlesAt: isOpen ? calmsAt(flapping, story.comments, now) : null };
}

/** The last interval: the one that goes on, or that ended last. */
export function lastOf(stretches: Stretches["stretches"]): Stretch {
  return stretches.at(-1) ?? stretches[0];
}

/** How the interval ended: stated, else by flapping alerts, `/resolved`, or the closing; null while it lasts. */
export function endOf({ restored, calmed, resolved, closed }: Stretch): Claim | null {
  if (restored) return restored;
  if (calmed && (!resolved || resolved.at >= calmed.at)) return calmed;
  if (resolved) return { ...resolved, by: "inferred", from: "resolution" };
  return closed;
}

function begun(reopened: Instant | null): Stretch {
  return { reopened, isAlerted: false, restored: null, resolved: null, closed: null, flapping: null, calmed: null };
}

/** Once alerts that made a restoration void have ended, and nobody said a word for a while, that end is the restoration. */
function calm({ stretches, turns, comments }: Story, now: Instant, order: number): void {
  const last = lastOf(stretches);
  if (!last.flapping || last.restored || last.calmed) return;
  last.calmed = calmOf(last.flapping, comments, now);
  if (last.calmed) turns.push({ stage: "mitigated", at: last.calmed.at, order });
}

/** An alert that fires again after a restoration makes it void, or begins another interval; others change nothing. */
function hear({ stretches, fired, turns }: Story, event: AlertEvent, order: number): void {
  const last = lastOf(stretches);
  const name = nameOf(event.alert);
  const isAgain = fired.size === fired.add(name).size;
  const ended = endOf(last);
  if (last.flapping && !last.restored && !last.calmed) follow(last.flapping, event, order);
  if (!isAgain || event.kind === "alert ended") return;
  const at = event.startedAt ?? event.at;
  const flap = ended !== null && isFlap(ended.at, at);
  if (!ended) dateBack(stretches, at);
  else if (flap) makeVoid(last, at, { restoredAt: ended.at, ends: new Map([[name, null]]) });
  else if (isReopening(ended.at, at)) stretches.push({ ...begun(at), isAlerted: true });
  if (ended && !endOf(lastOf(stretches))) turns.push({ stage: flap ? "as before" : "reopened", at, order });
}

/** The restoration was none; what was said and done of a time after the alert's start stands. */
function makeVoid(stretch: Stretch, at: Instant, flapping: Flapping): void {
  const later = (claim: Claim | null) => (claim && claim.at > at ? claim : null);
  const { resolved, closed } = stretch;
  Object.assign(stretch, { restored: null, calmed: null, resolved: later(resolved), closed: later(closed), flapping });
}

/** An alert that began before the one by which the interval was reopened, and reaches us after it. */
function dateBack(stretches: Stretches["stretches"], at: Instant): void {
  const last = lastOf(stretches);
  const before = restorationBefore(stretches);
  if (last.isAlerted && last.reopened !== null && before && at >= before.at)
    last.reopened = Math.min(last.reopened, at);
}

type Closing = Extract<IncidentEvent, { kind: "closed" }>;

/** A duplicate goes on elsewhere; not planned, before any recovery was stated, it was no incident. */
function close({ stretches, isRecoveryStated }: Stretches, event: Closing, order: number): void {
  if (!countsAsClosing(event) || event.reason === "duplicate") return;
  if (event.reason === "not planned" && !isRecoveryStated) return;
  const { at, url } = event;
  const who = event.pullRequest?.mergedBy ?? event.who;
  lastOf(stretches).closed = { at, by: "inferred", from: "closing", who, url, order, written: at };
}

/** Whether the closing is by somebody who may, or by a pull request that such a person merged. */
export function countsAsClosing({ pullRequest, standing }: Closing): boolean {
  return (pullRequest ? pullRequest.mergerStanding : standing) === "triage";
}

function say(story: Stretches, statement: Statement, declared: number): void {
  const { command } = statement;
  const { stretches } = story;
  if (command.verb === "mitigated") end(story, "restored", statedBy({ ...statement, command }));
  if (command.verb === "resolved" || (command.verb === "incident" && command.resolved))
    end(story, "resolved", statedBy({ ...statement, command }));
  if (command.verb === "started") begin(stretches, command.time.at);
  if (command.verb === "reopen") reopenByWord(story, { ...statement, command }, declared);
}

/** What a command claims: at its stated time, else at the comment's own. */
export function statedBy(statement: Statement<CommandOf<TimedVerb>>): Claim {
  const { command, at: written, who, url, order } = statement;
  return { at: timeOf(statement), time: command.time, by: "stated", from: "comment", who, url, order, written };
}

type TimedVerb = "incident" | "started" | "detected" | "ack" | "identified" | "mitigated" | "resolved" | "reviewed";

/** The last interval that had begun by then. A later word about the same end corrects the earlier. */
function end(story: Stretches, which: "restored" | "resolved", claim: Claim): void {
  const { stretches } = story;
  const hasBegun = ({ reopened }: Stretch) => reopened === null || following(claim, reopened).at >= reopened;
  const stretch = stretches.findLast(hasBegun) ?? stretches[0];
  stretch[which] = following(claim, stretch.reopened);
  story.isRecoveryStated = true;
}

/** A reopened interval that goes on may have begun before anybody reopened it. */
function begin(stretches: Stretches["stretches"], at: Instant): void {
  const last = lastOf(stretches);
  const before = restorationBefore(stretches);
  if (last.reopened === null || !before || at < before.at) return;
  Object.assign(last, { reopened: Math.min(last.reopened, at), isAlerted: false });
}

/** The restoration that a reopening comes after; null where nothing was restored yet. */
function restorationBefore(stretches: Stretches["stretches"]): Claim | null {
  const previous = stretches.at(-2);
  return endOf(lastOf(stretches)) ?? (previous ? endOf(previous) : null);
}

function reopenByWord(story: Stretches, statement: Statement<CommandOf<"reopen">>, declared: number): void {
  const { command, event, at: written } = statement;
  const before = restorationBefore(story.stretches)?.at ?? null;
  const { at: from } = following({ at: timeOf(statement), time: command.time }, before);
  if (command.time && before !== null && from < before) {
    const problem = "that is before the service was restored, so nothing had to be reopened";
    story.refused.push({ event: event.id, line: command.line, problem, instead: "/reopen" });
    return;
  }
  reopen(story, { from, written }, declared);
}

interface Reopening {
  from: Instant;
  written: Instant;
}

function reopen({ stretches }: Stretches, reopening: Reopening, declared: number): void {
  const last = lastOf(stretches);
  const ended = endOf(last);
  if (ended && isTakenBack(last, reopening, declared)) Object.assign(last, begun(last.reopened));
  else if (ended) stretches.push(begun(Math.max(reopening.from, ended.at)));
  else if (last.reopened !== null && reopening.from < reopening.written) last.reopened = reopening.from;
}

/**
 * Whether there was no recovery at all: a closing from before it was an incident, or one taken back soon. Who says that it
 * broke again much later than it ended takes nothing back.
 */
function isTakenBack(last: Stretch, { from, written }: Reopening, declared: number): boolean {
  if (last.restored || last.calmed) return false;
  if (!last.resolved && last.closed && last.closed.order < declared) return true;
  const claims = [last.resolved, last.closed].filter((claim) => claim !== null);
  const isSoon = claims.every((claim) => written - claim.written <= takenBackWithin);
  return isSoon && (from === written || claims.some((claim) => from - claim.at <= takenBackWithin));
}
