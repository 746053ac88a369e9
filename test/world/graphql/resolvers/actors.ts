/** People, bots and organisations in GraphQL. Bots are named without `[bot]`; who was deleted is null. */

import type { Organization } from "../../organization-state.ts";
import { accountShape } from "../../shapes/account.ts";
import type { Person } from "../../state.ts";
import type { Fields } from "../fields.ts";
import { projectOf } from "./project-access.ts";

/** Somebody as an author or actor; null when deleted. */
export const present = (person: Person): Person | null => (person.deleted ? null : person);

type Account = Person | Organization;

const account: Fields<Account> = {
  id: (each) => each.nodeId,
  databaseId: (each) => each.id,
  login: (each) => each.login,
  url: (each) => accountShape(each).html_url,
  avatarUrl: (each) => accountShape(each).avatar_url,
  resourcePath: (each) => new URL(accountShape(each).html_url).pathname,
};

export const actorTables = {
  User: { ...account, projectV2: projectOf, name: (each: Person) => each.name, email: () => "" },
  Bot: account,
  Organization: { ...account, name: (each: Organization) => each.login, projectV2: projectOf },
};
