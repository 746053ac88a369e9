/** A worker thread that turns SVG into PNG: one picture a message, one answer each. */
import { readFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { outlined } from "../src/report/figure/outlined.ts";
import { indexedPng } from "./png.ts";
import type { Drawn } from "./rasterise.ts";

if (!parentPort) throw new Error("This file runs as a worker thread.");
const port = parentPort;
const wasm: string = workerData;
let loading: Promise<void> | undefined;

port.on("message", async (svg: string) => {
  port.postMessage(await answer(svg));
});

async function answer(svg: string): Promise<Drawn> {
  try {
    loading ??= load();
    await loading;
    return { png: drawn(svg) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

/** The library made ready. URLs come into a thread as text. */
async function load(): Promise<void> {
  await initWasm(await readFile(wasm.startsWith("file:") ? new URL(wasm) : wasm));
}

function drawn(svg: string): Uint8Array {
  const picture = new Resvg(outlined(svg));
  try {
    const image = picture.render();
    try {
      return indexedPng(image.pixels, image.width, image.height);
    } finally {
      image.free();
    }
  } finally {
    picture.free();
  }
}
