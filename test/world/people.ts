/** Who may do what: roles, what they allow, and how GitHub describes a person to a repository. */
import type { Actor } from "./hub.ts";
import { notFound, Refusal } from "./refusal.ts";
import { type Issue, type Person, type Repository, ROLES, type Role } from "./state.ts";

/** A person's role in a repository, the one that everybody has in a public one included. */
export function roleOf(repository: Repository, person: Person): Role {
  if (person.deleted) return "none";
  const given = givenRole(repository, person);
  if (given !== "none") return given;
  const member = person.member && repository.owner.type === "Organization";
  return !repository.private || member ? "read" : "none";
}

function givenRole(repository: Repository, person: Person): Role {
  if (repository.owner === person) return "admin";
  return repository.roles.get(person.login.toLowerCase()) ?? person.role;
}

const atLeast = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least);

/** Whether the repository is there at all for whoever asks. */
export function sees(actor: Actor, repository: Repository): boolean {
  if (actor.as === "app") return false;
  if (actor.as === "installation") return repository.installation === actor.installation.id;
  return roleOf(repository, actor.person) !== "none";
}

/** Whether whoever asks has at least the role; an installation goes by its permissions instead. */
export function may(actor: Actor, repository: Repository, least: Role): boolean {
  if (!sees(actor, repository)) return false;
  if (actor.as === "person") return atLeast(roleOf(repository, actor.person), least);
  if (actor.as === "app") return false;
  if (least === "admin") return false;
  return least === "read" || actor.installation.permissions.issues === "write";
}

/** @throws Refusal 404 where the repository can't be seen, 403 where the role is too low */
export function demand(actor: Actor, repository: Repository, least: Role): void {
  if (!sees(actor, repository)) throw notFound();
  if (!may(actor, repository, least)) throw forbidden(actor);
}

/** @throws Refusal unless they wrote it, or have at least the role */
export function demandAuthor(actor: Actor, text: { author: Person }, repository: Repository, least: Role): void {
  if (!sees(actor, repository)) throw notFound();
  if (text.author !== actor.person && !may(actor, repository, least)) throw forbidden(actor);
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
