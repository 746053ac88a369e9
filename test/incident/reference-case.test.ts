/** The reference case of the domain, from what its people write. */
import { describe, expect, it } from "vitest";
import { readConfiguration } from "../../src/config.ts";
import { configuration, response, review } from "../reference-case.ts";
import { duration, entries, moment, phases, story } from "./events.ts";

const [opening, ...acts] = response;
if (!opening || !("body" in opening)) throw new Error("The first act opens the issue.");
const told = story(opening);
for (const act of acts) if ("text" in act) told.comment(act.who, act.at, act.text);
const during = told.incident();
for (const act of review) if ("text" in act) told.comment(act.who, `03-11 ${act.at}`, act.text);
const incident = told.incident();

describe("the reference case", () => {
  it("is a sev2 that customers detected, declared by gary", () => {
    expect(incident).toMatchObject({
      state: "recovered",
      severity: { highest: "sev2", final: "sev2" },
      priority: "critical",
      services: ["login"],
      detectedBy: "customers",
      declaredBy: "command",
      declarer: "gary",
      phase: "analysis",
      stage: "mitigated",
      reviewDue: true,
      contradictions: [],
    });
  });

  it.each([
    ["started", "16:00 stated by gary"],
    ["detected", "16:04 stated by gary"],
    ["declared", "16:06 inferred from declaration by gary"],
    ["acknowledged", "16:07 stated by cathy"],
    ["identified", "not known"],
    ["restored", "16:20 stated by cathy"],
    ["resolved", "not known"],
    ["reviewed", "not known"],
  ] as const)("knows when it was %s", (name, expected) => {
    expect(moment(incident, name)).toBe(expected);
  });

  it.each([
    ["timeToDetect", "4 min"],
    ["timeToDeclare", "2 min"],
    ["timeToAcknowledge", "3 min"],
    ["timeToRecover", "16 min"],
    ["firstRecovery", "16 min"],
    ["impact", "20 min"],
  ] as const)("has the duration %s", (name, expected) => {
    expect(duration(incident, name)).toBe(expected);
  });

  it("goes through its phases", () => {
    expect(phases(incident)).toEqual([
      "detection 16:00–16:04",
      "response and remediation 16:04–16:20",
      "analysis 16:20–",
    ]);
  });

  it("has the ten entries of the table", () => {
    expect(entries(incident).map((entry) => entry.split(":").slice(0, 2).join(":"))).toEqual([
      "16:04 gary conversation negative",
      "16:06 gary conversation positive",
      "16:07 cathy task positive",
      "16:10 cathy task negative",
      "16:12 cathy task neutral",
      "16:14 cathy task negative",
      "16:15 greg conversation positive",
      "16:16 gary conversation neutral",
      "16:18 greg task positive",
      "16:20 cathy task positive",
    ]);
  });

  it("has the people who took part, and greg was reached within a minute", () => {
    expect(during.people.map(({ who }) => who)).toEqual(["gary", "cathy", "greg"]);
    expect(incident.people).toHaveLength(3);
    const greg = incident.people.find(({ who }) => who === "greg");
    expect((greg?.reachedAt ?? 0) - (greg?.pagedAt ?? 0)).toBe(60_000);
  });

  it("has nine learnings, and ten action items with owner and priority, the caching service first", () => {
    expect(incident.learnings).toHaveLength(9);
    const asked = told
      .events()
      .flatMap((event) => ("commands" in event ? event.commands : []))
      .filter((command) => command.verb === "action");
    expect(asked).toHaveLength(10);
    expect(asked.every(({ owners, priority }) => owners.length > 0 && priority)).toBe(true);
    expect(asked.filter(({ priority }) => priority === "urgent").map(({ title }) => title)).toEqual([
      "Find out what the caching service is that the unknown process seems to belong to",
    ]);
  });

  it("has a configuration without problems, and no line that is refused", () => {
    expect(readConfiguration(configuration).problems).toEqual([]);
    expect(told.events().flatMap((event) => ("refusals" in event ? event.refusals : []))).toEqual([]);
  });
});
