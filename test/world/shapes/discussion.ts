/** Where a browser finds discussions. */
import type { Discussion, DiscussionComment } from "../discussion-state.ts";
import { SITE } from "./account.ts";

/** The address of a discussion, or of a comment on one. */
export const discussionUrl = (text: Discussion | DiscussionComment): string =>
  text.type === "Discussion"
    ? `${SITE}/${text.repository.fullName}/discussions/${text.number}`
    : `${discussionUrl(text.discussion)}#discussioncomment-${text.id}`;
