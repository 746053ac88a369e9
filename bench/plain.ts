/** What the Action is measured against: a script that fetches the same pages, and plain git with the same files. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { RemoteWorld } from "./remote.ts";
import type { Asked } from "./remote-world.ts";
import { room } from "./room.ts";

/** Asks all of it again, so many at a time, and parses the answers; in milliseconds. */
export async function fetchAgain(
  { url, token }: RemoteWorld,
  asked: readonly Asked[],
  atOnce: number,
): Promise<number> {
  const begun = performance.now();
  const waiting = [...asked];
  const one = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const headers = { authorization: `bearer ${token}`, "content-type": "application/json" };
      const answer = await fetch(`${url}/api${next.path}`, {
        method: "POST",
        headers,
        body: JSON.stringify(next.body),
      });
      await answer.json();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return performance.now() - begun;
}

/** A clone of the wiki with its files. */
export class Clone {
  readonly folder = mkdtempSync(join(room, "clone-"));

  constructor({ url, token }: RemoteWorld) {
    const credentials = Buffer.from(`x-access-token:${token}`).toString("base64");
    const header = `http.extraHeader=Authorization: Basic ${credentials}`;
    git(["clone", "--quiet", "--config", header, `${url}/acme/shop.wiki.git`, "."], this.folder);
  }

  /** Puts all files of another clone here; nothing is committed yet. */
  take(other: Clone): void {
    for (const name of readdirSync(other.folder)) {
      if (name !== ".git") cpSync(join(other.folder, name), join(this.folder, name), { recursive: true });
    }
  }

  /** `git add`, `commit` and `push`; in milliseconds. */
  publish(): number {
    const begun = performance.now();
    git(["add", "--all"], this.folder);
    git(["commit", "--quiet", "--message", "Update the incident reports"], this.folder);
    git(["push", "--quiet"], this.folder);
    return performance.now() - begun;
  }

  /** Files that the newest commit changed. */
  changed(): string[] {
    return git(["diff", "--name-only", "HEAD~1", "HEAD"], this.folder).split("\n").filter(Boolean);
  }

  commits(): number {
    return Number(git(["rev-list", "--count", "HEAD"], this.folder));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

const who = { GIT_AUTHOR_NAME: "Olga", GIT_AUTHOR_EMAIL: "olga@acme.example" };
const env = {
  PATH: process.env.PATH ?? "",
  HOME: room,
  GIT_CONFIG_NOSYSTEM: "1",
  ...who,
  GIT_COMMITTER_NAME: who.GIT_AUTHOR_NAME,
  GIT_COMMITTER_EMAIL: who.GIT_AUTHOR_EMAIL,
};

function git(args: string[], cwd: string): string {
  return execFileSync("git", args, { cwd, env, encoding: "utf8", maxBuffer: 2 ** 28 });
}
