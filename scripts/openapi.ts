/** Makes `test/world/openapi.json`: of GitHub's own OpenAPI the operations that we or the world's people use, as JSON Schema. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SOURCE = "@octokit/openapi@23.0.2";
const DESCRIPTION = "package/generated/api.github.com.json";
const TARGET = new URL("../test/world/openapi.json", import.meta.url);

/** Operations by GitHub's names: what the App calls, then what people do in tests. */
const OPERATIONS = new Set([
  "apps/create-installation-access-token",
  "apps/get-authenticated",
  "apps/get-installation",
  "apps/get-repo-installation",
  "apps/list-installations",
  "apps/list-repos-accessible-to-installation",
  "checks/create",
  "issues/add-assignees",
  "issues/add-issue-field-values",
  "issues/add-labels",
  "issues/add-sub-issue",
  "issues/create",
  "issues/create-comment",
  "issues/create-label",
  "issues/delete-comment",
  "issues/delete-issue-field-value",
  "issues/get",
  "issues/get-comment",
  "issues/get-label",
  "issues/get-parent",
  "issues/list-comments",
  "issues/list-for-repo",
  "issues/list-issue-field-values-for-issue",
  "issues/list-labels-for-repo",
  "issues/list-labels-on-issue",
  "issues/list-sub-issues",
  "issues/lock",
  "issues/pin-comment",
  "issues/remove-assignees",
  "issues/remove-label",
  "issues/remove-sub-issue",
  "issues/set-issue-field-values",
  "issues/set-labels",
  "issues/unlock",
  "issues/unpin-comment",
  "issues/update",
  "issues/update-comment",
  "issues/update-label",
  "orgs/check-membership-for-user",
  "orgs/list-issue-fields",
  "orgs/list-issue-types",
  "projects/add-field-for-org",
  "projects/add-item-for-org",
  "projects/delete-item-for-org",
  "projects/get-for-org",
  "projects/get-org-item",
  "projects/list-fields-for-org",
  "projects/list-items-for-org",
  "projects/update-item-for-org",
  "pulls/create",
  "pulls/get",
  "pulls/merge",
  "rate-limit/get",
  "reactions/create-for-issue",
  "reactions/create-for-issue-comment",
  "reactions/delete-for-issue",
  "reactions/delete-for-issue-comment",
  "reactions/list-for-issue",
  "reactions/list-for-issue-comment",
  "repos/create-deployment",
  "repos/create-deployment-status",
  "repos/create-dispatch-event",
  "repos/get",
  "repos/get-collaborator-permission-level",
  "repos/get-content",
  "repos/list-issue-types",
  "teams/get-by-name",
  "users/get-by-username",
]);

/** Keywords that hold no schema. */
const PLAIN = new Set([
  "type",
  "enum",
  "format",
  "pattern",
  "required",
  "minimum",
  "maximum",
  "minItems",
  "maxItems",
  "minLength",
  "maxLength",
  "minProperties",
  "maxProperties",
  "uniqueItems",
]);

/** Keywords that hold several. */
const SEVERAL = new Set(["oneOf", "anyOf", "allOf"]);

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Dict = { [key: string]: Json };

const document = download();
const schemas: Dict = {};
const kept = new Set<string>();
const paths = keepPaths();
const missing = [...OPERATIONS].filter((operation) => !kept.has(operation));
if (missing.length > 0) throw new Error(`${SOURCE} lacks ${missing.join(", ")}: mend the list in scripts/openapi.ts`);
writeFileSync(TARGET, `${JSON.stringify({ source: SOURCE, paths, components: { schemas } })}\n`);

