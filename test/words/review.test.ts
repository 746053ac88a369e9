/** The review: the guide it opens with, what is read back from it, who leads it and when it is due. */
import * as fc from "fast-check";
import mermaid from "mermaid";
import { beforeAll, describe, expect, test } from "vitest";
import { defaults } from "../../src/config.ts";
import type { Incident } from "../../src/incident/incident.ts";
import { drawing } from "../../src/words/drawing.ts";
import { plain } from "../../src/words/escape.ts";
import { chooseFacilitator, renderReview } from "../../src/words/review.ts";
import { readReview } from "../../src/words/review-reading.ts";
import { actionItem, entry, reference, templates } from "./reference.ts";

const hidden = "<!-- sooner:review -->";

function review(incident: Incident) {
  return renderReview({
    hidden,
    incident,
    configuration: defaults,
    due: "2026-03-11",
    facilitator: "frank",
    templates,
  });
}

test("the guide of the reference case", () => {
  const { title, body } = review(reference);
  expect(title).toBe("Post-incident review: Login page is down");
  expect(body).toMatchInlineSnapshot(`
    "<!-- sooner:review -->
    Incident #12: Login page is down, SEV2. Due by the end of **2026-03-11**, led by [frank](https://github.com/frank).

    ## Goals
    We meet to learn, not to find somebody at fault: everybody did what made sense with what they knew then. Three questions:
    1. How do we know sooner?
    2. How do we recover sooner?
    3. How, specifically, will we improve?

    ## Key metrics
    Times in UTC: impact began about 16:00 · detected 16:04 · declared 16:06 · acknowledged 16:07 · restored 16:20.

    | Metric | Value | Formula |
    | --- | --- | --- |
    | Time to detect (TTD) | 4 min | detected − started |
    | Time to declare | 2 min | declared − detected |
    | Time to acknowledge (TTA) | 3 min | acknowledged − detected |
    | Time to recover (TTR) | 16 min | last restoration − detected |
    | First recovery | 16 min | first restoration − detected |
    | Impact | 20 min | sum of the intervals from start to restoration |

    ## What happened
    \`\`\`mermaid
    gantt
    dateFormat YYYY-MM-DDTHH:mm:ss
    axisFormat %H:%M
    section Phases
    detection, 4 min :2026-03-10T16:00:00, 2026-03-10T16:04:00
    response and remediation, 16 min :2026-03-10T16:04:00, 2026-03-10T16:20:00
    section Entries
    16.04 (hurt) gary sees complaints on social media the… :milestone, crit, 2026-03-10T16:04:00, 0m
    16.07 (helped) cathy opens the login page it shows an error :milestone, 2026-03-10T16:07:00, 0m
    16.12 cathy runs top an unknown service takes 92 of the CPU :milestone, 2026-03-10T16:12:00, 0m
    16.18 (helped) greg ends the unknown service restarts the… :milestone, 2026-03-10T16:18:00, 0m
    \`\`\`

    The whole timeline is on #12.

    ## Moments that nobody has stated
    Type what you know on #12; an approximate time is better than none.
    - When did the response know what to change? \`/identified TIME\`

    ## Entries whose impact nobody has marked
    Did it help to restore the service, hurt, or do neither? React on the comment with 👍, 👎 or 😕.
    - [16:12](https://github.com/acme/shop/issues/12#issuecomment-12) [cathy](https://github.com/cathy): runs \\\`top\\\`: an unknown service takes 92% of the CPU

    ## Questions to open with
    - What did each of us see first, and what did we take it for?
    - How did people find each other, and what did they need to get to work?
    - What did we expect to happen, and what surprised us?
    - What made it hard, and what made it easier, to know what to do next?
    - How did this look from outside: to customers, to support?
    - What is done here every day that nobody has written down?

    ## Learnings
    <!-- What at least one of us did not know before: one a line, as a list. -->
    - Customers detected it, we did not
    - Access was clumsy for the first responder

    ## Contributing factors
    <!-- One a line, each with "helped:" or "hurt:" in front. There are always several. -->
    - hurt: No alert on the login page
    - helped: Greg kept the logs
    - helped or hurt? The caching service

    ## What went well
    <!-- One a line. -->
    - Greg joined within a minute

    ## Parking lot
    <!-- Ideas for later, and all that would turn into debate: one a line. -->
    - A second data centre

    ## Action items
    <!-- One a line makes an issue, for example: @greg high by 2026-12-01 know-sooner Alert on failed sign-ins. At least one to start at once. -->
    - #45
    - #46
    - #47
    - #48

    ## Summary for the public
    <!-- What may be told outside: what users saw, from when to when, what we do about it. -->
    Sign-in failed for 20 minutes.

    ## People invited
    [gary](https://github.com/gary), [cathy](https://github.com/cathy), [greg](https://github.com/greg), and those who were affected.

    Close this issue as completed once the review was held, or as not planned, with the reason, if it won't be.
    "
  `);
});

