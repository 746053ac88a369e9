/** Makes organisations' projects without requests, and changes what no API changes. */
import { addProject, placeField, touch } from "./acts/projects.ts";
import type { Hub } from "./hub.ts";
import { organizationNamed } from "./population.ts";
import type { Project, SettableType } from "./project-state.ts";

export interface ProjectTraits {
  /** The next of the organisation where it is left out. */
  number?: number;
  title?: string;
  /** Besides GitHub's own: by name a type, or the options of a single select; null takes one of GitHub's own away. */
  fields?: Record<string, Exclude<SettableType, "single_select"> | readonly string[] | null>;
  closed?: boolean;
  /** Whether the workflow "item closed" is on, which sets the status Done; not where it is left out. */
  automatic?: boolean;
}

export function makeProject(hub: Hub, organization: string, traits: ProjectTraits): Project {
  const owner = organizationNamed(hub, organization);
  const taken = hub.state.projects.filter((each) => each.owner === owner).map((each) => each.number);
  const {
    number = Math.max(0, ...taken) + 1,
    title = "Incidents",
    fields = {},
    closed = false,
    automatic = false,
  } = traits;
  const project = addProject(hub, owner, { number, title, closed, automatic });
  for (const [name, kind] of Object.entries(fields)) {
    project.fields = project.fields.filter((each) => each.name !== name);
    if (kind === null) continue;
    const select = typeof kind !== "string";
    const options = select ? kind.map((option) => ({ name: option, color: "GRAY" })) : [];
    placeField(hub, project, { name, dataType: select ? "single_select" : kind, options }, null);
  }
  return project;
}

/** @throws Error where there is no such field or option */
export function renameOption(
  hub: Hub,
  project: Project,
  { field: name, from, to }: { field: string; from: string; to: string },
): void {
  const field = project.fields.find((each) => each.name === name);
  const option = field?.options.find((each) => each.name === from);
  if (!field || !option) throw new Error(`The project ${project.title} has no option ${from} of ${name}`);
  option.name = to;
  field.updatedAt = hub.clock.stamp();
  touch(hub, project);
}
