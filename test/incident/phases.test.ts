/** Phases and durations. */
import { describe, expect, it } from "vitest";
import type { ActionItem } from "../../src/incident/action-item.ts";
import type { Review } from "../../src/incident/review.ts";
import { at, declared, duration, phases, story } from "./events.ts";

const written = { learnings: [], factors: [], wentWell: [], parked: [], actionItems: [], publicSummary: "" };

function review(state: Review["state"], closedAt?: string): Review {
  const closed = closedAt === undefined ? {} : { closedAt: at(closedAt) };
  return { number: 13, url: "", due: null, facilitator: "dana", state, ...closed, written };
}

function item(state: ActionItem["state"], closedAt?: string): ActionItem {
  const closed = closedAt === undefined ? {} : { closedAt: at(closedAt) };
  const due = { firstDue: null, due: null };
  const createdAt = at("03-11 10:00");
  return {
    number: 14,
    title: "",
    url: "",
    state,
    owners: [],
    priority: null,
    question: null,
    createdAt,
    ...due,
    ...closed,
  };
}

const response = () => declared().comment("cathy", "16:10", "/started 16:00\n/detected 16:04\n/ack 16:07");

describe("phases", () => {
  it("are all known where all moments are", () => {
    const told = response()
      .comment("cathy", "16:20", "/identified 16:12\n/mitigated")
      .comment("gary", "16:21", "/sev3");
    told.given({ review: review("held", "03-11 10:30"), actionItems: [item("done", "03-20 09:00")] });
    expect(phases(told.incident())).toEqual([
      "detection 16:00–16:04",
      "triage 16:04–16:07",
      "investigation 16:07–16:12",
      "remediation 16:12–16:20",
      "analysis 16:20–03-11 10:30",
      "readiness 03-11 10:30–03-20 09:00",
    ]);
    expect(told.incident().phase).toBe("closed");
  });

  it.each([
    ["unknown", ""],
    ["after the restoration", "\n/identified 16:25"],
  ])("are not split where the identification is %s", (_, line) => {
    const told = response().comment("cathy", "16:30", `/mitigated 16:20${line}`);
    expect(phases(told.incident())).toEqual([
      "detection 16:00–16:04",
      "response and remediation 16:04–16:20",
      "analysis 16:20–",
    ]);
  });

  it("know no investigation where it was identified before the acknowledgement", () => {
    const told = response().comment("cathy", "16:30", "/identified 16:05\n/mitigated 16:20");
    expect(phases(told.incident())).toEqual([
      "detection 16:00–16:04",
      "response 16:04–16:05",
      "remediation 16:05–16:20",
      "analysis 16:20–",
    ]);
  });

  it("end with the restoration where no review is due and no item is open", () => {
    const told = story().label("gary", "sev3", "16:06").comment("gary", "16:20", "/mitigated");
    expect(phases(told.incident()).slice(-2)).toEqual(["analysis 16:20–16:20", "readiness 16:20–16:20"]);
    expect(told.incident().phase).toBe("closed");
    expect(told.given({ actionItems: [item("open")] }).incident().phase).toBe("readiness");
    expect(told.comment("gary", "16:30", "/review").incident().phase).toBe("analysis");
  });

  it("need no review for a final sev5", () => {
    expect(declared().comment("gary", "16:20", "/sev5\n/mitigated").incident()).toMatchObject({
      reviewDue: false,
      phase: "closed",
    });
  });

  it("wait for no review that is not due, also where the restoration is not known", () => {
    const told = story().label("gary", "sev3", "16:06").comment("gary", "16:20", "/resolved");
    told.comment("gary", "16:50", "/started 16:40");
    expect(told.incident()).toMatchObject({ state: "recovered", phase: "closed", moments: { restored: null } });
    expect(told.given({ actionItems: [item("open")] }).incident().phase).toBe("readiness");
    expect(told.comment("gary", "16:55", "/review").incident().phase).toBe("analysis");
    expect(told.given({ review: review("not held", "03-12 09:00") }).incident().phase).toBe("readiness");
  });

  it("begin readiness anew with an item that was opened again", () => {
    const told = declared()
      .comment("gary", "16:20", "/mitigated")
      .given({ review: review("held", "03-11 10:30"), actionItems: [item("done", "03-20 09:00")] });
    expect(told.incident().phase).toBe("closed");
    told.given({ actionItems: [item("open"), item("done", "03-20 09:00")] });
    expect(told.incident().phase).toBe("readiness");
    expect(phases(told.incident()).at(-1)).toBe("readiness 03-11 10:30–");
  });

  it("end the analysis with the closing of a review that was not held", () => {
    const told = declared()
      .comment("gary", "16:20", "/mitigated")
      .given({ review: review("not held", "03-12 09:00") });
    expect(phases(told.incident()).at(-2)).toBe("analysis 16:20–03-12 09:00");
  });
});

