/** Labels above the line: on as many rows as they need, so that neither words nor ticks lie on other words. */
import { widthOf } from "./letters.ts";

/** A label before it has a place. `x` is what it points at. */
interface Label {
  x: number;
  text: string;
}

export interface PlacedLabel extends Label {
  /** 0 is the row nearest to what the ticks lead to. */
  row: number;
  /** Whether its words are to the right of what it points at, or to the left for want of room. */
  anchor: "start" | "end";
}

/** Space between a label and what it points at, and between two labels. */
export const labelGap = 5;

interface Sized extends Omit<PlacedLabel, "row"> {
  from: number;
  to: number;
}
type Taken = Sized & { row: number };

/**
 * Gives each of the labels, which are in order from left to right, the lowest row that is free. Words to the right of their
 * ticks are placed from the last to the first: the tick of an earlier one then passes left of the later words below it;
 * those to the left the other way round.
 */
export function placed(labels: readonly Label[], size: number, right: number): PlacedLabel[] {
  const sized = anchored(labels, size, right);
  const starts = sized.filter(({ anchor }) => anchor === "start").toReversed();
  const ends = sized.filter(({ anchor }) => anchor === "end");
  const taken: Taken[] = [];
  for (const label of [...starts, ...ends]) taken.push({ ...label, row: rowFor(label, taken) });
  return taken;
}

/** Words go to the right, but neither over the edge nor across a tick whose own words had to go to the left. */
function anchored(labels: readonly Label[], size: number, right: number): Sized[] {
  let limit = right;
  return labels
    .toReversed()
    .map(({ x, text }): Sized => {
      const width = widthOf(text, size) + 2 * labelGap;
      if (x + width <= limit || x < width) return { x, text, anchor: "start", from: x, to: x + width };
      limit = x;
      return { x, text, anchor: "end", from: x - width, to: x };
    })
    .toReversed();
}

function rowFor(label: Sized, taken: readonly Taken[]): number {
  const above = taken.reduce((most, { row }) => Math.max(most, row + 1), 0);
  const rows = Array.from({ length: above }, (_, row) => row);
  return rows.find((row) => taken.every((other) => isClear(label, row, other))) ?? above;
}

/** Whether in this row neither's words lie on the other's, and neither's tick, which leads down, runs through them. */
function isClear(label: Sized, row: number, other: Taken): boolean {
  if (other.row === row) return label.to <= other.from || label.from >= other.to;
  return other.row > row ? isBeside(other.x, label) : isBeside(label.x, other);
}

function isBeside(x: number, { from, to }: Sized): boolean {
  return x <= from || x >= to;
}

/** On how many rows they lie. */
export function rowsOf(labels: readonly PlacedLabel[]): number {
  return labels.reduce((most, label) => Math.max(most, label.row + 1), 0);
}
