/** The world's wiki is git as GitHub serves it, seen with plain git. */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { type WikiAccess, Wikis } from "./wiki.ts";

const run = promisify(execFile);

async function open(may: WikiAccess = "write") {
  const wikis = new Wikis();
  const asked: [string, string | undefined][] = [];
  const server = createServer((request, response) => {
    const access = (fullName: string, authorization: string | undefined) => {
      asked.push([fullName, authorization]);
      return may;
    };
    wikis.handle(request, response, access).catch(() => request.socket.destroy());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const folder = mkdtempSync(join(tmpdir(), "wiki-clone-"));
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await wikis.close();
    rmSync(folder, { recursive: true });
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/acme/shop.wiki.git`;
  const git = async (...args: string[]) => {
    const env = { ...process.env, GIT_TERMINAL_PROMPT: "0", GIT_CONFIG_GLOBAL: "/dev/null", LC_ALL: "C" };
    const person = ["-c", "user.name=Gary", "-c", "user.email=gary@acme.example"];
    return (await run("git", [...person, ...args], { cwd: folder, env })).stdout;
  };
  return { wikis, wiki: wikis.of("acme/shop"), url, folder, git, asked };
}

test.each([
  ["/acme/shop.wiki.git/info/refs", true],
  ["/acme/shop.wiki.git/git-upload-pack", true],
  ["/acme/shop.git/info/refs", false],
  ["/repos/acme/shop.wiki.git", false],
  ["/a/b/c.wiki.git/info/refs", false],
])("%s is for a wiki: %s", async (path, expected) => {
  expect((await open()).wikis.matches(path)).toBe(expected);
});

test("somebody clones it, writes, and pushes more than fits into one piece", async () => {
  const { wiki, url, folder, git } = await open();
  wiki.firstPage();
  await git("clone", "--quiet", url, ".");
  const large = Array.from({ length: 60_000 }, (_, n) => `${n} ${Math.sin(n)}`).join("\n");
  writeFileSync(join(folder, "Large.md"), large);
  await git("add", ".");
  await git("commit", "--quiet", "-m", "A large page");
  await git("push", "--quiet", "origin", "master");
  expect(wiki.read("Large.md")).toBe(large);
  expect(wiki.commits()).toEqual([
    { author: "Gary <gary@acme.example>", message: "A large page" },
    { author: "Olga <olga@acme.example>", message: "Initial Home page" },
  ]);
  expect(wiki.requests.push).toBeGreaterThanOrEqual(1);
});

test("what people wrote there is in the next clone", async () => {
  const { wiki, url, folder, git } = await open();
  wiki.firstPage();
  wiki.write({ "Home.md": null, 'a "b" ü.md': "x", "line\nbreak.md": "y" }, "Names");
  await git("clone", "--quiet", url, ".");
  expect(readFileSync(join(folder, "line\nbreak.md"), "utf8")).toBe("y");
  expect(wiki.files()).toEqual(['a "b" ü.md', "line\nbreak.md"]);
  expect([wiki.read("Home.md"), wiki.read('a "b" ü.md')]).toEqual([null, "x"]);
});

test("whoever asks is told apart by their credentials", async () => {
  const { wiki, url, git, asked } = await open();
  wiki.firstPage();
  await git("-c", "http.extraHeader=Authorization: Basic eDp5", "ls-remote", url);
  expect(asked[0]).toEqual(["acme/shop", "Basic eDp5"]);
});

test.each<[string, WikiAccess, boolean, string]>([
  ["has no first page", "write", false, "remote: Repository not found."],
  ["is not to be seen", "none", true, "remote: Repository not found."],
  ["wants other credentials", "unauthorized", true, "could not read Username"],
])("a wiki that %s can't be cloned", async (_, access, hasPage, message) => {
  const { wiki, url, git } = await open(access);
  if (hasPage) wiki.firstPage();
  await expect(git("clone", "--quiet", url, ".")).rejects.toThrow(message);
});

test("a wiki that is off can't be cloned", async () => {
  const { wiki, url, git } = await open();
  wiki.firstPage();
  wiki.off();
  await expect(git("clone", "--quiet", url, ".")).rejects.toThrow("remote: Repository not found.");
});

test("who may only read can't push", async () => {
  const { wiki, url, git } = await open("read");
  wiki.firstPage();
  await git("clone", "--quiet", url, ".");
  const message = "remote: Permission to acme/shop.wiki.git denied to github-actions[bot].";
  await expect(git("push", "--force", "origin", "master:other")).rejects.toThrow(message);
});

test("a protected one declines, one that fails answers 502, and a race is lost", async () => {
  const { wiki, url, git } = await open();
  wiki.firstPage();
  await git("clone", "--quiet", url, ".");
  await git("commit", "--quiet", "--allow-empty", "-m", "Mine");
  wiki.failAt("list to push");
  await expect(git("push", "origin", "master")).rejects.toThrow("error: 502");
  wiki.beforePush(() => wiki.write({ "Home.md": "Theirs" }));
  await expect(git("push", "origin", "master")).rejects.toThrow("fetch first");
  wiki.protect();
  await expect(git("push", "origin", "HEAD:other")).rejects.toThrow("pre-receive hook declined");
});
