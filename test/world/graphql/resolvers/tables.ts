/** All fields that the world has, by type. */
import type { Fields } from "../fields.ts";
import { actorTables } from "./actors.ts";
import { commentTables } from "./comments.ts";
import { deploymentTables } from "./deployments.ts";
import { issueTables } from "./issues.ts";
import { mutationTables } from "./mutations.ts";
import { queryTables } from "./query.ts";
import { reactionTables } from "./reactions.ts";
import { repositoryTables } from "./repositories.ts";
import { timelineTables } from "./timeline.ts";

export const tables: Record<string, Fields<never>> = {
  ...queryTables,
  ...mutationTables,
  ...actorTables,
  ...repositoryTables,
  ...issueTables,
  ...deploymentTables,
  ...commentTables,
  ...reactionTables,
  ...timelineTables,
};
