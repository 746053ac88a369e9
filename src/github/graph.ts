/** Asks GitHub's GraphQL about one repository, and tells which faults of an answer matter. */
import { GitHubError } from "../error.ts";
import { GRAPHQL, type GraphqlError, graphqlErrors, type Kind, messageOf, type Send } from "./send.ts";

/** Variables of a document. */
export type Variables = Record<string, unknown>;

export interface GraphOptions {
  send: Send;
  owner: string;
  repo: string;
  /** Stands for the configuration that GitHub answers; null where that speaks for itself. */
  configuration?: string | null;
}

/** One repository, as GraphQL shows it. */
export class Graph {
  /** The repository that is asked about. */
  readonly home: { owner: string; name: string };
  readonly #send: Send;
  readonly #configuration: string | null;

  constructor({ send, owner, repo, configuration = null }: GraphOptions) {
    this.home = { owner, name: repo };
    this.#send = send;
    this.#configuration = configuration;
  }

  /**
   * What GitHub answers for the repository; null where we can't see it.
   * @throws GitHubError where GitHub fails, or answers without something that matters.
   */
  async ask<Repository>(kind: Kind, query: string, variables: Variables): Promise<Repository | null> {
    const asked = { ...this.home, ...variables };
    return (await this.query<{ repository?: Repository | null }>(kind, query, asked)).repository ?? null;
  }

  /**
   * All that GitHub answers.
   * @throws GitHubError as `ask` does
   */
  async query<Answered>(kind: Kind, query: string, variables: Variables): Promise<Answered> {
    const { status, data } = await this.#send({ kind, route: GRAPHQL, parameters: { query, variables } });
    const answer = data as { data?: Answered | null } | null;
    const errors = graphqlErrors(data);
    const fault = errors.find(matters) ?? (answer?.data ? undefined : errors[0]);
    if (status !== 200 || fault || !answer?.data) {
      const said = fault?.message ?? messageOf(data);
      throw new GitHubError(`GitHub could not answer a query${said === "" ? "" : `: ${said}`}`, { status });
    }
    return this.#configured(answer.data);
  }

  #configured<Answered>(answered: Answered): Answered {
    const { repository } = answered as { repository?: { configuration?: unknown } | null };
    if (this.#configuration === null || !repository) return answered;
    return { ...answered, repository: { ...repository, configuration: { text: this.#configuration } } };
  }
}

/** What we may not see is as good as absent; so are details that a server may not know. Anything else must be there. */
function matters({ type, path }: GraphqlError): boolean {
  if (type === "NOT_FOUND" || type === "FORBIDDEN") return false;
  return !path?.some((step) => typeof step === "string" && details.has(step));
}

const details = new Set([
  "deployed",
  "merged",
  "databaseId",
  "source",
  "willCloseTarget",
  "closer",
  "editor",
  "mergedBy",
  "reactionGroups",
  "collaborators",
]);

/**
 * Whether so much at once was too much for GitHub. Its own time-out comes as a 502, or as an error in an answer of status
 * 200; ours comes as no answer.
 */
export function isTooMuch(error: unknown): boolean {
  if (!(error instanceof GitHubError) || error.retryAt !== null) return false;
  return error.status === null || error.status === 200 || error.status >= 500;
}

/** Numbered variables: `number0`, `number1`, … */
export function numbered(name: string, values: readonly (string | number | null)[]): Variables {
  return Object.fromEntries(values.map((value, index) => [`${name}${index}`, value]));
}
