/** The one discussion in a category of the repository's that the product writes on. */
import { GitHubError, UserError } from "../error.ts";
import { readMarker } from "../marker.ts";
import { type Connection, type Maybe, nextPageOf, nodesOf } from "./answer.ts";
import type { Graph, Variables } from "./graph.ts";
import { more } from "./query.ts";
import type { Thread, Threads } from "./thread.ts";
import { withoutSuffix } from "./values.ts";
import type { Viewer } from "./viewer.ts";

/** How the discussion is made, and recognised. */
export interface DiscussionOptions {
  graph: Graph;
  viewer: Viewer;
  /** The category's name, or its short one, in any case. */
  category: string;
  title: string;
  body: string;
  /** Of the marker that `body` begins with. */
  key: string;
}

/** A discussion by its author and its marker; its comments are known by the ids of their nodes. */
export class Discussions implements Threads<string> {
  readonly #options: DiscussionOptions;
  #home: Promise<Home> | null = null;
  #found: string | null = null;

  constructor(options: DiscussionOptions) {
    this.#options = options;
  }

  /** @throws UserError where there is no such category, or discussions may not be read */
  async find(key: string): Promise<Thread<string> | null> {
    const [oldest] = await this.#all();
    if (!oldest) return null;
    const self = await this.#options.viewer.login();
    this.#found = oldest.id;
    const posts = nodesOf(oldest.comments).filter((comment) => isBy(self, comment) && keyOf(comment) === key);
    const isOver = oldest.closed || oldest.locked;
    return { url: oldest.url, state: isOver ? "closed" : "open", posts: posts.map(({ id, url }) => ({ id, url })) };
  }

  /** @throws UserError where the job may not write discussions */
  async begin(): Promise<void> {
    const { title, body } = this.#options;
    const { repository, category } = await this.#place();
    await this.#write(createMutation, { repository, category, title, body });
    const [, ...younger] = (await this.#all()).filter(isOpen);
    for (const { id } of younger) await this.#write(closeMutation, { id });
  }

  /** @throws UserError where the job may not write discussions */
  async add(body: string): Promise<boolean> {
    await this.#write(addMutation, { id: this.#found, body });
    return true;
  }

  async remove(id: string): Promise<void> {
    await this.#write(deleteMutation, { id });
  }

  /** Open ones first, then the older ones first. What we write on moves to the front of GitHub's list. */
  async #all(): Promise<AnsweredDiscussion[]> {
    const { graph, viewer, key } = this.#options;
    const { category } = await this.#place();
    const self = await viewer.login();
    const ours: AnsweredDiscussion[] = [];
    for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
      const answer: Listed | null = await graph.ask<Listed>("read", listQuery, { category, after });
      if (!answer?.discussions) throw notPermitted();
      ours.push(...nodesOf(answer.discussions).filter((one) => isBy(self, one) && keyOf(one) === key));
      after = ours.some(isOpen) ? null : nextPageOf(answer.discussions);
    }
    return ours.sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || a.number - b.number);
  }

  #place(): Promise<Home> {
    this.#home ??= this.#lookUp();
    return this.#home;
  }

  async #lookUp(): Promise<Home> {
    const { graph, category } = this.#options;
    const answer = await graph.ask<Place>("read", placeQuery, {});
    if (answer?.hasDiscussionsEnabled === false) throw switchedOff();
    if (!answer?.discussionCategories) throw notPermitted();
    const categories = nodesOf(answer.discussionCategories);
    const wanted = category.toLowerCase();
    const found = categories.find(({ name, slug }) => [name, slug].some((one) => one.toLowerCase() === wanted));
    if (!found) throw noCategory(category, categories);
    return { repository: answer.id, category: found.id };
  }

  /** A mutation that GitHub may refuse. */
  async #write(mutation: string, variables: Variables): Promise<void> {
    const done = await this.#options.graph.query<{ done?: unknown }>("create", mutation, variables).catch(refused);
    if (!done.done) throw notPermitted();
  }
}

interface Home {
  repository: string;
  category: string;
}

interface AnsweredCategory {
  id: string;
  name: string;
  slug: string;
}

interface Place {
  id: string;
  hasDiscussionsEnabled?: boolean;
  discussionCategories?: Maybe<Connection<AnsweredCategory>>;
}

interface AnsweredText {
  id: string;
  url: string;
  body: string;
  author?: Maybe<{ __typename: string; login: string }>;
}

interface AnsweredDiscussion extends AnsweredText {
  number: number;
  closed: boolean;
  locked: boolean;
  comments?: Maybe<Connection<AnsweredText>>;
}

interface Listed {
  discussions?: Maybe<Connection<AnsweredDiscussion>>;
}

function isBy(self: string, { author }: AnsweredText): boolean {
  return author?.__typename === "Bot" && withoutSuffix(author.login) === self;
}

function keyOf({ body }: AnsweredText): string | undefined {
  return readMarker(body)?.key;
}

function isOpen({ closed, locked }: AnsweredDiscussion): boolean {
  return !closed && !locked;
}

function refused(error: unknown): never {
  if (error instanceof GitHubError && /not accessible|permission/i.test(error.message)) throw notPermitted();
  throw error;
}

function notPermitted(): UserError {
  return new UserError(
    "The job's token may not write discussions.",
    "Add `discussions: write` to the permissions of the workflow, or remove `digest.category` from .github/sooner.yml to have the digest on an issue.",
  );
}

function switchedOff(): UserError {
  return new UserError(
    "Discussions are switched off in this repository.",
    "Switch them on under Settings > General > Features, or remove `digest.category` from .github/sooner.yml to have the digest on an issue.",
  );
}

function noCategory(name: string, categories: readonly AnsweredCategory[]): UserError {
  const names = categories.slice(0, 20).map((category) => category.name);
  return new UserError(
    `There is no category of discussions named “${name}”.`,
    `Make it under Discussions > Categories, or set \`digest.category\` in .github/sooner.yml to one that is there${names.length > 0 ? `: ${names.join(", ")}` : ""}. Without it the digest goes on an issue.`,
  );
}

const repository = "repository(owner: $owner, name: $name)";
const text = "id url body author { __typename login }";

const placeQuery = `query Categories($owner: String!, $name: String!) {
  ${repository} { id hasDiscussionsEnabled discussionCategories(first: 100) { nodes { id name slug } } }
}`;

const listQuery = `query Discussions($owner: String!, $name: String!, $category: ID!, $after: String) {
  ${repository} {
    discussions(first: 20, after: $after, categoryId: $category, orderBy: { field: UPDATED_AT, direction: DESC }) {
      ${more} nodes { ${text} number closed locked comments(last: 100) { nodes { ${text} } } }
    }
  }
}`;

const createMutation = `mutation Begin($repository: ID!, $category: ID!, $title: String!, $body: String!) {
  done: createDiscussion(input: { repositoryId: $repository, categoryId: $category, title: $title, body: $body }) { discussion { id } }
}`;

const closeMutation = `mutation Retire($id: ID!) {
  done: closeDiscussion(input: { discussionId: $id, reason: DUPLICATE }) { discussion { id } }
}`;

const addMutation = `mutation Add($id: ID!, $body: String!) {
  done: addDiscussionComment(input: { discussionId: $id, body: $body }) { comment { id } }
}`;

const deleteMutation = `mutation Remove($id: ID!) {
  done: deleteDiscussionComment(input: { id: $id }) { comment { id } }
}`;
