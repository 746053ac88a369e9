/** Organisations' projects over REST: the project, its fields, its items. */
import { z } from "zod";
import { addItem, removeItem, setFields } from "../acts/project-items.ts";
import { addField } from "../acts/projects.ts";
import { demandProject, forbidden } from "../people.ts";
import { type Project, type ProjectItem, SETTABLE } from "../project-state.ts";
import { notFound } from "../refusal.ts";
import { fieldShape, itemShape, newItemShape, projectShape } from "../shapes/project.ts";
import type { Issue } from "../state.ts";
import { type Answer, bodyOf, type Call, created, cursored, nothing, ok, param, type Route } from "./route.ts";

const newField = z.object({
  name: z.string(),
  data_type: z.enum(SETTABLE),
  single_select_options: z.array(z.object({ name: z.string(), color: z.string().default("GRAY") })).default([]),
});
const newItem = z.union([
  z.object({ id: z.int() }),
  z.object({ owner: z.string(), repo: z.string(), number: z.int() }),
]);
const settings = z.object({
  fields: z.array(z.object({ id: z.int(), value: z.union([z.string(), z.number(), z.null()]) })),
});

const PROJECT = "/orgs/{org}/projectsV2/{project}";
const ITEM = `${PROJECT}/items/{item}`;

export const projectRoutes: Route[] = [
  { method: "GET", path: PROJECT, handle: (call) => ok(projectShape(projectOf(call))) },
  { method: "GET", path: `${PROJECT}/fields`, handle: (call) => cursored(call, projectOf(call).fields, fieldShape) },
  { method: "POST", path: `${PROJECT}/fields`, handle: makeField },
  {
    method: "GET",
    path: `${PROJECT}/items`,
    handle: (call) => cursored(call, projectOf(call).items, (item) => itemShape(item, call.hub)),
  },
  {
    method: "POST",
    path: `${PROJECT}/items`,
    handle: (call) => created(newItemShape(addItem(call.hub, call.actor, projectOf(call), contentOf(call)), call.hub)),
  },
  { method: "GET", path: ITEM, handle: (call) => ok(itemShape(itemOf(call), call.hub)) },
  {
    method: "PATCH",
    path: ITEM,
    handle: (call) => {
      const item = itemOf(call);
      setFields(call.hub, call.actor, item, bodyOf(call, settings).fields);
      return ok(itemShape(item, call.hub));
    },
  },
  {
    method: "DELETE",
    path: ITEM,
    handle: (call) => {
      removeItem(call.hub, call.actor, itemOf(call));
      return nothing;
    },
  },
];

function makeField(call: Call): Answer {
  const { name, data_type, single_select_options } = bodyOf(call, newField);
  const wanted = { name, dataType: data_type, options: single_select_options };
  return created(fieldShape(addField(call.hub, call.actor, projectOf(call), wanted)));
}

/** @throws Refusal 404 where there is none, or a person can't see it; 403 for an app that may not */
function projectOf({ hub, actor, params }: Call): Project {
  const login = params.org?.toLowerCase();
  const { projects } = hub.state;
  const project = projects.find(
    (each) => each.owner.login.toLowerCase() === login && each.number === Number(params.project),
  );
  if (!project && !mayProjects(actor)) throw forbidden(actor);
  if (!project) throw notFound();
  demandProject(actor, project, "read");
  return project;
}

/** Whether an app may ask for projects at all, be there any or none. */
function mayProjects(actor: Call["actor"]): boolean {
  if (actor.as === "person") return true;
  return actor.as === "installation" && (actor.installation.permissions.organization_projects ?? "none") !== "none";
}

function itemOf(call: Call): ProjectItem {
  const item = projectOf(call).items.find((each) => each.id === Number(param(call, "item")));
  if (!item) throw notFound();
  return item;
}

/** The issue or pull request that is to be put on the project. */
function contentOf(call: Call): Issue {
  const wanted = bodyOf(call, newItem);
  const { nodes, repositories } = call.hub.state;
  if (!("id" in wanted)) {
    const issue = repositories.get(`${wanted.owner}/${wanted.repo}`.toLowerCase())?.issues.get(wanted.number);
    if (issue) return issue;
    throw notFound();
  }
  const node = nodes.get(`I_${wanted.id}`) ?? nodes.get(`PR_${wanted.id}`);
  if (node?.type === "Issue" || node?.type === "PullRequest") return node;
  throw notFound();
}
