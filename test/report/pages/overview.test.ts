/** The pages about many incidents, word for word. */
import { describe, expect, test } from "vitest";
import type { IncidentRecord } from "../../../src/record/record.ts";
import { overviewPages } from "../../../src/report/pages.ts";
import { declared, metricsFor, now, overview, restored, site } from "./site.ts";

const where = { ...site, paged: new Set([11, 12, 13, 14]), public: new Set([12]) };
const open: IncidentRecord = { ...declared, number: 13, moments: at(declared, "2026-11-18T09:30:00Z") };
const readiness: IncidentRecord = { ...restored, number: 11, phase: "readiness", nearMiss: true };
const closed: IncidentRecord = { ...restored, number: 9, phase: "closed", title: "Checkout is slow", actionItems: [] };
const drill: IncidentRecord = { ...restored, number: 14, drill: true, actionItems: [] };
const withdrawn: IncidentRecord = { ...declared, number: 8, state: "withdrawn", phase: null, actionItems: [] };
const all = [open, restored, readiness, closed, drill, withdrawn];

function at(record: IncidentRecord, iso: string): IncidentRecord["moments"] {
  const { declared: declaration } = record.moments;
  return { ...record.moments, declared: declaration && { ...declaration, at: iso } };
}

test("the index", () => {
  expect(overview("Incidents", all, where)).toMatchInlineSnapshot(`
    "[Metrics](Incident-metrics) · [Action items](Incident-action-items) · [Learnings](Incident-learnings) · [Status](Incident-status)

    ### Open now: 1

    | Incident | Severity | What | Declared | Phase | Services | Commander |
    | --- | --- | --- | --- | --- | --- | --- |
    | [#13](Incident-13) | not set | Login page is down | 2026-11-18 09:30 | response | – | – |

    ### Being reviewed: 1
    The service is back; what it teaches is not written down yet.

    | Incident | Severity | What | Declared | TTR | Services | Action items |
    | --- | --- | --- | --- | ---: | --- | --- |
    | [#12](Incident-12) | SEV2 | Login page is down | 2026-03-10 | 16 min | login | 2 open of 4 |

    ### In readiness: 1
    Reviewed; what was decided is not all done yet.

    | Incident | Severity | What | Declared | TTR | Services | Action items |
    | --- | --- | --- | --- | ---: | --- | --- |
    | [#11](Incident-11) | SEV2 | Login page is down (near miss) | 2026-03-10 | 16 min | login | 2 open of 4 |

    ### Closed: 1

    | Incident | Severity | What | Declared | TTR | Services | Action items |
    | --- | --- | --- | --- | ---: | --- | --- |
    | [#9](https://github.com/acme/shop/issues/9) | SEV2 | Checkout is slow | 2026-03-10 | 16 min | login | – |

    ### Drills: 1

    | Drill | Severity | What | Declared | Phase | Services | Commander |
    | --- | --- | --- | --- | --- | --- | --- |
    | [#14](Incident-14) | SEV2 | Login page is down (drill) | 2026-03-10 16:06 | analysis | login | [cathy](https://github.com/cathy) |

    ### All incidents, by year
    [2026](Incidents-2026) (6)

    False alarms, withdrawn and merged incidents are there too.

    <sub>TTR (time to recover) = last restoration − detected. Other tools give the same name to other spans.</sub>"
  `);
});

test("the index of a repository without incidents", () => {
  expect(overview("Incidents", [])).toMatchInlineSnapshot(`
    "[Metrics](Incident-metrics) · [Action items](Incident-action-items) · [Learnings](Incident-learnings) · [Status](Incident-status)

    ### Open now: 0

    Nothing is open. To declare an incident, label an issue \`incident\`."
  `);
});

