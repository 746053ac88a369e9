/** What a comment says to the product: its commands, the refused ones, and its own words. */
import type { Instant } from "../incident/incident.ts";
import type { Command, Instruction, ReadComment, Refusal } from "./command.ts";
import type { Problem, ReadingContext } from "./commands/definition.ts";
import { type Recognised, recognise } from "./commands/recognise.ts";
import { shorten } from "./commands/words.ts";
import { type Line, readProse } from "./markdown.ts";

export type { ReadingContext };

/** The most that one comment may command: more is a paste gone wrong. */
const mostCommands = 200;
const mostActions = 50;

/** How much is shown of a line again, and of one to type instead: that one must stay whole as far as is sensible. */
const longestEcho = 120;
const longestInstead = 500;

/**
 * Reads a comment's Markdown. Commands are taken from lines of their own in plain paragraphs, never from quotes, code,
 * links, HTML, lists, headings or tables; other bots' commands are plain text. After a line that declares an incident
 * the comment is read as one on an incident. Linear in the comment's length; never throws.
 */
export function readComment(markdown: string, context: ReadingContext): ReadComment {
  const prose = readProse(markdown);
  const reading = new Reading(context);
  for (const block of prose.blocks) reading.take(block);
  return { ...reading.outcome(), answers: prose.quotes };
}

/** What has been read of a comment so far. */
class Reading {
  #context: ReadingContext;
  readonly #commands: Command[] = [];
  readonly #refusals: Refusal[] = [];
  readonly #words: Line[] = [];
  #given = 0;
  #actions = 0;

  constructor(context: ReadingContext) {
    this.#context = context;
  }

  /** Takes a block: each of its lines is a command, the text of the command above it, or the author's own words. */
  take(block: readonly Line[]): void {
    for (let index = 0; index < block.length; ) index = this.#takeLine(block, index);
  }

  /** Takes the line, and those below that belong to it; returns the index of the next one. */
  #takeLine(block: readonly Line[], index: number): number {
    const line = block[index];
    const found = line && this.#recognise(line);
    if (line && !found) this.#words.push(line);
    if (!found) return index + 1;
    const below = found.continues ? this.#wordsFrom(block, index + 1) : [];
    this.#give(line, found, [found.text, ...below].join("\n").trim());
    return index + 1 + below.length;
  }

  /** The author's own words up to the next command. */
  #wordsFrom(block: readonly Line[], start: number): string[] {
    let end = start;
    for (let line = block[end]; line && !this.#recognise(line); line = block[end]) end++;
    return block.slice(start, end).map((line) => line.text);
  }

  outcome(): Omit<ReadComment, "answers"> {
    const text = this.#words.map((line) => line.text).join("\n");
    const mentions = [...new Set(this.#words.flatMap((line) => line.mentions))];
    return { commands: this.#commands, refusals: this.#refusals, text: text.trim(), mentions };
  }

  #recognise({ typed }: Line): Recognised | null {
    return typed === undefined ? null : recognise(typed, this.#context);
  }

  #give(line: Line, found: Recognised, text: string): void {
    if (++this.#given > mostCommands) this.#leaveOut(line, mostCommands, "commands", this.#given);
    else this.#judge(line, found.read(text, this.#context), found.form);
  }

  #judge(line: Line, reading: Instruction | Problem, form: string): void {
    if ("problem" in reading) this.#refuse(line, reading.problem, form + reading.instead);
    else if (reading.verb === "action" && ++this.#actions > mostActions) {
      this.#leaveOut(line, mostActions, "action items", this.#actions);
    } else this.#accept(line, reading);
  }

  #accept(line: Line, reading: Instruction): void {
    this.#commands.push({ ...reading, line: line.number });
    if (reading.verb === "incident") this.#context = { ...this.#context, place: "incident" };
    if ("time" in reading && reading.time && reading.verb !== "review") this.#neighbour(reading.time.at);
  }

  /** The times of a comment stand beside each other: an ambiguous one is read by those before it. */
  #neighbour(at: Instant): void {
    this.#context = { ...this.#context, neighbours: [...(this.#context.neighbours ?? []), at] };
  }

  /** Refuses the first line beyond a limit, and says nothing of the further ones. */
  #leaveOut(line: Line, most: number, things: string, count: number): void {
    if (count > most + 1) return;
    const problem = `A comment is read up to ${most} ${things}: put this one and those below into another comment.`;
    this.#refuse(line, problem, line.text);
  }

  #refuse(line: Line, problem: string, instead: string): void {
    this.#refusals.push({
      line: line.number,
      text: echo(line.typed ?? line.text, longestEcho),
      problem,
      instead: echo(instead, longestInstead),
    });
  }
}

/** Text of the author's to be shown again: on one line, of a readable length. */
function echo(text: string, length: number): string {
  return shorten(text.replace(/\s+/g, " ").trim(), length);
}
