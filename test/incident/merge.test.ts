/** Rule 7: merged incidents. */
import { describe, expect, it } from "vitest";
import { fires } from "../alerts/arrivals.ts";
import { declared, duration, entries, intervals, known, story } from "./events.ts";

/** Number 13, merged into 12 at 16:30. */
const duplicate = (lines: string) =>
  story()
    .label("cathy", "sev2", "16:03")
    .comment("rita", "16:29", lines || "Same here.")
    .comment("cathy", "16:30", "/duplicate #12");

describe("an incident that was merged", () => {
  it("is in no phase, and its issue is a duplicate", () => {
    expect(duplicate("").incident(13)).toMatchObject({
      state: "merged",
      mergedInto: 12,
      phase: null,
      issueState: "duplicate",
    });
  });

  it("is one again when somebody opens it again", () => {
    expect(duplicate("").reopen("gary", "16:40").incident(13)).toMatchObject({ state: "open", issueState: null });
  });
});

describe("the survivor", () => {
  const other = (lines = "") =>
    story()
      .label("cathy", "sev2", "16:03")
      .comment("cathy", "16:25", lines || "Same.")
      .comment("cathy", "16:30", "/duplicate #12")
      .incident(13);
  const survivor = () => declared().comment("greg", "16:20", "/started 16:01\n/ack 16:07\n/mitigated");

  it("takes the earliest start, detection, declaration and acknowledgement, and the latest restoration", () => {
    const told = survivor().given({
      mergedFrom: [other("/started 16:00\n/detected 16:02\n/ack 16:05\n/mitigated 16:24")],
    });
    expect(known(told.incident())).toBe(
      "started 16:00, detected 16:02, declared 16:03, acknowledged 16:05, restored 16:24",
    );
    expect(intervals(told.incident())).toBe("16:00–16:24");
    expect(duration(told.incident(), "timeToRecover")).toBe("22 min");
    expect(told.incident()).toMatchObject({ mergedFrom: [13], state: "recovered", reopened: 0 });
  });

  it("is not restored as long as one of them is not", () => {
    const told = survivor().given({ mergedFrom: [other("/started 16:00")] });
    expect(told.incident()).toMatchObject({ state: "open", moments: { restored: null } });
    expect(intervals(told.incident())).toBe("16:00–");
  });

  it.each([
    ["a statement", survivor().comment("greg", "16:40", "/mitigated 16:35"), "16:35"],
    ["a closing", declared().close("greg", "16:40"), "16:40"],
  ])("follows %s after the merge", (_, told, restored) => {
    told.given({ mergedFrom: [other("/started 16:00")] });
    expect(told.incident().state).toBe("recovered");
    expect(known(told.incident())).toContain(`restored ${restored}`);
    expect(intervals(told.incident())).toBe(`16:00–${restored}`);
  });

  it("follows a start that was stated after the merge", () => {
    const told = survivor()
      .comment("greg", "16:40", "/started 16:01")
      .given({ mergedFrom: [other("/started 16:00\n/mitigated 16:24")] });
    expect(known(told.incident())).toContain("started 16:01");
  });

  it("takes over entries, people and words", () => {
    const told = survivor().given({
      mergedFrom: [other("Logins fail.\n\n/learned Nobody watches it.\n/affects login")],
    });
    const incident = told.incident();
    expect(entries(incident)).toContain("16:25 cathy conversation: Logins fail.");
    expect(incident.people.map(({ who }) => who)).toContain("cathy");
    expect(incident).toMatchObject({ learnings: ["Nobody watches it."], services: ["login"] });
  });

  it("infers nothing of one that contradicts the other", () => {
    const alerted = (more = "Same.") =>
      story()
        .label("greg", "sev2", "16:11")
        .alert(fires("16:10", "16:09"))
        .comment("greg", "16:12", `${more}\n/duplicate #12`)
        .incident(13);
    const late = declared()
      .given({ mergedFrom: [alerted()] })
      .incident();
    expect(known(late)).toBe("detected 16:06, declared 16:06");
    const stated = declared()
      .given({ mergedFrom: [alerted("/started 16:08")] })
      .incident();
    expect(known(stated)).toBe("started 16:08, detected 16:10, declared 16:06");
    expect(duration(stated, "timeToDetect")).toBe("2 min");
  });
});
