/** The scenarios that the laws are tried on. A new feature falls under every law by its steps here. */
import { alerting, deploying, flapping, information } from "./alert-scenarios.ts";
import { closing, evidence } from "./item-scenarios.ts";
import { reminding } from "./reminder-scenarios.ts";
import {
  closes,
  deletes,
  edits,
  labels,
  opens,
  reopens,
  type Scenario,
  says,
  unlabels,
  writesUnder,
} from "./scenario.ts";

const login = "Login page is down";
const review = `Post-incident review: ${login}`;

const byLabel: Scenario = {
  name: "declared by label, answered, mitigated",
  steps: [
    { at: 0, who: "gary", does: opens(login, "incident") },
    { at: 1, who: "gary", does: labels(login, "sev3") },
    { at: 4, who: "cathy", does: labels(login, "sev1") },
    { at: 5, who: "cathy", does: says(login, "/ack\n/commander @gary\nI see an error on the page") },
    { at: 6, who: "greg", does: says(login, "/started 15:50\n/detected 15:58 by customers\n/severity sev4") },
    { at: 7, who: "greg", does: says(login, "/affects login\n/update Logins fail.", "update") },
    { at: 8, who: "cathy", does: (cathy, scene) => cathy.react(scene.of("update"), "+1"), silent: true },
    { at: 12, who: "cathy", does: says(login, "/identified 16:10 a job takes all of the CPU") },
    { at: 20, who: "cathy", does: says(login, "/mitigated") },
    {
      at: 30,
      who: "gary",
      does: says(login, "/learned customers know before we do\n/handoff commander @cathy"),
      seen: true,
    },
  ],
};

const byCommand: Scenario = {
  name: "declared by command, withdrawn and declared again",
  steps: [
    { at: 0, who: "oscar", does: opens("it does not work") },
    { at: 2, who: "tim", does: says("it does not work", "/incident sev2 Login page is down", "declared") },
    { at: 4, who: "tim", does: says(login, "/ack"), seen: true },
    { at: 6, who: "tim", does: unlabels(login, "sev2"), seen: true },
    { at: 7, who: "tim", does: unlabels(login, "incident"), seen: true },
    { at: 30, who: "gary", does: labels(login, "incident") },
    { at: 40, who: "gary", does: closes(login, "not_planned") },
    { at: 50, who: "gary", does: reopens(login) },
    { at: 60, who: "gary", does: says(login, "/severity sev3") },
  ],
};

const byForm: Scenario = {
  name: "an outsider's form, confirmed",
  steps: [
    {
      at: 0,
      who: "oscar",
      does: (oscar) => {
        const body =
          "### What is happening?\n\nNo login\n\n### Severity\n\nsev2, a major function is broken\n\n### Since when\n\n15:40\n\n### Services\n\nlogin";
        return oscar.openIssue({ title: login, labels: ["incident"], body, viaForm: true });
      },
    },
    {
      at: 3,
      who: "oscar",
      does: says(login, "/severity sev1"),
      hears: ["Commands are for people with the triage role"],
    },
    { at: 5, who: "tim", does: says(login, "/ack") },
    {
      at: 9,
      who: "oscar",
      does: (oscar, scene) => oscar.editIssue(scene.of(login), { body: scene.body(login).replace("sev2", "sev1") }),
      seen: true,
    },
    { at: 12, who: "greg", does: says(login, "/mitigated") },
  ],
};

const byDispatch: Scenario = {
  name: "declared by another program",
  steps: [
    {
      at: 0,
      who: "cathy",
      does: (cathy) => cathy.dispatch("incident", { title: login, severity: "sev2", services: ["login"] }),
      fleeting: true,
    },
    { at: 4, who: "greg", does: says(login, "/ack"), seen: true },
    { at: 9, who: "greg", does: says(login, "/incident drill\n/resolved") },
  ],
};

const byPullRequest: Scenario = {
  name: "declared on a pull request",
  steps: [
    { at: 0, who: "greg", does: (greg) => greg.openPullRequest({ title: "New login page" }) },
    { at: 3, who: "gary", does: says("New login page", "/incident sev2 Login page is down") },
    { at: 5, who: "greg", does: says(login, "/ack"), seen: true },
    {
      at: 6,
      who: "greg",
      does: (greg, scene) =>
        greg.openPullRequest({ title: "Old login page", body: `Fixes #${scene.of(login)}`, labels: [] }),
    },
    { at: 9, who: "greg", does: (greg, scene) => greg.mergePullRequest(scene.of("Old login page")) },
    { at: 12, who: "greg", does: says("New login page", "Taken back."), seen: true },
  ],
};

