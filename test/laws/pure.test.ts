/** Law 5: timeline, incident, plan and words take values and return values. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const pureFolders = [
  "src/alerts",
  "src/board",
  "src/changes",
  "src/config",
  "src/deadlines",
  "src/fields",
  "src/timeline",
  "src/incident",
  "src/plan",
  "src/words",
  "src/record",
  "src/metrics",
  "src/report",
  "src/import",
];
/** Besides the pure folders: files that are as pure, and libraries that compute. */
const pureFiles = [
  "src/children.ts",
  "src/config.ts",
  "src/config-problem.ts",
  "src/error.ts",
  "src/marker.ts",
  "src/memory.ts",
  "src/origin.ts",
  "src/past/past-incident.ts",
  "src/past/returning.ts",
  "src/past/similar.ts",
  "src/past/terms.ts",
  "src/settings.ts",
  "src/situation.ts",
];
const pureLibraries = [
  "@secretlint/",
  "d3-",
  "ipaddr.js",
  "node:crypto", // Only for what is computed: fingerprints.
  "pure-rand",
  "tldts",
  "fastest-levenshtein",
  "handlebars",
  "markdown-it",
  "mdast-util-",
  "micromark",
  "minisearch",
  "temporal-polyfill",
  "yaml",
  "zod",
];

const loading = /\bimport\(/;
/** Files that load a large library only once it is needed. */
const lazy = new Set(["src/report/public-secrets.ts"]);

const impure = [
  /\bDate\.now\b/,
  /\bDate\(\)/,
  /\bTemporal\.Now\b/,
  /\bMath\.random\b/,
  /\bprocess\./,
  /\bfetch\(/,
  /\bset(?:Timeout|Interval|Immediate)\b/,
  loading,
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
  if (!from.startsWith(".")) return pureLibraries.some((library) => from.startsWith(library));
  const target = relative(root, resolve(root, dirname(file), from));
  return pureFolders.some((folder) => target.startsWith(`${folder}/`)) || pureFiles.includes(target);
}

describe.each([...files, ...pureFiles])("%s", (file) => {
  test("brings in nothing impure", () => {
    expect(importsOf(file).filter((from) => !isPure(file, from))).toEqual([]);
  });

  test("asks neither clock, chance, environment nor network", () => {
    const text = readFileSync(join(root, file), "utf8");
    const allowed = lazy.has(file) ? [loading] : [];
    expect(impure.filter((pattern) => pattern.test(text))).toEqual(allowed);
  });
});
