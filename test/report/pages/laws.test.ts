/** What holds for every page: people's text does nothing, sizes have an end, and no minute that passes changes a word. */
import * as fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toString as textOf } from "mdast-util-to-string";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import type { IncidentRecord } from "../../../src/record/record.ts";
import { incidentPage } from "../../../src/report/incident-page.ts";
import type { Page, Site } from "../../../src/report/page.ts";
import { overviewPages } from "../../../src/report/pages.ts";
import { declared, metricsFor, now, restored, site } from "./site.ts";

function allPages(records: readonly IncidentRecord[], where: Site = site, when = now): Page[] {
  const overview = overviewPages(records, metricsFor(records, { now: when }), when, where);
  const own = records.filter(({ number }) => where.paged.has(number));
  return [...overview, ...own.map((record) => incidentPage(record, null, where))];
}

function parse(markdown: string) {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

function nodes(node: Nodes): Nodes[] {
  return [node, ...("children" in node ? node.children.flatMap(nodes) : [])];
}

function linksOf({ text }: Page): string[] {
  return nodes(parse(text)).flatMap((node) => (node.type === "link" || node.type === "image" ? [node.url] : []));
}

/** The record with a text in every place where people's words stand. */
function saying(text: string, record: IncidentRecord = restored): IncidentRecord {
  const [item] = record.actionItems;
  if (!item) throw new Error("The record has no action item.");
  const { at } = record.updates[0] ?? { at: record.updatedAt };
  return {
    ...record,
    title: text,
    services: [text],
    customers: { impacted: true, text },
    roles: [{ role: text, who: text, from: at }],
    people: [{ who: text, pagedAt: at, pagedBy: text, reachedAt: at, pages: [{ at, by: text, reachedAt: at }] }],
    timeline: record.timeline.map((entry) => ({ ...entry, who: text, text })),
    updates: [{ at, who: text, text }],
    changes: [{ kind: "commit", ref: text, effect: "hurt", deployments: [] }],
    learnings: [text],
    factors: [{ text, effect: "hurt" }],
    wentWell: [text],
    parked: [text],
    actionItems: [
      { ...item, title: text, owners: [text] },
      { ...item, number: 90, state: "declined", reason: text, title: text, owners: [text] },
    ],
    review: { number: 50, due: null, facilitator: text, state: "not held", reason: text },
  };
}

/** What a page is built of, apart from its words. */
function shapeOf({ name, text }: Page) {
  const all = nodes(parse(text));
  const count = (type: Nodes["type"]) => all.filter((node) => node.type === type).length;
  const html = all.flatMap((node) => (node.type === "html" ? [node.value] : []));
  const structure = ["heading", "table", "tableRow", "tableCell", "listItem", "image", "code", "blockquote"] as const;
  return { name, html, counts: structure.map((type) => [type, count(type)]) };
}

describe("whatever people write", () => {
  const hostile = fc
    .array(
      fc.constantFrom(
        ..."|`*_[]()<>&~$\\",
        "]]",
        "](http://evil.example)",
        "![x](http://evil.example/x.png)",
        "<script>alert(1)</script>",
        "</details>",
        "<!-- sooner:end -->",
        "@everyone",
        "#99",
        "acme/x#9",
        "https://evil.example ",
        "www.evil.example",
        "\n\n# x\n",
        "\r\n| a | b |\n| - | - |\n",
        "```\n",
        "- ",
        "1. ",
        "\u2028",
        "\u202e",
        "\ud800",
        "[[Home]]",
        "{{view}}",
        " ",
      ),
      { minLength: 1, maxLength: 12 },
    )
    .map((parts) => `a${parts.join("")}`);

  test("no page gets another link, heading, column or tag by it", async () => {
    const plain = allPages([saying("a")]);
    const shapes = plain.map(shapeOf);
    const known = new Set(plain.flatMap(linksOf));
    await fc.assert(
      fc.property(hostile, (text) => {
        const pages = allPages([saying(text)]);
        expect(pages.map(shapeOf)).toEqual(shapes);
        expect(pages.flatMap(linksOf).filter((url) => !known.has(url))).toEqual([]);
        const words = pages.map((page) => textOf(parse(page.text))).join("\n");
        expect(words.replaceAll("/action @who high", "")).not.toMatch(/@[a-z\d]|#99|x#9|:\/\/|www\./);
      }),
      { numRuns: 40 },
    );
  });
});

describe("many incidents", () => {
  const severities = ["sev1", "sev2", "sev3", "sev4"] as const;
  const hour = 3_600_000;
  const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
  const many = (count: number, text: string): IncidentRecord[] =>
    Array.from({ length: count }, (_, i) => {
      const at = now - (count - i) * 7 * hour;
      const severity = severities[i % 4] ?? null;
      const record = saying(text, restored);
      const moment = { at: iso(at), by: "stated" as const, from: "comment" as const };
      return {
        ...record,
        number: i + 1,
        phase: (["response", "analysis", "readiness", "closed"] as const)[i % 4] ?? null,
        severity: { highest: severity, final: severity, history: [] },
        services: [`${text} ${i % 300}`],
        moments: { ...record.moments, detected: moment, declared: moment, restored: { ...moment, at: iso(at + hour) } },
        updates: [{ at: iso(at), who: "gary", text }],
        actionItems: record.actionItems.map((item, k) => ({ ...item, number: 10_000 + 2 * i + k })),
      };
    });
  const numbered = (count: number) => new Set(Array.from({ length: count }, (_, i) => i + 1));

  test("5,000 take less than 2 s, and no page is over 400 KB", () => {
    const records = many(5_000, "Checkout is slow for customers in Europe");
    const metrics = metricsFor(records);
    const where = { ...site, paged: numbered(1_000) };
    const start = performance.now();
    const pages = overviewPages(records, metrics, now, where);
    expect(performance.now() - start).toBeLessThan(2_000);
    for (const { name, text } of pages) expect(bytesOf(text), name).toBeLessThan(400_000);
  });

  test("nor is one of the largest texts that people write", () => {
    const text = "漢字 @everyone | ".repeat(600);
    const records = many(1_200, text);
    const entries = restored.timeline.flatMap((entry) => Array.from({ length: 400 }, () => ({ ...entry, text })));
    const long = Array.from({ length: 300 }, () => text);
    const largest = {
      ...saying(text),
      timeline: entries,
      learnings: long,
      wentWell: long,
      parked: long,
      services: long,
    };
    for (const page of [...allPages(records), incidentPage(largest, null, site)]) {
      expect(bytesOf(page.text), page.name).toBeLessThan(400_000);
    }
  });

  test("links within the wiki lead to pages that exist", () => {
    const where = { ...site, paged: numbered(40), public: new Set([3]) };
    const pages = allPages(many(100, "x"), where);
    const names = new Set([...pages.map(({ name }) => name), "Incident-3-public"]);
    const within = pages.flatMap(linksOf).filter((url) => !url.includes("://"));
    expect(within.length).toBeGreaterThan(100);
    expect(within.filter((name) => !names.has(name))).toEqual([]);
  });

  test("the order of the records changes nothing", () => {
    const records = many(50, "x");
    expect(overviewPages(records.toReversed(), metricsFor(records), now, site)).toEqual(
      overviewPages(records, metricsFor(records), now, site),
    );
  });
});

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

test("no day and no duration breaks within a narrow cell", () => {
  const pages = overviewPages([restored, declared], metricsFor([restored, declared]), now, site);
  const cells = pages.flatMap(({ text }) => text.split("\n").filter((line) => line.startsWith("| ")));
  expect(cells.filter((line) => /\d-\d\d-\d|\d (?:min|h|days?) \|/.test(line.replace(/, \d+ days ago/g, "")))).toEqual(
    [],
  );
  expect(cells.join("\n")).toMatch(/2026\u201103\u201110.*16\u00a0min/);
});

test.each(["UTC", "America/New_York"])("no page changes with the hours of a day in %s", (zone) => {
  const where = { ...site, configuration: { ...site.configuration, zone } };
  const [first, last] = zone === "UTC" ? ["20T00:00:00Z", "20T23:59:59Z"] : ["20T05:00:00Z", "21T04:59:59Z"];
  const pages = [first, last].map((time) => {
    const when = Date.parse(`2026-11-${time}`);
    const metrics = metricsFor([restored, declared], { now: when, zone });
    return overviewPages([restored, declared], metrics, when, where);
  });
  expect(pages[1]).toEqual(pages[0]);
});
