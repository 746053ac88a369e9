/** Records as a table, as a spreadsheet opens it. */
import { csvParse } from "d3-dsv";
import { describe, expect, it } from "vitest";
import { writeCsv } from "../../src/record/csv.ts";
import { fresh, reference } from "../words/reference.ts";
import { recorded, referenceIncident } from "./records.ts";

const rowOf = (record = recorded(referenceIncident())) => csvParse(writeCsv([record]))[0];

describe("a row", () => {
  it("tells the reference case", () => {
    expect(rowOf()).toEqual({
      number: "12",
      title: "Login page is down",
      url: "https://github.com/acme/shop/issues/12",
      state: "recovered",
      phase: "analysis",
      "highest severity": "sev2",
      "final severity": "sev2",
      services: "login",
      "detected by": "customers",
      "started (UTC)": "2026-03-10 16:00:00",
      "detected (UTC)": "2026-03-10 16:04:00",
      "declared (UTC)": "2026-03-10 16:06:00",
      "acknowledged (UTC)": "2026-03-10 16:07:00",
      "identified (UTC)": "",
      "restored (UTC)": "2026-03-10 16:20:00",
      "resolved (UTC)": "",
      "reviewed (UTC)": "",
      "time to detect (min)": "4",
      "time to declare (min)": "2",
      "time to acknowledge (min)": "3",
      "time to recover (min)": "16",
      "first recovery (min)": "16",
      "impact (min)": "20",
      reopened: "0",
      drill: "no",
      "near miss": "no",
      imported: "no",
      "action items open": "0",
      "action items done": "0",
      "action items declined": "0",
      review: "",
      alerts: "0",
    });
  });

  it("counts the action items", () => {
    expect(rowOf(recorded(reference))).toMatchObject({
      "action items open": "2",
      "action items done": "1",
      "action items declined": "1",
    });
  });

  it("is empty, and not 0, where something is not known", () => {
    expect(rowOf(recorded(fresh))).toMatchObject({
      "highest severity": "",
      "detected by": "",
      "started (UTC)": "",
      "time to detect (min)": "",
      "time to declare (min)": "2",
      "impact (min)": "",
    });
  });

  it.each([
    [100, "1.67"],
    [90, "1.5"],
    [0, "0"],
    [1, "0.02"],
  ])("has %i s as %s min", (seconds, expected) => {
    const record = recorded(reference);
    record.durations.impact = { state: "recorded", seconds };
    expect(rowOf(record)?.["impact (min)"]).toBe(expected);
  });
});

describe("people's words", () => {
  it.each([
    ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
    ["+1", "'+1"],
    ["-2", "'-2"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ["\r=1", "'\r=1"],
    ["\n=1", "'\n=1"],
    ["＝1", "'＝1"],
    ["Login = down", "Login = down"],
    ['"Login", they said', '"Login", they said'],
    ["two\nlines", "two\nlines"],
    ["🔥", "🔥"],
  ])("%j are text and no formula", (title, expected) => {
    expect(rowOf({ ...recorded(reference), title })?.title).toBe(expected);
    expect(rowOf({ ...recorded(reference), services: [title] })?.services).toBe(expected);
  });
});

describe("the table", () => {
  it("is by number, in whatever order the records came, and ends with a line end", () => {
    const [two, ten] = [2, 10].map((number) => ({ ...recorded(reference), number }));
    if (!two || !ten) throw new Error("There are two records.");
    const text = writeCsv([ten, two]);
    expect(text).toBe(writeCsv([two, ten]));
    expect(csvParse(text).map(({ number }) => number)).toEqual(["2", "10"]);
    expect(text.endsWith("\n")).toBe(true);
  });

  it("has only its head where there is no incident", () => {
    expect(writeCsv([])).toMatch(/^number,title,url,[^\n]*,review,alerts\n$/);
  });
});