test("without a facilitator it says how to get one", () => {
  const { body } = renderReview({
    hidden,
    incident: reference,
    configuration: defaults,
    due: null,
    facilitator: null,
    templates,
  });
  expect(body).toContain(
    "Nobody leads this yet. Better somebody who was not in the response: assign them here, or type `/review @who` on #12.",
  );
});

test("it asks how and what, and never why somebody did something", () => {
  expect(review(reference).body).not.toMatch(/\bwhy\b|root cause|should have/i);
});

describe("the drawing", () => {
  /** Mermaid cleans labels by DOMPurify, which needs a browser; the grammar does not. */
  beforeAll(async () => {
    const address = new URL("../../node_modules/dompurify/dist/purify.es.mjs", import.meta.url).href;
    const purify = (await import(address)).default;
    Object.assign(purify, { addHook: () => undefined, sanitize: (text: string) => text });
  });

  test("is a gantt chart that Mermaid reads", async () => {
    await expect(mermaid.parse(drawing(reference, "UTC").lines.join("\n"))).resolves.toMatchObject({
      diagramType: "gantt",
    });
  });

  test("whatever the entries say", async () => {
    const parts = fc.constantFrom(
      "section ",
      "title x",
      "%%",
      ":",
      ";",
      "#",
      "\n",
      "click ",
      "2026-01-01",
      "done, ",
      '"',
      "<b>",
      "`",
      "@a",
      "{}",
      "call(",
      "é",
      "🙂",
      "a",
    );
    const texts = fc.array(
      fc.array(parts, { maxLength: 8 }).map((words) => words.join("")),
      { minLength: 1, maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(texts, async (said) => {
        const timeline = said.map((text, i) => entry(i, text, text, "triage", "task", i % 2 ? "negative" : null));
        await expect(mermaid.parse(drawing({ ...reference, timeline }, "UTC").lines.join("\n"))).resolves.toBeTruthy();
      }),
      { numRuns: 50 },
    );
  });

  test("draws marked entries first where there are many, and says how many it leaves out", () => {
    const timeline = Array.from({ length: 500 }, (_, i) =>
      entry(i, "cathy", `step ${i}`, "triage", "task", i === 400 ? "positive" : null),
    );
    const { lines, omitted } = drawing({ ...reference, timeline }, "UTC");
    expect(lines.filter((line) => line.includes("milestone"))).toEqual([
      "22.40 (helped) cathy step 400 :milestone, 2026-03-10T22:40:00, 0m",
    ]);
    expect(omitted).toBe(499);
  });

  test("is left out where there is nothing to draw", () => {
    expect(drawing({ ...reference, timeline: [], phases: [] }, "UTC")).toEqual({ lines: [], omitted: 0 });
  });
});

describe("read back", () => {
  const words = fc
    .array(
      fc.constantFrom(
        "@cathy",
        "#45",
        "helped:",
        "(hurt)",
        "[ ]",
        "[x]",
        "*all*",
        "_it_",
        "- a",
        "1.",
        "# h",
        "## Learnings",
        "<!-- x -->",
        "`top`",
        "|",
        "\\",
        "&amp;",
        "\n",
        "a",
        "é",
        "{{x}}",
        "https://x.example",
        "helped or hurt?",
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((parts) => parts.join(" "))
    .filter((text) => plain(text) !== "");
  const lists = fc.array(words, { maxLength: 5 });

  test("what the incident filled in is the same, so that nothing counts twice", async () => {
    await fc.assert(
      fc.property(
        lists,
        lists,
        lists,
        lists,
        fc.constantFrom("helped" as const, "hurt" as const, null),
        (learnings, factors, wentWell, parked, effect) => {
          const said = factors.map((text) => ({ text, effect }));
          const { body } = review({
            ...reference,
            learnings,
            factors: said,
            wentWell,
            parked,
            publicSummary: learnings[0] ?? "",
          });
          expect(readReview(body)).toEqual({
            learnings: learnings.map(plain),
            factors: factors.map((text) => ({ text: plain(text), effect })),
            wentWell: wentWell.map(plain),
            parked: parked.map(plain),
            actionItems: [],
            publicSummary: plain(learnings[0] ?? ""),
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  test("what people write in place, however they set it", () => {
    const body = `${hidden}
intro
### 💡 Learnings:
<!-- hint -->
*One a line*
- Greg had the **only** key
- [x] the status page has no \`owner\`
  1. nested
A paragraph
over two lines

## CONTRIBUTING FACTORS
- Helped: logs were kept
- (hurt) no alert
- the cache (hurt)
- nobody knows
#### a heading of their own
- hurt – still counts
## What went well
* calm
# Parking Lot
+ second site
## Action items
- #45
- [ ] #46 More monitoring
- acme/infra#3
- [ ] @greg high by 2026-04-01 know-sooner Alert on failed sign-ins
## Something else
- not read
## Summary for the public
Sign-in failed.

It is fixed.

## People invited
gary
`;
    expect(readReview(body)).toEqual({
      learnings: ["Greg had the only key", "the status page has no owner", "nested A paragraph over two lines"],
      factors: [
        { text: "logs were kept", effect: "helped" },
        { text: "no alert", effect: "hurt" },
        { text: "the cache", effect: "hurt" },
        { text: "nobody knows", effect: null },
        { text: "still counts", effect: "hurt" },
      ],
      wentWell: ["calm"],
      parked: ["second site"],
      actionItems: ["@greg high by 2026-04-01 know-sooner Alert on failed sign-ins"],
      publicSummary: "Sign-in failed.\n\nIt is fixed.",
    });
  });

  test("an empty review, or any other text, has nothing written in it", () => {
    const nothing = { learnings: [], factors: [], wentWell: [], parked: [], actionItems: [], publicSummary: "" };
    const empty = { ...reference, learnings: [], factors: [], wentWell: [], parked: [], publicSummary: "" };
    expect(readReview(review(empty).body)).toEqual(nothing);
    expect(readReview("")).toEqual(nothing);
    expect(readReview("# constructor\n- x\n# __proto__\n- x")).toEqual(nothing);
    expect(readReview("| Learnings |\n| - |\n| x |")).toEqual(nothing);
  });

  test.each([[">"], ["- "], ["*a_"], ["[!["], ["`"], ["## Learnings\n"], ["<!-- "]])(
    "65,536 characters of %j take no time",
    (part) => {
      const start = performance.now();
      readReview(`## Learnings\n${part.repeat(65_536 / part.length)}`);
      expect(performance.now() - start).toBeLessThan(2_000);
    },
  );
});

test("a long incident's review is under GitHub's limit, and leaves nothing cut to be read back", () => {
  const long = Array.from({ length: 2_000 }, (_, i) => `${i} ${"@x |".repeat(60)}`);
  const { body, title } = review({
    ...reference,
    title: "x ".repeat(500),
    learnings: long,
    factors: long.map((text) => ({ text, effect: "hurt" })),
    wentWell: long,
    parked: long,
    publicSummary: long.join(" "),
    people: long.map((who) => ({ who })),
    actionItems: Array.from({ length: 300 }, (_, i) => actionItem(i, "x")),
    timeline: long.map((text, i) => entry(i, text, text, "triage", "task", null)),
  });
  expect(title.length).toBeLessThanOrEqual(256);
  expect(body.length).toBeLessThan(65_536);
  const read = readReview(body);
  expect(read.learnings.every((text) => long.includes(text))).toBe(true);
  expect(read.actionItems).toEqual([]);
});

describe("the facilitator", () => {
  test.each([
    [["frank", "eve"], [], null, "frank"],
    [["frank", "eve"], [], "frank", "eve"],
    [["frank", "eve"], [], "Eve", "frank"],
    [["frank", "eve", "zoe"], ["Eve"], "frank", "zoe"],
    [["frank"], [], "frank", "frank"],
    [["frank"], ["frank"], null, null],
    [[], [], null, null],
  ])("of %j, responders %j, after %j: %j", (configured, responders, lastFacilitator, expected) => {
    expect(chooseFacilitator({ configured, responders, lastFacilitator })).toBe(expected);
  });
});
