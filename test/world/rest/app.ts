/** The App's own routes: by JWT, and what an installation can see. */
import { iso } from "../clock.ts";
import { notFound, Refusal } from "../refusal.ts";
import { appShape, installationShape } from "../shapes/app.ts";
import { repositoryShape } from "../shapes/repository.ts";
import type { Installation } from "../state.ts";
import { type Call, created, ok, paged, param, type Route } from "./route.ts";

export const appRoutes: Route[] = [
  { method: "GET", path: "/app", handle: (call) => ok(appShape(asApp(call).hub)) },
  {
    method: "GET",
    path: "/app/installations",
    handle: (call) => {
      const installations = [...asApp(call).hub.state.installations.values()];
      return paged(call, installations, (installation) => installationShape(call.hub, installation));
    },
  },
  {
    method: "GET",
    path: "/app/installations/{installation}",
    handle: (call) => ok(installationShape(call.hub, installationOf(asApp(call)))),
  },
  {
    method: "POST",
    path: "/app/installations/{installation}/access_tokens",
    handle: (call) => {
      const installation = installationOf(asApp(call));
      const { token, expires } = call.tokens.issue({ as: "installation", person: call.hub.app.bot, installation });
      const { permissions } = installation;
      return created({ token, expires_at: iso(expires), permissions, repository_selection: "selected" });
    },
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/installation",
    handle: (call) => {
      const { state } = asApp(call).hub;
      const repository = state.repositories.get(`${param(call, "owner")}/${param(call, "repo")}`.toLowerCase());
      const installation = state.installations.get(repository?.installation ?? 0);
      if (!installation) throw notFound();
      return ok(installationShape(call.hub, installation));
    },
  },
  {
    method: "GET",
    path: "/installation/repositories",
    handle: (call) => {
      const { actor } = call;
      if (actor.as !== "installation")
        throw new Refusal(403, "You must authenticate with an installation access token");
      const all = [...call.hub.state.repositories.values()];
      const own = all.filter((repository) => repository.installation === actor.installation.id);
      const { body, headers = {} } = paged(call, own, repositoryShape);
      const answer = { total_count: own.length, repository_selection: "selected", repositories: body };
      return { status: 200, body: answer, headers };
    },
  },
];

/** @throws Refusal 401 unless the App came with its JWT */
function asApp(call: Call): Call {
  if (call.actor.as !== "app") throw new Refusal(401, "A JSON web token could not be decoded");
  return call;
}

function installationOf(call: Call): Installation {
  const installation = call.hub.state.installations.get(Number(param(call, "installation")));
  if (!installation) throw notFound();
  return installation;
}
