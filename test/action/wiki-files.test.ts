/** Paths, ids and folders: what the wiki and a dry run have in common. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { contentId, isObstructed, isPath, needed } from "../../action/files.ts";
import { Folder } from "../../action/folder.ts";

test.each([
  "Incident-12.md",
  "incidents/data/2026.jsonl",
  "a b/Über 日本.md",
  "-rf.md",
  "...",
  ".gitignore",
  "_Sidebar.md",
])("%j is a path to write", (path) => {
  expect(isPath(path)).toBe(true);
});

test.each([
  "",
  "/etc/passwd",
  "../up.md",
  "a/../../up.md",
  "a//b",
  "a/./b",
  "a/",
  ".git/hooks/pre-push",
  "a/.GIT/config",
  "line\nbreak.md",
  "nul\0.md",
  "a\\b.md",
  "\ud800.md",
  "\ufffd.md",
  `${"ü".repeat(128)}.md`,
])("%j is none", (path) => {
  expect(isPath(path)).toBe(false);
});

test.each(["", "Welcome\n", "Über 日本\r\n", new Uint8Array([0, 255, 10])])("the id of %j is git's", (content) => {
  expect(contentId(content)).toBe(
    execFileSync("git", ["hash-object", "--stdin"], { input: content }).toString().trim(),
  );
});

test("only changes that change something are needed", () => {
  const files = new Map([
    ["a.md", contentId("a")],
    ["b.md", contentId("b")],
  ]);
  const changes = [
    { path: "a.md", content: "a" },
    { path: "b.md", content: "B" },
    { path: "c.md", content: "c" },
    { path: "a.md", content: null },
    { path: "d.md", content: null },
  ];
  expect(needed(files, changes).map(({ path, content }) => [path, content])).toEqual([
    ["b.md", "B"],
    ["c.md", "c"],
    ["a.md", null],
  ]);
});

describe("obstructed", () => {
  test.each<[string, string[], [string, string | null][], boolean]>([
    ["a new file in a folder", ["a/b.md"], [["a/c.md", "x"]], false],
    ["a file for a file", ["a/b.md"], [["a/b.md", "x"]], false],
    ["a file where a folder is", ["a/b.md"], [["a", "x"]], true],
    ["a folder where a file is", ["a"], [["a/b/c.md", "x"]], true],
    [
      "the same, with the file going",
      ["a"],
      [
        ["a", null],
        ["a/b.md", "x"],
      ],
      false,
    ],
    [
      "a file where a folder goes",
      ["a/b.md"],
      [
        ["a/b.md", null],
        ["a", "x"],
      ],
      false,
    ],
  ])("%s", (_, files, changes, expected) => {
    const there = new Map(files.map((path) => [path, "id"]));
    expect(
      isObstructed(
        there,
        changes.map(([path, content]) => ({ path, content })),
      ),
    ).toBe(expected);
  });
});

function emptyFolder(): string {
  const root = mkdtempSync(join(tmpdir(), "wiki-folder-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  return join(root, "not/there/yet");
}

test("a folder takes what the wiki would, and is read like it", async () => {
  const folder = new Folder(emptyFolder());
  expect(folder.files.size).toBe(0);
  const changes = [
    { path: "Incidents.md", content: "None.\n" },
    { path: "incidents/figures/1.png", content: new Uint8Array([1, 0]) },
  ];
  expect(await folder.publish("", async () => ({ changes }))).toMatchObject({
    commit: null,
    changed: ["Incidents.md", "incidents/figures/1.png"],
  });
  expect(folder.files.get("incidents/figures/1.png")).toBe(contentId(new Uint8Array([1, 0])));
  expect(await folder.read(["Incidents.md", "Nowhere.md"])).toEqual(new Map([["Incidents.md", "None.\n"]]));
  expect((await folder.publish("", async () => ({ changes }))).changed).toEqual([]);
  await folder.publish("", async () => ({ changes: [{ path: "Incidents.md", content: null }] }));
  expect([...folder.files.keys()]).toEqual(["incidents/figures/1.png"]);
});
