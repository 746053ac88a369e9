/** Deadlines after the response: the review, and action items through their life. */
import { describe, expect, it } from "vitest";
import { deadlinesOf } from "../../src/deadlines/deadlines.ts";
import { configured, item, lines, open, recovered, review, severities, told, utc } from "./incidents.ts";

/** Of an incident without a review and roles: gary declared it, cathy took it up. */
const alone = recovered({ roles: [] });

describe("a review", () => {
  const reviewed = (more: Parameters<typeof review>[0] = {}) => recovered({ review: review(more) });

  it.each([
    ["a Wednesday", "2026-03-11", "", "2026-03-12 09:00"],
    ["a Friday", "2026-03-13", "", "2026-03-16 09:00"],
    ["a Saturday, as planned", "2026-03-14", "", "2026-03-16 09:00"],
    ["the day before a holiday", "2026-03-11", "holidays: [2026-03-12, 2026-03-13]", "2026-03-16 09:00"],
    ["a Wednesday in Auckland", "2026-03-11", "zone: Pacific/Auckland", "2026-03-11 20:00"],
    [
      "a Thursday in the Gulf",
      "2026-03-12",
      "businessHours: { days: [sunday, monday], from: 8:30 }",
      "2026-03-15 08:30",
    ],
  ])("that was due on %s is reminded of at the next opening", (_name, due, yaml, at) => {
    expect(lines(reviewed({ due }), configured(yaml))).toEqual([`${at} review overdue ${due}: frank / cathy / cathy`]);
  });

  it.each([
    ["its facilitator, the commander, whoever took it up", reviewed(), "frank / cathy / cathy"],
    ["without a facilitator the commander", reviewed({ facilitator: null }), "cathy / cathy"],
    ["else whoever took it up", { ...alone, review: review({ facilitator: null }) }, "cathy"],
    [
      "else nobody",
      { ...alone, moments: { ...alone.moments, acknowledged: null }, review: review({ facilitator: null }) },
      "nobody",
    ],
  ])("asks %s", (_name, incident, people) => {
    expect(lines(incident)).toEqual([`2026-03-12 09:00 review overdue 2026-03-11: ${people}`]);
  });

  it.each([
    ["held", reviewed({ state: "held" })],
    ["not held", reviewed({ state: "not held" })],
    ["without a day", reviewed({ due: null })],
    ["with a day that is none", reviewed({ due: "soon" })],
    [
      "of what goes on again",
      { ...reviewed(), ...open({ review: review() }), severity: severities(["sev3", "2026-03-10 16:06"]) },
    ],
    [
      "of what was a sev4",
      { ...reviewed(), severity: severities(["sev2", "2026-03-10 16:06"], ["sev4", "2026-03-10 16:30"]) },
    ],
    ["of a merged incident", { ...reviewed(), state: "merged" as const }],
  ])("%s is not reminded of", (_name, incident) => {
    expect(lines(incident)).toEqual([]);
  });

  it("planned for a later day is awaited anew", () => {
    expect(told(reviewed(), ["2026-03-11 23:59", "2026-03-12 09:00", "2026-03-13 09:00"])).toEqual([
      "2026-03-11 23:59 nothing, then 2026-03-12 09:00",
      "2026-03-12 09:00 review overdue 2026-03-11: frank cathy cathy, then never",
      "2026-03-13 09:00 nothing, then never",
    ]);
    const memory = { review: { "overdue 2026-03-11": [utc("2026-03-12 09:00") / 1000, "frank"] as [number, string] } };
    expect(told(reviewed({ due: "2026-03-13" }), ["2026-03-16 09:00"], configured(), memory)).toEqual([
      "2026-03-16 09:00 review overdue 2026-03-13: frank cathy cathy, then never",
    ]);
  });
});

