/** An incident's page: what the internal report says, and that it says nothing of what is empty. */
import { describe, expect, test } from "vitest";
import type { IncidentRecord } from "../../../src/record/record.ts";
import { incidentPage } from "../../../src/report/incident-page.ts";
import { asItLooks, declared, restored, site } from "./site.ts";

function page(record: IncidentRecord, where = site): string {
  return asItLooks(incidentPage(record, null, where).text);
}

test("the reference case", () => {
  const figure = { path: "incidents/figures/12.png", alt: "Response to incident 12: restored at 16:20" };
  const { name, text } = incidentPage(restored, figure, site);
  expect(name).toBe("Incident-12");
  expect(asItLooks(text)).toMatchInlineSnapshot(`
    "## Login page is down
    [#12](https://github.com/acme/shop/issues/12) · **SEV2** · priority critical · recovered, analysis

    Tue 10 Mar 2026, all times in UTC

    - **Services**: login
    - **Detected by**: customers
    - **Customers affected**: yes: nobody can sign in
    - **Roles**: commander: [cathy](https://github.com/cathy) (since 16:07), comms: [gary](https://github.com/gary) (since 16:16)
    - **People**: [gary](https://github.com/gary) (joined 16:06), [cathy](https://github.com/cathy) (joined 16:07), [greg](https://github.com/greg) (paged 16:14 by cathy, reached after 1 min)
    - **From outside**: 2 reports, kept out of the timeline
    - **Review**: due, and has no issue. On [#12](https://github.com/acme/shop/issues/12), \`/review\` opens one, unless it was deleted; \`/reviewed\` says that it was held
    - **Related**: [#3](https://github.com/acme/shop/issues/3)

    ### Key metrics

    | Metric | Value |
    | --- | --- |
    | Time to detect (TTD) | **4 min** |
    | Time to declare | **2 min** |
    | Time to acknowledge (TTA) | **3 min** |
    | Time to recover (TTR) | **16 min** |
    | First recovery | **16 min** |
    | Impact | **20 min** |

    <sub>TTD = detected − started · Time to declare = declared − detected · TTA = acknowledged − detected · TTR = last restoration − detected · First recovery = first restoration − detected · Impact = sum of the intervals from start to restoration. Other tools give the same names to other spans.</sub>

    ### Moments

    | Moment | When | How we know |
    | --- | --- | --- |
    | Impact began | about 16:00 | stated by [gary](https://github.com/acme/shop/issues/12#issuecomment-1) |
    | Detected | 16:04 | by customers, stated by [gary](https://github.com/acme/shop/issues/12#issuecomment-1) |
    | Declared | 16:06 | [from the declaration](https://github.com/acme/shop/issues/12) by gary (command) |
    | Acknowledged | 16:07 | stated by [cathy](https://github.com/acme/shop/issues/12#issuecomment-7) |
    | Restored | 16:20 | stated by [cathy](https://github.com/acme/shop/issues/12#issuecomment-20) |

    Not known: identified. Whoever knows can still say so on [#12](https://github.com/acme/shop/issues/12); this page follows.

    ### The response

    ![Response to incident 12: restored at 16:20](incidents/figures/12.png)

    ### Phases

    | Phase | From | To | Lasted |
    | --- | --- | --- | --- |
    | detection | 16:00 | 16:04 | 4 min |
    | response and remediation | 16:04 | 16:20 | 16 min |
    | analysis | 16:20 | – | going on |

    ### Learnings

    - Customers detected it, we did not
    - Access was clumsy for the first responder

    ### Contributing factors

    - **Hurt**: No alert on the login page
    - **Helped**: Greg kept the logs
    - **Helped or hurt?** The caching service

    ### What went well

    - Greg joined within a minute

    ### Action items

    | Action item | Owner | Priority | Due | Question | State |
    | --- | --- | --- | --- | --- | --- |
    | [More host monitoring](https://github.com/acme/shop/issues/45) | [greg](https://github.com/greg) | high | 2026-04-09 | know sooner | done 2026-03-10 |
    | [Write down how to reach hosts](https://github.com/acme/shop/issues/46) | **nobody yet** | **not set** | 2026-04-09 | know sooner | open |
    | [An on-call rotation](https://github.com/acme/shop/issues/47) | [cathy](https://github.com/cathy), [greg](https://github.com/greg) | urgent | 2026-04-09 | know sooner | open |
    | [A second phone](https://github.com/acme/shop/issues/48) | [greg](https://github.com/greg) | high | 2026-04-09 | know sooner | declined: too dear |

    ### Parking lot

    - A second data centre

    ### Timeline

    | When | Who | Impact | What happened |
    | --- | --- | --- | --- |
    | [16:04](https://github.com/acme/shop/issues/12#issuecomment-4) | [gary](https://github.com/gary) | hurt | sees complaints on social media: the login page is down<br><sub>conversation · detection</sub> |
    | [16:07](https://github.com/acme/shop/issues/12#issuecomment-7) | [cathy](https://github.com/cathy) | helped | opens the login page: it shows an error<br><sub>task · investigation</sub> |
    | [16:12](https://github.com/acme/shop/issues/12#issuecomment-12) | [cathy](https://github.com/cathy) | – | runs \\\`top\\\`: an unknown service takes 92% of the CPU<br><sub>task · investigation</sub> |
    | [16:18](https://github.com/acme/shop/issues/12#issuecomment-18) | [greg](https://github.com/greg) | helped | ends the unknown service; restarts the web servers<br><sub>task · remediation</sub> |

    ### Status updates

    - 16:16 by [gary](https://github.com/gary): We know that sign-in fails, and are working on it.

    ### Changes named

    - pull request [#9](https://github.com/acme/shop/issues/9) (hurt)"
  `);
});

