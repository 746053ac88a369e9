/** What people do to projects in the browser, where REST has no route for it. */
import { z } from "zod";
import { moveItem } from "../../acts/project-items.ts";
import { deleteField, deleteProject, setProjectState, updateField } from "../../acts/projects.ts";
import type { ProjectField, ProjectItem } from "../../project-state.ts";
import { Refusal } from "../../refusal.ts";
import type { Context, Fields } from "../fields.ts";
import { nodeAs } from "./mutations.ts";
import { nodeOf } from "./query.ts";

const fieldPatch = z.object({
  fieldId: z.string(),
  name: z.string().nullish(),
  singleSelectOptions: z.array(z.object({ name: z.string(), color: z.string() })).nullish(),
});
const item = z.object({ itemId: z.string() });

export const projectMutations = {
  updateProjectV2Field: (_, { input }, context) => {
    const { fieldId, name, singleSelectOptions } = fieldPatch.parse(input);
    const field = fieldOf(fieldId, context);
    updateField(context.hub, context.viewer, field, {
      name: name ?? undefined,
      options: singleSelectOptions ?? undefined,
    });
    return { projectV2Field: field, clientMutationId: null };
  },
  deleteProjectV2Field: (_, { input }, context) => {
    const field = fieldOf(z.object({ fieldId: z.string() }).parse(input).fieldId, context);
    deleteField(context.hub, context.viewer, field);
    return { projectV2Field: field, clientMutationId: null };
  },
  archiveProjectV2Item: (_, { input }, context) => ({
    item: moved(input, context, "archived"),
    clientMutationId: null,
  }),
  unarchiveProjectV2Item: (_, { input }, context) => ({
    item: moved(input, context, "restored"),
    clientMutationId: null,
  }),
  updateProjectV2: (_, { input }, context) => {
    const { projectId, closed } = z.object({ projectId: z.string(), closed: z.boolean() }).parse(input);
    const project = nodeAs("ProjectV2", projectId, context);
    setProjectState(context.hub, context.viewer, project, closed ? "closed" : "open");
    return { projectV2: project, clientMutationId: null };
  },
  deleteProjectV2: (_, { input }, context) => {
    const project = nodeAs("ProjectV2", z.object({ projectId: z.string() }).parse(input).projectId, context);
    deleteProject(context.hub, context.viewer, project);
    return { projectV2: project, clientMutationId: null };
  },
} satisfies Fields<object>;

function moved(input: unknown, context: Context, to: "archived" | "restored"): ProjectItem {
  const found = nodeAs("ProjectV2Item", item.parse(input).itemId, context);
  moveItem(context.hub, context.viewer, found, to);
  return found;
}

function fieldOf(id: string, context: Context): ProjectField {
  const node = nodeOf(id, context);
  if (node.type === "ProjectV2Field" || node.type === "ProjectV2SingleSelectField") return node;
  throw new Refusal(404, `Could not resolve to a ProjectV2FieldConfiguration with the global id of '${id}'`);
}
