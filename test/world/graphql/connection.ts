/** Pages of a list, by cursor. */
import type { PageArguments } from "./fields.ts";

interface Identified {
  nodeId: string;
}

/** The page that the arguments ask for. Cursors survive that things before them are deleted. */
export function connection<N extends Identified>(all: readonly N[], args: PageArguments, more: object = {}) {
  const from = args.after ? indexAfter(all, args.after) : 0;
  const to = args.before ? indexAfter(all, args.before) - 1 : all.length;
  const start = args.last == null ? from : Math.max(from, to - args.last);
  const end = args.first == null ? to : Math.min(to, from + args.first);
  const nodes = all.slice(start, end);
  return {
    nodes,
    totalCount: all.length,
    edges: () => nodes.map((node, index) => ({ node, cursor: cursorOf(node, start + index) })),
    pageInfo: () => ({
      hasNextPage: end < all.length,
      hasPreviousPage: start > 0,
      startCursor: nodes[0] ? cursorOf(nodes[0], start) : null,
      endCursor: nodes.length > 0 ? cursorOf(nodes[nodes.length - 1], end - 1) : null,
    }),
    ...more,
  };
}

const cursorOf = (node: Identified | undefined, index: number): string =>
  Buffer.from(`${index}:${node?.nodeId}`).toString("base64url");

/** Where the list goes on after the cursor's node; by its place, where the node is gone. */
function indexAfter(all: readonly Identified[], cursor: string): number {
  const [place = "0", nodeId] = Buffer.from(cursor, "base64url").toString().split(":");
  if (all[Number(place)]?.nodeId === nodeId) return Number(place) + 1;
  const found = all.findIndex((node) => node.nodeId === nodeId);
  return found >= 0 ? found + 1 : Number(place);
}
