/** Writes `docs/alerts.md`: how each monitoring system is set up, and what is made of its alerts; all from the code. */
import type { SourceName } from "../src/alerts/alert.ts";
import { azureSeverities, severityWords } from "../src/alerts/severity.ts";
import type { Source } from "../src/alerts/source.ts";
import { genericFields } from "../src/alerts/sources/generic.ts";
import { sources } from "../src/alerts/sources.ts";

interface Taken {
  /** What tells one alert from another. */
  fingerprint: string;
  severity: string;
  service: string;
}

const labelled = { severity: "the label `severity`", service: "the label `service`, or one like it" };
const none = "none";

const taken: Record<SourceName, Taken> = {
  alertmanager: { fingerprint: "`alerts[].fingerprint`, else its labels", ...labelled },
  grafana: { fingerprint: "`alerts[].fingerprint`", ...labelled },
  pagerduty: { fingerprint: "the incident's id", severity: "its priority, else its urgency", service: "its service" },
  datadog: {
    fingerprint: "`$ALERT_CYCLE_KEY`, else `$AGGREG_KEY`",
    severity: "`$ALERT_PRIORITY`, else `$ALERT_TYPE`",
    service: "the tag `service`, or one like it",
  },
  sentry: { fingerprint: "the issue's id, or the metric alert's", severity: "its level", service: "its project" },
  cloudwatch: {
    fingerprint: "the alarm's ARN",
    severity: none,
    service: "the dimension `ServiceName`, or one like it",
  },
  "google-cloud": {
    fingerprint: "`incident.incident_id`",
    severity: "`incident.severity`, else the label `severity`",
    service: "the label `service`, or one like it",
  },
  azure: {
    fingerprint: "`data.essentials.alertId`",
    severity: "`data.essentials.severity`",
    service: "the custom property `service`, or one like it",
  },
  opsgenie: {
    fingerprint: "`alert.alias`, else `alert.alertId`",
    severity: "`alert.priority`",
    service: "the tag or detail `service`, or one like it",
  },
  "uptime-kuma": { fingerprint: "`monitor.id`", severity: none, service: "the tag `service`, or one like it" },
  "better-stack": { fingerprint: "the incident's id", severity: none, service: "none; `rule` is its monitor's name" },
  checkly: {
    fingerprint: "`CHECK_ID`",
    severity: none,
    service: "the tag `service:NAME`, or one like it",
  },
  cloudevents: {
    fingerprint: "`data.fingerprint`, else the event's `source` with its `subject`, or else its title",
    severity: "`data.severity`, else `severitytext`",
    service: "`data.service`",
  },
  generic: { fingerprint: "`fingerprint`, else `service` with `title`", severity: "`severity`", service: "`service`" },
};

/** A message in the generic form, as the page shows it. */
export const exampleMessage = `{
  "fingerprint": "login-errors",
  "status": "firing",
  "severity": "critical",
  "service": "login",
  "title": "Logins fail",
  "text": "More than 5% of logins are answered with an error.",
  "startedAt": "2026-11-20T14:02:03Z",
  "link": "https://grafana.example.com/d/login"
}`;

/** A configuration for GitHub's own alerts, as the page shows it. */
export const exampleWorkflows = `alerts:
  workflows:
    - { name: deploy.yml, severity: sev2, service: login }
    - { name: Nightly, branches: [main, release], severity: info }
  deployments:
    - { environment: production, severity: sev1 }`;

/** A configuration of severities and services, as the page shows it. */
export const exampleWords = `alerts:
  severities: { page: sev1, ticket: info }
services:
  login:
    alerts: [team=identity, "rule=Login page"]`;

/** The page, in Markdown. */
export function alertsPage(): string {
  return `${[introduction, ...sources.map(section), genericForm(), github, severities(), services].join("\n\n")}\n`;
}

