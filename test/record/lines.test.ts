/** Records as lines, and back. */
import { describe, expect, it } from "vitest";
import { readLines, writeLines } from "../../src/record/lines.ts";
import { reference } from "../words/reference.ts";
import { recorded } from "./records.ts";

const one = recorded(reference);
const numbered = (number: number) => ({ ...one, number });

describe("lines", () => {
  it("stand by number, an incident each, in whatever order they came", () => {
    const text = writeLines([numbered(110), numbered(9), numbered(12)]);
    expect(text).toBe(writeLines([numbered(12), numbered(110), numbered(9)]));
    expect(text.endsWith("}\n")).toBe(true);
    expect(readLines(text)?.map(({ number }) => number)).toEqual([9, 12, 110]);
  });

  it("are none for no incident", () => {
    expect(writeLines([])).toBe("");
    expect(readLines("")).toEqual([]);
  });

  it("begin with what tells one incident from another", () => {
    expect(writeLines([one]).slice(0, 140)).toBe(
      '{"schema":1,"repository":"acme/shop","number":12,"url":"https://github.com/acme/shop/issues/12","title":"Login page is down","updatedAt":"20',
    );
  });

  it.each([
    ["a line break", "Login\nis down\r\n"],
    ["what other readers take for a line break", "Login\u2028is\u2029down\u0085\v\f"],
    ["quotes and backslashes", 'Login "page" \\" is \\ down'],
    ["commas and formulas", "=1+1,2"],
    ["emoji", "🔥👩‍🚒 down"],
    ["a lone surrogate", "down \ud83d now"],
    ["a null character", "down\u0000now"],
    ["right-to-left", "\u202enwod"],
    ["what every object has", "__proto__"],
  ])("keep a title with %s, on one line", (_, title) => {
    const record = { ...one, title, learnings: [title], services: [title] };
    const text = writeLines([record]);
    expect(text.trimEnd().split(/[\n\r\v\f\u0085\u2028\u2029]/)).toHaveLength(1);
    expect(Buffer.from(text, "utf8").toString("utf8")).toBe(text);
    expect(readLines(text)).toStrictEqual([record]);
  });

  const line = writeLines([one]).trimEnd();
  it.each([
    ["no JSON", "no JSON\n"],
    ["half a line", `${line.slice(0, 400)}\n`],
    ["a file that was cut off", line],
    ["an empty line between two", `${line}\n\n${line}\n`],
    ["markers of a conflict", `<<<<<<< ours\n${line}\n=======\n${line}\n>>>>>>> theirs\n`],
    ["another version", `${line.replace('"schema":1', '"schema":2')}\n`],
    ["a field that there is not", `${line.replace("{", '{"rootCause":"greg",')}\n`],
    ["a field that is missing", `${line.replace('"drill":false,', "")}\n`],
    ["a moment that is none", `${line.replaceAll("16:00:00Z", "yesterday")}\n`],
    ["no object", "null\n"],
  ])("are not read where there is %s", (_, text) => {
    expect(readLines(text)).toBeNull();
  });

  it("are read where git has turned their ends into those of Windows", () => {
    expect(readLines(`${line}\r\n${line}\r\n`)).toHaveLength(2);
  });
});
