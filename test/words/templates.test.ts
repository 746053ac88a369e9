/** A repository may have words of its own; whatever is wrong with them, the App goes on in ours and says why. */
import { describe, expect, test } from "vitest";
import { compileTemplates, say, templateNames } from "../../src/words/templates.ts";
import { sources } from "./reference.ts";

const ours = Object.fromEntries(templateNames.map((name) => [`${name}.hbs`, "our words"]));
const view = { who: "cathy", list: [1, 2], nested: { text: "<b> & {{who}}" } };

function outcome(override: string, values: object = view) {
  const { templates, problems } = compileTemplates(ours, { "reply.hbs": override });
  const { text, problem } = templates.render("reply", values);
  return { text, problem: (problems[0] ?? problem)?.problem };
}

test("there is a file for each template, and no other", () => {
  expect(Object.keys(sources).sort()).toEqual(templateNames.map((name) => `${name}.hbs`).sort());
});

test("a repository's own words take the place of ours, values are put in as they are", () => {
  const text = "{{who}}: {{#each list}}{{this}},{{/each}} {{nested.text}}";
  expect(outcome(text)).toEqual({ text: "cathy: 1,2, <b> & {{who}}", problem: undefined });
});

describe("ours are used, and the problem is named", () => {
  test.each([
    ["{{#each list}}", "ours is used, as this can't be: Parse error on line 1."],
    ["{{nobody}}", `ours is used, as this can't be: "nobody" not defined - 1:2.`],
    [
      "{{shout who}}",
      "ours is used, as this can't be: You specified knownHelpersOnly, but used the unknown helper shout - 1:0.",
    ],
    [
      "{{log who}}",
      "ours is used, as this can't be: You specified knownHelpersOnly, but used the unknown helper log - 1:0.",
    ],
    ["{{> card}}", "ours is used, as this can't be: partials can't be used here."],
    ['{{#*inline "a"}}x{{/inline}}', "ours is used, as this can't be: inline partials can't be used here."],
    ["x".repeat(70_000), "it is over 64 KB, so ours is used."],
  ])("%.40s", (override, problem) => {
    expect(outcome(override)).toEqual({ text: "our words", problem });
  });

  test("where the words come out too long", () => {
    expect(outcome("{{who}}{{who}}", { who: "x".repeat(40_000) })).toEqual({
      text: "our words",
      problem: "its text is too long for GitHub, so ours is used.",
    });
  });

  test("where loops in loops would never end", () => {
    const override = "{{#each list}}{{#each @root.list}}{{#each @root.list}}x{{/each}}{{/each}}{{/each}}";
    const values = { list: Array.from({ length: 2_000 }, () => 1) };
    expect(outcome(override, values).problem).toBe("ours is used, as this can't be: its loops go round too often.");
  });

  test("where there is no such template", () => {
    expect(compileTemplates(ours, { "crad.hbs": "x" }).problems).toEqual([
      {
        file: ".github/sooner/templates/crad.hbs",
        problem: "there is no template of this name.",
        remedy: `There are: ${templateNames.join(", ")}.`,
      },
    ]);
  });
});

test("nothing of JavaScript is within reach", () => {
  expect(outcome("[{{nested.constructor}}{{nested.__proto__}}{{list.map}}]").text).toBe("[]");
});

test("words that failed say so where they stand", () => {
  const { templates } = compileTemplates(ours, { "reply.hbs": "{{nobody}}" });
  expect(say(templates, "reply", view)).toBe(
    `> .github/sooner/templates/reply.hbs: ours is used, as this can't be: "nobody" not defined - 1:2. Correct it, or remove the file to have our words.\n\nour words`,
  );
});

test("a missing template of ours is an error at once", () => {
  expect(() => compileTemplates({}, {})).toThrow("The template card.hbs is missing.");
});
