/** The job's summary: what a run did, in words that a maintainer reads in half a minute. */
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toString as textOf } from "mdast-util-to-string";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { type RunSummary, summaryOf } from "../../src/report/summary.ts";
import { declared, metricsFor, restored } from "./pages/site.ts";

const done: RunSummary = {
  metrics: metricsFor([restored]),
  openActionItems: 2,
  overdueActionItems: 1,
  written: ["Incident-12", "Incidents"],
  unchanged: 7,
  left: [],
  held: [],
  passedOver: 1,
  requests: 5,
  unfinished: null,
  wiki: "https://github.com/acme/shop/wiki",
  digest: null,
  folder: null,
  notices: [],
};

function summary(more: Partial<RunSummary> = {}): string {
  return summaryOf({ ...done, ...more });
}

test("a run with nothing to see to", () => {
  expect(summary()).toMatchInlineSnapshot(`
    "## Incidents

    **No incident in response** · 2 action items open, **1 overdue**

    | Window | Incidents | Time to acknowledge | Time to recover | Impact |
    | --- | ---: | ---: | ---: | ---: |
    | 30 days | 0 | – | – | – |
    | 90 days | 0 | – | – | – |
    | 365 days | 1 | values: 3 min | values: 16 min | values: 20 min |
    | All | 1 | values: 3 min | values: 16 min | values: 20 min |

    2 pages written, 7 unchanged; 1 issue brought up to date; 5 requests to GitHub.

    [Incidents](https://github.com/acme/shop/wiki/Incidents) · [Metrics](https://github.com/acme/shop/wiki/Incident-metrics) · [Action items](https://github.com/acme/shop/wiki/Incident-action-items) · [Learnings](https://github.com/acme/shop/wiki/Incident-learnings)
    "
  `);
});

test("the first run, in a repository without incidents", () => {
  const nothing = { metrics: metricsFor([]), openActionItems: 0, overdueActionItems: 0, passedOver: 0, unchanged: 0 };
  expect(summary(nothing)).toMatchInlineSnapshot(`
    "## Incidents

    **No incident in response** · 0 action items open, **0 overdue**

    | Window | Incidents | Time to acknowledge | Time to recover | Impact |
    | --- | ---: | ---: | ---: | ---: |
    | 30 days | 0 | – | – | – |
    | 90 days | 0 | – | – | – |
    | 365 days | 0 | – | – | – |
    | All | 0 | – | – | – |

    2 pages written, 0 unchanged; 0 issues brought up to date; 5 requests to GitHub.

    [Incidents](https://github.com/acme/shop/wiki/Incidents) · [Metrics](https://github.com/acme/shop/wiki/Incident-metrics) · [Action items](https://github.com/acme/shop/wiki/Incident-action-items) · [Learnings](https://github.com/acme/shop/wiki/Incident-learnings)
    "
  `);
});

test("a dry run: its pages are in a folder, and there is no wiki to lead to", () => {
  const text = summary({ folder: "reports", wiki: null });
  expect(text).toContain(
    "\n2 pages written into `reports`, none to the wiki, 7 unchanged; 1 issue would be brought up to date;",
  );
  expect(text).not.toContain("https://");
});

test("a run that is not finished says so first, and once", () => {
  const unfinished = "3 issues are left: GitHub's limit is near. The next run goes on from there.";
  const text = summary({ unfinished, notices: [{ title: "The run is not complete", text: unfinished }] });
  expect(text.split("\n\n").slice(0, 2)).toEqual([
    "> [!WARNING]\n> **Not finished.** 3 issues are left: GitHub's limit is near. The next run goes on from there.",
    "## Incidents",
  ]);
  expect(text.split("3 issues are left")).toHaveLength(2);
  expect(text).not.toContain("What somebody has to see to");
});

test("pages that were left alone, with the reason", () => {
  const left = [
    { name: "Incident-12", why: "somebody edited it." },
    { name: "Incidents", why: "somebody deleted it." },
  ];
  expect(summary({ left, held: [3, 12] })).toContain(`; public pages held back: #3, #12.

Left alone in the wiki:

- Incident-12: somebody edited it.
- Incidents: somebody deleted it.
`);
});

test("lists have an end", () => {
  const left = Array.from({ length: 60 }, (_, i) => ({ name: `Incident-${i}`, why: "somebody edited it." }));
  const notices = left.map(({ name, why }) => ({ title: name, text: why }));
  const text = summary({ left, notices });
  expect(text.split("\n- and 10 more\n")).toHaveLength(3);
  expect(text).not.toContain("Incident-50");
});

describe("what is open: the response alone, as an issue stays open through its review", () => {
  const open = (count: number, days: number) => ({
    metrics: { ...done.metrics, open: { count, oldest: { number: 7, declaredAt: "2026-11-10T09:00:00Z", days } } },
  });
  test.each([
    [{}, "**No incident in response** · 2 action items open, **1 overdue**"],
    [{ metrics: metricsFor([declared]) }, "**1 incident in response**, declared 255 days ago · "],
    [open(1, 0), "**1 incident in response**, declared today · "],
    [open(3, 10), "**3 incidents in response**, the oldest declared 10 days ago · "],
  ])("%#", (more, expected) => expect(summary(more)).toContain(`\n${expected}`));
});

test("from 5 values on there is a median, with their number", () => {
  const metrics = metricsFor(Array.from({ length: 5 }, (_, i) => ({ ...restored, number: i + 1 })));
  expect(summary({ metrics })).toContain(
    "| All | 5 | median 3 min (n 5) | median 16 min (n 5) | median 20 min (n 5) |",
  );
});

describe("nothing that others wrote becomes Markdown, or reaches anybody", () => {
  const hostile =
    "x @everyone #99 **b** [l](https://evil.example)\n\n# h\n- i\n<script>alert(1)</script> `c` | ![p](//x)";
  const parse = (text: string) => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const types = (text: string) => JSON.stringify(parse(text), (key, value) => (key === "position" ? undefined : value));
  const built = (words: string) =>
    types(
      summary({
        unfinished: words,
        notices: [{ title: words, text: `${words} ` }],
        left: [{ name: words, why: words }],
      }),
    ).replace(/"value":"(?:[^"\\]|\\.)*"/g, "");

  test("in notices, in names of pages, in what is left to do", () => {
    expect(built(hostile)).toBe(built("plain words"));
    const words = textOf(parse(summary({ unfinished: hostile, notices: [{ title: hostile, text: "" }] })));
    expect(words).toContain("**b** [l](https");
    expect(words).not.toMatch(/@everyone|#99/);
  });

  test("in the folder of a dry run", () => {
    expect(summary({ folder: "a`b @x\n# c" })).toContain("into `` a`b @x # c ``, none");
  });
});
