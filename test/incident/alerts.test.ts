/** What alerts mean for an incident: start, detection, acknowledgement, flapping and reopening, entries, merging. */
import { describe, expect, it } from "vitest";
import { ends, fires } from "../alerts/arrivals.ts";
import { at, declared, duration, entries, intervals, known, moment, story } from "./events.ts";

describe("start and detection", () => {
  it("are the alert's start and its arrival, where these come before the declaration", () => {
    const incident = declared()
      .alert(fires("16:04", "16:01"), fires("16:05", "16:00:30", { fingerprint: "f2" }))
      .incident();
    expect(moment(incident, "started")).toBe("16:00:30 inferred from alert");
    expect(moment(incident, "detected")).toBe("16:04 inferred from alert");
    expect(incident.detectedBy).toBe("monitoring");
    expect(duration(incident, "timeToDetect")).toBe("3.5 min");
    expect(intervals(incident)).toBe("16:00:30–");
  });

  it("are the alert's start and the declaration, where the alert arrived later", () => {
    const incident = declared().alert(fires("16:10", "16:01")).incident();
    expect(known(incident)).toBe("started 16:01, detected 16:06, declared 16:06");
    expect(incident.detectedBy).toBeNull();
  });

  it("are not told by an alert that began after the detection", () => {
    expect(known(declared().alert(fires("16:30", "16:29")).incident())).toBe("detected 16:06, declared 16:06");
  });

  it("give way to what people state", () => {
    const told = declared().alert(fires("16:04", "16:01"));
    told.comment("gary", "16:07", "/started 15:50\n/detected 15:55 by customers");
    expect(told.incident()).toMatchObject({ detectedBy: "customers" });
    expect(known(told.incident())).toBe("started 15:50, detected 15:55, declared 16:06");
  });

  it("are not inferred where they would contradict a statement", () => {
    const told = declared().alert(fires("16:04", "16:01")).comment("gary", "16:07", "/started 16:05");
    expect(known(told.incident())).toBe("started 16:05, detected 16:06, declared 16:06");
    const early = declared().alert(fires("16:04", "16:01")).comment("gary", "16:07", "/detected 16:00 by staff");
    expect(known(early.incident())).toBe("detected 16:00, declared 16:06");
  });

  it.each([
    ["more than 5 minutes ahead", "16:10"],
    ["years off", "03-10 16:04"],
  ])("don't come from a clock that is %s", (_, start) => {
    const startedAt = start === "16:10" ? at(start) : Date.UTC(2019, 0, 1);
    const incident = declared()
      .alert(fires("16:04", null, { startedAt }))
      .incident();
    expect(known(incident)).toBe("detected 16:04, declared 16:06");
    expect(incident.alerts).toMatchObject([{ startedAt: null, inconsistent: { startedAt } }]);
  });
});

describe("an alert system's own acknowledgement", () => {
  const taken = (time: string, who: string | null = "Ann Lee") =>
    fires("16:04", "16:01", { source: "pagerduty", acknowledged: { at: at(time), who } });

  it("acknowledges, with person and time", () => {
    expect(moment(declared().alert(taken("16:08")).incident(), "acknowledged")).toBe(
      "16:08 inferred from alert by Ann Lee",
    );
    expect(moment(declared().alert(taken("16:08", null)).incident(), "acknowledged")).toBe(
      "16:08 inferred from alert by PagerDuty",
    );
  });

  it("is one among others: the first counts, and a statement more", () => {
    const told = () => declared().alert(taken("16:08"));
    expect(moment(told().comment("cathy", "16:07", "Looking.").incident(), "acknowledged")).toMatch(
      "16:07 inferred from comment",
    );
    expect(moment(told().comment("cathy", "16:09", "/ack").incident(), "acknowledged")).toBe("16:09 stated by cathy");
  });

  it("before the detection counts for nothing", () => {
    expect(moment(declared().alert(taken("16:02")).incident(), "acknowledged")).toBe("not known");
  });
});

/** Fires from 16:01 to 16:15, and the service is restored at 16:20. */
const restored = (how = "/mitigated") =>
  declared()
    .alert(fires("16:04", "16:01"), ends("16:16", "16:01", "16:15"))
    .comment("cathy", "16:20", how);
