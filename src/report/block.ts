/** Our part of a wiki page, between two hidden lines; whatever stands around it, or was changed in it, is people's. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { readMarker, writeMarker } from "../marker.ts";

export interface Block {
  /** Names the block for good, wherever people move it: the page's name. */
  key: string;
  /** Markdown, without the hidden lines. */
  text: string;
}

/** What a person should know about a page that could not simply be written. */
export type Remark = "deleted" | "theirs" | "edited" | "edit replaced" | "broken" | "another's";

export interface Placed {
  /** The page as it is to be; null where it is to stay as it is. */
  text: string | null;
  remark: Remark | null;
}

interface Found {
  key: string;
  /** Of the text as we wrote it. */
  hash: string;
  /** As it stands there now. */
  text: string;
  before: string;
  after: string;
}

const headSchema = z.object({ key: z.string(), hash: z.string() });
const end = writeMarker("end");
/** At the start of a line, be it behind a byte order mark: elsewhere somebody only speaks of it. */
const hidden = /(?<=^\ufeff?)<!-- sooner:(?:begin|end)\b.*?-->/gm;

/** What GitHub proposes as the first page. */
const greeting = /^\s*Welcome to the [^\n]{1,200} wiki!\s*$/;

/**
 * Puts the block into its page. `existing` is the page's text, null where there is none; `madeBefore` says whether we
 * ever wrote it, so that a page which people deleted stays deleted. All around the block stays byte for byte.
 */
export function placed(existing: string | null, block: Block, { madeBefore }: { madeBefore: boolean }): Placed {
  if (existing === null || existing.trim() === "") {
    return madeBefore ? { text: null, remark: "deleted" } : { text: alone(block), remark: null };
  }
  if (asksForBlock(existing)) return { text: alone(block), remark: null };
  const found = find(existing);
  if (found === "broken") return { text: null, remark: "broken" };
  if (found !== null) return renewed(found, block);
  if (greeting.test(existing)) return { text: `${existing}\n\n${alone(block)}`, remark: null };
  return { text: null, remark: "theirs" };
}

/** The page that holds this block and nothing else. */
export function alone(block: Block): string {
  return `${written(block)}\n`;
}

/** The key of the one whole block in a page's text; null where there is none. */
export function keyIn(text: string): string | null {
  const found = find(text);
  return found === null || found === "broken" ? null : found.key;
}

/** Whether the page is nothing but the block of this key, as we wrote it. */
export function isOnlyOurs(text: string, key: string): boolean {
  const found = find(text);
  if (found === null || found === "broken" || found.key !== key) return false;
  return !isEdited(found) && found.before.trim() === "" && found.after.trim() === "";
}

/** The remark in a sentence or two: what is the matter with the page, and what to do to have it otherwise. */
export function explain(remark: Remark): string {
  return explanations[remark];
}

const explanations: Record<Remark, string> = {
  deleted:
    "Somebody deleted it, so it stays deleted. To have it back, make a page of this name with the one word sooner.",
  theirs: "A page of this name was written by people, so it was left alone. Rename it to make room for the report.",
  edited:
    "Somebody edited our part of it. Their words stay until the incident changes; words before or after our part stay for good.",
  "edit replaced":
    "Somebody had edited our part of it, and what it tells has changed since, so it was written anew. The edit is in the page's history; words before or after our part stay for good.",
  broken:
    "The two hidden lines around our part are not a pair any more, so it was left alone. Move your words elsewhere and leave the one word sooner; the next run writes it anew.",
  "another's": "It holds the part of another page, so it was left alone. Take that part out, or rename the page.",
};

function asksForBlock(text: string): boolean {
  return text.trim().toLowerCase() === "sooner";
}

function renewed(found: Found, block: Block): Placed {
  if (found.key !== block.key) return { text: null, remark: "another's" };
  const isOutdated = found.hash !== hashOf(block.text);
  if (isEdited(found)) {
    return isOutdated
      ? { text: found.before + written(block) + found.after, remark: "edit replaced" }
      : { text: null, remark: "edited" };
  }
  return { text: isOutdated ? found.before + written(block) + found.after : null, remark: null };
}

function isEdited(found: Found): boolean {
  return hashOf(found.text) !== found.hash;
}

function written({ key, text }: Block): string {
  const inert = normal(text);
  return `${writeMarker("begin", { key, hash: hashOf(text) })}\n${inert}\n${end}`;
}

/** Ends of lines and blank lines around it are no edit. Hidden lines of ours in the text itself are none. */
function normal(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .trim()
    .replace(/(?<=^\ufeff?)<!-- (?=sooner:)/gm, "<!--\u200b ");
}

function hashOf(text: string): string {
  return createHash("sha256").update(normal(text)).digest("hex").slice(0, 16);
}

/** The one block; null where there are no hidden lines, "broken" where they are anything but one pair. */
function find(text: string): Found | "broken" | null {
  const [first, second, third] = text.matchAll(hidden);
  if (!first) return null;
  const head = headSchema.safeParse(readMarker(first[0])?.value);
  if (!head.success || second?.[0] !== end || third) return "broken";
  return {
    ...head.data,
    text: text.slice(first.index + first[0].length, second.index),
    before: text.slice(0, first.index),
    after: text.slice(second.index + end.length),
  };
}
