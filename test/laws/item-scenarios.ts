/** Scenarios of action items through their life, for the laws to be tried on. */
import type { Client } from "../world/client.ts";
import { closes, opens, reopens, type Scenario, type Scene, says } from "./scenario.ts";

const login = "Login is down";
const alert = "Alert on failed logins";
const keys = "Rotate the keys";

/** Says on the incident what becomes of an item, by its title. */
const settles =
  (verb: "done" | "decline", item: string, words: string) =>
  (person: Client, scene: Scene): Promise<void> =>
    scene.name(verb, person.comment(scene.of(login), `/${verb} #${scene.of(item)} ${words}`));

export const closing: Scenario = {
  name: "action items closed by commands, reopened, and settled",
  steps: [
    { at: 2, who: "gary", does: opens(login, "sev3") },
    { at: 3, who: "greg", does: says(login, `/ack\n/action @greg high ${alert}\n/action @cathy low ${keys}`, "asked") },
    { at: 20, who: "cathy", does: says(login, "/resolved") },
    {
      at: 30,
      who: "greg",
      does: settles("done", alert, "it came within a minute"),
      seen: true,
      hears: ["How it is known to work: it came within a minute"],
    },
    { at: 40, who: "cathy", does: reopens(alert), seen: true },
    {
      at: 50,
      who: "cathy",
      does: settles("decline", keys, "they go in May"),
      seen: true,
      hears: ["What speaks against it: they go in May"],
    },
    {
      at: 60,
      who: "greg",
      does: (person, scene) => person.editComment(scene.of("done"), `/done #${scene.of(alert)} it came at once`),
      seen: true,
    },
    { at: 70, who: "greg", does: closes(alert), seen: true, hears: ["Both action items of this incident are settled"] },
  ],
};

export const evidence: Scenario = {
  name: "an action item closed without a word, and the answer",
  steps: [
    { at: 2, who: "gary", does: opens(login, "sev3") },
    { at: 3, who: "greg", does: says(login, `/action @greg high ${alert}`, "asked") },
    { at: 20, who: "greg", does: closes(alert), seen: true, hears: ["How do you know it works?"] },
    { at: 40, who: "greg", does: says(alert, "It came within a minute.", "answer"), seen: true },
    { at: 50, who: "cathy", does: reopens(alert), seen: true },
    { at: 60, who: "greg", does: closes(alert), seen: true },
    { at: 70, who: "cathy", does: says(login, "/resolved"), hears: ["The action item of this incident is done."] },
  ],
};