/** Fires again, and ends again. */
const again = (from: string, to: string | null, received = from) => [
  fires(received, from),
  ...(to ? [ends(to, from, to)] : []),
];

describe("rule 5: flapping", () => {
  it("leaves the response where it was before the restoration", () => {
    const story = restored("/identified 16:10\n/mitigated");
    expect(story.incident().stage).toBe("mitigated");
    expect(story.alert(...again("16:25", null)).incident().stage).toBe("identified");
  });

  it.each(["16:20", "16:25", "16:34:59"])("an alert that fires again at %s makes the restoration void", (time) => {
    const incident = restored()
      .alert(...again(time, null))
      .incident();
    expect(incident).toMatchObject({
      state: "open",
      reopened: 0,
      phase: "response",
      stage: "declared",
      issueState: "open",
    });
    expect(intervals(incident)).toBe("16:01–");
    expect(moment(incident, "restored")).toBe("not known");
  });

  it("its end is the restoration, once no responder has commented for 15 minutes", () => {
    const told = restored().alert(...again("16:25", "16:30"));
    expect(told.incident(12, at("16:44"))).toMatchObject({ state: "open" });
    expect(told.fold(undefined, { now: at("16:44") })).toMatchObject({ settlesAt: at("16:45") });
    const incident = told.incident(12, at("16:45"));
    expect(incident).toMatchObject({ state: "recovered", reopened: 0, stage: "mitigated" });
    expect(moment(incident, "restored")).toBe("16:30 inferred from alert");
    expect(intervals(incident)).toBe("16:01–16:30");
    expect(told.fold(undefined, { now: at("16:45") })).toMatchObject({ settlesAt: null });
  });

  it("not where a responder comments within them; a bot or a passer-by is none", () => {
    const told = () => restored().alert(...again("16:25", "16:30"));
    expect(told().comment("cathy", "16:40", "Still odd.").fold()).toMatchObject({
      incident: { state: "open" },
      settlesAt: null,
    });
    for (const who of ["robot", "oscar", "sooner"]) {
      expect(moment(told().comment(who, "16:40", "Odd.").incident(), "restored")).toBe("16:30 inferred from alert");
    }
    expect(moment(told().comment("cathy", "16:45", "All fine.").incident(), "restored")).toBe(
      "16:30 inferred from alert",
    );
  });

  it("goes ahead of a later /resolved and closing, and behind a stated restoration", () => {
    const told = () => restored().alert(...again("16:25", "16:30"));
    const resolved = told().comment("cathy", "17:00", "/resolved").incident();
    expect(moment(resolved, "restored")).toBe("16:30 inferred from alert");
    expect(moment(resolved, "resolved")).toBe("17:00 stated by cathy");
    expect(moment(told().close("cathy", "16:35").incident(), "restored")).toBe("16:30 inferred from alert");
    expect(moment(told().comment("cathy", "17:00", "/mitigated 16:40").incident(), "restored")).toBe(
      "16:40 stated by cathy",
    );
  });

  it("a resolution that came before the end of the alert stands", () => {
    const told = restored()
      .alert(...again("16:25", null))
      .comment("cathy", "16:40", "/resolved");
    told.alert(ends("17:00", "16:25", "17:00"));
    expect(moment(told.incident(), "restored")).toBe("16:40 inferred from resolution by cathy");
  });

  it("the end of the alert goes ahead of a closing while it fired", () => {
    const told = restored()
      .alert(...again("16:25", null))
      .close("cathy", "16:40");
    expect(moment(told.incident(), "restored")).toBe("16:40 inferred from closing by cathy");
    told.alert(ends("17:00", "16:25", "17:00"));
    expect(told.incident()).toMatchObject({ state: "recovered", reopened: 0 });
    expect(moment(told.incident(), "restored")).toBe("17:00 inferred from alert");
    expect(moment(told.incident(), "resolved")).toBe("not known");
  });

  it("an alert that reaches us late voids nothing that was said of a later time", () => {
    const told = restored().comment("cathy", "16:50", "/resolved").close("cathy", "16:51");
    told.alert(...again("16:25", null, "17:00"));
    expect(told.incident()).toMatchObject({ state: "recovered", issueState: null, stage: "resolved", reopened: 0 });
    expect(moment(told.incident(), "restored")).toBe("16:50 inferred from resolution by cathy");
    told.alert(ends("17:01", "16:25", "16:30"));
    expect(known(told.incident())).toBe(
      "started 16:01, detected 16:04, declared 16:06, acknowledged 16:20, restored 16:30, resolved 16:50",
    );
  });

  it.each(["/resolved", "/mitigated"])("voids what %s said, and opens the issue again", (how) => {
    const told = restored(how)
      .close("cathy", "16:21")
      .alert(...again("16:25", null));
    expect(told.incident()).toMatchObject({ state: "open", issueState: "open", reopened: 0 });
    expect(moment(told.incident(), "resolved")).toBe("not known");
    told.close("cathy", "16:50");
    expect(told.incident()).toMatchObject({ state: "recovered", issueState: null });
  });

  it("goes on as long as one of the alerts does", () => {
    const told = declared().alert(fires("16:04", "16:01"), fires("16:04", "16:01", { fingerprint: "f2" }));
    told.comment("cathy", "16:20", "/mitigated");
    told.alert(ends("16:21", "16:01", "16:16"), ends("16:21", "16:01", "16:16", { fingerprint: "f2" }));
    told.alert(
      fires("16:25", "16:25"),
      fires("16:28", "16:28", { fingerprint: "f2" }),
      ends("16:30", "16:25", "16:30"),
    );
    expect(told.incident()).toMatchObject({ state: "open" });
    told.alert(ends("16:40", "16:28", "16:39", { fingerprint: "f2" }));
    expect(moment(told.incident(), "restored")).toBe("16:39 inferred from alert");
  });

  it("is not undone by a message that comes late", () => {
    const told = restored().alert(...again("16:25", "16:30"), fires("16:42", "16:22"));
    expect(moment(told.incident(), "restored")).toBe("16:30 inferred from alert");
  });

  it("starts anew where it fires again within 15 minutes, and reopens after them", () => {
    const flaps = () => restored().alert(...again("16:25", "16:30"));
    expect(
      intervals(
        flaps()
          .alert(...again("16:40", "16:50"))
          .incident(),
      ),
    ).toBe("16:01–16:50");
    expect(
      intervals(
        flaps()
          .alert(...again("16:44", null, "16:47"))
          .incident(),
      ),
    ).toBe("16:01–");
    expect(
      intervals(
        flaps()
          .alert(...again("16:45", null, "16:47"))
          .incident(),
      ),
    ).toBe("16:01–16:30, 16:45–");
  });
});

