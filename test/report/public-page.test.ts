/** The public report: what users saw and when, in words that were meant for them, and nothing else of the incident. */
import { describe, expect, test } from "vitest";
import { defaults } from "../../src/config.ts";
import type { IncidentRecord } from "../../src/record/record.ts";
import type { Site } from "../../src/report/page.ts";
import { heldBack } from "../../src/report/public-check.ts";
import { publicPage, publicTexts } from "../../src/report/public-page.ts";
import { recorded, referenceIncident } from "../record/records.ts";
import { templates } from "../words/reference.ts";

const site: Site = {
  repository: "acme/shop",
  url: "https://github.com/acme/shop",
  private: true,
  configuration: defaults,
  templates,
  paged: new Set([12]),
  public: new Set([12]),
  held: new Set(),
};

const summary =
  "Sign-in failed for about 20 minutes.\n\nProximate cause: a process used up a server.\n\nWe add monitoring.";
const record: IncidentRecord = {
  ...recorded(referenceIncident()),
  updates: [{ at: "2026-03-10T16:16:00Z", who: "gary", text: "Sign-in fails; we are working on it." }],
};

test("the reference case", () => {
  const { name, text } = publicPage(record, summary, site);
  expect(name).toBe("Incident-12-public");
  expect(text).toMatchInlineSnapshot(`
    "**Tue 10 Mar 2026** · Over: the service is back.

    - **Affected**: login
    - **Severity**: A major function did not work
    - **When**: about 16:00 to 16:20
    - **Lasted**: 20 min

    All times in UTC.

    ### Summary

    Sign-in failed for about 20 minutes.

    We add monitoring.

    **Proximate cause**: a process used up a server.

    ### Updates

    - **16:16** Sign-in fails; we are working on it."
  `);
});

test("names no person, title, learning, entry or action item, and links to nothing private", () => {
  const { text } = publicPage(record, summary, site);
  const { title, people, learnings, timeline, actionItems, factors } = record;
  const internal = [
    title,
    "github.com",
    "#12",
    ...people.map(({ who }) => who),
    ...learnings,
    ...timeline.map((entry) => entry.text),
    ...actionItems.map((item) => item.title),
    ...factors.map((factor) => factor.text),
  ];
  expect(internal.length).toBeGreaterThan(20);
  expect(internal.filter((words) => words !== "" && text.includes(words))).toEqual([]);
});

test("passes its own check", async () => {
  const { text } = publicPage(record, summary, site);
  const surroundings = {
    server: "https://github.com",
    repository: "acme/shop",
    private: true,
    publicHosts: [],
    isPublic: async () => false,
  };
  expect(await heldBack([{ place: "the page", text }], surroundings)).toEqual([]);
});

describe("when it was", () => {
  const line = (changed: Partial<IncidentRecord>, zone = "UTC") => {
    const { text } = publicPage({ ...record, ...changed }, "", { ...site, configuration: { ...defaults, zone } });
    return text.split("\n").filter((one) => /^\*\*\w{3} \d|\*\*(When|Lasted)/.test(one));
  };
  const { started, detected, ...moments } = record.moments;

  test("in the team's zone, over midnight", () =>
    expect(line({ intervals: [{ from: "2026-03-10T16:00:00Z", to: "2026-03-11T16:20:00Z" }] }, "Asia/Tokyo")).toEqual([
      "**Wed 11 Mar 2026** · Over: the service is back.",
      "- **When**: about 01:00 to 12 Mar 01:20",
      "- **Lasted**: 20 min",
    ]));

  test("still going on", () =>
    expect(line({ state: "open", intervals: [{ from: "2026-03-10T16:00:00Z" }] })).toEqual([
      "**Tue 10 Mar 2026** · Still going on.",
      "- **When**: since about 16:00",
    ]));

  test("from a time that nobody knows", () => {
    const unknown = { ...moments, detected, started: null };
    expect(line({ moments: unknown, intervals: [{ from: null, to: "2026-03-10T16:20:00Z" }] })).toContain(
      "- **When**: until 16:20",
    );
    expect(line({ moments: unknown, state: "open", intervals: [{ from: null }] })).toContain(
      "- **When**: known since 16:04",
    );
  });

  test("in two stretches", () => {
    const intervals = [
      { from: "2026-03-10T16:00:00Z", to: "2026-03-10T16:20:00Z" },
      { from: "2026-03-10T18:00:00Z", to: "2026-03-10T18:05:00Z" },
    ];
    const impact = { state: "recorded", seconds: 25 * 60 } as const;
    expect(
      line({ intervals, moments: { ...moments, started, detected }, durations: { ...record.durations, impact } }),
    ).toEqual([
      "**Tue 10 Mar 2026** · Over: the service is back.",
      "- **When**: about 16:00 to 16:20",
      "- **When**: 18:00 to 18:05",
      "- **Lasted**: 25 min in all",
    ]);
  });
});

test.each([
  [{ state: "withdrawn" }, "Taken back: this turned out to be no incident."],
  [{ state: "merged", mergedInto: 7 }, "Part of another incident, which is reported there."],
] as const)("%j", (changed, expected) =>
  expect(publicPage({ ...record, ...changed }, "", site).text).toContain(expected),
);

test("a merged one leads to the other's page where that is public", () => {
  const merged: IncidentRecord = { ...record, state: "merged", mergedInto: 7 };
  expect(publicPage(merged, "", { ...site, public: new Set([7]) }).text).toContain(
    "[another incident](Incident-7-public)",
  );
});

test("words of people do nothing", () => {
  const hostile = "# <b>@everyone</b> [x](javascript:1) #9 | ```";
  const { text } = publicPage({ ...record, services: [hostile], updates: [] }, hostile, site);
  expect(text).toContain("\\# \\<b\\>@&#8203;everyone\\</b\\> \\[x\\](javascript:1) #&#8203;9 &#124; \\`\\`\\`");
  expect(text).not.toMatch(/<b>|@everyone|\[x\]\(/);
});

test.each([
  ["Cause: a full disk", "a full disk"],
  ["**Proximate cause**: a full disk", "a full disk"],
  ["- proximate cause: a full disk", "a full disk"],
  ["Because: a full disk", null],
  ["The cause: a full disk", null],
])("%j has the proximate cause %j", (line, cause) => {
  const { text } = publicPage(record, `Sign-in failed.\n${line}`, site);
  expect(/\*\*Proximate cause\*\*: (.*)/.exec(text)?.[1] ?? null).toBe(cause);
});

test("without public words there are the plain facts alone", () => {
  const { text } = publicPage({ ...record, updates: [], services: [] }, "", site);
  expect(text).not.toMatch(/Summary|Updates|Affected|cause/);
  expect(text).toContain("- **Severity**: A major function did not work");
});

test("the texts to check are the summary, the services and each update", () => {
  expect(publicTexts(record, summary, { ...site, configuration: { ...defaults, zone: "Europe/Berlin" } })).toEqual([
    { place: "the summary for the public", text: summary },
    { place: "the names of the services", text: "login" },
    { place: "the update of 17:16", text: "Sign-in fails; we are working on it." },
  ]);
  expect(publicTexts({ ...record, updates: [], services: [] }, "", site)).toEqual([]);
});
