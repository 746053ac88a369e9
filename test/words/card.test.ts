/** The card: what it says, that it stays within GitHub's limits, and that nothing in it acts. */
import * as fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toString as textOf } from "mdast-util-to-string";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { defaults } from "../../src/config.ts";
import type { Incident } from "../../src/incident/incident.ts";
import { renderUnconfirmedCard } from "../../src/words/card.ts";
import { compileTemplates } from "../../src/words/templates.ts";
import { card, firing, hidden } from "./cards.ts";
import { actionItem, at, entry, fresh, reference, sources, templates } from "./reference.ts";

test("a fresh incident asks for the next step", () => {
  expect(card(fresh)).toMatchInlineSnapshot(`
    "<!-- sooner:card -->
    ### Severity not set, taken as SEV3 · priority warning · response
    **declared** · response since 16:04 · 2 min as of 16:06

    Tue 10 Mar 2026, all times in UTC

    | Moment | When | How we know |
    | --- | --- | --- |
    | Impact began | not known | \`/started TIME\` |
    | Detected | 16:04 | stated by [gary](https://github.com/acme/shop/issues/12#issuecomment-1) |
    | Declared | 16:06 | [from the declaration by gary (command)](https://github.com/acme/shop/issues/12) |
    | Acknowledged | not yet | \`/ack\` |
    | Identified | not yet | \`/identified\` |
    | Restored | not yet | \`/mitigated\` |
    | Resolved | not yet | \`/resolved\` |

    - Time to declare: **2 min**

    <sub>Time to declare = declared − detected</sub>

    **People**: [gary](https://github.com/gary)

    <details><summary>Timeline, 1 entry</summary>

    - [16:04](https://github.com/acme/shop/issues/12#issuecomment-4) [gary](https://github.com/gary): sees complaints on social media: the login page is down <sub>conversation · hurt · detection</sub>

    </details>

    **Next**
    - \`/ack\` if you are on it
    - \`/severity sev2\` (sev1 to sev5) to set the severity
    - \`/commander @who\` so that somebody coordinates
    - \`/update TEXT\` for the public status
    "
  `);
});

