/** Declaring, withdrawing, confirming; severity over time. */
import { describe, expect, it } from "vitest";
import { at, clock, declared, moment, story } from "./events.ts";

describe("an issue becomes an incident", () => {
  it.each([
    ["by the label", story().label("gary", "Incident", "16:06"), "label", "gary"],
    ["by a severity's label", story().label("gary", "SEV3", "16:06"), "label", "gary"],
    ["by a bot's label", story().label("robot", "sev2", "16:06"), "label", null],
    ["by command", story().comment("gary", "16:06", "/incident sev2"), "command", "gary"],
    ["as it is opened", story({ at: "16:06", labels: ["incident", "sev2"] }), "label", "gary"],
    ["as its text says", story({ at: "16:06", body: "/incident sev2\nIt fails." }), "command", "gary"],
  ])("%s", (_, told, declaredBy, declarer) => {
    expect(told.incident()).toMatchObject({ declaredBy, declarer, state: "open" });
    expect(moment(told.incident(), "declared")).toMatch(/^16:06 inferred from declaration/);
  });

  it.each([
    ["another label", story().label("gary", "bug", "16:06")],
    ["the App's own label", story().label("sooner", "sev2", "16:06")],
    ["a bot's command", story().comment("robot", "16:06", "/incident sev2")],
    ["a command of somebody without triage", story().comment("rita", "16:06", "/incident sev2")],
    ["any other command", story().comment("gary", "16:06", "/incident-like words\n/ack")],
  ])("not by %s", (_, told) => {
    expect(told.fold()).toEqual({ status: "none" });
  });
});

describe("an outsider's form", () => {
  const body =
    "### What is happening?\n\nLogin fails. /incident sev1\n\n### Severity\n\nsev2, a major function is broken\n\n### Since when\n\n15:40\n\n### Services\n\nlogin\n\n### Who noticed?\n\ncustomers";
  const form = () => story({ who: "oscar", at: "16:00", body, labels: ["incident"] });

  it("declares nothing", () => {
    expect(form().fold()).toEqual({ status: "unconfirmed", opener: "oscar" });
  });

  it.each([
    ["another outsider's words", form().comment("oscar", "16:05", "/ack")],
    ["a member's without triage", form().comment("rita", "16:05", "/ack")],
    ["a program's label", form().label("robot", "needs-triage", "16:05")],
    ["plain words", form().comment("gary", "16:05", "Thank you, looking.")],
  ])("is not confirmed by %s", (_, told) => {
    expect(told.fold()).toMatchObject({ status: "unconfirmed" });
  });

  it.each([
    ["any command", form().comment("gary", "16:06", "/ack")],
    ["any label", form().label("gary", "checkout", "16:06")],
    ["a severity", form().label("gary", "sev2", "16:06")],
  ])("is confirmed by %s of somebody who may triage, and then its facts count", (_, told) => {
    const incident = told.incident();
    expect(incident).toMatchObject({
      declaredBy: "form",
      declarer: "gary",
      services: ["login"],
      detectedBy: "customers",
    });
    expect(moment(incident, "declared")).toBe("16:06 inferred from declaration by gary");
    expect(moment(incident, "started")).toBe("15:40 stated by oscar");
    expect(incident.severity.highest).toBe("sev2");
    expect(incident.people.map(({ who }) => who)).toEqual(["gary"]);
  });

  it("is no incident once its label is gone", () => {
    expect(form().unlabel("gary", "incident", "16:05").fold()).toEqual({ status: "none" });
  });
});

describe("rule 8: withdrawn", () => {
  it("when the last of its labels is removed", () => {
    const told = declared().label("gary", "incident", "16:07").unlabel("gary", "sev2", "16:30");
    expect(told.incident().state).toBe("open");
    expect(told.unlabel("gary", "incident", "16:31").incident()).toMatchObject({ state: "withdrawn", phase: null });
  });

  it("unless a label, whichever, is back within 15 minutes", () => {
    const told = declared().unlabel("gary", "sev2", "16:30").label("cathy", "incident", "16:45");
    expect(told.incident()).toMatchObject({ state: "open", declarer: "gary" });
    expect(moment(told.incident(), "declared")).toBe("16:06 inferred from declaration by gary");
  });

  it("and declared anew when labelled again later", () => {
    const told = declared().unlabel("gary", "sev2", "16:30").label("cathy", "sev3", "16:46");
    expect(told.incident().state).toBe("open");
    expect(moment(told.incident(), "declared")).toBe("16:46 inferred from declaration by cathy");
  });

  it("when closed as not planned before any recovery was stated, until it is opened again", () => {
    const told = declared().close("gary", "16:30", "not planned");
    expect(told.incident()).toMatchObject({ state: "withdrawn", issueState: null });
    expect(told.reopen("gary", "16:50").incident()).toMatchObject({ state: "open", reopened: 0 });
  });

  it("until /reopen, which opens the issue too", () => {
    const told = () => declared().close("gary", "16:30", "not planned");
    const again = told().comment("cathy", "16:50", "/reopen").incident();
    expect(again).toMatchObject({ state: "open", phase: "response", reopened: 0, issueState: "open" });
    expect(told().comment("rita", "16:50", "/reopen").incident().state).toBe("withdrawn");
    const unlabeled = told().unlabel("gary", "sev2", "16:40").comment("cathy", "16:50", "/reopen");
    expect(unlabeled.incident().state).toBe("withdrawn");
  });

  it.each([
    ["/mitigated", "16:20 stated by gary"],
    ["/resolved", "16:20 inferred from resolution by gary"],
  ])("not when closed as not planned after %s", (line, restored) => {
    const told = declared().comment("gary", "16:20", line).close("gary", "16:30", "not planned");
    expect(told.incident().state).toBe("recovered");
    expect(moment(told.incident(), "restored")).toBe(restored);
  });

  it("not when it broke again after a recovery: then the closing ends it", () => {
    const told = declared().comment("gary", "16:20", "/mitigated").comment("gary", "17:00", "/reopen");
    told.close("gary", "17:30", "not planned");
    expect(moment(told.incident(), "restored")).toBe("17:30 inferred from closing by gary");
  });

  it("not when a recovery was stated and taken back: then the closing ends it too", () => {
    const told = declared().comment("gary", "16:20", "/resolved").reopen("gary", "16:25");
    told.close("gary", "16:50", "not planned");
    expect(told.incident()).toMatchObject({ state: "recovered", reopened: 0 });
    expect(moment(told.incident(), "restored")).toBe("16:50 inferred from closing by gary");
  });

  it("not by somebody who may not, nor for what was declared as resolved", () => {
    expect(declared().close("oscar", "16:30", "not planned").incident().state).toBe("open");
    const late = story().comment("gary", "16:06", "/incident resolved 15:30").close("gary", "16:30", "not planned");
    expect(late.incident().state).toBe("recovered");
  });
});