test("a yearly archive", () => {
  expect(overview("Incidents-2026", all, where)).toMatchInlineSnapshot(`
    "[All incidents](Incidents)

    ### 2026: 6 incidents

    | Incident | Declared | Severity | What | Services | TTR | Action items | Standing |
    | --- | --- | --- | --- | --- | ---: | --- | --- |
    | [#13](Incident-13) | 2026-11-18 | not set | Login page is down | – | not recorded | – | open, response |
    | [#14](Incident-14) | 2026-03-10 | SEV2 | Login page is down (drill) | login | 16 min | – | recovered, analysis |
    | [#12](Incident-12) | 2026-03-10 | SEV2 | Login page is down | login | 16 min | 2 open of 4 | recovered, analysis |
    | [#11](Incident-11) | 2026-03-10 | SEV2 | Login page is down (near miss) | login | 16 min | 2 open of 4 | recovered, readiness |
    | [#9](https://github.com/acme/shop/issues/9) | 2026-03-10 | SEV2 | Checkout is slow | login | 16 min | – | closed |
    | [#8](https://github.com/acme/shop/issues/8) | 2026-03-10 | not set | Login page is down | – | not recorded | – | withdrawn |

    <sub>TTR (time to recover) = last restoration − detected. Other tools give the same name to other spans.</sub>"
  `);
});

describe("a year with many incidents", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ ...closed, number: i + 1, title: `Incident ${i + 1}` }));
  const archives = (records: readonly IncidentRecord[]) =>
    overviewPages(records, metricsFor(records), now, site).filter(({ name }) => name.startsWith("Incidents-"));

  test("has another page for each thousand", () => {
    expect(archives(many(1_000)).map(({ name }) => name)).toEqual(["Incidents-2026"]);
    const [first, second] = archives(many(1_001));
    expect(first?.name).toBe("Incidents-2026");
    expect(first?.text).toContain("[All incidents](Incidents) · [2026, part 2](Incidents-2026-2)");
    expect(second?.name).toBe("Incidents-2026-2");
    expect(second?.text).toContain("### 2026, part 2: 1 incident\n");
    expect(second?.text).toContain("| Incident 1001 |");
  });

  test("gets a new one without a change on the pages that are full", () => {
    const page = (count: number) => archives(many(count)).map(({ text }) => text.split("\n").slice(1).join("\n"));
    expect(page(2_500).slice(0, 2)).toEqual(page(2_499).slice(0, 2));
    expect(page(2_500)[2]).not.toBe(page(2_499)[2]);
  });

  test("lists the newest fifty of the closed ones", () => {
    const text = overview("Incidents", many(60));
    expect(text).toContain("### Closed: 60");
    expect(text).toContain("10 older ones are in the archives.");
    expect(text).toContain("| Incident 11 |");
    expect(text).not.toContain("| Incident 10 |");
  });
});