describe("rule 5: reopening by an alert", () => {
  it.each(["16:35", "18:00", "03-11 16:20"])("at %s begins another interval at its start", (time) => {
    const incident = restored()
      .close("cathy", "16:21")
      .alert(...again(time, null))
      .incident();
    expect(incident).toMatchObject({
      state: "open",
      reopened: 1,
      phase: "response",
      stage: "reopened",
      issueState: "open",
    });
    expect(incident.intervals).toMatchObject([{ to: at("16:20") }, { from: at(time) }]);
    expect(incident.alerts).toHaveLength(2);
  });

  it.each([
    ["more than a day after the restoration", fires("03-11 16:21", "03-11 16:20:01")],
    ["begun before the restoration", fires("16:40", "16:19")],
    ["of another fingerprint", fires("16:40", "16:39", { fingerprint: "f2" })],
    ["that only repeats", fires("16:40", "16:01")],
    ["that ends late", ends("16:40", "16:01", "16:15")],
  ])("%s changes nothing", (_, arrival) => {
    const before = restored().incident();
    const incident = restored().alert(arrival).incident();
    expect(incident).toMatchObject({ state: "recovered", reopened: 0, stage: "mitigated", issueState: null });
    expect(incident.moments).toEqual(before.moments);
  });

  it("is dated back by an alert that began before, and reaches us after it", () => {
    const two = () => declared().alert(fires("16:04", "16:01"), fires("16:04", "16:01", { fingerprint: "f2" }));
    const told = () => two().comment("cathy", "16:20", "/mitigated").alert(fires("17:05", "17:00"));
    expect(intervals(told().incident())).toBe("16:01–16:20, 17:00–");
    const late = fires("17:06", "16:50", { fingerprint: "f2" });
    expect(told().alert(late).incident()).toMatchObject({ reopened: 1 });
    expect(intervals(told().alert(late).incident())).toBe("16:01–16:20, 16:50–");
    const stated = told().comment("cathy", "17:05:30", "/started 16:55").alert(late);
    expect(intervals(stated.incident())).toBe("16:01–16:20, 16:55–");
    const byHand = two().comment("cathy", "16:20", "/mitigated").reopen("cathy", "17:00").alert(late);
    expect(intervals(byHand.incident())).toBe("16:01–16:20, 17:00–");
  });

  it("is the same in whatever order one body names its alerts", () => {
    const [one, other] = [fires("17:05", "17:00"), fires("17:05", "16:30", { fingerprint: "f2" })];
    for (const body of [
      [one, other],
      [other, one],
    ]) {
      const told = declared().alert(fires("16:04", "16:01"), fires("16:04", "16:01", { fingerprint: "f2" }));
      told.comment("cathy", "16:20", "/mitigated").alert(...body);
      expect(intervals(told.incident())).toBe("16:01–");
    }
  });

  it("is not ended by the alert's end: people say when it is over", () => {
    const told = restored().alert(...again("17:00", "17:10"));
    expect(told.incident()).toMatchObject({ state: "open" });
    expect(intervals(told.comment("cathy", "17:30", "/mitigated 17:12").incident())).toBe("16:01–16:20, 17:00–17:12");
  });

  it("is undone by nobody's closing from before, and decided by one from after", () => {
    const told = restored()
      .close("cathy", "16:21")
      .alert(...again("17:00", null));
    expect(told.close("greg", "17:20").incident()).toMatchObject({ state: "recovered", issueState: null, reopened: 1 });
  });
});