function download(): Dict {
  const folder = mkdtempSync(join(tmpdir(), "openapi-"));
  try {
    const archive = execFileSync("npm", ["pack", "--silent", SOURCE], { cwd: folder, encoding: "utf8" }).trim();
    execFileSync("tar", ["-xzf", archive, DESCRIPTION], { cwd: folder });
    return JSON.parse(readFileSync(join(folder, DESCRIPTION), "utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function keepPaths(): Dict {
  const result: Dict = {};
  for (const [path, methods] of Object.entries(dict(document.paths))) {
    const operations = Object.entries(dict(methods)).flatMap(([method, value]) => {
      const operation = dict(value);
      return OPERATIONS.has(String(operation.operationId)) ? [[method, keepOperation(operation)] as const] : [];
    });
    if (operations.length > 0) result[path] = Object.fromEntries(operations);
  }
  return result;
}

function keepOperation(operation: Dict): Dict {
  kept.add(String(operation.operationId));
  const body = dict(operation.requestBody);
  return {
    operationId: operation.operationId ?? null,
    query: queryOf(operation),
    body: closed(contentOf(body)),
    bodyRequired: body.required === true,
    responses: Object.fromEntries(
      Object.entries(dict(operation.responses)).map(([status, response]) => [status, contentOf(resolved(response))]),
    ),
  };
}

/** The query parameters as one closed object, so that an unknown one is a problem. */
function queryOf(operation: Dict): Dict {
  const parameters = list(operation.parameters).map(resolved);
  const query = parameters.filter((parameter) => parameter.in === "query");
  const properties = query.map((parameter) => [String(parameter.name), slim(parameter.schema)] as const);
  return { type: "object", properties: Object.fromEntries(properties), additionalProperties: false };
}

/** The schema of a JSON body; null where there is none. */
function contentOf(holder: Dict): Json {
  const content = dict(dict(holder.content)["application/json"]);
  return content.schema === undefined ? null : slim(content.schema);
}

/** GitHub ignores fields it does not know, so a misspelt one would go unseen: here it is refused. */
function closed(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== "object") return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  const open = schema.properties !== undefined && schema.additionalProperties === undefined;
  return open ? { ...inner, additionalProperties: false } : inner;
}

/** The schema without prose, in JSON Schema's words; what it refers to is kept too. */
function slim(value: Json | undefined): Json {
  const schema = dict(value);
  if (typeof schema.$ref === "string") return keepReferenced(schema.$ref);
  const result = Object.fromEntries(
    Object.entries(schema).flatMap(([keyword, part]) => {
      const kept = slimPart(keyword, part);
      return kept === undefined ? [] : [[keyword, kept]];
    }),
  );
  return schema.nullable === true ? { anyOf: [result, { type: "null" }] } : result;
}

/** What a keyword of a schema says, without prose; undefined where the keyword judges nothing. */
function slimPart(keyword: string, part: Json): Json | undefined {
  if (PLAIN.has(keyword)) return part;
  if (SEVERAL.has(keyword)) return list(part).map(slim);
  if (keyword === "items") return slim(part);
  if (keyword === "properties") return mapValues(dict(part), slim);
  if (keyword === "additionalProperties") return typeof part === "boolean" ? part : slim(part);
  return undefined;
}

function keepReferenced(pointer: string): Dict {
  const name = pointer.slice(pointer.lastIndexOf("/") + 1);
  if (schemas[name] === undefined) {
    schemas[name] = true; // before the schema itself, as some refer to themselves
    schemas[name] = overlapping(slim(dict(dict(document.components).schemas)[name]));
  }
  return { $ref: `#/components/schemas/${name}` };
}

/** GitHub says `oneOf` of what overlaps: every issue is a draft issue too. */
function overlapping(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(overlapping);
  if (schema === null || typeof schema !== "object") return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key === "oneOf" ? "anyOf" : key, overlapping(value)]),
  );
}

function resolved(value: Json): Dict {
  const holder = dict(value);
  if (typeof holder.$ref !== "string") return holder;
  return holder.$ref
    .split("/")
    .slice(1)
    .reduce((at, key) => dict(at[key]), document);
}

function mapValues(object: Dict, change: (value: Json) => Json): Dict {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

function dict(value: Json | undefined): Dict {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
