/** Brings pages, figures and data into the wiki by one commit, and says what people's words kept from being written. */
import {
  alone,
  type Block,
  explain,
  isOnlyOurs,
  keyIn,
  type Placed,
  placed,
  type Remark,
} from "../src/report/block.ts";
import type { Page } from "../src/report/page.ts";
import { type Change, contentId, type Files, isPath } from "./files.ts";
import { locate, type Places, pageIn, pathOf } from "./places.ts";

export interface Publishing {
  wiki: Files;
  pages: readonly Page[];
  /** Data and figures, by path, null for what is to go; nobody else writes there. */
  files: ReadonlyMap<string, string | Uint8Array | null>;
  /** Names of pages that are no longer wanted, with the paths of the figures that go with them. */
  remove: ReadonlyMap<string, readonly string[]>;
  /** Where the pages were when they were last written, and how that is written down this time. */
  memory: { path: string; places: Places; text: (places: Places) => string };
}

export interface Published {
  /** The commit's id; null where nothing was committed. */
  commit: string | null;
  /** Paths of all files that were written or removed. */
  changed: string[];
  /** Names of pages that were made, or written anew. */
  written: string[];
  /** Names of pages that were removed. */
  removed: string[];
  /** How many pages were right already. */
  unchanged: number;
  /** Pages whose state somebody should know about, and why. */
  remarks: { name: string; remark: Remark | "kept"; why: string }[];
  /** Pages that people renamed: our name → theirs. */
  renamed: Map<string, string>;
}

/** What is to happen to a page, and where it is. */
interface Fate extends Placed {
  name: string;
  path: string;
}

interface Removal {
  name: string;
  /** Of the page, where there is one to remove, and its figures. */
  paths: readonly string[];
  does: "remove" | "keep" | "forget";
}

type Composition = Omit<Published, "commit" | "changed"> & { changes: Change[] };

const message = "Update the incident reports";
const kept =
  "It is in its year's archive now, and has words of people's, so it was left alone. Delete it once they are elsewhere.";
/** Pages that many wikis have: where people wrote or deleted them, that is as it should be. */
const shared = new Set(["Home", "_Sidebar"]);
/** Remarks on pages that hold no block that we may write. */
const withoutOurs: ReadonlySet<Remark | null> = new Set<Remark>(["deleted", "theirs", "broken", "another's"]);

/** Publishes, on top of whatever people push meanwhile. @throws what the wiki throws */
export async function publish(publishing: Publishing): Promise<Published> {
  const { commit, changed, composition } = await publishing.wiki.publish(message, () => compose(publishing));
  const { written, removed, unchanged, remarks, renamed } = composition;
  return { commit, changed, written, removed, unchanged, remarks, renamed };
}

/** All that is to change in the wiki as it is now. */
async function compose({ wiki, pages, files, remove, memory }: Publishing): Promise<Composition> {
  const located = await locate(wiki, [...pages.map(({ name }) => name), ...remove.keys()], memory.places);
  const texts = await readNeeded(wiki, pages, [...remove.keys()], located);
  const existing = (name: string) => textOf(texts, located.get(name));
  const fates = pages.map((page) => fateOf(page, { wiki, located, existing, places: memory.places }));
  const removals = [...remove].map(([name, figures]) => removalOf(name, located.get(name), existing(name), figures));
  const places = placesAfter(memory.places, fates, removals);
  const written = fates.filter(({ text }) => text !== null);
  return {
    changes: [
      ...written.map(({ path, text }) => ({ path, content: text })),
      ...[...files].map(([path, content]) => ({ path, content })),
      ...removals.flatMap(({ paths }) => paths.map((path) => ({ path, content: null }))),
      { path: memory.path, content: memory.text(places) },
    ],
    written: written.map(({ name }) => name),
    removed: removals.filter(({ does }) => does === "remove").map(({ name }) => name),
    unchanged: fates.filter(({ text, remark }) => text === null && remark === null).length,
    remarks: [...fates.flatMap(remarkOn), ...removals.flatMap(remarkOnKept)],
    renamed: new Map(fates.filter(isRenamed).map(({ name, path }) => [name, pageIn(path)])),
  };
}

/** Most pages are our block alone: their contents' ids tell whether they are right, without their being read. */
async function readNeeded(
  wiki: Files,
  pages: readonly Page[],
  remove: readonly string[],
  located: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const open = pages.filter((page) => !isRightAt(located.get(page.name), page, wiki)).map(({ name }) => name);
  return wiki.read([...open, ...remove].flatMap((name) => located.get(name) ?? []));
}

/** Whether the page is where it was, as it is to be, with nothing around it: that shows without its being read. */
export function isRight(page: Page, wiki: Pick<Files, "files">, places: Places): boolean {
  return isRightAt(places[page.name] ?? pathOf(page.name), page, wiki);
}

function isRightAt(path: string | undefined, page: Page, { files }: Pick<Files, "files">): boolean {
  return path !== undefined && files.get(path) === contentId(alone(blockOf(page)));
}

/** A page's text; null where there is no page, undefined where it is none that we could read and write. */
function textOf(texts: ReadonlyMap<string, string>, path: string | undefined): string | null | undefined {
  if (path === undefined) return null;
  return isPath(path) ? texts.get(path) : undefined;
}

function blockOf({ name, text }: Page): Block {
  return { key: name, text };
}

interface State {
  wiki: Files;
  located: ReadonlyMap<string, string>;
  existing: (name: string) => string | null | undefined;
  places: Places;
}

function fateOf(page: Page, { wiki, located, existing, places }: State): Fate {
  const { name } = page;
  const place = { name, path: located.get(name) ?? pathOf(name) };
  if (isRightAt(located.get(name), page, wiki)) return { ...place, text: null, remark: null };
  const text = existing(name);
  if (text === undefined) return { ...place, text: null, remark: "theirs" };
  return { ...place, ...placed(text, blockOf(page), { madeBefore: Object.hasOwn(places, name) }) };
}

/** A page goes where it is nothing but our block; its figures stay as long as it does. */
function removalOf(
  name: string,
  path: string | undefined,
  text: string | null | undefined,
  figures: readonly string[],
): Removal {
  if (path === undefined || !text || keyIn(text) !== name) return { name, paths: figures, does: "forget" };
  if (isOnlyOurs(text, name)) return { name, paths: [path, ...figures], does: "remove" };
  return { name, paths: [], does: "keep" };
}

function placesAfter(before: Places, fates: readonly Fate[], removals: readonly Removal[]): Places {
  const places = new Map(Object.entries(before));
  for (const { name, path, remark } of fates) {
    if (remark === "deleted") places.set(name, null);
    else if (!withoutOurs.has(remark)) places.set(name, path);
  }
  for (const { name, does } of removals) {
    if (does !== "keep" && places.get(name) !== null) places.delete(name);
  }
  return Object.fromEntries([...places].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function remarkOn({ name, remark }: Fate): Published["remarks"] {
  const isUsual = shared.has(name) && (remark === "theirs" || remark === "deleted");
  return remark === null || isUsual ? [] : [{ name, remark, why: explain(remark) }];
}

function remarkOnKept({ name, does }: Removal): Published["remarks"] {
  return does === "keep" ? [{ name, remark: "kept", why: kept }] : [];
}

function isRenamed({ name, path, remark }: Fate): boolean {
  return !withoutOurs.has(remark) && pageIn(path) !== name;
}
