/** Organisations' projects as REST and webhooks show them. */
import { iso } from "../clock.ts";
import type { Hub } from "../hub.ts";
import { optionOf, type Project, type ProjectField, type ProjectItem, type ProjectValue } from "../project-state.ts";
import { API, accountShape, SITE } from "./account.ts";
import { issueShape } from "./issue.ts";

/** Where a browser finds it. */
export const projectUrl = ({ owner, number }: Project): string => `${SITE}/orgs/${owner.login}/projects/${number}`;

const apiUrl = ({ owner, number }: Project): string => `${API}/orgs/${owner.login}/projectsV2/${number}`;

/** REST's `projects-v2`. */
export const projectShape = (project: Project) => ({
  id: project.id,
  node_id: project.nodeId,
  owner: accountShape(project.owner),
  creator: accountShape(project.owner),
  title: project.title,
  description: null,
  public: false,
  closed_at: project.closedAt === null ? null : iso(project.closedAt),
  created_at: iso(project.createdAt),
  updated_at: iso(project.updatedAt),
  number: project.number,
  short_description: null,
  deleted_at: null,
  deleted_by: null,
  state: project.closedAt === null ? "open" : "closed",
  latest_status_update: null,
  is_template: false,
});

/** REST's `projects-v2-field`. */
export const fieldShape = (field: ProjectField) => ({
  id: field.id,
  node_id: field.nodeId,
  project_url: apiUrl(field.project),
  name: field.name,
  data_type: field.dataType,
  ...(field.dataType === "single_select" ? { options: field.options.map(optionShape) } : {}),
  created_at: iso(field.createdAt),
  updated_at: iso(field.updatedAt),
});

const optionShape = ({ id, name, color }: ProjectField["options"][number]) => ({
  id,
  name: written(name),
  description: written(""),
  color,
});

const written = (text: string) => ({ raw: text, html: text });

/** REST's `projects-v2-item-simple`, without the content. */
const bareItem = (item: ProjectItem) => ({
  id: item.id,
  node_id: item.nodeId,
  content_type: item.content.type,
  creator: accountShape(item.creator),
  created_at: iso(item.createdAt),
  updated_at: iso(item.updatedAt),
  archived_at: item.archivedAt === null ? null : iso(item.archivedAt),
});

/** REST's `projects-v2-item-with-content`. */
export const itemShape = (item: ProjectItem, hub: Hub) => ({
  ...bareItem(item),
  project_url: apiUrl(item.project),
  item_url: `${apiUrl(item.project)}/items/${item.id}`,
  content: issueShape(item.content, hub),
  fields: item.values.map(valueShape),
});

/** As it is answered to whoever puts an issue on the project. */
export function newItemShape(item: ProjectItem, hub: Hub) {
  const { fields: _, ...shape } = itemShape(item, hub);
  return shape;
}

const valueShape = (value: ProjectValue) => {
  const option = optionOf(value);
  const { id, name, dataType } = value.field;
  return { id, name, data_type: dataType, value: option ? optionShape(option) : value.value };
};

/** Webhooks' `projects_v2_item`. */
export const projectItemPayload = (item: ProjectItem) => ({
  ...bareItem(item),
  project_node_id: item.project.nodeId,
  content_node_id: item.content.nodeId,
});
