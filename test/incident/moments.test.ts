/** Moments: rules 1 to 6 and 10 of the domain, as far as no alert takes part. */
import { describe, expect, it } from "vitest";
import { declared, duration, intervals, known, moment, story } from "./events.ts";

describe("a moment", () => {
  it("is stated with who said it and where, and the last word about it counts, also years later", () => {
    const told = declared().comment("gary", "16:07", "/started 15:50").comment("greg", "16:30", "/started 16:00");
    expect(moment(told.incident(), "started")).toBe("16:00 stated by greg");
    expect(told.incident().moments.started?.url).toMatch(/issuecomment-101$/);
    told.comment("cathy", "12-24 10:00", "/started 2026-03-10 15:55");
    expect(moment(told.incident(), "started")).toBe("15:55 stated by cathy");
  });

  it("can be a range: its middle counts, and the range is shown", () => {
    const { moments } = declared().comment("gary", "16:07", "/started 15:40-16:00").incident();
    expect(moments.started).toMatchObject({ at: Date.UTC(2026, 2, 10, 15, 50) });
    expect(moments.started?.range).toEqual([Date.UTC(2026, 2, 10, 15, 40), Date.UTC(2026, 2, 10, 16)]);
  });

  it("is kept as approximate as it was said", () => {
    expect(declared().comment("gary", "16:07", "/started about 16:00").incident().moments.started).toMatchObject({
      approximate: true,
    });
  });

  it("is never inferred for the start from the declaration", () => {
    expect(known(declared().incident())).toBe("detected 16:06, declared 16:06");
  });
});

describe("rule 1: intervals", () => {
  const twice = () =>
    declared()
      .comment("gary", "16:07", "/started 16:00")
      .comment("cathy", "16:20", "/mitigated")
      .reopen("greg", "17:00")
      .comment("greg", "17:30", "/mitigated");

  it("begin again at a reopening", () => {
    expect(intervals(twice().incident())).toBe("16:00–16:20, 17:00–17:30");
    expect(twice().incident().reopened).toBe(1);
    expect(duration(twice().incident(), "impact")).toBe("50 min");
  });

  it("begin again at the time of /reopen, and at the comment's own without one", () => {
    const restored = () => declared().comment("cathy", "16:20", "/mitigated");
    expect(intervals(restored().comment("greg", "17:00", "/reopen 16:50").incident())).toBe("?–16:20, 16:50–");
    expect(intervals(restored().comment("greg", "17:00", "/reopen").incident())).toBe("?–16:20, 17:00–");
  });

  it.each([
    ["/mitigated 16:25", "16:00–16:25, 17:00–17:30"],
    ["/mitigated 17:40", "16:00–16:20, 17:00–17:40"],
    ["/started 15:50", "15:50–16:20, 17:00–17:30"],
    ["/started 16:20", "16:20–16:20, 17:00–17:30"],
    ["/started 16:45", "16:00–16:20, 16:45–17:30"],
  ])("take %s where it belongs", (line, expected) => {
    expect(intervals(twice().comment("cathy", "18:00", line).incident())).toBe(expected);
  });

  it("take the later word about the start of one that goes on", () => {
    const told = declared().comment("cathy", "16:20", "/mitigated").reopen("greg", "17:00");
    told.comment("greg", "17:05", "/reopen 16:50").comment("greg", "17:10", "/mitigated 16:55");
    expect(intervals(told.incident())).toBe("?–16:20, 16:50–16:55");
  });

  it("let the start of a running one be before its reopening, and its end too", () => {
    const told = declared().comment("cathy", "16:20", "/mitigated").reopen("greg", "17:00");
    told.comment("greg", "17:05", "/started 16:40").comment("greg", "17:10", "/mitigated 16:50");
    expect(intervals(told.incident())).toBe("?–16:20, 16:40–16:50");
  });

  it("are not begun by reopening what is not restored", () => {
    const told = declared().comment("greg", "17:00", "/reopen 16:50");
    expect(intervals(told.incident())).toBe("?–");
    expect(told.incident().reopened).toBe(0);
  });

  it("count detection, acknowledgement and identification of the first that has one", () => {
    const told = twice().comment("greg", "17:06", "/ack\n/detected 17:01 by monitoring\n/identified 17:05");
    expect(known(told.incident())).toBe(
      "started 16:00, detected 16:06, declared 16:06, acknowledged 16:20, identified 17:05, restored 17:30",
    );
  });
});

