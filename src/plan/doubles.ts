/** Comments that two processes of the App wrote in the same moment: the older stays. Card, replies and reminders see to their own. */
import { childrenOf } from "../children.ts";
import { readMarker } from "../marker.ts";
import type { OwnComment, Situation } from "../situation.ts";
import { isReminder } from "../timeline/reminded.ts";
import type { Change } from "./change.ts";

interface Comment {
  comment: number;
  body: string;
}

/** Changes that leave one of each page, and one of each question on a child. */
export function planDoubles({ issue, self, memory }: Situation, own: readonly OwnComment[]): Change[] {
  const pages = own.filter(({ key }) => key.startsWith("page:")).map(({ comment }) => comment);
  const onChildren = childrenOf(issue, self, memory).kept.map(({ issue: { comments } }) =>
    comments.filter(({ author, body }) => author.login === self && author.kind === "bot" && isOnce(body)),
  );
  const doubles = [...younger(pages, markerOf), ...onChildren.flatMap((comments) => younger(comments, keyOf))];
  return doubles.map(({ comment }) => ({ do: "delete comment", comment }));
}

/** Whether there is to be one of its kind. */
function isOnce(body: string): boolean {
  const marker = readMarker(body);
  return marker !== null && !isReminder(marker.key);
}

/** Those that an older one is the same as, by that name. */
function younger(comments: readonly Comment[], nameOf: (comment: Comment) => string): Comment[] {
  const seen = new Set<string>();
  return comments.filter((comment) => seen.size === seen.add(nameOf(comment)).size);
}

/** The first line: of one command there are several pages where it names more people later. */
function markerOf({ body }: Comment): string {
  const [marker = ""] = body.split("\n", 1);
  return marker.trimEnd();
}

/** What else the marker holds may differ by the second. */
function keyOf({ body }: Comment): string {
  return readMarker(body)?.key ?? "";
}
