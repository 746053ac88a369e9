/** Reviews: held, not held, overdue; by the restoration. */
import { describe, expect, it } from "vitest";
import type { MetricsInput } from "../../src/metrics/of.ts";
import type { IncidentRecord } from "../../src/record/record.ts";
import { incident, inWindow, metrics, severity, type Told } from "./incidents.ts";

function figures(told: readonly Told[], more: Partial<MetricsInput> = {}) {
  return inWindow(metrics(told.map(incident), more), 30).reviews;
}

function review(more: Partial<NonNullable<IncidentRecord["review"]>>): Pick<IncidentRecord, "review"> {
  return { review: { number: 90, due: null, facilitator: null, state: "planned", ...more } };
}

describe("reviews", () => {
  it("are due for sev1 and sev2, and take business days after the day of the restoration", () => {
    const told: Told[] = [
      { restored: "2026-11-06 23:00", reviewed: "2026-11-09 10:00" },
      { restored: "2026-11-09 09:00", reviewed: "2026-11-09 16:00" },
      { restored: "2026-11-09 09:00", reviewed: "2026-11-16 16:00", more: { severity: severity("sev1") } },
      { restored: "2026-11-09 09:00", more: review({ state: "not held", reason: "Nobody had time." }) },
      { restored: "2026-11-09 09:00", more: { severity: severity("sev3") } },
      { restored: "2026-10-09 09:00" },
      { declared: "2026-11-09 09:00" },
      { restored: "2026-11-09 09:00", more: { drill: true } },
    ];
    expect(figures(told)).toEqual({
      due: 4,
      held: 3,
      notHeld: 1,
      share: 0.75,
      medianBusinessDays: 1,
      overdue: [],
    });
  });

  it("skip the team's holidays", () => {
    const told = [{ restored: "2026-11-06 12:00", reviewed: "2026-11-10 10:00" }];
    expect(figures(told, { holidays: ["2026-11-09"] }).medianBusinessDays).toBe(1);
    expect(figures(told).medianBusinessDays).toBe(2);
  });

  it("go by the team's day", () => {
    const told = [{ restored: "2026-11-09 22:30", reviewed: "2026-11-10 10:00" }];
    expect(figures(told, { zone: "Europe/Berlin" }).medianBusinessDays).toBe(1);
    expect(figures(told, { zone: "Europe/Athens" }).medianBusinessDays).toBe(0);
  });

  it("have no share where none is due", () => {
    expect(figures([])).toMatchObject({ due: 0, share: null, medianBusinessDays: null });
  });

  it("are due for the severities that the team says", () => {
    const told = [{ restored: "2026-11-19 12:00", more: { severity: severity("sev3") } }];
    expect(figures(told, { reviewSeverities: ["sev3"] }).due).toBe(1);
  });
});

describe("a review is overdue", () => {
  // Today is Friday 20 November.
  it.each([
    ["from the second business day on", "2026-11-18 12:00", {}, true],
    ["not on the first", "2026-11-19 12:00", {}, false],
    ["not while its date is to come", "2026-11-10 12:00", review({ due: "2026-11-20" }), false],
    ["once its date has passed", "2026-11-19 12:00", review({ due: "2026-11-19" }), true],
    ["not when it was not held", "2026-11-10 12:00", review({ state: "not held", due: "2026-11-11" }), false],
    ["not when it was held nobody knows when", "2026-11-10 12:00", review({ state: "held" }), false],
    ["not where none is called for", "2026-11-10 12:00", { severity: severity("sev3") }, false],
    ["where somebody asked for one", "2026-11-10 12:00", { severity: severity("sev3"), reviewDue: true }, true],
  ])("%s", (_name, restored, more, overdue) => {
    expect(figures([{ restored, more: { number: 7, ...more } }]).overdue).toEqual(overdue ? [7] : []);
  });

  it("by so many business days as the team has", () => {
    const told = [{ restored: "2026-11-18 12:00", more: { number: 7 } }];
    expect(figures(told, { reviewBusinessDays: 2 }).overdue).toEqual([]);
  });

  it("in the order of the incidents", () => {
    const told = [30, 4, 12].map((number) => ({ restored: "2026-11-10 12:00", more: { number } }));
    expect(figures(told).overdue).toEqual([4, 12, 30]);
  });
});
