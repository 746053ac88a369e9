/** What resolvers are made of: the arguments that GitHub's fields take, the context, and tables of fields by type. */
import type { Budget } from "../budget.ts";
import type { Actor, Hub } from "../hub.ts";

export interface PageArguments {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
}

/** Every argument that some field of ours reads. The schema has checked them before a resolver sees them. */
export interface Arguments extends PageArguments {
  owner?: string;
  name?: string;
  login?: string;
  number?: number;
  id?: string;
  ids?: string[];
  query?: string | null;
  expression?: string | null;
  labels?: string[] | null;
  states?: string[] | null;
  environments?: string[] | null;
  affiliation?: string | null;
  includeArchived?: boolean | null;
  names?: string[] | null;
  categoryId?: string | null;
  includeClosedPrs?: boolean | null;
  itemTypes?: string[] | null;
  since?: string | null;
  content?: string | null;
  orderBy?: { field: string; direction: "ASC" | "DESC" } | null;
  filterBy?: { labels?: string[]; states?: string[]; since?: string; createdBy?: string } | null;
  input?: Record<string, unknown>;
}

export interface Context {
  hub: Hub;
  viewer: Actor;
  budget: Budget;
  /** What the running query costs, in GitHub's points, and how many nodes it may bring. */
  cost: number;
  nodes: number;
}

/** The fields of one type. */
export type Fields<Source> = Record<string, (source: Source, args: Arguments, context: Context) => unknown>;
