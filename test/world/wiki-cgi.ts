/** Git's own web server, run by CGI: https://git-scm.com/docs/git-http-backend */
import { type ChildProcess, spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** What git sees of this machine: nothing but where programs are. */
export const closedEnvironment = {
  PATH: process.env.PATH ?? "",
  HOME: "/nonexistent",
  LANG: "C",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
};

interface Exchange {
  /** The folder that holds the repositories. */
  root: string;
  url: URL;
  /** Whether the client is left without an answer once all is done. */
  hangsUp: boolean;
}

/** Runs `git http-backend` for requests. */
export class HttpBackend {
  readonly #running = new Set<ChildProcess>();

  /** Answers, and says how many bytes of content went out. */
  async answer(request: IncomingMessage, response: ServerResponse, exchange: Exchange): Promise<number> {
    const child = spawn("git", ["http-backend"], { env: environment(request, exchange) });
    this.#running.add(child);
    child.once("close", () => this.#running.delete(child));
    child.stderr.resume();
    child.stdin.on("error", () => {}); // It may have answered before it has read everything.
    request.pipe(child.stdin);
    const sent = { bytes: 0 };
    const onHead = (head: string) => exchange.hangsUp || writeHead(response, head);
    const client = exchange.hangsUp ? new PassThrough().resume() : response;
    await pipeline(Readable.from(contentOf(child.stdout, onHead, sent)), client).catch((error) => {
      if (!client.destroyed) throw error; // Whoever left before the end wants no answer.
    });
    if (exchange.hangsUp) request.socket.destroy();
    return sent.bytes;
  }

  close(): void {
    for (const child of this.#running) child.kill();
  }
}

function environment({ method, headers }: IncomingMessage, { root, url }: Exchange): NodeJS.ProcessEnv {
  return {
    ...closedEnvironment,
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: "1",
    PATH_INFO: url.pathname,
    QUERY_STRING: url.search.slice(1),
    REQUEST_METHOD: method,
    REMOTE_USER: "github-actions[bot]",
    REMOTE_ADDR: "127.0.0.1",
    ...given("CONTENT_TYPE", headers["content-type"]),
    ...given("CONTENT_LENGTH", headers["content-length"]),
    ...given("HTTP_CONTENT_ENCODING", headers["content-encoding"]),
    ...given("GIT_PROTOCOL", headers["git-protocol"]?.toString()),
  };
}

function given(name: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [name]: value };
}

/** What follows the head of a CGI answer. */
async function* contentOf(
  output: AsyncIterable<Buffer>,
  onHead: (head: string) => void,
  sent: { bytes: number },
): AsyncGenerator<Buffer> {
  let start: Buffer[] | null = [];
  for await (const chunk of output) {
    const content: Buffer = start === null ? chunk : Buffer.concat([...start, chunk]);
    const end = start === null ? 0 : content.indexOf("\r\n\r\n") + 4;
    if (end === 3) {
      start = [content];
      continue;
    }
    if (start !== null) onHead(content.toString("utf8", 0, end - 4));
    start = null;
    sent.bytes += content.length - end;
    yield content.subarray(end);
  }
}

/** `Status: 404 Not Found`, then headers. */
function writeHead(response: ServerResponse, head: string): void {
  const headers = head.split("\r\n").map((line) => line.split(/:\s*/, 2) as [string, string]);
  const status = headers.find(([name]) => name.toLowerCase() === "status")?.[1] ?? "200";
  const others = headers.filter(([name]) => name.toLowerCase() !== "status");
  response.writeHead(Number.parseInt(status, 10), others.flat());
}
