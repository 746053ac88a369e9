/** Our own form, for all that has none of the others; it is also what `repository_dispatch` takes. */
import { z } from "zod";
import type { Alert } from "../alert.ts";
import {
  chosen,
  each,
  fingerprintOf,
  has,
  labels,
  link,
  listOf,
  optionalIdentity,
  prose,
  ruleIn,
  serviceIn,
  severityIn,
  word,
} from "../fields.ts";
import { instantIn } from "../instant.ts";
import { type Reading, source } from "../source.ts";

const synonyms = {
  firing: ["firing", "open", "opened", "triggered", "active", "alerting", "alarm", "down", "problem", "failing"],
  resolved: ["resolved", "ok", "closed", "ended", "recovered", "inactive", "up", "normal", "completed"],
} as const;

/** Whether a word says that something is wrong, or no longer; null where it says neither. */
export function statusIn(text: string): Alert["status"] | null {
  const said = text.trim().toLowerCase();
  if (synonyms.firing.some((one) => one === said)) return "firing";
  return synonyms.resolved.some((one) => one === said) ? "resolved" : null;
}

const status = z.string().transform((text, context) => {
  const read = statusIn(text);
  if (read) return read;
  context.addIssue({ code: "custom", message: "must be firing or resolved" });
  return z.NEVER;
});

/** What stands for no time, the zero times of some languages among it. */
const noTime: ReadonlySet<unknown> = new Set(["", "0", 0, "0001-01-01T00:00:00Z"]);

/** A time that is there must be one: here it is the sender who writes the form, and can mend it. */
const time = z
  .unknown()
  .optional()
  .transform((value, context) => {
    if (value === undefined || value === null || noTime.has(value)) return null;
    const at = instantIn(value);
    if (at === null) context.addIssue({ code: "custom", message: "must be a time such as 2026-11-20T14:02:00Z" });
    return at;
  });

const listed = (value: unknown) => (typeof value === "string" ? [value] : value);

const form = z
  .object({
    fingerprint: optionalIdentity.describe(
      "The same as long as the same thing is wrong. Where it is left out, service and title stand in for it.",
    ),
    status: status.describe(
      "`firing` or `resolved`. Words such as `triggered`, `alerting`, `ok` and `closed` do as well.",
    ),
    title: word.describe("What is wrong, in one line. Where it is left out, rule or fingerprint stand in for it."),
    text: prose.describe("More about it."),
    severity: word.describe("In your own word; which of ours it stands for is said below."),
    service: word.describe("Which service it is about."),
    rule: word.describe("What is watched, where several alerts can come of one rule."),
    startedAt: time.describe("When it began: ISO 8601, or since 1970 in seconds, milli-, micro- or nanoseconds."),
    endedAt: time.describe("When it ended."),
    acknowledged: z
      .preprocess(
        (value) => (value === "" ? null : value),
        z
          .object({ at: time, who: word })
          .refine(({ at, who }) => at !== null || who === null, {
            path: ["at"],
            message: "must be there as well as who",
          })
          .nullish(),
      )
      .describe("Who took it up, and when: `{ at, who }`. It counts as an acknowledgement."),
    alerted: z.preprocess(listed, listOf(word)).describe("Whom it alerted, the first one first."),
    link: link.describe("Where to see more: an `http` or `https` address."),
    labels: labels.describe(
      "Anything else, as texts by name, for `services.NAME.alerts` in the configuration to match.",
    ),
  })
  .refine(({ fingerprint, title }) => fingerprint !== null || title !== null, {
    path: ["fingerprint"],
    message: "must be there, or at least a title",
  });

/** The form's fields and what they mean, for its documentation. */
export const genericFields: readonly (readonly [string, string])[] = Object.entries(form.shape).map(
  ([name, { description = "" }]) => [name, description] as const,
);

/** One alert in the generic form. */
export const genericAlert = form.transform(alertOf);

const one = genericAlert.transform((alert) => [alert]);
const several = z.object({ alerts: each(genericAlert) }).transform(({ alerts }) => alerts);

export const generic = source({
  name: "generic",
  title: "Anything else",
  setUp: [
    "Have it send a `POST` with the content type `application/json` to `URL`.",
    "Add the header `Authorization: Bearer TOKEN`, or take `URL/TOKEN` as address where it can't.",
    'As body, send the generic form below: one alert, or several as `{ "alerts": [ … ] }`.',
    "Send the same fingerprint with the status `resolved` when it is over.",
  ],
  schema: chosen((body) => (has(body, "alerts") ? several : one)),
  understand: (alerts) => (alerts.length > 0 ? { alerts } : { nothing: "A message without alerts." }),
});

/** Reads the generic form: one alert, or several under `alerts`. */
export function readGeneric(payload: unknown): Reading {
  return generic.read(payload, {});
}

function alertOf({ acknowledged, alerted, ...said }: z.output<typeof form>): Alert {
  const service = said.service ?? serviceIn(said.labels);
  return {
    ...said,
    source: "generic",
    fingerprint: said.fingerprint ?? fingerprintOf(service ?? "", said.title ?? ""),
    severity: said.severity?.toLowerCase() ?? severityIn(said.labels),
    service,
    rule: said.rule ?? ruleIn(said.labels),
    title: said.title ?? said.rule ?? said.fingerprint ?? "",
    text: said.text ?? "",
    acknowledged: acknowledged?.at ? { at: acknowledged.at, who: acknowledged.who } : null,
    alerted: alerted.filter((who) => who !== null),
  };
}
