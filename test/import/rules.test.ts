/** The input `import`: each line is a label, a title or numbers, and says so where it is none. */
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/error.ts";
import { labelKey, readImport, severityOfLabel } from "../../src/import/rules.ts";

test("labels, titles and numbers, with and without a severity", () => {
  const { labels, titles, numbers } = readImport(
    "outage\n\n  Priority-Critical = sev1\r\nstatus:degraded=SEV-3\ntitle: [Incident]\nTitle: Postmortem = s2\n#12, #15\n#16 = sev4",
  );
  expect([...labels]).toEqual([
    ["outage", null],
    ["prioritycritical", "sev1"],
    ["statusdegraded", "sev3"],
  ]);
  expect([...titles]).toEqual([
    ["[incident]", null],
    ["postmortem", "sev2"],
  ]);
  expect([...numbers]).toEqual([
    [12, null],
    [15, null],
    [16, "sev4"],
  ]);
});

test("nothing asks for nothing", () => {
  expect(readImport(" \n")).toEqual({ labels: new Map(), titles: new Map(), numbers: new Map() });
});

test.each([
  ["outage = bad", "Write what to import before the sign =, and sev1 to sev5 behind it."],
  ["outage = sev6", "Write what to import before the sign =, and sev1 to sev5 behind it."],
  ["= sev1", "Write what to import before the sign =, and sev1 to sev5 behind it."],
  ["#12, 15", "Write numbers as #12, #15."],
  ["#12x", "Write numbers as #12, #15."],
  ["title:", "Write how titles begin behind it, such as title: [Incident]."],
])("%j is refused", (line, remedy) => {
  const reading = () => readImport(`outage\n${line}`);
  expect(reading).toThrow(UserError);
  expect(reading).toThrow(expect.objectContaining({ remedy }));
});

test("too many lines are refused", () => {
  expect(() => readImport("x\n".repeat(201))).toThrow("201 lines");
});

describe("labels are the same whatever their case, emoji and separators", () => {
  test.each([
    ["Incident", "incident"],
    ["🔥 incident 🔥", "incident"],
    ["type: incident", "typeincident"],
    ["Priority-Critical", "prioritycritical"],
    ["priority/critical", "prioritycritical"],
    ["Störung", "störung"],
    ["Ｐ１", "p1"],
    ["🔥", "🔥"],
  ])("%s", (name, key) => expect(labelKey(name)).toBe(key));
});

test.each([
  ["PRIORITY critical", "sev1"],
  ["Priority-Critical (site down)", "sev1"],
  ["🚨 Outage", null],
  ["Priority-Critical-ish", undefined],
  ["bug", undefined],
] as const)("the label %j stands for %j", (name, severity) => {
  expect(severityOfLabel(name, readImport("outage\nPriority-Critical = sev1"))).toBe(severity);
});