describe("rule 2: an inference never contradicts", () => {
  it.each([
    ["an acknowledgement before the declaration", "/ack 16:05", "declared 16:06, acknowledged 16:05"],
    ["an identification before the declaration", "/identified 16:05", "declared 16:06, identified 16:05"],
    ["a restoration before the declaration", "/mitigated 16:05", "declared 16:06, restored 16:05"],
    ["a review before the declaration", "/reviewed 16:05", "declared 16:06, reviewed 16:05"],
    ["a start after the declaration", "/started 16:10", "started 16:10, declared 16:06"],
  ])("%s leaves the detection unknown", (_, line, expected) => {
    expect(known(declared().comment("gary", "16:30", line).incident())).toBe(expected);
  });

  it("drops the restoration by a closing before the stated start", () => {
    const told = declared().close("gary", "16:20").comment("gary", "17:00", "/started 16:40");
    expect(moment(told.incident(), "restored")).toBe("not known");
    expect(told.incident().state).toBe("open");
  });

  it("lets a mistaken start undo no recovery", () => {
    const told = declared().comment("gary", "16:20", "/mitigated").comment("gary", "16:50", "/started 16:40");
    expect(told.incident()).toMatchObject({ state: "recovered", phase: "analysis" });
    expect(moment(told.incident(), "restored")).toBe("16:20 stated by gary");
    expect(duration(told.incident(), "impact")).toBe("inconsistent: started, restored");
    expect(told.incident().contradictions).toMatchObject([{ earlier: "started", later: "restored" }]);
  });

  it("lets a mistaken start undo no resolution, though the restoration can't be told from it", () => {
    const told = declared().comment("gary", "16:20", "/resolved").comment("gary", "16:50", "/started 16:40");
    expect(told.incident()).toMatchObject({ state: "recovered", phase: "analysis" });
    expect(moment(told.incident(), "restored")).toBe("not known");
    expect(told.incident().contradictions).toMatchObject([{ earlier: "started", later: "resolved" }]);
  });

  it("keeps inconsistent statements, and says which once", () => {
    const told = declared().comment("gary", "16:30", "/started 16:10\n/detected 16:04\n/mitigated 16:20");
    expect(known(told.incident())).toBe("started 16:10, detected 16:04, declared 16:06, restored 16:20");
    expect(duration(told.incident(), "timeToDetect")).toBe("inconsistent: started, detected");
    expect(duration(told.incident(), "timeToRecover")).toBe("16 min");
    expect(told.incident().contradictions.map(({ earlier, later }) => [earlier, later])).toEqual([
      ["started", "detected"],
    ]);
  });

  it("names a detection after the declaration, which stands outside of the order", () => {
    const told = declared().comment("gary", "16:30", "/detected 16:20");
    expect(moment(told.incident(), "detected")).toBe("16:20 stated by gary");
    expect(duration(told.incident(), "timeToDeclare")).toBe("inconsistent: detected, declared");
    expect(told.incident().contradictions).toMatchObject([{ earlier: "detected", later: "declared" }]);
  });

  it("drops the review's closing where the service was restored later", () => {
    const told = declared().close("gary", "17:00");
    const held = { number: 13, url: "", due: null, facilitator: null, state: "held" as const };
    const written = { learnings: [], factors: [], wentWell: [], parked: [], actionItems: [], publicSummary: "" };
    told.given({ review: { ...held, closedAt: Date.UTC(2026, 2, 10, 16, 50), written } });
    expect(moment(told.incident(), "reviewed")).toBe("not known");
    told.given({ review: { ...held, closedAt: Date.UTC(2026, 2, 11, 10), written } });
    expect(moment(told.incident(), "reviewed")).toBe("03-11 10:00 inferred from review");
    told.comment("gary", "03-12 09:00", "/reviewed 2026-03-11 11:00");
    expect(moment(told.incident(), "reviewed")).toBe("03-11 11:00 stated by gary");
  });
});

