/** Deadlines of the response: taking an incident up, and telling how it stands. */
import { describe, expect, it } from "vitest";
import { deadlinesOf } from "../../src/deadlines/deadlines.ts";
import type { Incident } from "../../src/incident/incident.ts";
import type { Memory } from "../../src/memory.ts";
import { configured, line, lines, moment, open, recovered, severities, told, utc } from "./incidents.ts";

const team = configured(`
services:
  Login:
    owners: ["@greg", acme/web]
    escalation: [[zoe, on-call/primary], acme/leads]
  search:
    owners: [hank]
  cart: {}
escalation: [acme/everybody]
onCall:
  primary:
    people: [ann, ben]
    since: 2026-03-09
    handOver: { time: "16:30" }
people:
  cathy: [cathy@acme.com, "Cathy M."]
deadlines: { off: [update] }
`);

function alerted(...names: string[]): Incident["alerts"] {
  return [
    {
      source: "pagerduty",
      fingerprint: "cpu",
      title: "CPU",
      severity: null,
      service: null,
      startedAt: null,
      receivedAt: utc("2026-03-10 16:05"),
      endedAt: null,
      episodes: 1,
      acknowledged: null,
      alerted: names,
      inconsistent: null,
      link: null,
      url: "https://github.com/acme/shop/issues/12",
    },
  ];
}

describe("nobody takes it up", () => {
  it("owners are told, then each step of the service's path; a rotation's turn is that of the step's time", () => {
    expect(lines(open(), team)).toEqual([
      "2026-03-10 16:21 acknowledgement 1: greg acme/web",
      "2026-03-10 16:36 acknowledgement 2: zoe ben",
      "2026-03-10 16:51 acknowledgement 3: acme/leads",
    ]);
  });

  it("a sev1 goes on every five minutes", () => {
    const sev1 = open({ severity: severities(["sev1", "2026-03-10 16:06"]) });
    expect(lines(sev1, team)).toEqual([
      "2026-03-10 16:11 acknowledgement 1: greg acme/web",
      "2026-03-10 16:16 acknowledgement 2: zoe ann",
      "2026-03-10 16:21 acknowledgement 3: acme/leads",
    ]);
  });

  it("where nobody of a step can be told, the next ones are", () => {
    const [first, second] = deadlinesOf(open({ services: ["login"] }), { configuration: team, owners: {}, now: 0 });
    expect(first?.to).toEqual([["greg", "acme/web"], ["zoe", "ann"], ["acme/leads"]]);
    expect(second?.to).toEqual([["zoe", "ben"], ["acme/leads"]]);
  });

  it("whoever an alert has alerted is told with the owners, by the name here", () => {
    const incident = open({ alerts: alerted("CATHY@acme.com", "nobody@acme.com", "greg") });
    expect(lines(incident, team)[0]).toBe("2026-03-10 16:21 acknowledgement 1: greg acme/web cathy");
  });

  it.each([
    [
      "of several services all owners, and the first path",
      ["search", "login"],
      ["hank greg acme/web", "zoe ben", "acme/leads"],
    ],
    ["without a path of its own the general one", ["search"], ["hank", "acme/everybody"]],
    ["without owners the path begins at once", ["cart"], ["acme/everybody"]],
    ["a service that nobody knows", ["constructor"], ["acme/everybody"]],
  ])("%s", (_name, services, expected) => {
    expect(lines(open({ services }), team).map((one) => one.split(": ")[1])).toEqual(expected);
  });

  it("owners by CODEOWNERS stand in where none are configured", () => {
    const known = { configuration: team, owners: { cart: ["olga", "acme/cart"], Login: ["zoe"] }, now: 0 };
    const deadlines = deadlinesOf(open({ services: ["Login", "cart"] }), known);
    expect(deadlines.map(line)[0]).toBe("2026-03-10 16:21 acknowledgement 1: greg acme/web olga acme/cart");
  });

  it("with nobody to tell it is said once all the same", () => {
    expect(lines(open(), configured("deadlines: { off: [update] }"))).toEqual([
      "2026-03-10 16:21 acknowledgement 0: nobody",
    ]);
  });

  it("what is no login is nobody", () => {
    const odd = configured(`
deadlines: { off: [update] }
services: { login: { owners: ["ops team", "ops@acme.com", ""] } }`);
    expect(lines(open(), odd)).toEqual(["2026-03-10 16:21 acknowledgement 0: nobody"]);
  });

  it("a rotation that CODEOWNERS seems to name is nobody", () => {
    const known = { configuration: team, owners: { cart: ["@on-call/nights", "olga"] }, now: 0 };
    const [first] = deadlinesOf(open({ services: ["cart"] }), known).map(line);
    expect(first).toBe("2026-03-10 16:21 acknowledgement 1: olga");
  });

  it("says since when, and which step it is", () => {
    const [, second] = deadlinesOf(open(), { configuration: team, owners: {}, now: 0 });
    expect(second?.reminder).toEqual({
      about: "acknowledgement",
      since: utc("2026-03-10 16:06"),
      step: 2,
      steps: 3,
    });
  });
});

