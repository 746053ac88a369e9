/** Where GraphQL queries begin. */
import type { Actor } from "../../hub.ts";
import { mayInProject, sees } from "../../people.ts";
import type { Project } from "../../project-state.ts";
import { Refusal } from "../../refusal.ts";
import { restLogin } from "../../shapes/account.ts";
import type { Node, Repository } from "../../state.ts";
import type { Context, Fields } from "../fields.ts";

export const queryTables = {
  Query: {
    repository: (_, { owner = "", name = "" }, context) => {
      const repository = context.hub.state.repositories.get(`${owner}/${name}`.toLowerCase());
      if (repository && sees(context.viewer, repository)) return repository;
      throw new Refusal(404, `Could not resolve to a Repository with the name '${owner}/${name}'.`);
    },
    organization: (_, { login = "" }, { hub }) => {
      const organization = hub.state.organizations.get(login.toLowerCase());
      if (organization) return organization;
      throw new Refusal(404, `Could not resolve to an Organization with the login of '${login}'.`);
    },
    // An installation is shown as a user, with the bot's login as REST writes it.
    viewer: (_, __, { viewer }) => ({ ...viewer.person, type: "User", login: restLogin(viewer.person) }),
    user: (_, { login = "" }, { hub }) => {
      const person = hub.state.people.get(login.toLowerCase());
      if (person?.type === "User" && !person.deleted) return person;
      throw new Refusal(404, `Could not resolve to a User with the login of '${login}'.`);
    },
    node: (_, { id = "" }, context) => nodeOf(id, context),
    // One that can't be had is null, with an error of its own: an error that is returned is as good as thrown.
    nodes: (_, { ids = [] }, context) => ids.map((id) => foundNode(id, context)),
    // The running query is counted in already.
    rateLimit: (_, __, { budget, cost, nodes }) => ({
      limit: budget.limit,
      remaining: Math.max(budget.remaining - cost, 0),
      used: budget.used + cost,
      resetAt: `${new Date(budget.reset * 1000).toISOString().slice(0, 19)}Z`,
      cost,
      nodeCount: nodes,
    }),
  } satisfies Fields<object>,
};

/** The thing with that id. @throws Refusal 404 where there is none, or the viewer can't see it */
export function nodeOf(id: string, context: Context): Node {
  const node = foundNode(id, context);
  if (node instanceof Refusal) throw node;
  return node;
}

function foundNode(id: string, { hub, viewer }: Context): Node | Refusal {
  const node = hub.state.nodes.get(id);
  if (node && isSeen(viewer, node)) return node;
  return new Refusal(404, `Could not resolve to a node with the global id of '${id}'`);
}

function isSeen(viewer: Actor, node: Node): boolean {
  const project = projectOf(node);
  if (project) return mayInProject(viewer, project, "read");
  const repository = repositoryOf(node);
  return repository === null || sees(viewer, repository);
}

function projectOf(node: Node): Project | null {
  if (node.type === "ProjectV2") return node;
  return "project" in node ? node.project : "item" in node ? node.item.project : null;
}

function repositoryOf(node: Node): Repository | null {
  if (node.type === "Repository") return node;
  if (node.type === "IssueComment") return node.issue.repository;
  if (node.type === "DiscussionComment") return node.discussion.repository;
  return "repository" in node ? node.repository : null;
}
