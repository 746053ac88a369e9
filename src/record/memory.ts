/** What the Action remembers between its runs: `incidents/data/memory.json`. Losing it costs one full run and nothing else. */
import { createHash } from "node:crypto";
import { z } from "zod";

const sha256 = z.string().regex(/^[\da-f]{64}$/);
const issue = z.int().positive();
const instant = z.iso.datetime();

const memorySchema = z.strictObject({
  schema: z.literal(1),
  /** Ours, as it was when this was written. */
  version: z.string(),
  /** Of what said how issues are read: the configuration, and the rules of an import. */
  configuration: sha256,
  /** The newest `updatedAt` on GitHub that was seen; null where none was. */
  since: instant.nullable(),
  /** Issues that are still to be read; null where even their list was not complete. */
  left: z.array(issue).nullable(),
  /** The data files as we wrote them, by path. */
  files: z.record(z.string(), sha256),
  /** Where each page that we ever made is, by its name: its file, also after a renaming; null once people deleted it. */
  places: z.record(z.string(), z.string().nullable()),
  /** Issues with one of our labels that are no incidents. */
  aside: z.array(z.strictObject({ number: issue, updatedAt: instant, labels: z.array(z.string()) })),
  /** Sub-issues that changed at `since` or later, as they were when their incident was read. */
  children: z.array(z.strictObject({ number: issue, updatedAt: instant })),
  /** Incidents that time alone will make due for a pass, and when. */
  wakes: z.array(z.strictObject({ number: issue, at: instant })).default([]),
  /** By label, how many more issues GitHub counted than were found once everything had been read. */
  unknown: z.record(z.string(), z.int()),
  /** Public pages that are held back: the incident, and our comment that says why. */
  held: z.record(z.number(), z.int()),
  /** The last week whose digest is seen to, by the day on which it ended. */
  digest: z.iso.date().optional(),
});

export type ReportMemory = z.infer<typeof memorySchema>;

/** Reads the memory; null where there is none, or where it is broken or of another schema. */
export function readMemoryFile(text: string | null): ReportMemory | null {
  if (text === null) return null;
  try {
    return memorySchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** The memory as text, a line for each of its parts; the same memory gives the same text, in whatever order it was put together. */
export function writeMemoryFile({ schema, version, configuration, since, left, ...lists }: ReportMemory): string {
  const aside = lists.aside.map(({ number, updatedAt, labels }) => ({ number, updatedAt, labels: [...labels].sort() }));
  const recent = lists.children.filter(({ updatedAt }) => since === null || updatedAt >= since);
  const children = recent.map(({ number, updatedAt }) => ({ number, updatedAt }));
  const wakes = lists.wakes.map(({ number, at }) => ({ number, at }));
  const parts = {
    schema,
    version,
    configuration,
    since,
    left: left && [...left].sort((a, b) => a - b),
    files: sorted(lists.files),
    places: sorted(lists.places),
    aside: aside.sort(byNumber),
    children: children.sort(byNumber),
    wakes: wakes.sort(byNumber),
    unknown: sorted(lists.unknown),
    held: lists.held,
    ...(lists.digest === undefined ? {} : { digest: lists.digest }),
  };
  const lines = Object.entries(parts).map(([name, part]) => `  ${JSON.stringify(name)}: ${JSON.stringify(part)}`);
  return `{\n${lines.join(",\n")}\n}\n`;
}

function byNumber(a: { number: number }, b: { number: number }): number {
  return a.number - b.number;
}

function sorted<Value>(parts: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The data files that were found, told apart by what has become of them since we wrote them. */
export interface Trust {
  /** As we wrote them. */
  intact: Map<string, string>;
  /** Paths of those that somebody changed, and of those that somebody took away. */
  changed: string[];
  missing: string[];
}

/** Which of the files that we wrote are still as we wrote them. Files that we never wrote are in none of the three. */
export function trusted({ files: written }: ReportMemory, files: ReadonlyMap<string, string>): Trust {
  const trust: Trust = { intact: new Map(), changed: [], missing: [] };
  for (const path of Object.keys(written).sort()) {
    const text = files.get(path);
    if (text === undefined) trust.missing.push(path);
    else if (sha256Of(text) === written[path]) trust.intact.set(path, text);
    else trust.changed.push(path);
  }
  return trust;
}

/** SHA-256 of the text's UTF-8, in hexadecimal digits. */
export function sha256Of(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
