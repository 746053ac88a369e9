/** Other people's text does nothing wherever we put it, and still reads as it was written. */
import * as fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toString as textOf } from "mdast-util-to-string";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { cell, code, cut, inline, isLogin, link, mermaid, person, plain } from "../../src/words/escape.ts";

const parse = (markdown: string) =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

function kinds(node: Nodes): string[] {
  return [node.type, ...("children" in node ? node.children.flatMap(kinds) : [])];
}

const unseen = (text: string) => text.replaceAll("\u200b", "");

const hostile = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(
        ..."\\`*_[](){}<>&~$|@#!-+=:.\"' \n\t1a",
        "@everyone",
        "#12",
        "GH-12",
        "acme/shop#1",
        "https://evil.example/x",
        "www.evil.example",
        "a@b.example",
        "<!-- sooner:card -->",
        "<script>",
        "{{handlebars}}",
        "```",
        "---",
        "| - |",
        "&lt;",
        "1. ",
        "\u202e",
        "\u0000",
        "\r\n",
      ),
      { maxLength: 20 },
    )
    .map((parts) => parts.join("")),
);

describe("inline", () => {
  test.each([
    ["@cathy look", "@&#8203;cathy look"],
    ["see #12, GH-7 and acme/shop#1", "see #&#8203;12, GH-&#8203;7 and acme/shop#&#8203;1"],
    ["# not a heading", "\\# not a heading"],
    ["- not a list", "\\- not a list"],
    ["1. not a list", "1\\. not a list"],
    ["a | b", "a &#124; b"],
    ["<b>*bold*</b> `x`", "\\<b\\>\\*bold\\*\\</b\\> \\`x\\`"],
    ["https://evil.example and www.evil.example", "https:&#8203;//evil.example and www&#8203;.evil.example"],
    ["two\nlines\r\n\there", "two lines here"],
    ["safe\u202etxt.exe\u0007", "safetxt.exe"],
    ["$x$ :tada: {{view}}", "\\$x\\$ :&#8203;tada: {{view}}"],
    ["It's back (92% CPU) at 16:04, I think.", "It's back (92% CPU) at 16:04, I think."],
  ])("%j", (text, expected) => expect(inline(text)).toBe(expected));

  test("is a paragraph of nothing but this text, whatever it is", async () => {
    await fc.assert(
      fc.property(hostile, (text) => {
        const tree = parse(inline(text));
        const found = new Set(kinds(tree));
        expect([...found].filter((kind) => !["root", "paragraph", "text"].includes(kind))).toEqual([]);
        expect(unseen(textOf(tree))).toBe(plain(text));
      }),
      { numRuns: 500 },
    );
  });

  test("leaves nothing that GitHub would take for a mention or a reference", async () => {
    await fc.assert(
      fc.property(hostile, (text) => {
        expect(textOf(parse(inline(text)))).not.toMatch(/@[a-z\d]|#\d|gh-\d|:\/\/|www\./i);
      }),
      { numRuns: 500 },
    );
  });
});

describe("cell", () => {
  test("breaks no table, whatever it holds", async () => {
    await fc.assert(
      fc.property(hostile, hostile, (left, right) => {
        const tree = parse(`| a | b | c |\n| - | - | - |\n| ${cell(left)} | ${cell(right)} | end |`);
        const rows = tree.children.flatMap((node) => (node.type === "table" ? node.children : []));
        expect(tree.children).toHaveLength(1);
        expect(rows[1]?.children.map((node) => unseen(textOf(node)))).toEqual([
          plain(cut(left, 200)) || "–",
          plain(cut(right, 200)) || "–",
          "end",
        ]);
      }),
      { numRuns: 500 },
    );
  });
});

test("a code span shows any text, also backticks", async () => {
  expect(code("/ack 14:02")).toBe("`/ack 14:02`");
  expect(code("a `b` ``c``")).toBe("``` a `b` ``c`` ```");
  expect(code(" ")).toBe("");
  await fc.assert(
    fc.property(hostile, (text) => {
      fc.pre(plain(text) !== "");
      const tree = parse(`x ${code(text)} y`);
      expect(kinds(tree)).toEqual(["root", "paragraph", "text", "inlineCode", "text"]);
    }),
  );
});

describe("cut", () => {
  test.each([
    ["short", 10, "short"],
    ["the login page is down", 12, "the login…"],
    ["unbreakable", 6, "unbre…"],
    ["family 👨‍👩‍👧‍👦 here", 12, "family…"],
  ])("%j at %i is %j", (text, length, expected) => expect(cut(text, length)).toBe(expected));

  test("never exceeds the length, never parts a surrogate pair", async () => {
    await fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 40 }), (text, length) => {
        expect(cut(text, length).length).toBeLessThanOrEqual(length);
        if (text.isWellFormed()) expect(cut(text, length).isWellFormed()).toBe(true);
      }),
    );
  });

  test("a letter with a thousand marks is cut too", () => {
    expect(cut(`a${"\u0301".repeat(1000)}`, 50)).toHaveLength(50);
  });
});

describe("mermaid", () => {
  test.each([
    ['16:04 page fails: why? #1; %% "x"', "16.04 page fails why 1 x"],
    ["a\nsection b", "a section b"],
    ["", ""],
  ])("%j", (text, expected) => expect(mermaid(text)).toBe(expected));
});

describe("link", () => {
  test.each([
    ["runbook", "https://wiki.example/a (b)|c", "[runbook](https://wiki.example/a%20%28b%29%7Cc)"],
    ["x", "javascript:alert(1)", "x"],
    ["a]b", "https://x.example/?a=1&copy=2", "[a\\]b](https://x.example/?a=1&amp;copy=2)"],
  ])("%j to %j", (text, url, expected) => expect(link(text, url)).toBe(expected));

  test("a person is a link to the profile, never a mention", () => {
    expect(person("cathy", "https://github.com")).toBe("[cathy](https://github.com/cathy)");
    expect(person("octo_acme", "https://github.com")).toBe("[octo\\_acme](https://github.com/octo\\_acme)");
    expect(person("@not a login", "https://github.com")).toBe("@&#8203;not a login");
  });

  test("keeps to one link, whatever text and address hold", async () => {
    await fc.assert(
      fc.property(hostile, hostile, (text, rest) => {
        const tree = parse(`x ${link(text, `https://a.example/${rest}`)} y`);
        expect(kinds(tree).filter((kind) => kind === "link")).toHaveLength(1);
        expect(kinds(tree).filter((kind) => !["root", "paragraph", "text", "link"].includes(kind))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  ["cathy", true],
  ["a-b-9", true],
  ["octo_acme", true],
  ["-a", false],
  ["a b", false],
  ["x".repeat(40), false],
])("%j is a login: %s", (text, expected) => expect(isLogin(text)).toBe(expected));
