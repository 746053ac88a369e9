/** The JSON Schemas of the data, as another program uses them. */
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, it, test } from "vitest";
import { metricsJsonSchema, noiseJsonSchema, recordJsonSchema } from "../../src/record/schemas.ts";
import { recorded, referenceIncident } from "./records.ts";

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
formats.default(ajv);
const validate = ajv.compile(recordJsonSchema());

/** The reference case's record as another program reads it. */
function line() {
  return JSON.parse(JSON.stringify(recorded(referenceIncident())));
}

test("the record of the reference case keeps to its schema", () => {
  expect(validate(line()), JSON.stringify(validate.errors)).toBe(true);
});

describe("a record that was tampered with does not:", () => {
  it.each([
    ["another version", { schema: 2 }],
    ["a state that there is not", { state: "solved" }],
    ["a single cause", { rootCause: "greg" }],
    ["a time in another zone", { updatedAt: "2026-03-10T16:00:00+01:00" }],
    ["a time with fractions of a second", { updatedAt: "2026-03-10T16:00:00.000Z" }],
    ["a severity as a number", { severity: { highest: 2, final: 2, history: [] } }],
    ["no moments", { moments: null }],
    ["no number", { number: undefined }],
    ["a fraction of a reopening", { reopened: 0.5 }],
    ["a range with one end", { timeline: [{ ...line().timeline[0], range: ["2026-03-10T16:00:00Z"] }] }],
    ["a phase of -60 seconds", { phases: [{ ...line().phases[0], seconds: -60 }] }],
    ["a day that is none", { review: { number: 44, due: "2026-02-30", facilitator: null, state: "planned" } }],
  ])("%s", (_, change) => {
    expect(validate(JSON.parse(JSON.stringify({ ...line(), ...change })))).toBe(false);
  });
});

test("the schema of the metrics is one, and takes no record", () => {
  expect(ajv.compile(metricsJsonSchema())(line())).toBe(false);
});

describe("a line of noise", () => {
  const noise = {
    schema: 1,
    issue: 50,
    source: "grafana",
    fingerprint: "disk",
    title: "Disk",
    day: "2026-11-20",
    count: 3,
  };
  const isLine = ajv.compile(noiseJsonSchema());

  it.each([
    [noise, true],
    [{ ...noise, fingerprint: null, title: "" }, true],
    [{ ...noise, rule: "DiskFull", service: "login", severity: "info" }, true],
    [{ ...noise, count: 0 }, false],
    [{ ...noise, day: "2026-11-31" }, false],
    [{ ...noise, text: "all of it" }, false],
  ])("%j: %s", (line, keeps) => {
    expect(isLine(line)).toBe(keeps);
  });
});

describe.each([
  ["alert-noise.schema.json", noiseJsonSchema(), /team's time zone/],
  ["incident-record.schema.json", recordJsonSchema(), /UTC.*seconds/],
  ["metrics.schema.json", metricsJsonSchema(), /seconds.*UTC/],
])("templates/%s", (file, schema, units) => {
  it("is the schema that follows from the code", () => {
    const committed = readFileSync(new URL(`../../templates/${file}`, import.meta.url), "utf8");
    expect(JSON.parse(committed)).toEqual(schema);
  });

  it("is of draft 2020-12, says what it is about, and stands for itself", () => {
    expect(schema).toMatchObject({ $schema: "https://json-schema.org/draft/2020-12/schema", type: "object" });
    expect(schema.title).toMatch(/\w/);
    expect(schema.description).toMatch(units);
    expect(schema).not.toHaveProperty("$id");
  });
});