describe("action items", () => {
  test("overdue ones come first", () => {
    expect(overview("Incident-action-items", [restored], where)).toMatchInlineSnapshot(`
      "**2 overdue**, 2 open in all, 1 done, 1 declined.

      > Of the open ones, 1 without an owner, 1 without a priority: they are hardly ever done. Assign somebody, and put on one of the labels \`priority: urgent\` to \`priority: low\`.

      ### Overdue

      | Service | Action item | Incident | Owner | Priority | Due | Question |
      | --- | --- | --- | --- | --- | --- | --- |
      | login | [Write down how to reach hosts](https://github.com/acme/shop/issues/46) | [#12](Incident-12) | **nobody yet** | **not set** | **2026-04-09**, 225 days ago | know sooner |
      | login | [An on-call rotation](https://github.com/acme/shop/issues/47) | [#12](Incident-12) | [cathy](https://github.com/cathy), [greg](https://github.com/greg) | urgent | **2026-04-09**, 225 days ago | know sooner |

      ### Done lately

      | Service | Action item | Incident | Done |
      | --- | --- | --- | --- |
      | login | [More host monitoring](https://github.com/acme/shop/issues/45) | [#12](Incident-12) | done 2026-03-10 |

      ### Declined

      | Service | Action item | Incident | Why |
      | --- | --- | --- | --- |
      | login | [A second phone](https://github.com/acme/shop/issues/48) | [#12](Incident-12) | declined: too dear |

      ### By quarter

      | Quarter | Done | Declined |
      | --- | ---: | ---: |
      | 2026 Q1 | 1 | 0 |

      <details><summary>How this is counted</summary>

      A due day lasts to its end in the team's time zone. “Question” is the one that the item serves: know sooner, recover sooner, or other. Lists go by service: this is no ranking of people.

      </details>"
    `);
  });

  test("there are none", () => {
    expect(overview("Incident-action-items", [])).toMatchInlineSnapshot(
      `"There are no action items yet. On an incident, \`/action @who high by DATE TITLE\` makes one; so does a line under “Action items” of its review."`,
    );
  });

  test.each([
    ["2026-04-09T23:59:00Z", "UTC", "**0 overdue**, 2 open in all"],
    ["2026-04-10T00:00:00Z", "UTC", "**2 overdue**, 2 open in all"],
    ["2026-04-10T03:59:00Z", "America/New_York", "**0 overdue**, 2 open in all"],
    ["2026-04-10T04:00:00Z", "America/New_York", "**2 overdue**, 2 open in all"],
  ])("a due day lasts to its end: at %s in %s", (time, zone, expected) => {
    const configuration = { ...site.configuration, zone };
    expect(overview("Incident-action-items", [restored], { ...site, configuration }, Date.parse(time))).toContain(
      expected,
    );
  });

  test("go by service, then by due date", () => {
    const [item] = restored.actionItems;
    const items = (...dues: string[]) =>
      dues.map((due, i) => ({ ...item, number: Number(due.slice(-2)) * 10 + i, title: due, state: "open", due }));
    const records = [
      { ...restored, number: 1, services: [], actionItems: items("2027-01-01") },
      { ...restored, number: 2, services: ["search"], actionItems: items("2027-01-04", "2027-01-03") },
      { ...restored, number: 3, services: ["Checkout"], actionItems: items("2027-01-05") },
    ] as IncidentRecord[];
    const shown = overview("Incident-action-items", records).match(/\[2027-01-0\d\]/g);
    expect(shown).toEqual(["[2027-01-05]", "[2027-01-03]", "[2027-01-04]", "[2027-01-01]"]);
  });

  test("of a merged incident count once", () => {
    const merged: IncidentRecord = { ...restored, number: 20, state: "merged", phase: null, mergedInto: 12 };
    const text = overview("Incident-action-items", [merged, restored], where);
    expect(text).toContain("**2 overdue**, 2 open in all, 1 done, 1 declined.");
    expect(text).not.toContain("#20");
  });

  test("of a drill are marked", () => {
    expect(overview("Incident-action-items", [{ ...restored, drill: true }], where)).toContain(
      "| [#12](Incident-12) (drill) |",
    );
  });
});

describe("learnings", () => {
  test("by quarter, with the factors that recur", () => {
    const factors = [{ text: "no alert on  the login PAGE", effect: null }];
    const other = { ...open, learnings: ["Nobody knew who updates the status page"], factors };
    expect(overview("Incident-learnings", [restored, other], where)).toMatchInlineSnapshot(`
      "3 learnings and 4 contributing factors from 2 incidents. There is never a single cause: several contributors meet, each harmless alone.

      ### Factors that recur
      The same words in several incidents.

      | Factor | It | Incidents |
      | --- | --- | --- |
      | no alert on the login PAGE | hurt | 2: [#13](Incident-13), [#12](Incident-12) |

      ### 2026 Q4

      [#13](Incident-13) **Login page is down**

      - **Learned**: Nobody knew who updates the status page
      - **Helped or hurt?** no alert on the login PAGE

      ### 2026 Q1

      [#12](Incident-12) **Login page is down**, login

      - **Learned**:
        - Customers detected it, we did not
        - Access was clumsy for the first responder
      - **Hurt**: No alert on the login page
      - **Helped**: Greg kept the logs
      - **Helped or hurt?** The caching service
      - **Went well**: Greg joined within a minute"
    `);
  });

  test("there are none", () => {
    expect(overview("Incident-learnings", [declared])).toMatchInlineSnapshot(
      `"Nothing is written down yet. On an incident, \`/learned TEXT\`, \`/factor hurt TEXT\`, \`/factor helped TEXT\` and \`/well TEXT\` bring it here; so do the lists of its review."`,
    );
  });

  test("older ones are counted where there is no more room", () => {
    const learnings = Array.from({ length: 20 }, (_, i) => `${i}: ${"many words ".repeat(10)}`);
    const records = Array.from({ length: 100 }, (_, i) => ({ ...restored, number: i + 1, learnings }));
    const text = overview("Incident-learnings", records);
    expect(text).toMatch(/<details><summary>Older ones: \d+ incidents<\/summary>/);
    expect(text).toContain(
      "- [#1](https://github.com/acme/shop/issues/1): 20 learnings, 3 contributing factors, 1 thing that went well\n",
    );
  });
});

