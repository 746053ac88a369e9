/** Figures are drawn once, whoever asks first; what goes wrong shows when the picture is asked for. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { Gallery } from "../../action/gallery.ts";
import { reference } from "../report/figure-records.ts";

/** Draws as told, and keeps what it was given. */
function easel(png: (svg: string) => Promise<Uint8Array>) {
  const given: string[] = [];
  return {
    given,
    png(svg: string): Promise<Uint8Array> {
      given.push(svg);
      return png(svg);
    },
  };
}

describe("a gallery", () => {
  it("draws the figure of a record once, and only where it is asked for", async () => {
    const drawing = easel(async () => new Uint8Array([1]));
    const gallery = new Gallery(drawing);
    const picture = gallery.picture(reference, "UTC");
    expect(drawing.given).toEqual([]);
    gallery.begin(reference, "UTC");
    expect(await gallery.picture(reference, "UTC")?.png()).toEqual(new Uint8Array([1]));
    expect(await picture?.png()).toEqual(new Uint8Array([1]));
    expect(drawing.given).toHaveLength(1);
    expect(drawing.given[0]).toMatch(/^<svg /);
  });

  it("names by a fingerprint what a picture shows", () => {
    const gallery = new Gallery(easel(async () => new Uint8Array()));
    const fingerprint = (zone: string) => gallery.picture({ ...reference }, zone)?.fingerprint;
    expect(gallery.picture(reference, "UTC")?.path).toBe(`incidents/figures/${reference.number}.png`);
    expect(fingerprint("UTC")).toMatch(/^[\da-f]{12}$/);
    expect(fingerprint("UTC")).toBe(fingerprint("UTC"));
    expect(fingerprint("UTC")).not.toBe(fingerprint("Asia/Tokyo"));
  });

  it("has nothing for what was withdrawn", () => {
    const gallery = new Gallery(easel(async () => new Uint8Array()));
    const withdrawn = { ...reference, state: "withdrawn" as const };
    gallery.begin(withdrawn, "UTC");
    expect(gallery.picture(withdrawn, "UTC")).toBeNull();
  });

  it("says what went wrong to whoever asks for the picture", async () => {
    const gallery = new Gallery(easel(() => Promise.reject(new Error("no ink"))));
    gallery.begin(reference, "UTC");
    await expect(gallery.picture(reference, "UTC")?.png()).rejects.toThrow("no ink");
  });
});

/** A program whose drawing is ended in the midst of it, and that has something to say afterwards. */
const endedEarly = `
  import { Rasteriser } from ${JSON.stringify(new URL("../../action/rasterise.ts", import.meta.url).href)};
  const rasteriser = new Rasteriser({
    wasm: new URL(${JSON.stringify(import.meta.resolve("@resvg/resvg-wasm/index_bg.wasm"))}),
    worker: new URL(${JSON.stringify(new URL("../../action/rasterise-worker.ts", import.meta.url).href)}),
  });
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400"><rect width="9" height="9"/></svg>';
  const pictures = Array.from({ length: 400 }, () => rasteriser.png(svg));
  for (const picture of pictures) picture.catch(() => {});
  const busy = () => {
    for (const until = Date.now() + 100; Date.now() < until; );
  };
  Promise.any(pictures).then(busy).then(() => rasteriser.close()).then(() => console.log("The end"));
`;

it("drawing that is ended early keeps nobody from going on", async () => {
  const run = promisify(execFile);
  const ends = await Promise.all(
    Array.from({ length: 4 }, () => run(process.execPath, ["--input-type=module", "--eval", endedEarly])),
  );
  expect(ends.map(({ stdout }) => stdout)).toEqual(Array(4).fill("The end\n"));
});
