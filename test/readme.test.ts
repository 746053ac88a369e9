/** What the README says is so: its configuration can be used, its files are there, its permissions are those asked for. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { parse } from "yaml";
import { readConfiguration } from "../src/config.ts";

const root = new URL("../", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, root), "utf8");
const blocks = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`^ *\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\``, "gm"))].map(([, block = ""]) => block);

describe("an example of .github/sooner.yml can be used as it is", () => {
  const examples = ["README.md", "templates/board.md"].flatMap((name) =>
    blocks(read(name), "yaml").map((text, index) => [name, index + 1, text] as const),
  );

  it("there are some", () =>
    expect(examples.map(([name]) => name)).toEqual(["README.md", "templates/board.md", "templates/board.md"]));

  test.each(examples)("%s, number %i", (_name, _index, text) => {
    expect(readConfiguration(text).problems).toEqual([]);
  });
});

describe("README.md", () => {
  const text = read("README.md");

  it("links to files that are there", () => {
    const files = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path = ""]) => path);
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
  });

  it("gives a reason for each permission that app.yml asks for, and for no other", () => {
    const asked: Record<string, string> = parse(read("app.yml")).default_permissions;
    const named = [...text.matchAll(/^\| ([A-Z][a-z ]+): (read|write) +\|/gm)].map(
      ([, name = "", level]) => `${name.toLowerCase().replaceAll(" ", "_")}: ${level}`,
    );
    expect(named.toSorted()).toEqual(
      Object.entries(asked)
        .map(([name, level]) => `${name}: ${level}`)
        .toSorted(),
    );
  });
});
