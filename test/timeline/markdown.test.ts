/** What of a comment's Markdown is its author's own words. */
import { describe, expect, it } from "vitest";
import { readProse } from "../../src/timeline/markdown.ts";

function typed(markdown: string): [number, string][] {
  const lines = readProse(markdown).blocks.flat();
  return lines.flatMap((line) => (line.typed === undefined ? [] : [[line.number, line.typed] as [number, string]]));
}

function words(markdown: string): string[] {
  return readProse(markdown).blocks.map((block) => block.map((line) => line.text).join("\n"));
}

describe("lines that may be commands", () => {
  it.each<[string, string, [number, string][]]>([
    ["alone", "/ack", [[1, "/ack"]]],
    ["among other words", "Looking.\n/ack 14:02\nMore soon.", [[2, "/ack 14:02"]]],
    ["with three spaces", "Looking.\n   /ack", [[2, "/ack"]]],
    ["not with four", "Looking.\n    /ack", []],
    ["not after a tab", "Looking.\n\t/ack", []],
    ["not within a line", "I'd type /ack here", []],
    [
      "with line ends of Windows",
      "a\r\n\r\n/ack\r\n/resolved\r\n",
      [
        [3, "/ack"],
        [4, "/resolved"],
      ],
    ],
    ["with an emphasis that goes on", "**a\n/ack\nb**", [[2, "/ack"]]],
    ["in a line of its own after a definition", "[a]: https://example.org\n/ack", [[2, "/ack"]]],
    ["not in a fence", "```\n/ack\n```", []],
    ["not in a fence of tildes", "~~~\n/ack\n~~~", []],
    ["not in a fence that is never closed", "```\n/ack\n\n/resolved", []],
    ["after a fence", "```\nx\n```\n/ack", [[4, "/ack"]]],
    ["not in indented code", "a\n\n    /ack", []],
    ["not in code of several lines", "see `x\n/ack\ny`\n/resolved", [[4, "/resolved"]]],
    ["not in code that a command line opens", "/note a `b\n/resolved\n`", [[1, "/note a `b"]]],
    ["after a backquote that is never closed", "see `x\n/ack", [[2, "/ack"]]],
    ["not in a quote", "> /ack", []],
    ["not in a quote's lazy line", "> a\n/ack", []],
    ["not in a nested quote", "> > > /ack", []],
    ["after a quote", "> a\n\n/ack", [[3, "/ack"]]],
    ["not in a list", "- /ack\n- b", []],
    ["not in a list item's second paragraph", "- a\n\n  /ack", []],
    ["not in a numbered list", "1. /ack", []],
    ["not in a task list", "- [ ] /ack", []],
    ["not in a heading", "# /ack", []],
    ["not in an underlined heading", "/ack\n====", []],
    ["not in a table", "| a | b |\n| - | - |\n| /ack | x |\n/ack", []],
    ["not in a link's words", "[a\n/ack\n](https://example.org)", []],
    ["not in a link's address", "[a](\n/ack\n)", []],
    ["not in a picture's words", "![a\n/ack\n](https://example.org/x.png)", []],
    ["not in an HTML comment", "<!--\n/ack\n-->", []],
    ["not in an HTML comment that is never closed", "<!--\n/ack\n\n/resolved", []],
    ["not in an HTML comment within a line", "a <!-- b\n/ack\n--> c\n/resolved", [[4, "/resolved"]]],
    ["without the HTML comments in it", "/ack <!-- b --> 14:02", [[1, "/ack  14:02"]]],
    ["not in an HTML block", "<div>\n/ack\n</div>", []],
    ["not in folded text", "<details>\n\n/ack\n\n</details>\n\n/resolved", [[7, "/resolved"]]],
    ["not in a quote by HTML", "<blockquote>\n\n/ack\n\n</blockquote>", []],
    ["not in code by HTML", "see <code>\n/ack\n</code>\n/resolved", [[4, "/resolved"]]],
    ["after a placeholder that looks like HTML", "restart <name> first\n/ack", [[2, "/ack"]]],
    ["after a tag that is commented out", "<!-- <details> -->\n\n/ack", [[3, "/ack"]]],
    ["without control, direction and zero-width characters", "\u202e/a\u200bck\u0007 14:02\u2069", [[1, "/ack 14:02"]]],
  ])("%s", (_, markdown, expected) => {
    expect(typed(markdown)).toEqual(expected);
  });
});

describe("the author's words", () => {
  it.each([
    ["paragraphs", "It is **down**.\nStill.\n\nLooking.", ["It is down.\nStill.", "Looking."]],
    ["links and inline code as their words", "ran `top` on [the host](https://example.org)", ["ran top on the host"]],
    ["headings, items and cells", "# A\n- b\n\n| c |\n| - |\n| d |", ["A", "b", "c", "d"]],
    ["no quotes", "> hers\n\nmine", ["mine"]],
    ["no code blocks", "```\nlogs\n```\nmine", ["mine"]],
    ["no HTML", "<div>\nx\n</div>\n\nmine <!-- marker --> too", ["mine  too"]],
  ])("%s", (_, markdown, expected) => {
    expect(words(markdown)).toEqual(expected);
  });

  it("names whom they mention, but not in code, addresses or teams", () => {
    const [block] = readProse("@cathy and `@greg`, mail me@example.org, @acme/db, (@gary).").blocks;
    expect(block?.[0]?.mentions).toEqual(["cathy", "gary"]);
  });

  it("tells whether somebody is quoted", () => {
    expect(readProse("- a\n  > b").quotes).toBe(true);
    expect(readProse("a > b").quotes).toBe(false);
  });
});