describe("no deadline", () => {
  it.each<[string, Partial<Incident>]>([
    ["acknowledged and updates off", { moments: { ...open().moments, acknowledged: moment("2026-03-10 16:07") } }],
    ["sev3", { severity: severities(["sev3", "2026-03-10 16:06"]) }],
    ["sev4 by now", { severity: severities(["sev1", "2026-03-10 16:06"], ["sev4", "2026-03-10 16:20"]) }],
    ["sev5", { severity: severities(["sev5", "2026-03-10 16:06"]) }],
    ["no severity", { severity: severities() }],
    ["restored", { state: "recovered" }],
    ["withdrawn", { state: "withdrawn" }],
    ["merged", { state: "merged" }],
    ["imported", { declaredBy: "import" }],
    ["a drill", { drill: true }],
  ])("%s", (_name, more) => {
    expect(lines(open(more), team)).toEqual([]);
  });

  it("a drill has them where they are asked for, in the configuration or on the issue", () => {
    const drills = configured("deadlines: { drills: true, off: [acknowledgement] }");
    const drill = open({ drill: true });
    expect(lines(drill, drills)).toEqual(["2026-03-10 17:06 update 1773158760: gary"]);
    const at = utc("2026-03-10 16:10");
    const asked = open({
      drill: true,
      reminderOrders: [
        { topic: "acknowledgement", at, until: "on" },
        { topic: "update", at, until: "on" },
        { topic: "update", at: at + 1, until: "off" },
        { topic: "acknowledgement", at: at + 2, until: at + 60_000 },
      ],
    });
    expect(lines(asked)).toEqual(["2026-03-10 16:21 acknowledgement 0: nobody"]);
  });
});

describe("counted from", () => {
  const quiet = configured("deadlines: { off: [update] }");
  it.each<[string, Incident["severity"], string]>([
    ["the declaration", severities(["sev2", "2026-03-10 16:06"]), "16:21"],
    ["a raise", severities(["sev2", "2026-03-10 16:06"], ["sev1", "2026-03-10 16:30"]), "16:35"],
    ["a raise from sev3", severities(["sev3", "2026-03-10 16:06"], ["sev2", "2026-03-10 16:30"]), "16:45"],
    [
      "the declaration, where it went down",
      severities(["sev1", "2026-03-10 16:06"], ["sev2", "2026-03-10 16:30"]),
      "16:21",
    ],
    [
      "the first raise, where it went down from a second",
      severities(
        ["sev3", "2026-03-10 16:06"],
        ["sev2", "2026-03-10 16:20"],
        ["sev1", "2026-03-10 16:30"],
        ["sev2", "2026-03-10 16:40"],
      ),
      "16:35",
    ],
    [
      "the last raise, after it had gone down",
      severities(["sev2", "2026-03-10 16:06"], ["sev3", "2026-03-10 16:20"], ["sev2", "2026-03-10 16:40"]),
      "16:55",
    ],
    [
      "the label put back, after there was none",
      severities(["sev2", "2026-03-10 16:06"], [null, "2026-03-10 16:20"], ["sev2", "2026-03-10 16:40"]),
      "16:55",
    ],
  ])("%s", (_name, severity, expected) => {
    const [line = "", ...more] = lines(open({ severity }), quiet);
    expect(line.replace(/ 0 \d{10}:/, " 0:")).toBe(`2026-03-10 ${expected} acknowledgement 0: nobody`);
    expect(more).toEqual([]);
  });

  it("the reopening, so that an incident of yesterday begins anew", () => {
    const reopened = open({
      reopened: 1,
      intervals: [{ from: utc("2026-03-10 16:00"), to: utc("2026-03-10 16:20") }, { from: utc("2026-03-11 08:00") }],
    });
    expect(lines(reopened)).toEqual([
      "2026-03-11 08:15 acknowledgement 0 1773216000: nobody",
      "2026-03-11 09:00 update 1773216000: gary",
    ]);
  });
});

