/** The world's wikis: bare git repositories in a temporary folder, served by git's own `http-backend`. */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { closedEnvironment, HttpBackend } from "./wiki-cgi.ts";

/** What somebody may do with a wiki; `none` is for those who may not even know that it is there. */
export type WikiAccess = "write" | "read" | "unauthorized" | "none";

/** A request of git's: what the repository has, or the exchange itself. */
export type WikiStep = "list to fetch" | "fetch" | "list to push" | "push";

function git(folder: string, args: string[], input: string | Buffer = ""): string {
  return execFileSync("git", ["--git-dir", folder, ...args], {
    env: closedEnvironment,
    input,
    encoding: "utf8",
    stdio: ["pipe", "pipe", "pipe"],
    maxBuffer: 2 ** 28,
  });
}

/** One repository's wiki, as its people use it in the browser. */
export class WikiRepository {
  readonly #folder: string;
  readonly #name: string;
  #isOff = false;
  #race: { step: WikiStep; action: () => void } | null = null;
  #failing: { step: WikiStep; times: number; afterwards: boolean }[] = [];
  /** How often each service was asked to exchange, and how often for what there is. */
  readonly requests: Record<WikiStep, number> = { "list to fetch": 0, fetch: 0, "list to push": 0, push: 0 };
  /** Bytes that went out to those who fetched. */
  sent = 0;

  constructor(folder: string, name: string) {
    this.#folder = folder;
    this.#name = name;
  }

  /** Whether there is something to clone. */
  get isThere(): boolean {
    return !this.#isOff && existsSync(this.#folder);
  }

  /** Somebody clicks "Create the first page" and saves what GitHub proposes. */
  firstPage(): void {
    this.create();
    this.write({ "Home.md": `Welcome to the ${this.#name} wiki!` }, "Initial Home page");
  }

