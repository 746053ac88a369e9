/** CloudEvents 1.0 over HTTP, in each of its three modes; the data is our generic form, and the envelope fills what it lacks. */
import { z } from "zod";
import type { Alert } from "../alert.ts";
import { each, fingerprintOf, word } from "../fields.ts";
import { type Headers, type Source, source } from "../source.ts";
import { genericAlert, statusIn } from "./generic.ts";

const fields = z.record(z.string(), z.unknown());

const encoded = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(Buffer.from(text, "base64").toString("utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    context.addIssue({ code: "custom", message: "must be JSON in base64" });
    return z.NEVER;
  }
});

const envelope = z.object({
  specversion: z.literal("1.0", { error: "must be 1.0" }),
  source: z.string().min(1, "must not be empty"),
  type: z.string().min(1, "must not be empty"),
  subject: word,
  time: z.unknown().optional(),
  /** Of the documented extension for severities. */
  severitytext: word,
  data: fields.nullish(),
  data_base64: encoded.pipe(fields).optional(),
});

const event = envelope
  .transform((told) => ({ data: filled(told) }))
  .pipe(z.object({ data: genericAlert }))
  .transform(({ data }): Alert => ({ ...data, source: "cloudevents" }));

/** `com.acme.alert.resolved` tells the status by its last word, and by the others what is watched. */
function filled({ data, data_base64, source, type, subject, time, severitytext }: z.output<typeof envelope>): object {
  const said = data ?? data_base64 ?? {};
  const last = type.slice(type.lastIndexOf(".") + 1);
  const rule = statusIn(last) ? type.slice(0, -last.length - 1) : type;
  const status = said.status ?? (statusIn(last) || undefined);
  const isOver = typeof status === "string" && statusIn(status) === "resolved";
  const title = said.title ?? subject ?? rule;
  return {
    ...said,
    status,
    fingerprint: said.fingerprint ?? fingerprintOf(source, subject ?? word.parse(title) ?? rule),
    title,
    rule: said.rule ?? rule,
    severity: said.severity ?? severitytext,
    ...(isOver ? { endedAt: said.endedAt ?? time } : { startedAt: said.startedAt ?? time }),
  };
}

const described = {
  name: "cloudevents",
  title: "CloudEvents 1.0",
  setUp: [
    "Send events over HTTP to `URL`, in structured, batched or binary mode.",
    "Add the header `Authorization: Bearer TOKEN`, or take `URL/TOKEN` as address where you can't.",
    "Let `data` be the generic form below; what it lacks is taken from the event.",
    "A `type` that ends in `.firing` or `.resolved` can stand for the status, and `subject` for the title.",
  ],
} as const;

const one = source({ ...described, schema: event, understand: (alert) => ({ alerts: [alert] }) });
const batch = source({
  ...described,
  schema: each(event),
  understand: (alerts) => (alerts.length > 0 ? { alerts } : { nothing: "A batch without events." }),
});

export const cloudevents: Source = {
  ...described,
  read: (body, headers) => {
    if (headers["ce-specversion"] !== undefined) return one.read({ ...attributesOf(headers), data: body }, headers);
    return (Array.isArray(body) ? batch : one).read(body, headers);
  },
};

/** In binary mode the attributes are headers, percent-encoded where they are no ASCII. */
function attributesOf(headers: Headers): Record<string, string> {
  const told = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith("ce-") && typeof value === "string" ? [[name.slice("ce-".length), decoded(value)] as const] : [],
  );
  return Object.fromEntries(told);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) return value;
    throw error;
  }
}
