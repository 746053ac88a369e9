/** Ways to a project in GraphQL: from its owner, and from an issue. */

import type { Organization } from "../../organization-state.ts";
import { demandProject, forbidden, mayInProject } from "../../people.ts";
import type { Project } from "../../project-state.ts";
import { Refusal } from "../../refusal.ts";
import type { Issue, Person } from "../../state.ts";
import { connection } from "../connection.ts";
import type { Arguments, Context } from "../fields.ts";

/** @throws Refusal 404 where there is none: people's own are never seen; 403 where the viewer may not read it */
export function projectOf(owner: Organization | Person, { number }: Arguments, { hub, viewer }: Context): Project {
  const project = hub.state.projects.find((each) => each.owner === owner && each.number === number);
  if (!project) throw new Refusal(404, `Could not resolve to a ProjectV2 with the number ${number}.`);
  demandProject(viewer, project, "read");
  return project;
}

/** The projects' items of an issue; those that the viewer may not read are null, each with an error of its own. */
export function itemsOf(issue: Issue, args: Arguments, { hub, viewer }: Context) {
  const all = hub.state.projects.flatMap(({ items }) => items.filter((item) => item.content === issue));
  const items = args.includeArchived === false ? all.filter((item) => item.archivedAt === null) : all;
  const page = connection(items, args);
  const nodes = page.nodes.map((item) => (mayInProject(viewer, item.project, "read") ? item : forbidden(viewer)));
  return { ...page, nodes };
}
