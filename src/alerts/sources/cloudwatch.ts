/** Amazon CloudWatch's alarms, as SNS delivers them: in its envelope or raw, of CloudWatch itself or by way of EventBridge. */
import { z } from "zod";
import type { Alert } from "../alert.ts";
import {
  chosen,
  fingerprintOf,
  has,
  instant,
  known,
  type Labels,
  labels,
  listOf,
  oneOf,
  part,
  prose,
  serviceIn,
  word,
} from "../fields.ts";
import { source } from "../source.ts";

/** AWS lets it have 255 characters. */
const name = z
  .string()
  .trim()
  .min(1)
  .transform((text) => text.slice(0, 255).toWellFormed());
const state = oneOf(["ok", "alarm", "insufficient_data"]);
/** `name` of CloudWatch's own, `Name` in older messages. */
const dimension = part({ name: word, value: word, Name: word, Value: word });
const ofMetric = { MetricName: word, Namespace: word, Dimensions: listOf(dimension) };
const metric = part(ofMetric);
const trigger = part({ ...ofMetric, Metrics: listOf(part({ MetricStat: part({ Metric: metric }) })) });

const alarm = z
  .object({
    AlarmName: name,
    AlarmArn: word,
    AWSAccountId: word,
    Region: word,
    AlarmDescription: prose,
    AlarmContributorId: word,
    AlarmContributorAttributes: labels,
    NewStateValue: state,
    NewStateReason: prose,
    StateChangeTime: instant,
    Trigger: trigger,
  })
  .transform((told) => ({
    name: told.AlarmName,
    identity: told.AlarmArn ?? fingerprintOf(told.AWSAccountId ?? "", told.Region ?? "", told.AlarmName),
    contributor: told.AlarmContributorId,
    state: told.NewStateValue,
    at: told.StateChangeTime,
    texts: [told.AlarmDescription, told.NewStateReason],
    labels: { ...labelsOfTrigger(told.Trigger), ...told.AlarmContributorAttributes },
  }));
type Told = z.output<typeof alarm>;

/** EventBridge's `CloudWatch Alarm State Change`. */
const changed = z
  .object({
    resources: listOf(word),
    account: word,
    region: word,
    detail: z.object({
      alarmName: name,
      state: z.object({ value: state, reason: prose, timestamp: instant }),
      alarmContributor: part({ id: word, attributes: labels }),
      configuration: part({
        description: prose,
        metrics: listOf(
          part({ metricStat: part({ metric: part({ name: word, namespace: word, dimensions: labels }) }) }),
        ),
      }),
    }),
  })
  .transform(({ resources, account, region, detail }): Told => {
    const metric = detail.configuration.metrics[0]?.metricStat.metric;
    return {
      name: detail.alarmName,
      identity: resources[0] ?? fingerprintOf(account ?? "", region ?? "", detail.alarmName),
      contributor: detail.alarmContributor.id,
      state: detail.state.value,
      at: detail.state.timestamp,
      texts: [detail.configuration.description, detail.state.reason],
      labels: {
        ...known({ metric: metric?.name ?? null, namespace: metric?.namespace ?? null }),
        ...metric?.dimensions,
        ...detail.alarmContributor.attributes,
      },
    };
  });

/** What else is published to a topic. */
const foreign = z.unknown().transform(() => null);

const notification = z
  .object({
    Message: z
      .string()
      .transform(inJson)
      .pipe(chosen((message) => schemaOf(message) ?? foreign)),
  })
  .transform(({ Message }) => Message);
const otherEnvelope = z.object({ Type: z.string() }).transform(() => null);

export const cloudwatch = source({
  name: "cloudwatch",
  title: "Amazon CloudWatch through SNS",
  setUp: [
    "SNS sets no header of its own: use the address that ends in the token, `URL/TOKEN`.",
    "In *Amazon SNS → Topics*, choose or create a standard topic, then *Create subscription* with the protocol HTTPS and that address.",
    "The subscription is confirmed by itself within seconds; where it stays pending, choose *Request confirmation*.",
    "Name the topic in your alarms, under *Notification*, for the state *In alarm* and for *OK*.",
  ],
  schema: chosen(hookOf),
  understand: (told) => {
    if (!told) return { nothing: "A message that is about no alarm." };
    if (told.state === "insufficient_data") return { nothing: "The alarm has too little data to tell." };
    return { alerts: [alertOf(told)] };
  },
});

function hookOf(body: unknown) {
  if (!has(body, "Type")) return schemaOf(body) ?? alarm;
  return body.Type === "Notification" ? notification : otherEnvelope;
}

function schemaOf(message: unknown) {
  // EventBridge tells of an alarm's making, change and deletion as it does of its state.
  if (has(message, "detail") && has(message.detail, "operation")) return foreign;
  if (has(message, "detail") && has(message.detail, "alarmName")) return changed;
  return has(message, "AlarmName") || has(message, "AlarmArn") || has(message, "NewStateValue") ? alarm : null;
}

/** JSON in JSON; what people publish by hand is plain text, and about no alarm. */
function inJson(text: string, context: z.RefinementCtx): unknown {
  if (!text.trimStart().startsWith("{")) return null;
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "must be JSON" });
    return z.NEVER;
  }
}

function alertOf(told: Told): Alert {
  const ended = told.state === "ok";
  return {
    source: "cloudwatch",
    fingerprint:
      told.contributor === null ? fingerprintOf(told.identity) : fingerprintOf(told.identity, told.contributor),
    status: ended ? "resolved" : "firing",
    severity: null,
    service: serviceIn(told.labels) ?? told.labels.ServiceName ?? told.labels.Service ?? null,
    rule: told.name,
    title: told.name,
    text: told.texts.filter((text) => text !== null).join("\n\n"),
    startedAt: ended ? null : told.at,
    endedAt: ended ? told.at : null,
    acknowledged: null,
    alerted: [],
    link: consoleOf(told),
    labels: told.labels,
  };
}

/** Metric math names several metrics: the first one tells what the alarm is about. */
function labelsOfTrigger(told: z.output<typeof trigger>): Labels {
  const metrics: z.output<typeof metric>[] = [told, ...told.Metrics.map(({ MetricStat }) => MetricStat.Metric)];
  const first = metrics.find(({ MetricName }) => MetricName !== null);
  if (!first) return {};
  const dimensions = first.Dimensions.map((one) => [one.name ?? one.Name ?? "", one.value ?? one.Value] as const);
  return known({ metric: first.MetricName, namespace: first.Namespace, ...Object.fromEntries(dimensions) });
}

/** The alarm's page; its address follows from the ARN. */
function consoleOf({ identity, name }: Told): string | null {
  const region = /^arn:aws:cloudwatch:([a-z\d-]+):\d+:alarm:/.exec(identity)?.[1];
  if (!region) return null;
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#alarmsV2:alarm/${encodeURIComponent(name)}`;
}