test("a fresh one shows what there is, and what may still come", () => {
  expect(page(declared)).toMatchInlineSnapshot(`
    "## Login page is down
    [#12](https://github.com/acme/shop/issues/12) · **Severity not set, taken as SEV3** · priority warning · open, response

    Tue 10 Mar 2026, all times in UTC

    - **People**: [gary](https://github.com/gary) (joined 16:06)

    ### Key metrics

    | Metric | Value |
    | --- | --- |
    | Time to detect (TTD) | not recorded, as “impact began” is not known |
    | Time to declare | **2 min** |
    | Time to acknowledge (TTA) | not recorded yet |
    | Time to recover (TTR) | not recorded yet |
    | First recovery | not recorded yet |
    | Impact | not recorded, as “impact began” is not known |

    <sub>TTD = detected − started · Time to declare = declared − detected · TTA = acknowledged − detected · TTR = last restoration − detected · First recovery = first restoration − detected · Impact = sum of the intervals from start to restoration. Other tools give the same names to other spans.</sub>

    ### Moments

    | Moment | When | How we know |
    | --- | --- | --- |
    | Detected | 16:04 | stated by [gary](https://github.com/acme/shop/issues/12#issuecomment-1) |
    | Declared | 16:06 | [from the declaration](https://github.com/acme/shop/issues/12) by gary (command) |

    Not known: impact began. Whoever knows can still say so on [#12](https://github.com/acme/shop/issues/12); this page follows.

    ### Phases

    | Phase | From | To | Lasted |
    | --- | --- | --- | --- |
    | response | 16:04 | – | going on |

    ### Timeline

    | When | Who | Impact | What happened |
    | --- | --- | --- | --- |
    | [16:04](https://github.com/acme/shop/issues/12#issuecomment-4) | [gary](https://github.com/gary) | hurt | sees complaints on social media: the login page is down<br><sub>conversation · detection</sub> |"
  `);
});

test("withdrawn and merged ones are short", () => {
  expect(page({ ...declared, state: "withdrawn", phase: null })).toMatchInlineSnapshot(`
    "## Login page is down
    [#12](https://github.com/acme/shop/issues/12) · Tue 10 Mar 2026 · **withdrawn**

    This is no incident. It counts nowhere but under noise. Label it \`incident\` again to declare it anew."
  `);
  const merged = { ...declared, state: "merged" as const, phase: null, mergedInto: 7 };
  expect(page(merged, { ...site, paged: new Set([7, 12]) })).toMatchInlineSnapshot(`
    "## Login page is down
    [#12](https://github.com/acme/shop/issues/12) · Tue 10 Mar 2026 · **merged into [#7](Incident-7)**

    The report goes on in [#7](Incident-7), which has taken over what is written on [#12](https://github.com/acme/shop/issues/12). It counts there alone."
  `);
  expect(page(merged)).toContain("**merged into [#7](https://github.com/acme/shop/issues/7)**");
});

