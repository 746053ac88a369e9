/** Harmful factors that come back, and the items that were meant to prevent them: what is told, and what is not. */
import { describe, expect, it } from "vitest";
import type { ActionItem } from "../../src/incident/action-item.ts";
import type { Factor, Incident } from "../../src/incident/incident.ts";
import { pastOf } from "../../src/past/past-incident.ts";
import { comparableFactors, factorBefore, factorKey, returnedTo } from "../../src/past/returning.ts";
import { actionItem } from "../words/reference.ts";
import { shop } from "./shop.ts";
import { incidentOf } from "./told.ts";

const asked = (number: number, title: string, more: Partial<ActionItem> = {}) =>
  actionItem(number, title, { createdAt: Date.parse("2026-01-02T10:00:00Z"), ...more });

const factors = (...texts: string[]): Factor[] => texts.map((text) => ({ text, effect: "hurt" }));

/** The incident of January, with what was to be done about it. */
function january(factor: string, items: ActionItem[], more: Partial<Incident> = {}): Incident {
  const told = incidentOf({ number: 12, day: "2026-01-01", title: "Login is down", factors: [factor] });
  return { ...told, actionItems: items, ...more };
}

/** The incident of March, and whatever came back in it. */
function later(...texts: string[]): Incident {
  return { ...incidentOf({ number: 31, day: "2026-03-01", title: "Login is slow" }), factors: factors(...texts) };
}

const past = (...incidents: Incident[]) => incidents.flatMap((incident) => pastOf(incident) ?? []);
const found = (factor: string, ...incidents: Incident[]) =>
  factorBefore(factor, { returned: returnedTo(past(...incidents), later(factor)) });

const backoff = "Retries without backoff hammered the login database";
const items = [asked(15, "Add backoff to retries"), asked(16, "Write a runbook for the failover")];

describe("the same factor", () => {
  it.each([
    ["word for word", backoff, backoff],
    ["in other order, case and number", backoff, "The login database was hammered by retries without backoff"],
    ["in other forms", "The certificate of the API expired unnoticed", "API certificates expire unnoticed"],
    [
      "in other words for the same",
      "TLS cert expired on the API gateway",
      "SSL certificate expired on the API gateway",
    ],
    ["in a single word", "DNS", "dns"],
  ])("%s", (_, then, now) => {
    const item = asked(15, `Prevent: ${then}`);
    expect(found(now, january(then, [item]))).toEqual({ incident: 12, item: 15, state: "open" });
  });

  it.each([
    ["another service's", backoff, "Retries without backoff hammered the queue of the mail worker"],
    ["one of which only the place is the same", backoff, "The login database ran out of disk"],
    ["what any incident says", "Service was slow in production", "Service was down in production"],
    ["with one word in common", "Nobody watched the certificate", "The certificate was revoked by the vendor"],
    ["with numbers that differ", "Host vm1234567 was full", "Host vm1234568 was full"],
    ["nothing", "🔥", "🔥"],
  ])("is not %s", (_, then, now) => {
    expect(found(now, january(then, [asked(15, `Prevent: ${then} ${now}`)]))).toBeNull();
  });

  it("is not told of a shop's three years, where no two factors are the same", () => {
    const told = shop.map((one) => ({
      ...incidentOf(one),
      actionItems: [asked(900 + one.number, one.factors?.[0] ?? "")],
    }));
    const last = past(...told).filter(({ harmful }) => harmful.length > 0);
    const again = told.map((incident) => {
      const returned = returnedTo(last, { ...later(), number: incident.number, factors: incident.factors });
      return Object.values(returned).filter((one) => one !== null);
    });
    expect(again.flat()).toEqual([]);
    expect(last.length).toBeGreaterThan(40);
  });

  it("counts where it did harm, or nobody said; not where it helped", () => {
    const returned = (effect: Factor["effect"]) =>
      Object.values(returnedTo(past(january(backoff, items)), { ...later(), factors: [{ text: backoff, effect }] }));
    expect([returned("hurt"), returned(null)].flat()).toMatchObject([{ item: 15 }, { item: 15 }]);
    expect(returned("helped")).toEqual([]);
  });

  it.each<[string, Partial<Incident>]>([
    ["a drill", { drill: true }],
    ["an imported one", { declaredBy: "import" }],
    ["a withdrawn one", { state: "withdrawn" }],
    ["a merged one", { state: "merged" }],
  ])("is not looked for in %s", (_, more) => {
    expect(comparableFactors({ ...later(backoff), ...more })).toEqual([]);
  });

  it("is looked for in earlier incidents alone, the newest first", () => {
    const older = {
      ...incidentOf({ number: 3, day: "2025-11-01", title: "x", factors: [backoff] }),
      actionItems: [asked(5, "Add backoff to retries", { createdAt: 0 })],
    };
    const newer = {
      ...incidentOf({ number: 40, day: "2026-04-01", title: "x", factors: [backoff] }),
      actionItems: items,
    };
    expect(found(backoff, older, january(backoff, items), newer)).toMatchObject({ incident: 12, item: 15 });
    expect(found(backoff, older, january(backoff, []), newer)).toMatchObject({ incident: 3, item: 5 });
    expect(found(backoff, newer)).toBeNull();
  });
});

describe("the item that was meant to prevent it", () => {
  it.each<[string, ActionItem[], number | null]>([
    ["names most of it", items, 15],
    ["is the only one, and names something of it", [asked(17, "Limit retries")], 17],
    ["is none where the only one names nothing of it", [asked(17, "Write a runbook for the failover")], null],
    ["is none among several that name little of it", [asked(17, "Limit logins"), asked(18, "Write a runbook")], null],
    [
      "is none that was asked for since",
      [asked(15, "Add backoff to retries", { createdAt: Date.parse("2026-03-02") })],
      null,
    ],
    ["is none where nothing was to be done", [], null],
  ])("%s", (_, among, item) => {
    expect(found(backoff, january(backoff, among))?.item ?? null).toBe(item);
  });

  it("is told as it stands, with the reason where it was declined", () => {
    const declined = asked(15, "Add backoff to retries", { state: "declined", closedAt: 5, reason: "too dear" });
    expect(found(backoff, january(backoff, [declined]))).toEqual({
      incident: 12,
      item: 15,
      state: "declined",
      reason: "too dear",
    });
  });
});

it("a factor is remembered by its terms, also one that is called like what every object has", () => {
  expect(factorKey(backoff)).toBe("retrie backoff hammered login database");
  expect(factorKey("🔥 down")).toBe("");
  expect(factorBefore("Constructor", {})).toBeNull();
  expect(factorBefore("Constructor", { returned: {} })).toBeNull();
});

it("a thousand incidents and factors without end are no trouble", () => {
  const many = Array.from({ length: 1_000 }, (_, n) => ({
    ...incidentOf({ number: n + 1, day: "2026-01-01", title: "x", factors: Array(5).fill(`${backoff} ${n}`) }),
    actionItems: items,
  }));
  const long = later(...Array.from({ length: 50 }, (_, n) => `${n} ${"retries backoff hammered ".repeat(10_000)}`));
  const known = past(...many);
  const start = performance.now();
  returnedTo(known, long);
  expect(performance.now() - start).toBeLessThan(1_000);
});
