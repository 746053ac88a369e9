/** The few GraphQL mutations that the world has. */
import { z } from "zod";
import { minimizeComment } from "../../acts/comments.ts";
import { createIssue, deleteIssue } from "../../acts/issues.ts";
import { addSubIssue } from "../../acts/sub-issues.ts";
import { transferIssue } from "../../acts/transfer.ts";
import { Refusal } from "../../refusal.ts";
import type { Node } from "../../state.ts";
import type { Context, Fields } from "../fields.ts";
import { nodeOf } from "./query.ts";

const ids = z.array(z.string()).nullish();
const newIssue = z.object({
  repositoryId: z.string(),
  title: z.string(),
  body: z.string().nullish(),
  labelIds: ids,
  assigneeIds: ids,
  parentIssueId: z.string().nullish(),
});

const transfer = z.object({ issueId: z.string(), repositoryId: z.string() });

export const mutationTables = {
  Mutation: {
    createIssue: (_, { input }, context) => {
      const wanted = newIssue.parse(input);
      const parent = wanted.parentIssueId ? nodeAs("Issue", wanted.parentIssueId, context) : null;
      const labels = (wanted.labelIds ?? []).map((id) => nodeAs("Label", id, context).name);
      const assignees = (wanted.assigneeIds ?? []).map((id) => nodeAs("User", id, context).login);
      const { title, body } = wanted;
      const fresh = { title, body: body ?? "", labels, assignees, issueType: null, fieldValues: [] };
      const repository = nodeAs("Repository", wanted.repositoryId, context);
      const issue = createIssue(context.hub, context.viewer, repository, fresh, "api");
      if (parent) addSubIssue(context.hub, context.viewer, parent, issue);
      return { issue, clientMutationId: input?.clientMutationId ?? null };
    },
    deleteIssue: (_, { input }, context) => {
      const issue = nodeAs("Issue", z.object({ issueId: z.string() }).parse(input).issueId, context);
      deleteIssue(context.hub, context.viewer, issue);
      return { repository: issue.repository, clientMutationId: input?.clientMutationId ?? null };
    },
    transferIssue: (_, { input }, context) => {
      const { issueId, repositoryId } = transfer.parse(input);
      const issue = nodeAs("Issue", issueId, context);
      transferIssue(context.hub, context.viewer, issue, nodeAs("Repository", repositoryId, context));
      return { issue, clientMutationId: input?.clientMutationId ?? null };
    },
    minimizeComment: (_, { input }, context) => {
      const { subjectId, classifier } = z.object({ subjectId: z.string(), classifier: z.string() }).parse(input);
      const comment = nodeAs("IssueComment", subjectId, context);
      minimizeComment(context.viewer, comment, classifier.toLowerCase().replaceAll("_", "-"));
      return { minimizedComment: comment, clientMutationId: input?.clientMutationId ?? null };
    },
  } satisfies Fields<object>,
};

type OfType<N extends Node, T> = N extends Node ? (T extends N["type"] ? N : never) : never;

/** The node with that id. @throws Refusal 404 where there is none of that type */
export function nodeAs<T extends Node["type"]>(type: T, id: string, context: Context): OfType<Node, T> {
  const node = nodeOf(id, context);
  if (node.type !== type) throw new Refusal(404, `Could not resolve to ${type} node with the global id of '${id}'`);
  return node as OfType<Node, T>;
}
