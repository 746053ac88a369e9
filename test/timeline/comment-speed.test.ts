/** Comments made to be slow to read: four times the length takes about four times as long, and nothing overflows. */
import { describe, expect, it } from "vitest";
import { readComment } from "../../src/timeline/comment.ts";
import { context } from "./commands/reading.ts";

const full = 65_536;

/** Pieces that are repeated until the comment is full. */
const pieces: Record<string, string> = {
  quotes: ">",
  "spaced quotes": "> ",
  "quotes of lists": "> - ",
  brackets: "[",
  "bracket pairs": "[a][",
  "open links": "[a](",
  pictures: "![",
  stars: "*",
  "emphasis opened": "*a **b",
  "emphasis mixed": "*a**b",
  "stars and underscores": "*_",
  tildes: "~a",
  backquotes: "`a``",
  "nested lists": "- ",
  "nested numbers": "1. ",
  "list items": "- a\n",
  underlines: "a\n=\n",
  fences: "```\na\n",
  tags: "<a ",
  comments: "<!-- ",
  "folded text": "<details>\n\n",
  tables: "|a|b|\n|-|-|\n",
  footnotes: "[^a]",
  definitions: "[a]: b\n",
  "line ends": "\n",
  blanks: " ",
  backslashes: "\\",
  entities: "&amp",
  mentions: "@a",
  "zero-width characters": "\u200b/",
  slashes: "/",
  "slashes on lines": "/\n",
  commands: "/ack 14:02\n",
  "separate commands": "/ack\n\n",
  "texts below": "/update\n",
  "options of an action": "high ",
  entries: "/at 14:02 @cathy logs in\n",
  refusals: "/severity high\n",
};

/** Lines of one command with an argument that is repeated until the comment is full. */
const commandLines = [
  "action @a ",
  "page @a ",
  "page .",
  "commander .",
  "affects a,",
  "review @a ",
  "ack 14:02 ",
  "ack 1",
  "started 1 ",
  "timeline a |",
  "customers ,",
  "helped https://a/",
  "resovled ",
  "incident ",
  "role a ",
  "role @a ",
  "action by ",
  "action in 2 ",
  "detected by ",
];

const bodies: [string, (length: number) => string][] = [
  ...Object.entries(pieces).map(([name, piece]): [string, (length: number) => string] => [
    name,
    (length) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length),
  ]),
  ...commandLines.map((line): [string, (length: number) => string] => {
    const [verb, ...argument] = line.split(" ");
    const piece = argument.join(" ") || " ";
    return [`/${line}`, (length) => `/${verb} ${piece.repeat(Math.ceil(length / piece.length))}`.slice(0, length)];
  }),
  [
    "growing backquotes",
    (length) =>
      Array.from({ length: 360 }, (_, n) => `a${"`".repeat(n)}`)
        .join("")
        .slice(0, length),
  ],
  [
    "a ladder of lists",
    (length) => Array.from({ length: Math.sqrt(length) }, (_, n) => `${"  ".repeat(n)}- a\n`).join(""),
  ],
  ["lazy lines", (length) => `${">".repeat(50)}a\n${"b\n".repeat(length / 2)}`.slice(0, length)],
];

/** Four times the length may take this many times as long; what is quadratic takes 16. */
const mostTimes = 8;

/** The machine may be busy with other things: a body is slow only if it is so again and again. */
const attempts = 6;

describe.each(bodies)("%s", (_, body) => {
  it("takes time in proportion to its length", () => {
    let [short, long] = [Infinity, Infinity];
    for (let attempt = 0; attempt < attempts; attempt++) {
      short = Math.min(short, Math.max(timeOf(body(full / 4)), 2));
      long = Math.min(long, timeOf(body(full)));
      if (attempt > 0 && long / short < mostTimes) break;
    }
    expect(long / short).toBeLessThan(mostTimes);
    expect(long).toBeLessThan(1_000);
  });
});

it("an everyday comment is read in a fraction of a millisecond", () => {
  const comment =
    "Restarted the web servers, @cathy sees the login page again. Support has 50 requests.\n/mitigated 16:20";
  const times = Array.from({ length: 100 }, () => timeOf(comment));
  expect(Math.min(...times)).toBeLessThan(0.3);
});

/** Milliseconds of one reading. */
function timeOf(body: string): number {
  const start = performance.now();
  readComment(body, context);
  return performance.now() - start;
}
