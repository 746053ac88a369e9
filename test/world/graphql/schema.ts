/** GitHub's own GraphQL schema, and documents that hold against it; both are kept for all worlds of a process. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSchema, type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from "graphql";

let built: GraphQLSchema | undefined;

export function schema(): GraphQLSchema {
  if (!built) {
    const index = fileURLToPath(import.meta.resolve("@octokit/graphql-schema"));
    built = buildSchema(readFileSync(index.replace(/index\.js$/, "schema.graphql"), "utf8"), { assumeValid: true });
  }
  return built;
}

const documents = new Map<string, DocumentNode | readonly GraphQLError[]>();

/** The parsed document, or why GitHub would refuse it. */
export function documentOf(query: string): DocumentNode | readonly GraphQLError[] {
  let known = documents.get(query);
  if (!known) {
    known = checked(query);
    documents.set(query, known);
  }
  return known;
}

function checked(query: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query);
    const errors = validate(schema(), document);
    return errors.length > 0 ? errors : document;
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}