describe("rule 3: resolved and restored", () => {
  it("lets the restoration follow from /resolved", () => {
    const told = declared().comment("gary", "16:40", "/resolved 16:20");
    expect(moment(told.incident(), "resolved")).toBe("16:20 stated by gary");
    expect(moment(told.incident(), "restored")).toBe("16:20 inferred from resolution by gary");
  });

  it("tells clean-up from outage where somebody said when the service was back", () => {
    const told = declared().comment("gary", "16:20", "/restored").comment("gary", "18:00", "/resolved");
    expect(moment(told.incident(), "restored")).toBe("16:20 stated by gary");
    expect(moment(told.incident(), "resolved")).toBe("18:00 stated by gary");
  });

  it("lets both follow from the closing, else", () => {
    const told = declared().close("gary", "16:20");
    expect(moment(told.incident(), "restored")).toBe("16:20 inferred from closing by gary");
    expect(moment(told.incident(), "resolved")).toBe("16:20 inferred from closing by gary");
  });

  it("infers no detection for what was over when it was declared", () => {
    const told = story().comment("gary", "16:06", "/incident resolved");
    expect(known(told.incident())).toBe("declared 16:06, restored 16:06, resolved 16:06");
    expect(duration(told.incident(), "timeToRecover")).toBe("not recorded: detected");
    const late = story().close("gary", "15:30").label("gary", "incident", "16:06");
    expect(known(late.incident())).toBe("declared 16:06, restored 15:30, resolved 15:30");
  });

  it.each(["/incident resolved", "/incident resolved 15:30"])("nor where that breaks again later: %s", (line) => {
    const told = story().comment("gary", "16:06", line).comment("gary", "19:00", "/reopen");
    const incident = told.comment("gary", "19:30", "/mitigated").incident();
    expect(moment(incident, "detected")).toBe("not known");
    for (const name of ["timeToRecover", "firstRecovery"] as const)
      expect(duration(incident, name)).toBe("not recorded: detected");
  });

  it("but in a break that had begun before the declaration", () => {
    const told = story().close("gary", "15:10").comment("gary", "16:06", "/incident sev2\n/reopen 16:00");
    expect(known(told.incident())).toBe("detected 16:06, declared 16:06");
    expect(intervals(told.incident())).toBe("?–");
  });
});

