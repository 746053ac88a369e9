/** A reader of `acme/shop`, for the App. */
import { Accounts } from "../../src/github/accounts.ts";
import { Graph } from "../../src/github/graph.ts";
import { Reader, type ReaderOptions } from "../../src/github/read.ts";
import type { Send } from "../../src/github/send.ts";

/** Reads through `send` as `sooner`, which knows of no other account. */
export function readerOf(send: Send, labelsOf: ReaderOptions["labelsOf"]): Reader {
  const where = { send, owner: "acme", repo: "shop" };
  const accounts = new Accounts({ ...where, self: async () => "sooner", accountsOf: () => [] });
  return new Reader({ graph: new Graph(where), accounts, labelsOf });
}
