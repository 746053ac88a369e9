/** Datadog's webhook, whose body is the user's own: ours, Datadog's default, and others that name its variables. */
import { z } from "zod";
import type { Alert } from "../alert.ts";
import { fingerprintOf, type Labels, labelsOfTags, link, prose, serviceIn, word } from "../fields.ts";
import { instantIn } from "../instant.ts";
import { type Reading, source } from "../source.ts";

const template =
  '{"alert_cycle_key":"$ALERT_CYCLE_KEY","aggreg_key":"$AGGREG_KEY","alert_id":"$ALERT_ID","alert_transition":"$ALERT_TRANSITION",' +
  '"alert_priority":"$ALERT_PRIORITY","alert_type":"$ALERT_TYPE","alert_scope":"$ALERT_SCOPE","event_title":"$EVENT_TITLE",' +
  '"text_only_msg":"$TEXT_ONLY_MSG","date":"$DATE","link":"$LINK","tags":"$TAGS"}';

/** Where a fact may stand, the best one first, by the names of Datadog's variables without signs. */
const places = {
  cycle: ["alertcyclekey", "cyclekey"],
  group: ["aggregkey", "aggregationkey"],
  monitor: ["alertid", "monitorid"],
  transition: ["alerttransition", "transition", "status", "state"],
  priority: ["alertpriority", "priority", "severity"],
  type: ["alerttype", "type"],
  title: ["alerttitle", "eventtitle", "title"],
  text: ["textonlymsg", "eventmsg", "body", "text", "message", "msg"],
  scope: ["alertscope", "scope", "scopes"],
  tags: ["tags", "eventtags"],
  date: ["date", "dateposix", "lastupdated", "timestamp"],
  link: ["link", "url", "eventlink", "alerturl"],
} as const;
const mostFields = 100;
type Facts = Record<keyof typeof places, string | null>;

const body = z.record(z.string(), z.unknown()).transform(factsIn);

export const datadog = source({
  name: "datadog",
  title: "Datadog",
  setUp: [
    "In *Integrations → Webhooks*, choose *New*; enter a name, such as `sooner`, and `URL`.",
    '`Custom headers`: `{"Authorization": "Bearer TOKEN"}`.',
    `\`Payload\`: \`${template}\`.`,
    "Mention `@webhook-sooner` in your monitors, outside of conditions such as `{{#is_alert}}`, so that it hears of their end; tag them `service:NAME`.",
  ],
  schema: body
    .refine((facts) => fingerprintIn(facts) !== null, {
      path: ["alert_cycle_key"],
      error: "must be $ALERT_CYCLE_KEY, or aggreg_key $AGGREG_KEY",
    })
    .refine((facts) => statusIn(facts) !== null, { path: ["alert_transition"], error: "must be $ALERT_TRANSITION" }),
  understand,
});

function understand(facts: Facts): Exclude<Reading, { invalid: string }> {
  const fingerprint = fingerprintIn(facts);
  const status = statusIn(facts);
  if (isTest(facts) || fingerprint === null || status === null) return { nothing: "It is a monitor's test." };
  const labels = labelsOf(facts);
  const at = instantIn(facts.date);
  const alert: Alert = {
    source: "datadog",
    fingerprint,
    status,
    severity: severityIn(facts),
    service: serviceIn(labels),
    rule: titleIn(facts),
    title: titleIn(facts) ?? "A monitor without a name",
    text: facts.text?.replaceAll("%%%", "").trim() ?? "",
    startedAt: status === "firing" && !isRepeat(facts) ? at : null,
    endedAt: status === "resolved" ? at : null,
    acknowledged: null,
    alerted: [],
    link: link.parse(facts.link),
    labels,
  };
  return { alerts: [alert] };
}

