/** A plain folder in the place of the wiki: what a dry run would publish is written there, and nowhere else. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { type Change, contentId, type Files, needed, type Publication } from "./files.ts";

/** The folder itself, as it is now; it need not be there yet. */
export class Folder implements Files {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  get files(): ReadonlyMap<string, string> {
    const entries = readdirSync(made(this.#root), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return new Map(
      files.map((file) => [relative(this.#root, file).replaceAll(sep, "/"), contentId(readFileSync(file))]),
    );
  }

  async read(paths: readonly string[]): Promise<Map<string, string>> {
    const { files } = this;
    const there = paths.filter((path) => files.has(path));
    return new Map(there.map((path) => [path, readFileSync(join(this.#root, path), "utf8")]));
  }

  async publish<C extends { changes: readonly Change[] }>(
    _message: string,
    compose: () => Promise<C>,
  ): Promise<Publication<C>> {
    const composition = await compose();
    return { commit: null, changed: write(this.#root, needed(this.files, composition.changes)), composition };
  }
}

function write(root: string, changes: readonly Change[]): string[] {
  for (const { path, content } of changes) {
    const file = join(root, path);
    if (content === null) rmSync(file, { force: true });
    else {
      made(dirname(file));
      writeFileSync(file, content);
    }
  }
  return changes.map(({ path }) => path);
}

function made(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}
