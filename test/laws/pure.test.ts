/** Law 5: timeline, incident, plan and words take values and return values. */
import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const pureFolders = ["src/timeline", "src/incident", "src/plan", "src/words"];
/** Besides the pure folders: files that are as pure, and libraries that compute. */
const pureFiles = [
  "src/children.ts",
  "src/config.ts",
  "src/marker.ts",
  "src/memory.ts",
  "src/origin.ts",
  "src/situation.ts",
];
const pureLibraries = [
  "fastest-levenshtein",
  "handlebars",
  "markdown-it",
  "mdast-util-",
  "micromark",
  "temporal-polyfill",
  "yaml",
  "zod",
];

const impure = [
  /\bDate\.now\b/,
  /\bnew Date\b/,
  /\bTemporal\.Now\b/,
  /\bMath\.random\b/,
  /\bprocess\./,
  /\bfetch\(/,
  /\bset(?:Timeout|Interval|Immediate)\b/,
  /\bimport\(/,
];

const files = pureFolders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name)),
);

/** What a file brings in when it runs; types bring in nothing. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/^(?:import|export) (?!type )[^;]*?from "([^"]+)";$|^import "([^"]+)";$/gms)].flatMap(
    ([, from, alone]) => from ?? alone ?? [],
  );
}

function isPure(file: string, from: string): boolean {
  if (!from.startsWith(".")) return !isBuiltin(from) && pureLibraries.some((library) => from.startsWith(library));
  const target = relative(root, resolve(root, dirname(file), from));
  return pureFolders.some((folder) => target.startsWith(`${folder}/`)) || pureFiles.includes(target);
}

function isBuiltin(name: string): boolean {
  return name.startsWith("node:") || builtinModules.includes(name);
}

describe.each([...files, ...pureFiles])("%s", (file) => {
  test("brings in nothing impure", () => {
    expect(importsOf(file).filter((from) => !isPure(file, from))).toEqual([]);
  });

  test("asks neither clock, chance, environment nor network", () => {
    const text = readFileSync(join(root, file), "utf8");
    expect(impure.filter((pattern) => pattern.test(text))).toEqual([]);
  });
});
