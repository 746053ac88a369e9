/** GitHub as the App sees it: its installations, each with an Octokit, a pace and a memory of its own. */
import { z } from "zod";
import { TerminalError } from "../error.ts";
import { Accounts } from "./accounts.ts";
import { ask, askAll, gone } from "./ask.ts";
import { Boards } from "./boards.ts";
import { Client } from "./client.ts";
import { Graph } from "./graph.ts";
import { identity } from "./identity.ts";
import { IssueFields } from "./issue-fields.ts";
import { located } from "./locate.ts";
import { Pace } from "./pace.ts";
import { membersOf, permissionsIn } from "./permission.ts";
import { type Clock, persistent, realClock } from "./policy.ts";
import type { GitHub, GitHubApp, IncidentRef, RepositoryRef } from "./port.ts";
import { Reader } from "./read.ts";
import { remembered } from "./remembered.ts";
import { type Octokit, type Send, sendThrough } from "./send.ts";
import { teamsOf } from "./team.ts";

const installations = z.array(z.object({ id: z.int(), suspended_at: z.string().nullish() }));
const installation = z.object({
  id: z.int(),
  account: z.object({ login: z.string().nullish() }).nullish(),
  suspended_at: z.string().nullish(),
});
const repositories = z.object({
  repositories: z.array(z.object({ name: z.string(), owner: z.object({ login: z.string() }) })),
});

/** Installations and repositories that are kept at hand. */
const MOST = 1_000;
const AN_HOUR = 60 * 60_000;
/** How long it is remembered whether the App is installed somewhere: who installs it after a first try is waiting. */
const MINUTES = 5 * 60_000;

export interface GitHubAppOptions {
  /** An Octokit of the installation, or of the App itself, as Probot's `auth`. */
  authenticate: (installation?: number) => Promise<Octokit>;
  /** Names of the labels whose newest issues each read brings along, by the text of the configuration. */
  labelsOf: (configuration: string | null) => readonly string[];
  /** Logins of our other accounts, by the text of the configuration; without it, those that are found. */
  accountsOf?: (configuration: string | null) => readonly string[];
  clock?: Clock;
}

/** GitHub for the App, with our own policy of pace and repetition on every request. */
export function githubApp(options: GitHubAppOptions): GitHubApp {
  const { authenticate, labelsOf, accountsOf = () => [], clock = realClock } = options;
  const pace = new Pace();
  const asApp: Send = async (call) => persistent(sendThrough(await authenticate()), clock)(call);
  const self = identity(asApp);
  const sendAs = remembered(
    async (installation: number) =>
      persistent(pace.of(installation, sendThrough(await authenticate(installation))), clock),
    { most: MOST, keepFor: AN_HOUR },
  );
  const clients = remembered(
    async (key: string): Promise<GitHub> => {
      const repository = refOf(key);
      return clientIn(repository, await sendAs(repository.installation), { self, labelsOf, accountsOf });
    },
    { most: MOST, keepFor: AN_HOUR },
  );
  const found = remembered((name: string) => installedIn(asApp, name), { most: MOST, keepFor: MINUTES });
  const issues = remembered((key: string) => locatedBy(key, sendAs), { most: MOST, keepFor: MINUTES });
  return {
    self,
    locate: (installation, node) => issues(`${installation}/${node}`),
    in: (repository) => clients(keyOf(repository)),
    find: (owner, repo) => found(`${owner}/${repo}`),
    async repositories() {
      const all = await Promise.all((await installed(asApp)).map(async (id) => repositoriesOf(await sendAs(id), id)));
      return all.flat();
    },
  };
}

type Reading = Required<Pick<GitHubAppOptions, "labelsOf" | "accountsOf">> & Pick<GitHubApp, "self">;

function clientIn({ owner, repo }: RepositoryRef, send: Send, { self, labelsOf, accountsOf }: Reading): GitHub {
  const place = { send, owner, repo };
  const accounts = new Accounts({ ...place, self, accountsOf });
  return new Client({
    ...place,
    self,
    reader: new Reader({ graph: new Graph(place), accounts, labelsOf }),
    permission: permissionsIn(send, owner, repo),
    isMember: membersOf(send, owner),
    teamSize: teamsOf(send, owner),
    boards: new Boards(place),
    fields: new IssueFields(place),
  });
}

/** By the installation, a slash, and the issue's node id. */
async function locatedBy(key: string, sendAs: (installation: number) => Promise<Send>): Promise<IncidentRef | null> {
  const installation = Number(key.slice(0, key.indexOf("/")));
  const found = await located(await sendAs(installation), key.slice(key.indexOf("/") + 1));
  return found && { installation, ...found };
}

async function installed(send: Send): Promise<number[]> {
  const pages = await askAll(send, { kind: "read", route: "GET /app/installations", parameters: { per_page: 100 } });
  const all = pages.flatMap((page) => installations.parse(page));
  return all.filter(({ suspended_at: suspended }) => !suspended).map(({ id }) => id);
}

/** None where the App has been uninstalled since. */
async function repositoriesOf(send: Send, installation: number): Promise<RepositoryRef[]> {
  try {
    const call = { kind: "read", route: "GET /installation/repositories", parameters: { per_page: 100 } } as const;
    const listed = (await askAll(send, call)).flatMap((page) => repositories.parse(page).repositories);
    return listed.map(({ name, owner }) => ({ installation, owner: owner.login, repo: name }));
  } catch (error) {
    if (error instanceof TerminalError) return [];
    throw error;
  }
}

/** With the owner as GitHub spells it. A repository that was renamed or moved is found by its old name too. */
async function installedIn(send: Send, name: string): Promise<RepositoryRef | null> {
  const [owner = "", repo = ""] = name.split("/");
  const route = "GET /repos/{owner}/{repo}/installation";
  const answer = await ask(send, { kind: "read", route, parameters: { owner, repo } }, gone);
  if (gone(answer)) return null;
  const { id, account, suspended_at: suspended } = installation.parse(answer.data);
  if (suspended) return null;
  const login = account?.login ?? owner;
  return { installation: id, owner: login.toLowerCase() === owner.toLowerCase() ? login : owner, repo };
}

/** Neither owners nor repositories have a slash in their names. */
function keyOf({ installation, owner, repo }: RepositoryRef): string {
  return `${installation}/${owner}/${repo}`;
}

function refOf(key: string): RepositoryRef {
  const [installation = "", owner = "", repo = ""] = key.split("/");
  return { installation: Number(installation), owner, repo };
}