test("the reference case, restored", () => {
  const services = {
    Login: {
      owners: ["@greg", "acme/web"],
      runbook: "https://wiki.example/login",
      paths: [],
      environments: [],
      alerts: [],
    },
  };
  expect(card(reference, { configuration: { ...defaults, services } })).toMatchInlineSnapshot(`
    "<!-- sooner:card -->
    ### SEV2 · priority critical · analysis
    **mitigated** · analysis since 16:20

    Tue 10 Mar 2026, all times in UTC

    **Services**
    - **login** · owned by [greg](https://github.com/greg), [acme/web](https://github.com/orgs/acme/teams/web) · [runbook](https://wiki.example/login)

    | Moment | When | How we know |
    | --- | --- | --- |
    | Impact began | about 16:00 | stated by [gary](https://github.com/acme/shop/issues/12#issuecomment-1) |
    | Detected | 16:04 | by customers, stated by [gary](https://github.com/acme/shop/issues/12#issuecomment-1) |
    | Declared | 16:06 | [from the declaration by gary (command)](https://github.com/acme/shop/issues/12) |
    | Acknowledged | 16:07 | stated by [cathy](https://github.com/acme/shop/issues/12#issuecomment-7) |
    | Identified | not known | \`/identified TIME\` |
    | Restored | 16:20 | stated by [cathy](https://github.com/acme/shop/issues/12#issuecomment-20) |
    | Resolved | not yet | \`/resolved\` |
    | Reviewed | not yet | \`/reviewed\` |

    - Time to detect (TTD): **4 min**
    - Time to declare: **2 min**
    - Time to acknowledge (TTA): **3 min**
    - Time to recover (TTR): **16 min**
    - Impact: **20 min**

    <sub>TTD = detected − started · Time to declare = declared − detected · TTA = acknowledged − detected · TTR = last restoration − detected · Impact = sum of the intervals from start to restoration</sub>

    **Roles**
    - commander: [cathy](https://github.com/cathy) (since 16:07)
    - comms: [gary](https://github.com/gary) (since 16:16)

    **People**: [gary](https://github.com/gary), [cathy](https://github.com/cathy), [greg](https://github.com/greg)
    - greg: paged 16:14 by cathy, reached after 1 min

    **Customers affected**: yes: nobody can sign in

    **Last update**, 16:16 by [gary](https://github.com/gary): We know that sign-in fails, and are working on it.

    **Changes named**: pull request #9 (hurt)

    | Action item | Owner | Priority | Due | State |
    | --- | --- | --- | --- | --- |
    | [An on-call rotation](https://github.com/acme/shop/issues/47) | [cathy](https://github.com/cathy), [greg](https://github.com/greg) | urgent | 2026-04-09 | open |
    | [Write down how to reach hosts](https://github.com/acme/shop/issues/46) | **nobody yet** | **not set** | 2026-04-09 | open |
    | [More host monitoring](https://github.com/acme/shop/issues/45) | [greg](https://github.com/greg) | high | 2026-04-09 | done |
    | [A second phone](https://github.com/acme/shop/issues/48) | [greg](https://github.com/greg) | high | 2026-04-09 | declined: too dear |

    **Review**: due; its issue is gone

    **Learned**: 2 learnings · 3 contributing factors · 1 thing that went well · 1 parked

    <details><summary>What was learned</summary>

    - Customers detected it, we did not
    - Access was clumsy for the first responder
    - Factor, hurt: No alert on the login page
    - Factor, helped: Greg kept the logs
    - Factor: The caching service
    - Went well: Greg joined within a minute
    - Parked: A second data centre

    </details>

    **Related**: #3

    **From outside**: 2 reports, kept out of the timeline

    <details><summary>Timeline, 4 entries</summary>

    - [16:04](https://github.com/acme/shop/issues/12#issuecomment-4) [gary](https://github.com/gary): sees complaints on social media: the login page is down <sub>conversation · hurt · detection</sub>
    - [16:07](https://github.com/acme/shop/issues/12#issuecomment-7) [cathy](https://github.com/cathy): opens the login page: it shows an error <sub>task · helped · investigation</sub>
    - [16:12](https://github.com/acme/shop/issues/12#issuecomment-12) [cathy](https://github.com/cathy): runs \\\`top\\\`: an unknown service takes 92% of the CPU <sub>task · investigation</sub>
    - [16:18](https://github.com/acme/shop/issues/12#issuecomment-18) [greg](https://github.com/greg): ends the unknown service; restarts the web servers <sub>task · helped · remediation</sub>

    </details>

    **Next**
    - \`/resolved\` when nothing is left to do
    - \`/learned TEXT\` for what was new to you
    - \`/factor hurt TEXT\` (or helped) for what contributed
    - \`/action @who high by DATE TITLE\` for what you will improve
    "
  `);
});

const triaged: Incident["phases"] = [
  { phase: "triage", from: at(4), to: at(7), state: "recorded" },
  { phase: "investigation", from: at(7), state: "recorded" },
];

describe("the clock", () => {
  test("counts up to the last change, in the team's zone", () => {
    const shown = card({ ...fresh, updatedAt: at(26) }, { configuration: { ...defaults, zone: "Europe/Berlin" } });
    expect(shown).toContain("**declared** · response since 17:04 · 22 min as of 17:26");
    expect(shown).toContain("Tue 10 Mar 2026, all times in Europe/Berlin (UTC+01:00)");
  });

  test("of the response counts from the detection, also once it was acknowledged", () => {
    const shown = card({ ...fresh, phases: triaged, updatedAt: at(26) });
    expect(shown).toContain("**declared** · response since 16:04 · 22 min as of 16:26");
  });

  test("of a reopened incident counts from the reopening", () => {
    const intervals = [{ from: at(0), to: at(20) }, { from: at(60) }];
    const shown = card({ ...fresh, phases: triaged, intervals, reopened: 1, stage: "reopened", updatedAt: at(70) });
    expect(shown).toContain("**reopened** · response since 17:00 · 10 min as of 17:10");
  });

  test("stands still when closed", () => {
    const phases = [{ phase: "readiness" as const, from: at(60), to: at(90), state: "recorded" as const }];
    expect(card({ ...reference, phase: "closed", phases, updatedAt: at(95) })).toContain("closed since 17:30\n");
  });
});

