/** Which issue a node id names: webhooks of an organisation say no more. */
import { z } from "zod";
import { GitHubError } from "../error.ts";
import { ask } from "./ask.ts";
import type { RepositoryRef } from "./port.ts";
import { GRAPHQL, graphqlErrors, type Send } from "./send.ts";

const query = `query Locate($id: ID!) {
  node(id: $id) { ... on Issue { number repository { name owner { login } } } }
}`;

const answered = z.object({
  data: z.object({
    node: z.object({
      number: z.int(),
      repository: z.object({ name: z.string(), owner: z.object({ login: z.string() }) }),
    }),
  }),
});

const notToBeSeen: ReadonlySet<string | undefined> = new Set(["NOT_FOUND", "FORBIDDEN"]);

/**
 * The repository and number; null for anything else, or what the installation can't see.
 * @throws GitHubError where GitHub fails
 */
export async function located(
  send: Send,
  id: string,
): Promise<(Pick<RepositoryRef, "owner" | "repo"> & { number: number }) | null> {
  const { data, status } = await ask(send, { kind: "read", route: GRAPHQL, parameters: { query, variables: { id } } });
  const fault = graphqlErrors(data).find(({ type }) => !notToBeSeen.has(type));
  if (fault) throw new GitHubError(`GitHub could not tell which issue that is: ${fault.message ?? ""}`, { status });
  const found = answered.safeParse(data);
  if (!found.success) return null;
  const { number, repository } = found.data.data.node;
  return { owner: repository.owner.login, repo: repository.name, number };
}
