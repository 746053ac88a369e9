/** A repository's wiki by git: what is in it, and one commit with what is to change, on top of whatever people do meanwhile. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { commitStream } from "./fast-import.ts";
import { type Change, type Files, isObstructed, needed, type Publication } from "./files.ts";
import { type GitCall, GitError, git } from "./git.ts";
import { diagnosed, WikiError } from "./wiki-error.ts";

interface Options {
  /** The repository's address in the browser: `https://github.com/acme/shop`. */
  url: string;
  token: string;
  /** Waits so many milliseconds; for tests. */
  pause?: (ms: number) => Promise<unknown>;
}

/** The wiki's newest state. */
interface Head {
  folder: string;
  branch: string;
  /** Null where nothing was committed yet. */
  commit: string | null;
}

const tries = 5;
const firstPause = 500;

export class Wiki implements Files {
  readonly #options: Options;
  readonly #pause: (ms: number) => Promise<unknown>;
  readonly #room = mkdtempSync(join(tmpdir(), "sooner-wiki-"));
  readonly #home = join(this.#room, "home");
  #clones = 0;
  #head: Head = { folder: "", branch: "", commit: null };
  #files: ReadonlyMap<string, string> = new Map();

  private constructor(options: Options) {
    this.#options = options;
    this.#pause = options.pause ?? sleep;
    mkdirSync(this.#home);
  }

  /**
   * Brings the wiki's names here, none of its contents. Close it in the end: it keeps a temporary folder.
   * @throws WikiError where somebody must do something first, GitError where the server can't be reached for now
   */
  static async open(options: Options): Promise<Wiki> {
    const wiki = new Wiki(options);
    try {
      await wiki.#renew();
      return wiki;
    } catch (error) {
      wiki.close();
      throw error;
    }
  }

  /** Path → id of the content, of all that is in the wiki now. */
  get files(): ReadonlyMap<string, string> {
    return this.#files;
  }

  /** The texts of files, by path; what isn't there, or is no UTF-8, is left out. One request for all that isn't here yet. */
  async read(paths: readonly string[]): Promise<Map<string, string>> {
    const ids = definedOnly(paths.map((path) => [path, this.#files.get(path)]));
    const contents = await this.#contents([...new Set(ids.values())]);
    return definedOnly([...ids].map(([path, id]) => [path, textOf(contents.get(id))]));
  }

  /**
   * Asks `compose` what is to change in the newest state, commits that and pushes it; asks again where somebody was
   * faster. Commits nothing where nothing changes.
   * @throws WikiError where somebody must do something first, GitError where it did not work out in five tries
   */
  async publish<C extends { changes: readonly Change[] }>(
    message: string,
    compose: () => Promise<C>,
  ): Promise<Publication<C>> {
    for (let tried = 1; ; tried++) {
      const composition = await compose();
      const changes = needed(this.#files, composition.changes);
      if (changes.length === 0) return { commit: null, changed: [], composition };
      if (isObstructed(this.#files, changes)) throw new WikiError("in the way", this.#options.url);
      const commit = await this.#commit(message, changes);
      const failure = await this.#push(commit);
      if (failure) {
        if (tried === tries || !mayPass(failure)) throw failure;
        await this.#rest(tried);
        await this.#renew();
      } else await this.#settle(commit);
      // Where only the answer to the push was lost, the newest commit is ours all the same.
      if (this.#head.commit === commit) return { commit, changed: changes.map(({ path }) => path), composition };
    }
  }

  /** Removes the temporary folder. */
  close(): void {
    rmSync(this.#room, { recursive: true, force: true, maxRetries: 3 });
  }

  /** Anew each time: with names alone that is as fast as to follow what has changed, and it can't go astray. */
  async #renew(): Promise<void> {
    const folder = join(this.#room, `${++this.#clones}.git`);
    const shape = ["--bare", "--depth=1", "--filter=blob:none", "--single-branch", "--no-tags", "--template="];
    await this.#persist(() => this.#ask(["clone", "--quiet", ...shape, "--", this.#address, folder], folder));
    const branch = await this.#line(folder, ["symbolic-ref", "HEAD"]);
    const commit = await this.#line(folder, ["for-each-ref", "--format=%(objectname)", branch]);
    this.#head = { folder, branch, commit: commit || null };
    this.#files = await this.#list();
  }

  async #persist(action: () => Promise<void>): Promise<void> {
    for (let tried = 1; ; tried++) {
      try {
        return await action();
      } catch (error) {
        if (tried === tries || !mayPass(error)) throw error;
        await this.#rest(tried);
      }
    }
  }

  async #settle(commit: string): Promise<void> {
    this.#head = { ...this.#head, commit };
    this.#files = await this.#list();
  }

  async #list(): Promise<Map<string, string>> {
    const { folder, commit } = this.#head;
    if (commit === null) return new Map();
    const tree = await git(["ls-tree", "-r", "-z", commit], this.#here(folder));
    const entries = tree.toString().split("\0").slice(0, -1);
    return new Map(
      entries.flatMap((entry) => {
        const [, type = "", id = "", path = ""] = /^\d+ (\w+) ([\da-f]+)\t(.*)$/s.exec(entry) ?? [];
        return type === "blob" ? [[path, id]] : [];
      }),
    );
  }

  async #contents(ids: readonly string[]): Promise<Map<string, Buffer>> {
    if (ids.length === 0) return new Map();
    await this.#bring(ids);
    const { folder } = this.#head;
    return blobsIn(await git(["cat-file", "--batch"], { ...this.#here(folder), input: lines(ids) }));
  }

  /** Git itself would ask for missing contents one by one. */
  async #bring(ids: readonly string[]): Promise<void> {
    const { folder, commit } = this.#head;
    if (commit === null) return;
    const objects = await git(["rev-list", "--objects", "--missing=print", commit], this.#here(folder));
    const missing = new Set(objects.toString().match(/(?<=^\?)[\da-f]+/gm));
    const wanted = ids.filter((id) => missing.has(id));
    if (wanted.length === 0) return;
    const how = ["--quiet", "--no-tags", "--no-write-fetch-head", "--recurse-submodules=no", "--filter=blob:none"];
    await this.#persist(() => this.#ask(["fetch", ...how, "--stdin", "origin"], folder, lines(wanted)));
  }

  async #commit(message: string, changes: readonly Change[]): Promise<string> {
    const { folder, commit } = this.#head;
    const input = commitStream(message, commit, changes);
    return (await git(["fast-import", "--quiet", "--depth=0", "--date-format=now"], { ...this.#here(folder), input }))
      .toString()
      .trim();
  }

  /** What went wrong; null where it arrived. */
  async #push(commit: string): Promise<unknown> {
    const { folder, branch } = this.#head;
    try {
      await this.#ask(["push", "--quiet", "--porcelain", "origin", `${commit}:${branch}`], folder);
      return null;
    } catch (error) {
      return error;
    }
  }

  async #ask(args: readonly [string, ...string[]], folder: string, input = ""): Promise<void> {
    const remote = { url: this.#address, token: this.#options.token };
    try {
      await git(args, { ...this.#here(folder), remote, input });
    } catch (error) {
      throw error instanceof GitError ? diagnosed(error, this.#options.url) : error;
    }
  }

  async #line(folder: string, args: readonly [string, ...string[]]): Promise<string> {
    return (await git(args, this.#here(folder))).toString().trim();
  }

  #here(folder: string): GitCall {
    return { folder, home: this.#home };
  }

  get #address(): string {
    return `${this.#options.url}.wiki.git`;
  }

  async #rest(tried: number): Promise<void> {
    await this.#pause(firstPause * 2 ** (tried - 1));
  }
}

/** Whether another try may do: somebody was faster, or the server is not well. */
function mayPass(error: unknown): boolean {
  return error instanceof GitError && !error.tookTooLong;
}

function lines(ids: readonly string[]): string {
  return `${ids.join("\n")}\n`;
}

/** Reads what `cat-file --batch` writes: `ID blob SIZE`, the content, and an end of line, again and again. */
function blobsIn(output: Buffer): Map<string, Buffer> {
  const blobs = new Map<string, Buffer>();
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at);
    const [id = "", type, size] = output.toString("latin1", at, end).split(" ");
    const length = type === "blob" ? Number(size) : null;
    if (length !== null) blobs.set(id, output.subarray(end + 1, end + 1 + length));
    at = end + 1 + (length === null ? 0 : length + 1);
  }
  return blobs;
}

function definedOnly(entries: readonly [string, string | undefined][]): Map<string, string> {
  return new Map(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Nothing for what isn't UTF-8: as text it would not be the same any more. */
function textOf(content: Buffer | undefined): string | undefined {
  if (!content) return;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return;
  }
}
