/** Runs git in a closed environment: nothing of the machine's configuration comes in, and the token never goes out. */
import { execFile } from "node:child_process";
import { UserError } from "../src/error.ts";

interface Remote {
  /** The repository's address, without a token. */
  url: string;
  token: string;
}

export interface GitCall {
  /** The repository, or where one is to be. */
  folder: string;
  /** Stands for the user's home; nothing is looked up elsewhere. */
  home: string;
  /** Whose token goes along; for commands that stay on this machine, none does. */
  remote?: Remote;
  input?: string | Buffer;
}

/** A git command that failed. Carries neither token nor address with one. */
export class GitError extends Error {
  override readonly name = "GitError";
  /** The subcommand: `clone`, `push`. */
  readonly step: string;
  /** What git said on its error channel, and a push on its output too. */
  readonly said: string;
  readonly tookTooLong: boolean;

  constructor(step: string, said: string, tookTooLong: boolean) {
    super(`git ${step} ${tookTooLong ? "took too long" : "failed"}: ${said || "it said nothing"}`);
    this.step = step;
    this.said = said;
    this.tookTooLong = tookTooLong;
  }
}

/** The longest that a command may take, in milliseconds. */
const longest = 300_000;
const largestOutput = 2 ** 29;

/** What of the machine's environment git needs to reach a server behind a proxy, and to run at all on Windows. */
const passedThrough = [
  "PATH",
  "SYSTEMROOT",
  ...["http_proxy", "https_proxy", "all_proxy", "no_proxy"].flatMap((name) => [name, name.toUpperCase()]),
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "CURL_CA_BUNDLE",
  "GIT_SSL_CAINFO",
  "GIT_SSL_CAPATH",
];

/** Characters of what git said that are kept. */
const longestSaying = 2_000;

/**
 * Runs `git ARGS` and resolves to what it wrote. @throws GitError where it fails or takes longer than five minutes,
 * UserError where there is no git
 */
export function git(args: readonly [step: string, ...rest: string[]], call: GitCall): Promise<Buffer> {
  const options = {
    env: environment(call),
    encoding: "buffer" as const,
    timeout: longest,
    maxBuffer: largestOutput,
    windowsHide: true,
  };
  return new Promise((resolve, reject) => {
    const child = execFile("git", ["--git-dir", call.folder, ...args], options, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else reject(failure(args[0], error, `${stderr.toString()}\n${printed(args[0], stdout)}`, call.remote?.token));
    });
    child.stdin?.on("error", () => {}); // Where git ends before it has read everything, its exit tells why.
    child.stdin?.end(call.input);
  });
}

/** Only a push says on its output why a branch was refused; other commands put out content. */
function printed(step: string, stdout: Buffer): string {
  return step === "push" ? stdout.toString() : "";
}

function failure(
  step: string,
  error: Error & { code?: unknown; killed?: boolean },
  said: string,
  token?: string,
): Error {
  if (error.code === "ENOENT") {
    return new UserError("There is no git on this runner.", "Install git on it, or use one of GitHub's own runners.");
  }
  const tookTooLong = error.killed === true || said.includes("Operation too slow");
  return new GitError(step, scrubbed(said.trim(), token).slice(0, longestSaying), tookTooLong);
}

/** Without the token, in every form in which it was sent. */
function scrubbed(text: string, token: string | undefined): string {
  if (!token) return text;
  return [token, credentials(token), encodeURIComponent(token)].reduce(
    (rest, form) => rest.replaceAll(form, "***"),
    text,
  );
}

function credentials(token: string): string {
  return Buffer.from(`x-access-token:${token}`).toString("base64");
}

function environment({ home, remote }: GitCall): NodeJS.ProcessEnv {
  const machine = passedThrough.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
  return {
    ...Object.fromEntries(machine),
    HOME: home,
    LANG: "C",
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    ...configured([...settings, ...(remote ? authorization(remote) : [])]),
  };
}

type Setting = [name: string, value: string];

/** Redirections are not followed: the token is for this server alone. A server that sends nothing for a minute is given up. */
const settings: Setting[] = [
  ["core.hooksPath", "/dev/null"],
  ["credential.helper", ""],
  ["protocol.allow", "never"],
  ["protocol.http.allow", "always"],
  ["protocol.https.allow", "always"],
  ["http.followRedirects", "false"],
  ["http.lowSpeedLimit", "1"],
  ["http.lowSpeedTime", "60"],
  ["gc.auto", "0"],
  // What is packed here is unpacked and packed anew by the server.
  ["pack.compression", "1"],
  ["maintenance.auto", "false"],
  ["fetch.negotiationAlgorithm", "noop"],
];

/** In a variable of git's own: a command line would show in `ps`, a file would stay. */
function authorization({ url, token }: Remote): Setting[] {
  const { origin } = new URL(url);
  return [[`http.${origin}/.extraHeader`, `Authorization: Basic ${credentials(token)}`]];
}

function configured(all: readonly Setting[]): NodeJS.ProcessEnv {
  const pairs = all.flatMap(([name, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, name],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(all.length), ...Object.fromEntries(pairs) };
}
