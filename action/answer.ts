/** A run that writes no reports: for the event that set it off, or, where no wiki is wanted, for all that is open. */
import { type EventRun, type PassedOver, passOverEvent } from "./event.ts";
import type { ReportRun } from "./gathering.ts";
import { isRegular } from "./inputs.ts";
import { rehearseEvent } from "./rehearsal.ts";

/** Brings up to date what is due; in a dry run, says what that would be. What only a week's end needs is loaded only then. */
export async function answer(run: ReportRun & EventRun): Promise<PassedOver> {
  if (run.inputs.dryRun !== null) return rehearseEvent(run);
  if (!isRegular(run.at)) return passOverEvent(run);
  const { isWeekOver, tellWeek } = await import("./week.ts");
  return (await isWeekOver(run)) ? tellWeek(run) : passOverEvent(run);
}
