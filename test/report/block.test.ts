/** Our part of a page, and people's words in it and around it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alone, type Block, explain, isOnlyOurs, keyIn, placed } from "../../src/report/block.ts";

const block: Block = { key: "Incident-12", text: "# Login down\n\nRestored after 16 min." };
const changed: Block = { ...block, text: "# Login down\n\nRestored after 20 min." };
const ours = alone(block);
const never = { madeBefore: false };
const before = { madeBefore: true };

test("a page that is our block alone", () => {
  expect(ours).toBe(
    `<!-- sooner:begin {"key":"Incident-12","hash":"a34fd38b2b621f58"} -->
# Login down

Restored after 16 min.
<!-- sooner:end -->
`,
  );
});

describe("a page that", () => {
  test.each<[string, string | null, { madeBefore: boolean }, ReturnType<typeof placed>]>([
    ["isn't there and never was, is made", null, never, { text: ours, remark: null }],
    ["is empty and never was ours, is made", " \n", never, { text: ours, remark: null }],
    ["people deleted, stays deleted", null, before, { text: null, remark: "deleted" }],
    ["people emptied, stays empty", "\n", before, { text: null, remark: "deleted" }],
    ["people wrote, stays theirs", "# Our notes\n", never, { text: null, remark: "theirs" }],
    ["people wrote in the place of ours, stays theirs", "# Our notes\n", before, { text: null, remark: "theirs" }],
    ["asks for the block by one word, gets it", "sooner\n", before, { text: ours, remark: null }],
    ["asks for it in capitals with CRLF, gets it", "\r\n Sooner\r\n", never, { text: ours, remark: null }],
    ["says more than that word, stays theirs", "sooner or later", never, { text: null, remark: "theirs" }],
    [
      "GitHub proposed, stays, with the block after it",
      "Welcome to the shop wiki!",
      never,
      { text: `Welcome to the shop wiki!\n\n${ours}`, remark: null },
    ],
    ["only begins so, stays theirs", "Welcome to the shop wiki!\nAsk Olga.", never, { text: null, remark: "theirs" }],
    ["has the block as it is to be, stays", ours, before, { text: null, remark: null }],
    ["has it with other ends of lines, stays", ours.replaceAll("\n", "\r\n"), before, { text: null, remark: null }],
  ])("%s", (_, existing, history, outcome) => {
    expect(placed(existing, block, history)).toEqual(outcome);
  });
});

describe("when the source has changed", () => {
  test("the block is replaced, and all around it stays byte for byte", () => {
    const page = `\ufeffAbove\u00a0it\r\n\r\n${ours.trimEnd()}\r\nBelow  \r\n\t`;
    expect(placed(page, changed, before)).toEqual({
      text: `\ufeffAbove\u00a0it\r\n\r\n${alone(changed).trimEnd()}\r\nBelow  \r\n\t`,
      remark: null,
    });
  });

  test("a block that people edited is replaced as well, and that is said", () => {
    const page = `Above\n${ours.replace("16 min", "a while")}`;
    expect(placed(page, changed, before)).toEqual({ text: `Above\n${alone(changed)}`, remark: "edit replaced" });
  });
});

test("words that slipped onto the hidden lines are not lost unseen", () => {
  const onFirst = ours.replace("-->", "--> Olga:");
  expect(placed(onFirst, block, before)).toEqual({ text: null, remark: "edited" });
  expect(placed(onFirst, changed, before)).toEqual({ text: alone(changed), remark: "edit replaced" });
  const onLast = `\ufeff${ours.trimEnd()} Olga was here.`;
  expect(placed(onLast, changed, before)).toEqual({
    text: `\ufeff${alone(changed).trimEnd()} Olga was here.`,
    remark: null,
  });
});

test("as long as the source is the same, an edit of people's is kept", () => {
  expect(placed(ours.replace("16 min", "a while"), block, before)).toEqual({ text: null, remark: "edited" });
});

test("an edit taken back was none", () => {
  const edited = ours.replace("16 min", "a while");
  expect(placed(edited.replace("a while", "16 min"), changed, before)).toEqual({ text: alone(changed), remark: null });
});

describe("left alone and reported", () => {
  test.each<[string, string, string]>([
    ["the end is missing", ours.replace("<!-- sooner:end -->\n", ""), "broken"],
    ["the beginning is missing", ours.slice(ours.indexOf("\n") + 1), "broken"],
    ["the beginning is garbled", ours.replace('{"key"', '{"key'), "broken"],
    ["the beginning lacks a hash", ours.replace(/,"hash":"\w+"/, ""), "broken"],
    ["there are two blocks", `${ours}\n${ours}`, "broken"],
    ["the lines are in the wrong order", ours.split("\n").reverse().join("\n"), "broken"],
    ["there is one line too many", `${ours}<!-- sooner:end -->`, "broken"],
    ["it is the block of another page", ours.replace("Incident-12", "Incident-13"), "another's"],
  ])("%s", (_, page, remark) => {
    expect(placed(page, changed, before)).toEqual({ text: null, remark });
  });
});

test("a block quoted within a line is nobody's block", () => {
  expect(placed("It looks like `<!-- sooner:end -->` there.", block, never).remark).toBe("theirs");
});

test("hidden lines in our own text end nothing", () => {
  const hostile: Block = { key: "Incident-12", text: `Alice wrote:\n<!-- sooner:end -->\n${ours}` };
  const page = alone(hostile);
  expect(keyIn(page)).toBe("Incident-12");
  expect(placed(page, hostile, before)).toEqual({ text: null, remark: null });
  expect(placed(page, block, before)).toEqual({ text: ours, remark: null });
});

test.each([
  ["our page", ours, "Incident-12"],
  ["words of people's around it", `Above\n${ours}`, "Incident-12"],
  ["a renamed key", ours.replace("Incident-12", "Incident-12-public"), "Incident-12-public"],
  ["people's page", "# Notes", null],
  ["a broken one", `${ours}${ours}`, null],
])("the key in %s", (_, page, key) => {
  expect(keyIn(page)).toBe(key);
});

test.each([
  ["it is as we wrote it", ours, true],
  ["only blank lines were added", `\r\n${ours}\n \n`, true],
  ["people wrote below", `${ours}Olga: we talked about this on Monday.`, false],
  ["people edited it", ours.replace("16", "17"), false],
  ["it is another's", ours.replace("Incident-12", "Incident-1"), false],
  ["it is people's", "# Notes", false],
])("a page is only ours where %s", (_, page, only) => {
  expect(isOnlyOurs(page, "Incident-12")).toBe(only);
});

test("every remark says what to do", () => {
  expect(explain("deleted")).toBe(
    "Somebody deleted it, so it stays deleted. To have it back, make a page of this name with the one word sooner.",
  );
  expect(explain("edited")).toContain("stay until the incident changes");
});

/** Words of people's, and everything that could be taken for a part of ours. */
const words = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom(
        "\n",
        "\r\n",
        "\r",
        "\ufeff",
        "<!-- sooner:",
        "begin",
        "end",
        " -->",
        "<!-- sooner:end -->",
        "# Notes",
        " ",
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));
const peoples = words.filter((text) => !/(?:^|[\n\r\u2028\u2029])\ufeff?<!-- sooner:/.test(text));

test("whatever stands around our part and in it, it is found again, and nothing around it changes", () => {
  fc.assert(
    fc.property(peoples, words, words, peoples, (above, first, second, below) => {
      const page = `${above}\n${alone({ key: "Incident-12", text: first })}${below}`;
      const next = { key: "Incident-12", text: second };
      const { text, remark } = placed(page, next, before);
      const written = text ?? page;
      expect(remark).toBeNull();
      expect(written.startsWith(`${above}\n<!-- sooner:begin `)).toBe(true);
      expect(written.endsWith(`<!-- sooner:end -->\n${below}`)).toBe(true);
      expect(placed(written, next, before)).toEqual({ text: null, remark: null });
    }),
  );
});

test.each([
  ["hidden lines", "<!-- sooner:begin -->\n".repeat(40_000), "broken"],
  ["unfinished ones", "\n<!-- sooner:begin".repeat(40_000), "theirs"],
  ["them on one line", "<!-- sooner:begin ".repeat(40_000), "theirs"],
])("a megabyte of %s is read in a moment", (_, page, remark) => {
  const start = performance.now();
  expect(placed(page, block, never).remark).toBe(remark);
  expect(performance.now() - start).toBeLessThan(500);
});
