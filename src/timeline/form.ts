/** Reads what the issue form `templates/incident-form.yml` asked: GitHub writes the answers under `### ` headings. */
import type { FormFields } from "./event.ts";

/** The form's questions by their labels, in lower case. A test keeps them in step with the form. */
const questions: Readonly<Record<string, keyof FormFields>> = {
  severity: "severity",
  "since when": "started",
  services: "services",
  "are customers affected?": "customers",
  "who noticed?": "detectedBy",
};
const opening = "what is happening?";
const noAnswer = "_No response_";

/** The answers, in time linear in the length; null where the text is none of the form's. */
export function readForm(body: string): FormFields | null {
  const answers = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of body.replaceAll("\r\n", "\n").split("\n")) {
    const label = line.startsWith("### ") ? line.slice("### ".length).trim().toLowerCase() : "";
    if (label === opening || Object.hasOwn(questions, label)) {
      current = [];
      if (!answers.has(label)) answers.set(label, current);
    } else {
      current.push(line);
    }
  }
  return answers.has(opening) ? fieldsIn(answers) : null;
}

function fieldsIn(answers: ReadonlyMap<string, readonly string[]>): FormFields {
  const fields: FormFields = {};
  for (const [label, field] of Object.entries(questions)) {
    const answer = answers.get(label)?.join("\n").trim() ?? "";
    if (answer !== "" && answer !== noAnswer) fields[field] = answer;
  }
  return fields;
}
