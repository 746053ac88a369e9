/** GitHub's own OpenAPI as a judge: whether a REST request of ours, or an answer of the world's, is one that GitHub knows. */
import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject, type Options, type ValidateFunction } from "ajv";
import formats from "ajv-formats";

interface Operation {
  operationId: string;
  body: unknown;
  bodyRequired: boolean;
  responses: Record<string, unknown>;
}

interface Route {
  /** Of the path template; null stands for a parameter. */
  segments: (string | null)[];
  /** Whether the last parameter takes the rest of the path, as in `/contents/{path}`. */
  rest: boolean;
  method: string;
  /** Where the operation stands in the document, as a JSON pointer. */
  pointer: string;
  operation: Operation;
}

const DOCUMENT = "openapi.json";
const document: { paths: Record<string, Record<string, Operation>> } = JSON.parse(
  readFileSync(new URL(DOCUMENT, import.meta.url), "utf8"),
);
const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => route(path, method, operation)),
);
const bodies = validator({});
const queries = validator({ coerceTypes: true });

/**
 * The problems of a REST request, each named by GitHub's name of the operation; none for one that GitHub would
 * understand in full. Stricter than GitHub, which ignores fields that it does not know.
 * @param request `path` as sent, without the host; Enterprise paths too. GraphQL has a schema of its own and is not judged here.
 */
export function checkRequest(request: {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
}): string[] {
  const found = find(request);
  if (!found) return [unknown(request)];
  const name = found.operation.operationId;
  const query = compiled(queries, `${found.pointer}/query`);
  const queryProblems = problems(query, Object.fromEntries(request.query)).map((text) => `${name}: query ${text}`);
  return [...queryProblems, ...bodyProblems(found, request.body).map((text) => `${name}: body ${text}`)];
}

/**
 * The problems of an answer to a REST request: a status that GitHub does not give there, a field missing or of another
 * type. Refusals that GitHub's description leaves out (401, 403, 404, 429 and server errors) need only a message.
 */
export function checkAnswer(request: { method: string; path: string }, status: number, body: unknown): string[] {
  const found = find(request);
  const schema = found?.operation.responses[status];
  if (schema === undefined && status >= 400) return refusalProblems(body).map((text) => `${label(request)} ${text}`);
  if (!found) return [unknown(request)];
  const name = found.operation.operationId;
  if (schema === undefined) return [`${name} answered ${status}, which GitHub never does`];
  if (schema === null) return empty(body) ? [] : [`${name} answered ${status} with a body`];
  const validate = compiled(bodies, `${found.pointer}/responses/${status}`);
  return problems(validate, body).map((text) => `${name} answered ${status}: ${text}`);
}

function route(path: string, method: string, operation: Operation): Route {
  const parts = path.split("/").slice(1);
  return {
    segments: parts.map((part) => (part.startsWith("{") ? null : part)),
    rest: parts.at(-1) === "{path}",
    method: method.toUpperCase(),
    pointer: `${DOCUMENT}#/paths/${escaped(path)}/${method}`,
    operation,
  };
}

/** A JSON pointer's token, inside a URI fragment. */
function escaped(token: string): string {
  return encodeURIComponent(token.replaceAll("~", "~0").replaceAll("/", "~1"));
}

function validator(options: Options): Ajv {
  const ajv = new Ajv({ strict: false, formats: { "repo.nwo": true }, ...options });
  formats.default(ajv);
  return ajv.addSchema(document, DOCUMENT, undefined, false);
}

function find({ method, path }: { method: string; path: string }): Route | undefined {
  const parts = path
    .replace(/^\/api\/v3(?=\/)/, "")
    .split("/")
    .slice(1);
  return routes.find((candidate) => candidate.method === method.toUpperCase() && matches(candidate, parts));
}

function matches({ segments, rest }: Route, parts: string[]): boolean {
  if (rest ? parts.length < segments.length : parts.length !== segments.length) return false;
  return segments.every((segment, index) => (segment === null ? parts[index] !== "" : segment === parts[index]));
}

function bodyProblems({ operation, pointer }: Route, body: unknown): string[] {
  if (empty(body)) return operation.bodyRequired ? ["is missing"] : [];
  if (operation.body === null) return ["is not read by GitHub"];
  return problems(compiled(bodies, `${pointer}/body`), body);
}

function refusalProblems(body: unknown): string[] {
  const message = typeof body === "object" && body !== null && "message" in body ? body.message : undefined;
  return typeof message === "string" ? [] : ["refused without a message"];
}

/** Compiled when first needed, and kept: ajv caches by reference. */
function compiled(ajv: Ajv, pointer: string): ValidateFunction {
  const validate = ajv.getSchema(pointer);
  if (!validate) throw new Error(`No schema at ${pointer}`);
  return validate;
}

function problems(validate: ValidateFunction, value: unknown): string[] {
  return validate(value) ? [] : [...new Set((validate.errors ?? []).map(worded))];
}

function worded({ keyword, instancePath, params, message }: ErrorObject): string {
  const at = instancePath === "" ? "" : `at ${instancePath} `;
  if (keyword === "additionalProperties") return `${at}has unknown field ${params.additionalProperty}`;
  if (keyword === "required") return `${at}is without ${params.missingProperty}`;
  return `${at}${message}`;
}

function empty(body: unknown): boolean {
  return body === undefined || body === null || body === "";
}

function label(request: { method: string; path: string }): string {
  return find(request)?.operation.operationId ?? `${request.method} ${request.path}`;
}

function unknown({ method, path }: { method: string; path: string }): string {
  return `unknown route ${method} ${path}`;
}