describe("the end of an alert", () => {
  it("never closes or restores", () => {
    const incident = declared()
      .alert(fires("16:04", "16:01"), ends("16:16", "16:01", "16:15"))
      .incident();
    expect(incident).toMatchObject({ state: "open", issueState: null, stage: "declared" });
    expect(incident.moments.restored).toBeNull();
  });
});

describe("entries", () => {
  it("are firing, ending and acknowledgement, by no person", () => {
    const told = declared().alert(
      fires("16:07", "16:01", { acknowledged: { at: at("16:09"), who: "Ann" } }),
      ends("16:16", "16:01", "16:15"),
    );
    expect(entries(told.incident())).toEqual([
      "16:06 gary task: added the label sev2",
      "16:07 null automation: Prometheus Alertmanager: HighErrorRate fires",
      "16:09 null automation: Prometheus Alertmanager: Ann took up HighErrorRate",
      "16:15 null automation: Prometheus Alertmanager: HighErrorRate has ended",
    ]);
    expect(told.incident()).toMatchObject({ people: [{ who: "gary" }], outsideReports: 0, updatedAt: at("16:16") });
  });
});

describe("entries of alerts", () => {
  it("lie in the phase in which they reached us", () => {
    const told = declared()
      .comment("gary", "16:07", "/detected 16:05\n/ack 16:07")
      .comment("gary", "16:12", "/identified");
    told.alert(fires("16:04", "16:01"), fires("16:06", "16:02", { fingerprint: "f2" }));
    told.alert(ends("16:10", "16:01", "16:09"), ends("16:15", "16:02", "16:14", { fingerprint: "f2" }));
    told.comment("gary", "16:20", "/mitigated").alert(fires("16:31", "16:30", { fingerprint: "f3" }));
    const placed = told.incident().timeline.filter(({ kind }) => kind === "automation");
    expect(placed.map(({ phase }) => phase)).toEqual([
      "detection",
      "triage",
      "investigation",
      "remediation",
      "analysis",
    ]);
  });
});

