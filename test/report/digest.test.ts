/** The weekly digest, word for word. */
import { describe, expect, test } from "vitest";
import type { Configuration } from "../../src/config.ts";
import type { IncidentRecord } from "../../src/record/record.ts";
import { digestOf } from "../../src/report/digest.ts";
import { weekBefore } from "../../src/report/digest-week.ts";
import { asItLooks, declared, now, restored, site } from "./pages/site.ts";

type Moments = IncidentRecord["moments"];
type Item = IncidentRecord["actionItems"][number];

/** To Monday 16 November 2026, 09:00 UTC. */
const week = weekBefore(now, site.configuration);
const services: Configuration["services"] = {
  login: { paths: [], environments: [], alerts: [], owners: ["@acme/web", "olga"] },
};
const place = {
  site: { ...site, configuration: { ...site.configuration, services }, paged: new Set([11, 12, 13]) },
  wiki: true,
};

function moments(times: Partial<Record<keyof Moments, string>>): Moments {
  const known = Object.entries(times).map(([name, at]) => [
    name,
    { at: `2026-${at}:00Z`, by: "inferred", from: "closing" },
  ]);
  return { ...noMoments, ...Object.fromEntries(known) };
}

const noMoments: Moments = {
  started: null,
  detected: null,
  declared: null,
  acknowledged: null,
  identified: null,
  restored: null,
  resolved: null,
  reviewed: null,
};

function item(number: number, more: Partial<Item> = {}): Item {
  return {
    number,
    title: `Item ${number}`,
    state: "open",
    owners: ["greg"],
    priority: "high",
    createdAt: "2026-10-01T10:00:00Z",
    firstDue: null,
    due: null,
    question: null,
    url: `https://github.com/acme/shop/issues/${number}`,
    ...more,
  };
}

const quiet: IncidentRecord = {
  ...restored,
  moments: moments({ declared: "10-01T10:00", restored: "10-01T11:00", reviewed: "10-02T10:00" }),
  phase: "readiness",
  learnings: [],
  factors: [],
  wentWell: [],
  actionItems: [],
  review: null,
};
const open: IncidentRecord = {
  ...declared,
  number: 13,
  title: "Checkout is slow",
  services: ["checkout"],
  severity: { highest: "sev1", final: "sev1", history: [] },
  moments: moments({ declared: "11-13T05:00" }),
};
const recovered: IncidentRecord = {
  ...quiet,
  number: 12,
  title: "Login page is down",
  moments: moments({ detected: "11-12T16:04", declared: "11-12T16:06", restored: "11-12T16:20" }),
  review: { number: 50, due: "2026-11-13", facilitator: "olga", state: "planned" },
};
const reviewed: IncidentRecord = {
  ...quiet,
  number: 11,
  title: "Search is empty",
  services: [],
  moments: moments({ declared: "11-05T10:00", restored: "11-05T11:00", reviewed: "11-10T10:00" }),
  learnings: ["The index is rebuilt by hand", "Nobody watches the queue"],
  actionItems: [
    item(61, { state: "done", closedAt: "2026-11-11T10:00:00Z", evidence: "the drill showed it" }),
    item(62, { state: "declined", closedAt: "2026-11-12T10:00:00Z", reason: "too dear" }),
  ],
};
const late: IncidentRecord = {
  ...quiet,
  number: 9,
  services: ["login"],
  actionItems: [
    item(45, { title: "Alert on failing logins", due: "2026-11-02" }),
    item(46, { title: "Due this very day", due: "2026-11-16" }),
    item(47, { title: "Done long ago", state: "done", closedAt: "2026-11-01T10:00:00Z" }),
  ],
};
const drill: IncidentRecord = {
  ...quiet,
  number: 14,
  drill: true,
  moments: moments({ declared: "11-11T10:00", restored: "11-11T11:00", reviewed: "11-11T12:00" }),
  learnings: ["The runbook is out of date"],
  actionItems: [item(70, { due: "2026-11-01" })],
};

const digest = (records: readonly IncidentRecord[], where = place) => {
  const text = digestOf(records, week, where);
  return text === null ? null : asItLooks(text);
};

test("a week with a bit of everything", () => {
  expect(digest([open, recovered, reviewed, late, drill, quiet])).toMatchInlineSnapshot(`
    "### The week to Mon 16 Nov 2026

    **Open: 1**
    - [Checkout is slow](https://github.com/acme/shop/wiki/Incident-13), SEV1, checkout: for 3 days 4 h

    **Restored: 1**
    - [Login page is down](https://github.com/acme/shop/wiki/Incident-12), SEV2, login: TTR 16 min

    **Reviews: 1 held, 1 overdue**
    - overdue, due 2026-11-13: [Login page is down](https://redirect.github.com/acme/shop/issues/50)
    - held: [Search is empty](https://github.com/acme/shop/wiki/Incident-11), 2 learnings

    **Action items: 1 done, 1 declined, 1 overdue**
    - **login** (acme/web): 1 overdue
      - overdue, due 2026-11-02: [Alert on failing logins](https://redirect.github.com/acme/shop/issues/45)
    - no service named: 1 done, 1 declined
      - declined: [Item 62](https://redirect.github.com/acme/shop/issues/62) (too dear)
      - done: [Item 61](https://redirect.github.com/acme/shop/issues/61) (the drill showed it)

    **Worth telling others**
    - The index is rebuilt by hand ([Search is empty](https://github.com/acme/shop/wiki/Incident-11))
    - Nobody watches the queue ([Search is empty](https://github.com/acme/shop/wiki/Incident-11))

    **Drills**: 1 held, 1 learning, action items 1 overdue

    [Incidents](https://github.com/acme/shop/wiki/Incidents) · [Action items](https://github.com/acme/shop/wiki/Incident-action-items) · [Learnings](https://github.com/acme/shop/wiki/Incident-learnings) · [Metrics](https://github.com/acme/shop/wiki/Incident-metrics)

    <sub>Mon 9 Nov 2026 09:00 to Mon 16 Nov 2026 09:00, UTC. TTR (time to recover) = last restoration − detected.</sub>"
  `);
});

