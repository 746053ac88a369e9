/** GitHub's answer about a project board as facts of ours. */
import { z } from "zod";
import type { Instant } from "../incident/incident.ts";
import type { BoardField, BoardItem, BoardReading, BoardValue, ObservedBoard } from "./board.ts";
import type { BoardQuery } from "./port.ts";
import { type GraphqlError, graphqlErrors } from "./send.ts";
import { instantOf } from "./values.ts";

const instant = z.string().transform(instantOf);
const field = z.object({
  databaseId: z.int(),
  name: z.string(),
  dataType: z.string(),
  options: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
});
const project = z.object({
  id: z.string(),
  title: z.string(),
  url: z.string(),
  closed: z.boolean(),
  viewerCanUpdate: z.boolean(),
  fields: z.object({ nodes: z.array(z.unknown()) }),
});
const value = z.object({
  name: z.string().nullish(),
  date: z.string().nullish(),
  text: z.string().nullish(),
  number: z.number().nullish(),
  updatedAt: instant.optional(),
});
/** Aliased by the field's place in the query: `field0` … */
const item = z
  .object({
    fullDatabaseId: z.coerce.number(),
    isArchived: z.boolean(),
    project: z.object({ id: z.string() }).nullable(),
  })
  .catchall(z.unknown());
const issue = z.object({
  number: z.int(),
  lastEditedAt: instant.nullable(),
  timelineItems: z.object({ nodes: z.array(z.object({ __typename: z.string(), createdAt: instant }).nullable()) }),
  projectItems: z.object({ nodes: z.array(item.nullable()) }),
});
const answered = z.object({
  data: z.object({
    organization: z.object({ projectV2: project.nullish() }).nullish(),
    repository: z
      .object({ owner: z.object({ __typename: z.string() }) })
      .catchall(z.unknown())
      .nullish(),
  }),
});

type AnsweredItem = z.infer<typeof item>;
type AnsweredIssue = z.infer<typeof issue>;

/** What GitHub said of the board; null where the answer says neither that nor why not. */
export function boardReadingOf(data: unknown, query: BoardQuery): BoardReading | null {
  const answer = answered.safeParse(data);
  if (!answer.success) return null;
  const { organization, repository } = answer.data.data;
  if (repository?.owner.__typename === "User") return { state: "personal" };
  const errors = graphqlErrors(data);
  if (errors.some(isForbidden)) return { state: "forbidden" };
  const found = organization?.projectV2;
  if (!found) return errors.every(isAbsence) ? { state: "missing" } : null;
  if (!errors.every(isAbsence)) return null;
  const issues = Object.values(repository ?? {}).flatMap((one) => issue.safeParse(one).data ?? []);
  return { state: "read", board: boardOf(found, issues, query) };
}

function isForbidden({ type, path }: GraphqlError): boolean {
  const isOurs = path?.[0] === "organization" || path?.includes("projectItems");
  return Boolean(isOurs) && (type === "FORBIDDEN" || type === "INSUFFICIENT_SCOPES");
}

/** The project, or one of the issues, is not there. */
function isAbsence({ type }: GraphqlError): boolean {
  return type === "NOT_FOUND";
}

function boardOf(found: z.infer<typeof project>, issues: readonly AnsweredIssue[], query: BoardQuery): ObservedBoard {
  const { id, title, url, closed, viewerCanUpdate, fields } = found;
  return {
    project: query.project,
    title,
    url,
    closed,
    writable: viewerCanUpdate,
    fields: fields.nodes.flatMap((node) => fieldOf(node) ?? []),
    items: issues.map((one) => itemOf(one, id, query.fields)),
  };
}

function fieldOf(node: unknown): BoardField | null {
  const read = field.safeParse(node);
  if (!read.success) return null;
  const { databaseId, name, dataType, options = [] } = read.data;
  return { id: databaseId, name, type: types[dataType] ?? "other", options };
}

const types: Record<string, BoardField["type"]> = {
  SINGLE_SELECT: "single select",
  DATE: "date",
  TEXT: "text",
  NUMBER: "number",
};

function itemOf(
  { number, lastEditedAt, timelineItems, projectItems }: AnsweredIssue,
  project: string,
  fields: readonly string[],
): BoardItem {
  const found = projectItems.nodes.find((node) => node?.project?.id === project);
  const last = (...kinds: string[]): Instant | null => {
    const times = timelineItems.nodes.flatMap((one) => (one && kinds.includes(one.__typename) ? [one.createdAt] : []));
    return times.length === 0 ? null : Math.max(...times);
  };
  return {
    issue: number,
    item: found ? found.fullDatabaseId : null,
    archived: found?.isArchived ?? false,
    values: found ? Object.fromEntries(fields.map((name, index) => [name, valueAt(found, index)])) : {},
    changed: {
      labels: last("LabeledEvent", "UnlabeledEvent"),
      state: last("ClosedEvent", "ReopenedEvent"),
      text: lastEditedAt,
    },
  };
}

function valueAt(found: AnsweredItem, index: number): BoardValue {
  const read = value.safeParse(found[`field${index}`]).data;
  const shown = read?.name ?? read?.date ?? read?.text ?? read?.number;
  if (shown === undefined || shown === null || shown === "") return { value: null, at: null };
  return { value: String(shown), at: read?.updatedAt ?? null };
}
