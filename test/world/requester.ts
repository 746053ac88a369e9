/** Sends requests as somebody who works in a repository. */
import { Refusal } from "./refusal.ts";

export class Requester {
  /** Full name of the repository that they work in. */
  readonly repository: string;
  readonly #origin: () => string;
  readonly #token: string;

  /** @param repository its full name */
  constructor(origin: () => string, token: string, repository: string) {
    this.#origin = origin;
    this.#token = token;
    this.repository = repository;
  }

  /** @throws Refusal with the first error */
  async graphql<T = unknown>(query: string, variables: object = {}): Promise<T> {
    const { data, errors } = await this.request<{ data: T; errors?: { message: string }[] }>("POST", "/graphql", {
      query,
      variables,
    });
    if (errors?.[0]) throw new Refusal(200, errors[0].message);
    return data;
  }

  /** Any request; gives the answer's body. @throws Refusal for a status from 400 on */
  async request<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const init: RequestInit = { method, headers: { authorization: `token ${this.#token}`, ...headers } };
    if (body !== undefined) init.body = JSON.stringify(body);
    const answer = await fetch(this.#origin() + path, init);
    const text = await answer.text();
    const read = text === "" ? undefined : JSON.parse(text);
    if (answer.status >= 400) throw new Refusal(answer.status, read?.message ?? answer.statusText);
    return read;
  }
}
