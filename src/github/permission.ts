/** What a person may do in a repository, looked up and remembered for minutes. */
import { z } from "zod";
import { ask, gone, isDone, notAllowed } from "./ask.ts";
import type { Permission } from "./port.ts";
import { remembered } from "./remembered.ts";
import type { Send } from "./send.ts";

const answered = z.object({
  permission: z.string().nullish(),
  role_name: z.string().nullish(),
  user: z.object({ permissions: z.object({ triage: z.boolean().nullish() }).nullish() }).nullish(),
});

/** Logins remembered for each repository, and how long, in milliseconds. */
const MOST = 1_000;
const KEEP_FOR = 5 * 60_000;

/** Who may do what in one repository. People who are not known to GitHub there may do nothing. */
export function permissionsIn(send: Send, owner: string, repo: string): (login: string) => Promise<Permission> {
  const look = remembered<string, Permission>((login) => lookUp(send, { owner, repo, username: login }), {
    most: MOST,
    keepFor: KEEP_FOR,
  });
  return (login) => look(login.toLowerCase());
}

/** Who is of the organisation, also where others can't see it; nobody where the owner is a person, or we may not know. */
export function membersOf(send: Send, org: string): (login: string) => Promise<boolean> {
  const route = "GET /orgs/{org}/members/{username}";
  const look = remembered<string, boolean>(
    async (username) => isDone(await ask(send, { kind: "read", route, parameters: { org, username } }, notAllowed)),
    { most: MOST, keepFor: KEEP_FOR },
  );
  return (login) => look(login.toLowerCase());
}

async function lookUp(send: Send, parameters: { owner: string; repo: string; username: string }): Promise<Permission> {
  const route = "GET /repos/{owner}/{repo}/collaborators/{username}/permission";
  const answer = await ask(send, { kind: "read", route, parameters }, gone);
  return gone(answer) ? "none" : permissionOf(answered.parse(answer.data));
}

/** A custom role has a name of its own, but `permission` is the role that it builds on, and `user` says what it allows. */
function permissionOf({ permission, role_name: role, user }: z.infer<typeof answered>): Permission {
  const mayTriage = user?.permissions?.triage === true || triage.has(role ?? "") || triage.has(permission ?? "");
  if (mayTriage) return "triage";
  return (permission ?? role ?? "none") === "none" ? "none" : "read";
}

const triage = new Set(["triage", "write", "maintain", "admin"]);
