/** Answers GraphQL: GitHub's schema executed over the state. A field that the world doesn't have fails by name. */
import { execute, GraphQLError, type GraphQLFieldResolver } from "graphql";
import { Refusal } from "../refusal.ts";
import { costOf } from "./cost.ts";
import type { Arguments, Context } from "./fields.ts";
import { tables } from "./resolvers/tables.ts";
import { documentOf, schema } from "./schema.ts";

export interface GraphqlRequest {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
}

export interface GraphqlAnswer {
  body: { data?: unknown; errors?: object[] };
  /** What it costs. */
  points: number;
  /** What would fail a test: documents that GitHub refuses, fields that the world lacks. */
  problems: string[];
}

/** Executes a document for whoever asks. Errors are in the answer, as GitHub gives them; its status is 200. */
export async function answerGraphql(
  request: GraphqlRequest,
  context: Omit<Context, "cost" | "nodes">,
): Promise<GraphqlAnswer> {
  const document = documentOf(request.query);
  if (!("kind" in document)) return refused(document);
  const { variables: variableValues = {}, operationName } = request;
  try {
    const { points, nodes } = costOf(document, withDefaults(document, variableValues));
    const contextValue: Context = { ...context, cost: points, nodes };
    const result = await execute({
      schema: schema(),
      document,
      variableValues,
      operationName: operationName ?? null,
      contextValue,
      rootValue: {},
      fieldResolver: resolve,
      typeResolver: (source) => (source as { type: string }).type,
    });
    const errors = result.errors ?? [];
    const body = errors.length > 0 ? { data: result.data, errors: errors.map(shown) } : { data: result.data };
    return {
      body,
      points,
      problems: errors.filter((error) => !isRefusal(error)).map((error) => `GraphQL: ${error.message}`),
    };
  } catch (error) {
    if (error instanceof GraphQLError) return refused([error]);
    throw error;
  }
}

const resolve: GraphQLFieldResolver<Record<string, unknown>, Context, Arguments> = (source, args, context, info) => {
  const field = tables[info.parentType.name]?.[info.fieldName];
  if (field) return field(source as never, args, context);
  if (!(info.fieldName in source)) throw new Error(`The world has no ${info.parentType.name}.${info.fieldName}`);
  const value = source[info.fieldName];
  return typeof value === "function" ? value() : value;
};

function refused(errors: readonly GraphQLError[]): GraphqlAnswer {
  return {
    body: { errors: errors.map(shown) },
    points: 0,
    problems: errors.map((error) => `GraphQL refused: ${error.message}`),
  };
}

const KINDS: Record<number, string> = { 403: "FORBIDDEN", 404: "NOT_FOUND", 422: "UNPROCESSABLE" };

const isRefusal = (error: GraphQLError): boolean => error.originalError instanceof Refusal;

function shown(error: GraphQLError): object {
  const { message, locations, path, originalError, extensions } = error;
  const kind = originalError instanceof Refusal ? KINDS[originalError.status] : extensions.type;
  return { ...(kind ? { type: kind } : {}), ...(path ? { path } : {}), ...(locations ? { locations } : {}), message };
}

/** Variables, and the defaults of those that were left out. */
function withDefaults(
  document: Extract<ReturnType<typeof documentOf>, { kind: string }>,
  given: Record<string, unknown>,
) {
  const defaults: Record<string, unknown> = {};
  for (const definition of document.definitions) {
    if (definition.kind !== "OperationDefinition") continue;
    for (const { variable, defaultValue } of definition.variableDefinitions ?? []) {
      if (defaultValue?.kind === "IntValue") defaults[variable.name.value] = Number(defaultValue.value);
    }
  }
  return { ...defaults, ...given };
}