describe("an action item", () => {
  const withItem = (due: string | null, more: Parameters<typeof item>[1] = {}) =>
    recovered({ roles: [], actionItems: [item(due, more)] });

  it("is reminded of soon before, on its day, and weekly from then on", () => {
    expect(lines(withItem("2026-03-20"), configured(), "2026-04-04 12:00")).toEqual([
      "2026-03-18 09:00 item 31 due soon 2026-03-20: greg / cathy",
      "2026-03-20 09:00 item 31 due 2026-03-20: greg / cathy",
      "2026-03-27 09:00 item 31 overdue 2026-03-20 1: greg / cathy",
      "2026-04-03 09:00 item 31 overdue 2026-03-20 2: greg / cathy",
      "2026-04-10 09:00 item 31 overdue 2026-03-20 3: greg / cathy",
    ]);
  });

  it("says what it is about", () => {
    const [soon] = deadlinesOf(withItem("2026-03-20"), { configuration: configured(), owners: {}, now: 0 });
    expect(soon?.reminder).toEqual({ about: "item", item: 31, says: "due soon", due: "2026-03-20" });
  });

  it.each([
    ["a Sunday", "2026-03-22", "", ["03-19 09:00 due soon", "03-23 09:00 due", "03-30 09:00 overdue"]],
    [
      "a holiday",
      "2026-03-20",
      "holidays: [2026-03-20]",
      ["03-18 09:00 due soon", "03-23 09:00 due", "03-30 09:00 overdue"],
    ],
    [
      "a day whose next week's is a holiday",
      "2026-03-20",
      "holidays: [2026-03-27]",
      ["03-18 09:00 due soon", "03-20 09:00 due", "03-30 09:00 overdue"],
    ],
    [
      "the week in which New York's clocks go on",
      "2026-03-13",
      "zone: America/New_York",
      ["03-11 13:00 due soon", "03-13 13:00 due", "03-20 13:00 overdue"],
    ],
    [
      "a Sunday in the Gulf",
      "2026-03-22",
      "{ zone: Asia/Dubai, businessHours: { days: [sunday, monday, tuesday, wednesday, thursday] } }",
      ["03-18 05:00 due soon", "03-22 05:00 due", "03-29 05:00 overdue"],
    ],
  ])("due on %s", (_name, due, yaml, expected) => {
    const shown = lines(withItem(due), configured(yaml), "2026-03-10 17:00").slice(0, 3);
    expect(shown.map((one) => one.replace("2026-", "").replace("item 31 ", "").split(` ${due}`)[0])).toEqual(expected);
  });

  it("is not called due soon before it was made", () => {
    expect(lines(withItem("2026-03-11"), configured(), "2026-03-10 17:00").slice(0, 2)).toEqual([
      "2026-03-11 09:00 item 31 due 2026-03-11: greg / cathy",
      "2026-03-18 09:00 item 31 overdue 2026-03-11 1: greg / cathy",
    ]);
  });

  it.each([
    ["on a Tuesday afternoon", "2026-03-10 14:00", "2026-03-12 14:00"],
    ["on a Tuesday evening", "2026-03-10 20:00", "2026-03-13 09:00"],
    ["early on a Tuesday", "2026-03-10 04:00", "2026-03-12 09:00"],
    ["on a Friday", "2026-03-13 16:59", "2026-03-17 16:59"],
    ["on a Saturday", "2026-03-14 12:00", "2026-03-17 12:00"],
  ])("that nobody owns, made %s, is asked about two business days later", (_name, made, at) => {
    const incident = withItem(null, { owners: [], createdAt: utc(made) });
    expect(lines(incident, configured(), made)[0]).toBe(`${at} item 31 no owner: cathy`);
  });

  it("without an owner asks the facilitator, the commander, whoever took it up", () => {
    const incident = { ...recovered({ actionItems: [item(null, { owners: [] })] }), review: review({ state: "held" }) };
    expect(lines(incident)[0]).toBe("2026-03-13 09:00 item 31 no owner: frank / cathy / cathy");
  });

  it("of a merged incident is still reminded of", () => {
    expect(lines({ ...withItem("2026-03-20"), state: "merged" })[0]).toBe(
      "2026-03-18 09:00 item 31 due soon 2026-03-20: greg / cathy",
    );
  });

  it("that is settled, or of what was taken back, is not", () => {
    expect(lines(withItem("2026-03-20", { state: "done" }))).toEqual([]);
    expect(lines(withItem("2026-03-20", { state: "declined" }))).toEqual([]);
    expect(lines({ ...withItem("2026-03-20"), state: "withdrawn" })).toEqual([]);
    expect(lines({ ...withItem("2026-03-20"), declaredBy: "import" })).toEqual([]);
    expect(lines(withItem("2026-03-20"), configured("deadlines: { off: [items] }"))).toEqual([]);
  });

  it("with a day that is none counts as one without", () => {
    expect(lines(withItem("soon"))).toEqual(["2026-06-09 09:00 item 31 still worth it 1: greg / cathy"]);
  });

  it("of the year 1 takes no longer than any other", () => {
    expect(lines(withItem("0001-01-01"), configured(), "2026-03-20 12:00").at(-1)).toBe(
      "2026-03-23 09:00 item 31 overdue 0001-01-01 105671: greg / cathy",
    );
  });
});

