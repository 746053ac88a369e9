/** A plan in words, as a dry run prints it: every change has a line. */
import { describe, expect, it } from "vitest";
import type { Change } from "../../src/plan/change.ts";
import { describeRehearsal } from "../../src/plan/describe.ts";

const label = { name: "sev2", color: "d93f0b", description: "" };

const lines: [Change, string][] = [
  [{ do: "create label", label }, "would create the label sev2"],
  [{ do: "add labels", issue: 12, labels: ["incident", "sev2"] }, "would put incident, sev2 on #12"],
  [{ do: "remove label", issue: 12, label: "sev3" }, "would take sev3 off #12"],
  [{ do: "set labels", issue: 12, labels: ["incident", "sev1"] }, "would set the labels of #12 to incident, sev1"],
  [{ do: "set state", issue: 12, state: "completed" }, "would close #12 as completed"],
  [{ do: "set state", issue: 12, state: "open" }, "would reopen #12"],
  [{ do: "set title", issue: 12, title: "Login\npage" }, "would change the title of #12 to “Login page”"],
  [{ do: "create comment", issue: 12, body: "Hello" }, "would comment on #12"],
  [{ do: "create card", issue: 12, body: "", pinned: "" }, "would post and pin the card of #12"],
  [{ do: "pin card", comment: 7, pinned: "" }, "would pin the card, comment 7"],
  [{ do: "edit comment", comment: 7, body: "" }, "would edit comment 7"],
  [{ do: "delete comment", comment: 7 }, "would delete comment 7"],
  [{ do: "react", to: { comment: 7 }, with: "rocket" }, "would react with 🚀 to comment 7"],
  [{ do: "unreact", to: { issue: 12 }, with: "confused" }, "would take back 😕 from #12"],
  [{ do: "link", parent: 12, databaseId: 3 }, "would link a sub-issue to #12"],
  [{ do: "unlink", parent: 12, databaseId: 3 }, "would unlink a sub-issue from #12"],
  [{ do: "hand over", issue: 13, from: null, to: "greg" }, "would assign #13 to greg"],
];

describe("a rehearsed pass is told", () => {
  it.each(lines)("%o", (change, line) => {
    expect(describeRehearsal({ children: [], changes: [change] })).toEqual([line]);
  });

  it("with the issues first that it would open", () => {
    const child = {
      kind: "review" as const,
      from: "",
      title: "Post-incident review: Login",
      owners: [],
      body: () => "",
      labels: [],
      type: "Task",
      priority: null,
      due: null,
    };
    expect(describeRehearsal({ children: [child], changes: [{ do: "create comment", issue: 12, body: "" }] })).toEqual([
      "would open the review “Post-incident review: Login”",
      "would comment on #12",
    ]);
  });
});
