/** Whom a reminder notifies, and whom it only names. */
import type { Instant } from "../incident/incident.ts";
import type { Memory } from "../memory.ts";
import type { Deadline, DueReminder } from "./deadline.ts";
import { distinctNames } from "./responsible.ts";

interface Known {
  reminded: Memory["reminded"];
  /** Who can't be told here, in whatever case. */
  unreachable: ReadonlySet<string>;
  now: Instant;
}

/**
 * The reminder as it is sent now: to the first group in which anybody can be told. Nobody is notified of the same subject
 * twice within 24 hours, but of what nobody takes up.
 */
export function addressed(deadline: Deadline, { reminded, unreachable, now }: Known): DueReminder {
  const outside = new Set([...unreachable].map((name) => name.toLowerCase()));
  const canBeTold = (name: string) => !outside.has(name.toLowerCase());
  const chosen = deadline.to.findIndex((group) => group.some(canBeTold));
  const concerned = distinctNames((chosen < 0 ? deadline.to : deadline.to.slice(0, chosen + 1)).flat());
  const lately = deadline.subject === "acknowledgement" ? new Set() : notifiedLately(reminded[deadline.subject], now);
  const wasTold = (name: string) => lately.has(name.toLowerCase());
  const reached = concerned.filter(canBeTold);
  return {
    deadline,
    told: reached.filter((name) => !wasTold(name)),
    named: reached.filter(wasTold),
    lost: concerned.filter((name) => !canBeTold(name)),
  };
}

const daySeconds = 24 * 60 * 60;

/** Who was notified within a day, in lower case. Times are remembered to the second. */
function notifiedLately(sent: Memory["reminded"][string] = {}, now: Instant): Set<string> {
  const second = Math.floor(now / 1000);
  const lately = Object.values(sent).filter(([at]) => second - at < daySeconds);
  return new Set(lately.flatMap(([, who]) => who.toLowerCase().split(" ")));
}
