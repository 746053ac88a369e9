/** Who owns a service by CODEOWNERS. */
import type { Configuration } from "../config.ts";
import { covering } from "./pattern.ts";

interface Rule {
  pattern: string;
  covers: (path: string) => boolean;
  /** Logins and teams (`acme/web`); none where the files are nobody's. */
  owners: string[];
}

const mostLines = 5_000;
const longestLine = 2_000;
const mostOwners = 10;

/** The rules, the last first, as the last that matches counts. Lines that GitHub can't read either are passed over. */
export function readCodeowners(text: string): Rule[] {
  const lines = text.split("\n", mostLines);
  return lines.flatMap(ruleIn).reverse();
}

function ruleIn(line: string): Rule[] {
  if (line.length > longestLine) return [];
  const words = line.split(/\s+/).filter((word) => word !== "");
  const remark = words.findIndex((word) => word.startsWith("#"));
  const [pattern, ...owners] = remark < 0 ? words : words.slice(0, remark);
  if (pattern === undefined || /^[!^[]/.test(pattern)) return [];
  return [{ pattern, covers: covering(pattern), owners: owners.flatMap(ownerIn).slice(0, mostOwners) }];
}

/** A login or team. Of an address nobody could follow a link. */
function ownerIn(word: string): string[] {
  return /^@[\w-]{1,100}(?:\/[\w.-]{1,100})?$/.test(word) ? [word.slice(1)] : [];
}

/**
 * Owners of the service's files: by its paths in the configuration; without any, by a rule for a folder of its name; else
 * by the rule for everything. None where no rule says so.
 */
export function ownersIn(
  rules: readonly Rule[],
  service: string,
  { services }: Pick<Configuration, "services">,
): string[] {
  const [, { paths } = { paths: [] }] =
    Object.entries(services).find(([name]) => name.toLowerCase() === service.toLowerCase()) ?? [];
  if (paths.length > 0)
    return [...new Set(paths.flatMap((path) => ruleFor(rules, path)?.owners ?? []))].slice(0, mostOwners);
  return (ruleForName(rules, service) ?? rules.find(({ pattern }) => everything.has(pattern)))?.owners ?? [];
}

const everything = new Set(["*", "**", "/**"]);

/** Where files of a service of this name usually lie. */
function foldersOf(service: string): string[] {
  const name = service.trim();
  const names = [...new Set([name, name.toLowerCase(), name.toLowerCase().replace(/\s+/g, "-")])].filter(isName);
  return names.flatMap((one) => ["", "services/", "apps/", "packages/"].map((folder) => `${folder}${one}/`));
}

function isName(name: string): boolean {
  return name !== "" && name.length <= 100 && !name.includes("/");
}

function ruleForName(rules: readonly Rule[], service: string): Rule | undefined {
  for (const folder of foldersOf(service)) {
    const rule = ruleFor(rules, folder);
    if (rule && !isForAll(rule, folder)) return rule;
  }
  return undefined;
}

/** A rule that says the same of a folder beside it says nothing of the service. */
function isForAll({ covers }: Rule, folder: string): boolean {
  return covers(`${folder.slice(0, folder.slice(0, -1).lastIndexOf("/") + 1)}${beside}/${file}`);
}

/** A name that no rule has. */
const beside = "\u0000";
/** Stands for any file of a folder. */
const file = "\u0001";

/** The rule for the files of a path, by its folders up to the first pattern in it. */
function ruleFor(rules: readonly Rule[], path: string): Rule | undefined {
  const names = path.split("/").filter((name) => name !== "");
  const pattern = names.findIndex((name) => /[*?]/.test(name));
  const within = pattern < 0 ? names : names.slice(0, pattern);
  const probe = [...within, file];
  return rules.find((rule) => reaches(rule, probe.length) && rule.covers(probe.join("/")));
}

/** `docs/*` is about files of the folder, not of those in it: here CODEOWNERS goes another way than .gitignore. */
function reaches({ pattern }: Rule, depth: number): boolean {
  if (!pattern.endsWith("/*") || pattern.includes("**")) return true;
  return pattern.split("/").filter((name) => name !== "").length >= depth;
}
