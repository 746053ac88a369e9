/** The configuration: what is accepted, and what people are told where it isn't. */
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { configurationJsonSchema, defaults, readConfiguration } from "../src/config.ts";

const starter = readFileSync(new URL("../templates/sooner.yml", import.meta.url), "utf8");
const uncommented = starter.replace(/^(\s*)# /gm, "$1");

describe("without a word", () => {
  test.each([[null], [""], ["# nothing yet\n"], ["review:\n  # severities: [sev1]\nservices:\n  login:\n"]])(
    "%j is the default",
    (text) => expect(readConfiguration(text)).toEqual({ configuration: defaults, problems: [] }),
  );

  test("the defaults are", () => {
    expect(defaults).toEqual({
      zone: "UTC",
      holidays: [],
      businessHours: {
        days: ["monday", "tuesday", "wednesday", "thursday", "friday"],
        from: "09:00",
        to: "17:00",
      },
      commands: { bare: true },
      labels: {
        incident: "incident",
        actionItem: "action-item",
        review: "post-incident-review",
        alertNoise: "alert-noise",
        digest: "incident-digest",
      },
      services: {},
      escalation: [],
      onCall: {},
      people: {},
      deadlines: {
        acknowledgeMinutes: { sev1: 5, sev2: 15 },
        updateMinutes: { sev1: 30, sev2: 60 },
        off: [],
        drills: false,
      },
      alerts: { severities: {}, windowMinutes: 30, workflows: [], deployments: [] },
      changes: { hours: 6, environments: [] },
      review: { severities: ["sev1", "sev2"], facilitators: [], businessDays: 1 },
      actionItems: { dueDays: { sev1: 15, other: 30 }, ownerDays: 2, soonDays: 2, confirmDays: 90 },
      issueTypes: { incident: "Incident", actionItem: "Task", review: "Task" },
      board: {
        incidents: false,
        fields: { status: "Status", priority: "Priority", due: "Due", severity: "Severity", incident: "Incident" },
        statuses: { open: "Todo", done: "Done", declined: "Won't do" },
      },
      digest: { on: true, day: "monday", time: "09:00" },
      report: { public: ["sev1", "sev2"], publicHosts: [] },
      targets: [],
      downtime: { environments: [] },
      accounts: [],
    });
  });
});

test("all of it can be said", () => {
  const text = `
zone: Europe/Berlin
holidays: [2026-12-25]
commands: { bare: false }
labels: { incident: outage }
services:
  login:
    owners: [cathy, acme/web]
    runbook: https://wiki.example/login
    paths: [web/login/]
    alerts: [team=login]
    escalation: ["@cathy", [on-call/primary, acme/web]]
escalation: [on-call/primary]
onCall:
  primary:
    people: ["@cathy", greg]
    since: 2026-01-05
    handOver: { day: monday }
    overrides: [{ who: gary, from: 2026-12-24 09:00, until: 2026-12-27 9:00 }]
people: { cathy: [cathy@acme.com] }
deadlines: { acknowledgeMinutes: { sev1: 3 }, off: [update] }
board: { project: 5, statuses: { open: Backlog } }
digest: { day: friday, category: Announcements }
businessHours: { days: [sunday, monday], to: "18:30" }
alerts:
  severities: { PAGE: sev1 }
  workflows: [{ name: deploy.yml, severity: sev2, service: login }]
changes: { hours: 2 }
review: { facilitators: ["@frank", eve_acme], businessDays: 2 }
actionItems: { dueDays: { other: 60 } }
report: { public: [sev1], publicHosts: [status.acme.com] }
targets:
  - { duration: timeToAcknowledge, severity: sev1, withinMinutes: 5 }
  - { duration: timeToRecover, severity: sev2, ratio: 0.5 }
downtime: { hourlyCost: 900, environments: [production] }
accounts: ["sooner-acme[bot]"]
`;
  const { configuration, problems } = readConfiguration(text);
  expect(problems).toEqual([]);
  expect(configuration.zone).toBe("Europe/Berlin");
  expect(configuration.review).toEqual({
    severities: ["sev1", "sev2"],
    facilitators: ["frank", "eve_acme"],
    businessDays: 2,
  });
  expect(configuration.targets).toEqual([
    { duration: "timeToAcknowledge", severity: "sev1", withinMinutes: 5, share: 90 },
    { duration: "timeToRecover", severity: "sev2", ratio: 0.5 },
  ]);
  expect(configuration.accounts).toEqual(["sooner-acme"]);
  expect(configuration.services).toEqual({
    login: {
      owners: ["cathy", "acme/web"],
      runbook: "https://wiki.example/login",
      paths: ["web/login/"],
      environments: [],
      alerts: ["team=login"],
      escalation: [["cathy"], ["on-call/primary", "acme/web"]],
    },
  });
  expect(configuration.escalation).toEqual([["on-call/primary"]]);
  expect(configuration.onCall).toEqual({
    primary: {
      people: ["cathy", "greg"],
      since: "2026-01-05",
      handOver: { day: "monday", time: "09:00", every: 1 },
      overrides: [{ who: "gary", from: "2026-12-24 09:00", until: "2026-12-27 9:00" }],
    },
  });
  expect(configuration.people).toEqual({ cathy: ["cathy@acme.com"] });
  expect(configuration.deadlines).toEqual({
    acknowledgeMinutes: { sev1: 3, sev2: 15 },
    updateMinutes: { sev1: 30, sev2: 60 },
    off: ["update"],
    drills: false,
  });
  expect(configuration.board.project).toBe(5);
  expect(configuration.board.statuses).toEqual({ open: "Backlog", done: "Done", declined: "Won't do" });
  expect(configuration.digest).toEqual({ on: true, day: "friday", time: "09:00", category: "Announcements" });
  expect(configuration.businessHours).toEqual({ days: ["sunday", "monday"], from: "09:00", to: "18:30" });
  expect(configuration.alerts).toEqual({
    severities: { page: "sev1" },
    windowMinutes: 30,
    workflows: [{ name: "deploy.yml", branches: [], severity: "sev2", service: "login" }],
    deployments: [],
  });
  expect(configuration.changes).toEqual({ hours: 2, environments: [] });
  expect(configuration.actionItems.dueDays).toEqual({ sev1: 15, other: 60 });
});

const steps = "Whom to tell after the owners, one step after the other: logins, teams, or on-call/ROTATION.";

describe("what is wrong is said with its line and a remedy, and the defaults hold", () => {
  test.each([
    [
      "services:\n  login:\n    escalation: [cathy, on-call/primary]",
      3,
      "“services.login.escalation.1” names the rotation “primary”, which doesn't exist; there is none under onCall yet.",
      steps,
    ],
    [
      "services:\n  login:\n    owners: [cathy, on-call/primary]",
      3,
      "“services.login.owners.1” names the rotation “primary”, which doesn't exist; there is none under onCall yet.",
      "Logins, teams (acme/web) or on-call/ROTATION that own the service; without any, CODEOWNERS says.",
    ],
    [
      "onCall:\n  first: { people: [cathy], since: 2026-01-05 }\nescalation: [[greg, on-call/frist]]",
      3,
      "“escalation.0” names the rotation “frist”, which doesn't exist; there are: first.",
      steps,
    ],
    [
      "escalation: [the whole team]",
      1,
      "“escalation.0” must be a login, a team such as acme/web, a rotation such as on-call/primary, or a list of them.",
      steps,
    ],
    [
      "onCall:\n  first:\n    people: []\n    since: 2026-01-05",
      3,
      "“onCall.first.people” must name at least 1.",
      "Who takes turns, in their order.",
    ],
    [
      "onCall:\n  first: { people: [cathy], since: 2026-01-05, zone: Mars/Base }",
      2,
      "“onCall.first.zone” is no time zone.",
      "Where its times are; without it, the team's zone.",
    ],
    [
      "onCall:\n  first:\n    people: [cathy]\n    since: 2026-01-05\n    overrides:\n      - { who: greg, from: 2026-02-31 09:00, until: 2026-03-02 09:00 }",
      6,
      "“onCall.first.overrides.0.from” is no time that exists.",
      "From when on, such as 2026-12-24 09:00.",
    ],
    [
      "onCall:\n  first:\n    people: [cathy]\n    since: 2026-01-05\n    overrides:\n      - { who: greg, from: 2026-03-03 09:00, until: 2026-03-02 09:00 }",
      6,
      "“onCall.first.overrides.0.until” must be later than 2026-03-03 09:00.",
      "Until when.",
    ],
    [
      "onCall:\n  first:\n    people: [cathy]\n    since: 2026-01-05\n    overrides:\n      - { who: greg, from: 2026-03-01 09:00, until: 2026-03-03 09:00 }\n      - { who: gary, from: 2026-03-02 09:00, until: 2026-03-04 09:00 }",
      7,
      "“onCall.first.overrides.1” overlaps the turn of greg from 2026-03-01 09:00.",
      "Who stands in, from when until when; one at a time.",
    ],
    [
      'businessHours:\n  from: "18:00"',
      2,
      "“businessHours.to” must be later than the beginning, 18:00.",
      "When it ends.",
    ],
    [
      "board: { project: five }",
      1,
      "“board.project” must be a number.",
      "The number of the organisation's project, as in its address.",
    ],
    [
      "services:\n  login: { alerts: [team] }",
      2,
      "“services.login.alerts.0” must be a label with its value, such as team=web.",
      "Labels by which alerts are about it, such as team=web; an alert that names the service needs none.",
    ],
    [
      "alerts:\n  severities: { page: sev9 }",
      2,
      "“alerts.severities.page” must be one of: sev1, sev2, sev3, sev4, sev5, info.",
      "One of sev1 to sev5, or info.",
    ],
    ["zone: Mars/Base", 1, "“zone” is no time zone.", "The team's time zone, an IANA name such as Europe/Berlin."],
    ["zone: UTC\nreveiw:\n  x: 1", 2, "There is no option “reveiw”.", "Did you mean “review”?"],
    ["review:\n  busnessDays: 2", 2, "There is no option “review.busnessDays”.", "Did you mean “businessDays”?"],
    ["services:\n  login:\n    ownrs: [a]", 3, "There is no option “services.login.ownrs”.", "Did you mean “owners”?"],
    [
      "slack: yes",
      1,
      "There is no option “slack”.",
      "There are: zone, holidays, businessHours, commands, labels, services, escalation, onCall, people, deadlines, alerts, changes, review, actionItems, issueTypes, board, digest, report, targets, downtime, accounts.",
    ],
    [
      "targets:\n  - { duration: timeToFix, severity: sev1, ratio: 0.5 }",
      2,
      "“targets.0” must have a duration, a severity, and either withinMinutes (and share) or ratio.",
      "What the team aims at, such as { duration: timeToRecover, severity: sev2, ratio: 0.5 }; the metrics page says whether it is met.",
    ],
    [
      "review:\n  businessDays: 0",
      2,
      "“review.businessDays” must be at least 1.",
      "Business days until the review is due.",
    ],
    [
      "review:\n  severities:\n    - sev1\n    - high",
      4,
      "“review.severities.1” must be one of: sev1, sev2, sev3, sev4, sev5.",
      "Severities that call for a review.",
    ],
    ["commands:\n  bare: maybe", 2, "“commands.bare” must be true or false.", "Take /ack as well as /incident ack."],
    [
      "holidays: [2026-02-31]",
      1,
      "“holidays.0” must be a day such as 2026-12-25.",
      "Days that are no business days, such as 2026-12-25.",
    ],
    [
      "services:\n  a:\n    runbook: javascript:alert(1)",
      3,
      "“services.a.runbook” must be an address that starts with https://.",
      "Where its runbook is.",
    ],
    [
      "labels:\n  incident: ''",
      2,
      "“labels.incident” must be at least 1 character long.",
      "The label that declares an incident.",
    ],
    [
      "just words",
      1,
      "The configuration must be a group of options.",
      "Write options as “name: value”, as in the starter file.",
    ],
    [
      "zone: UTC\nzone: UTC",
      2,
      "This is no valid YAML: Map keys must be unique.",
      "Check indentation, colons and quotes.",
    ],
    [
      "__proto__: { zone: x }",
      1,
      "There is no option “__proto__”.",
      "There are: zone, holidays, businessHours, commands, labels, services, escalation, onCall, people, deadlines, alerts, changes, review, actionItems, issueTypes, board, digest, report, targets, downtime, accounts.",
    ],
    ["x".repeat(70_000), null, "The configuration is over 64 KB.", "Shorten it."],
  ])("%j", (text, line, problem, remedy) => {
    expect(readConfiguration(text)).toEqual({ configuration: defaults, problems: [{ line, problem, remedy }] });
  });

  test("several problems are all said, up to ten", () => {
    expect(readConfiguration("zone: 3\nfoo: 1\n").problems.map(({ line }) => line)).toEqual([1, 2]);
    const many = Array.from({ length: 5_000 }, (_, i) => `k${i}: 1`).join("\n");
    expect(readConfiguration(many).problems).toHaveLength(10);
  });

  test.each([
    [
      "aliases of aliases",
      "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n",
    ],
    ["deep nesting", "[".repeat(60_000)],
    ["lists in lists", "- ".repeat(30_000)],
  ])("%s end nothing", (_, text) => {
    const { configuration, problems } = readConfiguration(text);
    expect(configuration).toEqual(defaults);
    expect(problems).toHaveLength(1);
  });
});

describe("the starter file", () => {
  test("changes nothing as it is", () => {
    expect(readConfiguration(starter)).toEqual({ configuration: defaults, problems: [] });
    expect(parse(starter)).toBeNull();
  });

  test("is exactly the defaults when uncommented", () => {
    expect(parse(uncommented)).toEqual(defaults);
  });
});

describe("the JSON Schema", () => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(configurationJsonSchema());

  test("accepts the starter file and refuses unknown keys", () => {
    expect(validate(parse(uncommented))).toBe(true);
    expect(validate({ reveiw: {} })).toBe(false);
  });

  test("is committed as it is generated", () => {
    const committed = readFileSync(new URL("../templates/sooner.schema.json", import.meta.url), "utf8");
    expect(JSON.parse(committed)).toEqual(configurationJsonSchema());
  });
});
