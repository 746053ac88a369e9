/** A server with nothing but wikis, and who may do what with them. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { Wiki } from "../../action/wiki.ts";
import { type WikiAccess, type WikiRepository, Wikis } from "../world/wiki.ts";

export const token = "ghs_16C7e42F292c6912E7710c838347Ae178B4a";

export interface WikiServer {
  /** The repository's address in the browser. */
  url: string;
  wiki: WikiRepository;
  /** What the token may do from now on. */
  allow(access: WikiAccess): void;
  /** Opens the wiki as the Action does; without the pauses. */
  open(options?: { token?: string }): Promise<Wiki>;
}

/** Serves the wiki of `acme/shop` for the length of the test; it has the page that people made first. */
export async function serveWiki(traits: { firstPage?: boolean } = {}): Promise<WikiServer> {
  const wikis = new Wikis();
  const wiki = wikis.of("acme/shop");
  if (traits.firstPage ?? true) wiki.firstPage();
  let allowed: WikiAccess = "write";
  const server = createServer((request, response) => {
    const may = () => (isAuthorized(request.headers.authorization) ? allowed : "unauthorized");
    wikis.handle(request, response, may).catch(() => request.socket.destroy());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await wikis.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/acme/shop`;
  return {
    url,
    wiki,
    allow: (access) => {
      allowed = access;
    },
    open: async (options = {}) => {
      const opened = await Wiki.open({ url, token, pause: async () => {}, ...options });
      onTestFinished(() => opened.close());
      return opened;
    },
  };
}

function isAuthorized(authorization: string | undefined): boolean {
  return authorization === `Basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
}
