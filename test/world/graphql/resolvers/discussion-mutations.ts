/** What is done to discussions: GitHub has no REST for them. */
import { z } from "zod";
import { addDiscussionComment, createDiscussion, updateDiscussion } from "../../acts/discussions.ts";
import type { Fields } from "../fields.ts";
import { nodeAs } from "./mutations.ts";

const fresh = z.object({ repositoryId: z.string(), categoryId: z.string(), title: z.string(), body: z.string() });
const patch = z.object({ discussionId: z.string(), title: z.string().nullish(), body: z.string().nullish() });
const answer = z.object({ discussionId: z.string(), body: z.string() });

export const discussionMutations = {
  createDiscussion: (_, { input }, context) => {
    const { repositoryId, categoryId, title, body } = fresh.parse(input);
    const repository = nodeAs("Repository", repositoryId, context);
    const wanted = { title, body, category: nodeAs("DiscussionCategory", categoryId, context) };
    const discussion = createDiscussion(context.hub, context.viewer, repository, wanted);
    return { discussion, clientMutationId: input?.clientMutationId ?? null };
  },
  updateDiscussion: (_, { input }, context) => {
    const { discussionId, title, body } = patch.parse(input);
    const discussion = nodeAs("Discussion", discussionId, context);
    const wanted = { title: title ?? undefined, body: body ?? undefined };
    updateDiscussion(context.hub, context.viewer, discussion, wanted);
    return { discussion, clientMutationId: input?.clientMutationId ?? null };
  },
  addDiscussionComment: (_, { input }, context) => {
    const { discussionId, body } = answer.parse(input);
    const discussion = nodeAs("Discussion", discussionId, context);
    const comment = addDiscussionComment(context.hub, context.viewer, discussion, body);
    return { comment, clientMutationId: input?.clientMutationId ?? null };
  },
} satisfies Fields<object>;