describe("the phase now", () => {
  it("goes from response to remediation, and back when it breaks again, until identified again", () => {
    const told = declared();
    expect(told.incident().phase).toBe("response");
    expect(told.comment("cathy", "16:12", "/identified").incident().phase).toBe("remediation");
    expect(told.comment("cathy", "16:20", "/mitigated").incident().phase).toBe("analysis");
    expect(told.comment("cathy", "17:00", "/reopen").incident().phase).toBe("response");
    expect(told.comment("cathy", "17:05", "/identified 16:13").incident().phase).toBe("response");
    expect(told.comment("cathy", "17:10", "/identified").incident().phase).toBe("remediation");
  });
});

describe("the stage", () => {
  it("is what people last said or did, where it does not tell of the past", () => {
    const told = declared().comment("cathy", "16:10", "/investigating");
    expect(told.incident().stage).toBe("investigating");
    expect(told.comment("cathy", "16:20", "/mitigated").incident().stage).toBe("mitigated");
    expect(told.comment("cathy", "16:22", "/identified 16:12").incident().stage).toBe("mitigated");
    expect(told.comment("cathy", "16:30", "/monitoring").incident().stage).toBe("monitoring");
    expect(told.comment("cathy", "16:50", "/resolved 16:25").incident().stage).toBe("resolved");
    expect(told.reopen("gary", "17:30").incident().stage).toBe("reopened");
    expect(told.comment("cathy", "17:40", "/mitigated 16:19").incident().stage).toBe("reopened");
    expect(told.comment("cathy", "17:45", "/mitigated").incident().stage).toBe("mitigated");
  });
});

describe("the phase of an entry", () => {
  const told = response().comment("cathy", "16:25", "/at 16:02 a\n/at 16:05 b\n/at 16:09 c\n/at 16:15 d\n/at 16:22 e");
  const placed = (lines: string) => {
    const { timeline } = told.comment("cathy", "16:26", lines).incident();
    return timeline.filter(({ text }) => text.length === 1).map(({ phase }) => phase);
  };

  it("is the finest that is known", () => {
    expect(placed("/drill")).toEqual(["detection", "triage", "investigation", "investigation", "investigation"]);
    const open = ["detection", "triage", "response and remediation", "response and remediation", "analysis"];
    expect(placed("/mitigated 16:20")).toEqual(open);
    expect(placed("/identified 16:12")).toEqual(["detection", "triage", "investigation", "remediation", "analysis"]);
  });

  it("is the response where nobody has acknowledged", () => {
    const { timeline } = declared().comment("gary", "16:10", "The page is down.").incident();
    expect(timeline.at(-1)?.phase).toBe("response");
  });

  it("is not the detection where only the restoration is known", () => {
    const { timeline } = story().comment("gary", "16:06", "/incident resolved\n/at 15:30 it failed").incident();
    expect(timeline[0]?.phase).toBe("response and remediation");
  });
});

describe("durations", () => {
  it("are not recorded where a moment is missing", () => {
    const told = declared().incident();
    expect(duration(told, "timeToDetect")).toBe("not recorded: started");
    expect(duration(told, "timeToDeclare")).toBe("0 min");
    expect(duration(told, "timeToAcknowledge")).toBe("not recorded: acknowledged");
    expect(duration(told, "timeToRecover")).toBe("not recorded: restored");
    expect(duration(told, "impact")).toBe("not recorded: started");
  });

  it.each(["/near-miss", "/sev5"])("of the impact do not apply with %s", (line) => {
    const told = response().comment("cathy", "16:20", `/mitigated\n${line}`).incident();
    for (const name of ["timeToDetect", "timeToRecover", "firstRecovery", "impact"] as const)
      expect(duration(told, name)).toBe("not applicable");
    expect(duration(told, "timeToAcknowledge")).toBe("3 min");
  });

  it("of a drill are all there", () => {
    const told = response().comment("cathy", "16:20", "/mitigated\n/drill").incident();
    expect(told.drill).toBe(true);
    expect(duration(told, "timeToRecover")).toBe("16 min");
  });

  it("count the last restoration, the first one, and all impact", () => {
    const told = response().comment("cathy", "16:20", "/mitigated").comment("cathy", "17:00", "/reopen");
    told.comment("cathy", "17:10", "/mitigated");
    expect(duration(told.incident(), "timeToRecover")).toBe("66 min");
    expect(duration(told.incident(), "firstRecovery")).toBe("16 min");
    expect(duration(told.incident(), "impact")).toBe("30 min");
  });
});
