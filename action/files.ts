/** Files by path, be they a wiki's or a folder's: what is there, what is to change, and which paths are ours to write. */
import { createHash } from "node:crypto";

/** A file as it is to be; without content it is to go. */
export interface Change {
  path: string;
  content: string | Uint8Array | null;
}

export interface Publication<C> {
  /** The commit's id; null where nothing was committed. */
  commit: string | null;
  /** Paths that were written or removed. */
  changed: string[];
  /** What was composed last, on the state that it went to. */
  composition: C;
}

/** Where reports go. */
export interface Files {
  /** Path → id of the content, as git has it. */
  readonly files: ReadonlyMap<string, string>;
  /** The texts by path, without those that aren't there or are no UTF-8. */
  read(paths: readonly string[]): Promise<Map<string, string>>;
  /** Makes the changes that `compose` asks for in the newest state; it may be asked again. */
  publish<C extends { changes: readonly Change[] }>(
    message: string,
    compose: () => Promise<C>,
  ): Promise<Publication<C>>;
}

/** The id that git gives to a file with this content. */
export function contentId(content: string | Uint8Array): string {
  return createHash("sha1")
    .update(`blob ${Buffer.byteLength(content)}\0`)
    .update(content)
    .digest("hex");
}

/** The changes that would change something. @throws Error where a path is none that we may write */
export function needed(files: ReadonlyMap<string, string>, changes: readonly Change[]): Change[] {
  const foreign = changes.find(({ path }) => !isPath(path));
  if (foreign) throw new Error(`Not a path to write: ${JSON.stringify(foreign.path)}`);
  return changes.filter(({ path, content }) =>
    content === null ? files.has(path) : files.get(path) !== contentId(content),
  );
}

/** Whether it is a path that stays within its folder and that every system can have. */
export function isPath(path: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
  if (/[\u0000-\u001f\u007f\\\ufffd]/.test(path) || !path.isWellFormed()) return false;
  return path.split("/").every(isName);
}

function isName(name: string): boolean {
  return (
    name !== "" && name !== "." && name !== ".." && name.toLowerCase() !== ".git" && Buffer.byteLength(name) <= 255
  );
}

/** Whether a file stands where one of the changes needs a folder, or a folder where it needs a file. */
export function isObstructed(files: ReadonlyMap<string, string>, changes: readonly Change[]): boolean {
  const written = new Set(changes.filter(({ content }) => content !== null).map(({ path }) => path));
  const removed = new Set(changes.filter(({ content }) => content === null).map(({ path }) => path));
  const isThere = (path: string) => files.has(path) && !removed.has(path);
  const needsFolder = [...written].flatMap(foldersOf);
  if (needsFolder.some(isThere)) return true;
  return [...files.keys()].some((path) => !removed.has(path) && foldersOf(path).some((folder) => written.has(folder)));
}

/** `a` and `a/b` of `a/b/c`. */
function foldersOf(path: string): string[] {
  const names = path.split("/");
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
}
