/** Issue fields of organisations, and what they say of an issue. */
import { type Actor, freshIds, type Hub } from "../hub.ts";
import type { IssueField, Organization } from "../organization-state.ts";
import { announceField } from "../payloads.ts";
import { demandOn } from "../people.ts";
import { invalid } from "../refusal.ts";
import type { Issue } from "../state.ts";

/** A type, or the options of a single select. */
export type FieldKind = "date" | "text" | "number" | readonly string[];

export interface FieldSetting {
  field_id: number;
  value: string | number;
}

export function addIssueField(hub: Hub, organization: Organization, name: string, kind: FieldKind): IssueField {
  const select = typeof kind !== "string";
  const options = select ? kind.map((option) => ({ id: freshIds(hub, "IFO", null).id, name: option })) : [];
  const ids = freshIds(hub, "IF", null);
  const field: IssueField = { ...ids, name, dataType: select ? "single_select" : kind, options };
  organization.issueFields.push(field);
  return field;
}

/** Sets these and leaves the others. @throws Refusal 403 below the role write, 422 for an unknown field, option or day */
export function setFieldValues(hub: Hub, actor: Actor, issue: Issue, settings: readonly FieldSetting[]): void {
  if (settings.length === 0) return;
  demandOn(actor, issue, "write");
  const wanted = settings.map(({ field_id, value }) => ({ field: fieldWith(issue, field_id), value }));
  for (const { field, value } of wanted) check(field, value);
  for (const { field, value } of wanted) {
    const known = issue.fieldValues.find((each) => each.field === field);
    if (known?.value === value) continue;
    issue.fieldValues = [...issue.fieldValues.filter((each) => each !== known), { field, value }];
    issue.updatedAt = hub.clock.stamp();
    announceField(hub, issue, field, actor.person);
  }
}

/** Empties the fields that `keeps` doesn't want. */
export function emptyFields(hub: Hub, actor: Actor, issue: Issue, keeps: (field: IssueField) => boolean): void {
  demandOn(actor, issue, "write");
  for (const { field } of issue.fieldValues.filter((value) => !keeps(value.field))) {
    issue.fieldValues = issue.fieldValues.filter((value) => value.field !== field);
    issue.updatedAt = hub.clock.stamp();
    announceField(hub, issue, field, actor.person);
  }
}

function fieldWith({ repository: { owner } }: Issue, id: number): IssueField {
  const field = owner.type === "Organization" ? owner.issueFields.find((each) => each.id === id) : undefined;
  if (!field) throw invalid("Issue", "issue_field_values", "custom", `Field ${id} could not be found`);
  return field;
}

function check({ dataType, options, name }: IssueField, value: string | number): void {
  const fits = {
    single_select: () => options.some((option) => option.name === value),
    date: () => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)),
    text: () => typeof value === "string",
    number: () => typeof value === "number",
  }[dataType]();
  if (!fits) throw invalid("Issue", "issue_field_values", "custom", `Value is not valid for ${name}`);
}
