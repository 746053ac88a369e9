/** Issue types and issue fields over REST: the organisation's, and an issue's values. */
import { z } from "zod";
import { emptyFields, setFieldValues } from "../acts/issue-fields.ts";
import type { Organization } from "../organization-state.ts";
import { forbidden } from "../people.ts";
import { notFound } from "../refusal.ts";
import { fieldValueShape, issueFieldShape, typeShape } from "../shapes/issue-type.ts";
import {
  type Answer,
  bodyOf,
  type Call,
  issueOf,
  nothing,
  ok,
  paged,
  param,
  type Route,
  repositoryOf,
} from "./route.ts";

export const fieldSetting = z.object({ field_id: z.int(), value: z.union([z.string(), z.number()]) });
const settings = z.object({ issue_field_values: z.array(fieldSetting).max(25).default([]) });
const VALUES = "/repos/{owner}/{repo}/issues/{issue}/issue-field-values";

export const issueFieldRoutes: Route[] = [
  {
    method: "GET",
    path: "/orgs/{org}/issue-types",
    handle: (call) => ok(organizationOf(call, "issue_types").issueTypes.map(typeShape)),
  },
  {
    method: "GET",
    path: "/orgs/{org}/issue-fields",
    handle: (call) => ok(organizationOf(call, "issue_fields").issueFields.map(issueFieldShape)),
  },
  { method: "GET", path: "/repos/{owner}/{repo}/issue-types", handle: types },
  { method: "GET", path: VALUES, handle: (call) => paged(call, issueOf(call).fieldValues, fieldValueShape) },
  { method: "POST", path: VALUES, handle: add },
  { method: "PUT", path: VALUES, handle: replace },
  { method: "DELETE", path: `${VALUES}/{field}`, handle: remove },
];

/** Those of the organisation; any app may read them that sees the repository. */
function types(call: Call): Answer {
  const { owner } = repositoryOf(call);
  return ok(owner.type === "Organization" ? owner.issueTypes.map(typeShape) : []);
}

/** Adding none empties all of them, as GitHub has it. */
function add(call: Call): Answer {
  const issue = issueOf(call);
  const { issue_field_values: values } = bodyOf(call, settings);
  if (values.length === 0) emptyFields(call.hub, call.actor, issue, () => false);
  setFieldValues(call.hub, call.actor, issue, values);
  return ok(issue.fieldValues.map(fieldValueShape));
}

function replace(call: Call): Answer {
  const issue = issueOf(call);
  const { issue_field_values: values } = bodyOf(call, settings);
  setFieldValues(call.hub, call.actor, issue, values);
  emptyFields(call.hub, call.actor, issue, (field) => values.some(({ field_id }) => field_id === field.id));
  return ok(issue.fieldValues.map(fieldValueShape));
}

function remove(call: Call): Answer {
  const issue = issueOf(call);
  const id = Number(param(call, "field"));
  if (!issue.fieldValues.some(({ field }) => field.id === id)) throw notFound();
  emptyFields(call.hub, call.actor, issue, (field) => field.id !== id);
  return nothing;
}

/** @throws Refusal 404 where there is none, or a person is no member; 403 for an app without the permission */
function organizationOf({ hub, actor, params }: Call, permission: "issue_types" | "issue_fields"): Organization {
  const organization = hub.state.organizations.get(params.org?.toLowerCase() ?? "");
  if (!organization || (actor.as === "person" && !actor.person.member)) throw notFound();
  if (actor.as === "person") return organization;
  const granted = actor.as === "installation" && actor.installation.account === organization;
  if (!granted || (actor.installation.permissions[permission] ?? "none") === "none") throw forbidden(actor);
  return organization;
}
