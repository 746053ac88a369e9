/** Reactions in GraphQL: one by one, where bots' have no user, and in groups, which say whether the viewer's own is among them. */
import { iso } from "../../clock.ts";
import { type Comment, type Issue, REACTIONS, type Reaction, type ReactionContent } from "../../state.ts";
import { connection } from "../connection.ts";
import type { Context, Fields, PageArguments } from "../fields.ts";

const NAMES: Record<ReactionContent, string> = {
  "+1": "THUMBS_UP",
  "-1": "THUMBS_DOWN",
  laugh: "LAUGH",
  confused: "CONFUSED",
  heart: "HEART",
  hooray: "HOORAY",
  rocket: "ROCKET",
  eyes: "EYES",
};

type Subject = Issue | Comment;

interface Group {
  subject: Subject;
  content: ReactionContent;
  reactions: Reaction[];
}

const byViewer = (reactions: readonly Reaction[], { viewer }: Context): boolean =>
  reactions.some((reaction) => reaction.by === viewer.person);

const reactors = (group: Group, args: PageArguments) =>
  connection(
    group.reactions.map((reaction) => reaction.by).filter((person) => !person.deleted),
    args,
  );

export const reactionTables = {
  Reaction: {
    id: (reaction) => reaction.nodeId,
    databaseId: (reaction) => reaction.id,
    content: (reaction) => NAMES[reaction.content],
    createdAt: (reaction) => iso(reaction.at),
    user: (reaction) => (reaction.by.type === "Bot" || reaction.by.deleted ? null : reaction.by),
    reactable: (reaction) => reaction.subject,
  } satisfies Fields<Reaction>,
  ReactionGroup: {
    content: (group) => NAMES[group.content],
    createdAt: ({ reactions: [first] }) => first && iso(first.at),
    subject: (group) => group.subject,
    viewerHasReacted: (group, _, context) => byViewer(group.reactions, context),
    reactors,
  } satisfies Fields<Group>,
};

/** The fields of everything that can be reacted to. */
export const reactable: Fields<Subject> = {
  reactionGroups: (subject) =>
    REACTIONS.map((content): Group => {
      return { subject, content, reactions: subject.reactions.filter((each) => each.content === content) };
    }),
  reactions: (subject, args, context) => {
    const wanted = subject.reactions.filter((each) => !args.content || NAMES[each.content] === args.content);
    return connection(wanted, args, { viewerHasReacted: byViewer(wanted, context) });
  },
};
