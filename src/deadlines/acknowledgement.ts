/** Until when somebody is to take an incident up, and who is told of one that nobody has. */
import type { Configuration } from "../config.ts";
import type { Incident, Instant } from "../incident/incident.ts";
import type { Deadline } from "./deadline.ts";
import { pathOf, turnsOf } from "./path.ts";
import { allowed, responseSince } from "./since.ts";

/**
 * Each step of the path, the same time after the one before; none for what was taken up or is over. Without anybody to tell
 * there is a step 0: as soon as the configuration names somebody, the path begins.
 */
export function acknowledgementDeadlines(
  incident: Incident,
  configuration: Configuration,
  owners: Readonly<Record<string, readonly string[]>>,
): Deadline[] {
  if (incident.state !== "open" || incident.moments.acknowledged) return [];
  const wait = allowed(incident, configuration.deadlines.acknowledgeMinutes);
  const since = responseSince(incident);
  if (wait === null || since === null) return [];
  const path = pathOf(incident, configuration, owners);
  const steps = path.length > 0 ? path : [[]];
  return steps.map((people, index) => {
    const step = index + 1;
    const at = since + step * wait;
    return {
      subject: "acknowledgement",
      stage: stageOf(people.length > 0 ? step : 0, since, incident),
      at,
      // Where nobody of a step can be told, the next one is: nobody has to wait for somebody who has left.
      to: path.slice(index).map((people) => turnsOf(people, configuration, at)),
      reminder: { about: "acknowledgement", since, step, steps: path.length },
    };
  });
}

/** The path begins anew with each raise: whoever was told of less hears of more. */
function stageOf(step: number, since: Instant, { moments }: Incident): string {
  return since === moments.declared?.at ? String(step) : `${step} ${Math.floor(since / 1000)}`;
}

/** Whether the stage that was sent is as far on the path as the other. Of a severity that went down again the steps were told. */
export function isAsFar(sent: string, stage: string): boolean {
  const [done, raised] = partsOf(sent);
  const [step, since] = partsOf(stage);
  return done >= step && raised >= since;
}

/** The step, and the second of the raise; 0 for the declaration. */
function partsOf(stage: string): [step: number, since: number] {
  const [step, since = 0] = stage.split(" ").map(Number);
  return [step ?? 0, since];
}
