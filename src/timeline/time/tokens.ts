/** Text as tokens: numbers, words and signs, with look-alike signs made plain and invisible marks left out. */

export interface Token {
  kind: "number" | "word" | "sign" | "end";
  /** As written. */
  raw: string;
  /** Words in lower case; dashes, arrows, colons and tildes in their plain form. */
  text: string;
  start: number;
  end: number;
  /** Whether white space stands before it. */
  spaced: boolean;
}

/** What a rule of the grammar found, and the index of the first token after it. */
export interface Parsed<T> {
  value: T;
  next: number;
}

/** More tokens than any time has; text beyond them is never looked at. */
const most = 96;
const unseen = /[\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069]/u;
const gap = new RegExp(`${unseen.source}+`, "uy");
const piece = /(\d+)|([\p{L}\p{M}_]+)|[-‐‑‒–—―−]+>?|=>|\.+|./suy;
const plain = new Map(Object.entries({ "→": "->", "⇒": "->", "➔": "->", "➜": "->", "=>": "->", "…": "->", "：": ":" }));
for (const tilde of "≈∼～") plain.set(tilde, "~");
for (const colon of "∶ː") plain.set(colon, ":");
for (const quote of "’ʼ`") plain.set(quote, "'");

const nothing: Token = { kind: "end", raw: "", text: "", start: 0, end: 0, spaced: true };

/** The first tokens of a text, closed by an `end`. Linear in the text. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let index = 0;
  while (tokens.length < most) {
    const skipped = matchAt(gap, text, index)?.[0] ?? "";
    index += skipped.length;
    const found = matchAt(piece, text, index);
    if (!found) break;
    tokens.push(toToken(found, index, skipped.trim() !== skipped));
    index += found[0].length;
  }
  return [...tokens, { ...nothing, start: index, end: index }];
}

/** The token at an index; beyond the last one, an `end`. */
export function peek(tokens: readonly Token[], index: number): Token {
  return tokens[index] ?? nothing;
}

/** Whether the token at an index is this sign, attached to what stands before it. */
export function isTight(tokens: readonly Token[], index: number, sign: string): boolean {
  const token = peek(tokens, index);
  return token.text === sign && !token.spaced;
}

/** The number at an index, if it is attached to what stands before it. */
export function tightNumber(tokens: readonly Token[], index: number): Token | null {
  const token = peek(tokens, index);
  return token.kind === "number" && !token.spaced ? token : null;
}

/** Whether a word ends before this index: `3pm`, but not `3pmx` or `Friday's`. */
export function endsAt(tokens: readonly Token[], index: number): boolean {
  const token = peek(tokens, index);
  if (token.spaced) return true;
  return token.text === "'" ? peek(tokens, index + 1).spaced : token.kind === "sign" || token.kind === "end";
}

/** The text behind an index, without one leading `:`, `-`, `–` or `,`, and without white space and marks around it. */
export function textBehind(text: string, index: number): string {
  const start = index + gapLength(text, index);
  const sign = matchAt(/[:,;|–—]|[.!…]+|-+(?=\s|$)/uy, text, start)?.[0] ?? (text[index] === "-" ? "-" : "");
  const from = start + sign.length;
  let end = text.length;
  while (end > from && unseen.test(text.charAt(end - 1))) end -= 1;
  return text.slice(from + gapLength(text, from), end);
}

function gapLength(text: string, index: number): number {
  return matchAt(gap, text, index)?.[0].length ?? 0;
}

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

function toToken(found: RegExpExecArray, start: number, spaced: boolean): Token {
  const [raw, number, word] = found;
  const place = { raw, start, end: start + raw.length, spaced };
  if (number) return { kind: "number", text: number, ...place };
  if (word) return { kind: "word", text: word.toLowerCase(), ...place };
  return { kind: "sign", text: plainSign(raw), ...place };
}

function plainSign(sign: string): string {
  if (/[-‐‑‒–—―−]/u.test(sign.charAt(0))) return sign.endsWith(">") ? "->" : "-";
  if (sign.startsWith("..")) return "->";
  return plain.get(sign) ?? sign;
}
