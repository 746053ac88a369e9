/** What of a comment's Markdown is its author's own plain words, and which of its lines may be commands. */
import MarkdownIt, { type StateInline, type Token } from "markdown-it";

/** A line of the author's words. */
export interface Line {
  /** Its number in the Markdown, from 1. */
  number: number;
  /** As plain text: emphasis, links and the like reduced to their words. */
  text: string;
  /** Logins mentioned outside of code. */
  mentions: string[];
  /** The line as typed, where it starts with a slash and is free to be a command. */
  typed?: string;
}

export interface Prose {
  /** Paragraphs, headings, list items and table cells, each with its lines. */
  blocks: Line[][];
  /** Whether somebody is quoted. */
  quotes: boolean;
}

/**
 * Reads the prose of a comment, in time linear in its length. Quotes, code blocks, HTML and comments are left out;
 * `typed` is set only on lines of top-level paragraphs that no code, link or HTML element encloses.
 */
export function readProse(markdown: string): Prose {
  const blocks: Line[][] = [];
  const html = new HtmlNesting();
  let quoteDepth = 0;
  let quotes = false;
  let parent = "";
  for (const token of parser.parse(markdown.replace(invisible, ""), {})) {
    if (token.type === "blockquote_open") quotes = ++quoteDepth > 0;
    else if (token.type === "blockquote_close") quoteDepth--;
    else if (token.type === "html_block") html.follow(token.content);
    else if (token.type === "inline" && quoteDepth === 0) {
      blocks.push(linesOf(token, html, token.level === 1 && parent === "paragraph_open"));
    }
    parent = token.type;
  }
  return { blocks, quotes };
}

/** Control characters (but for tab and line ends), marks of text direction, and blanks without a width. */
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be removed
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const parser = new MarkdownIt({ html: true });
parser.inline.ruler.before("text", "slash", markSlash);

/** Marks a slash that starts a line, so that what follows can be told from slashes inside of code, links and HTML. */
function markSlash(state: StateInline, silent: boolean): boolean {
  if (silent || state.linkLevel > 0 || state.src[state.pos] !== "/" || !startsLine(state.src, state.pos)) return false;
  const end = state.src.indexOf("\n", state.pos);
  const token = state.push("slash", "", 0);
  token.content = state.src.slice(state.pos, end < 0 ? undefined : end);
  token.meta = { position: state.pos };
  state.pos++;
  return true;
}

/** Up to three spaces may stand before a command. */
function startsLine(source: string, position: number): boolean {
  let start = position;
  while (position - start < 4 && source[start - 1] === " ") start--;
  return position - start < 4 && (start === 0 || source[start - 1] === "\n");
}

function linesOf(inline: Token, html: HtmlNesting, free: boolean): Line[] {
  const lines = new LineNumbers(inline);
  let line = new LineBuilder(lines.first);
  const built = [line];
  for (const token of inline.children ?? []) {
    if (token.type === "softbreak" || token.type === "hardbreak") {
      line = new LineBuilder(line.number + 1);
      built.push(line);
    } else if (token.type === "slash") {
      line.number = lines.at(token);
      line.startWithSlash(free && html.depth === 0 ? token.content : undefined);
    } else if (token.type === "html_inline") html.follow(token.content);
    else line.add(token);
  }
  return built.map((each) => each.finish());
}

/** Turns positions in a paragraph into line numbers; asked in ascending order, it looks at each character once. */
class LineNumbers {
  readonly first: number;
  readonly #source: string;
  #line: number;
  #position = 0;

  constructor(inline: Token) {
    this.first = this.#line = (inline.map?.[0] ?? 0) + 1;
    this.#source = inline.content;
  }

  at(slash: Token): number {
    const position = Number(slash.meta?.position);
    for (; this.#position < position; this.#position++) if (this.#source[this.#position] === "\n") this.#line++;
    return this.#line;
  }
}

class LineBuilder {
  number: number;
  #text = "";
  #words = "";
  #typed: string | undefined;

  constructor(number: number) {
    this.number = number;
  }

  startWithSlash(typed: string | undefined): void {
    this.#typed = typed;
    this.#text += "/";
  }

  add({ type, content }: Token): void {
    this.#text += content;
    this.#words += type === "text" ? content : " ";
  }

  finish(): Line {
    const mentions = [...this.#words.matchAll(mention)].flatMap(([, login]) => login ?? []);
    const line = { number: this.number, text: this.#text.trim(), mentions };
    return this.#typed === undefined ? line : { ...line, typed: withoutHtmlComments(this.#typed) };
  }
}

/** `@login`, neither part of an address nor of `@organisation/team`. */
const mention = /(?<![\w@/.`-])@([a-z\d][a-z\d_-]{0,38})(?![\w/-])/gi;

/** Follows how many of the HTML elements that quote, fold or set code are open. */
class HtmlNesting {
  depth = 0;

  follow(html: string): void {
    for (const [, slash] of withoutHtmlComments(html).matchAll(enclosing)) {
      this.depth = Math.max(0, this.depth + (slash ? -1 : 1));
    }
  }
}

const enclosing = /<(\/?)(?:blockquote|details|pre|code|table|ul|ol|a|del|s)(?=[\s>])/gi;

function withoutHtmlComments(text: string): string {
  let kept = "";
  let position = 0;
  for (;;) {
    const open = text.indexOf("<!--", position);
    const close = open < 0 ? -1 : text.indexOf("-->", open + 4);
    if (close < 0) return kept + text.slice(position);
    kept += text.slice(position, open);
    position = close + 3;
  }
}
