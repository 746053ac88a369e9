/** Comments that two processes of the App wrote in the same moment: the older stays. Card and replies see to their own. */
import { childrenOf } from "../children.ts";
import { readMarker } from "../marker.ts";
import type { OwnComment, Situation } from "../situation.ts";
import type { Change } from "./change.ts";

interface Comment {
  comment: number;
  body: string;
}

/** Changes that leave one of each page, and one of each question on a child. */
export function planDoubles({ issue, self, memory }: Situation, own: readonly OwnComment[]): Change[] {
  const pages = own.filter(({ key }) => key.startsWith("page:")).map(({ comment }) => comment);
  const onChildren = childrenOf(issue, self, memory).kept.map(({ issue: { comments } }) =>
    comments.filter(({ author, body }) => author.login === self && author.kind === "bot" && readMarker(body)),
  );
  const doubles = [pages, ...onChildren].flatMap(younger);
  return doubles.map(({ comment }) => ({ do: "delete comment", comment }));
}

/** Those whose marker, the first line, an older one has. */
function younger(comments: readonly Comment[]): Comment[] {
  const seen = new Set<string>();
  return comments.filter(({ body }) => {
    const [marker = ""] = body.split("\n", 1);
    return seen.size === seen.add(marker.trimEnd()).size;
  });
}
