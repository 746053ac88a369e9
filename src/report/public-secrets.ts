/** Secrets in a text: by secretlint's rules, loaded when they are first needed, and by the shapes that these leave out. */
import type { Hit } from "./public-check.ts";

/** What a key, a token or a password stands behind. */
const named =
  /(?<=(?<![\p{L}\p{N}])(?:pass(?:word|wd|phrase)?|pwd|secret|token|(?:api|access|secret|private)[ _-]?key|credentials?)(?: {0,3}[:=] {0,3}| (?:is|was) )["']?)[^\s"']{6,}/giu;

interface Shape {
  pattern: RegExp;
  isSecret?: (text: string) => boolean;
}

/** What secretlint leaves out, as in source code most of it is harmless; on a public page none of it has a place. */
const shapes: readonly Shape[] = [
  { pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY/g },
  { pattern: /(?<![\w-])eyJ[\w-]{5,}\.eyJ[\w-]{5,}(?:\.[\w-]*)?/g },
  { pattern: /(?<=\b(?:bearer|basic) {1,3})[\w.~+/=-]{16,}/gi, isSecret: (text) => /[\d=]/.test(text) },
  { pattern: /(?<=:\/\/)[^\s/@:]{0,64}:[^\s/@]{1,256}@/g },
  { pattern: named, isSecret: (text) => /\d/.test(text) && /\p{L}/u.test(text) },
  { pattern: /(?<![\p{L}\p{N}])[a-z\d]{20,}(?![\p{L}\p{N}])/giu, isSecret: looksRandom },
  { pattern: /(?<![\w/@-])[\da-f]{32,}(?![\w-])/gi },
];

/** Upper case, lower case and several digits, in one word. */
function looksRandom(word: string): boolean {
  return /[A-Z]/.test(word) && /[a-z]/.test(word) && /\d\D*\d/.test(word);
}

/** The secrets in the text, none within another; of each only the first four characters are told. */
export async function secretsIn(text: string): Promise<Hit[]> {
  const places = [...(await linted(text)), ...shapes.flatMap((shape) => shapedIn(text, shape))];
  return apart(places).map(({ index, length }) => ({
    kind: "secret",
    index,
    length,
    found: `${text.slice(index, index + 4).trim()}…`,
  }));
}

interface Place {
  index: number;
  length: number;
}

function shapedIn(text: string, { pattern, isSecret = () => true }: Shape): Place[] {
  const matches = [...text.matchAll(pattern)].filter(([found]) => isSecret(found));
  return matches.map(({ index, 0: { length } }) => ({ index, length }));
}

/** Of places that overlap one that covers them all. */
function apart(places: readonly Place[]): Place[] {
  const covering: Place[] = [];
  for (const { index, length } of places.toSorted((a, b) => a.index - b.index)) {
    const last = covering.at(-1);
    if (last && index < last.index + last.length) last.length = Math.max(last.length, index + length - last.index);
    else covering.push({ index, length });
  }
  return covering;
}

async function linted(content: string): Promise<Place[]> {
  const [{ lintSource }, { rules }] = await Promise.all([
    import("@secretlint/core"),
    import("@secretlint/secretlint-rule-preset-recommend"),
  ]);
  const scanning = rules.filter(({ meta }) => meta.id !== switchingOff);
  const { messages } = await lintSource({
    source: { filePath: "page.md", ext: ".md", contentType: "text", content },
    options: {
      config: { rules: scanning.map((rule) => ({ id: rule.meta.id, rule, options: { enableIDScanRule: true } })) },
      noPhysicFilePath: true,
    },
  });
  return messages.map(({ range: [start, end] }) => ({ index: start, length: end - start }));
}

/** The rule by which a comment in the text could switch the others off. */
const switchingOff = "@secretlint/secretlint-rule-filter-comments";
