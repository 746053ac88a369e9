/** What a command means once it is read: the verbs of the product with their values, times resolved to instants. */
import type { Day, Priority, Question } from "../incident/action-item.ts";
import type {
  Detector,
  Effect,
  EntryKind,
  Impact,
  Instant,
  Milliseconds,
  ReminderTopic,
  Severity,
} from "../incident/incident.ts";

/** A time as somebody stated it. */
export interface StatedTime {
  /** The instant meant; the middle of a range. */
  at: Instant;
  range?: readonly [Instant, Instant];
  /** "~", "around", "about", "ago": kept as said. */
  approximate: boolean;
  /** How exact the words were. A machine's times have seconds, people's have minutes. */
  precision: "second" | "minute";
  /** The words themselves. */
  text: string;
  /** Set where the words allow several readings: a sentence that says which was taken. */
  reading?: string;
}

/** Where a command stands: the n-th line (from 1) of its comment's Markdown. */
interface Placed {
  line: number;
}

export type Command = Placed & Instruction;

/** What a command says, wherever it stands. */
export type Instruction =
  | Declaration
  | { verb: "severity"; severity: Severity }
  | { verb: "ack"; time?: StatedTime; who?: string; text?: string }
  | { verb: "role"; role: string; who: string }
  | { verb: "handoff"; role?: string; who: string }
  | { verb: "page"; who: string[] }
  | { [Verb in StageVerb]: { verb: Verb; time?: StatedTime; text?: string } }[StageVerb]
  | { verb: "started"; time: StatedTime; text?: string }
  | { verb: "detected"; time: StatedTime; by?: Detector; text?: string }
  | { verb: "at"; time: StatedTime; who?: string; text: string }
  | { verb: "note"; text: string }
  | { verb: "effect"; impact: Impact; comment?: number }
  | { verb: "kind"; kind: EntryKind }
  | { verb: "affects"; services: string[] }
  | { verb: "impact"; text: string }
  | { verb: "customers"; impacted: boolean; text?: string }
  | { verb: "update"; text: string }
  | { verb: "change"; kind: "pull request" | "commit" | "deployment"; ref: string; effect?: Effect }
  | { verb: "learned"; text: string }
  | { verb: "factor"; text: string; effect?: Effect }
  | { verb: "well"; text: string }
  | { verb: "park"; text: string }
  | ({ verb: "action" } & ActionRequest)
  | { verb: "review"; time?: StatedTime; facilitator?: string }
  | { verb: "reviewed"; time?: StatedTime }
  | { verb: "public"; text: string }
  | { verb: "related"; issue: number }
  | { verb: "duplicate"; issue: number }
  | { verb: "drill" }
  | { verb: "near-miss" }
  | { verb: "done"; item: number; text: string }
  | { verb: "decline"; item: number; text: string }
  | { verb: "snooze"; ms: Milliseconds; topic: ReminderTopic | "all" }
  | { verb: "remind"; state: "on" | "off"; topic: ReminderTopic | "all" }
  | { verb: "help"; topic?: string };

/** `/incident` where there is none yet. A time says when one that is over was resolved. */
export interface Declaration {
  verb: "incident";
  severity?: Severity;
  title?: string;
  resolved?: true;
  time?: StatedTime;
  drill?: true;
  nearMiss?: true;
}

export type StageVerb = "investigating" | "identified" | "mitigated" | "monitoring" | "resolved" | "reopen";

/** What `/action` asks for. */
export interface ActionRequest {
  title: string;
  owners: string[];
  priority?: Priority;
  due?: Day;
  question?: Question;
}

/** A command line that can't be taken: what is wrong, and the nearest right line to type instead. */
export interface Refusal {
  line: number;
  /** The line as written, cut to a readable length. */
  text: string;
  problem: string;
  /** A line to type instead. */
  instead: string;
}

/** What a comment's Markdown says to the product. */
export interface ReadComment {
  commands: Command[];
  refusals: Refusal[];
  /** The comment's own words as plain text, without command lines, quotes, code and HTML comments. Not escaped. */
  text: string;
  /** Logins mentioned in `text`, without `@`. */
  mentions: string[];
  /** Whether it quotes somebody. */
  answers: boolean;
}
