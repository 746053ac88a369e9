/** Who may do what: roles, what they allow, and how GitHub describes a person to a repository. */
import type { Actor } from "./hub.ts";
import type { Project } from "./project-state.ts";
import { notFound, Refusal } from "./refusal.ts";
import { type Comment, type Issue, type Person, type Repository, ROLES, type Role } from "./state.ts";

/** A person's role in a repository, the one that everybody has in a public one included. */
export function roleOf(repository: Repository, person: Person): Role {
  if (person.deleted) return "none";
  const access = accessOf(repository, person);
  return access === "none" && !repository.private ? "read" : access;
}

function givenRole(repository: Repository, person: Person): Role {
  if (repository.owner === person) return "admin";
  return repository.roles.get(person.login.toLowerCase()) ?? person.role;
}

/** The role that they have of their own, apart from what everybody may in a public repository. */
export function accessOf(repository: Repository, person: Person): Role {
  const given = givenRole(repository, person);
  if (given !== "none") return given;
  return person.member && repository.owner.type === "Organization" ? "read" : "none";
}

const atLeast = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least);

/** What an app's permissions are about. */
export type Scope = "metadata" | "issues" | "pull_requests" | "contents" | "deployments" | "checks" | "discussions";

/** Whether the repository is there at all for whoever asks. */
export function sees(actor: Actor, repository: Repository): boolean {
  if (actor.as === "app") return false;
  if (actor.as === "installation") return repository.installation === actor.installation.id;
  if (actor.as === "job") return repository === actor.job.repository || !repository.private;
  return roleOf(repository, actor.person) !== "none";
}

/** What an app may do in a repository that it sees. */
function permissionsOf(actor: Exclude<Actor, { as: "person" }>, repository: Repository): Record<string, string> {
  if (actor.as === "installation") return actor.installation.permissions;
  return actor.as === "job" && repository === actor.job.repository ? actor.job.permissions : {};
}

/** Whether whoever asks has at least the role; apps go by a permission to write one of the scopes instead. */
export function may(actor: Actor, repository: Repository, least: Role, scopes: readonly Scope[] = ["issues"]): boolean {
  if (!sees(actor, repository)) return false;
  if (actor.as === "person") return atLeast(roleOf(repository, actor.person), least);
  const permissions = permissionsOf(actor, repository);
  return least !== "admin" && scopes.some((scope) => permissions[scope] === "write");
}

/** @throws Refusal 404 where the repository can't be seen, 403 where the role or the permissions don't reach */
export function demand(actor: Actor, repository: Repository, least: Role, scopes?: readonly Scope[]): void {
  if (!sees(actor, repository)) throw notFound();
  if (!may(actor, repository, least, scopes)) throw forbidden(actor);
}

/** Either permission reaches the thread of a pull request. */
const scopesOf = (thread: Issue): Scope[] => (thread.type === "Issue" ? ["issues"] : ["issues", "pull_requests"]);

/** As `may`, on an issue or pull request. */
export const mayOn = (actor: Actor, thread: Issue, least: Role): boolean =>
  may(actor, thread.repository, least, scopesOf(thread));

/** As `demand`, on an issue or pull request. */
export const demandOn = (actor: Actor, thread: Issue, least: Role): void =>
  demand(actor, thread.repository, least, scopesOf(thread));

/** @throws Refusal unless they wrote it, or have at least the role; apps need their permission for both */
export function demandAuthor(actor: Actor, text: Issue | Comment, least: Role): void {
  demandOn(actor, text.type === "IssueComment" ? text.issue : text, text.author === actor.person ? "read" : least);
}

/** @throws Refusal 403 where an app may not read that of a private repository; what is public everybody may */
export function demandReading(actor: Actor, repository: Repository, ...scopes: Scope[]): void {
  if (!sees(actor, repository)) throw notFound();
  if (actor.as === "person" || !repository.private) return;
  const permissions = permissionsOf(actor, repository);
  if (!scopes.some((scope) => scope in permissions && permissions[scope] !== "none")) throw forbidden(actor);
}

/** @throws Refusal 403 where an app may not read a private repository's issue or pull request */
export const demandReadingOf = (actor: Actor, thread: Issue): void =>
  demandReading(actor, thread.repository, ...scopesOf(thread));

const PROJECT_ACCESS = ["none", "read", "write", "admin"] as const;
type ProjectAccess = (typeof PROJECT_ACCESS)[number];

/** What whoever asks may do with a project: members write, administrators all; an installation by its permission; a job nothing. */
function projectAccess(actor: Actor, project: Project): ProjectAccess {
  if (actor.as === "person") return actor.person.member ? (actor.person.role === "admin" ? "admin" : "write") : "none";
  if (actor.as !== "installation" || actor.installation.account !== project.owner) return "none";
  const given = actor.installation.permissions.organization_projects;
  return PROJECT_ACCESS.find((access) => access === given) ?? "none";
}

/** Whether whoever asks has at least that access. */
export const mayInProject = (actor: Actor, project: Project, least: Exclude<ProjectAccess, "none">): boolean =>
  PROJECT_ACCESS.indexOf(projectAccess(actor, project)) >= PROJECT_ACCESS.indexOf(least);

/** @throws Refusal 404 where a person can't see the project, 403 where the role or the permission doesn't reach */
export function demandProject(actor: Actor, project: Project, least: Exclude<ProjectAccess, "none">): void {
  if (actor.as === "person" && !mayInProject(actor, project, "read")) throw notFound();
  if (!mayInProject(actor, project, least)) throw forbidden(actor);
}

export const forbidden = (actor: Actor): Refusal =>
  new Refusal(
    403,
    actor.as === "person" ? "Must have admin rights to Repository." : "Resource not accessible by integration",
  );

/** Whether an issue can be given to the person: those with access of their own, members, and who has commented on it. */
export function assignable(issue: Issue, person: Person): boolean {
  if (person.deleted || person.type === "Bot") return false;
  if (person.member || givenRole(issue.repository, person) !== "none") return true;
  return issue.timeline.some((item) => item.type === "IssueComment" && item.author === person);
}

/** GitHub's `author_association`, as far as others can see it. */
export function associationOf(repository: Repository, person: Person): string {
  if (repository.owner === person) return "OWNER";
  if (person.member && !person.concealed && repository.owner.type === "Organization") return "MEMBER";
  if (person.type === "User" && !person.deleted && givenRole(repository, person) !== "none") {
    return person.member ? "CONTRIBUTOR" : "COLLABORATOR";
  }
  return "NONE";
}
