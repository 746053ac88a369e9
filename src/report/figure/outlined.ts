/** Words of a figure as the outlines of their letters: it then looks alike everywhere, and is drawn without a font. */
import { glyphs } from "./glyphs.ts";

/** Letters side by side, in thousandths of their size. */
export interface Line {
  /** From the left end of what they stand on. */
  path: string;
  width: number;
}

const words =
  /<text x="(-?[\d.]+)" y="(-?[\d.]+)" text-anchor="(\w+)" font-size="([\d.]+)" fill="(#\w+)">([^<]*)<\/text>/g;

/** Of their width, what is to the left of x. */
const before: Record<string, number> = { start: 0, middle: 0.5, end: 1 };

/** The figure's SVG with a path in the place of every text that `letters.ts` wrote. Letters without an outline are left out. */
export function outlined(svg: string): string {
  return svg.replace(words, (_, x: string, y: string, anchor: string, size: string, fill: string, text: string) => {
    const { path, width } = lineOf(text.replace(/&[^;]*;/g, ""));
    const scale = Number(size) / 1000;
    const left = Number(x) - (before[anchor] ?? 0) * width * scale;
    return `<path fill="${fill}" transform="matrix(${scale} 0 0 ${scale} ${left.toFixed(2)} ${y})" d="${path}"/>`;
  });
}

/** The letters of a text side by side; between digits a colon stands at half their height, as on a clock. */
export function lineOf(text: string): Line {
  const line = { path: "", width: 0 };
  for (const sign of text.replace(/(?<=\d):(?=\d)/g, "∶")) {
    const [advance, outline] = glyphs[sign] ?? [0, ""];
    if (outline) line.path += `M${line.width} 0${outline}`;
    line.width += advance;
  }
  return line;
}