const introduction = `<!-- Written by \`npm run generate\`. -->
# Alerts

Monitoring opens the incident before a person does. An alert that fires is recorded on its incident, or opens one; the same alert
again changes nothing; its end is recorded with its time, and never closes an issue. An alert that is only for information opens
nothing: it is counted on the quarter's issue _Alert noise_.

Alerts reach the App at \`POST /alerts/SOURCE/OWNER/REPO\`, with a token that fits exactly this source and repository. Set the
App's \`ALERTS_SECRET\` to a secret of your own (\`openssl rand -hex 32\`), and have address and token printed:

\`\`\`sh
npm run alert-url -- alertmanager acme/shop
\`\`\`

Below, \`URL\` and \`TOKEN\` stand for what it prints. A sender that can set no header takes \`URL/TOKEN\` as its address, which is
then as secret as the token. Whoever learns a token can only send alerts to this one repository; a new \`ALERTS_SECRET\` makes all
tokens anew.

The answer is 200 once GitHub has the alert, and to a test, which opens nothing where its sender marks it as one; 503 with
\`Retry-After\` when GitHub can't be had right now, so that the sender keeps it; 401 where address and token don't fit, 404 where
the App isn't installed; 413 over 1 MB; 422 with the name of the field that can't be read.`;

function section({ name, title, setUp }: Source): string {
  const { fingerprint, severity, service } = taken[name];
  const steps = setUp.map((step, index) => `${index + 1}. ${step}`);
  const facts = `Taken as fingerprint: ${fingerprint}; as severity: ${severity}; as service: ${service}.`;
  return [`## ${title}`, `Source: \`${name}\``, steps.join("\n"), facts].join("\n\n");
}

function genericForm(): string {
  const fields = genericFields.map(([name, meaning]) => [`\`${name}\``, meaning]);
  return `## The generic form

${table(["Field", "Meaning"], fields)}

\`fingerprint\` and \`status\` are all that is needed. What else is unknown can be left out, null or empty.

\`\`\`json
${exampleMessage}
\`\`\`

Without an address to send it to, the same goes through GitHub, with a token that may write to the repository:

\`\`\`sh
gh api repos/acme/shop/dispatches -f event_type=alert -F 'client_payload[fingerprint]=login-errors' \\
  -F 'client_payload[status]=firing' -F 'client_payload[title]=Logins fail'
\`\`\`

GitHub takes at most ten fields there. With more, put the alert into a list: \`client_payload: { alerts: [ … ] }\`.`;
}

const github = `## GitHub's workflows and deployments

A failed run or deployment is an alert as well, where \`.github/sooner.yml\` names its workflow or environment; the next success ends
it. A workflow is named as it calls itself or by its file. Without \`branches\` the default branch counts. Runs of forks never do.

\`\`\`yaml
${exampleWorkflows}
\`\`\`

Taken as fingerprint: repository, workflow and branch, or repository and environment; severity and service come from the
configuration, the service of a deployment else from \`services.NAME.environments\`.`;

function severities(): string {
  const rows = severityWords.map(([severity, words]) => [`\`${severity}\``, coded(words)]);
  const azure = [...azureSeverities].map(([theirs, ours]) => `\`${theirs}\` → \`${ours}\``);
  return `## Severities

The sender's word counts as the configuration says (\`alerts.severities\`), else as follows, in any case; \`sev1\` to \`sev5\` are
themselves, as are \`s1\`, \`SEV-1\` and \`Severity 1\`. Azure counts from 0: ${azure.join(", ")}. For any other word, and for none, the severity is not set.

${table(["Severity", "Words"], rows)}`;
}

const services = `## Services

An alert is about the configured service one of whose \`alerts\` it matches, each a label with its exact value; \`source\`, \`rule\` and
\`service\` can be matched like labels, \`rule\` being the monitor, check or alert rule. Else it is about the service that it names,
itself or in a label such as \`service\`, \`service_name\`, \`app\` or \`component\`.

\`\`\`yaml
${exampleWords}
\`\`\``;

function coded(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(", ");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
