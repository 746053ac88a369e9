/** How a text can be read, so that invisible characters, look-alike signs and Markdown hide nothing from the check. */
import MarkdownIt from "markdown-it";

const { unescapeAll } = new MarkdownIt().utils;

/** Full stops of other scripts that people and browsers take for a dot; NFKC knows the rest. */
const dots = /[\u3002\u06d4\u0701\u0702\ua4f8\ua60e]|(?<=\d)[\u00b7\u2022\u2027\u2219\u22c5](?=\d)/gu;

const hyphens = /[\u2010-\u2013\u2212]/g;

/** `(at)`, `[dot]`, `[.]`, `name at host dot com`: spelled out so that programs don't see it. */
const spelledAt = / ?[([{](?:at|@)[)\]}] ?| at (?=\S{1,63} dot )/gi;
const spelledDot = / ?[([{](?:dot|\.)[)\]}] ?| dot (?=\S)/gi;

/** Markdown's marks and HTML's tags. */
const marks = /[*`~\\]|_{2,}|<[^<>]*>/g;

/** The text as a reader sees it, and where that differs, also as it reads without Markdown's marks. Linear in its length. */
export function readingsOf(text: string): string[] {
  const seen = unescapeAll(text.toWellFormed())
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .normalize("NFKC")
    .replace(dots, ".")
    .replace(hyphens, "-")
    .replace(spelledAt, "@")
    .replace(spelledDot, ".");
  return [...new Set([seen, seen.replace(marks, "")])];
}