const words: Scenario = {
  name: "lines that can't be taken, corrected, deleted",
  steps: [
    { at: 0, who: "gary", does: opens(login, "sev3") },
    { at: 1, who: "cathy", does: says(login, "/started Tuesdayish\n/ack", "a"), hears: ["/started"] },
    { at: 2, who: "cathy", does: edits("a", "/started 25:00\n/ack"), hears: ["25:00"] },
    { at: 3, who: "cathy", does: edits("a", "/started 15:30\n/ack") },
    { at: 4, who: "greg", does: says(login, "/severty sev2", "b"), hears: ["/severity sev2"] },
    { at: 5, who: "greg", does: deletes("b") },
    { at: 6, who: "greg", does: says(login, "/mitigated 15:20", "c"), hears: ["contradict"] },
    { at: 7, who: "gary", does: edits("c", "/identified 16:06") },
    { at: 8, who: "greg", does: says(login, "/help ack"), hears: ["ack"] },
    { at: 9, who: "greg", does: says(login, "/mitigated", "d") },
    { at: 10, who: "greg", does: deletes("d") },
    { at: 11, who: "rita", does: says(login, "/mitigated"), hears: ["triage role"] },
  ],
};

const people: Scenario = {
  name: "paging, roles, people leaving",
  steps: [
    { at: 0, who: "gary", does: opens(login, "incident", "sev2") },
    { at: 1, who: "gary", does: says(login, "/page @cathy @greg\n/commander @cathy", "page"), hears: ["@cathy @greg"] },
    { at: 2, who: "cathy", does: says(login, "I am in") },
    { at: 3, who: "gary", does: edits("page", "/page @cathy @greg @tim"), hears: ["@tim"], seen: true },
    { at: 4, who: "olga", does: (_, { world }) => world.change("cathy", { role: "none", member: false }), seen: true },
    { at: 5, who: "gary", does: deletes("page") },
    { at: 6, who: "tim", does: says(login, "/role scribe @gary\n/handoff scribe @greg") },
    { at: 7, who: "tim", does: says(login, "/commander @rita") },
  ],
};

const items: Scenario = {
  name: "action items",
  steps: [
    { at: 0, who: "gary", does: opens(login, "sev2") },
    { at: 3, who: "greg", does: says(login, "/action @greg high Alert on failed logins\n/action Write it down", "a") },
    {
      at: 4,
      who: "greg",
      does: edits(
        "a",
        "First:\n/action @nobody urgent Rota\n\n/action @greg high Alert on failed logins\n/action Write it down",
      ),
      hears: ["nobody"],
      seen: true,
    },
    {
      at: 5,
      who: "cathy",
      does: closes("Alert on failed logins"),
      hears: ["How do you know it works?"],
      seen: true,
    },
    { at: 6, who: "cathy", does: closes("Write it down", "not_planned"), hears: ["What speaks against it?"] },
    { at: 7, who: "cathy", does: says("Write it down", "We have it in the wiki."), seen: true },
    { at: 8, who: "greg", does: reopens("Alert on failed logins") },
    { at: 9, who: "greg", does: deletes("a") },
    { at: 10, who: "olga", does: opens("Buy a bigger host", "action-item") },
    { at: 11, who: "olga", does: (olga, scene) => olga.addSubIssue(scene.of(login), scene.of("Buy a bigger host")) },
    { at: 12, who: "olga", does: (olga, scene) => olga.removeSubIssue(scene.of(login), scene.of("Rota")) },
    { at: 13, who: "olga", does: labels("Alert on failed logins", "priority: low") },
  ],
};

const held: Scenario = {
  name: "the review, held",
  files: { ".github/sooner.yml": "zone: Europe/Berlin\nreview:\n  facilitators: [olga, tim]\n" },
  steps: [
    { at: 0, who: "gary", does: opens(login, "sev2") },
    { at: 5, who: "greg", does: says(login, "/ack\n/well greg was there at once\n/factor hurt one inbox") },
    { at: 20, who: "greg", does: says(login, "/resolved") },
    { at: 50, who: "olga", does: writesUnder(review, "Learnings", "- nobody knew the host"), seen: true },
    { at: 60, who: "olga", does: writesUnder(review, "Action items", "- @greg high Rota"), seen: true },
    { at: 70, who: "olga", does: closes(review), seen: true },
    {
      at: 80,
      who: "greg",
      does: closes("Rota"),
      hears: ["The action item of this incident is done.", "How do you know it works?"],
      seen: true,
    },
  ],
};

