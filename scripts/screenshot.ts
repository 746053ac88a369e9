/** Takes the README's pictures: plays the demo once, and writes a card, its wiki page and figure, and the board into `docs/`. */
import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { incidentPageName } from "../src/report/page.ts";
import { boardPageName, pageOf, wikiPageOf } from "./demo/addresses.ts";
import { browse } from "./demo/browser.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const height = 1000;
/** As wide as GitHub shows a README's pictures, and small enough to be committed. */
const deviceScaleFactor = 0.9;
/** Space above and below, in pixels. */
const margin = 16;

execFileSync(process.execPath, ["scripts/demo.ts", "--once"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
cpSync(`${root}demo/incidents/figures/1.png`, `${root}docs/figure.png`);
await browse({ deviceScaleFactor, colorScheme: "light" }, async (open) => {
  const at = (name: string) => pathToFileURL(`${root}demo/${name}`).href;
  await take(await open(at(pageOf(1))), "docs/card.png", { width: 900, last: "#text" });
  await take(await open(at(wikiPageOf(incidentPageName(1)))), "docs/wiki.png", { width: 1040, last: ".wiki img" });
  await take(await open(at(boardPageName)), "docs/board.png", {
    width: 1040,
    last: ".column:last-child .item:nth-of-type(3)",
  });
});
console.log("docs/card.png, docs/wiki.png, docs/board.png and docs/figure.png are new.");

/** The page at that width in pixels, from its header to the end of the element that is named last. */
async function take(page: Page, path: string, { width, last }: { width: number; last: string }): Promise<void> {
  await page.setViewportSize({ width, height });
  const header = await page.locator("header.issue").boundingBox();
  const ending = await page.locator(last).boundingBox();
  if (!header || !ending) throw new Error("The page does not show the incident.");
  const top = header.y - margin;
  const clip = { x: 0, y: top, width, height: ending.y + ending.height + margin - top };
  await page.screenshot({ path: `${root}${path}`, fullPage: true, clip });
}