describe("moments", () => {
  const moment = (more: object) =>
    card({
      ...reference,
      moments: { ...reference.moments, started: { ...reference.moments.started, ...more } } as Incident["moments"],
    });

  test.each([
    [{ range: [at(-10), at(10)], approximate: false }, "| Impact began | 15:50–16:10 (middle 16:00) |"],
    [
      { by: "inferred", from: "alert", who: undefined, url: undefined },
      "| Impact began | about 16:00 | from an alert |",
    ],
    [{ by: "inferred", from: "assignment", who: "cathy", url: undefined }, "| from an assignment by cathy |"],
    [{ at: Date.UTC(2026, 2, 9, 23, 50), approximate: false }, "| Impact began | 9 Mar 23:50 |"],
  ])("%j", (more, expected) => expect(moment(more)).toContain(expected));

  test("unknown ones come with the line to type, also where bare commands are off", () => {
    const configuration = { ...defaults, commands: { bare: false } };
    const shown = card({ ...reference, moments: { ...reference.moments, started: null } }, { configuration });
    expect(shown).toContain("| Impact began | not known | `/incident started TIME` |");
    expect(shown).toContain("| Identified | not known | `/incident identified TIME` |");
    expect(shown).toContain("- `/incident resolved` when nothing is left to do");
  });
});

describe("what needs an answer stands on top", () => {
  test("contradictions", () => {
    const contradictions = [
      { earlier: "started" as const, later: "detected" as const, url: `${reference.url}#issuecomment-5` },
    ];
    expect(card({ ...reference, contradictions })).toContain(
      "> [As stated](https://github.com/acme/shop/issues/12#issuecomment-5), impact began lies after detected. Type `/started TIME` or `/detected TIME` with the right time; until then both stay, and durations between them are left out.",
    );
  });

  test("a closing that does not count", () => {
    expect(card({ ...fresh, unconfirmedClosing: { who: "eve", at: at(9) } })).toContain(
      "> [eve](https://github.com/eve) closed this at 16:09 without having the triage role, so it says nothing of the incident yet. Is it over? Then type `/resolved`; if it is not: `/reopen`.",
    );
  });

  test("drills and near misses", () => {
    expect(card({ ...fresh, drill: true })).toContain("> This is a **drill**.");
    expect(card({ ...fresh, nearMiss: true })).toContain("> This is a **near miss**: it could have hurt, and did not.");
  });
});

describe("durations", () => {
  test("not recorded, not applicable and inconsistent ones are told apart", () => {
    const shown = card({
      ...reference,
      durations: {
        ...reference.durations,
        timeToDetect: { state: "not recorded", missing: "started" },
        timeToRecover: { state: "inconsistent", start: "detected", end: "restored" },
        impact: { state: "not applicable" },
      },
    });
    expect(shown).toContain("- Time to detect (TTD): **not recorded, as “impact began” is not known**");
    expect(shown).toContain("- Time to recover (TTR): **inconsistent, as “restored” is stated before “detected”**");
    expect(shown).toContain("- Impact: **not applicable**");
  });

  test("the first recovery is shown once there are several", () => {
    expect(card(reference)).not.toContain("First recovery");
    expect(card({ ...reference, reopened: 1 })).toContain("- First recovery: **16 min**");
  });
});

