/** What the response was like: coordination, entries, noise. */
import { describe, expect, it } from "vitest";
import type { NoiseLine } from "../../src/record/noise.ts";
import type { IncidentRecord } from "../../src/record/record.ts";
import { incident, instant, inWindow, metrics, severity } from "./incidents.ts";

const today = "2026-11-20 08:00";

describe("coordination", () => {
  const from = instant(today);
  const people: IncidentRecord["people"] = [
    { who: "gary", joinedAt: instant("2026-11-20 08:00") },
    { who: "cathy", joinedAt: instant("2026-11-20 08:02"), pagedAt: from, reachedAt: instant("2026-11-20 08:02") },
    { who: "greg", joinedAt: instant("2026-11-20 08:09"), pagedAt: from, reachedAt: instant("2026-11-20 08:09") },
    { who: "olga", pagedAt: from },
  ];
  const roles = ["gary", "gary", "cathy", "gary"].map((who) => ({ role: "commander", who, from }));

  it("counts people, pages with the time until they reached somebody, and hand-overs", () => {
    const records = [
      incident({ more: { people, roles: [...roles, { role: "scribe", who: "olga", from }] } }),
      incident({ declared: "2026-09-01 12:00", more: { people, roles } }),
      incident({ more: { drill: true, people, roles } }),
    ];
    expect(inWindow(metrics(records), 30).coordination).toEqual({
      incidents: 1,
      medianPeople: 3,
      pages: 3,
      reached: 2,
      medianToReach: 330,
      handovers: 2,
    });
  });

  it("counts every page of a person, whoever sent it", () => {
    const by = (minute: string, who: string) => ({ at: instant(`2026-11-20 08:${minute}`), by: who });
    const answered = { reachedAt: instant("2026-11-20 08:20") };
    const pages = [
      { ...by("10", "cathy"), ...answered },
      { ...by("15", "sooner"), escalation: true as const, ...answered },
      by("40", "gary"),
    ];
    const told: IncidentRecord["people"] = [{ who: "greg", pagedAt: from, pagedBy: "cathy", pages }];
    expect(inWindow(metrics([incident({ more: { people: told } })]), 30).coordination).toMatchObject({
      pages: 3,
      reached: 2,
      medianToReach: 450,
    });
  });

  it("has no medians of nothing", () => {
    expect(inWindow(metrics([]), 30).coordination).toEqual({
      incidents: 0,
      medianPeople: null,
      pages: 0,
      reached: 0,
      medianToReach: null,
      handovers: 0,
    });
  });
});

describe("entries", () => {
  const entry = (
    phase: IncidentRecord["timeline"][number]["phase"],
    impact: "positive" | "negative" | "neutral" | null,
  ) => ({ at: instant(today), who: "gary", kind: "task", impact, phase, text: "looks", url: "" }) as const;

  it("are counted by phase, in the order of phases, and by impact", () => {
    const timeline = [
      entry("remediation", "positive"),
      entry("triage", "negative"),
      entry("triage", null),
      entry("remediation", "positive"),
      entry("detection", "neutral"),
    ];
    expect(inWindow(metrics([incident({ more: { timeline } })]), 30).entries).toEqual([
      { phase: "detection", positive: 0, negative: 0, neutral: 1, unmarked: 0 },
      { phase: "triage", positive: 0, negative: 1, neutral: 0, unmarked: 1 },
      { phase: "remediation", positive: 2, negative: 0, neutral: 0, unmarked: 0 },
    ]);
  });
});

