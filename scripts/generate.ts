/**
 * Writes what follows from the code, the JSON Schemas of the configuration and of the wiki's data, the README's tables
 * and the page about alerts, and what follows from a font, the outlines of letters.
 * With `--check` it writes nothing, and fails where a file is not what it should be.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { configurationJsonSchema } from "../src/config.ts";
import type { DescribedOption } from "../src/config-problem.ts";
import { metricsJsonSchema, noiseJsonSchema, recordJsonSchema } from "../src/record/schemas.ts";
import { readmeTable } from "../src/timeline/commands/help.ts";
import { alertsPage } from "./alerts-page.ts";
import { glyphsModule } from "./glyphs.ts";

const root = new URL("../", import.meta.url);

const wanted: Record<string, string> = {
  "templates/sooner.schema.json": json(configurationJsonSchema()),
  "templates/incident-record.schema.json": json(recordJsonSchema()),
  "templates/alert-noise.schema.json": json(noiseJsonSchema()),
  "templates/metrics.schema.json": json(metricsJsonSchema()),
  "src/report/figure/glyphs.ts": await glyphsModule(),
  "docs/alerts.md": alertsPage(),
  "README.md": withTables(read("README.md"), {
    commands: readmeTable(),
    configuration: configurationTable(),
    inputs: actionTable("inputs"),
    outputs: actionTable("outputs"),
  }),
};

const stale = Object.entries(wanted).filter(([file, text]) => read(file) !== text);
if (process.argv.includes("--check")) {
  for (const [file] of stale) console.error(`${file} is not up to date: run \`npm run generate\`.`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [file, text] of stale) writeFileSync(new URL(file, root), text);
}

function json(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
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

/** The inputs or outputs of `action.yml`. */
function actionTable(kind: "inputs" | "outputs"): string {
  const entry = z.object({ description: z.string(), default: z.string().default("") });
  const action = z.object({ inputs: z.record(z.string(), entry), outputs: z.record(z.string(), entry) });
  const rows = Object.entries(action.parse(parse(read("action.yml")))[kind]).map(([name, one]) => {
    const cells = [`\`${name}\``, ...(kind === "inputs" ? [one.default ? `\`${one.default}\`` : "–"] : [])];
    return `| ${[...cells, one.description.trim()].join(" | ")} |`;
  });
  const head = kind === "inputs" ? ["Input", "Default", "Meaning"] : ["Output", "Meaning"];
  return [`| ${head.join(" | ")} |`, `| ${head.map(() => "---").join(" | ")} |`, ...rows].join("\n");
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
