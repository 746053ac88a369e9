/** Scenarios in which deadlines pass, for the laws to be tried on. A pass has to come at the time that it reminds at. */
import { closes, opens, type Scenario, type Step, says } from "./scenario.ts";

const login = "Login is down";
const alert = "Alert on failed logins";
const day = 24 * 60;

/** Whoever looks in at that time has the App remind, which it has done before anything else happens. */
function looksIn(at: number, on: string, hears: string[]): Step[] {
  return [
    { at, who: "gary", does: says(on, `How is it going, after ${at} minutes?`), seen: true, hears },
    { at, who: "gary", does: says(on, `And what do customers say, ${at} minutes in?`), seen: true },
  ];
}

export const reminding: Scenario = {
  name: "nobody answers, nobody tells, nobody holds the review",
  files: { ".github/sooner.yml": "escalation: [greg, olga]\nreview: { facilitators: [olga] }\n" },
  steps: [
    { at: 0, who: "gary", does: opens(login, "sev1") },
    ...looksIn(5, login, ["**Nobody has taken up this SEV1 yet.** It has waited since 16:00, for 5 min."]),
    ...looksIn(11, login, ["@olga"]),
    { at: 12, who: "greg", does: says(login, "/ack"), seen: true },
    ...looksIn(30, login, ["**There has been no status update yet.**"]),
    { at: 31, who: "greg", does: says(login, `/action @greg high by 2026-03-12 ${alert}`), seen: true },
    { at: 32, who: "greg", does: says(login, "/mitigated"), seen: true },
    ...looksIn(2 * day, login, ["**This is due today**", "**This review was due by the end of Wed 11 Mar 2026**"]),
    { at: 2 * day + 60, who: "greg", does: closes(alert), seen: true, hears: ["How do you know it works?"] },
  ],
};
