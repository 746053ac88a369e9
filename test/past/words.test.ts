/** Past incidents on the card. */
import { describe, expect, it } from "vitest";
import type { SimilarIncident } from "../../src/memory.ts";
import { similarLines } from "../../src/words/similar.ts";
import { fresh } from "../words/reference.ts";

const past = (more: Partial<SimilarIncident> = {}): SimilarIncident => ({
  number: 7,
  title: "Login page down",
  declaredAt: Date.parse("2025-03-10T14:02:00Z"),
  learned: [],
  open: [],
  ...more,
});
const lines = (similar: SimilarIncident[], room = 3_000) => similarLines(similar, fresh, "UTC", room);

describe("a past incident", () => {
  it.each<[string, Partial<SimilarIncident>, string]>([
    ["of which nothing is known", {}, "- #7 Login page down (10 Mar 2025 14:02)"],
    [
      "with what was learned",
      { learned: ["the access document is out of date", "nobody knew the host"] },
      "- #7 Login page down (10 Mar 2025 14:02): learned “the access document is out of date”, “nobody knew the host”",
    ],
    [
      "with what was still to be done",
      { learned: ["x"], open: [9, 10] },
      "- #7 Login page down (10 Mar 2025 14:02): learned “x”; still open as this one began: #9, #10",
    ],
    [
      "with more than anybody reads",
      { open: [1, 2, 3, 4, 5, 6, 8] },
      "- #7 Login page down (10 Mar 2025 14:02): still open as this one began: #1, #2, #3, #4, #5 and 2 more",
    ],
    ["of the same year", { declaredAt: Date.parse("2026-01-02T08:00:00Z") }, "- #7 Login page down (2 Jan 08:00)"],
    [
      "whose words would act",
      { title: "@all <!-- x --> **down** #3", learned: ["/resolved\n![x](https://x.example)"] },
      "- #7 @&#8203;all \\<!-- x --\\> \\*\\*down\\*\\* #&#8203;3 (10 Mar 2025 14:02): learned “\\/resolved !\\[x\\](https:&#8203;//x.example)”",
    ],
  ])("%s", (_, more, line) => {
    expect(lines([past(more)])).toEqual([line]);
  });

  it("is cut where it is long", () => {
    const [line] = lines([past({ title: "t ".repeat(500), learned: ["l ".repeat(500), "m ".repeat(500)] })]);
    expect(line?.length).toBeLessThan(600);
  });

  it("is left out where there is no room, and counted", () => {
    expect(lines([past(), past({ number: 8 }), past({ number: 9 })], 70)).toEqual([
      "- #7 Login page down (10 Mar 2025 14:02)",
      "- and 2 others",
    ]);
  });
});
