/** Organisations' projects in GraphQL: fields, items, and what is set on them. */
import { iso } from "../../clock.ts";
import { mayInProject } from "../../people.ts";
import {
  optionOf,
  type Project,
  type ProjectField,
  type ProjectItem,
  type ProjectOption,
  type ProjectValue,
} from "../../project-state.ts";
import { projectUrl } from "../../shapes/project.ts";
import { connection } from "../connection.ts";
import type { Fields } from "../fields.ts";
import { present } from "./actors.ts";

interface Dated {
  nodeId: string;
  id: number;
  createdAt: number;
  updatedAt: number;
}

const dated: Fields<Dated> = {
  id: (each) => each.nodeId,
  databaseId: (each) => each.id,
  fullDatabaseId: (each) => String(each.id),
  createdAt: (each) => iso(each.createdAt),
  updatedAt: (each) => iso(each.updatedAt),
};

const field: Fields<ProjectField> = {
  ...dated,
  name: (each) => each.name,
  dataType: (each) => each.dataType.toUpperCase(),
  project: (each) => each.project,
};

const value: Fields<ProjectValue> = {
  ...dated,
  creator: (each) => present(each.creator),
  field: (each) => each.field,
  item: (each) => each.item,
};

/** The title, which GitHub gives as a value too, then what people have set. */
function valuesOf(item: ProjectItem): ProjectValue[] {
  const { creator, createdAt, updatedAt, content } = item;
  const titles = item.project.fields.filter((each) => each.dataType === "title");
  const shown = titles.map((title): ProjectValue => {
    const ids = { id: item.id, nodeId: `${item.nodeId}:title` };
    const type = "ProjectV2ItemFieldTextValue";
    return { type, ...ids, item, field: title, value: content.title, creator, createdAt, updatedAt };
  });
  return [...shown, ...item.values];
}

export const projectTables = {
  ProjectV2: {
    ...dated,
    number: (project) => project.number,
    title: (project) => project.title,
    url: projectUrl,
    resourcePath: (project) => new URL(projectUrl(project)).pathname,
    public: () => false,
    template: () => false,
    shortDescription: () => null,
    closed: (project) => project.closedAt !== null,
    closedAt: (project) => project.closedAt && iso(project.closedAt),
    owner: (project) => project.owner,
    viewerCanUpdate: (project, _, { viewer }) => mayInProject(viewer, project, "write"),
    fields: (project, args) => connection(project.fields, args),
    field: (project, { name }) => fieldNamed(project, name) ?? null,
    items: (project, args) => connection(project.items, args),
  } satisfies Fields<Project>,
  ProjectV2Field: field,
  ProjectV2SingleSelectField: {
    ...field,
    options: ({ options }, { names }) => (names ? options.filter(({ name }) => names.includes(name)) : options),
  } satisfies Fields<ProjectField>,
  ProjectV2SingleSelectFieldOption: {
    description: () => "",
    nameHTML: (option) => option.name,
    descriptionHTML: () => "",
  } satisfies Fields<ProjectOption>,
  ProjectV2Item: {
    ...dated,
    type: (item) => (item.content.type === "Issue" ? "ISSUE" : "PULL_REQUEST"),
    creator: (item) => present(item.creator),
    project: (item) => item.project,
    content: (item) => item.content,
    isArchived: (item) => item.archivedAt !== null,
    fieldValues: (item, args) => connection(valuesOf(item), args),
    fieldValueByName: (item, { name }) =>
      valuesOf(item).find((each) => each.field === fieldNamed(item.project, name)) ?? null,
  } satisfies Fields<ProjectItem>,
  ProjectV2ItemFieldSingleSelectValue: {
    ...value,
    optionId: (each) => each.value,
    name: (each) => optionOf(each)?.name ?? null,
    nameHTML: (each) => optionOf(each)?.name ?? null,
    color: (each) => optionOf(each)?.color ?? "GRAY",
    description: () => "",
  } satisfies Fields<ProjectValue>,
  ProjectV2ItemFieldDateValue: { ...value, date: (each) => each.value } satisfies Fields<ProjectValue>,
  ProjectV2ItemFieldTextValue: { ...value, text: (each) => each.value } satisfies Fields<ProjectValue>,
  ProjectV2ItemFieldNumberValue: { ...value, number: (each) => each.value } satisfies Fields<ProjectValue>,
};

const fieldNamed = ({ fields }: Project, name = ""): ProjectField | undefined =>
  fields.find((each) => each.name.toLowerCase() === name.toLowerCase());
