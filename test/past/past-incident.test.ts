/** What is kept of a past incident. */
import { describe, expect, it } from "vitest";
import type { Incident } from "../../src/incident/incident.ts";
import { pastOf } from "../../src/past/past-incident.ts";
import { indexOf, similarTo } from "../../src/past/similar.ts";
import { actionItem, at } from "../words/reference.ts";
import { incidentOf } from "./told.ts";

const told = { number: 7, day: "2026-03-09", title: "Consumer lag of the ledger" };
const incident = incidentOf({ ...told, services: ["orders"], alerts: { f1: "Lag" }, factors: ["One partition"] });

describe("an example", () => {
  it("is kept in few words", () => {
    expect(pastOf(incident)).toEqual({
      number: 7,
      title: "Consumer lag of the ledger",
      declaredAt: Date.parse("2026-03-09T10:00:00Z"),
      services: ["orders"],
      alerts: ["Lag"],
      fingerprints: ["alertmanager f1"],
      factors: ["One partition"],
      harmful: ["One partition"],
      learned: ["One partition"],
      items: [],
    });
  });

  it("tells what was learned rather than what contributed, two things at most", () => {
    const learnings = ["Nobody watches lag", "Replay takes hours", "A third"];
    expect(pastOf({ ...incident, learnings })?.learned).toEqual(["Nobody watches lag", "Replay takes hours"]);
  });

  it.each<[string, Partial<Incident>]>([
    ["a near miss", { nearMiss: true }],
    ["an imported one", { declaredBy: "import" }],
    ["one that is not over", { state: "open" }],
  ])("is also %s", (_, more) => {
    expect(pastOf({ ...incident, ...more })).not.toBeNull();
  });

  it.each<[string, Partial<Incident>]>([
    ["a drill", { drill: true }],
    ["a withdrawn one", { state: "withdrawn" }],
    ["a merged one", { state: "merged", mergedInto: 9 }],
  ])("is not %s", (_, more) => {
    expect(pastOf({ ...incident, ...more })).toBeNull();
  });

  it("stays small, whatever was said", () => {
    const long = "lag ".repeat(20_000);
    const alerts = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`f${n}`, `${n} ${long}`]));
    const big = incidentOf({ ...told, title: long, services: Array(500).fill(long), alerts });
    const factors = Array(500).fill({ text: long, effect: null });
    const actionItems = Array(500).fill(actionItem(8, long, { state: "declined", closedAt: 0, reason: long }));
    const past = pastOf({ ...big, factors, actionItems, learnings: Array(500).fill(long) });
    expect(JSON.stringify(past).length).toBeLessThan(12_000);
  });
});

describe("its action items", () => {
  const items = [
    actionItem(8, "Done before", { createdAt: at(-5_000), state: "done", closedAt: at(-100) }),
    actionItem(9, "Open", { createdAt: at(-5_000), state: "open" }),
    actionItem(10, "Done afterwards", { createdAt: at(-5_000), state: "done", closedAt: at(100) }),
    actionItem(11, "Asked for afterwards", { createdAt: at(100), state: "open" }),
    actionItem(12, "Declined before", { createdAt: at(-5_000), state: "declined", closedAt: at(-100) }),
  ];

  it("are told as they stood when the new incident was declared", () => {
    const index = indexOf([pastOf({ ...incident, actionItems: items })].filter((past) => past !== null));
    const asked = incidentOf({ number: 20, day: "2026-03-10", title: "Consumer lag of the ledger again" });
    const declared = { at: at(0), by: "inferred", from: "declaration" } as const;
    const [like] = similarTo(index, { ...asked, moments: { ...asked.moments, declared } });
    expect(like?.open).toEqual([9, 10]);
  });
});
