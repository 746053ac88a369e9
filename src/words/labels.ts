/** The labels that the product puts on issues: names, colours and descriptions in one place. */
import type { Configuration } from "../config.ts";
import type { Priority } from "../incident/action-item.ts";
import type { Severity } from "../incident/incident.ts";

export interface LabelDefinition {
  name: string;
  /** Six hexadecimal digits, without `#`. */
  color: string;
  /** At most 100 characters. */
  description: string;
}

type Labels = Pick<Configuration, "labels">;

const severityLabels: Record<Severity, LabelDefinition> = {
  sev1: { name: "sev1", color: "8b0000", description: "Complete outage" },
  sev2: { name: "sev2", color: "d73a4a", description: "A major function is broken, revenue is affected" },
  sev3: { name: "sev3", color: "e99695", description: "A minor problem" },
  sev4: { name: "sev4", color: "fbca04", description: "A redundant part failed" },
  sev5: { name: "sev5", color: "c5def5", description: "False alarm, or not actionable" },
};

const priorityColors: Record<Priority, string> = { urgent: "b60205", high: "d93f0b", medium: "fbca04", low: "c2e0c6" };

/** The label that declares an incident. */
export function incidentLabel({ labels }: Labels): LabelDefinition {
  return { name: labels.incident, color: "b60205", description: "An unplanned event that needs a response" };
}

export function severityLabel(severity: Severity): LabelDefinition {
  return severityLabels[severity];
}

export function actionItemLabel({ labels }: Labels): LabelDefinition {
  return { name: labels.actionItem, color: "1d76db", description: "What we improve after an incident" };
}

export function reviewLabel({ labels }: Labels): LabelDefinition {
  return { name: labels.review, color: "5319e7", description: "Learning from an incident" };
}

export function priorityLabel(priority: Priority): LabelDefinition {
  return {
    name: `priority: ${priority}`,
    color: priorityColors[priority],
    description: `Action items of ${priority} priority`,
  };
}
