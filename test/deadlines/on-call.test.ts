/** Rotations: whose turn it is. */
import { describe, expect, it } from "vitest";
import type { Rotation } from "../../src/config.ts";
import { onCall } from "../../src/deadlines/on-call.ts";
import { configured, utc } from "./incidents.ts";

function rotation(yaml: string): Rotation {
  const { primary } = configured(`onCall: { primary: { people: [ann, ben, cid], ${yaml} } }`).onCall;
  if (!primary) throw new Error("There is no rotation.");
  return primary;
}

function whoAt(yaml: string, at: string, zone = "UTC"): string {
  return onCall(rotation(yaml), zone, utc(at));
}

describe("by the day", () => {
  it.each([
    ["2026-03-01 12:00", "ann"],
    ["2026-03-09 08:59", "ann"],
    ["2026-03-09 09:00", "ann"],
    ["2026-03-10 08:59", "ann"],
    ["2026-03-10 09:00", "ben"],
    ["2026-03-11 09:00", "cid"],
    ["2026-03-12 09:00", "ann"],
    ["2027-03-09 09:00", "cid"],
  ])("at %s it is %s", (at, who) => {
    expect(whoAt("since: 2026-03-09", at)).toBe(who);
  });

  it("or every few days", () => {
    const every = "since: 2026-03-09, handOver: { every: 3 }";
    expect(whoAt(every, "2026-03-12 08:59")).toBe("ann");
    expect(whoAt(every, "2026-03-12 09:00")).toBe("ben");
  });
});

describe("by the week", () => {
  const weekly = "since: 2026-03-09, handOver: { day: monday, time: 10:00 }";
  it.each([
    ["2026-03-16 09:59", "ann"],
    ["2026-03-16 10:00", "ben"],
    ["2026-03-23 10:00", "cid"],
    ["2026-03-30 10:00", "ann"],
  ])("at %s it is %s", (at, who) => {
    expect(whoAt(weekly, at)).toBe(who);
  });

  it("a first turn that begins in the middle of the week ends with it", () => {
    const midweek = "since: 2026-03-11, handOver: { day: monday }";
    expect(whoAt(midweek, "2026-03-16 08:59")).toBe("ann");
    expect(whoAt(midweek, "2026-03-16 09:00")).toBe("ben");
  });

  it("or every other week", () => {
    const every = "since: 2026-03-09, handOver: { day: monday, every: 2 }";
    expect(whoAt(every, "2026-03-23 08:59")).toBe("ann");
    expect(whoAt(every, "2026-03-23 09:00")).toBe("ben");
  });
});

describe("by the zone's clock", () => {
  it.each([
    // The team's zone, or the rotation's own.
    ["since: 2026-03-09", "Europe/Berlin", "2026-03-10 07:59", "ann"],
    ["since: 2026-03-09", "Europe/Berlin", "2026-03-10 08:00", "ben"],
    ["since: 2026-03-09, zone: Asia/Tokyo", "Europe/Berlin", "2026-03-10 00:00", "ben"],
    // The clocks go on on 29 March, and back on 25 October.
    ["since: 2026-03-27", "Europe/Berlin", "2026-03-29 06:59", "ben"],
    ["since: 2026-03-27", "Europe/Berlin", "2026-03-29 07:00", "cid"],
    ["since: 2026-10-23", "Europe/Berlin", "2026-10-25 07:59", "ben"],
    ["since: 2026-10-23", "Europe/Berlin", "2026-10-25 08:00", "cid"],
    ["since: 2026-03-06", "America/New_York", "2026-03-08 12:59", "ben"],
    ["since: 2026-03-06", "America/New_York", "2026-03-08 13:00", "cid"],
    // Midnight is skipped there.
    [`since: 2026-09-05, handOver: { time: "00:00" }`, "America/Santiago", "2026-09-06 03:59", "ann"],
    [`since: 2026-09-05, handOver: { time: "00:00" }`, "America/Santiago", "2026-09-06 04:00", "ben"],
  ])("%s in %s at %s: %s", (yaml, zone, at, who) => {
    expect(whoAt(yaml, at, zone)).toBe(who);
  });

  it("in the hour that is skipped it is handed over as much later", () => {
    const night = `since: 2026-03-28, handOver: { time: "02:30" }`;
    const turns = ["00:29", "00:59", "01:00", "01:29", "01:30"].map((time) =>
      whoAt(night, `2026-03-29 ${time}`, "Europe/Berlin"),
    );
    expect(turns).toEqual(["ann", "ann", "ann", "ann", "ben"]);
    expect(whoAt(night, "2026-03-30 00:29", "Europe/Berlin")).toBe("ben");
    expect(whoAt(night, "2026-03-30 00:30", "Europe/Berlin")).toBe("cid");
  });

  it("in the hour that comes twice it is handed over once, at its first coming", () => {
    const night = `since: 2026-10-24, handOver: { time: "02:30" }`;
    const turns = ["00:29", "00:30", "00:59", "01:00", "01:29", "01:30"].map((time) =>
      whoAt(night, `2026-10-25 ${time}`, "Europe/Berlin"),
    );
    expect(turns).toEqual(["ann", "ben", "ben", "ben", "ben", "ben"]);
  });
});

describe("overrides", () => {
  const overridden = `since: 2026-03-09, overrides: [
    { who: zoe, from: 2026-03-10 12:00, until: 2026-03-11 00:00 },
    { who: eve, from: 2026-03-11 00:00, until: 2026-03-11 9:00 }]`;
  it.each([
    ["2026-03-10 11:59", "ben"],
    ["2026-03-10 12:00", "zoe"],
    ["2026-03-11 08:59", "eve"],
    ["2026-03-11 09:00", "cid"],
    ["2026-03-12 12:00", "ann"],
  ])("at %s it is %s", (at, who) => {
    expect(whoAt(overridden, at)).toBe(who);
  });

  it("that overlap: the last one listed counts", () => {
    const week = { who: "zoe", from: "2026-03-10 12:00", until: "2026-03-12 12:00" };
    const night = { who: "eve", from: "2026-03-11 00:00", until: "2026-03-11 09:00" };
    const both = { ...rotation("since: 2026-03-09"), overrides: [week, night] };
    expect(onCall(both, "UTC", utc("2026-03-11 08:59"))).toBe("eve");
    expect(onCall(both, "UTC", utc("2026-03-11 09:00"))).toBe("zoe");
  });

  it("are by the rotation's clock", () => {
    const tokyo =
      "since: 2026-03-09, zone: Asia/Tokyo, overrides: [{ who: zoe, from: 2026-03-10 09:00, until: 2026-03-10 10:00 }]";
    expect(whoAt(tokyo, "2026-03-10 00:00", "Europe/Berlin")).toBe("zoe");
    expect(whoAt(tokyo, "2026-03-10 01:00", "Europe/Berlin")).toBe("ben");
  });
});

it("odd values are somebody's turn, or nobody's, and no failure", () => {
  const plain = rotation("since: 2026-03-09");
  const odd = { who: "zoe", from: "2026-99-99 09:00", until: "never" };
  expect(onCall({ ...plain, overrides: [odd] }, "UTC", utc("2026-03-10 12:00"))).toBe("ben");
  expect(onCall({ ...plain, since: "soon" }, "UTC", utc("2026-03-10 12:00"))).toBe("ann");
  expect(onCall({ ...plain, handOver: { time: "late", every: 0 } }, "UTC", utc("2026-03-10 12:00"))).toBe("");
  expect(onCall({ ...plain, people: [] }, "UTC", utc("2026-03-10 12:00"))).toBe("");
});
