/** Whose token a job has been given. */
import { UserError } from "../error.ts";
import { viewerQuery } from "./bulk-query.ts";
import type { Graph } from "./graph.ts";
import { withoutSuffix } from "./values.ts";

/** The account of a workflow's own token. */
const ACTIONS = "github-actions";

export interface AnsweredViewer {
  viewer?: { login: string } | null;
}

/** The account that asks: learnt from a query that brings it along, else asked for once. */
export class Viewer {
  readonly #graph: Graph;
  #login: Promise<string> | null = null;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** @throws UserError as `login` does */
  learn(answer: AnsweredViewer): void {
    this.#login = Promise.resolve(botIn(answer));
  }

  /**
   * The login without `[bot]`.
   * @throws UserError where the token is a person's
   */
  login(): Promise<string> {
    this.#login ??= this.#graph
      .query<AnsweredViewer>("read", viewerQuery, {})
      .then(botIn)
      .catch((error: unknown) => {
        this.#login = null;
        throw error;
      });
    return this.#login;
  }

  /** Whether it is a workflow's own token, which sees nothing of the organisation. */
  async isWorkflow(): Promise<boolean> {
    return (await this.login()) === ACTIONS;
  }
}

function botIn({ viewer }: AnsweredViewer): string {
  const login = viewer?.login ?? "";
  const name = withoutSuffix(login);
  if (login === ACTIONS || login !== name) return name;
  throw new UserError(
    `The token belongs to ${login === "" ? "nobody that GitHub names" : login}, not to a workflow or an App.`,
    "Leave the input `token` out, so that the job's own token is used, or give it an App's installation token.",
  );
}
