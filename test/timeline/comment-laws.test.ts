/** What holds for every comment, whatever people write. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readComment } from "../../src/timeline/comment.ts";
import { context } from "./commands/reading.ts";

const anything = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        "/ack",
        "/incident ",
        "/at 14:02 ",
        "/action @",
        "\n",
        " ",
        "> ",
        "```",
        "`",
        "- ",
        "<!--",
        "-->",
        "[",
        "](",
        "|",
        "25:00",
        "by ",
        "\u202e",
        "\0",
        "🚒",
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join("")),
);

describe("whatever people write", () => {
  it("is read without an error", () => {
    fc.assert(
      fc.property(
        anything,
        fc.boolean(),
        fc.constantFrom("incident" as const, "elsewhere" as const),
        (text, bare, place) => {
          const lines = text.split(/\r\n?|\n/).length;
          const { commands, refusals } = readComment(text, { ...context, bare, place });
          for (const { line } of [...commands, ...refusals]) expect(line >= 1 && line <= lines).toBe(true);
          for (const refusal of refusals)
            expect(refusal.text.length <= 120 && refusal.instead.length <= 500).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("commands nothing from a fence", () => {
    const inside = anything.map((text) => text.replaceAll("~", ""));
    fc.assert(
      fc.property(inside, (text) => {
        const { commands, refusals, text: words } = readComment(`~~~\n${text}\n/ack\n~~~`, context);
        expect([commands, refusals, words]).toEqual([[], [], ""]);
      }),
    );
  });

  it("commands nothing from a quote", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const lines = `${text}\n/ack`.split(/\r\n?|\n/).map((line) => `> ${line}`);
        const { commands, refusals, text: words } = readComment(lines.join("\n"), context);
        expect([commands, refusals, words]).toEqual([[], [], ""]);
      }),
    );
  });
});