describe("no word to those outside", () => {
  const acknowledged = { ...open().moments, acknowledged: moment("2026-03-10 16:07", "cathy") };
  const update = (at: string) => ({ at: utc(at), who: "gary", text: "we are on it" });

  it("an update is asked for an hour after the declaration, then an hour after the last one", () => {
    const incident = open({ moments: acknowledged });
    expect(lines(incident)).toEqual(["2026-03-10 17:06 update 1773158760: cathy / gary"]);
    const updated = open({ moments: acknowledged, updates: [update("2026-03-10 16:40"), update("2026-03-10 16:30")] });
    expect(lines(updated)).toEqual(["2026-03-10 17:40 update 1773160800: cathy / gary"]);
    const [deadline] = deadlinesOf(updated, { configuration: configured(), owners: {}, now: 0 });
    expect(deadline?.reminder).toEqual({
      about: "update",
      since: utc("2026-03-10 16:40"),
      last: utc("2026-03-10 16:40"),
    });
  });

  it("counts anew from a raise", () => {
    const severity = severities(["sev2", "2026-03-10 16:06"], ["sev1", "2026-03-10 16:45"]);
    const incident = open({ moments: acknowledged, severity, updates: [update("2026-03-10 16:40")] });
    expect(lines(incident)).toEqual(["2026-03-10 17:15 update 1773161100: cathy / gary"]);
  });

  it.each<[string, Incident["roles"], string]>([
    [
      "comms first",
      [
        { role: "commander", who: "zoe", from: 1 },
        { role: "comms", who: "ann", from: 1, until: 2 },
        { role: "comms", who: "ben", from: 2 },
      ],
      "ben / zoe / cathy / gary",
    ],
    ["else the commander", [{ role: "commander", who: "zoe", from: 1 }], "zoe / cathy / gary"],
    ["nobody who has handed over", [{ role: "comms", who: "ann", from: 1, until: 2 }], "cathy / gary"],
  ])("asks %s", (_name, roles, expected) => {
    expect(lines(open({ moments: acknowledged, roles }))).toEqual([`2026-03-10 17:06 update 1773158760: ${expected}`]);
  });

  it("knows by their name here who took an alert up elsewhere", () => {
    const elsewhere = (who: string) =>
      open({
        moments: { ...acknowledged, acknowledged: moment("2026-03-10 16:07", who, { from: "alert" }) },
        declarer: null,
      });
    expect(lines(elsewhere("Cathy M."), team)).toEqual([]);
    const people = configured(`people: { cathy: ["Cathy M."] }`);
    expect(lines(elsewhere("cathy m."), people)).toEqual(["2026-03-10 17:06 update 1773158760: cathy"]);
    expect(lines(elsewhere("Somebody"), people)).toEqual(["2026-03-10 17:06 update 1773158760: nobody"]);
  });

  it("is asked for once in each silence, and not any more once it is over", () => {
    const incident = open({ moments: acknowledged });
    expect(told(incident, ["2026-03-10 17:05", "2026-03-10 17:06", "2026-03-10 19:00"])).toEqual([
      "2026-03-10 17:05 nothing, then 2026-03-10 17:06",
      "2026-03-10 17:06 update 1773158760: cathy gary, then never",
      "2026-03-10 19:00 nothing, then never",
    ]);
    expect(lines(recovered())).toEqual([]);
  });
});