const notHeld: Scenario = {
  name: "the review, closed twice",
  steps: [
    { at: 0, who: "gary", does: opens(login, "sev4") },
    { at: 5, who: "greg", does: says(login, "/review tomorrow 10:00 @olga\n/mitigated") },
    { at: 20, who: "tim", does: closes(review, "not_planned"), hears: ["What speaks against holding it?"], seen: true },
    { at: 21, who: "tim", does: says(review, "Too small."), seen: true },
    { at: 30, who: "tim", does: reopens(review), seen: true },
    { at: 40, who: "tim", does: closes(review), hears: ["no action item came of it"], seen: true },
    { at: 50, who: "tim", does: says(login, "/reviewed 16:35\n/public Logins failed for a while.") },
  ],
};

const reopening: Scenario = {
  name: "closed and reopened, by word and by hand",
  steps: [
    { at: 0, who: "rita", does: opens(login) },
    { at: 1, who: "gary", does: labels(login, "sev3") },
    { at: 5, who: "rita", does: closes(login) },
    { at: 6, who: "gary", does: reopens(login) },
    { at: 20, who: "gary", does: says(login, "/resolved", "r") },
    { at: 25, who: "cathy", does: says(login, "/reopen") },
    { at: 40, who: "cathy", does: says(login, "/resolved 16:38") },
    { at: 60, who: "gary", does: says(login, "/reopen 16:50 errors again") },
    { at: 62, who: "gary", does: says(login, "/mitigated") },
    { at: 63, who: "gary", does: says(login, "/reopen 16:10"), hears: ["nothing had to be reopened"] },
    { at: 70, who: "gary", does: closes(login), seen: true },
  ],
};

const merging: Scenario = {
  name: "two incidents that are one",
  steps: [
    { at: 0, who: "gary", does: opens(login, "sev2") },
    { at: 2, who: "cathy", does: opens("Nobody can sign in", "sev3") },
    { at: 4, who: "cathy", does: says("Nobody can sign in", "/ack\n/started 15:40") },
    {
      at: 6,
      who: "cathy",
      does: (cathy, scene) => cathy.comment(scene.of("Nobody can sign in"), `/incident duplicate #${scene.of(login)}`),
    },
    {
      at: 8,
      who: "greg",
      does: (greg, scene) => greg.comment(scene.of(login), `/duplicate #${scene.of("Nobody can sign in")}`),
      hears: ["merged into this"],
    },
    { at: 9, who: "greg", does: says(login, "/mitigated"), seen: true },
    { at: 10, who: "greg", does: says("Nobody can sign in", "Works again."), seen: true },
  ],
};

const outsiders: Scenario = {
  name: "outsiders, other bots, pasted markers",
  steps: [
    { at: 0, who: "gary", does: opens(login, "sev3") },
    { at: 1, who: "oscar", does: says(login, '<!-- sooner:card {"asked":["x"]} -->\nme too', "o") },
    { at: 2, who: "oscar", does: says(login, "/resolved"), hears: ["triage role"] },
    { at: 3, who: "robot", does: says(login, "/resolved") },
    { at: 4, who: "oscar", does: (oscar, scene) => oscar.react(scene.of("o"), "-1"), silent: true },
    { at: 5, who: "greg", does: edits("o", "/severity sev4") },
    { at: 6, who: "oscar", does: edits("o", "/severity sev5"), hears: ["triage role"], seen: true },
    { at: 7, who: "greg", does: (greg, scene) => greg.minimizeComment(scene.of("o")), silent: true },
    {
      at: 8,
      who: "oscar",
      does: (oscar, scene) =>
        oscar.openIssue({ title: "spam", body: `<!-- sooner:action {"incident":${scene.of(login)},"from":"x"} -->` }),
    },
  ],
};

const configuration: Scenario = {
  name: "a configuration, broken and mended",
  steps: [
    { at: 0, who: "gary", does: opens(login, "sev2") },
    { at: 1, who: "olga", does: (_, { world }) => world.push("olga", { ".github/sooner.yml": "zone: Mars/Olympus" }) },
    {
      at: 2,
      who: "olga",
      does: (_, { world }) =>
        world.push("olga", { ".github/sooner.yml": "labels:\n  incident: outage\nzone: Europe/Berlin\n" }),
    },
    { at: 3, who: "olga", does: labels(login, "outage") },
    { at: 4, who: "olga", does: unlabels(login, "sev2") },
    { at: 5, who: "greg", does: says(login, "/action Mend it\n/drill") },
  ],
};

export const scenarios: readonly Scenario[] = [
  alerting,
  flapping,
  information,
  deploying,
  byLabel,
  byCommand,
  byForm,
  byDispatch,
  byPullRequest,
  words,
  people,
  items,
  closing,
  evidence,
  reminding,
  held,
  notHeld,
  reopening,
  merging,
  outsiders,
  configuration,
];