describe("rule 4: acknowledged", () => {
  const cathyAcks = () => declared().comment("cathy", "16:10", "/ack 16:09");

  it("takes each person's last /ack, and of these the earliest", () => {
    const told = cathyAcks().comment("greg", "16:12", "/ack 16:08");
    expect(moment(told.incident(), "acknowledged")).toBe("16:08 stated by greg");
    told.comment("greg", "16:20", "/ack 16:15");
    expect(moment(told.incident(), "acknowledged")).toBe("16:09 stated by cathy");
  });

  it("takes what somebody said last about themselves or another", () => {
    const told = declared().comment("cathy", "16:08", "/ack").comment("cathy", "16:12", "/ack 16:10");
    expect(moment(told.incident(), "acknowledged")).toBe("16:10 stated by cathy");
    told.comment("gary", "16:13", "/ack 16:07 for @greg").comment("gary", "16:14", "/ack 16:11 for @greg");
    expect(moment(told.incident(), "acknowledged")).toBe("16:10 stated by cathy");
  });

  it("is not by assigning oneself before anybody knew of it", () => {
    const told = story().assign("cathy", "cathy", "16:00").label("gary", "sev2", "16:06");
    expect(moment(told.incident(), "acknowledged")).toBe("not known");
    told.comment("gary", "16:10", "/detected 15:55");
    expect(moment(told.incident(), "acknowledged")).toBe("16:00 inferred from assignment by cathy");
  });

  it("lets somebody correct another's", () => {
    const told = cathyAcks().comment("greg", "16:20", "/ack 16:07 for @cathy");
    expect(moment(told.incident(), "acknowledged")).toBe("16:07 stated by cathy");
  });

  it.each([
    ["a responder's comment", declared().comment("rita", "16:08", "Looking."), "16:08 inferred from comment by rita"],
    ["assigning oneself", declared().assign("greg", "greg", "16:08"), "16:08 inferred from assignment by greg"],
    ["taking a role", declared().comment("greg", "16:08", "/commander @greg"), "16:08 inferred from role by greg"],
    [
      "the declarer's task",
      declared().comment("gary", "16:08", "I restarted it."),
      "16:08 inferred from comment by gary",
    ],
    [
      "the declarer's stage",
      declared().comment("gary", "16:08", "/investigating"),
      "16:08 inferred from stage by gary",
    ],
    [
      "the declarer's own assignment",
      declared().assign("gary", "gary", "16:08"),
      "16:08 inferred from assignment by gary",
    ],
    [
      "an entry at its time, for whom it names",
      declared().comment("gary", "16:30", "/at 16:08 @cathy opens the page"),
      "16:08 inferred from comment by cathy",
    ],
  ])("takes %s, else", (_, told, expected) => {
    expect(moment(told.incident(), "acknowledged")).toBe(expected);
  });

  it.each([
    ["being assigned by another", declared().assign("gary", "cathy", "16:08")],
    ["being given a role", declared().comment("gary", "16:08", "/commander @cathy")],
    ["a bot's comment", declared().comment("robot", "16:08", "Deployed.")],
    ["an outsider's comment", declared().comment("oscar", "16:08", "Me too.")],
    ["the declarer's words to others", declared().comment("gary", "16:08", "The page is down, it seems.")],
    ["the declaring comment", story().comment("gary", "16:06", "/incident sev2\n\nI saw it fail.")],
    ["a label", declared().label("greg", "checkout", "16:08")],
    ["an entry from before the detection", declared().comment("gary", "16:30", "/at 16:01 I deployed\n/conversation")],
    [
      "what comes after the restoration",
      declared().comment("gary", "16:30", "/mitigated 16:20").comment("cathy", "16:31", "Well done."),
    ],
  ])("takes none from %s", (_, told) => {
    expect(moment(told.incident(), "acknowledged")).toBe("not known");
  });

  it("means the last restoration", () => {
    const told = declared().close("gary", "16:20").reopen("gary", "17:00").comment("cathy", "17:05", "Here.");
    expect(moment(told.close("gary", "17:30").incident(), "acknowledged")).toBe("17:05 inferred from comment by cathy");
  });
});

