/** Pages of a list, by cursor. */
import type { PageArguments } from "./fields.ts";

interface Identified {
  nodeId: string;
}

/** What a list's cursors say, and where in the list that is. */
interface Cursors<N> {
  cursorOf(node: N, index: number): string;
  /** How many of the list come before what the cursor stands for; with it, where `with` is asked for. */
  placeOf(all: readonly N[], cursor: string, side: "before" | "with"): number;
}

/** The page that the arguments ask for. Cursors survive that things before them are deleted. */
export function connection<N extends Identified>(
  all: readonly N[],
  args: PageArguments,
  more: object = {},
  cursors: Cursors<N> = byNode,
) {
  const from = args.after ? cursors.placeOf(all, args.after, "with") : 0;
  const to = args.before ? cursors.placeOf(all, args.before, "before") : all.length;
  const start = args.last == null ? from : Math.max(from, to - args.last);
  const end = args.first == null ? to : Math.min(to, from + args.first);
  const nodes = all.slice(start, end);
  const cursorAt = (index: number) => {
    const node = nodes.at(index);
    return node ? cursors.cursorOf(node, start + (index < 0 ? nodes.length + index : index)) : null;
  };
  return {
    nodes,
    totalCount: all.length,
    edges: () => nodes.map((node, index) => ({ node, cursor: cursorAt(index) })),
    pageInfo: () => ({
      hasNextPage: end < all.length,
      hasPreviousPage: start > 0,
      startCursor: cursorAt(0),
      endCursor: cursorAt(-1),
    }),
    ...more,
  };
}

const encoded = (text: string): string => Buffer.from(text).toString("base64url");
const decoded = (cursor: string): string => Buffer.from(cursor, "base64url").toString();

/** After the cursor's node, wherever it is now; by its place, where the node is gone. */
const byNode: Cursors<Identified> = {
  cursorOf: (node, index) => encoded(`${index}:${node.nodeId}`),
  placeOf: (all, cursor, side) => {
    const [place = "0", nodeId] = decoded(cursor).split(":");
    const index = Number(place);
    const found = all[index]?.nodeId === nodeId ? index : all.findIndex((node) => node.nodeId === nodeId);
    if (found >= 0) return side === "with" ? found + 1 : found;
    return index;
  },
};

/** After the cursor's value in the order, as GitHub's lists of issues have it: nothing is passed over where the node itself has moved on. */
export function byValue<N>(keyOf: (node: N) => [number, number], sign: 1 | -1): Cursors<N> {
  return {
    cursorOf: (node) => encoded(keyOf(node).join(":")),
    placeOf: (all, cursor, side) => {
      const [first = 0, second = 0] = decoded(cursor).split(":").map(Number);
      const isBeyond = (node: N) => {
        const [one, other] = keyOf(node);
        const difference = sign * (one - first || other - second);
        return side === "with" ? difference > 0 : difference >= 0;
      };
      const index = all.findIndex(isBeyond);
      return index < 0 ? all.length : index;
    },
  };
}
