/** Which file of a wiki is which page of ours, also where people moved or renamed it. */
import { keyIn } from "../src/report/block.ts";
import { type Files, isPath } from "./files.ts";

/** Where each page that we ever made is, by its name: its file's path, also after a renaming; null once people deleted it. */
export type Places = Readonly<Record<string, string | null>>;

/** How many files of people's are looked into for pages that are missing. */
const mostSearched = 500;

/** Everything that GitHub takes for a page: https://github.com/gollum/gollum#markups */
const markup =
  /\.(?:md|mkdn?|mdown|markdown|asciidoc|adoc|asc|creole|mediawiki|wiki|org|pod|rdoc|rst|rest|textile|txt)$/i;

/** The file of a page that isn't there yet. */
export function pathOf(name: string): string {
  return `${name}.md`;
}

/** What the wiki calls the page in this file: a page's folder is not part of its name. */
export function pageIn(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(markup, "");
}

/**
 * The path of each page that is there, by its name; a page of people's with the same name is found as well. Where pages
 * that we made are gone, files of people's are searched for them: at most 500, and once, as what isn't found is remembered.
 */
export async function locate(wiki: Files, names: readonly string[], places: Places): Promise<Map<string, string>> {
  const namesakes = pagesByAddress(wiki.files.keys());
  const located = new Map<string, string>();
  for (const name of names) {
    const known = [places[name] ?? "", pathOf(name), namesakes.get(addressOf(name)) ?? ""];
    const path = known.find((candidate) => wiki.files.has(candidate));
    if (path !== undefined) located.set(name, path);
  }
  const missing = new Set(names.filter((name) => !located.has(name) && typeof places[name] === "string"));
  for (const [name, path] of await search(wiki, missing, new Set([...located.values(), ...Object.values(places)]))) {
    located.set(name, path);
  }
  return located;
}

/** Where the missing pages' blocks stand now, by name. */
async function search(
  wiki: Files,
  missing: ReadonlySet<string>,
  ours: ReadonlySet<string | null>,
): Promise<Map<string, string>> {
  if (missing.size === 0) return new Map();
  const strangers = [...wiki.files.keys()].filter((path) => path.endsWith(".md") && isPath(path) && !ours.has(path));
  const texts = await wiki.read(strangers.slice(0, mostSearched));
  const found = [...texts].map(([path, text]) => [keyIn(text) ?? "", path] as const);
  return new Map(found.filter(([key]) => missing.has(key)));
}

/** The first page by each address. */
function pagesByAddress(paths: Iterable<string>): Map<string, string> {
  const pages = new Map<string, string>();
  for (const path of paths) {
    const address = addressOf(pageIn(path));
    const isPage = markup.test(path) && !(address.startsWith("_") && path.includes("/")); // Each folder may have a sidebar.
    if (isPage && !pages.has(address)) pages.set(address, path);
  }
  return pages;
}

/** Pages of one address hide each other: neither case nor the kind of gap between words tells them apart. */
function addressOf(name: string): string {
  return name.normalize("NFC").toLowerCase().replaceAll(" ", "-");
}