describe("an App that slept", () => {
  it("tells everybody whom it would have told, once", () => {
    expect(
      told(open(), ["2026-03-10 16:37", "2026-03-10 16:38", "2026-03-10 16:51", "2026-03-10 18:00"], team),
    ).toEqual([
      "2026-03-10 16:37 acknowledgement 2: greg acme/web zoe ben, then 2026-03-10 16:51",
      "2026-03-10 16:38 nothing, then 2026-03-10 16:51",
      "2026-03-10 16:51 acknowledgement 3: acme/leads, then never",
      "2026-03-10 18:00 nothing, then never",
    ]);
  });

  it("says nothing more than a day late", () => {
    const quiet = configured("escalation: [zoe]");
    expect(told(open(), ["2026-03-11 16:21"], configured("deadlines: { off: [update] }"))).toEqual([
      "2026-03-11 16:21 acknowledgement 0: nobody, then never",
    ]);
    expect(told(open(), ["2026-03-11 16:22"], quiet)).toEqual(["2026-03-11 16:22 update 1773158760: gary, then never"]);
    expect(told(open(), ["2026-03-11 17:07"], quiet)).toEqual(["2026-03-11 17:07 nothing, then never"]);
  });

  it("begins the path anew once the severity was raised: whoever was told of less hears of more", () => {
    const raised = open({ severity: severities(["sev2", "2026-03-10 16:06"], ["sev1", "2026-03-10 16:40"]) });
    const memory: Memory["reminded"] = { acknowledgement: { "2": [utc("2026-03-10 16:36") / 1000, "zoe"] } };
    expect(told(raised, ["2026-03-10 16:45", "2026-03-10 16:50", "2026-03-10 16:55"], team, memory)).toEqual([
      "2026-03-10 16:45 acknowledgement 1 1773160800: greg acme/web, then 2026-03-10 16:50",
      "2026-03-10 16:50 acknowledgement 2 1773160800: zoe ben, then 2026-03-10 16:55",
      "2026-03-10 16:55 acknowledgement 3 1773160800: acme/leads, then never",
    ]);
  });

  it("goes on with the path once the severity went down again: nobody is told twice of one raise", () => {
    const lowered = open({
      severity: severities(["sev2", "2026-03-10 16:06"], ["sev1", "2026-03-10 16:10"], ["sev2", "2026-03-10 16:16"]),
    });
    const memory: Memory["reminded"] = {
      acknowledgement: { [`1 ${utc("2026-03-10 16:10") / 1000}`]: [utc("2026-03-10 16:15") / 1000, "greg acme/web"] },
    };
    expect(told(lowered, ["2026-03-10 16:22", "2026-03-10 16:36"], team, memory)).toEqual([
      "2026-03-10 16:22 nothing, then 2026-03-10 16:36",
      "2026-03-10 16:36 acknowledgement 2: zoe ben, then 2026-03-10 16:51",
    ]);
  });

  it("asks for an update once in a silence, also where the severity went down since", () => {
    const moments = { ...open().moments, acknowledged: moment("2026-03-10 16:07", "cathy") };
    const lowered = open({
      moments,
      severity: severities(["sev2", "2026-03-10 16:06"], ["sev1", "2026-03-10 16:20"], ["sev2", "2026-03-10 16:55"]),
    });
    const memory: Memory["reminded"] = {
      update: { [String(utc("2026-03-10 16:20") / 1000)]: [utc("2026-03-10 16:50") / 1000, "cathy"] },
    };
    expect(told(lowered, ["2026-03-10 18:00"], team, memory)).toEqual(["2026-03-10 18:00 nothing, then never"]);
  });

  it("begins the path as soon as the configuration names somebody, and ends with no word where it is broken since", () => {
    const unnamed: Memory["reminded"] = { acknowledgement: { "0": [utc("2026-03-10 16:21") / 1000, ""] } };
    expect(told(open(), ["2026-03-10 16:25"], team, unnamed)).toEqual([
      "2026-03-10 16:25 acknowledgement 1: greg acme/web, then 2026-03-10 16:36",
    ]);
    const named: Memory["reminded"] = { acknowledgement: { "1": [utc("2026-03-10 16:21") / 1000, "greg"] } };
    expect(told(open(), ["2026-03-10 16:59"], configured("deadlines: { off: [update] }"), named)).toEqual([
      "2026-03-10 16:59 nothing, then never",
    ]);
  });
});
