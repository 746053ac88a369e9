/** Words in a figure, and how wide they are. */
import { ink, size } from "./card.ts";
import { lineOf } from "./outlined.ts";
import { element, escaped } from "./svg.ts";

export interface Lettering {
  /** Where the words start, have their middle, or end. */
  x: number;
  anchor?: "start" | "middle" | "end";
  /** Of the line that they stand on. */
  y: number;
  size?: number;
  fill?: string;
}

/** An element with these words in it, its attributes always the same and in the same order: `outlined` knows it by them. */
export function words(text: string, { x, y, anchor = "start", size: height = size, fill = ink }: Lettering): string {
  return element("text", { x, y, "text-anchor": anchor, "font-size": height, fill }, escaped(text));
}

/** How wide the words are in Inter, in pixels. */
export function widthOf(text: string, height: number): number {
  return (lineOf(text).width * height) / 1000;
}
