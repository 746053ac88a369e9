import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  chosen,
  each,
  fingerprintOf,
  fingerprintOfLabels,
  identity,
  labels,
  labelsOfTags,
  link,
  listOf,
  part,
  prose,
  ruleIn,
  serviceIn,
  severityIn,
  word,
} from "../../src/alerts/fields.ts";

describe("a field that may be left out", () => {
  const message = z.object({ word, prose, link, labels, part: part({ word }), list: listOf(word) });
  const nothing = { word: null, prose: null, link: null, labels: {}, part: { word: null }, list: [] };

  it.each([
    ["left out", {}],
    ["null", { word: null, prose: null, link: null, labels: null, part: null, list: null }],
    ["empty", { word: "", prose: "  ", link: "", labels: {}, part: {}, list: [] }],
    ["of another type", { word: {}, prose: [], link: true, labels: [1], part: "x", list: "x" }],
  ])("%s, says nothing", (_, body) => expect(message.parse(body)).toEqual(nothing));

  it("takes numbers for text", () => expect(word.parse(17)).toBe("17"));
  it("has whole characters", () => {
    const half = "\ud83d";
    expect(word.parse(`a${half}b`)).toBe("a\ufffdb");
    expect(identity.parse(`a${half}b`)).toBe("a\ufffdb");
    expect(labels.parse({ [half]: half })).toEqual({ "\ufffd": "\ufffd" });
  });
  it("is cut where it is too long", () => {
    expect(word.parse("x".repeat(1_000))).toHaveLength(200);
    expect(prose.parse("x".repeat(10_000))).toHaveLength(4_000);
  });
  it.each([
    "javascript:alert(1)",
    "ftp://a.example",
    "//a.example",
    "http://",
    `https://a.example/${"x".repeat(2_000)}`,
  ])("takes %s for no link", (text) => expect(link.parse(text)).toBeNull());
});

describe("labels", () => {
  it("are texts; null is left out, anything else is written as JSON", () => {
    expect(labels.parse({ a: "x", b: 1, c: true, d: null, e: [1, "y"], f: { g: 2 } })).toEqual({
      a: "x",
      b: "1",
      c: "true",
      e: '[1,"y"]',
      f: '{"g":2}',
    });
  });
  it("end where they nest too deep to be written", () => {
    const deep: unknown = JSON.parse(`${'{"a":['.repeat(100_000)}1${"]}".repeat(100_000)}`);
    expect(labels.parse({ deep, flat: { b: [{ c: [1] }] } })).toEqual({
      deep: '{"a":[{"a":["…"]}]}',
      flat: '{"b":[{"c":[1]}]}',
    });
  });
  it("change no prototype", () => {
    const read = labels.parse(JSON.parse('{"__proto__": {"service": "x"}, "constructor": "y"}'));
    expect(serviceIn(read)).toBeNull();
    expect(Object.keys(read)).toEqual(["__proto__", "constructor"]);
  });
  it("are 64 at most", () => {
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`label${n}`, "x"]));
    expect(Object.keys(labels.parse(many))).toHaveLength(64);
  });
  it("are made of tags", () => {
    expect(labelsOfTags(["service:login", " env:prod ", "url:http://a.example", "canary", ""])).toEqual({
      service: "login",
      env: "prod",
      url: "http://a.example",
      canary: "",
    });
  });

  it.each([
    [{ service: "login" }, "login"],
    [{ app: "shop", service: "login" }, "login"],
    [{ service: " ", app: "shop" }, "shop"],
    [{ "app.kubernetes.io/name": "shop" }, "shop"],
    [{ job: "node-exporter" }, null],
  ])("%j name the service %s", (told: Record<string, string>, service) => expect(serviceIn(told)).toBe(service));
  it("name severity and rule", () => {
    expect(severityIn({ severity: "Critical" })).toBe("critical");
    expect(severityIn({ priority: "P1" })).toBe("p1");
    expect(severityIn({})).toBeNull();
    expect(ruleIn({ alertname: "HighLoad" })).toBe("HighLoad");
  });
});

describe("a fingerprint", () => {
  it("stays as it is up to 200 characters, and is hashed beyond", () => {
    expect(fingerprintOf("a".repeat(200))).toBe("a".repeat(200));
    expect(fingerprintOf("a".repeat(201))).toMatch(/^[\da-f]{32}$/);
    expect(fingerprintOf("a".repeat(201))).not.toBe(fingerprintOf("a".repeat(202)));
  });
  it("of labels knows no order", () => {
    expect(fingerprintOfLabels({ a: "1", b: "2" })).toBe(fingerprintOfLabels({ b: "2", a: "1" }));
    expect(fingerprintOfLabels({ a: "1", b: "2" })).not.toBe(fingerprintOfLabels({ a: "2", b: "1" }));
  });
  it.each([
    [undefined, "must be text that stays the same while the same thing is wrong"],
    [" ", "must not be empty"],
  ])("must be there: %j is none", (value, complaint) => {
    expect(identity.safeParse(value).error?.issues[0]?.message).toBe(complaint);
  });
});

describe("a list whose items must all be right", () => {
  const list = z.object({ list: each(z.object({ id: z.string() })) });
  it("is read", () =>
    expect(list.parse({ list: [{ id: "a" }, { id: "b" }] }).list).toEqual([{ id: "a" }, { id: "b" }]));
  it("says what is wrong of the first that isn't", () =>
    expect(list.safeParse({ list: [{ id: "a" }, { id: 1 }, {}] }).error?.issues).toMatchObject([
      { path: ["list", 1, "id"], message: "Invalid input: expected string, received number" },
    ]));
  it("doesn't read on", () => {
    const read: unknown[] = [];
    const item = z.unknown().transform((value, context) => {
      read.push(value);
      context.addIssue("no");
    });
    expect(each(item).safeParse(Array.from({ length: 500_000 }, (_, n) => n)).success).toBe(false);
    expect(read).toEqual([0]);
  });
});

it("says what is wrong of the schema that was chosen", () => {
  const schema = z.object({ body: chosen(() => z.object({ id: z.string() })) });
  expect(schema.safeParse({ body: {} }).error?.issues).toMatchObject([{ path: ["body", "id"] }]);
});