test("without a wiki incidents lead to their issues, by the host that leaves no trace there", () => {
  const text = digest([open], { ...place, wiki: false }) ?? "";
  expect(text).toContain("- [Checkout is slow](https://redirect.github.com/acme/shop/issues/13), SEV1, checkout: for");
  expect(text).not.toContain("/wiki/");
});

test("on an Enterprise server, which has no such host, issues are named and not linked", () => {
  const enterprise = { site: { ...place.site, url: "https://ghe.acme.com/acme/shop" }, wiki: false };
  const text = digest([open, recovered, reviewed, late], enterprise) ?? "";
  expect(text).toContain("- Checkout is slow (`#13`), SEV1, checkout: for");
  expect(text).not.toContain("](");
});

describe("nothing is said", () => {
  test.each<[string, IncidentRecord[]]>([
    ["where there are no incidents", []],
    ["of a week in which nothing happened", [quiet]],
    ["of what was declared after the week", [{ ...open, moments: moments({ declared: "11-16T09:00" }) }]],
    [
      "of what was restored after it",
      [{ ...recovered, moments: moments({ declared: "11-15T09:00", restored: "11-16T09:00" }) }],
    ],
    [
      "of what was restored before it",
      [{ ...recovered, review: null, moments: moments({ declared: "11-01T09:00", restored: "11-09T08:59" }) }],
    ],
    ["of what is withdrawn", [{ ...open, state: "withdrawn" }]],
    ["of what was merged into another", [{ ...open, state: "merged", mergedInto: 12 }]],
    ["of a false alarm", [{ ...open, severity: { ...open.severity, final: "sev5" } }]],
    ["of what was imported", [{ ...open, imported: true }]],
    ["of an item that is due on the day itself", [{ ...late, actionItems: late.actionItems.slice(1) }]],
  ])("%s", (_, records) => {
    expect(digest(records)).toBeNull();
  });
});

test("an item of a merged incident and its survivor is told once", () => {
  const text = digest([late, { ...late, number: 8, state: "merged", mergedInto: 9 }]) ?? "";
  expect(text.match(/Alert on failing logins/g)).toHaveLength(1);
});

test("what was learned waits for the review that is due", () => {
  const waiting = { ...recovered, learnings: ["Keep this"], reviewDue: true };
  expect(digest([waiting])).not.toContain("Keep this");
  expect(digest([{ ...waiting, reviewDue: false, review: null }])).toContain("- Keep this ([Login page is down]");
});

describe("long lists", () => {
  const many = (count: number, of: IncidentRecord) =>
    Array.from({ length: count }, (_, i) => ({
      ...of,
      number: 100 + i,
      title: `${of.title} ${i}`,
      services: [`service ${i % 9}`],
      actionItems: [
        item(1000 + 3 * i, { due: "2026-11-02" }),
        item(1001 + 3 * i, { state: "done", closedAt: "2026-11-12T10:00:00Z" }),
        item(1002 + 3 * i, { state: "declined", closedAt: "2026-11-12T10:00:00Z" }),
      ],
    }));
  const busy = [
    ...many(40, open),
    ...many(40, recovered).map((one) => ({ ...one, number: one.number + 100 })),
    ...many(40, reviewed).map((one) => ({ ...one, number: one.number + 200, learnings: reviewed.learnings })),
    drill,
  ];

  test("are cut with a count, so that a phone shows all in 60 lines", () => {
    const text = digest(busy) ?? "";
    expect(text.split("\n").length).toBeLessThanOrEqual(60);
    expect(text).toContain("**Open: 40**");
    expect(text).toContain("- and 36 more");
    expect(text).toMatch(/- and of other services: \d+ done, \d+ declined, \d+ overdue/);
  });

  test("say the same for records in any order", () => {
    expect(digest(busy.toReversed())).toBe(digest(busy));
  });
});

test("nobody is named who has something overdue, and nobody is mentioned", () => {
  const words = "@greg did #45, see https://github.com/acme/shop/issues/45 <b>and</b> |";
  const said = { ...late, title: words, actionItems: [item(45, { title: words, due: "2026-11-02" })] };
  const text = digest([said, { ...reviewed, learnings: [words] }]) ?? "";
  expect(text).not.toMatch(/@g|#4|https:\/\/github\.com\/acme\/shop\/issues|<b>/);
  expect(digest([late])).not.toMatch(/greg/);
});
