/** An old issue is read like any incident, once its labels are ours. */
import { describe, expect, test } from "vitest";
import type { ObservedIssue } from "../../src/github/observed.ts";
import { asImported } from "../../src/import/as-imported.ts";
import { readImport } from "../../src/import/rules.ts";
import { clock } from "../incident/events.ts";
import { closing, folded, label, oldIssue, remark } from "./issues.ts";

const rules = readImport("outage\nIncident-Report\nCritical = sev1\nMajor = sev2\ntitle: [Incident] = sev3\n#40");
const imported = (issue: ObservedIssue) => asImported(issue, rules, { incident: "incident" });

/** `16:00 +incident, 16:10 -sev1 | final labels`. */
function told(issue: ObservedIssue): string {
  const { items, labels } = imported(issue);
  const acts = items.flatMap((item) => {
    if (item.type !== "labeled" && item.type !== "unlabeled") return [];
    return [`${clock(item.at)} ${item.type === "labeled" ? "+" : "-"}${item.label}`];
  });
  return `${acts.join(", ")} | ${labels.join(", ")}`;
}

describe("labels", () => {
  test.each<[string, Partial<ObservedIssue>, string]>([
    ["from the start", { labels: ["🔥 Outage", "bug"] }, " | incident, bug"],
    ["later", { labels: ["outage"], items: [label("labeled", "15:10", "outage")] }, "15:10 +incident | incident"],
    [
      "two that are one of ours",
      {
        labels: ["Incident-Report"],
        items: [
          label("labeled", "15:10", "outage"),
          label("labeled", "15:20", "Incident-Report"),
          label("unlabeled", "15:30", "outage"),
        ],
      },
      "15:10 +incident | incident",
    ],
    [
      "swapped",
      {
        labels: ["Major"],
        items: [
          label("labeled", "15:10", "Critical"),
          label("labeled", "15:40", "Major"),
          label("unlabeled", "15:40", "Critical"),
        ],
      },
      "15:10 +sev1, 15:40 +sev2, 15:40 -sev1 | sev2",
    ],
    ["from the start, and taken off", { items: [label("unlabeled", "15:30", "outage")] }, "15:30 -incident | "],
    ["of a title", { title: "[Incident] Login" }, " | incident, sev3"],
    ["of a number", { number: 40, labels: ["bug"] }, " | bug, incident"],
    [
      "of a number, whose label was taken off",
      { number: 40, items: [label("labeled", "15:10", "outage"), label("unlabeled", "15:30", "outage")] },
      " | incident",
    ],
  ])("%s", (_when, issue, expected) => expect(told(oldIssue(issue))).toBe(expected));
});

test("the issue becomes an incident with severities, moments and timeline", () => {
  const issue = oldIssue({
    labels: ["Major"],
    items: [
      label("labeled", "15:02", "Critical"),
      remark("15:05", "cathy", "Looking into it."),
      remark("15:06", "oscar", "+1"),
      remark("15:07", "cathy", "/lgtm\n/hold cancel"),
      remark("15:08", "cathy", "/started 14:50"),
      label("labeled", "15:30", "Major"),
      label("unlabeled", "15:30", "Critical"),
      closing("16:00"),
    ],
  });
  const incident = folded(imported(issue));
  expect(incident?.severity.highest).toBe("sev1");
  expect(incident?.severity.final).toBe("sev2");
  expect(incident?.moments.started?.at).toBe(Date.UTC(2026, 2, 10, 14, 50));
  expect(incident?.moments.restored).toMatchObject({ at: Date.UTC(2026, 2, 10, 16), by: "inferred", from: "closing" });
  expect(incident?.timeline.map(({ text }) => text)).not.toContain("+1");
  expect(incident?.timeline.some(({ text }) => text.includes("Looking into it"))).toBe(true);
});

test("without rules that name it, it stays as it is", () => {
  const issue = oldIssue({
    labels: ["bug"],
    items: [label("labeled", "15:10", "bug"), remark("15:20", "cathy", "Hm.")],
  });
  expect(imported(issue)).toEqual(issue);
  expect(folded(imported(issue))).toBeNull();
});
