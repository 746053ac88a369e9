/** What people wrote under the headings of a review, read back from its Markdown. */
import MarkdownIt, { type Token } from "markdown-it";
import type { Factor } from "../incident/incident.ts";
import type { WrittenReview } from "../incident/review.ts";
import { plain } from "./escape.ts";

type Section = keyof WrittenReview;

/** Headings by their letters, as people shorten and decorate them. */
const sections: ReadonlyMap<string, Section> = new Map(
  Object.entries({
    learnings: "learnings",
    learning: "learnings",
    "what we learned": "learnings",
    "contributing factors": "factors",
    factors: "factors",
    "what went well": "wentWell",
    "went well": "wentWell",
    "parking lot": "parked",
    parked: "parked",
    "action items": "actionItems",
    actions: "actionItems",
    "follow ups": "actionItems",
    "summary for the public": "publicSummary",
    "public summary": "publicSummary",
  } as const),
);

const parser = new MarkdownIt({ html: true });

/**
 * Reads list items and paragraphs under the known headings, in time linear in the length. HTML comments, code blocks,
 * tables and what is all in italics are hints, not content; neither are references to action items that exist.
 */
export function readReview(body: string): WrittenReview {
  const texts: Record<Section, string[]> = {
    learnings: [],
    factors: [],
    wentWell: [],
    parked: [],
    actionItems: [],
    publicSummary: [],
  };
  for (const { section, token } of placed(parser.parse(body, {}))) {
    const text = contentOf(token);
    if (text !== "") texts[section].push(text);
  }
  return {
    ...texts,
    factors: texts.factors.map(readFactor),
    actionItems: texts.actionItems.filter((text) => !isReference(text)),
    publicSummary: texts.publicSummary.join("\n\n"),
  };
}

/** The pieces of text that stand under a known heading. */
function placed(tokens: readonly Token[]): { section: Section; token: Token }[] {
  const place = new Place();
  return tokens.flatMap((token) => {
    place.follow(token);
    const { section } = place;
    return section && token.type === "inline" && !place.isAside ? [{ section, token }] : [];
  });
}

/** Follows under which heading a token stands. */
class Place {
  section: Section | undefined;
  #level = 0;
  #heading = 0;
  #tables = 0;

  /** In a heading or a table: no content. */
  get isAside(): boolean {
    return this.#heading > 0 || this.#tables > 0;
  }

  follow(token: Token): void {
    if (token.type === "heading_open") this.#heading = Number(token.tag.slice("h".length));
    else if (token.type === "heading_close") this.#heading = 0;
    else if (token.type === "table_open" || token.type === "table_close") this.#tables += token.nesting;
    else if (token.type === "inline" && this.#heading > 0) this.#enter(sections.get(letters(contentOf(token))));
  }

  /** A heading below the section's own that says nothing to us changes nothing. */
  #enter(named: Section | undefined): void {
    if (!named && this.#heading > this.#level) return;
    this.section = named;
    this.#level = this.#heading;
  }
}

function letters(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, " ")
    .trim();
}

/** The token's text on one line; "" for a hint. */
function contentOf({ content, children }: Token): string {
  const parts = children ?? [];
  if (isHint(parts)) return "";
  const text = plain(parts.map(textIn).join(""));
  return /^\[[ xX]\]\s/.test(content) ? text.slice("[ ]".length).trim() : text;
}

/** All in italics: one emphasis from the first token to the last. */
function isHint(parts: readonly Token[]): boolean {
  const shown = parts.filter(({ type, content }) => type !== "text" || content.trim() !== "");
  const close = shown.findIndex(({ type, level }) => type === "em_close" && level === shown[0]?.level);
  return shown[0]?.type === "em_open" && close === shown.length - 1;
}

function textIn({ type, content }: Token): string {
  if (type === "softbreak" || type === "hardbreak") return " ";
  return type === "html_inline" || type === "image" ? "" : content;
}

/** `helped: text`, `(hurt) text`, `text (helped)`; without either, the effect is not known. */
function readFactor(text: string): Factor {
  const asked = /^helped or hurt\?\s*/i.exec(text);
  if (asked) return { text: text.slice(asked[0].length), effect: null };
  const before = /^(?:(helped|hurt)\s?[:–—-]|\((helped|hurt)\):?)\s*/i.exec(text);
  if (before) return { text: text.slice(before[0].length), effect: effectOf(before[1] ?? before[2]) };
  const after = /\((helped|hurt)\)$/i.exec(text);
  return after ? { text: text.slice(0, after.index).trim(), effect: effectOf(after[1]) } : { text, effect: null };
}

function effectOf(word = ""): "helped" | "hurt" {
  return word.toLowerCase() === "hurt" ? "hurt" : "helped";
}

/** `#45 title`, `acme/shop#45`, or an issue's address: an action item that exists already. */
function isReference(text: string): boolean {
  return /^(?:[\w.-]+\/[\w.-]+)?#\d/.test(text) || /^https?:\/\/\S+\/issues\/\d+/.test(text);
}
