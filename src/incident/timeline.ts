/** The timeline: what people, programs and the incident's issue did, each with its time, actor, kind and impact. */
import type { Command, StatedTime } from "../timeline/command.ts";
import { type IncidentEvent, isResponder, isSaid, mayCommand, type Said } from "../timeline/event.ts";
import type { EntryKind, Impact, Instant, TimelineEntry } from "./incident.ts";
import { authorOf } from "./statements.ts";
import { describeAct, describeCommand } from "./wording.ts";

/** An entry before it is known in which phase it lies. */
export interface Entry extends Omit<TimelineEntry, "phase"> {
  /** Place among all events of the one that it is from. */
  order: number;
  /** The time as stated, where it was. */
  time?: StatedTime | undefined;
  /** Whether it stands in somebody's own words, rather than in ours for a command or a click. */
  inOwnWords: boolean;
}

/** All entries by time; what happened at the same time in the order in which it was written. */
export function entriesOf(events: readonly IncidentEvent[], declaredAt: Instant): Entry[] {
  const linked = linkedMarks(events);
  const entries = events.flatMap((event, order) => {
    const told = isSaid(event) ? said(event, declaredAt, linked) : acted(event, declaredAt);
    return told.map((entry) => ({ ...entry, order }));
  });
  return entries.sort((a, b) => a.at - b.at);
}

type Unplaced = Omit<Entry, "order">;

/** What people did in GitHub's interface. What the App did follows from what they said, and is no entry. */
function acted(event: Exclude<IncidentEvent, Said>, declaredAt: Instant): Unplaced[] {
  if (!isTold(event)) return [];
  const { url } = event;
  const at = event.kind === "alert ended" ? event.endedAt : event.at;
  const byItself = isAutomatic(event);
  const kind: EntryKind = byItself || event.standing === "bot" ? "automation" : "task";
  const who = byItself ? null : event.who;
  return [{ at, who, kind, impact: null, text: describeAct(event, declaredAt), url, inOwnWords: false }];
}

/** A deadline that was missed is told of, though it is the App that tells. */
function isTold(event: IncidentEvent): boolean {
  if (event.kind === "labeled" && event.atOpening) return false;
  return event.kind === "reminded" || (event.standing !== "self" && event.standing !== "outsider");
}

/** What alerts, deployments and missed deadlines tell is nobody's act here. */
function isAutomatic({ kind }: IncidentEvent): boolean {
  return automatic.has(kind);
}

const automatic: ReadonlySet<IncidentEvent["kind"]> = new Set([
  "alert fired",
  "alert ended",
  "alert acknowledged",
  "deployed",
  "reminded",
]);

function said(event: Said, declaredAt: Instant, linked: ReadonlyMap<number, readonly Mark[]>): Unplaced[] {
  if (event.standing === "bot") return automation(event);
  if (!isEntry(event, declaredAt)) return [];
  const commands = mayCommand(event) ? event.commands : [];
  const lines = linesOf(event, commands);
  const about = commandsAbout(lines, commands);
  const elsewhere = event.kind === "comment" ? (linked.get(event.comment) ?? []) : [];
  const fromOthers = [...event.reactions.filter(isResponder), ...elsewhere];
  return lines.map((line) => {
    const own = about.get(line) ?? [];
    const { at, who, text } = line;
    const range = line.time?.range;
    return {
      at,
      ...(range ? { range } : {}),
      ...(line.time ? { time: line.time } : {}),
      who,
      kind: kindOf(line, own),
      impact: impactOf(event, own, fromOthers),
      text,
      url: event.url,
      inOwnWords: line.inOwnWords,
    };
  });
}

function automation({ at, who, text, url }: Said): Unplaced[] {
  return text === "" ? [] : [{ at, who, kind: "automation", impact: null, text, url, inOwnWords: true }];
}

/** The issue's own text is an entry only where it was opened as an incident: else it tells of something before. */
function isEntry(event: Said, declaredAt: Instant): boolean {
  if (event.kind === "comment") return isResponder(event);
  if (event.origin) return event.origin.who !== null;
  return isResponder(event) && declaredAt - event.at <= 5_000;
}

/** An entry in the making: where it stands among the comment's lines. 0 is the comment's own text. */
interface Line {
  line: number;
  at: Instant;
  time?: StatedTime | undefined;
  who: string;
  kind: EntryKind;
  text: string;
  inOwnWords: boolean;
}

function linesOf(event: Said, commands: readonly Command[]): Line[] {
  const { at, who } = authorOf(event);
  const tales = commands.flatMap((command) => told(command, at, who));
  const text = event.kind === "opened" && (event.form || event.origin) ? event.title : event.text;
  const own: Line = { line: 0, at, who, kind: kindOfText(event, commands), text, inOwnWords: true };
  if (text !== "") return [own, ...tales];
  return tales.length > 0 ? tales : described(commands, at, who);
}

