/** What a command is made of: its help, and the small parser that reads it. */
import type { Instruction } from "../command.ts";
import type { TimeContext } from "../time/read.ts";

export interface ReadingContext extends TimeContext {
  /** Whether `/ack` is taken as well as `/incident ack`. */
  bare: boolean;
  /** Whether the comment stands on an incident, or on an issue or pull request that is none yet. */
  place: "incident" | "elsewhere";
  /** `owner/name`: links into other repositories are refused. Absent: any repository's are taken. */
  repository?: string;
}

/** Why words can't be taken, and a command to type instead, without its slash: `ack 14:02`. */
export interface Problem {
  problem: string;
  instead: string;
}

/** What `/incident help` and the README say of a command. */
export interface CommandHelp {
  name: string;
  aliases: readonly string[];
  /** What may follow the name; "" for nothing. */
  usage: string;
  /** Who may give it: people with the triage role, or every responder. */
  who: "triage" | "responder";
  /** One sentence. */
  meaning: string;
  /** A whole line, without the slash. */
  example: string;
  group: Group;
}

export const groups = [
  "Declare",
  "Respond",
  "Stages",
  "Timeline",
  "Impact",
  "Learn",
  "Improve",
  "Remind",
  "Connect",
] as const;
export type Group = (typeof groups)[number];

/** Reads what follows the verb, trimmed. */
export type Reader = (text: string, context: ReadingContext) => Instruction | Problem;

export interface CommandDefinition extends CommandHelp {
  read: Reader;
  /**
   * Whether the lines below the command, up to a blank one or the next command, are its text where its own has none, or
   * none after the item that it is about.
   */
  continues?: true | "after the item";
}

type Row = Omit<CommandDefinition, "group" | "who" | "aliases"> & Partial<Pick<CommandHelp, "who" | "aliases">>;

/** The commands of a group. People with the triage role may give them, unless a row says otherwise. */
export function group(name: Group, rows: readonly Row[]): readonly CommandDefinition[] {
  return rows.map((row) => ({ who: "triage", aliases: [], group: name, ...row }));
}

/** Drops what was not said, for types whose optional properties must be absent. */
export function said<T extends object>(value: T): Said<T> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Said<T>;
}

type Said<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
