/** Organisations' projects: made, closed and deleted, with their fields. */
import { createHash } from "node:crypto";
import { type Actor, freshIds, type Hub, register } from "../hub.ts";
import type { Organization } from "../organization-state.ts";
import { demandProject } from "../people.ts";
import { type Project, type ProjectField, type ProjectOption, SETTABLE, type SettableType } from "../project-state.ts";
import { invalid, Refusal } from "../refusal.ts";

export interface NewProject {
  number: number;
  title: string;
  closed: boolean;
  automatic: boolean;
}

export interface NewField {
  name: string;
  dataType: ProjectField["dataType"];
  options: readonly Omit<ProjectOption, "id">[];
}

const MOST_FIELDS = 50;

/** The fields of a new project, as GitHub makes them. */
const FIRST_FIELDS: readonly [string, ProjectField["dataType"]][] = [
  ["Title", "title"],
  ["Assignees", "assignees"],
  ["Status", "single_select"],
  ["Labels", "labels"],
  ["Linked pull requests", "linked_pull_requests"],
  ["Milestone", "milestone"],
  ["Repository", "repository"],
  ["Reviewers", "reviewers"],
  ["Parent issue", "parent_issue"],
  ["Sub-issues progress", "sub_issues_progress"],
];

const STATUSES = [
  { name: "Todo", color: "GREEN" },
  { name: "In Progress", color: "YELLOW" },
  { name: "Done", color: "PURPLE" },
];

/** A project as the browser makes one, with GitHub's first fields. */
export function addProject(hub: Hub, owner: Organization, wanted: NewProject): Project {
  const at = hub.clock.stamp();
  const { closed, ...traits } = wanted;
  const project: Project = register(hub, {
    type: "ProjectV2",
    ...freshIds(hub, "PVT", null),
    owner,
    ...traits,
    createdAt: at,
    updatedAt: at,
    closedAt: closed ? at : null,
    fields: [],
    items: [],
  });
  for (const [name, dataType] of FIRST_FIELDS) {
    placeField(hub, project, { name, dataType, options: name === "Status" ? STATUSES : [] }, null);
  }
  hub.state.projects.push(project);
  return project;
}

/** @throws Refusal 422 where the name is taken, a select has no options, or there are 50 fields */
export function addField(hub: Hub, actor: Actor, project: Project, wanted: NewField): ProjectField {
  demandProject(actor, project, "write");
  if (wanted.name.trim() === "") throw invalid("ProjectV2Field", "name", "missing_field");
  checkName(project, wanted.name);
  if (project.fields.length >= MOST_FIELDS) throw new Refusal(422, `Only ${MOST_FIELDS} fields are allowed`);
  if (wanted.dataType === "single_select" && wanted.options.length === 0) {
    throw invalid("ProjectV2Field", "single_select_options", "missing_field");
  }
  touch(hub, project);
  return placeField(hub, project, wanted, actor);
}

/** @param by null for what comes with the project */
export function placeField(hub: Hub, project: Project, wanted: NewField, by: Actor | null): ProjectField {
  const { name, dataType, options } = wanted;
  const select = dataType === "single_select";
  const at = hub.clock.stamp();
  const field: ProjectField = register(hub, {
    type: select ? "ProjectV2SingleSelectField" : "ProjectV2Field",
    ...freshIds(hub, select ? "PVTSSF" : "PVTF", by?.person ?? null),
    project,
    name,
    dataType,
    options: [],
    createdAt: at,
    updatedAt: at,
  });
  field.options = options.map((option) => ({ ...option, id: optionId(field, option.name) }));
  project.fields.push(field);
  return field;
}

function checkName(project: Project, name: string): void {
  const taken = project.fields.some((field) => field.name.toLowerCase() === name.toLowerCase());
  if (taken) throw new Refusal(422, "Name has already been taken");
}

const optionId = (field: ProjectField, name: string): string =>
  createHash("sha1").update(`${field.nodeId}:${name}`).digest("hex").slice(0, 8);

export interface FieldPatch {
  name?: string | undefined;
  /** All options from now on. */
  options?: readonly Omit<ProjectOption, "id">[] | undefined;
}

/** Renames a field, or gives it other options: values of an option that is gone are emptied. */
export function updateField(hub: Hub, actor: Actor, field: ProjectField, { name, options }: FieldPatch): void {
  const { project } = field;
  demandProject(actor, project, "write");
  checkSettable(field);
  if (name !== undefined && name.toLowerCase() !== field.name.toLowerCase()) checkName(project, name);
  field.name = name ?? field.name;
  if (options) {
    const known = new Map(field.options.map((option) => [option.name, option.id]));
    field.options = options.map((option) => ({
      ...option,
      id: known.get(option.name) ?? optionId(field, option.name),
    }));
    keepValues(field, (value) => field.options.some((option) => option.id === value));
  }
  field.updatedAt = hub.clock.stamp();
  touch(hub, project);
}

/** Deletes a field with all of its values. */
export function deleteField(hub: Hub, actor: Actor, field: ProjectField): void {
  const { project } = field;
  demandProject(actor, project, "write");
  checkSettable(field);
  keepValues(field, () => false);
  project.fields = project.fields.filter((each) => each !== field);
  hub.state.nodes.delete(field.nodeId);
  touch(hub, project);
}

function keepValues(field: ProjectField, keeps: (value: string | number) => boolean): void {
  for (const item of field.project.items) {
    item.values = item.values.filter((value) => value.field !== field || keeps(value.value));
  }
}

/** @throws Refusal 422 for a field that only shows what the issue says */
function checkSettable(field: ProjectField): void {
  if (!isSettable(field.dataType)) throw new Refusal(422, "This field cannot be changed");
}

export const isSettable = (type: ProjectField["dataType"]): type is SettableType =>
  SETTABLE.some((settable) => settable === type);

/** Closes it, or opens it again. */
export function setProjectState(hub: Hub, actor: Actor, project: Project, state: "open" | "closed"): void {
  demandProject(actor, project, "write");
  project.closedAt = state === "closed" ? hub.clock.stamp() : null;
  touch(hub, project);
}

/** Deletes it for good, with all of its items. */
export function deleteProject(hub: Hub, actor: Actor, project: Project): void {
  demandProject(actor, project, "admin");
  for (const { nodeId } of [project, ...project.fields, ...project.items]) hub.state.nodes.delete(nodeId);
  hub.state.projects = hub.state.projects.filter((each) => each !== project);
}

export function touch(hub: Hub, project: Project): void {
  project.updatedAt = hub.clock.stamp();
}