describe("the severity", () => {
  const history = (told: ReturnType<typeof story>) =>
    told
      .incident()
      .severity.history.map(({ severity, from, until }) => `${severity} ${clock(from)}–${until ? clock(until) : ""}`);

  it("has a highest, a final one and a history, by label and by command alike", () => {
    const told = declared().comment("cathy", "16:10", "/sev1").label("cathy", "sev3", "16:30");
    expect(told.incident().severity).toMatchObject({ highest: "sev1", final: "sev3" });
    expect(history(told)).toEqual(["sev2 16:06–16:10", "sev1 16:10–16:30", "sev3 16:30–"]);
    expect(told.incident().priority).toBe("warning");
  });

  it("does not count what the same person changed within 2 minutes", () => {
    expect(declared().comment("gary", "16:07", "/sev3").incident().severity.highest).toBe("sev3");
    expect(declared().comment("gary", "16:08", "/sev3").incident().severity.highest).toBe("sev2");
    expect(declared().comment("cathy", "16:07", "/sev3").incident().severity.highest).toBe("sev2");
  });

  it("counts as one what is said twice", () => {
    const told = story().label("gary", "sev1", "16:06").comment("gary", "16:07", "/sev1");
    expect(history(told.comment("gary", "16:08:30", "/sev2"))).toEqual(["sev1 16:06–16:08:30", "sev2 16:08:30–"]);
  });

  it("is not unset by taking off the label of one that stands no more", () => {
    const told = declared().label("gary", "incident", "16:06").comment("gary", "16:30", "/sev3");
    expect(told.unlabel("gary", "sev2", "16:30:05").incident().severity.final).toBe("sev3");
    told.label("sooner", "sev3", "16:30:10").unlabel("gary", "sev3", "16:40");
    expect(told.incident().severity.final).toBeNull();
  });

  it("was sev1 by mistake for 90 seconds: that is not its highest", () => {
    const told = declared().label("gary", "sev1", "16:30").unlabel("sooner", "sev2", "16:30:03");
    told.label("gary", "sev2", "16:31:30").unlabel("sooner", "sev1", "16:31:33");
    expect(told.incident().severity).toMatchObject({ highest: "sev2", final: "sev2" });
    expect(history(told)).toEqual(["sev2 16:06–"]);
  });

  it("is the last set of two labels, whatever the App takes off", () => {
    const told = declared().label("gary", "sev4", "16:30").unlabel("sooner", "sev2", "16:30:05");
    expect(told.incident().severity).toMatchObject({ highest: "sev2", final: "sev4" });
  });

  it.each([
    [story().label("gary", "incident", "16:06"), null, "warning"],
    [declared(), "sev2", "critical"],
    [declared().comment("gary", "16:30", "/sev1"), "sev1", "critical"],
    [declared().comment("gary", "16:30", "/sev3"), "sev3", "warning"],
    [declared().comment("gary", "16:30", "/sev4"), "sev4", "warning"],
    [declared().comment("gary", "16:30", "/sev5"), "sev5", "info"],
  ])("gives the priority (%#)", (told, final, priority) => {
    expect(told.incident()).toMatchObject({ severity: { final }, priority });
  });
});

describe("the state of the issue", () => {
  it.each([
    ["nothing said", declared(), null],
    ["/resolved", declared().comment("gary", "16:20", "/resolved"), "closed"],
    ["/reopen after it", declared().comment("gary", "16:20", "/resolved").comment("gary", "17:00", "/reopen"), "open"],
    ["opened by hand after it", declared().comment("gary", "16:20", "/resolved").reopen("gary", "17:00"), null],
    ["closed by the App for words that are gone", declared().close("sooner", "16:20"), "open"],
    ["/duplicate", declared().comment("gary", "16:20", "/duplicate #3"), "duplicate"],
  ])("%s", (_, told, expected) => {
    expect(told.incident().issueState).toBe(expected);
  });
});

describe("the last change", () => {
  it("is of people and programs, never of the App", () => {
    const told = declared().comment("cathy", "16:10", "Looking.", { edited: ["cathy", "16:40"] });
    told.label("sooner", "incident", "17:00").comment("sooner", "17:01", "The card.");
    expect(told.incident().updatedAt).toBe(at("16:40"));
  });
});