  /** A repository without a commit, as nobody gets by clicking. */
  create(): void {
    mkdirSync(dirname(this.#folder), { recursive: true });
    git(this.#folder, ["init", "--quiet", "--bare", "--initial-branch=master", "--template=", this.#folder]);
    for (const setting of ["http.receivepack", "uploadpack.allowFilter", "uploadpack.allowAnySHA1InWant"]) {
      git(this.#folder, ["config", setting, "true"]);
    }
  }

  /** A commit of a person's; null deletes a file. */
  write(files: Record<string, string | Buffer | null>, message = "Update the wiki"): void {
    const chunks: (string | Buffer)[] = [
      "commit refs/heads/master\ncommitter Olga <olga@acme.example> now\n",
      ...counted(message),
      this.#hasCommit() ? "from refs/heads/master^0\n" : "",
    ];
    for (const [path, content] of Object.entries(files)) {
      if (content === null) chunks.push(`D ${quoted(path)}\n`);
      else chunks.push(`M 100644 inline ${quoted(path)}\n`, ...counted(content));
    }
    const input = Buffer.concat(chunks.map((chunk) => Buffer.from(chunk)));
    git(this.#folder, ["fast-import", "--quiet", "--date-format=now"], input);
  }

  read(path: string): string | null {
    return this.files().includes(path) ? git(this.#folder, ["show", `master:${path}`]) : null;
  }

  files(): string[] {
    if (!this.#hasCommit()) return [];
    return git(this.#folder, ["ls-tree", "-r", "-z", "--name-only", "master"]).split("\0").slice(0, -1);
  }

  /** Newest first. */
  commits(): { author: string; message: string }[] {
    if (!this.#hasCommit()) return [];
    const log = git(this.#folder, ["log", "-z", "--format=%an <%ae>%n%B", "master"]).split("\0");
    return log.filter(Boolean).map((entry) => {
      const [author = "", ...message] = entry.split("\n");
      return { author, message: message.join("\n").trim() };
    });
  }

  /** Settings > General > Features > Wikis, unticked. */
  off(): void {
    this.#isOff = true;
  }

  /** A rule of the organisation's declines every push. */
  protect(): void {
    const hooks = join(this.#folder, "hooks");
    mkdirSync(hooks, { recursive: true });
    const hook = join(hooks, "pre-receive");
    writeFileSync(hook, "#!/bin/sh\necho 'error: GH013: Repository rule violations found.' >&2\nexit 1\n");
    chmodSync(hook, 0o755);
  }

  /** As a server that knows no partial clones. */
  withoutFilters(): void {
    git(this.#folder, ["config", "uploadpack.allowFilter", "false"]);
    git(this.#folder, ["config", "uploadpack.allowAnySHA1InWant", "false"]);
  }

  /** Does something once, right before the next push is told what there is, or right before it is taken. */
  beforePush(action: () => void, step: "list to push" | "push" = "list to push"): void {
    this.#race = { step, action };
  }

  /** Answers 502 to the next requests of this kind. */
  failAt(step: WikiStep, times = 1): void {
    this.#failing.push({ step, times, afterwards: false });
  }

  /** Takes the next push, and hangs up instead of answering. */
  hangUpAfterPush(): void {
    this.#failing.push({ step: "push", times: 1, afterwards: true });
  }

  /** What happens to a request before it is answered: null for nothing. */
  strike(step: WikiStep): "before" | "afterwards" | null {
    this.requests[step]++;
    if (this.#race?.step === step) {
      const { action } = this.#race;
      this.#race = null;
      action();
    }
    const failing = this.#failing.find((failure) => failure.step === step && failure.times > 0);
    if (!failing) return null;
    failing.times--;
    return failing.afterwards ? "afterwards" : "before";
  }

  #hasCommit(): boolean {
    try {
      git(this.#folder, ["rev-parse", "--verify", "--quiet", "refs/heads/master"]);
      return true;
    } catch {
      return false;
    }
  }
}

export class Wikis {
  readonly #root = mkdtempSync(join(tmpdir(), "world-wikis-"));
  readonly #repositories = new Map<string, WikiRepository>();
  readonly #backend = new HttpBackend();

  /** The wiki of `acme/shop`. */
  of(fullName: string): WikiRepository {
    const known = this.#repositories.get(fullName.toLowerCase());
    if (known) return known;
    const repository = new WikiRepository(join(this.#root, `${fullName}.wiki.git`), fullName.split("/")[1] ?? "");
    this.#repositories.set(fullName.toLowerCase(), repository);
    return repository;
  }

  /** Whether a request's path is for a wiki. */
  matches(path: string): boolean {
    return /^\/[\w.-]+\/[\w.-]+\.wiki\.git\//.test(path);
  }

  /** Answers a request for a wiki as GitHub does; `access` says what whoever asks may do. */
  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    access: (fullName: string, authorization: string | undefined) => WikiAccess,
  ): Promise<void> {
    const url = new URL(request.url ?? "/", "http://world");
    const [, owner = "", name = ""] = /^\/([^/]+)\/([^/]+)\.wiki\.git\//.exec(url.pathname) ?? [];
    const wiki = this.of(`${owner}/${name}`);
    const may = access(`${owner}/${name}`, request.headers.authorization);
    const step = stepOf(url);
    if (may === "unauthorized") return refuse(response, 401, "Invalid username or token.");
    if (may === "none" || !wiki.isThere || !step) return refuse(response, 404, "Repository not found.");
    if (may === "read" && step.endsWith("push")) {
      return refuse(response, 403, `Permission to ${owner}/${name}.wiki.git denied to github-actions[bot].`);
    }
    const failure = wiki.strike(step);
    if (failure === "before") return refuse(response, 502, "Bad gateway");
    const exchange = { root: this.#root, url, hangsUp: failure === "afterwards" };
    const sent = await this.#backend.answer(request, response, exchange);
    if (step === "fetch") wiki.sent += sent;
  }

  async close(): Promise<void> {
    this.#backend.close();
    rmSync(this.#root, { recursive: true, force: true, maxRetries: 3 });
  }
}

function stepOf({ pathname, searchParams }: URL): WikiStep | null {
  const path = pathname.replace(/^.*\.wiki\.git\//, "");
  if (path === "git-upload-pack") return "fetch";
  if (path === "git-receive-pack") return "push";
  if (path !== "info/refs") return null;
  const service = searchParams.get("service");
  if (service === "git-upload-pack") return "list to fetch";
  return service === "git-receive-pack" ? "list to push" : null;
}

function refuse(response: ServerResponse, status: number, text: string): void {
  const challenge = status === 401 ? { "www-authenticate": 'Basic realm="GitHub"' } : {};
  response.writeHead(status, { "content-type": "text/plain; charset=UTF-8", connection: "close", ...challenge });
  response.end(text);
}

/** As git's own files have it: any byte but these can be written as it is. */
function quoted(path: string): string {
  return `"${path.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n")}"`;
}

function counted(content: string | Buffer): (string | Buffer)[] {
  return [`data ${Buffer.byteLength(content)}\n`, content, "\n"];
}