test("times are on the team's clock", () => {
  const configuration = { ...site.configuration, zone: "Europe/Berlin" };
  const text = page(restored, { ...site, configuration });
  expect(text).toContain("Tue 10 Mar 2026, all times in Europe/Berlin (UTC+01:00)");
  expect(text).toContain("| Detected | 17:04 |");
});

describe("marks", () => {
  test.each([
    [{ drill: true }, "> This was a **drill**: recorded in the same way, counted apart."],
    [{ nearMiss: true }, "> This was a **near miss**: it could have hurt, and did not."],
    [{ imported: true }, "> This was **imported** from an older issue: what was not written down then is not known."],
    [{ reopened: 1 }, "> It came back: **reopened once**."],
    [{ reopened: 3 }, "> It came back: **reopened 3 times**."],
    [{ mergedFrom: [7, 8] }, "- **Took over**: [#7](https://github.com/acme/shop/issues/7), [#8]("],
  ])("%j", (more, expected) => {
    expect(page({ ...restored, ...more })).toContain(expected);
    expect(page(restored)).not.toContain(expected);
  });
});

describe("durations that are not recorded are told apart", () => {
  const withDuration = (more: Partial<IncidentRecord["durations"]>, record = restored) =>
    page({ ...record, durations: { ...record.durations, ...more } });

  test("a moment is missing", () => {
    const moments = { ...restored.moments, started: null };
    const text = withDuration({ timeToDetect: { state: "not recorded" } }, { ...restored, moments });
    expect(text).toContain("| Time to detect (TTD) | not recorded, as “impact began” is not known |");
  });

  test("a moment may still come", () => {
    expect(page(declared)).toContain("| Time to recover (TTR) | not recorded yet |");
  });

  test("two statements contradict each other", () => {
    expect(withDuration({ impact: { state: "inconsistent" } })).toContain(
      "| Impact | inconsistent, as “restored” is stated before “impact began” |",
    );
  });

  test("there is none to have", () => {
    expect(withDuration({ timeToRecover: { state: "not applicable" } })).toContain(
      "| Time to recover (TTR) | not applicable |",
    );
  });
});

describe("moments", () => {
  const started = (more: object) => page({ ...restored, moments: { ...restored.moments, started: moment(more) } });
  const moment = (more: object) => ({
    at: "2026-03-10T16:00:00Z",
    by: "inferred" as const,
    from: "alert" as const,
    ...more,
  });

  test.each([
    [{}, "| Impact began | 16:00 | from an alert |"],
    [
      { range: ["2026-03-10T15:50:00Z", "2026-03-10T16:10:00Z"], by: "stated", from: "comment" },
      "| Impact began | 15:50–16:10 (middle 16:00) | stated |",
    ],
    [{ approximate: true, who: "cathy", from: "assignment" }, "| about 16:00 | from an assignment by cathy |"],
    [{ at: "2026-03-09T23:50:00Z" }, "| Impact began | 9 Mar 23:50 |"],
  ])("%j", (more, expected) => expect(started(more)).toContain(expected));
});

test("the review, its reason and its facilitator", () => {
  const review = { number: 50, due: "2026-03-11", facilitator: "frank", state: "planned" as const };
  expect(page({ ...restored, review })).toContain(
    "- **Review**: [#50](https://github.com/acme/shop/issues/50) planned, due 2026-03-11, led by [frank](https://github.com/frank)",
  );
  expect(page({ ...restored, review: { ...review, state: "not held", reason: "nobody was\nthere" } })).toContain(
    "issues/50) not held: nobody was there, led by",
  );
});

test("changes lead to what they name", () => {
  const change = { effect: null, deployments: [] };
  const text = page({
    ...restored,
    changes: [
      { ...change, kind: "pull request", ref: "9", effect: "hurt" },
      { ...change, kind: "commit", ref: "0123456789abcdef0123456789abcdef01234567" },
      { ...change, kind: "deployment", ref: "the one at noon" },
    ],
  });
  expect(text).toContain(`- pull request [#9](https://github.com/acme/shop/issues/9) (hurt)
- commit [0123456](https://github.com/acme/shop/commit/0123456789abcdef0123456789abcdef01234567)
- deployment the one at noon`);
});

