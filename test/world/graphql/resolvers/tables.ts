/** All fields that the world has, by type. */
import type { Fields } from "../fields.ts";
import { actorTables } from "./actors.ts";
import { commentTables } from "./comments.ts";
import { deploymentTables } from "./deployments.ts";
import { discussionMutations } from "./discussion-mutations.ts";
import { discussionTables } from "./discussions.ts";
import { issueTables } from "./issues.ts";
import { mutationTables } from "./mutations.ts";
import { projectMutations } from "./project-mutations.ts";
import { projectTables } from "./projects.ts";
import { queryTables } from "./query.ts";
import { reactionTables } from "./reactions.ts";
import { repositoryTables } from "./repositories.ts";
import { timelineTables } from "./timeline.ts";

export const tables: Record<string, Fields<never>> = {
  ...queryTables,
  Mutation: { ...mutationTables.Mutation, ...projectMutations, ...discussionMutations },
  ...actorTables,
  ...repositoryTables,
  ...issueTables,
  ...discussionTables,
  ...projectTables,
  ...deploymentTables,
  ...commentTables,
  ...reactionTables,
  ...timelineTables,
};
