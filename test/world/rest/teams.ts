/** Teams of organisations: how many are in one. */
import type { Actor } from "../hub.ts";
import type { Organization } from "../organization-state.ts";
import { forbidden } from "../people.ts";
import { notFound } from "../refusal.ts";
import { teamShape } from "../shapes/team.ts";
import { type Call, ok, type Route } from "./route.ts";

export const teamRoutes: Route[] = [{ method: "GET", path: "/orgs/{org}/teams/{team}", handle: team }];

/** @throws Refusal 404 where there is none, or whoever asks can't see the organisation's teams; 403 for a job */
function team({ hub, actor, params }: Call) {
  if (actor.as === "job") throw forbidden(actor);
  const found = hub.state.teams.find(
    ({ organization, slug }) =>
      organization.login.toLowerCase() === params.org?.toLowerCase() && slug === params.team?.toLowerCase(),
  );
  if (!found || !seesTeams(actor, found.organization)) throw notFound();
  return ok(teamShape(found));
}

/** Members do, and installations that may read members. */
function seesTeams(actor: Actor, organization: Organization): boolean {
  if (actor.as === "person") return actor.person.member;
  if (actor.as !== "installation" || actor.installation.account !== organization) return false;
  return (actor.installation.permissions.members ?? "none") !== "none";
}
