/** What people said about reminders and action items: orders that count, and lines that name no item of the incident. */
import { describe, expect, it } from "vitest";
import type { ActionItem } from "../../src/incident/action-item.ts";
import { at, declared, story } from "./events.ts";

function item(number: number, state: ActionItem["state"] = "open"): ActionItem {
  return {
    number,
    title: "x",
    url: "",
    state,
    owners: [],
    priority: null,
    question: null,
    createdAt: at("17:00"),
    firstDue: null,
    due: null,
  };
}

describe("orders about reminders", () => {
  it("are kept as written, a snooze from the time of its comment", () => {
    const told = declared()
      .comment("gary", "16:10", "/snooze 2h updates\n/remind off items")
      .comment("cathy", "16:20", "/remind on")
      .comment("rita", "16:30", "/remind off")
      .comment("gary", "16:40", "/snooze 1w #15")
      .given({ actionItems: [item(15)] });
    expect(told.incident().reminderOrders).toEqual([
      { topic: "update", at: at("16:10"), until: at("18:10") },
      { topic: "items", at: at("16:10"), until: "off" },
      { topic: "all", at: at("16:20"), until: "on" },
      { topic: "item 15", at: at("16:40"), until: at("03-17 16:40") },
    ]);
  });

  it("of a merged incident end with it", () => {
    const other = story().label("cathy", "sev2", "16:01").comment("cathy", "16:02", "/remind off");
    const told = declared().given({ mergedFrom: [other.comment("gary", "17:00", "/duplicate #12").incident(9)] });
    expect(told.incident().reminderOrders).toEqual([]);
  });
});

describe("lines about an action item", () => {
  function refusals(body: string, ...actionItems: ActionItem[]) {
    const folded = declared().comment("gary", "17:10", body).given({ actionItems }).fold();
    if (folded.status !== "incident") throw new Error("No incident.");
    return folded.refused.map(({ line, problem, instead }) => `${line}: ${problem} → ${instead}`);
  }

  it("name one of this incident's", () => {
    expect(refusals("/done #15 it fires\n/snooze 2h #16\n/remind off", item(15), item(16))).toEqual([]);
  });

  it("are refused about any other, with those that there are, the open ones first", () => {
    const body = "/done #2 it fires\n/decline #2 gone\n/snooze 90m #2\n/remind off #2";
    const problem = "#2 is no action item of this incident, which has #16, #17 and #15.";
    expect(refusals(body, item(15, "done"), item(16), item(17))).toEqual([
      `1: ${problem} → /incident done #16 it fires`,
      `2: ${problem} → /incident decline #16 gone`,
      `3: ${problem} → /incident snooze 90m #16`,
      `4: ${problem} → /incident remind off #16`,
    ]);
  });

  it("are refused where there are none", () => {
    const problem = "#2 is no action item of this incident, which has none yet.";
    expect(refusals("/done #2 it fires\n/snooze 1d #2")).toEqual([
      `1: ${problem} → /incident action what is to be done`,
      `2: ${problem} → /incident snooze 1d items`,
    ]);
  });

  it("may name one that was taken away since", () => {
    const told = declared().comment("gary", "17:10", "/done #2 it fires");
    expect(told.fold(told.events(), { formerItems: [2] })).toMatchObject({ refused: [] });
  });

  it("are not told of more than ten", () => {
    const many = Array.from({ length: 30 }, (_, index) => item(100 + index));
    const named = "#100, #101, #102, #103, #104, #105, #106, #107, #108, #109 and 20 more";
    expect(refusals("/remind on #2", ...many)).toEqual([
      `1: #2 is no action item of this incident, which has ${named}. → /incident remind on #100`,
    ]);
  });

  it("may name one of an incident that was merged into it", () => {
    const other = story()
      .label("cathy", "sev2", "16:01")
      .given({ actionItems: [item(31)] })
      .comment("gary", "17:00", "/duplicate #12")
      .incident(9);
    const folded = declared()
      .comment("gary", "17:10", "/done #31 it fires")
      .given({ mergedFrom: [other] })
      .fold();
    expect(folded).toMatchObject({ status: "incident", refused: [] });
  });
});