describe("status, for readers outside of the team", () => {
  const updated: IncidentRecord = {
    ...open,
    services: ["login", "checkout"],
    severity: { highest: "sev1", final: "sev1", history: [] },
    updates: [
      { at: "2026-11-06T23:59:59Z", who: "gary", text: "Too old to be shown." },
      { at: "2026-11-07T00:00:00Z", who: "gary", text: "Sign-in fails for some." },
      { at: "2026-11-18T10:00:00Z", who: "gary", text: "We found out why, and are mending it." },
    ],
  };

  test("what is open, and the last updates", () => {
    expect(
      overview("Incident-status", [updated, restored], { ...where, public: new Set([13]) }),
    ).toMatchInlineSnapshot(`
      "All times in UTC.

      ### Now

      | Service | Severity | Since | Last update | Report |
      | --- | --- | --- | --- | --- |
      | login, checkout | SEV1 | 2026-03-10 16:04, 255 days ago | 2026-11-18 10:00, 2 days ago: We found out why, and are mending it. | [report](Incident-13-public) |

      ### Updates of the last 14 days

      - **2026-11-18 10:00**, login, checkout: We found out why, and are mending it. ([report](Incident-13-public))
      - **2026-11-07 00:00**, login, checkout: Sign-in fails for some. ([report](Incident-13-public))"
    `);
  });

  test.each([{ approximate: true }, { range: ["2026-03-10T15:50:00Z", "2026-03-10T16:10:00Z"] as [string, string] }])(
    "a start that is not exact is about then: %j",
    (more) => {
      const started = { at: "2026-03-10T16:00:00Z", by: "stated" as const, from: "comment" as const, ...more };
      expect(overview("Incident-status", [{ ...updated, moments: { ...updated.moments, started } }])).toContain(
        "| login, checkout | SEV1 | about 2026-03-10 16:00, 255 days ago |",
      );
    },
  );

  test.each([
    ["2026-11-20T23:59:00Z", "2026-11-20 23:30", ""],
    ["2026-11-21T00:00:00Z", "2026-11-20 23:30", ", 1 day ago"],
    ["2026-11-22T12:00:00Z", "2026-11-20 23:30", ", 2 days ago"],
  ])("at %s an update of %s is so old: %s", (when, update, age) => {
    const one = { ...updated, updates: [{ at: "2026-11-20T23:30:00Z", who: "gary", text: "Still at it." }] };
    expect(overview("Incident-status", [one], where, Date.parse(when))).toContain(`| ${update}${age}: Still at it. |`);
  });

  test("nothing is open", () => {
    expect(overview("Incident-status", [restored])).toMatchInlineSnapshot(`
      "All times in UTC.

      ### Now

      No incident is open.

      ### Updates of the last 14 days

      There are none."
    `);
  });

  test("tells nothing of titles, people and timelines", () => {
    const text = overview("Incident-status", [{ ...updated, title: "db-01 leaks" }], where);
    expect(text).not.toMatch(/db-01|gary|cathy|complaints|inbox/);
  });

  test.each([
    { drill: true },
    { nearMiss: true },
    { state: "withdrawn" as const },
    { state: "merged" as const },
    { severity: { highest: "sev3" as const, final: "sev5" as const, history: [] } },
  ])("says nothing of %j", (more) => {
    expect(overview("Incident-status", [{ ...updated, ...more }])).toBe(overview("Incident-status", []));
  });
});

test("the way in: Home and _Sidebar", () => {
  expect(overview("Home", all, where)).toMatchInlineSnapshot(`
    "### Incidents
    - [Incidents](Incidents): 1 open now
    - [Action items](Incident-action-items): 2 overdue
    - [Metrics](Incident-metrics) · [Learnings](Incident-learnings) · [Status](Incident-status)"
  `);
  expect(overview("_Sidebar", all, where)).toMatchInlineSnapshot(`
    "**Incidents**
    - [Incidents](Incidents) (1 open)
    - [Action items](Incident-action-items) (2 overdue)
    - [Metrics](Incident-metrics)
    - [Learnings](Incident-learnings)
    - [Status](Incident-status)"
  `);
});
