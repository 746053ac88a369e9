/** What the issue form's answers say, as the commands that would say the same. */

import type { Detector, Severity } from "../incident/incident.ts";
import { severities } from "../incident/incident.ts";
import type { Command } from "./command.ts";
import type { FormFields } from "./event.ts";
import { readWholeTime, type TimeContext } from "./time/read.ts";

const detectors: readonly Detector[] = ["customers", "monitoring", "staff", "partner"];

/** The form's answers as commands at line 0; an answer that can't be read says nothing. */
export function formCommands(form: FormFields, context: TimeContext): Command[] {
  return [
    ...severityIn(form.severity ?? ""),
    ...startIn(form.started ?? "", context),
    ...servicesIn(form.services ?? ""),
    ...customersIn(form.customers ?? ""),
    ...detectorIn(form.detectedBy ?? "", context),
  ];
}

function severityIn(answer: string): Command[] {
  const severity = severities.find((name): name is Severity => answer.toLowerCase().startsWith(name));
  return severity ? [{ verb: "severity", severity, line: 0 }] : [];
}

function startIn(answer: string, context: TimeContext): Command[] {
  const reading = readWholeTime(answer.trim(), context);
  return "time" in reading ? [{ verb: "started", time: reading.time, line: 0 }] : [];
}

function servicesIn(answer: string): Command[] {
  const services = answer
    .split(/[,\n]/)
    .map((name) => name.trim())
    .filter(Boolean);
  return services.length > 0 ? [{ verb: "affects", services, line: 0 }] : [];
}

function customersIn(answer: string): Command[] {
  const word = answer.trim().toLowerCase();
  if (word.startsWith("yes")) return [{ verb: "customers", impacted: true, line: 0 }];
  return word.startsWith("no") && !word.startsWith("not") ? [{ verb: "customers", impacted: false, line: 0 }] : [];
}

/** Who noticed, as of the form's own writing. */
function detectorIn(answer: string, { written }: TimeContext): Command[] {
  const by = detectors.find((name) => answer.toLowerCase().startsWith(name));
  if (!by) return [];
  const time = { at: written, approximate: false, precision: "second" as const, text: "the form" };
  return [{ verb: "detected", time, by, line: 0 }];
}