test("the review is on the card", () => {
  const written = { learnings: [], factors: [], wentWell: [], parked: [], actionItems: [], publicSummary: "" };
  const review = {
    number: 50,
    url: "https://github.com/acme/shop/issues/50",
    due: "2026-03-11",
    facilitator: "frank",
    state: "planned" as const,
    written,
  };
  expect(card({ ...reference, review })).toContain(
    "**Review**: #50 planned, due 2026-03-11, led by [frank](https://github.com/frank)",
  );
  expect(card({ ...reference, review: { ...review, state: "not held", reason: "nobody was\nthere" } })).toContain(
    "**Review**: #50 not held: nobody was there",
  );
});

test("problems of the configuration are on the card, with line and remedy", () => {
  const problems = [{ line: 3, problem: "There is no option “reveiw”.", remedy: "Did you mean “review”?" }];
  expect(card(fresh, { problems })).toContain("- line 3: There is no option “reveiw”. Did you mean “review”?");
});

test("withdrawn, merged and unconfirmed incidents have a card of their own", () => {
  const plain = { ...fresh, timeline: [], phase: null };
  expect(card({ ...plain, state: "withdrawn" })).toMatchInlineSnapshot(`
    "<!-- sooner:card -->
    ### Withdrawn
    This is no incident. It counts nowhere but under noise. Label it \`incident\` again to declare it anew.

    <details><summary>Timeline, 0 entries, times in UTC</summary>


    </details>
    "
  `);
  expect(card({ ...plain, state: "merged", mergedInto: 7 })).toMatchInlineSnapshot(`
    "<!-- sooner:card -->
    ### Merged into #7
    The timeline goes on in #7, which has taken over what is written here.

    <details><summary>Timeline until then, 0 entries, times in UTC</summary>


    </details>
    "
  `);
  const view = { opener: "eve", url: reference.url, configuration: defaults, hidden, templates };
  expect(renderUnconfirmedCard(view)).toMatchInlineSnapshot(`
    "<!-- sooner:card -->
    ### Reported, not declared yet
    [eve](https://github.com/eve) reports an incident from outside of the team. It counts as one as soon as somebody with the triage role says so: type \`/severity sev3\` or any other command, or put a label on (\`incident\`, \`sev1\` to \`sev5\`).
    "
  `);
});

test("a repository's card that can't be used leaves ours, and says so", () => {
  const own = compileTemplates(sources, { "card.hbs": "{{nobody}}" }).templates;
  const shown = card(fresh, { templates: own });
  expect(shown).toContain("> .github/sooner/templates/card.hbs: ours is used");
  expect(shown).toContain("| Moment | When | How we know |");
});

