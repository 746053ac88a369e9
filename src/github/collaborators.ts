/** Who may do what in the repository, for a job: from the list of all collaborators where there is one at hand. */
import { type Connection, type Maybe, nextPageOf } from "./answer.ts";
import { collaboratorsQuery } from "./bulk-query.ts";
import type { Graph } from "./graph.ts";
import type { Permission } from "./port.ts";

/** A page of the list; null where GitHub doesn't show it. */
export type AnsweredCollaborators = Maybe<
  Pick<Connection<never>, "pageInfo"> & {
    totalCount?: Maybe<number>;
    edges?: Maybe<Maybe<{ permission: string; node?: Maybe<{ login: string }> }>[]>;
  }
>;

/** Of more people than this, the list takes more requests than to ask for those who matter one by one. */
const MOST = 1_000;

/** The list, as far as it has been read. */
export class Collaborators {
  readonly #graph: Graph;
  readonly #lookUp: (login: string) => Promise<Permission>;
  readonly #known = new Map<string, Permission>();
  /** The list has been begun, and goes on after this cursor; null at its end. */
  #list: { after: string | null } | null = null;
  #reading: Promise<void> = Promise.resolve();

  /** @param lookUp asks for one person */
  constructor(graph: Graph, lookUp: (login: string) => Promise<Permission>) {
    this.#graph = graph;
    this.#lookUp = lookUp;
  }

  /** Takes the list's first page, which another query has brought along. */
  begin(page: AnsweredCollaborators): void {
    const isUseful = page?.edges && (page.totalCount ?? 0) <= MOST;
    this.#known.clear();
    this.#list = isUseful ? { after: null } : null;
    if (isUseful) this.#learn(page);
  }

  /** What they may do. Whoever is not on the list may do nothing that a public repository doesn't grant to all. */
  async permission(login: string): Promise<Permission> {
    const name = login.toLowerCase();
    while (!this.#known.has(name) && this.#list?.after) await this.#readOn(this.#list.after);
    return this.#list ? (this.#known.get(name) ?? "none") : this.#lookUp(login);
  }

  /** Many ask at the same time: the next page is read once. */
  #readOn(after: string): Promise<void> {
    this.#reading = this.#reading
      .catch(() => {})
      .then(async () => {
        if (this.#list?.after !== after) return;
        const variables = { afterCollaborator: after };
        const answer = await this.#graph.ask<{ collaborators?: AnsweredCollaborators }>(
          "read",
          collaboratorsQuery,
          variables,
        );
        if (answer?.collaborators?.edges) this.#learn(answer.collaborators);
        else this.#list = null;
      });
    return this.#reading;
  }

  #learn(page: NonNullable<AnsweredCollaborators>): void {
    for (const edge of page.edges ?? [])
      if (edge?.node) this.#known.set(edge.node.login.toLowerCase(), triage.has(edge.permission) ? "triage" : "read");
    this.#list = { after: nextPageOf(page) };
  }
}

const triage = new Set(["TRIAGE", "WRITE", "MAINTAIN", "ADMIN"]);
