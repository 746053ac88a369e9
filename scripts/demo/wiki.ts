/** The demo's wiki: real git, read as anybody does who clones it. */
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import type { World } from "../../test/world/world.ts";

/** The wiki's files by path, at one time. */
export type WikiFiles = ReadonlyMap<string, Buffer>;

/** What the demo shows: GitHub, and the wiki as it was after the last run of the Action. */
export interface Scene {
  world: World;
  wiki: WikiFiles;
}

/** Whether git is on this machine: a wiki is nothing else. */
export function gitIsHere(): boolean {
  return spawnSync("git", ["--version"]).status === 0;
}

/** The machine's own settings of git have no part in this. */
const environment = {
  PATH: process.env.PATH,
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: devNull,
  GIT_TERMINAL_PROMPT: "0",
};

/** Clones the wiki, and returns what is in it. @throws Error with git's words where that fails */
export async function readWiki(world: World): Promise<WikiFiles> {
  const folder = mkdtempSync(join(tmpdir(), "sooner-wiki-"));
  try {
    const address = `${world.url}/acme/shop.wiki.git`;
    await promisify(execFile)("git", ["clone", "--quiet", "--depth=1", address, folder], { env: environment });
    rmSync(join(folder, ".git"), { recursive: true });
    return filesIn(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function filesIn(folder: string): WikiFiles {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return new Map(paths.map((path) => [relative(folder, path), readFileSync(path)]));
}

/** Names of the wiki's pages, without those that stand beside all of them. */
export function wikiPages(wiki: WikiFiles): string[] {
  const names = [...wiki.keys()].flatMap((path) => /^([\w-]+)\.md$/.exec(path)?.[1] ?? []);
  return names.filter((name) => !name.startsWith("_")).sort();
}

/** The Markdown of a page; null where there is none of that name. */
export function wikiText(wiki: WikiFiles, name: string): string | null {
  return wiki.get(`${name}.md`)?.toString("utf8") ?? null;
}