describe("rule 5: reopening", () => {
  const resolved = () => declared().comment("gary", "16:20", "/resolved").close("sooner", "16:20:05");

  it.each([
    ["a /resolved", resolved().reopen("cathy", "16:30")],
    ["a /resolved, by word", resolved().comment("cathy", "16:30", "/reopen")],
    ["a closing", declared().close("gary", "16:20").reopen("cathy", "16:35")],
  ])("%s that a person takes back within 15 minutes was no recovery", (_, told) => {
    expect(intervals(told.incident())).toBe("?–");
    expect(told.incident()).toMatchObject({ state: "open", reopened: 0, phase: "response" });
  });

  it("later than that it reopens", () => {
    expect(intervals(resolved().reopen("cathy", "16:36").incident())).toBe("?–16:20, 16:36–");
    expect(intervals(declared().close("gary", "16:20").reopen("cathy", "16:36").incident())).toBe("?–16:20, 16:36–");
  });

  it("a stated restoration stands", () => {
    const told = declared().comment("gary", "16:20", "/mitigated").close("gary", "16:25").reopen("cathy", "16:30");
    expect(intervals(told.incident())).toBe("?–16:20, 16:30–");
  });

  it("a resolution from the past, and a new start long after it, is no slip", () => {
    const told = declared().comment("gary", "18:00", "/resolved 16:20").comment("cathy", "18:05", "/reopen 17:00");
    expect(intervals(told.incident())).toBe("?–16:20, 17:00–");
  });

  it("is refused before the restoration, also where it goes on already", () => {
    const told = declared().comment("gary", "16:20", "/mitigated").comment("greg", "17:00", "/reopen 16:10");
    expect(told.fold()).toMatchObject({ refused: [{ event: "comment:101", line: 1, instead: "/reopen" }] });
    expect(told.incident()).toMatchObject({ state: "recovered", stage: "mitigated", issueState: null });
    told.comment("greg", "17:05", "/reopen").comment("greg", "17:06", "/reopen 16:15");
    expect(told.fold()).toMatchObject({ refused: [{ event: "comment:101" }, { event: "comment:103" }] });
    expect(intervals(told.incident())).toBe("?–16:20, 17:05–");
  });

  it("by a bot or the App begins nothing", () => {
    const told = declared().comment("gary", "16:20", "/mitigated").reopen("robot", "17:00").reopen("sooner", "17:05");
    expect(intervals(told.incident())).toBe("?–16:20");
  });

  it("of what was no incident yet is none", () => {
    const told = story().close("gary", "15:10").reopen("gary", "15:40").label("gary", "sev2", "16:06");
    expect(told.incident()).toMatchObject({ state: "open", reopened: 0 });
    const later = story().close("gary", "15:10").label("gary", "sev2", "16:06").reopen("gary", "16:07");
    expect(later.incident()).toMatchObject({ state: "open", reopened: 0 });
    expect(known(later.incident())).toBe("detected 16:06, declared 16:06");
  });

  it("is in no statistic of recovered ones while it lasts", () => {
    const told = declared().comment("gary", "16:20", "/mitigated").comment("gary", "17:00", "/reopen");
    expect(told.incident().state).toBe("open");
    expect(duration(told.incident(), "timeToRecover")).toBe("not recorded: restored");
    expect(duration(told.incident(), "firstRecovery")).toBe("14 min");
  });
});

describe("rule 6: minutes", () => {
  const exact = () => story().label("gary", "sev2", "16:06:40");

  it("a time in the same minute as the moment it must follow counts as that moment", () => {
    expect(known(exact().comment("cathy", "16:08", "/ack 16:06").incident())).toBe(
      "detected 16:06:40, declared 16:06:40, acknowledged 16:06:40",
    );
    expect(known(exact().comment("cathy", "16:08", "/at 16:06 I opened the page").incident())).toContain(
      "acknowledged 16:06:40",
    );
    expect(
      known(exact().comment("cathy", "16:08:10", "/mitigated").comment("cathy", "17:00", "/resolved 16:08").incident()),
    ).toContain("restored 16:08:10, resolved 16:08:10");
  });

  it("also for a reopening, and what ends it", () => {
    const told = exact().comment("gary", "16:20:30", "/mitigated").comment("gary", "16:21", "/reopen 16:20");
    expect(intervals(told.incident())).toBe("?–16:20:30, 16:20:30–");
    const again = exact().comment("gary", "16:20", "/mitigated").reopen("gary", "17:00:30");
    expect(intervals(again.comment("gary", "17:01", "/mitigated 17:00").incident())).toBe("?–16:20, 17:00:30–17:00:30");
  });

  it("a range is no minute: its middle is after the declaration, also by seconds", () => {
    const told = story().label("gary", "sev2", "16:06:20").comment("gary", "16:10", "/started 16:05-16:08");
    expect(known(told.incident())).toBe("started 16:06:30, declared 16:06:20");
  });

  it("a minute before is before", () => {
    const told = exact().comment("cathy", "16:08", "/ack 16:05");
    expect(known(told.incident())).toBe("declared 16:06:40, acknowledged 16:05");
  });

  it("a command without a time takes the comment's own", () => {
    expect(moment(declared().comment("cathy", "16:12:05", "/identified").incident(), "identified")).toBe(
      "16:12:05 stated by cathy",
    );
  });
});

