/** Who may read and write a wiki: as GitHub has it for git, where a token is the password. */
import { authenticateBasic, type Tokens } from "./auth.ts";
import type { Actor, Hub } from "./hub.ts";
import { demandReading, may } from "./people.ts";
import { Refusal } from "./refusal.ts";
import type { Repository } from "./state.ts";
import type { WikiAccess } from "./wiki.ts";

/** What the credentials allow in the wiki of a repository; without any, public ones can be read. */
export const wikiAccess =
  (hub: Hub, tokens: Tokens) =>
  (fullName: string, authorization: string | undefined): WikiAccess => {
    const repository = hub.state.repositories.get(fullName.toLowerCase());
    if (authorization === undefined) return repository?.hasWiki && !repository.private ? "read" : "unauthorized";
    const actor = actorOf(hub, tokens, authorization);
    if (!actor) return "unauthorized";
    return repository?.hasWiki && canRead(actor, repository) ? readOrWrite(actor, repository) : "none";
  };

const readOrWrite = (actor: Actor, repository: Repository): WikiAccess =>
  may(actor, repository, "write", ["contents"]) ? "write" : "read";

function actorOf(hub: Hub, tokens: Tokens, authorization: string): Actor | null {
  return unlessRefused(() => authenticateBasic(hub, tokens, authorization));
}

const canRead = (actor: Actor, repository: Repository): boolean =>
  unlessRefused(() => {
    demandReading(actor, repository, "contents");
    return true;
  }) ?? false;

function unlessRefused<T>(attempt: () => T): T | null {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
