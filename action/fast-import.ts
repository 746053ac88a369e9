/** One commit as `git fast-import` reads it: no work tree, no index, and one process for a thousand files. */
import type { Change } from "./files.ts";

const author = "github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>";
const branch = "refs/sooner/next";

/** The stream for `git fast-import --date-format=now`, which then prints the new commit's id. `parent` is null for the first. */
export function commitStream(message: string, parent: string | null, changes: readonly Change[]): Buffer {
  const parts: (string | Uint8Array)[] = [
    `commit ${branch}\nmark :1\nauthor ${author} now\ncommitter ${author} now\n`,
    ...counted(message),
    parent === null ? "" : `from ${parent}\n`,
    ...changes.flatMap(({ path, content }) =>
      content === null ? [`D ${quoted(path)}\n`] : [`M 100644 inline ${quoted(path)}\n`, ...counted(content)],
    ),
    "\nget-mark :1\n",
  ];
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

function counted(content: string | Uint8Array): (string | Uint8Array)[] {
  return [`data ${Buffer.byteLength(content)}\n`, content, "\n"];
}

/** Control characters never get here. */
function quoted(path: string): string {
  return `"${path.replace(/[\\"]/g, "\\$&")}"`;
}
