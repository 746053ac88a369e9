/** The sub-issues that are there: linked where a crash parted them from their incident, retired where there are two. */
import { type Child, childrenOf } from "../children.ts";
import type { Situation } from "../situation.ts";
import type { Change } from "./change.ts";

/** GitHub takes no more sub-issues than this; further ones are linked by the mention in their text. */
const mostSubIssues = 100;

/** Changes that leave one of each action item and review, linked where GitHub has room. */
export function planBelongings(situation: Situation): Change[] {
  const { issue, self, memory } = situation;
  const { kept, doubles } = childrenOf(issue, self, memory);
  return [
    ...kept.flatMap((child) => linked(situation, child)),
    ...doubles.flatMap((child) => retired(issue.number, child)),
  ];
}

function linked({ issue, memory }: Situation, { issue: child }: Child): Change[] {
  const settled = child.parent !== null || memory.items[child.number] || issue.subIssues.length >= mostSubIssues;
  return settled ? [] : [{ do: "link", parent: issue.number, databaseId: child.databaseId }];
}

function retired(parent: number, { issue: child }: Child): Change[] {
  const unlink: Change[] = child.parent === parent ? [{ do: "unlink", parent, databaseId: child.databaseId }] : [];
  const close: Change[] = child.state === "open" ? [{ do: "set state", issue: child.number, state: "duplicate" }] : [];
  return [...unlink, ...close];
}
