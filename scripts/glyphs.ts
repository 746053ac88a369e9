/** The module of outlines that figures are lettered with, `src/report/figure/glyphs.ts`: letters of the font Inter. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { type Command, fewer, relative } from "./outlines.ts";

/** What labels, names of time zones and their offsets are made of; the last one is the colon of a clock. */
const signs = [..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz .,;:()/+-_–·∶"];

const head = `/** Outlines of letters, taken by \`npm run generate\` from Inter (The Inter Project Authors, SIL Open Font License 1.1). */
// biome-ignore-all format: one line a letter

/** How far on the next letter is, and a path from the left end of its baseline; in thousandths of the letters' size. */
type Glyph = readonly [advance: number, outline: string];

export const glyphs: Readonly<Record<string, Glyph>> = {
`;

/** The text of the module, a line a letter. */
export async function glyphsModule(): Promise<string> {
  const require = createRequire(import.meta.url);
  await initWasm(readFileSync(require.resolve("@resvg/resvg-wasm/index_bg.wasm")));
  const font = readFileSync(require.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"));
  const outlines = outlinesOf(signs, font).map((outline) => written(fewer(relative(outline))));
  const [unspaced = 0, ...spaced] = outlinesOf(["nn", ...signs.map((sign) => `n${sign}n`)], font).map(lastStart);
  const lines = signs.map((sign, index) => {
    const advance = (spaced[index] ?? 0) - unspaced;
    return `  ${JSON.stringify(sign)}: [${advance}, "${outlines[index]}"],\n`;
  });
  return `${head}${lines.join("")}};\n`;
}

/** The outlines of words, a thousand high: resvg lays them out, and tells what it would draw. */
function outlinesOf(words: readonly string[], font: Buffer): Command[][] {
  const texts = words.map((text, index) => `<text id="w${index}">${text}</text>`);
  const look = `font-family="Inter" font-size="1000" style="font-kerning: none" xml:space="preserve"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><g ${look}>${texts.join("")}</g></svg>`;
  const drawn = new Resvg(svg, { font: { loadSystemFonts: false, fontBuffers: [font] } }).toString();
  const found = [...drawn.matchAll(/<g id="w(\d+)">\s*<path[^>]* d="([^"]*)"/g)];
  const paths = new Map(found.map(([, index, path = ""]) => [Number(index), path]));
  return words.map((_, index) => commandsOf(paths.get(index) ?? ""));
}

function commandsOf(path: string): Command[] {
  return [...path.matchAll(/([MLQCZ])([^MLQCZ]*)/g)].map(([, name = "", numbers = ""]) => [
    name,
    numbers.trim().split(/\s+/).filter(Boolean).map(Number).map(Math.round),
  ]);
}

/** Where the last of its contours starts. */
function lastStart(commands: readonly Command[]): number {
  return commands.findLast(([name]) => name === "M")?.[1][0] ?? 0;
}

function written(commands: readonly Command[]): string {
  return commands.map(([name, numbers]) => name + numbers.join(" ").replaceAll(" -", "-")).join("");
}
