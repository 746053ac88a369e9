/**
 * Writes what follows from the code: the configuration's JSON Schema, and the README's tables. With `--check` it writes
 * nothing, and fails where a file is not what it should be.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { configurationJsonSchema, type DescribedOption } from "../src/config.ts";
import { readmeTable } from "../src/timeline/commands/help.ts";

const root = new URL("../", import.meta.url);

const wanted: Record<string, string> = {
  "templates/sooner.schema.json": `${JSON.stringify(configurationJsonSchema(), null, 2)}\n`,
  "README.md": withTables(read("README.md"), { commands: readmeTable(), configuration: configurationTable() }),
};

const stale = Object.entries(wanted).filter(([file, text]) => read(file) !== text);
if (process.argv.includes("--check")) {
  for (const [file] of stale) console.error(`${file} is not up to date: run \`npm run generate\`.`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [file, text] of stale) writeFileSync(new URL(file, root), text);
}

/** The file's text; "" where there is none yet. */
function read(file: string): string {
  try {
    return readFileSync(new URL(file, root), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}

/** Fills each `<!-- generated:NAME -->` … `<!-- /generated -->` of the text. */
function withTables(text: string, tables: Record<string, string>): string {
  return Object.entries(tables).reduce((whole, [name, table]) => withTable(whole, name, table), text);
}

function withTable(text: string, name: string, table: string): string {
  const opening = `<!-- generated:${name} -->`;
  const closing = "<!-- /generated -->";
  const start = text.indexOf(opening);
  const end = text.indexOf(closing, start);
  if (start < 0 || end < 0) throw new Error(`README.md has no place for the table: add ${opening} and ${closing}.`);
  return `${text.slice(0, start + opening.length)}\n${table}\n${text.slice(end)}`;
}

function configurationTable(): string {
  const rows = optionsOf(configurationJsonSchema(), "").map((cells) => `| ${cells.join(" | ")} |`);
  return ["| Option | Default | Meaning |", "| --- | --- | --- |", ...rows].join("\n");
}

function optionsOf(option: DescribedOption, path: string): string[][] {
  const named = Object.entries(option.properties ?? {});
  if (option.additionalProperties) named.push(["NAME", option.additionalProperties]);
  return named.flatMap(([name, inner]) => {
    const place = path ? `${path}.${name}` : name;
    const inside = optionsOf(inner, place);
    return inner.properties ? inside : [optionRow(place, inner), ...inside];
  });
}

function optionRow(place: string, { default: value, description = "" }: DescribedOption): string[] {
  return [`\`${place}\``, value === undefined ? "–" : `\`${JSON.stringify(value)}\``, description];
}
