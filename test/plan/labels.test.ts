/** Labels follow the incident: in one write where one takes another's place, and nobody else's are touched. */
import { expect, test } from "vitest";
import type { ObservedIssue } from "../../src/github/observed.ts";
import type { Incident, Severity } from "../../src/incident/incident.ts";
import { planLabels, planNoLabels } from "../../src/plan/labels.ts";
import { reference } from "../words/reference.ts";
import { issueWith, labelling, situationWith } from "./situation.ts";

const issue = reference.number;
const at = (final: Severity | null, more: Partial<Incident> = {}): Incident => ({
  ...reference,
  severity: { ...reference.severity, final },
  ...more,
});

test.each<[string, Partial<ObservedIssue>, Incident, unknown[]]>([
  ["all as it should be", {}, at("sev2"), []],
  ["whatever their case", { labels: ["Incident", "SEV2"] }, at("sev2"), []],
  ["a severity without a label", { labels: ["incident"] }, at("sev2"), [{ do: "add labels", issue, labels: ["sev2"] }]],
  [
    "a severity in another's place, in one write",
    { labels: ["bug", "incident", "sev2"] },
    at("sev1"),
    [{ do: "set labels", issue, labels: ["bug", "incident", "sev1"] }],
  ],
  [
    "two severities",
    { labels: ["incident", "sev1", "sev2"] },
    at("sev2"),
    [{ do: "remove label", issue, label: "sev1" }],
  ],
  [
    "a label that the repository hasn't got",
    { labels: ["incident", "sev2"] },
    at("sev5"),
    [
      {
        do: "create label",
        label: { name: "sev5", color: "c5def5", description: "False alarm, or not actionable" },
      },
      { do: "set labels", issue, labels: ["incident", "sev5"] },
    ],
  ],
  ["a severity label alone, which declares as well", { labels: ["sev2"] }, at("sev2", { declaredBy: "label" }), []],
  [
    "declared by word: the label once",
    { labels: ["sev2"] },
    at("sev2", { declaredBy: "command" }),
    [{ do: "add labels", issue, labels: ["incident"] }],
  ],
  [
    "declared by word, and somebody took the label off again",
    { labels: ["sev2"], items: [labelling("labeled", "incident", "sooner"), labelling("unlabeled", "incident")] },
    at("sev2", { declaredBy: "command" }),
    [],
  ],
  [
    "somebody's label, lost to a write of ours in the same moment",
    { items: [labelling("labeled", "bug"), labelling("unlabeled", "bug", "sooner")] },
    at("sev2"),
    [{ do: "add labels", issue, labels: ["bug"] }],
  ],
  ["withdrawn: left alone", { labels: ["sev1", "sev3"] }, at("sev2", { state: "withdrawn" }), []],
])("%s", (_, labels, incident, changes) => {
  expect(planLabels(situationWith(issueWith(labels)), incident)).toEqual(changes);
});

test("no incident any more: only the labels that the App put on go", () => {
  const items = [labelling("labeled", "sev2"), labelling("labeled", "incident", "sooner")];
  expect(planNoLabels(situationWith(issueWith({ items })))).toEqual([{ do: "remove label", issue, label: "incident" }]);
});
