/** Checkly: a message whose template is the user's own. Ours is in `setUp`; read is any that names fields as Checkly's variables. */
import { z } from "zod";
import type { Alert } from "../alert.ts";
import {
  fingerprintOf,
  identity,
  instant,
  known,
  type Labels,
  labelsOfTags,
  link,
  prose,
  serviceIn,
  word,
} from "../fields.ts";
import { source } from "../source.ts";

/** `CHECK_ID` or `check_id`; Handlebars writes `&`, quotes and `=` as HTML does. */
const asWritten = z
  .record(z.string(), z.unknown())
  .transform((fields) =>
    Object.fromEntries(Object.entries(fields).map(([name, one]) => [name.toLowerCase(), bare(one)])),
  );

const schema = asWritten.pipe(
  z.object({
    check_id: identity,
    alert_type: z.string().toUpperCase(),
    check_name: word,
    alert_title: word,
    /** What the template that Checkly begins with calls the title; the link to the result it calls `link`. */
    event: word,
    check_error_message: prose,
    started_at: instant,
    result_link: link,
    link,
    group_name: word,
    tags: word,
  }),
);

type Message = z.output<typeof schema>;

export const checkly = source({
  name: "checkly",
  title: "Checkly",
  setUp: [
    "In *Alert settings → Add more channels*, add a *Webhook* with the method POST and the URL `URL`.",
    "Add the header `Authorization` with `Bearer TOKEN`.",
    'Body: `{"check_id":"{{CHECK_ID}}","alert_type":"{{ALERT_TYPE}}","check_name":"{{CHECK_NAME}}","alert_title":"{{ALERT_TITLE}}","started_at":"{{STARTED_AT}}","result_link":"{{RESULT_LINK}}","group_name":"{{GROUP_NAME}}","tags":"{{TAGS}}"}`',
    "Send failures, degradations and recoveries; a tag such as `service:login` on a check names its service.",
  ],
  schema,
  understand: (message) => {
    const status = statusOf(message);
    return status ? { alerts: [alertOf(message, status)] } : { nothing: "A message about no failure and no recovery." };
  },
});

/** `ALERT_DEGRADED_RECOVERY` is a recovery, `ALERT_DEGRADED_FAILURE` and `ALERT_FAILURE_REMAIN` are none. */
function statusOf({ alert_type: type }: Message): Alert["status"] | null {
  if (/^ALERT(?:_[A-Z]+)?_RECOVERY$/.test(type)) return "resolved";
  return /^ALERT_(?:FAILURE|DEGRADED|SSL)/.test(type) ? "firing" : null;
}

/** A certificate that runs out is another thing than the failing check; no message says that it was renewed. */
function alertOf(message: Message, status: Alert["status"]): Alert {
  const labels = labelsOf(message);
  const title = message.alert_title ?? message.event;
  const check = message.check_name ?? title ?? `Check ${message.check_id}`;
  const isCertificate = message.alert_type.startsWith("ALERT_SSL");
  return {
    source: "checkly",
    fingerprint: fingerprintOf(message.check_id, ...(isCertificate ? ["certificate"] : [])),
    status,
    severity: null,
    service: serviceIn(labels),
    rule: check,
    title: isCertificate ? `The certificate of ${check} runs out` : `${check} fails`,
    text: message.check_error_message ?? title ?? "",
    // Of the run that found it: the outage began before, nobody knows when.
    startedAt: null,
    endedAt: status === "resolved" ? message.started_at : null,
    acknowledged: null,
    alerted: [],
    link: message.result_link ?? message.link,
    labels,
  };
}

function labelsOf({ tags, group_name: group }: Message): Labels {
  return { ...known({ group }), ...labelsOfTags(tags?.split(",") ?? []) };
}

const entities = new Map([
  ["&amp;", "&"],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&#x27;", "'"],
  ["&#x60;", "`"],
  ["&#x3D;", "="],
]);

function bare(value: unknown): unknown {
  if (typeof value !== "string") return value;
  return value.replace(/&(?:amp|lt|gt|quot|#x27|#x60|#x3D);/g, (entity) => entities.get(entity) ?? entity);
}
