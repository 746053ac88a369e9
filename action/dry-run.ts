/** The wiki as a dry run has it: read as it is, and what would change goes into a folder. */

import { type Change, type Files, needed, type Publication } from "./files.ts";
import type { Folder } from "./folder.ts";

/** Nothing at all, where there is no wiki to read. */
export const noFiles: Files = {
  files: new Map(),
  read: async () => new Map(),
  publish: async () => {
    throw new Error("There is nothing to publish to.");
  },
};

export class DryRun implements Files {
  readonly #wiki: Files;
  readonly #folder: Folder;
  readonly #log: (line: string) => void;

  constructor(wiki: Files, folder: Folder, log: (line: string) => void) {
    this.#wiki = wiki;
    this.#folder = folder;
    this.#log = log;
  }

  get files(): ReadonlyMap<string, string> {
    return this.#wiki.files;
  }

  read(paths: readonly string[]): Promise<Map<string, string>> {
    return this.#wiki.read(paths);
  }

  /** Prints what would change in the wiki, and writes what would be new into the folder. */
  async publish<C extends { changes: readonly Change[] }>(
    message: string,
    compose: () => Promise<C>,
  ): Promise<Publication<C>> {
    const composition = await compose();
    const changes = needed(this.#wiki.files, composition.changes);
    for (const { path, content } of changes) {
      const does = content === null ? "remove" : this.#wiki.files.has(path) ? "change" : "add";
      this.#log(`would ${does} ${path}`);
    }
    const written = changes.filter(({ content }) => content !== null);
    const { changed } = await this.#folder.publish(message, async () => ({ changes: written }));
    return { commit: null, changed, composition };
  }
}
