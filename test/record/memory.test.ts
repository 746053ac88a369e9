/** What the Action remembers between its runs. */
import { describe, expect, it, test } from "vitest";
import { type ReportMemory, readMemoryFile, sha256Of, trusted, writeMemoryFile } from "../../src/record/memory.ts";

const nothing = sha256Of("");
const memory: ReportMemory = {
  schema: 1,
  version: "0.1.0",
  configuration: nothing,
  since: "2026-03-11T10:25:00Z",
  left: [3, 12],
  files: { "incidents/data/2025.jsonl": nothing, "incidents/data/2026.jsonl": sha256Of("12") },
  places: { "Incident-12": "Incident-12.md", Incidents: null },
  aside: [{ number: 5, updatedAt: "2026-01-01T00:00:00Z", labels: ["incident", "question"] }],
  children: [{ number: 13, updatedAt: "2026-03-11T10:25:00Z" }],
  wakes: [{ number: 12, at: "2026-03-25T09:00:00Z" }],
  unknown: { incident: 2, sev1: -1 },
  held: { 9: 77, 12: 78 },
};

describe("the memory", () => {
  it("is written a line for each of its parts", () => {
    expect(writeMemoryFile(memory)).toBe(`{
  "schema": 1,
  "version": "0.1.0",
  "configuration": "${nothing}",
  "since": "2026-03-11T10:25:00Z",
  "left": [3,12],
  "files": {"incidents/data/2025.jsonl":"${nothing}","incidents/data/2026.jsonl":"${sha256Of("12")}"},
  "places": {"Incident-12":"Incident-12.md","Incidents":null},
  "aside": [{"number":5,"updatedAt":"2026-01-01T00:00:00Z","labels":["incident","question"]}],
  "children": [{"number":13,"updatedAt":"2026-03-11T10:25:00Z"}],
  "wakes": [{"number":12,"at":"2026-03-25T09:00:00Z"}],
  "unknown": {"incident":2,"sev1":-1},
  "held": {"9":77,"12":78}
}
`);
  });

  it("is read as it was written", () => {
    expect(readMemoryFile(writeMemoryFile(memory))).toStrictEqual(memory);
    const empty: ReportMemory = {
      schema: 1,
      version: "0.1.0",
      configuration: nothing,
      since: null,
      left: null,
      files: {},
      places: {},
      unknown: {},
      aside: [],
      children: [],
      wakes: [],
      held: {},
    };
    expect(readMemoryFile(writeMemoryFile(empty))).toStrictEqual(empty);
  });

  it("is the same text, in whatever order it was put together", () => {
    const five = { number: 5, updatedAt: "2026-01-01T00:00:00Z" };
    const four = { number: 4, updatedAt: "2026-01-02T00:00:00Z", labels: [] };
    const shuffled: ReportMemory = {
      held: { 12: 78, 9: 77 },
      aside: [{ labels: ["question", "incident"], ...five }, four],
      places: { Incidents: null, "Incident-12": "Incident-12.md" },
      children: [
        { number: 9, updatedAt: "2026-03-11T10:24:59Z" },
        { updatedAt: "2026-03-11T10:25:00Z", number: 13 },
      ],
      wakes: [
        { at: "2026-03-25T09:00:00Z", number: 12 },
        { at: "2026-03-11T10:30:00Z", number: 3 },
      ],
      unknown: { sev1: -1, incident: 2 },
      files: { "incidents/data/2026.jsonl": sha256Of("12"), "incidents/data/2025.jsonl": nothing },
      left: [12, 3],
      since: "2026-03-11T10:25:00Z",
      configuration: nothing,
      version: "0.1.0",
      schema: 1,
    };
    const ordered = {
      ...memory,
      aside: [four, { ...five, labels: ["incident", "question"] }],
      wakes: [{ number: 3, at: "2026-03-11T10:30:00Z" }, ...memory.wakes],
    };
    expect(writeMemoryFile(shuffled)).toBe(writeMemoryFile(ordered));
  });

  it("is read where it is of a time that knew no wakes", () => {
    const old = writeMemoryFile(memory).replace(/ {2}"wakes".*\n/, "");
    expect(readMemoryFile(old)).toStrictEqual({ ...memory, wakes: [] });
  });

  it.each([
    ["missing", null],
    ["empty", ""],
    ["no JSON", "{"],
    ["markers of a conflict", `<<<<<<< ours\n${writeMemoryFile(memory)}`],
    ["another schema", writeMemoryFile(memory).replace('"schema": 1', '"schema": 2')],
    ["a part that there is not", writeMemoryFile(memory).replace("{", '{ "token": "x",')],
    ["a part that is missing", writeMemoryFile(memory).replace('  "left": [3,12],\n', "")],
    ["an issue that is no number", writeMemoryFile(memory).replace("[3,12]", '["3"]')],
    ["a page held back of no incident", writeMemoryFile(memory).replace('"9":77', '"nine":77')],
    ["a time that is none", writeMemoryFile(memory).replace("2026-03-11T10:25:00Z", "yesterday")],
    ["an array", "[]"],
  ])("is none where it is %s", (_, text) => {
    expect(readMemoryFile(text)).toBeNull();
  });
});

test("data files are told apart: as we wrote them, changed, or taken away; what others put beside them is not ours", () => {
  const files = { "2024.jsonl": sha256Of("4\n"), "2025.jsonl": sha256Of("5\n"), "2026.jsonl": sha256Of("6\n") };
  const found = new Map([
    ["2026.jsonl", "6\n"],
    ["2025.jsonl", "5 by hand\n"],
    ["notes.txt", "of ours"],
    ["constructor", ""],
  ]);
  expect(trusted({ ...memory, files }, found)).toEqual({
    intact: new Map([["2026.jsonl", "6\n"]]),
    changed: ["2025.jsonl"],
    missing: ["2024.jsonl"],
  });
});

test("a fingerprint is the SHA-256 of UTF-8, as `sha256sum` prints it", () => {
  expect(sha256Of("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(sha256Of("é")).toBe("4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c");
});
