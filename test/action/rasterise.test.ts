/** SVG becomes PNG, on threads that end with their work. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { crc32, inflateSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { indexedPng } from "../../action/png.ts";
import { Rasteriser } from "../../action/rasterise.ts";
import { words } from "../../src/report/figure/letters.ts";
import { element } from "../../src/report/figure/svg.ts";
import { figureOf } from "../../src/report/figure.ts";
import { reference } from "../report/figure-records.ts";

const files = {
  wasm: new URL(import.meta.resolve("@resvg/resvg-wasm/index_bg.wasm")),
  worker: new URL("../../action/rasterise-worker.ts", import.meta.url),
};
const square = (fill: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="4"><rect x="4" width="4" height="4" fill="${fill}"/></svg>`;

interface Picture {
  width: number;
  height: number;
  /** Red, green, blue and alpha. */
  pixel: (x: number, y: number) => number[];
}

/** Reads what we write: 8 bits a pixel, a palette, no filters. Checks every chunk's sum. */
function readPng(png: Uint8Array): Picture {
  const bytes = Buffer.from(png);
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at) + 12) {
    const length = bytes.readUInt32BE(at);
    expect(crc32(bytes.subarray(at + 4, at + 8 + length))).toBe(bytes.readUInt32BE(at + 8 + length));
    chunks.set(bytes.toString("ascii", at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length));
  }
  const part = (name: string) => chunks.get(name) ?? Buffer.alloc(0);
  const [width, height] = [part("IHDR").readUInt32BE(0), part("IHDR").readUInt32BE(4)];
  const lines = inflateSync(part("IDAT"));
  expect(lines).toHaveLength((width + 1) * height);
  const pixel = (x: number, y: number) => {
    const index = lines[y * (width + 1) + 1 + x] ?? 0;
    return [...part("PLTE").subarray(3 * index, 3 * index + 3), part("tRNS")[index] ?? 255];
  };
  return { width, height, pixel };
}

describe("a rasteriser", () => {
  const rasteriser = new Rasteriser(files);
  afterAll(() => rasteriser.close());

  it("draws the figure as wide as it is shown, in less than 20 kB", async () => {
    const svg = figureOf(reference, "UTC")?.svg ?? "";
    const png = await rasteriser.png(svg);
    const { width, pixel } = readPng(png);
    expect(width).toBe(640);
    expect(png.length).toBeLessThan(20_000);
    expect(pixel(0, 0)[3]).toBe(0);
    expect(pixel(320, 10)).toEqual([0xfb, 0xfb, 0xf9, 255]);
  });

  it("draws words", async () => {
    const svg = element(
      "svg",
      { xmlns: "http://www.w3.org/2000/svg", width: 40, height: 20 },
      words("12", { x: 2, y: 16 }),
    );
    const { width, height, pixel } = readPng(await rasteriser.png(svg));
    const inked = Array.from({ length: width * height }, (_, at) => pixel(at % width, Math.floor(at / width))[3] ?? 0);
    expect(inked.filter((alpha) => alpha > 200).length).toBeGreaterThan(20);
  });

  it("keeps colours and what is transparent", async () => {
    const { width, height, pixel } = readPng(await rasteriser.png(square("#d55e00")));
    expect([width, height]).toEqual([8, 4]);
    expect(pixel(1, 2)).toEqual([0, 0, 0, 0]);
    expect(pixel(6, 2)).toEqual([0xd5, 0x5e, 0, 255]);
  });

  it("says what is wrong with one picture, and draws the others", async () => {
    const drawn = await Promise.allSettled([
      rasteriser.png(square("#0072b2")),
      rasteriser.png("<svg"),
      rasteriser.png(square("#009e73")),
    ]);
    expect(drawn.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    await expect(rasteriser.png("<svg")).rejects.toThrow(/^The figure was not drawn: SVG data parsing failed/);
  });

  it("gives the same bytes every time, and to each its own", async () => {
    const fills = Array.from({ length: 40 }, (_, index) => `#${(index + 10).toString(16).padStart(6, "0")}`);
    const drawn = await Promise.all([...fills, ...fills].map((fill) => rasteriser.png(square(fill))));
    expect(drawn.slice(0, 40)).toEqual(drawn.slice(40));
    expect(drawn.slice(0, 40).map((png) => readPng(png).pixel(6, 2)[2])).toEqual(fills.map((_, index) => index + 10));
  });
});

describe("its threads", () => {
  it("end with it, and reject what they have not drawn", async () => {
    const rasteriser = new Rasteriser(files);
    const pictures = Array.from({ length: 20 }, () => rasteriser.png(square("#000000")));
    const settled = Promise.allSettled(pictures);
    await rasteriser.close();
    expect((await settled).every(({ status }) => status === "rejected")).toBe(true);
  });

  it("say which file they miss", async () => {
    const rasteriser = new Rasteriser({ ...files, wasm: "/nowhere/resvg.wasm" });
    await expect(rasteriser.png(square("#000000"))).rejects.toThrow("/nowhere/resvg.wasm");
    await rasteriser.close();
  });

  it("neither outlive their work, nor end before it: a program that forgets to close ends once all is drawn", async () => {
    const program = `
      import { Rasteriser } from ${JSON.stringify(new URL("../../action/rasterise.ts", import.meta.url))};
      const rasteriser = new Rasteriser({
        wasm: ${JSON.stringify(files.wasm)}, worker: new URL(${JSON.stringify(files.worker)}),
      });
      const svg = ${JSON.stringify(square("#000000"))};
      await rasteriser.png(svg);
      console.log((await rasteriser.png(svg)).length > 0);`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], {
      timeout: 20_000,
    });
    expect(stdout).toBe("true\n");
  });
});

describe("a palette", () => {
  it("keeps the colours that are there most, and gives the others the nearest of them", () => {
    const width = 1_000;
    const pixels = new Uint8Array(width * 4);
    for (let x = 0; x < width; x++) pixels.set(x < 600 ? [9, 200, 30, 255] : [x % 256, 0, 0, 255], x * 4);
    const { pixel } = readPng(indexedPng(pixels, width, 1));
    expect(pixel(10, 0)).toEqual([9, 200, 30, 255]);
    for (let x = 600; x < width; x++) {
      const [red = 0, ...others] = pixel(x, 0);
      expect(others).toEqual([0, 0, 255]);
      expect(Math.abs(red - (x % 256))).toBeLessThanOrEqual(88);
    }
  });

  it("takes the alpha out of the colours", () => {
    const { pixel } = readPng(indexedPng(Uint8Array.of(64, 32, 0, 128, 0, 0, 0, 0), 2, 1));
    expect(pixel(0, 0)).toEqual([128, 64, 0, 128]);
    expect(pixel(1, 0)).toEqual([0, 0, 0, 0]);
  });

  it("refuses pixels that do not fill the picture", () => {
    expect(() => indexedPng(new Uint8Array(12), 2, 2)).toThrow(RangeError);
  });
});
