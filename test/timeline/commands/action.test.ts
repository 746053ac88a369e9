/** Action items in one line: options in any order, then the title. */
import { describe, expect, it } from "vitest";
import { readActionRequest } from "../../../src/timeline/commands/action.ts";
import { context, refused, said } from "./reading.ts";

describe("an action item", () => {
  it.each<[string, object]>([
    ["more host monitoring", { title: "more host monitoring", owners: [] }],
    ["@greg alert on logins", { title: "alert on logins", owners: ["greg"] }],
    ["@greg @cathy, @greg: rotate", { title: "rotate", owners: ["greg", "cathy"] }],
    ["@greg and @cathy high rotate", { title: "rotate", owners: ["greg", "cathy"], priority: "high" }],
    ["p0 @greg fix it", { title: "fix it", owners: ["greg"], priority: "urgent" }],
    ["P1 fix it", { title: "fix it", owners: [], priority: "high" }],
    ["p2 fix it", { title: "fix it", owners: [], priority: "medium" }],
    ["p3: fix it", { title: "fix it", owners: [], priority: "low" }],
    [
      "recover-sooner by 2026-12-01 low @greg write it down",
      {
        title: "write it down",
        owners: ["greg"],
        priority: "low",
        due: "2026-12-01",
        question: "recover sooner",
      },
    ],
    ["by Monday alert on logins", { title: "alert on logins", owners: [], due: "2026-11-23" }],
    ["due 2026-12-01 alert on logins", { title: "alert on logins", owners: [], due: "2026-12-01" }],
    ["due diligence on vendors", { title: "due diligence on vendors", owners: [] }],
    ["in 2 weeks rehearse it", { title: "rehearse it", owners: [], due: "2026-12-04" }],
    ["@greg make it high availability by design", { title: "make it high availability by design", owners: ["greg"] }],
    ["high high availability", { title: "high availability", owners: [], priority: "high" }],
    ["by the way, ask @greg", { title: "by the way, ask @greg", owners: [] }],
    ["in the runbook, name the host", { title: "in the runbook, name the host", owners: [] }],
  ])("%s", (line, expected) => {
    expect(readActionRequest(line, context)).toEqual(expected);
    expect(said(`/action ${line}`)).toEqual([{ verb: "action", ...expected }]);
  });

  it.each([
    ["/action", "The title is missing: say what is to be done. → /action what is to be done"],
    [
      "/action @greg p1 by 2026-12-01 know-sooner",
      "The title is missing: say what is to be done. → /action @greg high by 2026-12-01 know-sooner what is to be done",
    ],
    ["/action @acme/db low rotate", "`@acme/db` is a team: an action item needs a person. → /action low rotate"],
    [
      `/action ${"abcdefghijk".replace(/./g, "@$& ")}rotate`,
      "An action item has at most 10 owners. → /action @a @b @c @d @e @f @g @h @i @j rotate",
    ],
  ])("is refused: %s", (line, expected) => {
    expect(refused(line)).toEqual([expected]);
    expect(said(line)).toEqual([]);
  });

  it("is refused with its own values where only the day is wrong", () => {
    const [refusal] = refused("/action @greg high by 2026-02-31 rotate the keys");
    expect(refusal).toContain("→ /action @greg high rotate the keys");
  });

  it("has a title that fits GitHub's", () => {
    const request = readActionRequest("x".repeat(1000), context);
    expect("title" in request && request.title.length).toBe(256);
  });
});
