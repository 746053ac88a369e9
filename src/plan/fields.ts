/** What a pass changes in the organisation's issue types and issue fields, and on action items because of the fields. */
import { fielded, fieldsSettleAt, rememberedFields } from "../fields/items.ts";
import type { Incident, Instant } from "../incident/incident.ts";
import type { Memory } from "../memory.ts";
import type { Situation } from "../situation.ts";
import type { Change } from "./change.ts";
import type { Asking } from "./questions.ts";
import { childrenByNumber, fieldsKnown, itemsOnIssues, planOnIssue } from "./sides.ts";

/** What is remembered as done once the issue has had its type: whoever changes it later means it. */
export const TYPED = "type";

/** An incident without a type gets the organisation's for incidents, once. */
export function planType({ issue, issueType }: Situation): Asking {
  if (!issueType) return { changes: [], asked: [] };
  const changes: Change[] = [{ do: "set type", issue: issue.number, type: issueType.wanted }];
  return { changes: issueType.has === null ? changes : [], asked: [TYPED] };
}

/** Changes after which issues and fields agree on the incident's action items. */
export function planFields(situation: Situation, { actionItems }: Incident): Change[] {
  const { fields, issue } = situation;
  if (!fields) return [];
  const known = fieldsKnown(situation);
  const after = new Map(actionItems.map((item) => [item.number, item]));
  const children = childrenByNumber(situation);
  const labels = new Set(issue.repository.labels.map((name) => name.toLowerCase()));
  return itemsOnIssues(situation).flatMap((item): Change[] => {
    const [agreed, child] = [after.get(item.number), children.get(item.number)];
    const write = agreed && child ? fielded(item, agreed, known) : null;
    if (!write || !child) return [];
    const values = write.toFields;
    const onFields: Change[] = values.length === 0 ? [] : [{ do: "set fields", issue: item.number, values }];
    return [...planOnIssue(write, child, labels), ...onFields];
  });
}

/** What is remembered of the fields after this pass. */
export function fieldsMemory(situation: Situation): Pick<Memory, "fields"> {
  const { folded, memory } = situation;
  if (folded.status !== "incident" || (!situation.fields && !memory.fields)) return {};
  return { fields: rememberedFields(itemsOnIssues(situation), folded.incident.actionItems, fieldsKnown(situation)) };
}

/** When the fields are to be looked at again though nothing happens; null where they aren't. */
export function fieldsLookAt(situation: Situation): Instant | null {
  return fieldsSettleAt(itemsOnIssues(situation), fieldsKnown(situation));
}
