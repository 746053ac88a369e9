/** Uptime Kuma: one heartbeat of one monitor in a message. */
import { z } from "zod";
import type { Alert } from "../alert.ts";
import { identity, instant, type Labels, link, listOf, part, prose, serviceIn, word } from "../fields.ts";
import { source } from "../source.ts";

/** Of its states (0 down, 1 up, 2 pending, 3 maintenance) those that say something is wrong, or no longer. */
const states = new Map<number, Alert["status"]>([
  [0, "firing"],
  [1, "resolved"],
]);

const monitorSchema = z.object({
  id: identity,
  name: word,
  url: link,
  tags: listOf(part({ name: word, value: word })),
});
const heartbeatSchema = z.object({ status: z.int(), time: instant, msg: prose });

type Monitor = z.output<typeof monitorSchema>;
type Heartbeat = z.output<typeof heartbeatSchema>;

export const uptimeKuma = source({
  name: "uptime-kuma",
  title: "Uptime Kuma",
  setUp: [
    "In *Settings → Notifications*, add a notification of the type *Webhook*.",
    "Post URL: `URL`; request body: *Preset – application/json*.",
    'Additional headers: `{ "Authorization": "Bearer TOKEN" }`.',
    "Apply it to the monitors that count; a tag `service` on a monitor names its service.",
  ],
  schema: z.object({ monitor: monitorSchema.nullable(), heartbeat: heartbeatSchema.nullable() }),
  understand: ({ monitor, heartbeat }) => {
    if (!monitor || !heartbeat) return { nothing: "A message about no monitor, such as the test message." };
    const status = states.get(heartbeat.status);
    return status ? { alerts: [alertOf(monitor, heartbeat, status)] } : { nothing: "A monitor neither down nor up." };
  },
});

function alertOf(monitor: Monitor, heartbeat: Heartbeat, status: Alert["status"]): Alert {
  const labels = labelsOf(monitor);
  return {
    source: "uptime-kuma",
    fingerprint: monitor.id,
    status,
    severity: null,
    service: serviceIn(labels),
    rule: monitor.name,
    title: `${monitor.name ?? `Monitor ${monitor.id}`} is down`,
    text: heartbeat.msg ?? "",
    startedAt: status === "firing" ? heartbeat.time : null,
    endedAt: status === "resolved" ? heartbeat.time : null,
    acknowledged: null,
    alerted: [],
    link: monitor.url,
    labels,
  };
}

function labelsOf({ tags }: Monitor): Labels {
  return Object.fromEntries(tags.flatMap(({ name, value }) => (name === null ? [] : [[name, value ?? ""]])));
}
