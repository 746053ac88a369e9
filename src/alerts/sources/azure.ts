/** Azure Monitor: the common alert schema, one alert in a message. */
import { z } from "zod";
import type { Alert } from "../alert.ts";
import {
  identity,
  instant,
  known,
  type Labels,
  labels,
  link,
  listOf,
  oneOf,
  part,
  prose,
  serviceIn,
  word,
} from "../fields.ts";
import { source } from "../source.ts";

const conditions = { fired: "firing", activated: "firing", resolved: "resolved", deactivated: "resolved" } as const;

const schema = z.object({
  data: z.object({
    essentials: z.object({
      alertId: identity,
      alertRule: word,
      severity: word,
      monitorCondition: oneOf(["fired", "activated", "resolved", "deactivated"]),
      firedDateTime: instant,
      resolvedDateTime: instant,
      description: prose,
      targetResourceGroup: word,
      configurationItems: listOf(word),
      investigationLink: link,
    }),
    alertContext: part({
      /** Of a Prometheus rule. */
      labels,
      annotations: part({ summary: prose }),
      /** Of a metric's or a query's rule, whose custom properties can stand here, too; elsewhere they are Azure's own. */
      conditionType: word,
      properties: labels,
      condition: part({ allOf: listOf(part({ dimensions: listOf(part({ name: word, value: word })) })) }),
    }),
    customProperties: labels,
  }),
});

type Told = z.output<typeof schema>["data"];

export const azure = source({
  name: "azure",
  title: "Azure Monitor",
  setUp: [
    "In *Monitor → Alerts → Action groups*, open the action group of your alert rules.",
    "It sets no header of its own: add an action of the type *Webhook* with the URI `URL/TOKEN`.",
    "Switch on *Enable the common alert schema* for it.",
    "Give rules a custom property `service`, so that their alerts find the service.",
  ],
  schema,
  understand: ({ data }) =>
    isTest(data) ? { nothing: "It is the action group's test." } : { alerts: [alertOf(data)] },
});

/** *Test action group* tells of a subscription that can't be, and of rules such as `test-metricAlertRule`. */
function isTest({ essentials: { alertId, alertRule } }: Told): boolean {
  return alertId.startsWith("/subscriptions/11111111-1111-1111-1111-111111111111/") && /^test-/.test(alertRule ?? "");
}

function alertOf({ essentials, alertContext, customProperties }: Told): Alert {
  const told = labelsOf({ essentials, alertContext, customProperties });
  const status = conditions[essentials.monitorCondition];
  return {
    source: "azure",
    fingerprint: essentials.alertId,
    status,
    severity: essentials.severity?.toLowerCase() ?? null,
    service: serviceIn(told),
    rule: essentials.alertRule,
    title: essentials.alertRule ?? "Azure Monitor alert",
    text: essentials.description ?? alertContext.annotations.summary ?? "",
    startedAt: essentials.firedDateTime,
    endedAt: status === "resolved" ? essentials.resolvedDateTime : null,
    acknowledged: null,
    alerted: [],
    link: essentials.investigationLink,
    labels: told,
  };
}

/** With the resource and its group, which are what Azure's alerts are mostly told apart by. */
function labelsOf({ essentials, alertContext, customProperties }: Told): Labels {
  const [resource = null] = essentials.configurationItems;
  const dimensions = alertContext.condition.allOf[0]?.dimensions ?? [];
  return {
    ...known({ resource, resourceGroup: essentials.targetResourceGroup }),
    ...known(Object.fromEntries(dimensions.map(({ name, value }) => [name ?? "", value]))),
    ...alertContext.labels,
    ...(alertContext.conditionType === null ? {} : alertContext.properties),
    ...customProperties,
  };
}
