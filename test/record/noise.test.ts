/** Informational alerts as lines of the wiki's data. */
import { describe, expect, it, test } from "vitest";
import { writeMarker } from "../../src/marker.ts";
import { type NoiseLine, noiseLines, noiseSchema, readNoise, writeNoise } from "../../src/record/noise.ts";
import { issueWith, written } from "../plan/situation.ts";

const row = {
  source: "grafana",
  fingerprint: "disk",
  title: "Disk is half full",
  rule: "DiskFull",
  service: "login",
  severity: "info",
  days: { "03": 1, 20: 2 },
  last: 1_700_000_000_000,
  firing: false,
};
const plain = { ...row, fingerprint: "cpu", rule: null, service: null, severity: null, days: { 20: 1 } };

/** An issue of the App's, with a comment for each of the texts. */
function issueOf(...bodies: string[]) {
  const actor = { login: "sooner", kind: "bot" } as const;
  const items = bodies.map((body, index) => ({ ...written(index + 1, false), actor, body }));
  return issueWith({ number: 50, author: actor, items: items as ReturnType<typeof written>[] });
}

const line: NoiseLine = {
  schema: 1,
  issue: 50,
  source: "grafana",
  fingerprint: "disk",
  title: "Disk",
  day: "2026-11-20",
  count: 3,
};

test("each fingerprint has a line a day, and so have those that are pooled by source", () => {
  const november = writeMarker("noise:2026-11", { rows: [row, plain], others: { sentry: { "01": 7 } } });
  const december = writeMarker("noise:2026-12", { rows: [{ ...plain, days: { 31: 4 } }], others: {} });
  const common = { schema: 1, issue: 50, source: "grafana", title: "Disk is half full" };
  const named = { ...common, fingerprint: "disk", rule: "DiskFull", service: "login", severity: "info" };
  const lines = noiseLines(issueOf(november, "a word", december), "sooner");
  expect(readNoise(writeNoise(lines))).toEqual([
    { ...common, source: "sentry", fingerprint: null, title: "", day: "2026-11-01", count: 7 },
    { ...named, day: "2026-11-03", count: 1 },
    { ...common, fingerprint: "cpu", day: "2026-11-20", count: 1 },
    { ...named, day: "2026-11-20", count: 2 },
    { ...common, fingerprint: "cpu", day: "2026-12-31", count: 4 },
  ]);
  expect(lines.every((one) => noiseSchema.safeParse(one).success)).toBe(true);
});

test("counts of another account of ours are taken from it, too, and those of other bots are not", () => {
  const counts = (count: number) =>
    writeMarker("noise:2026-11", { rows: [{ ...plain, days: { 20: count } }], others: {} });
  const issue = issueOf(counts(1), counts(3), counts(9));
  for (const [index, login] of ["sooner", "github-actions", "robot"].entries()) {
    const item = issue.items[index];
    if (item) item.actor = { login, kind: "bot" };
  }
  expect(noiseLines(issue, "github-actions").map(({ count }) => count)).toEqual([3]);
  expect(noiseLines(issue, "sooner").map(({ count }) => count)).toEqual([1]);
});

test("a day that there is not is left out", () => {
  const february = writeMarker("noise:2027-02", { rows: [{ ...plain, days: { 28: 1, 30: 2 } }], others: {} });
  expect(noiseLines(issueOf(february), "sooner").map(({ day }) => day)).toEqual(["2027-02-28"]);
});

describe("the file", () => {
  it("is the same in whatever order it was put together", () => {
    const lines = [line, { ...line, issue: 51 }, { ...line, day: "2026-11-19" }, { ...line, fingerprint: null }];
    expect(writeNoise(lines)).toBe(writeNoise(lines.toReversed()));
    expect(writeNoise([])).toBe("");
  });

  it.each([
    ["cut off", writeNoise([line]).slice(0, -1)],
    ["of another schema", writeNoise([line]).replace('"schema":1', '"schema":2')],
    ["of no JSON", "{\n"],
    ["with a day that there is not", writeNoise([line]).replace("11-20", "11-31")],
  ])("is none where it is %s", (_, text) => {
    expect(readNoise(text)).toBeNull();
  });
});
