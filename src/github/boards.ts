/** The organisation's project boards, as an installation that may use them sees them. */
import { z } from "zod";
import { GitHubError } from "../error.ts";
import { ask, isDone, notAllowed } from "./ask.ts";
import type { BoardItem, BoardReading } from "./board.ts";
import { boardReadingOf } from "./board-facts.ts";
import { boardQuery } from "./board-query.ts";
import { isTooMuch, numbered } from "./graph.ts";
import type { BoardQuery, BoardSetting, NewBoardField } from "./port.ts";
import { GRAPHQL, graphqlErrors, type Kind, messageOf, type Send } from "./send.ts";

/** Issues in one request. */
const MOST = 100;

/** GitHub wraps some items in a `value`. */
const createdItem = z.union([
  z.object({ id: z.int() }).transform(({ id }) => id),
  z.object({ value: z.object({ id: z.int() }) }).transform(({ value }) => value.id),
]);

export interface BoardsOptions {
  send: Send;
  /** Whose the repository and the boards are. */
  owner: string;
  repo: string;
}

/** The boards of the organisation that owns one repository. */
export class Boards {
  readonly #options: BoardsOptions;
  /** Once it is known that the owner is a person, nobody is asked again. */
  #isPersonal = false;

  constructor(options: BoardsOptions) {
    this.#options = options;
  }

  /**
   * The board, and what it says of the issues: one request for a hundred of them.
   * @throws GitHubError where GitHub fails
   */
  async read(query: BoardQuery): Promise<BoardReading> {
    if (this.#isPersonal) return { state: "personal" };
    const items: BoardItem[] = [];
    let size = MOST;
    for (let done = 0; ; ) {
      const part = { ...query, issues: query.issues.slice(done, done + size) };
      const reading = await this.#readOrShrink(part);
      if (reading === null) {
        size = Math.ceil(part.issues.length / 2);
        continue;
      }
      this.#isPersonal = reading.state === "personal";
      if (reading.state !== "read") return reading;
      items.push(...reading.board.items);
      done += part.issues.length;
      if (done >= query.issues.length) return { state: "read", board: { ...reading.board, items } };
    }
  }

  /** Puts the issue on the board; one that is there stays as it is. */
  async add(project: number, { databaseId }: { databaseId: number }): Promise<{ item: number } | "refused"> {
    const parameters = { project_number: project, type: "Issue", id: databaseId };
    const answer = await this.#ask("write", "POST /orgs/{org}/projectsV2/{project_number}/items", parameters);
    return isDone(answer) ? { item: createdItem.parse(answer.data) } : "refused";
  }

  async set(project: number, item: number, values: readonly BoardSetting[]): Promise<"set" | "refused"> {
    const fields = values.map(({ field, value }) => ({ id: field, value }));
    const parameters = { project_number: project, item_id: item, fields };
    const route = "PATCH /orgs/{org}/projectsV2/{project_number}/items/{item_id}";
    return isDone(await this.#ask("write", route, parameters)) ? "set" : "refused";
  }

  /** One that is gone already is as good as taken off. */
  async remove(project: number, item: number): Promise<void> {
    const parameters = { project_number: project, item_id: item };
    await this.#ask("write", "DELETE /orgs/{org}/projectsV2/{project_number}/items/{item_id}", parameters);
  }

  /** GitHub refuses a second field of the same name. */
  async createField(project: number, field: NewBoardField): Promise<"created" | "refused"> {
    const parameters = { project_number: project, ...asRest(field) };
    const route = "POST /orgs/{org}/projectsV2/{project_number}/fields";
    return isDone(await this.#ask("write", route, parameters)) ? "created" : "refused";
  }

  async #readOrShrink(query: BoardQuery): Promise<BoardReading | null> {
    try {
      return await this.#readPart(query);
    } catch (error) {
      if (query.issues.length <= 1 || !isTooMuch(error)) throw error;
      return null;
    }
  }

  async #readPart(query: BoardQuery): Promise<BoardReading> {
    const { send, owner, repo } = this.#options;
    const variables = {
      owner,
      name: repo,
      project: query.project,
      ...numbered("field", query.fields),
      ...numbered("number", query.issues),
    };
    const parameters = { query: boardQuery(query.fields.length, query.issues.length), variables };
    const { status, data } = await send({ kind: "read", route: GRAPHQL, parameters });
    const reading = status === 200 ? boardReadingOf(data, query) : null;
    if (reading) return reading;
    const said = graphqlErrors(data)[0]?.message ?? messageOf(data);
    throw new GitHubError(`GitHub could not tell of the project board${said === "" ? "" : `: ${said}`}`, { status });
  }

  #ask(kind: Kind, route: string, parameters: Record<string, unknown>) {
    const { send, owner } = this.#options;
    return ask(send, { kind, route, parameters: { org: owner, ...parameters } }, notAllowed);
  }
}

function asRest(field: NewBoardField) {
  if (field.type !== "single select") return { name: field.name, data_type: field.type };
  return {
    name: field.name,
    data_type: "single_select",
    single_select_options: field.options.map((name) => ({ name, color: "GRAY", description: "" })),
  };
}
