/** The figures of incidents: each is drawn once, and as early as somebody knows that it will be wanted. */
import { sha256Of } from "../src/record/memory.ts";
import type { IncidentRecord } from "../src/record/record.ts";
import { figureOf } from "../src/report/figure.ts";
import type { Rasteriser } from "./rasterise.ts";

/** The figure of an incident. */
export interface Picture {
  /** Where it is in the wiki. */
  path: string;
  /** Its text alternative. */
  alt: string;
  /** Names what it shows. */
  fingerprint: string;
  /** Draws it, where that was not begun before. */
  png: () => Promise<Uint8Array>;
}

export class Gallery {
  readonly #rasteriser: Pick<Rasteriser, "png">;
  readonly #pictures = new WeakMap<IncidentRecord, Picture | null>();

  constructor(rasteriser: Pick<Rasteriser, "png">) {
    this.#rasteriser = rasteriser;
  }

  /** The record's picture; null where there is nothing to draw. A zone that is none throws a RangeError. */
  picture(record: IncidentRecord, zone: string): Picture | null {
    const known = this.#pictures.get(record);
    if (known !== undefined) return known;
    const picture = this.#frame(record, zone);
    this.#pictures.set(record, picture);
    return picture;
  }

  /** Begins to draw it; whether that went well shows when the picture is asked for. */
  begin(record: IncidentRecord, zone: string): void {
    this.picture(record, zone)
      ?.png()
      .catch(() => {});
  }

  /** Once it is drawn, only the picture is kept. */
  #frame(record: IncidentRecord, zone: string): Picture | null {
    const figure = figureOf(record, zone);
    if (!figure) return null;
    let svg = figure.svg;
    let png: Promise<Uint8Array> | undefined;
    const draw = () => {
      png ??= this.#rasteriser.png(svg);
      svg = "";
      return png;
    };
    return { path: figurePath(record.number), alt: figure.alt, fingerprint: sha256Of(svg).slice(0, 12), png: draw };
  }
}

export function figurePath(number: number): string {
  return `incidents/figures/${number}.png`;
}
