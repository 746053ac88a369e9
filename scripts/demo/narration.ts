/** The demo in the terminal: who says what, what that changes on the card, and the figures at the end. */
import { styleText } from "node:util";
import type { Comment } from "../../test/world/state.ts";
import type { Ran } from "./action.ts";
import { type Figure, wrong } from "./figures.ts";
import { linesOf } from "./markdown.ts";
import type { PersonsAct, Turn } from "./turn.ts";

/** The heading of a day. */
export function tellDay(day: string): string {
  return `\n${styleText("underline", day)}`;
}

/** What somebody does, as they write it. */
export function tellTurn(turn: Turn): string {
  const [who, text] = toldOf(turn);
  const [first = "", ...rest] = text.trim().split(/\n+/);
  const head = `${styleText("bold", turn.at)}  ${styleText("cyan", who.padEnd(7))}`;
  return ["", `${head}${first}`, ...rest.map((line) => `${" ".repeat(14)}${line}`)].join("\n");
}

function toldOf(turn: Turn): [who: string, text: string] {
  if ("runs" in turn) return ["action", "comes by on its schedule"];
  if ("sends" in turn) return ["alert", `${turn.sends.title}: ${turn.sends.status} (${turn.sends.severity})`];
  return "waits" in turn ? ["clock", turn.waits] : [turn.who, wordsOf(turn)];
}

function wordsOf(act: PersonsAct): string {
  if ("title" in act) return `${act.title}\n\n${act.body}`;
  if ("moves" in act) return `on the board, #${act.moves}: ${act.field} is ${act.value}`;
  if ("merges" in act) return `merges a change of .github/sooner.yml: ${act.merges}`;
  if ("on" in act) return `on #${act.on}: ${act.text}`;
  return "text" in act ? act.text : "closes the review: it was held";
}

/** What the App, or the Action, says in a comment. */
export function tellWords({ body, issue }: Pick<Comment, "body" | "issue">): string {
  return aside("says", [`on #${issue.number}`, ...linesOf(body)]);
}

/** Lines of the card that were not there before, in plain text. */
export function tellChanges(before: string | null, after: string | null): string {
  const known = new Set(linesOf(before ?? ""));
  const fresh = linesOf(after ?? "").filter((line) => !known.has(line));
  return aside("card", fresh);
}

/** What a run of the Action says of itself in the job's summary, without tables and links; and its log where it failed. */
export function tellRun({ code, log, summary }: Ran): string {
  const said = linesOf(summary).filter((line) => !/^(?:Incidents|Window|\d+ days|All)(?: · |$)/.test(line));
  const failure = code === 0 ? [] : [`The Action ended with exit code ${code}.`, ...log.trim().split("\n")];
  return aside("wiki", [...said, ...failure]);
}

function aside(name: string, lines: readonly string[]): string {
  return lines.map((line) => styleText("dim", `${" ".repeat(7)}${name}   ${cut(line)}`)).join("\n");
}

const widest = 110;

function cut(line: string): string {
  return line.length <= widest ? line : `${line.slice(0, widest - 1)}…`;
}

/** Every figure, and which are not as they should be. */
export function tellFigures(figures: readonly Figure[]): string {
  const failed = new Set(wrong(figures));
  const width = Math.max(...figures.map(({ name }) => name.length));
  const lines = figures.map((figure) => {
    const { name, expected, seen } = figure;
    const line = `${name.padEnd(width)}  ${seen}`;
    return failed.has(figure) ? styleText("red", `${line}  (should be ${expected})`) : line;
  });
  return lines.join("\n");
}
