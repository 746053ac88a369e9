/** Who has access to a repository of their own, in GraphQL. */
import { accessOf, may } from "../../people.ts";
import { Refusal } from "../../refusal.ts";
import type { Person, Repository } from "../../state.ts";
import { connection } from "../connection.ts";
import type { Arguments, Context } from "../fields.ts";

/** @throws Refusal 403 where whoever asks has no push access; apps need none */
export function collaborators(repository: Repository, args: Arguments, { hub, viewer }: Context) {
  if (viewer.as === "person" && !may(viewer, repository, "write")) {
    throw new Refusal(403, "Must have push access to view repository collaborators.");
  }
  const people = [...hub.state.people.values()].filter((person) => belongs(person, repository, args.affiliation));
  const page = connection(people, args);
  const edges = () =>
    page.edges().map((edge) => ({ ...edge, permission: accessOf(repository, edge.node).toUpperCase() }));
  return { ...page, edges };
}

function belongs(person: Person, repository: Repository, affiliation: string | null = "ALL"): boolean {
  if (person.type === "Bot" || person.deleted || accessOf(repository, person) === "none") return false;
  return affiliation !== "OUTSIDE" || !person.member;
}
