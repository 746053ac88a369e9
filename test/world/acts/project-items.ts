/** What is on a project: issues put on it and taken off, archived, and the values of their fields. */
import { type Actor, freshIds, type Hub, register } from "../hub.ts";
import { announceProjectItem } from "../payloads.ts";
import { demandProject, demandReadingOf } from "../people.ts";
import {
  itemOn,
  optionOf,
  type Project,
  type ProjectField,
  type ProjectItem,
  type ProjectValue,
  VALUE_TYPES,
} from "../project-state.ts";
import { invalid, Refusal } from "../refusal.ts";
import type { Issue, Person } from "../state.ts";
import { isSettable, touch } from "./projects.ts";

/** The issue's item: the one that is there already, or a new one. */
export function addItem(hub: Hub, actor: Actor, project: Project, content: Issue): ProjectItem {
  demandProject(actor, project, "write");
  demandReadingOf(actor, content);
  const known = itemOn(project, content);
  if (known) return known;
  const at = hub.clock.stamp();
  const item: ProjectItem = register(hub, {
    type: "ProjectV2Item",
    ...freshIds(hub, "PVTI", actor.person),
    project,
    content,
    creator: actor.person,
    createdAt: at,
    updatedAt: at,
    archivedAt: null,
    values: [],
  });
  project.items.push(item);
  touch(hub, project);
  announceProjectItem(hub, item, "created", actor.person);
  return item;
}

/** Takes it off the project. */
export function removeItem(hub: Hub, actor: Actor, item: ProjectItem): void {
  demandProject(actor, item.project, "write");
  dropItem(hub, item, actor.person);
}

/** Takes it off whatever anybody may, as when its issue is deleted. */
export function dropItem(hub: Hub, item: ProjectItem, by: Person): void {
  const { project } = item;
  project.items = project.items.filter((each) => each !== item);
  hub.state.nodes.delete(item.nodeId);
  touch(hub, project);
  announceProjectItem(hub, item, "deleted", by);
}

/** Puts it into the archive, or brings it back. */
export function moveItem(hub: Hub, actor: Actor, item: ProjectItem, to: "archived" | "restored"): void {
  demandProject(actor, item.project, "write");
  if ((item.archivedAt !== null) === (to === "archived")) return;
  item.archivedAt = to === "archived" ? hub.clock.stamp() : null;
  item.updatedAt = hub.clock.stamp();
  announceProjectItem(hub, item, to, actor.person);
}

export interface Setting {
  /** REST's id of the field. */
  id: number;
  /** An option's id, a day, a text, a number; null empties it. */
  value: string | number | null;
}

/** Sets fields, all or none of them. @throws Refusal 422 for an unknown field or option, a bad day, or an archived item */
export function setFields(hub: Hub, actor: Actor, item: ProjectItem, settings: readonly Setting[]): void {
  demandProject(actor, item.project, "write");
  if (item.archivedAt !== null) throw new Refusal(422, "The item is archived and cannot be updated");
  const checked = settings.map(({ id, value }) => ({ field: fieldWith(item.project, id), value }));
  for (const { field, value } of checked) checkValue(field, value);
  for (const { field, value } of checked) setField(hub, item, field, value, actor.person);
}

function fieldWith(project: Project, id: number): ProjectField {
  const field = project.fields.find((each) => each.id === id);
  if (!field) throw invalid("ProjectV2Item", "fields", "custom", `Field ${id} could not be found`);
  return field;
}

function checkValue({ dataType, options }: ProjectField, value: Setting["value"]): void {
  if (!isSettable(dataType)) throw new Refusal(422, "This field cannot be changed");
  if (value === null) return;
  const fits = {
    single_select: () => options.some((option) => option.id === value),
    date: () => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)),
    text: () => typeof value === "string" && value.length <= 1024,
    number: () => typeof value === "number",
  }[dataType]();
  if (!fits) throw invalid("ProjectV2Item", "fields", "invalid", `Value is not valid for a field of type ${dataType}`);
}

/** Sets it, whoever it may be; where it says so already, nothing happens. */
function setField(hub: Hub, item: ProjectItem, field: ProjectField, value: Setting["value"], by: Person): void {
  const known = item.values.find((each) => each.field === field);
  if ((known?.value ?? null) === value) return;
  const from = told(known);
  const at = hub.clock.stamp();
  if (value === null) item.values = item.values.filter((each) => each !== known);
  else if (known) Object.assign(known, { value, updatedAt: at });
  else item.values.push(newValue(hub, item, field, value, by));
  item.updatedAt = at;
  const to = told(item.values.find((each) => each.field === field));
  announceProjectItem(hub, item, "edited", by, () => ({ changes: { field_value: changeOf(field, from, to) } }));
}

function newValue(
  hub: Hub,
  item: ProjectItem,
  field: ProjectField,
  value: string | number,
  creator: Person,
): ProjectValue {
  if (!isSettable(field.dataType)) throw new Error(`Nobody sets ${field.name}`);
  const at = hub.clock.stamp();
  const type = VALUE_TYPES[field.dataType];
  const ids = freshIds(hub, "PVTFV", creator);
  return register(hub, { type, ...ids, item, field, value, creator, createdAt: at, updatedAt: at });
}

/** A value as webhooks tell it: an option whole, a day with a time. */
function told(value: ProjectValue | undefined): unknown {
  if (!value) return null;
  const option = optionOf(value);
  if (option) return { ...option, description: "" };
  return value.field.dataType === "date" ? `${value.value}T00:00:00+00:00` : value.value;
}

const changeOf = (field: ProjectField, from: unknown, to: unknown) => ({
  field_node_id: field.nodeId,
  field_type: field.dataType,
  field_name: field.name,
  project_number: field.project.number,
  from,
  to,
});

/** The workflow "item closed" of the projects that have it on. */
export function tellProjectsOfClosing(hub: Hub, issue: Issue): void {
  for (const project of hub.state.projects.filter((each) => each.automatic)) {
    const item = itemOn(project, issue);
    const status = project.fields.find((field) => field.name === "Status");
    const done = status?.options.find((option) => option.name === "Done");
    if (item && item.archivedAt === null && status && done) setField(hub, item, status, done.id, hub.automation);
  }
}
