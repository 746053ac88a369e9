/** Better Stack: its incidents, each with all of its times in every message. */
import { z } from "zod";
import type { Alert } from "../alert.ts";
import { chosen, has, identity, instant, known, link, prose, word } from "../fields.ts";
import { source } from "../source.ts";

const incident = z.object({
  id: identity,
  attributes: z.object({
    name: word,
    cause: prose,
    url: link,
    origin_url: link,
    team_name: word,
    started_at: instant,
    acknowledged_at: instant,
    acknowledged_by: word,
    resolved_at: instant,
  }),
});

const message = z.object({ event: word, data: incident });
const telling = message.transform((told) => alertOf(told));
const other = z.unknown().transform(() => null);

export const betterStack = source({
  name: "better-stack",
  title: "Better Stack",
  setUp: [
    "In *Integrations → Exporting data → Outgoing webhooks*, press *Configure*.",
    "Choose *Incident*, and all of its events: started, acknowledged, resolved, reopened.",
    "Enter the address that ends in the token as webhook URL: `URL/TOKEN`.",
    "An acknowledgement there counts as one here, with its person and time.",
  ],
  schema: chosen((body) => (isOfSomethingElse(body) ? other : telling)),
  understand: (alert) =>
    alert ? { alerts: [alert] } : { nothing: "A webhook about a monitor or who is on call; only incidents count." },
});

/** Its webhooks for monitors, and for who is on call, whose data is a list in some versions. */
function isOfSomethingElse(body: unknown): boolean {
  if (!has(body, "data")) return false;
  return Array.isArray(body.data) || (has(body.data, "type") && body.data.type !== "incident");
}

/** A reopened incident fires anew from then on; when it started first is another story. */
function alertOf({ event, data: { id, attributes } }: z.output<typeof message>): Alert {
  const { name, cause, acknowledged_at: at } = attributes;
  const isReopened = event === "reopened";
  const endedAt = isReopened ? null : attributes.resolved_at;
  return {
    source: "better-stack",
    fingerprint: id,
    status: endedAt === null ? "firing" : "resolved",
    severity: null,
    service: null,
    rule: name,
    title: name ?? cause ?? `Better Stack incident ${id}`,
    text: cause ?? "",
    startedAt: isReopened ? null : attributes.started_at,
    endedAt,
    acknowledged: at === null ? null : { at, who: attributes.acknowledged_by },
    alerted: [],
    link: attributes.origin_url ?? attributes.url,
    labels: known({ team: attributes.team_name }),
  };
}