describe("noise", () => {
  const alert = (fingerprint: string, more: Partial<IncidentRecord["alerts"][number]> = {}) => ({
    source: "grafana",
    fingerprint,
    title: "Login errors",
    severity: "critical",
    receivedAt: instant(today),
    actionable: true,
    ...more,
  });
  const all = (records: readonly IncidentRecord[], informational: readonly NoiseLine[] = [], days = 30) =>
    inWindow(metrics(records, { noise: informational }), days).noise;
  const noise = (records: readonly IncidentRecord[]) => {
    const { rules: _rules, ...figures } = all(records);
    return figures;
  };

  it("is the share of alerts that nobody could act on", () => {
    const records = [
      incident({ more: { alerts: [alert("a"), alert("b", { actionable: false })] } }),
      incident({ more: { alerts: [alert("c")], state: "withdrawn" } }),
      incident({ more: { alerts: [alert("d")], severity: severity("sev5") } }),
      incident({ more: { alerts: [alert("e")], severity: { ...severity("sev5"), final: "sev4" } } }),
    ];
    expect(noise(records)).toEqual({ alerts: 5, notActionable: 3, share: 0.6, falseAlarms: 1, withdrawn: 1 });
  });

  it("goes by the alert's arrival, and by the incident's declaration", () => {
    const alerts = [alert("a", { receivedAt: instant("2026-10-21 23:59") }), alert("b")];
    const records = [incident({ declared: "2026-10-21 23:59", more: { alerts, state: "withdrawn" } })];
    expect(noise(records)).toEqual({ alerts: 1, notActionable: 1, share: 1, falseAlarms: 0, withdrawn: 0 });
  });

  it("takes a merged incident's alerts for the survivor's, each once", () => {
    const merged = incident({ more: { number: 5, state: "merged", mergedInto: 6, alerts: [alert("a")] } });
    const between = incident({ more: { number: 6, state: "merged", mergedInto: 7, alerts: [alert("b")] } });
    const survivor = incident({ more: { number: 7, severity: severity("sev5"), alerts: [alert("a"), alert("c")] } });
    expect(noise([merged, between, survivor])).toEqual({
      alerts: 3,
      notActionable: 3,
      share: 1,
      falseAlarms: 1,
      withdrawn: 0,
    });
  });

  it("counts a merged incident as no false alarm, whatever its own severity was", () => {
    const merged = incident({
      more: { state: "merged", mergedInto: 7, severity: severity("sev5"), alerts: [alert("a")] },
    });
    const survivor = incident({ more: { number: 7, alerts: [alert("b")] } });
    expect(noise([merged, survivor])).toMatchObject({ alerts: 2, notActionable: 0, falseAlarms: 0 });
  });

  it("ends where incidents were merged in a circle, or into one that is not known", () => {
    const circle = [5, 6].map((number) =>
      incident({ more: { number, state: "merged", mergedInto: 11 - number, alerts: [alert(`${number}`)] } }),
    );
    const lost = incident({ more: { number: 8, state: "merged", mergedInto: 99, alerts: [alert("lost")] } });
    expect(noise([...circle, lost])).toMatchObject({ alerts: 3, notActionable: 0 });
  });

  it("counts an alert as often as it fired", () => {
    const flapping = alert("a", { episodes: 3, actionable: false });
    expect(noise([incident({ more: { alerts: [flapping, alert("b")] } })])).toMatchObject({
      alerts: 4,
      notActionable: 3,
    });
  });

  const line = (day: string, count: number, more: Partial<NoiseLine> = {}): NoiseLine => ({
    schema: 1,
    issue: 50,
    source: "grafana",
    fingerprint: "disk",
    title: "Disk is half full",
    day,
    count,
    ...more,
  });

  it("takes in the alerts that opened no incident, by their day: the window's first, and none before", () => {
    const lines = [line("2026-10-21", 8), line("2026-10-22", 1), line("2026-11-20", 2)];
    const records = [incident({ more: { alerts: [alert("a")] } })];
    expect(all(records, lines)).toMatchObject({ alerts: 4, notActionable: 3, share: 0.75 });
    expect(all(records, lines, 90)).toMatchObject({ alerts: 12, notActionable: 11 });
  });

  it("names the ten rules that fire most, each service apart, with their share of all alerts", () => {
    const rules = Array.from({ length: 12 }, (_, index) => line("2026-11-20", 1, { title: `Rule ${index}` }));
    const lines = [
      ...rules,
      line("2026-11-19", 3, { rule: "DiskFull", title: "Disk of a", fingerprint: "a" }),
      line("2026-11-20", 2, { rule: "DiskFull", title: "Disk of b", fingerprint: "b" }),
      line("2026-11-20", 2, { rule: "DiskFull", service: "login", fingerprint: "c" }),
      line("2026-11-20", 30, { fingerprint: null, title: "" }),
    ];
    const unneeded = alert("x", { actionable: false, episodes: 4, service: "login" });
    const figures = all([incident({ more: { alerts: [unneeded, alert("y")] } })], lines);
    expect(figures).toMatchObject({ alerts: 54, notActionable: 53 });
    expect(figures.rules).toHaveLength(10);
    expect(figures.rules.slice(0, 4)).toEqual([
      { name: "DiskFull", source: "grafana", service: null, count: 5, share: 0.0925926 },
      { name: "Login errors", source: "grafana", service: "login", count: 4, share: 0.0740741 },
      { name: "DiskFull", source: "grafana", service: "login", count: 2, share: 0.037037 },
      { name: "Rule 0", source: "grafana", service: null, count: 1, share: 0.0185185 },
    ]);
  });

  it("leaves out drills, and has no share of no alerts", () => {
    const drill = incident({ more: { drill: true, state: "withdrawn", alerts: [alert("a")] } });
    expect(noise([drill])).toEqual({ alerts: 0, notActionable: 0, share: null, falseAlarms: 0, withdrawn: 0 });
  });
});
