/** Who can be told of something: only people and teams of our own side, as GitHub knows them now. */
import type { ObservedIssue, ObservedRepository } from "./github/observed.ts";
import type { GitHub } from "./github/port.ts";
import { actsOf } from "./timeline/acts.ts";
import { isLogin } from "./words/escape.ts";

/** Who was asked about, and who of them can't be told. Logins, and teams as `org/team`. */
export interface Reach {
  asked: string[];
  unreachable: string[];
}

type Place = Pick<ObservedRepository, "owner" | "private">;

/**
 * Whom a mention on the issue would not reach, or who is not of the team any more: of the groups up to the first in which
 * anybody can be told. Asks GitHub for each of them; what it has said is remembered for minutes.
 */
export async function reachOf(
  github: GitHub,
  issue: ObservedIssue,
  groups: readonly (readonly string[])[],
): Promise<Reach> {
  const reach: Reach = { asked: [], unreachable: [] };
  for (const names of groups) {
    const lost = await unreachable(github, issue.repository, names, colleaguesOn(issue));
    reach.asked.push(...names);
    reach.unreachable.push(...lost);
    if (lost.size < new Set(names).size) break;
  }
  return reach;
}

/** Those of the names who can't be told in the repository. `colleagues` are known as such, in lower case. */
export async function unreachable(
  github: GitHub,
  place: Place,
  names: readonly string[],
  colleagues: ReadonlySet<string> = new Set(),
): Promise<Set<string>> {
  const reached = await Promise.all(names.map((name) => isReachable(github, place, name, colleagues)));
  return new Set(names.filter((_, index) => !reached[index]));
}

async function isReachable(github: GitHub, place: Place, name: string, colleagues: ReadonlySet<string>) {
  const [org = "", slug, ...rest] = name.split("/");
  if (slug !== undefined) return rest.length === 0 && isTeamOf(github, place, org, slug);
  return isLogin(name) && isColleague(github, place, name, colleagues);
}

/** Teams of other organisations get no mention, and their people may be outsiders here. */
async function isTeamOf(github: GitHub, { owner }: Place, org: string, slug: string): Promise<boolean> {
  if (org.toLowerCase() !== owner.toLowerCase()) return false;
  const size = await github.teamSize(slug);
  return size === "hidden" || (size !== null && size > 0);
}

/** On a public repository everybody may read: there GitHub's association, or the membership, tells a colleague. */
async function isColleague(github: GitHub, place: Place, login: string, colleagues: ReadonlySet<string>) {
  const permission = await github.permission(login);
  if (permission === "triage") return true;
  if (place.private) return permission === "read";
  return colleagues.has(login.toLowerCase()) || github.isMember(login);
}

const associations = new Set(["OWNER", "MEMBER", "COLLABORATOR"]);

/** Who wrote on the issue and is a colleague now, as GitHub says of each author. */
function colleaguesOn(issue: ObservedIssue): Set<string> {
  const written = actsOf(issue, "").filter(({ kind, association }) => kind === "user" && association !== null);
  return new Set(
    written.filter(({ association }) => associations.has(association ?? "")).map(({ who }) => who.toLowerCase()),
  );
}
