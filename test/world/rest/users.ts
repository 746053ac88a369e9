/** People, memberships, and the rate limit. */
import { notFound } from "../refusal.ts";
import { publicUserShape } from "../shapes/account.ts";
import type { Person } from "../state.ts";
import { type Call, nothing, ok, param, type Route } from "./route.ts";

export const userRoutes: Route[] = [
  { method: "GET", path: "/users/{login}", handle: (call) => ok(publicUserShape(personNamed(call))) },
  {
    method: "GET",
    path: "/orgs/{org}/members/{login}",
    handle: (call) => {
      const person = call.hub.state.people.get(param(call, "login").toLowerCase());
      const known = call.hub.state.organizations.has(param(call, "org").toLowerCase());
      return known && person?.member ? nothing : { status: 404 };
    },
  },
  {
    method: "GET",
    path: "/rate_limit",
    handle: ({ budgets: { core, graphql } }) => ok({ resources: { core, graphql, search: core }, rate: core }),
  },
];

/** The person of `login`; bots by their login with `[bot]`. @throws Refusal 404 */
export function personNamed(call: Call): Person {
  const login = param(call, "login").toLowerCase();
  const person = call.hub.state.people.get(login.replace(/\[bot\]$/, ""));
  const bot = person?.type === "Bot";
  if (!person || person.deleted || bot !== login.endsWith("[bot]")) throw notFound();
  return person;
}
