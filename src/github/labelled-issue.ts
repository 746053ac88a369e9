/** The one issue with a label of its own that the product writes on, week after week. */
import { readMarker } from "../marker.ts";
import type { LabelDefinition } from "../words/labels.ts";
import { type Connection, type Maybe, nodesOf } from "./answer.ts";
import type { Graph } from "./graph.ts";
import type { GitHub } from "./port.ts";
import type { Thread, Threads } from "./thread.ts";
import { withoutSuffix } from "./values.ts";

/** How the issue is made, and recognised. */
export interface LabelledIssueOptions {
  graph: Graph;
  github: GitHub;
  label: LabelDefinition;
  title: string;
  body: string;
  /** Of the marker that `body` begins with. */
  key: string;
}

/** An issue by its label, which takes the triage role, its marker, and that a bot opened it; that bot's comments and ours. Comments have REST's ids. */
export class LabelledIssue implements Threads<number> {
  readonly #options: LabelledIssueOptions;
  #found = 0;

  constructor(options: LabelledIssueOptions) {
    this.#options = options;
  }

  async find(key: string): Promise<Thread<number> | null> {
    const [issue] = await this.#all();
    if (!issue) return null;
    this.#found = issue.number;
    const authors = [loginOf(issue), await this.#options.github.self()];
    const ours = nodesOf(issue.comments).filter((comment) => isBots(comment) && authors.includes(loginOf(comment)));
    const posts = ours.filter((comment) => keyOf(comment) === key);
    return {
      url: issue.url,
      state: isOpen(issue) ? "open" : "closed",
      posts: posts.map(({ databaseId, url }) => ({ id: Number(databaseId), url })),
    };
  }

  async begin(): Promise<void> {
    const { github, label, title, body } = this.#options;
    await github.createLabel(label);
    const { number } = await github.createIssue({ title, body, labels: [label.name], assignees: [] });
    const [oldest] = await this.#all();
    if (!oldest || oldest.number >= number) return;
    await github.removeLabel(number, label.name);
    await github.setState(number, "duplicate");
  }

  async add(body: string): Promise<boolean> {
    return (await this.#options.github.createComment(this.#found, body)).comment !== null;
  }

  remove(comment: number): Promise<void> {
    return this.#options.github.deleteComment(comment);
  }

  /** Open ones first, then the older ones first. */
  async #all(): Promise<AnsweredIssue[]> {
    const { graph, label, key } = this.#options;
    const answer = await graph.ask<Listed>("read", listQuery, { label: label.name });
    const ours = nodesOf(answer?.issues).filter((issue) => isBots(issue) && keyOf(issue) === key);
    return ours.sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || a.number - b.number);
  }
}

interface AnsweredText {
  url: string;
  body: string;
  author?: Maybe<{ __typename: string; login: string }>;
}

interface AnsweredIssue extends AnsweredText {
  number: number;
  state: string;
  locked: boolean;
  comments?: Maybe<Connection<AnsweredText & { databaseId?: Maybe<number> }>>;
}

interface Listed {
  issues?: Maybe<Connection<AnsweredIssue>>;
}

function isBots({ author }: AnsweredText): boolean {
  return author?.__typename === "Bot";
}

function loginOf({ author }: AnsweredText): string {
  return withoutSuffix(author?.login ?? "");
}

function keyOf({ body }: AnsweredText): string | undefined {
  return readMarker(body)?.key;
}

function isOpen({ state, locked }: AnsweredIssue): boolean {
  return state === "OPEN" && !locked;
}

const text = "url body author { __typename login }";

const listQuery = `query Labelled($owner: String!, $name: String!, $label: String!) {
  repository(owner: $owner, name: $name) {
    issues(first: 20, labels: [$label], orderBy: { field: CREATED_AT, direction: ASC }) {
      nodes { ${text} number state locked comments(last: 100) { nodes { databaseId ${text} } } }
    }
  }
}`;
