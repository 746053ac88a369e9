/** The App and its installations as REST shows them. */
import { iso } from "../clock.ts";
import type { AppIdentity, Hub } from "../hub.ts";
import type { Installation, Person } from "../state.ts";
import { API, accountShape, SITE } from "./account.ts";

const EVENTS = ["issues", "issue_comment", "sub_issues", "pull_request", "push", "repository_dispatch"];
const FOUNDED = "2026-01-01T00:00:00Z";

/** Who the App belongs to. */
const MAKERS = { type: "Organization", id: 1, nodeId: "O_1", login: "makers" } as const;

/** REST's `integration`. */
export const appShape = (hub: Hub, app: AppIdentity = hub.app) => ({
  id: app.id,
  slug: app.slug,
  client_id: app.clientId,
  node_id: `A_${app.id}`,
  owner: accountShape(MAKERS),
  name: app.slug,
  description: null,
  external_url: "https://example.org",
  html_url: `${SITE}/apps/${app.slug}`,
  created_at: FOUNDED,
  updated_at: FOUNDED,
  permissions: app.permissions,
  events: EVENTS,
  installations_count: hub.state.installations.size,
});

/** The app that a bot acts for: GitHub Actions, or ours. */
export const appOf = (hub: Hub, bot: Person): AppIdentity => (bot === hub.actions.bot ? hub.actions : hub.app);

/** An account that is a user and an enterprise at once, which GitHub's description of the list of installations asks for. */
const wholeAccountShape = (account: Installation["account"]) => ({
  ...accountShape(account),
  name: account.login,
  slug: account.login,
  created_at: null,
  updated_at: null,
});

/** REST's `installation`. */
export const installationShape = (hub: Hub, installation: Installation) => ({
  id: installation.id,
  client_id: hub.app.clientId,
  account: wholeAccountShape(installation.account),
  repository_selection: "selected",
  access_tokens_url: `${API}/app/installations/${installation.id}/access_tokens`,
  repositories_url: `${API}/installation/repositories`,
  html_url: `${SITE}/settings/installations/${installation.id}`,
  app_id: hub.app.id,
  app_slug: hub.app.slug,
  target_id: installation.account.id,
  target_type: installation.account.type,
  permissions: installation.permissions,
  events: EVENTS,
  created_at: iso(installation.createdAt),
  updated_at: iso(installation.createdAt),
  single_file_name: null,
  has_multiple_single_files: false,
  single_file_paths: [],
  suspended_by: null,
  suspended_at: null,
});