describe("still worth it", () => {
  const made = { createdAt: utc("2026-03-10 11:00") };
  const old = (due: string | null) => recovered({ roles: [], actionItems: [item(due, made)] });
  const asked = (due: string | null, now: string, yaml = "") =>
    lines(old(due), configured(yaml), now).flatMap((one) =>
      one.includes("still") ? [one.replace(": greg / cathy", "")] : [],
    );

  it("is asked 90 days after its making, and again", () => {
    expect(asked(null, "2026-06-08 11:00")).toEqual([
      "2026-06-08 11:00 item 31 still worth it 1",
      "2026-09-07 09:00 item 31 still worth it 2",
    ]);
  });

  it("takes the place of the first weekly reminder from then on", () => {
    const weeks = lines(old("2026-04-01"), configured(), "2026-06-20 12:00").slice(-4);
    expect(weeks).toEqual([
      "2026-06-03 09:00 item 31 overdue 2026-04-01 9: greg / cathy",
      "2026-06-10 09:00 item 31 still worth it 1: greg / cathy",
      "2026-06-17 09:00 item 31 overdue 2026-04-01 11: greg / cathy",
      "2026-06-24 09:00 item 31 overdue 2026-04-01 12: greg / cathy",
    ]);
  });

  it("takes none as long as the item isn't due", () => {
    expect(asked("2026-07-01", "2026-07-20 12:00")).toEqual(["2026-06-08 11:00 item 31 still worth it 1"]);
  });

  it("is not lost where holidays move weeks together", () => {
    const closed =
      "holidays: [2026-06-08, 2026-06-09, 2026-06-10, 2026-06-11, 2026-06-12, 2026-06-15, 2026-06-16, 2026-06-17]";
    expect(lines(old("2026-04-01"), configured(closed), "2026-06-20 12:00").slice(-3)).toEqual([
      "2026-06-03 09:00 item 31 overdue 2026-04-01 9: greg / cathy",
      "2026-06-18 09:00 item 31 still worth it 1: greg / cathy",
      "2026-06-24 09:00 item 31 overdue 2026-04-01 12: greg / cathy",
    ]);
  });
});

describe("an App that slept", () => {
  const incident = recovered({ roles: [], actionItems: [item("2026-03-20")] });

  it("says the latest stage alone, and goes on from there", () => {
    expect(told(incident, ["2026-03-30 12:00", "2026-03-31 12:00", "2026-04-03 09:00"])).toEqual([
      "2026-03-30 12:00 item 31 overdue 2026-03-20 1: greg cathy, then 2026-04-03 09:00",
      "2026-03-31 12:00 nothing, then 2026-04-03 09:00",
      "2026-04-03 09:00 item 31 overdue 2026-03-20 2: greg cathy, then 2026-04-10 09:00",
    ]);
  });

  it("begins anew with a new due day, earlier or later", () => {
    const sent = { "item 31": { "due soon 2026-03-20": [utc("2026-03-18 09:00") / 1000, "greg"] as [number, string] } };
    const dueOn = (due: string) => recovered({ roles: [], actionItems: [item(due)] });
    expect(told(dueOn("2026-03-12"), ["2026-03-18 12:00"], configured(), sent)).toEqual([
      "2026-03-18 12:00 item 31 due 2026-03-12: greg cathy, then 2026-03-19 09:00",
    ]);
    expect(told(dueOn("2026-04-01"), ["2026-03-20 09:00", "2026-03-30 09:00"], configured(), sent)).toEqual([
      "2026-03-20 09:00 nothing, then 2026-03-30 09:00",
      "2026-03-30 09:00 item 31 due soon 2026-04-01: greg cathy, then 2026-04-01 09:00",
    ]);
    expect(told(dueOn("2026-03-20"), ["2026-03-20 09:00"], configured(), sent)).toEqual([
      "2026-03-20 09:00 item 31 due 2026-03-20: greg cathy, then 2026-03-27 09:00",
    ]);
  });
});
