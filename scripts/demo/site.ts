/** The demo's pages for a browser: on a local site that follows what happens, and as files that stay. */
import { once } from "node:events";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { html } from "./html.ts";
import { pageNamed, pageNames } from "./pages.ts";
import type { Scene } from "./wiki.ts";

const require = createRequire(import.meta.url);

/** What every page needs, by the name it goes by. */
const assets: Record<string, { file: string; type: string }> = {
  "markdown.css": { file: require.resolve("github-markdown-css/github-markdown.css"), type: "text/css" },
  "mermaid.js": { file: require.resolve("mermaid/dist/mermaid.min.js"), type: "text/javascript" },
  "page.css": { file: beside("page.css"), type: "text/css" },
  "page.js": { file: beside("page.js"), type: "text/javascript" },
};

function beside(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

/** Writes every page, and the wiki's pictures and data, into the folder, which is emptied before; returns the pages' paths. */
export function writePages(scene: Scene, folder: string): string[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, { file }] of Object.entries(assets)) cpSync(file, join(folder, name));
  for (const [path, content] of scene.wiki) if (!path.endsWith(".md")) writeInto(folder, path, content);
  return pageNames(scene).map((name) => writeInto(folder, name, document(name, scene) ?? ""));
}

function writeInto(folder: string, name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

function isPicture(path: string): boolean {
  return path.endsWith(".png");
}

/** The whole page; `live` pages ask for news of themselves. */
function document(name: string, scene: Scene, live = ""): string | null {
  const content = pageNamed(name, scene);
  if (!content) return null;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sooner: the demo</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="markdown.css">
<link rel="stylesheet" href="page.css">
<script src="mermaid.js" defer></script>
<script src="page.js" defer></script>
</head>
<body data-live="${live}">
<div id="content">${content}</div>
</body>
</html>
`.text;
}

/** The site while it is up. */
export interface Site {
  url: string;
  close(): Promise<void>;
}

/** Opens the site on the first free port from `port` on, of this machine alone. */
export async function openSite(scene: Scene, port: number): Promise<Site> {
  const server = createServer((request, response) => answer(scene, request, response));
  const free = await listen(server, port);
  return {
    url: `http://127.0.0.1:${free}/`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** Ports that are tried. */
const tries = 20;

async function listen(server: Server, first: number): Promise<number> {
  for (let port = first; port < first + tries; port += 1) {
    try {
      await once(server.listen(port, "127.0.0.1"), "listening");
      return port;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    }
  }
  throw new Error(
    `All ports from ${first} to ${first + tries - 1} are taken. Name another: npm run demo -- --port 5000`,
  );
}

function answer(scene: Scene, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", "http://localhost");
  const name = url.pathname.slice(1) || "index.html";
  if (name === "news") {
    follow(scene, url.searchParams.get("page") ?? "", response);
    return;
  }
  const asset = Object.hasOwn(assets, name) ? assets[name] : undefined;
  const picture = isPicture(name) ? scene.wiki.get(name) : undefined;
  if (asset) send(response, 200, asset.type, readFileSync(asset.file));
  else if (picture) send(response, 200, "image/png", picture);
  else sendPage(response, document(name, scene, name));
}

function sendPage(response: ServerResponse, page: string | null): void {
  send(response, page ? 200 : 404, page ? "text/html" : "text/plain", page ?? "There is no such page (yet).");
}

/** Scripts come from this site alone, whatever the texts on a page say. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'";

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  const charset = type.startsWith("text/") ? "; charset=utf-8" : "";
  const headers = { "content-type": `${type}${charset}`, "content-security-policy": policy };
  response.writeHead(status, headers).end(body);
}

/** How often the world is looked at, in milliseconds. */
const glance = 200;

/** Server-sent events: the page's content, each time that it has changed. */
function follow(scene: Scene, name: string, response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  let seen = "";
  const timer = setInterval(() => {
    const now = pageNamed(name, scene)?.text ?? "";
    if (now !== seen) response.write(`data: ${JSON.stringify(now)}\n\n`);
    seen = now;
  }, glance);
  response.once("close", () => clearInterval(timer));
}
