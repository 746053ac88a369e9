/** Teams as REST shows them. */
import { iso } from "../clock.ts";
import type { Organization, Team } from "../organization-state.ts";
import { API, accountShape, SITE } from "./account.ts";

/** REST's `team-full`. */
export function teamShape(team: Team) {
  const { id, nodeId, organization, slug, createdAt, members } = team;
  const url = `${API}/organizations/${organization.id}/team/${id}`;
  return {
    id,
    node_id: nodeId,
    url,
    html_url: `${SITE}/orgs/${organization.login}/teams/${slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    name: slug,
    slug,
    description: null,
    privacy: "closed",
    notification_setting: "notifications_enabled",
    permission: "pull",
    parent: null,
    type: "organization",
    members_count: members.length,
    repos_count: 0,
    created_at: iso(createdAt),
    updated_at: iso(createdAt),
    organization: organizationShape(organization, iso(createdAt)),
  };
}

/** REST's `team-organization`. */
function organizationShape(organization: Organization, at: string) {
  const { login, id, node_id, avatar_url, html_url } = accountShape(organization);
  const url = `${API}/orgs/${login}`;
  return {
    login,
    id,
    node_id,
    avatar_url,
    html_url,
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    description: null,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    type: "Organization",
    created_at: at,
    updated_at: at,
    archived_at: null,
  };
}
