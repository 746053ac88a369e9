/** What the messages of all sources have in common: fields that are read leniently, as senders leave out, null and empty them. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { cut } from "../words/escape.ts";
import { instantIn } from "./instant.ts";

const longest = { fingerprint: 200, word: 200, text: 4_000, link: 2_000, label: 500 };
const mostLabels = 64;
const mostItems = 50;
const deepestLabel = 4;

/** Anything or nothing: what a message may leave out. */
const optional = z.unknown().optional();

/** What a message may leave out: anything else than text or a number counts as left out, and so does empty text. */
function lenient<Value>(read: (text: string) => Value) {
  return optional.transform((value) => {
    const text =
      typeof value === "string" ? value.toWellFormed().trim() : typeof value === "number" ? String(value) : "";
    return text === "" ? null : read(text);
  });
}

/** A name or a title, at most 200 characters; null where there is none. */
export const word = lenient((text) => cut(text, longest.word));

/** Running text, at most 4,000 characters; null where there is none. */
export const prose = lenient((text) => cut(text, longest.text));

/** An `http` or `https` address; null where there is none. */
export const link = lenient((text) =>
  text.length <= longest.link && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : null,
);

/** An instant; null where there is none. */
export const instant = optional.transform(instantIn);

/** A fingerprint that must be there: text or a number, hashed where it is too long. */
export const identity = z
  .union([z.string(), z.number()], { error: "must be text that stays the same while the same thing is wrong" })
  .transform((id) => String(id).toWellFormed().trim())
  .refine((id) => id !== "", "must not be empty")
  .transform((id) => fingerprintOf(id));

/** A fingerprint; null where there is none. */
export const optionalIdentity = lenient((text) => fingerprintOf(text));

/** One of these words, in whatever case. */
export function oneOf<const Words extends readonly string[]>(words: Words) {
  return z.string().trim().toLowerCase().pipe(z.enum(words));
}

/** A record of texts: what is no text is written as JSON, null is left out; at most 64 labels. */
export const labels = optional.transform(labelsIn);
export type Labels = Record<string, string>;

function labelsIn(value: unknown): Labels {
  if (!isObject(value)) return {};
  const told = Object.entries(value).filter(([, one]) => one !== null && one !== undefined);
  return Object.fromEntries(told.slice(0, mostLabels).map(([name, one]) => [labelled(name), labelled(one)]));
}

function labelled(value: unknown): string {
  const text = typeof value === "string" ? value.toWellFormed() : JSON.stringify(shallow(value, deepestLabel));
  return cut(text, longest.label);
}

/** Without what is nested deeper: a body of a megabyte can nest so deep that writing it would overflow the stack. */
function shallow(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return "…";
  if (Array.isArray(value)) return value.slice(0, mostItems).map((one) => shallow(one, depth - 1));
  const entries = Object.entries(value).slice(0, mostItems);
  return Object.fromEntries(entries.map(([name, one]) => [name, shallow(one, depth - 1)]));
}

/** Labels of what is known. */
export function known(facts: Readonly<Record<string, string | null>>): Labels {
  return Object.fromEntries(Object.entries(facts).flatMap(([name, fact]) => (fact === null ? [] : [[name, fact]])));
}

/** A part that a message may leave out, of fields that it may leave out. */
export function part<Shape extends z.ZodRawShape>(shape: Shape) {
  return optional.transform((value) => (isObject(value) ? value : {})).pipe(z.object(shape));
}

/** A list that a message may leave out; the first 50 are read. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return optional.transform((value) => (Array.isArray(value) ? value.slice(0, mostItems) : [])).pipe(z.array(item));
}

/** A list whose items must all be right; says what is wrong of the first that isn't, and reads no further. */
export function each<Item extends z.ZodType>(item: Item) {
  return z.array(z.unknown()).transform((values, context): z.output<Item>[] => {
    const read: z.output<Item>[] = [];
    for (const [index, value] of values.entries()) {
      const one = item.safeParse(value);
      if (!one.success) return refused(one.error, context, [index]);
      read.push(one.data);
    }
    return read;
  });
}

/** Reads a value by the schema that the value itself asks for, so that what is wrong is said of that one. */
export function chosen<Schema extends z.ZodType>(choose: (value: unknown) => Schema) {
  return z.unknown().transform((value, context): z.output<Schema> => {
    const read = choose(value).safeParse(value);
    return read.success ? read.data : refused(read.error, context, []);
  });
}

/** Hands on what is wrong, and where: at this place of a larger value. */
function refused({ issues }: z.ZodError, context: z.RefinementCtx, place: readonly number[]): never {
  for (const { message, path } of issues) context.addIssue({ code: "custom", message, path: [...place, ...path] });
  return z.NEVER;
}

/** Whether a value is an object with this key. */
export function has<Key extends string>(value: unknown, key: Key): value is Record<Key, unknown> {
  return isObject(value) && key in value;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Labels of tags like `service:login`; a tag without a value is a label with an empty one. */
export function labelsOfTags(tags: readonly string[]): Labels {
  const pairs = tags.map((tag) => {
    const colon = tag.indexOf(":");
    return colon < 0 ? [tag.trim(), ""] : [tag.slice(0, colon).trim(), tag.slice(colon + 1).trim()];
  });
  return labelsIn(Object.fromEntries(pairs.filter(([name]) => name !== "")));
}

/** One text for all that identifies a thing; hashed where it is too long for a fingerprint. */
export function fingerprintOf(...parts: readonly string[]): string {
  const whole = parts.join("/");
  return whole.length <= longest.fingerprint ? whole : hashed(whole);
}

/** A fingerprint of labels, whatever their order. */
export function fingerprintOfLabels(labels: Labels): string {
  return hashed(JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))));
}

function hashed(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

/**
 * Labels that name a service. Not `job`: a scrape job is as often an exporter's, and would make one service of all that it
 * watches; who means it says so in the configuration.
 */
const serviceLabels = [
  "service",
  "service_name",
  "service.name",
  "app",
  "application",
  "app_kubernetes_io_name",
  "app.kubernetes.io/name",
  "component",
];

/** The service that labels name; null where they name none. */
export function serviceIn(labels: Labels): string | null {
  return first(labels, serviceLabels);
}

/** The severity that labels name, in lower case; null where they name none. */
export function severityIn(labels: Labels): string | null {
  return first(labels, ["severity", "priority", "level"])?.toLowerCase() ?? null;
}

/** The rule that labels name; null where they name none. */
export function ruleIn(labels: Labels): string | null {
  return first(labels, ["alertname"]);
}

function first(labels: Labels, names: readonly string[]): string | null {
  const value = names.map((name) => labels[name]?.trim()).find(Boolean);
  return value === undefined ? null : cut(value, longest.word);
}
