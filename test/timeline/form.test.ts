/** The issue form and its reader say the same. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readForm } from "../../src/timeline/form.ts";

interface Form {
  labels: string[];
  body: { type: string; attributes: { label: string; options?: string[] } }[];
}
const form: Form = parse(readFileSync(new URL("../../templates/incident-form.yml", import.meta.url), "utf8"));

/** What GitHub makes of a form's answers. */
function submitted(answers: Record<string, string>): string {
  return form.body
    .map(({ attributes: { label } }) => `### ${label}\n\n${answers[label] ?? "_No response_"}`)
    .join("\n\n");
}

test("every question of the form is read, under its own label", () => {
  const answers = Object.fromEntries(form.body.map(({ attributes: { label } }) => [label, `answer to ${label}`]));
  expect(readForm(submitted(answers))).toEqual({
    severity: "answer to Severity",
    started: "answer to Since when",
    services: "answer to Services",
    customers: "answer to Are customers affected?",
    detectedBy: "answer to Who noticed?",
  });
  expect(form.body).toHaveLength(6);
  expect(form.labels).toEqual(["incident"]);
});

test("what was not answered is absent", () => {
  expect(readForm(submitted({ "What is happening?": "Nobody can sign in" }))).toEqual({});
  expect(readForm(submitted({ Severity: "sev2, a major function is broken" }).replaceAll("\n", "\r\n"))).toEqual({
    severity: "sev2, a major function is broken",
  });
});

test("headings of one's own within an answer stay in it", () => {
  const body = submitted({ "What is happening?": "### Log\nit failed", Services: "login\n### more\ncheckout" });
  expect(readForm(body)).toEqual({ services: "login\n### more\ncheckout" });
});

test.each([["Login is down"], [""], ["### Severity\n\nsev1"], ["## What is happening?\n\nx"]])(
  "%j is no form",
  (body) => {
    expect(readForm(body)).toBeNull();
  },
);
