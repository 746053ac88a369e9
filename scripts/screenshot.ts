/** Takes the README's picture of a card: plays the demo once, and writes `docs/card.png`. */
import { execFileSync } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { browse } from "./demo/browser.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const viewport = { width: 900, height: 1000 };
/** As wide as GitHub shows a README's pictures, and small enough to be committed. */
const deviceScaleFactor = 0.9;

execFileSync(process.execPath, ["scripts/demo.ts", "--once"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
await browse({ viewport, deviceScaleFactor, colorScheme: "light" }, async (open) => {
  const page = await open(pathToFileURL(`${root}demo/index.html`).href);
  const header = await page.locator("header.issue").boundingBox();
  const opening = await page.locator("#text").boundingBox();
  if (!header || !opening) throw new Error("The page does not show the incident.");
  const top = header.y - 16;
  const clip = { x: 0, y: top, width: viewport.width, height: opening.y + opening.height + 16 - top };
  await page.screenshot({ path: `${root}docs/card.png`, fullPage: true, clip });
});
console.log("docs/card.png is new.");
