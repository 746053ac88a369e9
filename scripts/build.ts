/** Builds the Action into `action/dist`: one program, the worker that rasterises, and what both read at run time. */
import { cpSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { z } from "zod";

const require = createRequire(import.meta.url);
const { version } = z.object({ version: z.string() }).parse(require("../package.json"));
const root = fileURLToPath(new URL("../", import.meta.url));
const dist = join(root, "action/dist");

/** The rasteriser's WebAssembly, which is copied as it is. */
const wasm = require.resolve("@resvg/resvg-wasm/index_bg.wasm");

/** Builds into the folder, which is emptied before; returns the files with their sizes in bytes. */
export async function build(folder = dist): Promise<{ file: string; bytes: number }[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const bundle = await rolldown({
    input: { main: join(root, "action/main.ts"), "rasterise-worker": join(root, "action/rasterise-worker.ts") },
    platform: "node",
    // The runner's toolkit brings an HTTP client for what we never ask for; nothing of it runs as it is loaded.
    treeshake: { moduleSideEffects: [{ test: /node_modules\/(?:@actions|undici)\//, sideEffects: false }] },
    transform: { define: { VERSION: JSON.stringify(version) } },
    cwd: root,
    logLevel: "warn",
  });
  await bundle.write({ dir: folder, format: "esm", minify: true, chunkFileNames: "[name]-[hash].js" });
  await bundle.close();
  cpSync(wasm, join(folder, basename(wasm)));
  cpSync(join(root, "templates"), join(folder, "templates"), {
    recursive: true,
    filter: (path) => !/\.\w+$/.test(path) || path.endsWith(".hbs"),
  });
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ file: path.slice(folder.length + 1), bytes: statSync(path).size }));
}

if (import.meta.main) {
  const files = await build();
  const programs = files.filter(({ file }) => file.endsWith(".js"));
  for (const { file, bytes } of files.toSorted((a, b) => b.bytes - a.bytes)) console.log(`${sized(bytes)}  ${file}`);
  console.log(`${sized(programs.reduce((sum, { bytes }) => sum + bytes, 0))}  all programs together`);
}

function sized(bytes: number): string {
  return `${(bytes / 1024).toFixed(1).padStart(8)} KB`;
}
