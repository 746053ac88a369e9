/** What the workflow asks of the Action: its inputs, and the runner's own variables, checked at the door. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { UserError } from "../src/error.ts";
import { type ImportRules, readImport } from "../src/import/rules.ts";

export interface Inputs {
  token: string;
  /** Whether the reports go to the wiki. */
  wiki: boolean;
  /** The folder that a dry run writes into; null where it is none. */
  dryRun: string | null;
  /** From when on everything is read again: an instant, all, or null for what has changed since the last run. */
  since: number | "all" | null;
  import: ImportRules;
  /** The text that stands for the repository's configuration; null where it speaks for itself. */
  configuration: string | null;
}

/** Where the job runs. */
export interface Surroundings {
  owner: string;
  repo: string;
  /** The API's address: `https://api.github.com`, `https://ghe.acme.com/api/v3`. */
  api: string;
  /** The server's: `https://github.com`. */
  server: string;
  /** The event that set the run off, and its payload. */
  event: { name: string; payload: unknown };
  /** Names the run; a repeated one has the same. */
  run: string;
}

/** The repository in the browser: `https://github.com/acme/shop`. */
export function repositoryUrl({ server, owner, repo }: Surroundings): string {
  return `${server}/${owner}/${repo}`;
}

/** Whether the run is one of those that come by themselves, or that somebody starts: it is about no issue in particular. */
export function isRegular({ event: { name } }: Surroundings): boolean {
  return name === "schedule" || name === "workflow_dispatch";
}

type Env = Readonly<Record<string, string | undefined>>;

/** The inputs. `input` gives the value of one, "" where it is not set. @throws UserError for what can't be meant */
export function readInputs(input: (name: string) => string, env: Env): Inputs {
  const workspace = env.GITHUB_WORKSPACE ?? ".";
  const dryRun = truth("dry-run", input("dry-run") || "false");
  const config = input("config");
  return {
    token: tokenIn(input("token") || (env.GITHUB_TOKEN ?? "")),
    wiki: truth("wiki", input("wiki") || "true"),
    dryRun: dryRun ? resolve(workspace, input("folder") || "sooner-report") : null,
    since: sinceIn(input("since").trim()),
    import: readImport(input("import")),
    configuration: config === "" ? null : readConfigurationFile(resolve(workspace, config), dryRun),
  };
}

function tokenIn(token: string): string {
  if (token !== "") return token;
  throw new UserError("There is no token.", "Leave the input `token` out: its default is the job's own token.");
}

function truth(name: string, value: string): boolean {
  const said = value.trim().toLowerCase();
  if (said === "true" || said === "false") return said === "true";
  throw new UserError(`The input \`${name}\` is “${value.slice(0, 50)}”.`, "Set it to true or false.");
}

function sinceIn(value: string): Inputs["since"] {
  if (value === "") return null;
  if (value.toLowerCase() === "all") return "all";
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const at = isDay ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  if (Number.isFinite(at)) return at;
  throw new UserError(`The input \`since\` is “${value.slice(0, 50)}”.`, "Write a day such as 2026-11-01, or all.");
}

/** Only for a dry run: the App would go on with the repository's own. */
function readConfigurationFile(path: string, dryRun: boolean): string {
  if (!dryRun) {
    throw new UserError(
      "The input `config` is for dry runs only.",
      "Set dry-run to true, or put the configuration into .github/sooner.yml.",
    );
  }
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new UserError(
      `There is no file ${path}.`,
      "Name a file of the workspace, and check the repository out before.",
    );
  }
}

/** Where the job runs, by the runner's variables. @throws UserError where they are missing: this is no runner */
export function readSurroundings(env: Env): Surroundings {
  const [owner = "", repo = ""] = required(env, "GITHUB_REPOSITORY").split("/");
  const attempt = env.GITHUB_RUN_ID ?? "";
  return {
    owner,
    repo,
    api: (env.GITHUB_API_URL || "https://api.github.com").replace(/\/+$/, ""),
    server: (env.GITHUB_SERVER_URL || "https://github.com").replace(/\/+$/, ""),
    event: { name: required(env, "GITHUB_EVENT_NAME"), payload: payloadIn(env.GITHUB_EVENT_PATH) },
    run: attempt,
  };
}

function required(env: Env, name: string): string {
  const value = env[name];
  if (value) return value;
  throw new UserError(`${name} is not set.`, "Run this as an Action: a workflow to copy is templates/workflow.yml.");
}

function payloadIn(path: string | undefined): unknown {
  if (!path) return {};
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new UserError("The event's payload can't be read.", "Run the job again; GITHUB_EVENT_PATH names the file.");
  }
}