/** What a command with words of its own tells. */
function told(command: Command, written: Instant, author: string): Line[] {
  const { line } = command;
  switch (command.verb) {
    case "at":
    case "ack":
    case "investigating":
    case "identified":
    case "mitigated":
    case "monitoring":
    case "resolved":
    case "reopen":
    case "detected": {
      const { time, text } = command;
      const who = "who" in command && command.who ? command.who : author;
      return text ? [{ line, ...when(time, written), who, kind: "task", text, inOwnWords: true }] : [];
    }
    case "note":
      return [{ line, at: written, who: author, kind: "conversation", text: command.text, inOwnWords: true }];
    default:
      return [];
  }
}

/** Commands without a word beside them: what was done now, in one entry; and what was done at other times. */
function described(commands: readonly Command[], written: Instant, who: string): Line[] {
  const acts = commands.map((command) => ({ command, text: words(command) })).filter(({ text }) => text !== "");
  const now = acts.filter(({ command }) => timeIn(command) === undefined);
  const then = acts.filter(({ command }) => timeIn(command) !== undefined);
  const together: Line = {
    line: 0,
    at: written,
    who,
    kind: now.every(({ command }) => command.verb === "update") ? "conversation" : "task",
    text: now.map(({ text }) => text).join(", "),
    inOwnWords: false,
  };
  const apart = then.map(({ command, text }): Line => {
    const { line } = command;
    return { line, ...when(timeIn(command), written), who, kind: "task", text, inOwnWords: false };
  });
  return now.length > 0 ? [together, ...apart] : apart;
}

function words(command: Command): string {
  return command.verb === "update" ? `status update: ${command.text}` : describeCommand(command);
}

function timeIn(command: Command): StatedTime | undefined {
  return "time" in command ? command.time : undefined;
}

function when(time: StatedTime | undefined, written: Instant): Pick<Line, "at" | "time"> {
  return time ? { at: time.at, time } : { at: written };
}

/** A command line or an action in the first person is a task; the rest of what people write is said to others. */
function kindOfText({ text, mentions, answers }: Said, commands: readonly Command[]): EntryKind {
  if (mentions.length > 0 || answers) return "conversation";
  if (commands.some((command) => describeCommand(command) !== "")) return "task";
  return /^(i|we)(['’](ve|m|re)| am| are| have)? [a-z]/i.test(text) ? "task" : "conversation";
}

/**
 * The commands that are about an entry: a `/task` or `/helped` line is about the entry above it in its comment; without
 * one, about the comment's own text; without that, about all of the comment.
 */
function commandsAbout(lines: readonly Line[], commands: readonly Command[]): Map<Line, Command[]> {
  const about = new Map<Line, Command[]>(lines.map((line) => [line, []]));
  const text = lines.filter(({ line }) => line === 0);
  const below = lines.filter(({ line }) => line > 0).sort((a, b) => a.line - b.line);
  let above = 0;
  for (const command of commands) {
    while ((below[above]?.line ?? Number.POSITIVE_INFINITY) < command.line) above += 1;
    const nearest = below[above - 1];
    const subjects = nearest ? [nearest] : text.length > 0 ? text : lines;
    if (isMark(command)) for (const line of subjects) about.get(line)?.push(command);
  }
  return about;
}

function isMark(command: Command): boolean {
  return command.verb === "kind" || (command.verb === "effect" && command.comment === undefined);
}

function kindOf({ kind }: Line, about: readonly Command[]): EntryKind {
  const said = about.findLast((command) => command.verb === "kind");
  return said?.verb === "kind" ? said.kind : kind;
}

interface Mark {
  impact: Impact;
  at: Instant;
}

/** Impacts set from other comments, by the comment they are about. */
function linkedMarks(events: readonly IncidentEvent[]): Map<number, Mark[]> {
  const marks = new Map<number, Mark[]>();
  for (const event of events) {
    if (!isSaid(event) || !mayCommand(event)) continue;
    for (const command of event.commands) {
      if (command.verb !== "effect" || command.comment === undefined) continue;
      const known = marks.get(command.comment) ?? [];
      known.push({ impact: command.impact, at: lastWritten(event) });
      marks.set(command.comment, known);
    }
  }
  return marks;
}

/** Of commands, here and elsewhere, and responders' reactions the latest. */
function impactOf(event: Said, about: readonly Command[], fromOthers: readonly Mark[]): Impact | null {
  const own = about.flatMap((command) =>
    command.verb === "effect" ? [{ impact: command.impact, at: lastWritten(event) }] : [],
  );
  const latest = [...fromOthers, ...own].reduce<Mark | null>(
    (last, mark) => (last && last.at > mark.at ? last : mark),
    null,
  );
  return latest?.impact ?? null;
}

function lastWritten({ at, edited }: Said): Instant {
  return edited?.at ?? at;
}