/** Templates nest as they like: `alert: { id }` is `$ALERT_ID`, as `alert_id` is. */
function factsIn(told: Readonly<Record<string, unknown>>): Facts {
  const values = new Map(
    Object.entries(told)
      .slice(0, mostFields)
      .flatMap(([name, value]) => valuesIn(name, value)),
  );
  const fact = (name: keyof Facts) => places[name].map((place) => values.get(place)).find((value) => value) ?? null;
  return {
    cycle: fact("cycle"),
    group: fact("group"),
    monitor: fact("monitor"),
    transition: fact("transition"),
    priority: fact("priority"),
    type: fact("type"),
    title: prose.parse(fact("title")),
    text: prose.parse(fact("text")),
    scope: fact("scope"),
    tags: fact("tags"),
    date: fact("date"),
    link: fact("link"),
  };
}

function valuesIn(name: string, value: unknown): [string, string][] {
  const plain = name.toLowerCase().replace(/[^a-z]/g, "");
  if (typeof value === "string" || typeof value === "number") return [[plain, replaced(String(value))]];
  if (Array.isArray(value)) return [[plain, value.filter((one) => typeof one === "string").join(",")]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([inner, one]): [string, string][] =>
    typeof one === "string" || typeof one === "number" ? valuesIn(plain + inner, one) : [],
  );
}

/** A variable that Datadog doesn't know stays as it was written. */
function replaced(value: string): string {
  const text = value.trim();
  return /^\$[A-Z][A-Z_]*(?:\[[^\]]*\])?$/.test(text) ? "" : text;
}

/** The name of the alert's cycle, of its group, of its monitor and where it is, else what it is called and where it is. */
function fingerprintIn(facts: Facts): string | null {
  const { cycle, group, monitor } = facts;
  const key = cycle ?? group;
  if (key !== null) return fingerprintOf(key);
  const about = monitor ?? titleIn(facts);
  const scope = facts.scope ?? prefix.exec(facts.title ?? "")?.[2] ?? null;
  return about === null ? null : fingerprintOf(about, ...(scope === null ? [] : [scope]));
}

const statuses: ReadonlyMap<string, Alert["status"]> = new Map([
  ...["triggered", "no data", "warn", "notify", "alert", "error", "warning"].map((word) => [word, "firing"] as const),
  ...["recovered", "resolved", "ok", "success"].map((word) => [word, "resolved"] as const),
]);

/** By the transition, else by the title's prefix, else by the type. */
function statusIn({ transition, title, type }: Facts): Alert["status"] | null {
  const words = [transition, prefix.exec(title ?? "")?.[1] ?? null, type];
  return words.map((told) => statuses.get(once(told ?? ""))).find((status) => status) ?? null;
}

/** `Re-Triggered` and `Renotify` tell again what was told. */
function once(transition: string): string {
  return transition
    .trim()
    .toLowerCase()
    .replace(/^re-?(?=triggered|no data|warn|notify)/, "");
}

function isRepeat({ transition, title }: Facts): boolean {
  const told = (transition ?? prefix.exec(title ?? "")?.[1] ?? "").trim().toLowerCase();
  return once(told) !== told;
}

/** *Test Notifications* marks the title, and ends the text with who asked for it. */
function isTest({ title, text }: Facts): boolean {
  return /^(?:\[P[1-5]\] ?)?\[test\]/i.test(title ?? "") || /\bTest notification triggered by \S/.test(text ?? "");
}

/** The transition, and the group of a monitor that has several. */
const prefix = /^\[(?:P[1-5]\] ?\[)?((?:re-?)?(?:triggered|recovered|no data|warn|notify))(?: on \{([^}]*)\})?\]/i;
const prefixes = /^(?:\[(?:P[1-5]|(?:re-?)?(?:triggered|recovered|no data|warn|notify))(?: on \{[^}]*\})?\]\s*)+/i;

/** Without what Datadog puts before it, which is another one on recovery. */
function titleIn({ title }: Facts): string | null {
  return word.parse(title?.replace(prefixes, ""));
}

/** The monitor's priority, else the type of alert; the priority of the event, `normal` or `low`, says nothing. */
function severityIn({ priority, type }: Facts): string | null {
  const told = [priority?.toLowerCase(), type?.toLowerCase()];
  return told.find((severity) => severity && !/^(?:normal|low|none|success)$/.test(severity)) ?? null;
}

function labelsOf({ tags, scope }: Facts): Labels {
  return labelsOfTags([scope, tags].flatMap((list) => list?.split(",") ?? []));
}
