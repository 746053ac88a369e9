/** The demo in the terminal: who says what, what that changes on the card, and the figures at the end. */
import { styleText } from "node:util";
import type { Act } from "../../test/reference-case.ts";
import { type Figure, wrong } from "./figures.ts";
import { linesOf } from "./markdown.ts";

/** What somebody does, as they write it. */
export function tellAct(act: Act): string {
  const text =
    "title" in act ? `${act.title}\n\n${act.body}` : "text" in act ? act.text : "closes the review: it was held";
  const [first = "", ...rest] = text.trim().split(/\n+/);
  const head = `${styleText("bold", act.at)}  ${styleText("cyan", act.who.padEnd(7))}`;
  return ["", `${head}${first}`, ...rest.map((line) => `${" ".repeat(14)}${line}`)].join("\n");
}

/** Lines of the card that were not there before, in plain text. */
export function tellChanges(before: string | null, after: string | null): string {
  const known = new Set(linesOf(before ?? ""));
  const fresh = linesOf(after ?? "").filter((line) => !known.has(line));
  return fresh.map((line) => styleText("dim", `${" ".repeat(7)}card   ${cut(line)}`)).join("\n");
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
