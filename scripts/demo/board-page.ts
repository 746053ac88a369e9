/** The organisation's project as a board: a column for each status, and on each card what its fields say. */
import {
  optionOf,
  type Project,
  type ProjectField,
  type ProjectItem,
  SETTABLE,
  shownValue,
} from "../../test/world/project-state.ts";
import { type Html, html } from "./html.ts";
import { issueLink, picture, stateBadge } from "./parts.ts";

/** The board's page, without what all pages have around it. */
export function boardPage(project: Project): Html {
  const status = project.fields.find(({ name }) => name === "Status");
  return html`<header class="issue"><h1>${project.title} <span class="quiet">#${project.number}</span></h1>
<p class="quiet">A project of acme. What people change here goes to the issues, and what they change there comes here.</p></header>
<div class="board">${status ? columns(project, status) : ""}</div>`;
}

function columns({ items }: Project, status: ProjectField): Html[] {
  const byOption = Map.groupBy(items, (item) => optionIn(item, status));
  const names = status.options.map(({ name }) => name);
  return [...(byOption.has("") ? [""] : []), ...names].map((name) => column(name, byOption.get(name) ?? [], status));
}

/** "" where none is chosen. */
function optionIn({ values }: ProjectItem, field: ProjectField): string {
  const value = values.find((each) => each.field === field);
  return (value && optionOf(value)?.name) ?? "";
}

function column(name: string, items: readonly ProjectItem[], status: ProjectField): Html {
  const cards = items.map((item) => card(item, status));
  return html`<section class="column"><h2>${name === "" ? "No status" : name} <span class="count">${items.length}</span></h2>${cards}</section>`;
}

function card({ content, values, project }: ProjectItem, status: ProjectField): Html {
  const fields = project.fields.filter((field) => field !== status && isSettable(field));
  const rows = fields.flatMap((field) => {
    const value = values.find((each) => each.field === field);
    return value ? [html`<div><dt>${field.name}</dt><dd>${shownValue(value)}</dd></div>`] : [];
  });
  return html`<article class="box item"><p>${stateBadge(content)} ${content.assignees.map(picture)}</p><p>${issueLink(content)}</p><dl>${rows}</dl></article>`;
}

function isSettable({ dataType }: ProjectField): boolean {
  return SETTABLE.some((type) => type === dataType);
}
