/** A server that answers what a test tells it to, request by request, and keeps what it was asked. */

import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { Octokit } from "@octokit/core";
import { onTestFinished } from "vitest";

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: unknown;
}

/** Status 200 and an empty object unless said otherwise. `drop` closes the connection instead of answering. */
export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Milliseconds before the answer. */
  after?: number;
  drop?: boolean;
}

/** Serves until the test ends: a list of replies, the last of which repeats, or what a function answers. */
export async function serve(replies: Reply[] | ((asked: Asked) => Reply)) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const question = await read(request);
    asked.push(question);
    const scripted = Array.isArray(replies) ? replies[Math.min(asked.length, replies.length) - 1] : replies(question);
    const { status = 200, headers = {}, body = {}, after = 0, drop = false } = scripted ?? {};
    await pause(after);
    if (drop) return request.socket.destroy();
    response.writeHead(status, { "content-type": "application/json", ...headers });
    return response.end(status === 204 ? undefined : JSON.stringify(body));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { asked, url, octokit: new Octokit({ baseUrl: url }) };
}

async function read(request: IncomingMessage): Promise<Asked> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const content = await text(request);
  const body = content === "" ? undefined : JSON.parse(content);
  return { method: request.method ?? "", path: pathname, query: searchParams, headers: request.headers, body };
}