test("alerts, and those that nobody could act on", () => {
  const alert = {
    source: "alertmanager",
    fingerprint: "f1",
    title: "LoginFails",
    severity: "critical",
    service: "login",
    receivedAt: "2026-03-10T16:05:00Z",
    endedAt: "2026-03-10T16:21:00Z",
    actionable: true,
    link: "https://alerts.example/1",
  };
  const noise = { ...alert, title: "Disk", actionable: false, link: "javascript:alert(1)" };
  const told = {
    ...alert,
    title: "| @everyone <b>",
    severity: null,
    episodes: 3,
    startedAt: "2026-03-10T16:04:30Z",
    acknowledgedAt: "2026-03-10T16:07:00Z",
    acknowledgedBy: "@cathy",
  };
  const wrong = {
    ...alert,
    inconsistent: { startedAt: "1999-12-31T23:59:00Z" },
    acknowledgedAt: "2026-03-10T16:07:00Z",
  };
  expect(page({ ...restored, alerts: [alert, noise, told, wrong] })).toContain(`
### Alerts

| Alert | From | Severity | Service | Began | Arrived | Ended | Fired | Acknowledged |
| --- | --- | --- | --- | --- | --- | --- | ---: | --- |
| [LoginFails](https://alerts.example/1) | Prometheus Alertmanager | critical | login | – | 16:05 | 16:21 | 1 | – |
| Disk (not actionable) | Prometheus Alertmanager | critical | login | – | 16:05 | 16:21 | 1 | – |
| [&#124; @&#8203;everyone \\<b\\>](https://alerts.example/1) | Prometheus Alertmanager | – | login | 16:04 | 16:05 | 16:21 | 3 | 16:07 by @&#8203;cathy |
| [LoginFails](https://alerts.example/1) | Prometheus Alertmanager | critical | login | 31 Dec 1999 23:59 (inconsistent) | 16:05 | 16:21 | 1 | 16:07 |`);
});

test("a severity that changed is told with its times", () => {
  const history = [
    { severity: "sev1" as const, from: "2026-03-10T16:06:00Z", until: "2026-03-10T16:10:00Z" },
    { severity: "sev2" as const, from: "2026-03-10T16:10:00Z" },
  ];
  expect(page({ ...restored, severity: { highest: "sev1", final: "sev2", history } })).toContain(
    "- **Severity over time**: SEV1 16:06–16:10, SEV2 since 16:10",
  );
});

describe("a review that is due and has no issue", () => {
  test("may never have been opened, or have been deleted", () => {
    expect(page(restored)).toContain(
      "- **Review**: due, and has no issue. On [#12](https://github.com/acme/shop/issues/12), `/review` opens one, unless it was deleted; `/reviewed` says that it was held\n",
    );
  });

  test("in a repository where commands have a prefix", () => {
    const configuration = { ...site.configuration, commands: { ...site.configuration.commands, bare: false } };
    expect(page(restored, { ...site, configuration })).toContain("`/incident review` opens one");
  });

  test.each([{ reviewDue: false }, { moments: { ...restored.moments, restored: null } }])("not: %j", (more) => {
    expect(page({ ...restored, ...more })).not.toContain("**Review**");
  });
});

describe("a long timeline", () => {
  const entries = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      at: "2026-03-10T16:07:00Z",
      who: "cathy",
      kind: "task" as const,
      impact: null,
      phase: "triage" as const,
      text: `entry ${i} of many, with a few words more`,
      url: restored.url,
    }));

  test("is folded", () => {
    expect(page({ ...restored, timeline: entries(40) })).not.toContain("<details>");
    expect(page({ ...restored, timeline: entries(41) })).toContain("<details><summary>41 entries</summary>");
  });

  test("of ten thousand entries is cut, and leads to the issue", () => {
    const text = page({ ...restored, timeline: entries(10_000) });
    expect(text).toContain("| – | entry 0 of many");
    expect(text).toContain("| – | entry 9999 of many");
    expect(text).toMatch(
      /\| … \| {2}\| {2}\| \*and 9\d{3} more on the issue, \[#12\]\(https:\/\/github\.com\/acme\/shop\/issues\/12\)\* \|/,
    );
    expect(new TextEncoder().encode(text).length).toBeLessThan(400_000);
  });
});

test("the public page is named where there is one", () => {
  expect(page(restored, { ...site, public: new Set([12]) })).toContain("[public report](Incident-12-public)");
});
