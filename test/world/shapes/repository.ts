/** Repositories as REST shows them. */
import { iso } from "../clock.ts";
import type { Repository } from "../state.ts";
import { API, accountShape, SITE } from "./account.ts";

const COLLECTIONS = [
  "archive_url={/archive_format}{/ref}",
  "assignees_url={/user}",
  "blobs_url=git/blobs{/sha}",
  "branches_url={/branch}",
  "collaborators_url={/collaborator}",
  "comments_url={/number}",
  "commits_url={/sha}",
  "compare_url=/{base}...{head}",
  "contents_url=/{+path}",
  "contributors_url=",
  "deployments_url=",
  "downloads_url=",
  "events_url=",
  "forks_url=",
  "git_commits_url=git/commits{/sha}",
  "git_refs_url=git/refs{/sha}",
  "git_tags_url=git/tags{/sha}",
  "hooks_url=",
  "issue_comment_url=issues/comments{/number}",
  "issue_events_url=issues/events{/number}",
  "issues_url={/number}",
  "keys_url={/key_id}",
  "labels_url={/name}",
  "languages_url=",
  "merges_url=",
  "milestones_url={/number}",
  "notifications_url={?since,all,participating}",
  "pulls_url={/number}",
  "releases_url={/id}",
  "stargazers_url=",
  "statuses_url={/sha}",
  "subscribers_url=",
  "subscription_url=",
  "tags_url=",
  "teams_url=",
  "trees_url=git/trees{/sha}",
];

/** REST's `repository`. */
export function repositoryShape(repository: Repository) {
  const open = [...repository.issues.values()].filter((issue) => issue.state === "open").length;
  const created = iso(repository.createdAt);
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: repository.fullName,
    private: repository.private,
    owner: accountShape(repository.owner),
    description: null,
    fork: false,
    ...addresses(repository),
    ...features,
    has_wiki: repository.hasWiki,
    created_at: created,
    updated_at: created,
    pushed_at: created,
    open_issues: open,
    open_issues_count: open,
    visibility: repository.private ? "private" : "public",
    default_branch: "main",
  };
}

/** REST's `full-repository`. */
export const fullRepositoryShape = (repository: Repository) => ({
  ...repositoryShape(repository),
  network_count: 0,
  subscribers_count: 0,
  ...(repository.owner.type === "Organization" ? { organization: accountShape(repository.owner) } : {}),
});

function addresses({ fullName }: Repository) {
  const url = `${API}/repos/${fullName}`;
  const collections = COLLECTIONS.map((line) => {
    const [name = "", rest = ""] = line.split("=");
    const plain = name.replace("_url", "");
    return [name, `${url}/${/^[a-z]/.test(rest) ? rest : plain + rest}`];
  });
  return {
    url,
    html_url: `${SITE}/${fullName}`,
    ...Object.fromEntries(collections),
    git_url: `git://github.com/${fullName}.git`,
    ssh_url: `git@github.com:${fullName}.git`,
    clone_url: `${SITE}/${fullName}.git`,
    svn_url: `${SITE}/${fullName}`,
    mirror_url: null,
    homepage: null,
  };
}

const features = {
  size: 0,
  stargazers_count: 0,
  watchers_count: 0,
  watchers: 0,
  language: null,
  has_issues: true,
  has_projects: true,
  has_downloads: true,
  has_pages: false,
  has_discussions: false,
  forks_count: 0,
  forks: 0,
  archived: false,
  disabled: false,
  license: null,
  allow_forking: true,
  is_template: false,
  web_commit_signoff_required: false,
  topics: [],
};