describe("the incident's alerts", () => {
  it("say what was told of each", () => {
    const told = declared().alert(
      fires("16:04", "16:01", { alerted: ["Ann"], service: "login" }),
      ends("16:16", "16:01", "16:15"),
      fires("16:20", "16:19"),
    );
    expect(told.incident().alerts).toEqual([
      {
        source: "alertmanager",
        fingerprint: "f1",
        title: "HighErrorRate",
        severity: "critical",
        service: null,
        startedAt: at("16:01"),
        receivedAt: at("16:04"),
        endedAt: null,
        episodes: 2,
        acknowledged: null,
        alerted: ["Ann"],
        inconsistent: null,
        link: null,
        url: "https://github.com/acme/shop/issues/12",
      },
    ]);
  });

  it("mark an end that can't be, and take its arrival instead", () => {
    const told = declared().alert(fires("16:04", "16:01"), ends("16:16", "16:01", "15:30"));
    expect(told.incident().alerts).toMatchObject([{ endedAt: at("16:16"), inconsistent: { endedAt: at("15:30") } }]);
  });
});

describe("rule 7: merged", () => {
  it("an alert on both counts once", () => {
    const merged = declared()
      .alert(
        fires("16:04", "16:01", { acknowledged: { at: at("16:05"), who: "Ann" } }),
        fires("16:05", "16:02", { fingerprint: "f2" }),
      )
      .comment("gary", "16:30", "/duplicate #12")
      .incident(13);
    const survivor = story()
      .label("gary", "sev2", "16:10")
      .alert(fires("16:12", "16:01"), ends("16:41", "16:01", "16:40"));
    const { alerts } = survivor.given({ mergedFrom: [merged] }).incident();
    expect(alerts).toMatchObject([
      { fingerprint: "f1", receivedAt: at("16:04"), endedAt: at("16:40"), acknowledged: { who: "Ann" } },
      { fingerprint: "f2", endedAt: null },
    ]);
  });

  const merged = () =>
    declared().alert(fires("16:04", "16:01")).comment("gary", "16:10", "/duplicate #12").incident(13);

  it.each([
    ["makes the survivor's restoration void", "16:25", "16:01–"],
    ["reopens the survivor", "17:00", "16:01–16:20, 17:00–"],
  ])("an alert of the other that fires again %s", (_, time, expected) => {
    const survivor = story().label("gary", "sev2", "16:08").comment("gary", "16:20", "/mitigated");
    const told = survivor.given({ mergedFrom: [merged()] }).alert(fires(time, time));
    expect(told.incident()).toMatchObject({ state: "open", issueState: "open" });
    expect(intervals(told.incident())).toBe(expected);
  });

  it("of one incident two stretches stay two, whatever is merged into it", () => {
    const survivor = () =>
      declared().alert(fires("16:04", "16:01")).comment("gary", "16:20", "/mitigated").alert(fires("17:01", "17:00"));
    const other = story().label("gary", "sev2", "17:02").comment("gary", "17:03", "/duplicate #12").incident(13);
    expect(survivor().incident().alerts).toHaveLength(2);
    expect(
      survivor()
        .given({ mergedFrom: [other] })
        .incident().alerts,
    ).toHaveLength(2);
  });

  it("is detected by the one who is named, else as the first of them was", () => {
    const other = (time: string, more: string) =>
      story().label("greg", "sev2", time).comment("greg", "16:30", `${more}\n/duplicate #12`).incident(13);
    const survivor = () => declared().alert(fires("16:04", "16:01"));
    const detectedBy = (one: ReturnType<typeof other>) =>
      survivor()
        .given({ mergedFrom: [one] })
        .incident().detectedBy;
    expect(detectedBy(other("16:05", "Same."))).toBe("monitoring");
    expect(detectedBy(other("16:03", "Same."))).toBeNull();
    expect(detectedBy(other("16:05", "/detected 16:05 by customers"))).toBe("customers");
    expect(
      story()
        .label("gary", "sev2", "16:06")
        .given({ mergedFrom: [merged()] })
        .incident().detectedBy,
    ).toBe("monitoring");
  });
});
