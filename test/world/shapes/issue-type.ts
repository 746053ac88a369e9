/** Issue types and issue fields of organisations as REST shows them. */
import { createHash } from "node:crypto";
import type { IssueField, IssueFieldValue } from "../organization-state.ts";

/** A name's own number. */
const idOf = (name: string): number => createHash("sha1").update(name).digest().readUInt32BE() % 1_000_000;

/** REST's `issue-type`. */
export const typeShape = (name: string) => ({
  id: idOf(name),
  node_id: `IT_${name}`,
  name,
  description: null,
  color: "gray",
  is_enabled: true,
});

/** REST's `issue-field`. */
export const issueFieldShape = ({ id, nodeId, name, dataType, options }: IssueField) => ({
  id,
  node_id: nodeId,
  name,
  description: null,
  data_type: dataType,
  visibility: "all",
  ...(dataType === "single_select" ? { options: options.map(optionShape) } : {}),
});

const optionShape = (option: IssueField["options"][number]) => ({ ...option, color: "gray" });

/** REST's `issue-field-value`. */
export function fieldValueShape({ field, value }: IssueFieldValue) {
  const option = field.options.find(({ name }) => name === value);
  return {
    issue_field_id: field.id,
    issue_field_name: field.name,
    node_id: `IFV_${field.id}`,
    data_type: field.dataType,
    value,
    ...(option ? { single_select_option: optionShape(option) } : {}),
  };
}
