/** Action items by cohort: what became of what the reviews of a window promised. */
import { describe, expect, it } from "vitest";
import type { MetricsInput } from "../../src/metrics/of.ts";
import type { IncidentRecord } from "../../src/record/record.ts";
import { incident, instant, inWindow, metrics } from "./incidents.ts";

type ActionItem = IncidentRecord["actionItems"][number];

function item(more: Partial<ActionItem>): ActionItem {
  return {
    number: 40,
    title: "Alert on the login page",
    state: "open",
    owners: ["greg"],
    priority: "high",
    createdAt: instant("2026-11-01 12:00"),
    firstDue: "2026-12-01",
    due: "2026-12-01",
    question: "know sooner",
    url: "https://github.com/acme/shop/issues/40",
    ...more,
  };
}

const done = (closed: string, more: Partial<ActionItem> = {}) =>
  item({ state: "done", closedAt: instant(closed), ...more });
const reviewed = "2026-11-02 10:00";

function figures(actionItems: ActionItem[], more: Partial<MetricsInput> = {}) {
  const record = incident({ restored: "2026-11-01 10:00", reviewed, more: { actionItems } });
  return inWindow(metrics([record], more), 30).actionItems;
}

describe("action items", () => {
  it("are closed, declined, open or overdue, and the closed ones in time or not", () => {
    const items = [
      done("2026-11-03 12:00"),
      done("2026-11-05 12:00", { firstDue: "2026-11-04", due: "2026-11-10" }),
      done("2026-11-09 12:00"),
      item({ state: "declined", closedAt: instant("2026-11-02 13:00"), reason: "The page goes away." }),
      item({ createdAt: instant("2026-11-10 23:00") }),
      item({ firstDue: "2026-11-10", due: "2026-11-19" }),
    ];
    expect(figures(items)).toEqual({
      incidents: 1,
      total: 6,
      done: 3,
      declined: 1,
      open: 2,
      overdue: 1,
      closure: 0.6,
      onTime: 0.5,
      onTimeOf: 4,
      medianAgeOfOpen: 14.5 * 86_400,
      medianTimeToClose: 4 * 86_400,
    });
  });

  it("has no share of nothing", () => {
    expect(figures([item({ state: "declined", closedAt: instant("2026-11-02 13:00") })])).toMatchObject({
      closure: null,
      onTime: null,
      medianAgeOfOpen: null,
      medianTimeToClose: null,
    });
  });

  it.each([
    ["UTC", "2026-11-20", 0],
    ["UTC", "2026-11-19", 1],
    ["Pacific/Auckland", "2026-11-20", 1],
  ])("last to the end of the due day: in %s, %s", (zone, due, overdue) => {
    expect(figures([item({ due })], { zone }).overdue).toBe(overdue);
  });

  it.each([
    ["Europe/Berlin", "2026-10-25 22:59", 1],
    ["Europe/Berlin", "2026-10-25 23:00", 0],
    ["UTC", "2026-10-25 23:59", 1],
  ])("are on time to the end of the day that they were due: in %s at %s", (zone, closed, onTime) => {
    expect(figures([done(closed, { firstDue: "2026-10-25" })], { zone })).toMatchObject({ onTime, onTimeOf: 1 });
  });

  it("are neither in time nor late without a date, or before it", () => {
    const items = [item({}), item({ firstDue: null, due: null }), done("2026-11-03 12:00", { firstDue: null })];
    expect(figures(items)).toMatchObject({ total: 3, overdue: 0, onTime: null, onTimeOf: 0 });
  });

  it.each([
    ["reviewed in the window", { reviewed }, {}, 1],
    ["reviewed before it", { reviewed: "2026-10-01 10:00" }, {}, 0],
    ["not reviewed", {}, {}, 0],
    ["a drill", { reviewed }, { drill: true }, 0],
    ["withdrawn", { reviewed }, { state: "withdrawn" }, 0],
  ] as const)("belong to the cohort where the incident was %s", (_name, told, more, incidents) => {
    const record = incident({ restored: "2026-10-01 09:00", ...told, more: { ...more, actionItems: [item({})] } });
    expect(inWindow(metrics([record]), 30).actionItems).toMatchObject({ incidents, total: incidents });
  });
});