describe("limits", () => {
  const long = "@everyone #1 <b> | ``` ".repeat(200);
  const huge: Incident = {
    ...reference,
    services: Array.from({ length: 100 }, (_, i) => `${long}${i}`),
    customers: { impacted: true, text: long },
    updates: [{ at: at(1), who: "gary", text: long }],
    people: Array.from({ length: 300 }, (_, i) => ({ who: `someone-${i}`, pages: [{ at: at(1), by: "gary" }] })),
    roles: Array.from({ length: 100 }, (_, i) => ({ role: `${long}${i}`, who: "gary", from: at(i) })),
    actionItems: Array.from({ length: 300 }, (_, i) => actionItem(i + 100, `${i} ${long}`)),
    timeline: Array.from({ length: 2_000 }, (_, i) =>
      entry(i, "cathy", `entry ${i} ${long}`, "investigation", "task", "neutral"),
    ),
    related: Array.from({ length: 1_000 }, (_, i) => i),
    learnings: Array.from({ length: 100 }, () => long),
    alerts: Array.from({ length: 200 }, () => ({ ...firing, title: long, severity: long, service: long })),
  };
  const known = {
    owners: {},
    changes: Array.from({ length: 20 }, (_, id) => ({
      kind: "pull request" as const,
      id,
      at: at(id),
      title: long,
      who: long,
      environment: null,
      state: null,
      url: reference.url,
      services: [long, long],
    })),
    similar: [1, 2, 3].map((number) => ({ number, title: long, declaredAt: at(0), learned: [long, long], open: [1] })),
  };
  const largeHidden = `<!-- ${"x".repeat(20_000)} -->`;

  test("2,000 long entries, 300 action items and 20,000 hidden characters are under GitHub's limit", () => {
    const shown = card(huge, {
      known,
      hidden: largeHidden,
      problems: Array.from({ length: 50 }, () => ({ line: 1, problem: long, remedy: long })),
    });
    expect(shown.length).toBeLessThan(65_536);
    expect(shown.startsWith(largeHidden)).toBe(true);
    expect(shown).toContain("entry 0 ");
    expect(shown).toContain("entry 1999 ");
    expect(shown).toMatch(/- \*… \d+ entries in between: read them in the comments below …\*/);
    expect(shown).toMatch(/\| \*and \d+ more among the sub-issues\* \| \| \| \| \|/);
  });

  test("also with 50,000 hidden characters, as of a hundred action items on a board", () => {
    const shown = card(huge, { known, hidden: `<!-- ${"x".repeat(50_000)} -->` });
    expect(shown.length).toBeLessThan(65_536);
    expect(shown).toMatch(/\| \*and \d+ more among the sub-issues\* \| \| \| \| \|/);
    expect(shown).toContain("entries in between");
  });

  test("also where a repository's template shows the timeline twice", () => {
    const twice = "{{#each timeline}}\n{{this}}\n{{/each}}\n".repeat(2);
    const own = compileTemplates(sources, { "card.hbs": twice }).templates;
    expect(card(huge, { templates: own, hidden: largeHidden }).length).toBeLessThan(65_536);
  });

  test("ten times the entries take at most twelve times the time and some", () => {
    const time = (count: number) => {
      const incident = {
        ...huge,
        timeline: Array.from({ length: count }, (_, i) => entry(i, "cathy", long, "triage", "task", null)),
      };
      const start = performance.now();
      card(incident);
      return performance.now() - start;
    };
    time(200);
    expect(time(2_000)).toBeLessThan(12 * time(200) + 200);
  });
});

test("whatever people write, nothing on the card mentions, refers, or breaks it", async () => {
  const hostile = fc
    .array(
      fc.constantFrom(
        "@everyone ",
        "#99 ",
        "|",
        "<script>",
        "<!-- ",
        "-->",
        "```\n",
        "</details>",
        "{{view}}",
        "\n\n# x",
        "https://evil.example ",
        "acme/x#9",
        "[a](b)",
        "* ",
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(""));
  await fc.assert(
    fc.property(hostile, (text) => {
      const shown = card({
        ...reference,
        services: [text],
        learnings: [text],
        factors: [{ text, effect: "hurt" }],
        wentWell: [text],
        parked: [text],
        customers: { impacted: true, text },
        updates: [{ at: at(1), who: text, text }],
        roles: [{ role: text, who: text, from: at(1) }],
        people: [{ who: text, pagedAt: at(1), pagedBy: text, pages: [{ at: at(1), by: text }] }],
        actionItems: [actionItem(45, text, { reason: text, state: "declined", owners: [text] })],
        timeline: [entry(1, text, text, "triage", "task", null)],
        changes: [{ kind: "commit", ref: text, effect: null }],
        alerts: [
          {
            ...firing,
            title: text,
            severity: text,
            service: text,
            acknowledged: { at: at(1), who: text },
            inconsistent: { endedAt: at(1) },
            link: text,
          },
        ],
      });
      const tree = fromMarkdown(shown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
      expect(textOf(tree).replaceAll("@who", "")).not.toMatch(/@[a-z\d]|#99|x#9|:\/\//);
      expect(tree.children.filter(({ type }) => type === "table")).toHaveLength(2);
      expect(tree.children.filter(({ type }) => type === "heading")).toHaveLength(1);
      const html = tree.children.flatMap((node) => (node.type === "html" ? [node.value] : []));
      const folds = ["What was learned", "Timeline, 1 entry"].flatMap((title) => [
        `<details><summary>${title}</summary>`,
        "</details>",
      ]);
      expect(html).toEqual([hidden, ...folds]);
    }),
  );
});
