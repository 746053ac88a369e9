/** People and organisations as REST shows them. */

import type { Organization } from "../organization-state.ts";
import { roleOf } from "../people.ts";
import { type Person, type Repository, ROLES } from "../state.ts";

export const API = "https://api.github.com";
export const SITE = "https://github.com";

/** Who stands in for everybody that has been deleted. */
const GHOST = { id: 10137, nodeId: "MDQ6VXNlcjEwMTM3", login: "ghost", type: "User" } as const;

/** The login as REST writes it: bots with `[bot]`. */
export const restLogin = (account: { type: string; login: string }): string =>
  account.type === "Bot" ? `${account.login}[bot]` : account.login;

/** REST's `simple-user`; a deleted person is `ghost`. */
export function accountShape(account: Person | Pick<Organization, "type" | "id" | "nodeId" | "login">) {
  const shown = account.type !== "Organization" && account.deleted ? GHOST : account;
  const login = restLogin(shown);
  const url = `${API}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id: shown.id,
    node_id: shown.nodeId,
    avatar_url: `https://avatars.githubusercontent.com/u/${shown.id}?v=4`,
    gravatar_id: "",
    url,
    html_url: `${SITE}/${shown.type === "Bot" ? `apps/${shown.login}` : login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: shown.type,
    user_view_type: "public",
    site_admin: false,
  };
}

/** REST's `public-user`. */
export function publicUserShape(person: Person) {
  const nothing = { company: null, blog: "", location: null, email: null, hireable: null, bio: null };
  const counts = { public_repos: 0, public_gists: 0, followers: 0, following: 0 };
  const since = { created_at: "2020-01-01T00:00:00Z", updated_at: "2020-01-01T00:00:00Z" };
  return { ...accountShape(person), name: person.name, ...nothing, ...counts, ...since };
}

/** REST's `repository-collaborator-permission`: the old base permission, and the role by name. */
export function permissionShape(repository: Repository, person: Person) {
  const role = roleOf(repository, person);
  const rank = ROLES.indexOf(role);
  const permissions = { pull: rank >= 1, triage: rank >= 2, push: rank >= 3, maintain: rank >= 4, admin: rank >= 5 };
  const base = { maintain: "write", triage: "read" } as const;
  const permission = role === "maintain" || role === "triage" ? base[role] : role;
  return { permission, role_name: role, user: { ...accountShape(person), permissions, role_name: role } };
}
