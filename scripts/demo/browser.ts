/** The browser that looks at the demo's pages: Debian's Chromium, or the one that `CHROMIUM` names. */
import { existsSync } from "node:fs";
import { type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** The browser's path; null where there is none on this machine. */
export function browserPath(env: NodeJS.ProcessEnv = process.env): string | null {
  const path = env.CHROMIUM ?? "/usr/bin/chromium";
  return existsSync(path) ? path : null;
}

/** Opens an address, and gives the page once its diagrams are drawn. */
export type Open = (address: string) => Promise<Page>;

/** Runs `visit` with a browser that it can open pages in. @throws Error where there is no browser */
export async function browse(options: BrowserContextOptions, visit: (open: Open) => Promise<void>): Promise<void> {
  const executablePath = browserPath();
  if (!executablePath) throw new Error("There is no Chromium: install it, or set CHROMIUM to its path.");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-lcd-text"] });
  try {
    const page = await browser.newPage(options);
    await visit(async (address) => {
      await page.goto(address);
      await page.waitForSelector("body[data-drawn]");
      return page;
    });
  } finally {
    await browser.close();
  }
}