describe("rule 9: who counts", () => {
  it.each([
    ["somebody without triage", declared().close("rita", "16:20")],
    ["an outsider", declared().close("oscar", "16:20")],
    ["a bot", declared().close("robot", "16:20")],
    ["an outsider's pull request that an outsider merged", declared().closeByMerge("oscar", "16:20")],
  ])("a closing by %s states nothing, and the card asks", (_, told) => {
    expect(told.incident()).toMatchObject({
      state: "open",
      stage: "declared",
      unconfirmedClosing: { at: expect.any(Number) },
    });
  });

  it("a closing by a pull request that somebody who may has merged counts", () => {
    const told = declared().closeByMerge("cathy", "16:20");
    expect(moment(told.incident(), "restored")).toBe("16:20 inferred from closing by cathy");
    expect(told.incident()).toMatchObject({ stage: "resolved", unconfirmedClosing: null });
  });

  it("a reopening by others is asked about, until somebody who may decides", () => {
    const told = declared().close("gary", "16:20").reopen("oscar", "17:00");
    expect(told.incident()).toMatchObject({ state: "recovered", unconfirmedClosing: { who: "oscar" } });
    expect(told.comment("gary", "17:05", "/reopen").incident()).toMatchObject({
      state: "open",
      unconfirmedClosing: null,
    });
  });

  it("a closing by others is settled by the next of somebody who may", () => {
    const told = declared().close("oscar", "16:20").reopen("oscar", "16:21").close("gary", "16:40");
    expect(moment(told.incident(), "restored")).toBe("16:40 inferred from closing by gary");
    expect(told.incident().unconfirmedClosing).toBeNull();
    const worded = declared().close("oscar", "16:20").comment("gary", "16:40", "/resolved 16:18");
    expect(moment(worded.incident(), "restored")).toBe("16:18 inferred from resolution by gary");
    expect(worded.incident()).toMatchObject({ unconfirmedClosing: null, issueState: "closed" });
  });

  it("commands of others state nothing", () => {
    const told = declared().comment("rita", "16:10", "/ack\n/started 16:00").comment("robot", "16:11", "/resolved");
    expect(known(told.comment("oscar", "16:12", "/mitigated").incident())).toBe(
      "detected 16:06, declared 16:06, acknowledged 16:10",
    );
  });

  it("an edit counts by its editor's standing", () => {
    const told = declared().comment("oscar", "16:10", "/started 16:00", { edited: ["cathy", "16:12"] });
    expect(moment(told.incident(), "started")).toBe("16:00 stated by oscar");
    const undone = declared().comment("cathy", "16:10", "/started 16:00", { edited: ["rita", "16:12"] });
    expect(moment(undone.incident(), "started")).toBe("not known");
    const reopened = declared().comment("cathy", "16:20", "/resolved", { edited: ["oscar", "16:22"] });
    expect(reopened.incident()).toMatchObject({ state: "open", issueState: null });
  });
});

describe("rule 10: who detected it", () => {
  it("is the last one named, and not known from a declaration", () => {
    const told = declared();
    expect(told.incident().detectedBy).toBeNull();
    told.comment("gary", "16:08", "/detected 16:04 by staff").comment("gary", "16:09", "/detected 16:03 by customers");
    expect(told.comment("gary", "16:10", "/detected 16:02").incident().detectedBy).toBe("customers");
  });
});
