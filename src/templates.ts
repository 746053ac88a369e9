/** Our own templates, read from `templates/`: the one place where the words come from the disk. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The sources of all templates in the folder, by file name. */
export function readTemplates(folder = join(import.meta.dirname, "..", "templates")): Readonly<Record<string, string>> {
  const files = readdirSync(folder).filter((name) => name.endsWith(".hbs"));
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
